"""How problems of the demo are ordered, answered, looked at again, escalated (DOMAIN 3.2)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from tingban.actions.rectification import (
    answering,
    clockwork,
    escalating,
    finding,
    ordering,
    orders,
    progress,
    rechecking,
    serving,
)
from tingban.actions.rectification.problems import ProblemStatement
from tingban.jobs.demo.daily import AFTERNOON, Daily, weekday_on_or_after
from tingban.jobs.demo.on_site import seen_by_two
from tingban.reads.law import calendar
from tingban.reads.overview import handles
from tingban.reads.overview.handles import ProblemHandle
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.documents.service import Way
from tingban.rules.documents.slots import Officer
from tingban.rules.inspections import VisitKind
from tingban.rules.rectification import SUB_ACT_BY_CODE, Category, ProblemSource, sub_acts_of
from tingban.rules.rectification.branches import why_no_penalty
from tingban.rules.rectification.stages import MeasureKind, Stage
from tingban.rules.registry.campaign import YUNCHENG_2024

EVIDENCE: Final = ("现场照片", "现场检查记录")
_FAILS: Final = 0.08
_TERM: Final = timedelta(days=15)
_AGAIN: Final = timedelta(days=5)
_BEFORE: Final = ("整改前照片",)
_AFTER: Final = ("整改后照片",)
_ESCALATED: Final = 0.4


def first_act(category: Category) -> tuple[str, ...]:
    """What a problem of this category mostly is."""
    return (sub_acts_of(category)[0].code,)


def term_after(on: date) -> date:
    """Fifteen days, on a working day (民法典 203Ⅰ), and not past the campaign."""
    return min(calendar().roll(on + _TERM), YUNCHENG_2024.ends_on)


def _handle(daily: Daily, number: str) -> ProblemHandle:
    return handles.problem(number=number, actor=daily.staff.clerks[number.split("-")[1]])


def order(
    daily: Daily, mark: str, numbers: Iterable[str], on: date, at: datetime,
    due_on: date | None = None,
) -> None:  # fmt: skip
    """Signed by the head and handed over by two officers; of problems that wait for it.

    What came in a county's file without acts and evidence was ordered on paper: there is no notice
    of it that the system could sign.
    """
    told = [_handle(daily, number) for number in numbers]
    waiting = _on_one_order([it for it in told if it.stage == Stage.CFM])
    if not waiting:
        return
    taken = [it.number for it in waiting if it.category is Category.CAT_7]
    county = waiting[0].number.split("-")[1]
    term = due_on or max(on, term_after(on))
    if not all(it.acts for it in waiting):
        orders.serve_order(
            number=mark, problem_numbers=[it.number for it in waiting], served_on=on,
            actor=daily.staff.clerks[county], at=at, due_on=term,
        )  # fmt: skip
        return
    acts = [code for it in waiting for code in it.acts]
    laws = dict.fromkeys(key for code in acts for key in SUB_ACT_BY_CODE[code].duties)
    statement = ordering.OrderStatement(
        problem_numbers=tuple(it.number for it in waiting),
        signed_on=on,
        due_on=term,
        laws=tuple(laws),
        officers=officers_of(daily, county),
        demands="对照合同和有关规定逐项整改到位；\n在小区公示栏公示整改情况，接受业主监督。",
        number=mark,
        organ_address=f"{AREA_BY_CODE[county].full_name}住房和城乡建设局（演示地址）",
        amount=_income_of(taken[0]) if taken else None,
    )
    number = ordering.sign_order(statement=statement, actor=daily.staff.heads[county], at=at)
    service = serving.ServiceStatement(Way.DIRECT, on, "送达回证", "项目负责人")
    officer = daily.staff.officers[county]
    serving.deliver_order(number=number, statement=service, actor=officer, at=at)


def _on_one_order(waiting: list[ProblemHandle]) -> list[ProblemHandle]:
    """Of several where public income was taken the first; each has an order of its own."""
    taken = [it for it in waiting if it.category is Category.CAT_7]
    return [it for it in waiting if it not in taken[1:]]


def _income_of(number: str) -> int:
    """The public income in question, in 0.01 yuan."""
    return 100_00 * (20 + int(number.rpartition("-")[2]) * 37 % 880)


def officers_of(daily: Daily, county: str) -> tuple[Officer, ...]:
    """Two who look into it, with their certificates."""
    first, second = daily.staff.officers[county], daily.staff.clerks[county]
    return (
        Officer(first.name, f"晋{county}01"),
        Officer(second.name, f"晋{county}02"),
    )


def mend(daily: Daily, number: str, at: datetime) -> bool:
    """What the company did is looked at by somebody else; False where it was not good enough."""
    on, told = at.date(), _handle(daily, number)
    county = number.split("-")[1]
    if told.stage == Stage.CFM:
        order(daily, daily.order_number(county), [number], on, at)
        told = _handle(daily, number)
    if told.stage in (Stage.FIX, Stage.OVD):
        _answer(daily, told, on, at)
        told = _handle(daily, number)
    if told.stage not in (Stage.SUB, Stage.ESC):
        return True
    head = daily.staff.heads[county]
    if told.stage == Stage.SUB and daily.rng.random() < _FAILS:
        rechecking.fail_recheck(
            number=number, statement=rechecking.Failure(on, "现场仍有部分问题没有改好。"),
            version=told.version, actor=head, at=at,
        )  # fmt: skip
        again = weekday_on_or_after(on + _AGAIN)
        daily.stage.at(daily.moment(again, AFTERNOON), lambda then: mend(daily, number, then))
        return False
    visit = _look(daily, told, on, at)
    rechecking.clear_problem(
        number=number, statement=rechecking.Recheck(visit, "现场复核，已整改到位。"),
        version=told.version, actor=head, at=at,
    )  # fmt: skip
    return True


def answer(daily: Daily, number: str, at: datetime) -> None:
    """The company reports a day or two before somebody comes to look."""
    told = _handle(daily, number)
    if told.stage in (Stage.FIX, Stage.OVD):
        _answer(daily, told, at.date(), at)


def report_clue(daily: Daily, code: str, at: datetime) -> None:
    """An officer has seen something that somebody must still look into (T-P01)."""
    statement = ProblemStatement(
        community_code=code,
        category=Category.CAT_6,
        source=ProblemSource.OPINION,
        confirmed_on=at.date(),
        description="业主反映公共收益长期未公示，公示栏空白。",
    )
    officer = daily.staff.officers[code[:6]]
    finding.add_clue(statement=statement, actor=officer, at=at)


def _answer(daily: Daily, told: ProblemHandle, on: date, at: datetime) -> None:
    owed = _income_of(told.number) if told.category is Category.CAT_7 else 0
    statement = answering.Answer(
        on=on,
        report="已按通知书要求整改到位，并安排专人每日巡查。",
        after=_AFTER,
        publication=("公示栏照片",) if told.category is Category.CAT_6 else (),
        owed=owed,
        repaid=owed,
        voucher="银行回单" if owed else "",
    )
    clerk = daily.staff.clerks[told.number.split("-")[1]]
    answering.submit_answer(
        number=told.number, statement=statement, version=told.version, actor=clerk, at=at
    )


def _look(daily: Daily, told: ProblemHandle, on: date, at: datetime) -> str:
    return seen_by_two(daily, told.community_code, VisitKind.RECHECK, on, at)


def mend_on_the_spot(daily: Daily, number: str, at: datetime) -> None:
    """立行立改, on the day it was confirmed."""
    told = _handle(daily, number)
    clerk = daily.staff.clerks[number.split("-")[1]]
    staff = (clerk.name, daily.staff.officers[number.split("-")[1]].name)
    finding.fix_on_spot(
        number=number, statement=finding.OnTheSpot(at.date(), _BEFORE, _AFTER, staff),
        version=told.version, actor=clerk, at=at,
    )  # fmt: skip


def relapse(daily: Daily, number: str, at: datetime) -> None:
    """A look back finds it again (T-P14)."""
    told = _handle(daily, number)
    if told.stage != Stage.CMP:
        return
    visit = _look(daily, told, at.date(), at)
    statement = rechecking.Relapse(
        visit, told.acts or first_act(told.category), "回头看时发现同一问题再次出现。"
    )
    rechecking.reopen_relapsed(
        number=number, statement=statement, version=told.version,
        actor=daily.staff.clerks[number.split("-")[1]], at=at,
    )  # fmt: skip


def annul(daily: Daily, number: str, at: datetime) -> None:
    """The head finds that it was none (T-P15)."""
    told = _handle(daily, number)
    progress.annul_problem(
        number=number, on=at.date(), version=told.version,
        reason="复核后认定不属于物业企业责任。",
        actor=daily.staff.heads[number.split("-")[1]], at=at,
    )  # fmt: skip


def run_the_clock(at: datetime) -> None:
    """Five past midnight (T-P11)."""
    clockwork.mark_overdue(at=at)


def escalate(daily: Daily, county: str, at: datetime) -> None:
    """The head looks at what is longest overdue and decides (T-P12)."""
    head: Actor = daily.staff.heads[county]
    overdue = handles.in_stage(stage=Stage.OVD, county=county, actor=head)
    for number in overdue[:1] if daily.rng.random() < _ESCALATED else ():
        kind = daily.rng.choice((MeasureKind.SUPERVISE, MeasureKind.EXPOSE, MeasureKind.PENALTY))
        told = _handle(daily, number)
        if kind is MeasureKind.PENALTY and why_no_penalty(told.category, told.acts):
            kind = MeasureKind.TRANSFER
        escalating.escalate_problem(
            number=number, measures=[kind], reason="逾期未整改，经催办仍无进展。",
            version=told.version, actor=head, at=at,
        )  # fmt: skip
