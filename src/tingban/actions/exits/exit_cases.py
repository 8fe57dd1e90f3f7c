"""企业退出 step by step (DOMAIN 3.3): opened once, led by its table, counted at its end."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db import transaction

from tingban.actions.audit.locking import hold, once
from tingban.actions.enforcement.undoing import undo
from tingban.actions.exits import exits, pushing
from tingban.actions.rectification import proceedings
from tingban.actions.rectification.proceedings import Opening, Told, Turn
from tingban.data.audit.models import Entry
from tingban.data.enforcement.models import PenaltyCase
from tingban.data.exits.models import Exit, ExitCase, ExitFact
from tingban.reads.enforcement.penalty_cases import linked_problems
from tingban.reads.exits.exit_cases import escalated_problems
from tingban.reads.exits.flows import EXIT
from tingban.reads.rectification.company_problems import open_with_act
from tingban.rules.actors import Actor
from tingban.rules.errors import Conflict, NotNow, Refused
from tingban.rules.exits.exit_outcome import kind_of
from tingban.rules.exits.exit_stages import OPEN, OPENINGS, Act
from tingban.rules.exits.refusal_guards import KEPT_BACK
from tingban.rules.law import cite

# The problem is on another way from the opening on, and from the suit on (T-C12).
_EXIT, _SUIT = "exit", "suit"
_ENDING: Final = frozenset({Act.CLOSE, Act.RENEW})
# These left what is counted or went out of the house, and have their own way back.
_KEPT: Final = frozenset({Act.COMPLETE.value, Act.REVERT.value, Act.BEGIN_PUSH.value})


@transaction.atomic
def open_exit_case(*, opening: Opening, actor: Actor, at: datetime, form: str = "") -> str:
    """Begin an exit by its origin; the problems that were handed up there are diverted to it."""
    return once(
        form, act=proceedings.moved(EXIT), actor=actor, at=at,
        write=lambda: _open(opening, actor, at, form),
    )  # fmt: skip


def _open(opening: Opening, actor: Actor, at: datetime, form: str) -> str:
    if not opening.community_code or opening.company_id is None:
        raise Refused("请选定小区和退出的企业。", rule="DOMAIN 3.3")
    act = OPENINGS.get(str(opening.answers.get("origin", "")))
    if act is None:
        raise Refused("请选起因：由什么引起这次退出。", rule="DOMAIN 3.3")
    handed_up = escalated_problems(actor, opening.community_code, opening.company_id)
    opening = replace(opening, problems=tuple(dict.fromkeys((*opening.problems, *handed_up))))
    hold(f"exit_case:{opening.community_code}:{opening.company_id}")
    _check_first(opening)
    turn, entry = proceedings.open_one(EXIT, act, opening, actor=actor, at=at, form=form)
    proceedings.divert(turn, _EXIT, opening.on, entry=entry)
    proceedings.end(turn)
    return turn.row.number


def _check_first(opening: Opening) -> None:
    rows = ExitCase.objects.filter(community__code=opening.community_code, stage__in=OPEN)
    running = next((row for row in rows if row.company_id == opening.company_id), None)
    if running is not None:
        raise Conflict(
            f"这家企业退出这个小区已经在办（{running.number}），请在那里继续。", rule="DOMAIN 3.3"
        )


@transaction.atomic
def take_exit_step(
    *, number: str, act: str, told: Told, version: int | None, actor: Actor, at: datetime
) -> None:
    """Take one step of the table; what it leaves beside is written in the same transaction."""
    turn = proceedings.begin(EXIT, number=number, actor=actor, at=at)
    entry = proceedings.step(turn, act, told, version=version)
    match act:
        case Act.COMPLETE:
            _count(turn, told)
        case Act.REVERT:
            exits.undo_handover(exit_id=_exit(turn).pk, reason=told.reason, actor=actor, at=at)
        case Act.ENFORCE:
            _take_in(turn, told, entry)
        case Act.SUE:
            proceedings.divert(turn, _SUIT, told.on, entry=entry)
        case Act.BEGIN_PUSH:
            pushing.push(turn, told)
        case Act.LINK_PENALTY:
            _check_penalty(turn, str(told.answers.get("penalty_case", "")))
    if act in _ENDING:
        _undivert(turn, entry)
    proceedings.end(turn)


@transaction.atomic
def undo_exit_step(*, number: str, reason: str, version: int, actor: Actor, at: datetime) -> None:
    """Take back the last step; what it diverted goes back with it."""
    turn = proceedings.begin(EXIT, number=number, actor=actor, at=at)
    last = turn.moves[-1].act if turn.moves else ""
    told_by = turn.flow.moves.objects.standing().filter(row=turn.row).latest("id").act
    undo(turn, Act.UNDO, reason=reason, version=version, kept=_KEPT)
    entry = Entry.objects.filter(subject=turn.subject).latest("id")
    if last == Act.ENFORCE:
        proceedings.unlink(turn, told_by=told_by, entry=entry)
    if last == Act.SUE:
        proceedings.undivert(turn, _SUIT, entry=entry)
    if last in _ENDING:
        proceedings.divert(turn, _EXIT, turn.row.opened_on, entry=entry)


def _take_in(turn: Turn, told: Told, entry: Entry) -> None:
    """The ordered problem of documents kept back is pursued here from now on (条例 58)."""
    row = turn.row
    if row.community is None or row.company is None:
        raise TypeError("an exit has a community and a company")
    proceedings.link(turn, open_with_act(row.community, row.company, KEPT_BACK), entry=entry)
    proceedings.divert(turn, _EXIT, told.on, entry=entry)


def _count(turn: Turn, told: Told) -> None:
    """C04: the counted exit and its confirmed hand-over; one from before is stated as the case
    knows it, so that nothing counts by an older word."""
    row, actor, at = turn.row, turn.actor, turn.at
    if row.community is None or row.company is None:
        raise TypeError("an exit has a community and a company")
    standing = Exit.objects.filter(
        community=row.community, company=row.company,
        pk__in=ExitFact.objects.standing().values("exit_id"),
    ).first()  # fmt: skip
    kind = kind_of(turn.course())
    if standing is None:
        leaving = exits.record_exit(
            community_code=row.community.code, company_id=row.company.pk, kind=kind, actor=actor,
            at=at,
        )  # fmt: skip
    else:
        leaving = standing.pk
        exits.restate_exit(exit_id=leaving, kind=kind, actor=actor, at=at)
    exits.confirm_exit(exit_id=leaving, on=told.on, actor=actor, at=at)


def _exit(turn: Turn) -> Exit:
    found = Exit.objects.filter(community=turn.row.community, company=turn.row.company).first()
    if found is None:
        raise NotNow("没有找到这次退出的交接记录，请到“企业退出”里核对。")
    return found


def _undivert(turn: Turn, entry: Entry) -> None:
    for kind in (_EXIT, _SUIT):
        proceedings.undivert(turn, kind, entry=entry)


def _check_penalty(turn: Turn, number: str) -> None:
    row = turn.row
    rows = PenaltyCase.objects.visible_to(turn.actor).filter(
        number=number.strip(), company=row.company
    )
    if not rows.exists():
        raise Refused(
            f"没有找到这家企业的处罚案件 {number}。请先在“行政处罚”里立案，再填写编号。",
            rule="DOMAIN 3.3",
        )
    of_here = (it for it in linked_problems(number.strip()) if it.community_id == row.community_id)
    if not any(KEPT_BACK in it.acts.split("、") for it in of_here):
        raise Refused(
            f"处罚案件 {number} 不是因为在本小区不移交有关资料立的，不能关联（{cite('PMR-58')}）。",
            rule="DOMAIN 1.3",
        )
