"""What the clocks of cases look at, read for many cases in a bounded number of statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from tingban.data.complaints.models import Case, CaseMatter, CaseMove
from tingban.kit.clock import SHANGHAI
from tingban.rules.complaints.clocks import CaseTimes
from tingban.rules.complaints.stages import Act, CaseKind, Stage, Urgency
from tingban.rules.deadlines.clock import Pause

_MOVERS = (Act.SUSPEND.value, Act.RESUME.value, Act.EXTEND.value)
_COLUMNS = ("id", "stage", "stage_since", "received_at", "accepted_at", "kind", "urgency")


def times_of(ids: Collection[int]) -> dict[int, CaseTimes]:
    """By id of the case."""
    moves: dict[int, list[CaseMove]] = defaultdict(list)
    for move in CaseMove.objects.standing().filter(case_id__in=ids, step__in=_MOVERS):
        moves[move.case_id].append(move)
    matters = {
        key: (is_complex, due_on)
        for key, is_complex, due_on in CaseMatter.objects.standing()
        .filter(case_id__in=ids)
        .values_list("case_id", "is_complex", "sender_due_on")
    }
    found = {}
    for key, stage, since, received, accepted, kind, urgency in Case.objects.filter(
        id__in=ids
    ).values_list(*_COLUMNS):
        is_complex, sender_due_on = matters.get(key, (False, None))
        own = sorted(moves[key], key=lambda move: move.pk)
        found[key] = CaseTimes(
            stage=Stage(stage),
            stage_since=since,
            received_at=received,
            accepted_at=accepted,
            kind=CaseKind(kind) if kind else None,
            urgency=Urgency(urgency) if urgency else Urgency.ORDINARY,
            is_complex=is_complex,
            sender_due_on=sender_due_on,
            extended_to=_extended_to(own),
            pauses=_pauses(own),
        )
    return found


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


def _day(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()
