"""What the clocks of cases look at; for many cases in a bounded number of statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from tingban.data.complaints.models import Case, CaseMatter, CaseMove
from tingban.kit.clock import SHANGHAI
from tingban.reads.complaints.answers import merged_times
from tingban.reads.complaints.dossiers import Dossier
from tingban.rules.complaints.clocks import CaseTimes, MergedTimes
from tingban.rules.complaints.stages import Act, CaseKind, Stage, Urgency
from tingban.rules.deadlines.clock import Pause

_MOVERS = (
    Act.SUSPEND.value, Act.RESUME.value, Act.EXTEND.value, Act.REOPEN.value, Act.APPEAL.value,
    Act.ANSWER_APPEAL.value,
)  # fmt: skip
_COLUMNS = ("stage", "stage_since", "received_at", "accepted_at", "kind", "urgency")


def times_in(told: Dossier) -> CaseTimes:
    """Of one case that was read already."""
    return _times(told.case, told.moves, told.matter, told.merged)


def times_of(ids: Collection[int]) -> dict[int, CaseTimes]:
    """By id of the case."""
    moves: dict[int, list[CaseMove]] = defaultdict(list)
    movers = CaseMove.objects.standing().filter(case_id__in=ids, step__in=_MOVERS)
    for move in movers.order_by("id"):
        moves[move.case_id].append(move)
    stated = CaseMatter.objects.standing().filter(case_id__in=ids)
    matters = {matter.case_id: matter for matter in stated}
    rows = list(Case.objects.filter(id__in=ids).only(*_COLUMNS))
    merged = merged_times([row.pk for row in rows if row.stage == Stage.MRG])
    return {
        row.pk: _times(row, moves[row.pk], matters.get(row.pk), merged.get(row.pk)) for row in rows
    }


def _times(
    case: Case,
    moves: Iterable[CaseMove],
    matter: CaseMatter | None,
    merged: MergedTimes | None,
) -> CaseTimes:
    own, reopened_at = _since_reopened(list(moves))
    return CaseTimes(
        stage=Stage(case.stage),
        stage_since=case.stage_since,
        received_at=case.received_at,
        accepted_at=case.accepted_at,
        kind=CaseKind(case.kind) if case.kind else None,
        urgency=Urgency(case.urgency) if case.urgency else Urgency.ORDINARY,
        is_complex=matter is not None and matter.is_complex,
        sender_due_on=matter.sender_due_on if matter else None,
        extended_to=_extended_to(own),
        pauses=_pauses(own),
        reopened_at=reopened_at,
        appealed_at=_appealed_at(own),
        merged=merged,
    )


def _since_reopened(moves: list[CaseMove]) -> tuple[list[CaseMove], datetime | None]:
    """The moves since it was last taken up again, and when that was; all, where it never was."""
    for place in reversed(range(len(moves))):
        if moves[place].step == Act.REOPEN:
            return moves[place + 1 :], moves[place].at
    return moves, None


def _extended_to(moves: Iterable[CaseMove]) -> date | None:
    days = [move.told["until"] for move in moves if move.step == Act.EXTEND]
    return date.fromisoformat(days[-1]) if days else None


def _pauses(moves: Iterable[CaseMove]) -> tuple[Pause, ...]:
    found: list[Pause] = []
    for move in moves:
        if move.step == Act.SUSPEND:
            found.append(Pause(_day(move.at)))
        elif move.step == Act.RESUME and found:
            found[-1] = Pause(found[-1].since, _day(move.at))
    return tuple(found)


def _appealed_at(moves: Iterable[CaseMove]) -> datetime | None:
    """The moment of the appeal that still waits for its answer."""
    waiting: datetime | None = None
    for move in moves:
        if move.step == Act.APPEAL:
            waiting = move.at
        elif move.step == Act.ANSWER_APPEAL:
            waiting = None
    return waiting


def _day(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()
