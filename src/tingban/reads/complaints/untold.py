"""Merged cases whose main case has ended and whose own source was not told: they wait (3.1.1)."""

from dataclasses import dataclass

from tingban.data.complaints.models import Case
from tingban.kit.windows import Found
from tingban.reads.complaints.cases import UNTOLD
from tingban.reads.complaints.situations import standpoint
from tingban.rules.actors import Actor
from tingban.rules.complaints import Standing
from tingban.rules.complaints.flow import STEPS
from tingban.rules.complaints.limits import Due, due_of
from tingban.rules.complaints.stages import HAS_ANSWER, Act, Stage


@dataclass(frozen=True, slots=True)
class Untold:
    """One that waits; `act` is what its office does with it, `may_act` whether this post does.

    `main_stage` is None where no main case is named.
    """

    number: str
    source: str
    source_ref: str
    summary: str
    due: Due | None
    main_stage: Stage | None
    act: Act
    may_act: bool


def untold(actor: Actor, *, unit: str, limit: int) -> Found[Untold]:
    """Of the ledger of one unit, by what is due first."""
    rows = Case.objects.visible_to(actor).filter(UNTOLD, unit_id=unit)
    first = rows.select_related("parent").order_by("due_at", "id")[:limit]
    return Found([_untold(actor, case) for case in first], rows.count())


def _untold(actor: Actor, case: Case) -> Untold:
    stage = Stage(case.parent.stage) if case.parent else None
    is_answered = stage is None or stage in HAS_ANSWER
    is_duplicate = case.standing == Standing.DUPLICATE
    # Where the main case has nothing to say to this one, it goes on by itself.
    act = Act.ANSWER_RECEIPT if is_duplicate and is_answered else Act.UNMERGE
    sides = standpoint(case).sides(actor)
    return Untold(
        number=case.number, source=case.source, source_ref=case.source_ref, summary=case.summary,
        due=due_of(case.due_at, case.due_rule), main_stage=stage,
        act=act, may_act=any(row.act == act and row.lets(actor, sides) for row in STEPS),
    )  # fmt: skip
