"""Which papers of a problem are made in which stage (DOMAIN 3.2, 8.2); the others stand behind."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from tingban.rules.rectification.guards import FAILURES_TO_ESCALATE
from tingban.rules.rectification.papers import CLOSING, ESCALATION, EXTENSION
from tingban.rules.rectification.stages import Stage

_DUE: Final[Mapping[str, tuple[str, ...]]] = {
    Stage.SUB: (CLOSING.key,),
    Stage.CMP: (CLOSING.key,),
    Stage.OVD: (ESCALATION.key,),
    Stage.ESC: (ESCALATION.key,),
}


def due_papers(stage: str, term: date | None, failures: int, today: date) -> tuple[str, ...]:
    """What may be signed now: more time before the term is over (T-P07), then what follows it."""
    if stage != Stage.FIX:
        return _DUE.get(stage, ())
    is_running = term is not None and today <= term
    return (
        *((EXTENSION.key,) if is_running else ()),
        *((ESCALATION.key,) if failures >= FAILURES_TO_ESCALATE else ()),
    )
