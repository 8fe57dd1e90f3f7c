"""What the 工作台 puts first: the longest overdue and the next due, each with its card."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from tingban.reads.complaints import cases
from tingban.reads.complaints.case_rows import CaseRow
from tingban.reads.complaints.cases import Handed
from tingban.reads.complaints.untold import Untold, untold
from tingban.reads.overview.workbench import Workbench
from tingban.reads.rectification import problems
from tingban.reads.rectification.problems import ProblemRow
from tingban.reads.rectification.proceeding_queues import Waiting, concerning, waiting
from tingban.rules.actors import BY_UNIT, CASE_WRITERS, CITY_CODE, COUNTY, OFFICERS, Actor
from tingban.rules.complaints import SOURCE_LABELS, Source
from tingban.rules.complaints.sources import SENT_ON
from tingban.rules.complaints.stages import STAGE_LABELS, STAGE_WAITS, Act, Stage
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.rectification import CATEGORY_LABELS, Category
from tingban.web.desk.fact_lists import area_name
from tingban.web.desk.home_tiles import address
from tingban.web.desk.proceeding_kinds import KINDS
from tingban.web.ui.rows import Crumb

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
    # Where the work of such a list begins; shown while it is empty.
    begin: Crumb | None = None

    @property
    def has_more(self) -> bool:
        """Whether the list behind holds more than stands here."""
        return self.total > len(self.rows)


def todo_lists(actor: Actor, bench: Workbench, *, today: date) -> list[TodoList]:
    """Cases and problems that press, for whoever may act on them."""
    found = []
    if actor.is_writer or actor.role in OFFICERS:
        found.append(_problems(actor, bench, today))
    if actor.role in CASE_WRITERS:
        found.append(_cases(actor))
    return found


def street_list(handed: Handed) -> TodoList:
    """What a street was handed, the nearest limit first."""
    return TodoList(
        title="交办给我们的投诉举报",
        empty="现在没有交办给您单位的件。有交办时会有通知，也会列在这里。",
        rows=[_case(row) for row in handed.rows],
        total=handed.in_hand,
        more=address("desk:cases", view="work", state="running", sort="due"),
        unit="件",
    )


def proceedings_waiting(actor: Actor) -> TodoList | None:
    """Penalties, exits and the like whose next step is this post's; None where there is none."""
    kinds = [kind for kind in KINDS if actor.role in kind.roles]
    found = waiting([kind.flow for kind in kinds], actor, limit=_SHOWN)
    if not found.total:
        return None
    return TodoList(
        title="等我办理的处置",
        empty="",
        rows=[_proceeding(row, actor) for row in found.rows],
        total=found.total,
        more="",
        unit="件",
    )


def proceedings_here(actor: Actor) -> TodoList:
    """What concerns the place of a 街道 or of owners, whoever's turn it is."""
    kinds = [kind for kind in KINDS if actor.role in kind.roles]
    found = concerning([kind.flow for kind in kinds], actor, limit=_SHOWN)
    return TodoList(
        title="本辖区的企业退出" if actor.role in BY_UNIT else "本小区的企业退出",
        empty="现在没有正在办理的企业退出。启动以后会列在这里，每一步该谁办、办到哪里都看得到。",
        rows=[_proceeding(row, actor) for row in found.rows],
        total=found.total,
        more="",
        unit="件",
    )


def _proceeding(row: Waiting, actor: Actor) -> Todo:
    kind = next(it for it in KINDS if it.flow.subject == row.kind)
    limit = LIMIT_BY_KEY.get(row.due_rule)
    is_told = kind.flow.tells_clock(actor, row.stage)
    # At rest it is listed for its limit alone, so the line says for which.
    still = f"还待{limit.what}" if limit and row.stage in kind.flow.ends else ""
    parts = (kind.title, kind.flow.machine.states[row.stage], still, row.number)
    return Todo(
        due_on=last_day_of(row.due_at) if row.due_at and is_told else None,
        rule=limit.label if limit else "",
        href=address(f"desk:{kind.name}", row.number),
        title=_about(row.community or row.company, row.title),
        note=" · ".join(part for part in parts if part),
    )


def _about(where: str, title: str) -> str:
    """Many a title names the place or the company already; it is not said twice."""
    return title if not where or where in title else f"{where}：{title}"


def _problems(actor: Actor, bench: Workbench, today: date) -> TodoList:
    rows = problems.nearest(actor, today=today, limit=_SHOWN)
    return TodoList(
        title="先督促整改" if actor.role in COUNTY | OFFICERS else "各县逾期最久的问题",
        empty="没有逾期的问题，7 天内也没有到期的。",
        rows=[_problem(row, names_county=actor.role not in COUNTY | OFFICERS) for row in rows],
        total=bench.total("overdue") + bench.total("due_soon"),
        more=address("desk:problems", due="pressing", sort="due"),
        unit="个",
        begin=_begin_field(actor),
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


def _cases(actor: Actor) -> TodoList:
    own = actor.area_code if actor.role in COUNTY else CITY_CODE
    found = cases.nearest(actor, unit=own, limit=_SHOWN)
    return TodoList(
        title="先办投诉举报" if actor.role in COUNTY else "市本级先办的投诉举报",
        empty="没有在办的件。",
        rows=[_case(row) for row in found.rows],
        total=found.total,
        more=address("desk:cases", view="work", unit="ours", state="todo", sort="due"),
        unit="件",
        begin=Crumb("登记投诉举报", address("desk:case_new")),
    )


def _begin_field(actor: Actor) -> Crumb | None:
    """Problems begin with a visit; whoever only reads has nothing to begin."""
    can = actor.is_field_writer
    return Crumb("去现场检查", address("desk:field_visit")) if can else None


def _case(row: CaseRow) -> Todo:
    waits = STAGE_WAITS.get(Stage(row.state), "")
    parts = (row.number, row.office, waits)
    return Todo(
        due_on=row.due.on if row.due else None,
        rule=row.due.rule if row.due else "",
        href=address("desk:case", row.number),
        title=row.summary,
        note=" · ".join(part for part in parts if part),
    )


def waiting_for_answer(actor: Actor) -> TodoList | None:
    """What was merged and whose own source still has to be told; None where nothing waits."""
    if actor.role not in CASE_WRITERS:
        return None
    found = untold(actor, unit=actor.area_code, limit=_SHOWN)
    if not found.total:
        return None
    return TodoList(
        title="并案了还没答复来源的",
        empty="",
        rows=[_untold(row) for row in found.rows],
        total=found.total,
        more=address(
            "desk:cases", view="work", unit=actor.area_code, state="untold", sort="due"
        ),
        unit="件",
    )  # fmt: skip


def _untold(row: Untold) -> Todo:
    source = Source(row.source)
    parts = (row.number, SOURCE_LABELS[source], row.source_ref, _to_do(row, source))
    return Todo(
        due_on=row.due.on if row.due else None,
        rule=row.due.rule if row.due else "",
        href=(
            address("desk:case_step", row.number, row.act)
            if row.may_act
            else address("desk:case", row.number)
        ),
        title=row.summary,
        note=" · ".join(part for part in parts if part),
    )


def _to_do(row: Untold, source: Source) -> str:
    main = f"主件{STAGE_LABELS[row.main_stage]}，" if row.main_stage else ""
    if row.act is Act.UNMERGE:
        return f"{main}没有可转告的答复，请撤销并案单独办理"
    return f"{main}请答复{'来文单位' if source in SENT_ON else '本人'}"
