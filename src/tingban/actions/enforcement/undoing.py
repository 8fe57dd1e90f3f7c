"""Taking back the last step of a proceeding: whoever may take a step may take it back."""

from dataclasses import replace

from tingban.actions.rectification import proceedings
from tingban.actions.rectification.proceedings import Turn
from tingban.reads.rectification.proceedings import standpoint
from tingban.rules.errors import NotAllowed, NotNow


def undo(turn: Turn, act: str, *, reason: str, version: int, kept: frozenset[str]) -> None:
    """Ask the table, then take the step back; `act` is what the table calls it."""
    machine, sides = turn.flow.machine, standpoint(turn.row).sides(turn.actor)
    now = replace(turn.course(), reason=reason)
    machine.check(act, turn.row.stage, actor=turn.actor, sides=sides, now=now)
    if not turn.moves:
        raise NotNow("还没有可以撤回的步骤。", rule="ADR 0004")
    last = turn.moves[-1].act
    if not any(row.act == last and row.lets(turn.actor, sides) for row in machine.rows):
        raise NotAllowed(
            f"上一步“{machine.label(last)}”不由您的岗位办理，请由办理这一步的岗位撤回。",
            rule="ADR 0004",
        )
    proceedings.take_back(turn, reason=reason, version=version, kept=kept)
