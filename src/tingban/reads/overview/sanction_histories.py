"""What happened to one level decision, penalty, exposure or exit, step by step."""

from tingban.data.enforcement.models import Exposure, LevelDecision, Penalty
from tingban.data.exits.models import Exit
from tingban.reads.overview import sanction_lines
from tingban.reads.overview.lines import TimeLine, together
from tingban.rules.actors import Actor

_LIMIT = 60


def of_level(actor: Actor, decision_id: int) -> TimeLine:
    """The decision as it stands."""
    rows = LevelDecision.objects.visible_to(actor).filter(pk=decision_id)
    return together([sanction_lines.level_lines(rows, _LIMIT)], limit=_LIMIT)


def of_penalty(actor: Actor, penalty_id: int) -> TimeLine:
    """Decided, revoked."""
    rows = Penalty.objects.visible_to(actor).filter(pk=penalty_id)
    return together([sanction_lines.penalty_lines(rows, _LIMIT)], limit=_LIMIT)


def of_exposure(actor: Actor, exposure_id: int) -> TimeLine:
    """Published, withdrawn."""
    rows = Exposure.objects.visible_to(actor).filter(pk=exposure_id)
    return together([sanction_lines.exposure_lines(rows, _LIMIT)], limit=_LIMIT)


def of_exit(actor: Actor, exit_id: int) -> TimeLine:
    """Begun, handed over."""
    rows = Exit.objects.visible_to(actor).filter(pk=exit_id)
    sources = (sanction_lines.exit_lines, sanction_lines.handover_lines)
    return together([source(rows, _LIMIT) for source in sources], limit=_LIMIT)
