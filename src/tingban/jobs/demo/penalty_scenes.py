"""Penalty cases of the demo's last three weeks: both procedures, each led to where it is seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from tingban.actions.documents import numbering
from tingban.actions.enforcement.penalty_cases import open_penalty_case, take_penalty_step
from tingban.actions.rectification.proceedings import Told
from tingban.jobs.demo.daily import ZONE, Daily, Rows
from tingban.jobs.demo.measures import OFFICE_MARKS
from tingban.jobs.demo.ordered import ordered_problem
from tingban.jobs.demo.penalty_answers import ANSWERS, AT, HEADS, TYPED, opened
from tingban.jobs.demo.proceeding_scene import COUNTY, Draft, Scene, at_its_time
from tingban.jobs.demo.world import Estate
from tingban.reads.enforcement.penalty_sheets import SHEETS
from tingban.rules.documents import counter_series, parse_document_number, prefix_of
from tingban.rules.enforcement.penalty_decision_papers import DECISION
from tingban.rules.enforcement.penalty_stages import Act, PaperKey

_YEAR: Final = 2024
_SHEET: Final = {sheet.template.key: sheet for sheet in SHEETS}


@dataclass(slots=True)
class Case(Scene):
    """One case at one estate."""

    act_code: str
    title: str
    facts: str

    def take(self, act: Act, **answers: Any) -> None:
        """One step by whoever takes it."""
        staff = self.daily.staff
        actor = staff.heads[COUNTY] if act in HEADS else staff.officers[COUNTY]
        if act is Act.REVIEW:
            actor = staff.counsel
        told = ANSWERS.get(act, {}) | answers
        if act in (Act.CONCLUDE, Act.PUNISH_ON_SPOT):
            told = told | {"facts": self.facts}
        if act in AT:
            told = told | {"from_at": datetime.combine(self.now, AT[act], ZONE).isoformat()}
        take_penalty_step(
            number=self.number, act=act, told=Told(self.now.date(), "", told),
            version=None, actor=actor, at=self.at,
        )  # fmt: skip

    def paper(self, key: PaperKey, *, serve: bool = False, waits: bool = False) -> None:
        """Drafted by the clerk, signed by the head (by 法规科 its own), handed over; some wait."""
        draft = Draft(
            _SHEET[key], TYPED, receiver="项目经理" if serve else "", waits=waits,
            by=self.daily.staff.counsel if key is PaperKey.REVIEW else None,
        )  # fmt: skip
        self.send(draft)

    def begin(self) -> None:
        """Seen on a visit, confirmed as a problem, ordered to be put right, and written down."""
        on = self.now.date()
        problem = ordered_problem(self, self.act_code, self.facts)
        opening = self.opening(self.title, opened(self.facts, on), problem)
        self.number = open_penalty_case(opening=opening, actor=self.clerk, at=self.at)


Part = tuple[date, Callable[[Case], None]]


def _sep(number: int) -> date:
    return date(_YEAR, 9, number)


def _oct(number: int) -> date:
    return date(_YEAR, 10, number)


def _file(case: Case) -> None:
    case.paper(PaperKey.FILING)
    case.take(Act.FILE)


def _ask_to_file(case: Case) -> None:
    """The head finds it to sign on the morning of the demo."""
    case.paper(PaperKey.FILING, waits=True)


def _inquire(case: Case) -> None:
    case.take(Act.INSPECT)
    case.take(Act.INTERVIEW)
    case.paper(PaperKey.INSPECTION)
    case.paper(PaperKey.INTERVIEW)
    case.take(Act.CONCLUDE)
    case.paper(PaperKey.REPORT)


def _notify(case: Case) -> None:
    case.take(Act.PROPOSE)
    case.take(Act.REVIEW)
    case.paper(PaperKey.REVIEW)
    case.paper(PaperKey.NOTICE, serve=True)
    case.paper(PaperKey.HEARING_RIGHT, serve=True)
    case.take(Act.NOTIFY)


def _decide(case: Case) -> None:
    case.take(Act.DISCUSS)
    case.paper(PaperKey.DISCUSSION)
    case.paper(PaperKey.DECISION, serve=True)
    case.take(Act.DECIDE)
    case.take(Act.SERVE)


def _close(case: Case) -> None:
    case.paper(PaperKey.CLOSING)
    case.take(Act.CLOSE)


def _plead(case: Case) -> None:
    case.take(Act.PLEAD)
    case.take(Act.ASK_HEARING)


def _call(case: Case) -> None:
    case.take(Act.ANSWER_PLEA)
    case.paper(PaperKey.PLEA)
    case.take(Act.CALL_HEARING)
    case.paper(PaperKey.HEARING, serve=True)


def _on_the_spot(case: Case) -> None:
    case.take(Act.PUNISH_ON_SPOT)
    case.paper(PaperKey.SPOT, serve=True)
    case.take(Act.DECIDE_ON_SPOT)
    case.take(Act.REPORT_COPY)


def _pay(amount: int) -> Callable[[Case], None]:
    return lambda case: case.take(Act.PAY_ALL, amount=amount, voucher="银行回单 20240929")


def _spare(case: Case) -> None:
    case.paper(PaperKey.SPARING, serve=True)
    case.take(Act.SPARE)
    _close(case)


def _urge(case: Case) -> None:
    case.paper(PaperKey.URGING, serve=True)
    case.take(Act.URGE)


def _publish(case: Case) -> None:
    case.take(Act.PUBLISH)


def _waive(case: Case) -> None:
    case.take(Act.WAIVE)


_ROAD: Final = ("5-02", "擅自占用小区道路经营", "在小区内部道路划线停车收费，没有业主大会的决定")
_LIFT: Final = ("5-03", "擅自利用电梯投放广告", "在六部电梯内投放商业广告，没有业主大会的决定")
_FUND: Final = ("9-04", "挪用专项维修资金", "把专项维修资金 1,200 元用于购买办公用品")
PLAYS: Final[tuple[tuple[tuple[str, str, str], tuple[Part, ...]], ...]] = (
    # Ordinary: decided, paid, published, closed.
    (_ROAD, (
        (_sep(20), Case.begin), (_sep(20), _file), (_sep(23), _inquire), (_sep(24), _notify),
        (_sep(25), _waive), (_sep(26), _decide), (_sep(29), _pay(5_000_000)),
        (_sep(30), _publish), (_oct(9), _close),
    )),
    # Ordinary: a hearing is called for 16 October.
    (_LIFT, (
        (_sep(20), Case.begin), (_sep(20), _file), (_sep(23), _inquire), (_sep(24), _notify),
        (_sep(27), _plead), (_sep(29), _call),
    )),
    # Simple: paid in time and closed.
    (_FUND, (
        (_sep(23), Case.begin), (_sep(23), _on_the_spot), (_sep(29), _pay(200_000)),
        (_sep(30), _publish), (_oct(8), _close),
    )),
    # Spared: put right at once, no harm done.
    (_ROAD, ((_sep(24), Case.begin), (_sep(24), _file), (_sep(25), _inquire), (_sep(27), _spare))),
    # Simple: due on 8 October, not paid; it grows by 60 yuan a day, and is urged.
    (_FUND, (
        (_sep(20), Case.begin), (_sep(20), _on_the_spot), (_sep(30), _publish), (_oct(10), _urge),
    )),
    # Ordinary: told on 9 October, the company may still speak.
    (_LIFT, (
        (_sep(29), Case.begin), (_sep(29), _file), (_sep(30), _inquire), (_oct(9), _notify),
    )),
    # A clue that waits for the head.
    (_ROAD, ((_oct(10), Case.begin), (_oct(10), _ask_to_file))),
)  # fmt: skip


def plan(daily: Daily, estates: Sequence[Estate], sheets: dict[str, Rows]) -> None:
    """One case an estate, its steps on their days."""
    _leave_planned_numbers(daily, sheets)
    for place, (estate, (what, parts)) in enumerate(zip(estates, PLAYS, strict=False)):
        case = Case(daily, estate, *what)
        last = None
        for part, (on, play) in enumerate(parts):
            hour = 14 if on != last else 15
            last = on
            moment = datetime(on.year, on.month, on.day, hour, 7 * (place % 8), part, tzinfo=ZONE)
            daily.stage.at(moment, at_its_time(case, play))


def _leave_planned_numbers(daily: Daily, sheets: dict[str, Rows]) -> None:
    """The numbers of decisions that the plan registers by hand are not given again."""
    prefix = prefix_of(COUNTY, DECISION.series)
    found = (parse_document_number(str(row["文号"])) for row in sheets["行政处罚"])
    taken = [it.sequence for it in found if it is not None and it.prefix == prefix]
    if taken and OFFICE_MARKS[COUNTY] == prefix[0]:
        first = datetime(_YEAR, 9, 20, 8, tzinfo=ZONE)
        series = counter_series(prefix, _YEAR)
        daily.stage.at(first, lambda at: numbering.take_numbers(series, max(taken)))
