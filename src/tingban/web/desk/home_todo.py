"""What the 工作台 puts first: the longest overdue and the next due, each with its card."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from tingban.reads.complaints import cases
from tingban.reads.complaints.cases import CaseRow
from tingban.reads.overview.workbench import Workbench
from tingban.reads.rectification import problems
from tingban.reads.rectification.problems import ProblemRow
from tingban.rules.actors import CITY_CODE, COUNTY, Actor
from tingban.rules.rectification import CATEGORY_LABELS, Category
from tingban.web.desk.fact_lists import area_name
from tingban.web.desk.home_tiles import address

_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: until when, what it is, how it stands."""

    due_on: date | None
    rule: str
    href: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class TodoList:
    """The first few of a kind; `more` leads to all of them, the nearest first."""

    title: str
    empty: str
    rows: list[Todo]
    total: int
    more: str
    unit: str

    @property
    def has_more(self) -> bool:
        """Whether the list behind holds more than stands here."""
        return self.total > len(self.rows)


def todo_lists(actor: Actor, bench: Workbench, *, today: date) -> list[TodoList]:
    """Cases and problems that press, for whoever may act on them."""
    if not actor.is_writer:
        return []
    return [_problems(actor, bench, today), _cases(actor, bench, today)]


def _problems(actor: Actor, bench: Workbench, today: date) -> TodoList:
    rows = problems.nearest(actor, today=today, limit=_SHOWN)
    return TodoList(
        title="先督促整改" if actor.role in COUNTY else "各县逾期最久的问题",
        empty="没有逾期的问题，7 天内也没有到期的。",
        rows=[_problem(row, names_county=actor.role not in COUNTY) for row in rows],
        total=bench.total("overdue") + bench.total("due_soon"),
        more=address("desk:problems", state="open", sort="due"),
        unit="个",
    )


def _problem(row: ProblemRow, *, names_county: bool) -> Todo:
    category = CATEGORY_LABELS[Category(row.category)]
    order = f"已责令整改（{row.order}）" if row.order else "还没有责令整改"
    place = f"{area_name(row.county_code)} · " if names_county else ""
    return Todo(
        due_on=row.due_on,
        rule="整改期限",
        href=address("desk:problem", row.number),
        title=f"{place}{row.community}：{row.description or category}",
        note=f"{category} · {order}",
    )


def _cases(actor: Actor, bench: Workbench, today: date) -> TodoList:
    own = actor.area_code if actor.role in COUNTY else CITY_CODE
    load = next((line.load for line in bench.lines if line.area_code == own), None)
    return TodoList(
        title="先办投诉举报" if actor.role in COUNTY else "市本级先办的投诉举报",
        empty="没有待受理的件，7 天内也没有到期的。",
        rows=[_case(row) for row in cases.nearest(actor, unit=own, limit=_SHOWN)],
        total=load.unaccepted + load.unclosed if load else 0,
        more=address("desk:cases", unit=own, state="open", sort="accepted"),
        unit="件",
    )


def _case(row: CaseRow) -> Todo:
    waits = "请决定是否受理" if row.state == "registered" else "请办结并答复"
    return Todo(
        due_on=row.due.on if row.due else None,
        rule=row.due.rule if row.due else "",
        href=address("desk:case", row.number),
        title=row.summary,
        note=f"{row.number} · {row.office or '还没有承办科室'} · {waits}",
    )
