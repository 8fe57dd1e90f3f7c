"""Forms that meet a refusal keep what was typed and say why.

if request.method == "POST" and form.is_valid():
    with refusals_on(form, version=detail.version):
        communities.correct_community(…, version=form.cleaned_data["version"])
        messages.success(request, "已保存。")
        return redirect(…)
return render(…)
"""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django import forms
from django.http import QueryDict

from tingban.rules.errors import Conflict, NotAllowed, NotFound, Refused


def new_mark() -> str:
    """A mark that tells a repeated submit from a second form."""
    return uuid.uuid4().hex


class OnceForm(forms.Form):
    """A form that creates: the same form sent twice makes one row."""

    mark = forms.CharField(widget=forms.HiddenInput, initial=new_mark, required=False)


class VersionForm(forms.Form):
    """A form that changes: it remembers the version that its author saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(VersionForm):
    """Why something is taken back."""

    reason = forms.CharField(
        label="原因", max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明依据和经过，会长期留在操作记录里。",
    )  # fmt: skip


@contextmanager
def refusals_on(
    form: forms.Form,
    field: str | None = None,
    *,
    version: int | None = None,
    seen: str | None = None,
) -> Iterator[None]:
    """Put a refusal on the form; after a conflict the author, told, may save on what stands now.

    What stands is told by its `version`, or by its own words where it has none.
    """
    try:
        yield
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        form.add_error(field, refusal.sentence)
        if isinstance(refusal, Conflict):
            _renew(form, {"version": version, "seen": seen})


def _renew(form: forms.Form, standing: Mapping[str, object]) -> None:
    data = QueryDict(mutable=True)
    data.update(form.data)
    for name, value in standing.items():
        if value is not None and name in form.fields:
            data[form.add_prefix(name)] = str(value)
    form.data = data


def place_of(form: forms.Form, name: str) -> str:
    """The id that a fault leads to; of several choices the first; empty where it is of no field."""
    if name not in form.fields:
        return ""
    bound = form[name]
    return bound.id_for_label or f"{bound.auto_id}_0"
