"""企业退出 step by step (DOMAIN 3.3): opened once, led by its table, counted at its end."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db import transaction

from tingban.actions.audit import facts
from tingban.actions.audit.locking import hold, once
from tingban.actions.enforcement.undoing import undo
from tingban.actions.exits import exits, pushing
from tingban.actions.rectification import proceedings
from tingban.actions.rectification.proceedings import Opening, Told, Turn
from tingban.data.audit.models import Entry
from tingban.data.enforcement.models import PenaltyCase
from tingban.data.exits.models import Exit, ExitCase, ExitFact, HandoverLine
from tingban.data.registry.models import Community, Company
from tingban.kit.text import clean_line
from tingban.reads.enforcement import grounds
from tingban.reads.enforcement.penalty_cases import linked_problems
from tingban.reads.exits.exit_cases import escalated_problems
from tingban.reads.exits.flows import EXIT
from tingban.reads.rectification.company_problems import between, of_company, open_with_act
from tingban.rules.actors import Actor
from tingban.rules.errors import Conflict, Refused
from tingban.rules.exits.exit_outcome import kind_of
from tingban.rules.exits.exit_stages import OPEN, OPENINGS, Act
from tingban.rules.exits.handover import PARTS, Item, Party, State
from tingban.rules.exits.refusal_guards import KEPT_BACK
from tingban.rules.law import cite

# The problem is on another way from the opening on, and from the suit on (T-C12).
_EXIT, _SUIT = "exit", "suit"
_ENDING: Final = frozenset({Act.CLOSE, Act.RENEW})


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
    entry = proceedings.step(turn, act, _with_known(turn, act, told), version=version)
    _leave_beside(turn, act, told, entry)
    if act in _ENDING:
        _undivert(turn, entry)
    proceedings.end(turn)


def _leave_beside(turn: Turn, act: str, told: Told, entry: Entry) -> None:
    """What a step writes besides itself."""
    match act:
        case Act.COMPLETE:
            _count(turn, told)
        case Act.REVERT:
            _uncount(turn, told)
        case Act.REFUSE:
            _carry(turn, told, entry)
        case Act.ENFORCE:
            _take_in(turn, told, entry)
        case Act.SUE:
            proceedings.divert(turn, _SUIT, told.on, entry=entry)
        case Act.BEGIN_PUSH:
            pushing.push(turn, told)
        case Act.LINK_PENALTY:
            _check_penalty(turn, str(told.answers.get("penalty_case", "")))


@transaction.atomic
def undo_exit_step(*, number: str, reason: str, version: int, actor: Actor, at: datetime) -> None:
    """Take back the last step; an end that is taken back diverts its problems again.

    What is kept is told by the table, as the guards of this act (`rules.exits.exit_undoing`).
    """
    turn = proceedings.begin(EXIT, number=number, actor=actor, at=at)
    place = turn.row.community.code if turn.row.community else ""
    hold(f"exit_case:{place}:{turn.row.company_id}")
    last = turn.moves[-1].act if turn.moves else ""
    moves = EXIT.moves.objects.standing().filter(row=turn.row).order_by("id")
    taken = moves.values_list("act_id", flat=True).last()
    undo(turn, Act.UNDO, reason=reason, version=version, kept=frozenset())
    entry = Entry.objects.filter(subject=turn.subject).latest("id")
    for line in HandoverLine.objects.standing().filter(case_id=turn.row.pk, act_id=taken):
        facts.retract(line, act=entry)
    if last in _ENDING:
        _divert_again(turn, entry)


def _with_known(turn: Turn, act: str, told: Told) -> Told:
    """What a paper or the plan of the vote tells of the step is taken from there; its day is
    compared, not replaced."""
    tells = EXIT.known.get(act)
    known = tells(turn.course()) if tells else {}
    answers = {name: value for name, value in known.items() if name != "on"}
    return replace(told, answers={**told.answers, **answers}) if answers else told


def _carry(turn: Turn, told: Told, entry: Entry) -> None:
    """What is kept back stands in the list, but for items of which the sides said more already."""
    rows = HandoverLine.objects.standing().filter(case_id=turn.row.pk)
    stated = set(rows.values_list("item", flat=True))
    for item in told.answers.get("refused") or ():
        if item not in stated:
            line = HandoverLine(
                case_id=turn.row.pk, item=item, part=PARTS[Item(item)][0], files=[],
                state=State.REFUSED.value, on=told.on, receiver=Party.OWNERS.value,
                note=clean_line(str(told.answers.get("refusal", "")))[:400],
            )  # fmt: skip
            facts.append(line, act=entry)


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
    standing, actor, at = _counted(turn), turn.actor, turn.at
    place, company = _sides(turn)
    kind = kind_of(turn.course())
    if standing is None:
        leaving = exits.record_exit(
            community_code=place.code, company_id=company.pk, kind=kind, actor=actor, at=at
        )
    else:
        leaving = standing.pk
        exits.restate_exit(exit_id=leaving, kind=kind, actor=actor, at=at)
    exits.confirm_exit(exit_id=leaving, on=told.on, actor=actor, at=at)


def _uncount(turn: Turn, told: Told) -> None:
    """What was voided or taken back by hand counts no more: only the stage goes back."""
    standing = _counted(turn)
    if standing is not None and standing.exited_on is not None:
        exits.undo_handover(exit_id=standing.pk, reason=told.reason, actor=turn.actor, at=turn.at)


def _counted(turn: Turn) -> Exit | None:
    """The counted exit that stands; a voided one is none."""
    facts = ExitFact.objects.standing().values("exit_id")
    rows = Exit.objects.filter(between(*_sides(turn)), pk__in=facts)
    return rows.order_by("-id").first()


def _sides(turn: Turn) -> tuple[Community, Company]:
    """Those that stand now for who was merged since (DOMAIN 5.1)."""
    row = turn.row
    if row.community is None or row.company is None:
        raise TypeError("an exit has a community and a company")
    return row.community.merged_into or row.community, row.company.merged_into or row.company


def _divert_again(turn: Turn, entry: Entry) -> None:
    proceedings.divert(turn, _EXIT, turn.row.opened_on, entry=entry)
    sued_on = turn.course().day_of(Act.SUE)
    if sued_on is not None:
        proceedings.divert(turn, _SUIT, sued_on, entry=entry)


def _undivert(turn: Turn, entry: Entry) -> None:
    for kind in (_EXIT, _SUIT):
        proceedings.undivert(turn, kind, entry=entry)


def _check_penalty(turn: Turn, number: str) -> None:
    place, company = _sides(turn)
    rows = PenaltyCase.objects.visible_to(turn.actor).filter(number=number.strip())
    if not rows.filter(of_company(company)).exists():
        raise Refused(
            f"没有找到这家企业的处罚案件 {number}。请先在“行政处罚”里立案，再填写编号。",
            rule="DOMAIN 3.3",
        )
    here = {place.pk, *Community.objects.filter(merged_into=place).values_list("pk", flat=True)}
    of_58 = [
        it
        for it in linked_problems(number.strip())
        if it.community_id in here and KEPT_BACK in it.acts.split("、")
    ]
    if not of_58:
        raise Refused(
            f"处罚案件 {number} 不是因为在本小区不移交有关资料立的，不能关联（{cite('PMR-58')}）。",
            rule="DOMAIN 1.3",
        )
    if not grounds.standing(of_58):
        gone = "、".join(it.number for it in of_58)
        raise Refused(
            f"处罚案件 {number} 对应的不移交资料的问题 {gone} 已经撤销、作废或者经核查不属实，"
            "不能再关联。以后又确认同样行为的，另行立案，再关联那一件。",
            rule="T-P15",
        )
