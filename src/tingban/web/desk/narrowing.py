"""Lists narrowed to one community or one company: by its key, as names change and repeat."""

from typing import Any

from django import forms

from tingban.reads.registry import communities, companies
from tingban.reads.registry.search import OfOne
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound
from tingban.web.ui.filters import Filter


class OfOneFilter(Filter):
    """A filter that can be narrowed by a link; `OfCommunity` and `OfCompany` add what to."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.actor = actor

    @property
    def of(self) -> OfOne:
        """What the list is narrowed to."""
        company = self.value("company")
        return OfOne(self.text_of("community"), company if isinstance(company, int) else None)

    def _part(self, name: str) -> str:
        """The thing by its name of today; its key where it is out of sight."""
        value = self.value(name)
        if value is None or name not in ("community", "company"):
            return super()._part(name)
        if name == "community":
            return communities.by_codes(self.actor, [str(value)]).get(str(value), str(value))
        try:
            return companies.company(self.actor, self.of.company or 0).name
        except NotFound:
            return str(value)


class OfCommunity(OfOneFilter):
    """Of one community, those merged into it included."""

    community = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)


class OfCompany(OfOneFilter):
    """Of one company, those merged into it included."""

    company = forms.IntegerField(
        required=False, min_value=1, max_value=2**31, widget=forms.HiddenInput
    )
