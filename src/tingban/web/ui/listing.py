"""Lists: what was asked in the address (page, sort, filters) and what is shown of it.

    COLUMNS = (
        Column("name", "小区", sort=True),
        Column("problems", "问题（个）", numeric=True, sort=True),
        Column("due", "期限"),
    )

    query = listing.asked(request, COLUMNS, default="name")         # "-name" sorts downwards
    found = communities.ledger(actor, wanted, Window(query.sort, query.offset, query.size))
    table = listing.Listing(query, COLUMNS, found)
    return render(request, "desk/registry/communities.html", {"listing": table, "filters": form})

A sort key that no column offers, or a page that is no number, falls back to the default.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, QueryDict
from django.urls import NoReverseMatch, reverse

from tingban.kit.windows import Found

SIZE: Final = 50
SIZES: Final = (20, 50, 100, 200)
_PAGES_SHOWN: Final = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A head of the table. `key` names the sort; `unit` stands small behind the label."""

    key: str
    label: str
    sort: bool = False
    numeric: bool = False
    unit: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What the address asks for; `sort` is a column's key, with "-" downwards."""

    sort: str
    page: int
    size: int
    params: QueryDict

    @property
    def offset(self) -> int:
        """How many rows stand before this page."""
        return (self.page - 1) * self.size

    def with_(self, **changes: object) -> str:
        """The same address with some parameters changed (None takes one away)."""
        params = self.params.copy()
        for name, value in changes.items():
            if value is None:
                params.pop(name, None)
            else:
                params[name] = str(value)
        return f"?{params.urlencode()}"


@dataclass(frozen=True, slots=True)
class Head:
    """A column head with the link that sorts by it."""

    column: Column
    href: str
    direction: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of rows with all that its table and pager need."""

    query: Query
    columns: Sequence[Column]
    found: Found[Any]

    @property
    def rows(self) -> Sequence[Any]:
        """What is shown."""
        return self.found.rows

    @property
    def total(self) -> int:
        """How many there are, as far as they were counted."""
        return self.found.total

    @property
    def is_more(self) -> bool:
        """Whether there are more than `total`, which nobody counted."""
        return self.found.is_more

    @property
    def heads(self) -> list[Head]:
        """Column heads with their sort links."""
        return [self._head(column) for column in self.columns]

    def _head(self, column: Column) -> Head:
        if not column.sort:
            return Head(column, "", "")
        direction = {column.key: "ascending", f"-{column.key}": "descending"}.get(
            self.query.sort, ""
        )
        wanted = f"-{column.key}" if direction == "ascending" else column.key
        return Head(column, self.query.with_(sort=wanted, page=None), direction)

    @property
    def pages(self) -> int:
        """How many pages are known of; one where there is nothing."""
        counted = max(1, -(-self.total // self.query.size))
        return max(counted, self.query.page + self.found.follows) if self.is_more else counted

    @property
    def first(self) -> int:
        """Number of the first row shown."""
        return self.query.offset + 1

    @property
    def last(self) -> int:
        """Number of the last row shown."""
        return self.query.offset + len(self.rows)

    @property
    def steps(self) -> list[tuple[int, str]]:
        """Page numbers with their links; 0 stands for a gap."""
        here, pages = self.query.page, self.pages
        near = range(here - _PAGES_SHOWN, here + _PAGES_SHOWN + 1)
        ends = {1} if self.is_more else {1, pages}
        shown = sorted(ends | {number for number in near if 1 <= number <= pages})
        steps: list[tuple[int, str]] = []
        for number in shown:
            if steps and number - steps[-1][0] > 1:
                steps.append((0, ""))
            steps.append((number, self.query.with_(page=number)))
        return steps

    @property
    def before(self) -> str:
        """Link to the page before; empty on the first."""
        return self.query.with_(page=self.query.page - 1) if self.query.page > 1 else ""

    @property
    def after(self) -> str:
        """Link to the page after; empty on the last."""
        return self.query.with_(page=self.query.page + 1) if self.query.page < self.pages else ""

    @property
    def sizes(self) -> list[tuple[int, str]]:
        """Lengths of a page to choose from."""
        return [(size, self.query.with_(size=size, page=None)) for size in SIZES]


def asked(request: HttpRequest, columns: Sequence[Column], *, default: str) -> Query:
    """Read page, size and sort from the address."""
    keys = {column.key for column in columns if column.sort}
    sort = request.GET.get("sort", "")
    return Query(
        sort=sort if sort.removeprefix("-") in keys else default,
        page=max(1, _number(request.GET.get("page"), 1)),
        size=_number(request.GET.get("size"), SIZE, among=SIZES),
        params=request.GET,
    )


def address(name: str) -> str:
    """Where a list stands; empty where the installation has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _number(text: str | None, default: int, *, among: Sequence[int] = ()) -> int:
    number = int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else default
    return default if among and number not in among else number
