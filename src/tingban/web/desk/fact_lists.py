"""What the list pages of facts share: filters that read as a sentence, windows, workbooks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from tempfile import SpooledTemporaryFile
from typing import Any, Final

from django import forms
from django.http import FileResponse
from django.urls import reverse
from django.utils.http import urlencode

from tingban.kit import clock
from tingban.kit.windows import ALL, Window
from tingban.reports.lists import ListColumn, write_list
from tingban.rules.actors import CITY_WIDE, COUNTY, WRITERS, Actor
from tingban.rules.areas import AREA_BY_CODE, COUNTIES
from tingban.rules.audit.moves import Offer
from tingban.web.doors import DeskRequest
from tingban.web.ui import listing, rows

READERS: Final = CITY_WIDE | COUNTY
WRITING: Final = WRITERS
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_IN_MEMORY: Final = 4 << 20


def county_choices() -> list[tuple[str, str]]:
    """The 13 counties in the order of 附件1."""
    return [(county.code, county.name) for county in COUNTIES]


def area_name(code: str) -> str:
    """How an area is called in lists."""
    return AREA_BY_CODE[code].name if code else ""


def search_field(hint: str) -> forms.CharField:
    """The search of a filter bar."""
    return forms.CharField(
        label="查找", required=False, max_length=64,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": hint}),
    )  # fmt: skip


def choice(label: str, every: str, choices: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    """One choice of a filter bar; `every` is the word for no choice."""
    return forms.ChoiceField(label=label, required=False, choices=[("", every), *choices])


def day(label: str) -> forms.DateField:
    """A day of a filter bar."""
    return forms.DateField(
        label=label, required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip


class FactFilter(forms.Form):
    """A filter bar; whoever sees one county is not asked which. Wrong values count as none."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not actor.sees_whole_city:
            self.fields.pop("county", None)
        self.is_valid()

    def text_of(self, name: str) -> str:
        """A word of the filter."""
        return str(self.cleaned_data.get(name) or "")

    def day_of(self, name: str) -> date | None:
        """A day of the filter."""
        value = self.cleaned_data.get(name)
        return value if isinstance(value, date) else None

    @property
    def sentence(self) -> str:
        """The filter in words: 盐湖区，整改中，已逾期，含“电梯”."""
        parts = [part for name in self.fields if (part := self._part(name))]
        return "，".join(parts)

    def _part(self, name: str) -> str:
        value, field = self.cleaned_data.get(name), self.fields[name]
        if not value:
            return ""
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices).get(value, ""))  # type: ignore[arg-type]  # flat choices
        if isinstance(value, date):
            return f"{field.label} {value.year}年{value.month}月{value.day}日"
        return f"含“{value}”"


def open_first(offers: Iterable[Offer]) -> list[Offer]:
    """What can be done, then what cannot and why."""
    return sorted(offers, key=lambda offer: not offer.is_open)


def closed_because(offers: Iterable[Offer], act: str) -> str:
    """Why an act is closed; empty where it is open."""
    return next((offer.reason for offer in offers if offer.act == act), "")


def step(
    label: str, name: str, *keys: str, reason: str = "", tone: str = "", query: Any = None
) -> rows.Action:
    """A next step on a card that leads to its page."""
    href = reverse(name, args=keys) + (f"?{urlencode(query)}" if query else "")
    return rows.Action(label, href, tone="" if reason else tone, reason=reason)


def window(query: listing.Query) -> Window:
    """The part of the list that the address asks for."""
    return Window(query.sort, query.offset, query.size)


def whole(query: listing.Query) -> Window:
    """All of it, in the same order."""
    return Window(query.sort, 0, ALL)


def wants_workbook(request: DeskRequest) -> bool:
    """Whether the list is asked for as xlsx."""
    return request.GET.get("export") == "xlsx"


@dataclass(frozen=True, slots=True)
class Book:
    """A list to take away."""

    title: str
    columns: Sequence[ListColumn]
    rows: Iterable[Sequence[object]]


def download(request: DeskRequest, book: Book) -> FileResponse:
    """The list as a workbook."""
    at = clock.now()
    target = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- FileResponse closes it
    made_by = f"{request.actor.unit_name} {request.actor.name}".strip()
    write_list(
        title=book.title, columns=book.columns, rows=book.rows, made_by=made_by, at=at,
        target=target,  # type: ignore[arg-type]  # a BinaryIO in all but its declared type
    )  # fmt: skip
    target.seek(0)
    name = f"{book.title}_{at:%Y%m%d_%H%M}.xlsx"
    return FileResponse(target, as_attachment=True, filename=name, content_type=_XLSX)
