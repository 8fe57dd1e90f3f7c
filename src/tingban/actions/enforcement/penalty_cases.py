"""Penalty cases on their way (DOMAIN 3.2, branch b): opened, led on, taken back.

A decision leaves the counted penalty (C03) and diverts its problems (T-C12) under the same entry;
nothing here closes a problem.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db import transaction

from tingban.actions.audit.locking import hold, once
from tingban.actions.enforcement import (
    credit_sweep,
    penalties,
    penalty_publicity,
    penalty_telling,
)
from tingban.actions.enforcement.undoing import undo
from tingban.actions.rectification.proceedings import (
    Opening,
    Told,
    Turn,
    begin,
    divert,
    end,
    moved,
    open_one,
    step,
    undivert,
    wind,
)
from tingban.data.audit.models import Entry
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Company
from tingban.kit.dates import chinese_day
from tingban.reads.enforcement.penalty_cases import (
    PENALTY,
    decision_number,
    open_case_of,
    standing_problems,
)
from tingban.rules.actors import Actor
from tingban.rules.enforcement import PenaltyOrgan
from tingban.rules.enforcement import penalty_course as seen
from tingban.rules.enforcement.penalty_levers import KIND_LABELS, Kind
from tingban.rules.enforcement.penalty_stages import KEPT, Act, PaperKey
from tingban.rules.errors import Conflict, Refused
from tingban.rules.rectification.course import DIVERTED_BY_PENALTY

# After these what the platform has may no longer be true.
_OUTCOMES: Final = frozenset({Act.END_APPEAL, Act.ANNUL, Act.REVOKE})
# After these 法规科 may have something to look at (行政处罚法 58).
_REVIEWED: Final = frozenset({Act.PROPOSE, Act.HOLD_HEARING})


@transaction.atomic
def open_penalty_case(*, opening: Opening, actor: Actor, at: datetime, form: str = "") -> str:
    """Write down what was found; the number of the case."""

    def write() -> str:
        _check_problems(opening, actor)
        turn, _ = open_one(PENALTY, Act.OPEN, opening, actor=actor, at=at, form=form)
        end(turn)
        return str(turn.row.number)

    return once(form, act=moved(PENALTY), actor=actor, at=at, write=write)


def _check_problems(opening: Opening, actor: Actor) -> None:
    """One party a case; what it did decides which article applies. One case at a time (29)."""
    if not opening.problems:
        raise Refused("请从问题的页面登记处罚线索：适用哪一条，取决于问题行为。", rule="DOMAIN 1.3")
    company = Company.objects.filter(pk=opening.company_id or 0).first()
    wanted = (company.merged_into_id or company.pk) if company else None
    rows = Problem.objects.visible_to(actor).filter(number__in=opening.problems)
    for row in rows.select_related("company").order_by("number"):
        hold(f"{PENALTY.subject}_of:{row.number}")
        own = (row.company.merged_into_id or row.company_id) if row.company else None
        if own != wanted:
            raise Refused(
                f"问题 {row.number} 不是这家企业的。一件案件只针对一个当事人，请分开登记。",
                rule="行政处罚法 57",
            )
        _check_confirmed(row, opening.on)
        _check_no_other(row.number)


def _check_confirmed(row: Problem, on: date) -> None:
    """T-P12: a problem was confirmed before it leads to a case."""
    if row.confirmed_on is None:
        raise Refused(
            f"问题 {row.number} 还没有确认，不能登记处罚线索。请先在问题的页面确认。",
            rule="T-P12",
        )
    if on < row.confirmed_on:
        raise Refused(
            f"问题 {row.number} 在 {chinese_day(row.confirmed_on)}才确认，"
            f"登记线索的日期 {chinese_day(on)}早于这一天，请核对。",
            rule="T-P12",
        )


def _check_no_other(problem: str) -> None:
    """行政处罚法 29: what somebody deals with is not opened beside it once more."""
    other = open_case_of(problem)
    if other is None:
        return
    stage = PENALTY.machine.states[other.stage]
    raise Conflict(
        f"问题 {problem} 已经由处罚案件 {other.number}（{stage}）办理，"
        "同一违法行为不重复立案（行政处罚法第二十九条），请在那件案件里办理。"
        "那件结案、撤案、不予立案、不予处罚、移送或者处罚被撤销以后，再有违法行为的可以另行登记。",
        rule="行政处罚法 29",
    )


@transaction.atomic
def take_penalty_step(
    *, number: str, act: str, told: Told, version: int | None, actor: Actor, at: datetime
) -> None:
    """Take one step of the table, with what it leaves in the counts."""
    if act in _OUTCOMES:
        credit_sweep.hold_pushes(decision_number(number))
    turn = begin(PENALTY, number=number, actor=actor, at=at)
    entry = step(turn, act, told, version=version)
    effect = _EFFECTS.get(act)
    if effect is not None:
        effect(turn, told, entry)
    end(turn)
    if act in _REVIEWED:
        penalty_telling.ask_for_review(number, entry, actor=actor, at=at)
    if act == Act.SERVE:
        penalty_publicity.catch_up(number, told, actor=actor, at=at)
    if act in _OUTCOMES:
        credit_sweep.follow_outcome(decision_number(number), at=at)


@transaction.atomic
def undo_penalty_step(
    *, number: str, reason: str, version: int, actor: Actor, at: datetime
) -> None:
    """Take back the last step, where it left nothing outside the file."""
    turn = begin(PENALTY, number=number, actor=actor, at=at)
    undo(turn, Act.UNDO, reason=reason, version=version, kept=KEPT)
    # The step before left its clock when the push had not taken it over yet.
    wind(begin(PENALTY, number=number, actor=actor, at=at))


def _decide(turn: Turn, key: PaperKey, entry: Entry) -> None:
    """C03 counts from here, and the problems are on another way."""
    course = turn.course()
    paper, company = course.papers[key], turn.row.company
    if paper.signed_on is None or company is None:
        raise LookupError("the guards let a decision pass without its paper or its party")
    told = seen.proposal(course)
    kinds = seen.kinds(told)
    statement = penalties.PenaltyStatement(
        number=paper.number,
        company_id=company.pk,
        county_code=turn.row.county_id,
        organ=PenaltyOrgan.HOUSING,
        decided_on=paper.signed_on,
        category="、".join(KIND_LABELS[kind] for kind in Kind if kind in kinds),
        fine=_yuan(int(told.get("fine") or 0)) if Kind.FINE in kinds else None,
    )
    statement.check(today=turn.today)
    penalties.state_penalty(statement, company.merged_into or company, entry=entry)
    ground = standing_problems(turn.row.number)
    divert(turn, DIVERTED_BY_PENALTY, paper.signed_on, entry=entry, only=ground)


def _decided(turn: Turn, _told: Told, entry: Entry) -> None:
    _decide(turn, PaperKey.DECISION, entry)


def _decided_on_spot(turn: Turn, _told: Told, entry: Entry) -> None:
    _decide(turn, PaperKey.SPOT, entry)


def _appeal_ended(turn: Turn, told: Told, entry: Entry) -> None:
    """A changed fine is counted as changed."""
    if "changed_fine" in told.answers:
        fine = _yuan(int(told.answers["changed_fine"]))
        penalties.restate_fine(decision_number(turn.row.number), fine, entry=entry)


def _revoked(turn: Turn, told: Told, entry: Entry) -> None:
    on: date = told.on
    penalties.retract_penalty(decision_number(turn.row.number), on, entry=entry)
    undivert(turn, DIVERTED_BY_PENALTY, entry=entry)


def _yuan(cents: int) -> Decimal:
    return Decimal(cents) / 100


_EFFECTS: Final[Mapping[str, Callable[[Turn, Told, Entry], None]]] = {
    Act.DECIDE: _decided,
    Act.DECIDE_ON_SPOT: _decided_on_spot,
    Act.END_APPEAL: _appeal_ended,
    # C03 counts what is not revoked: an annulment is none from its own day, whoever notes it.
    Act.ANNUL: _revoked,
    Act.REVOKE: _revoked,
}
