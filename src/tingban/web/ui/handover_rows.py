"""A line of the hand-over list in words, the same for all of its sides."""

from typing import Any, Final

from tingban.rules.exits.handover import (
    PARTY_LABELS,
    STATE_LABELS,
    Line,
    Party,
    State,
    side_label,
)
from tingban.rules.rectification.fields import spell_money

_TONES: Final = {
    State.HANDED: "good", State.REPLACED: "good", State.PARTIAL: "soon", State.REFUSED: "late",
    State.EXPLAINED: "still",
}  # fmt: skip


def line_row(line: Line) -> dict[str, Any]:
    """What was handed over, how far, to whom, who has confirmed it, and who objects."""
    money = spell_money(line.balance) if line.balance is not None else ""
    told = (line.quantity, line.condition, line.reading, money, line.note, *line.files)
    confirmed = line.confirmed or {}
    return {
        "part": line.part, "state": STATE_LABELS[line.state], "tone": _TONES[line.state],
        "on": line.on, "receiver": PARTY_LABELS[line.receiver],
        "told": "；".join(it for it in told if it), "lacking": line.lacking,
        "lacking_until": line.lacking_until,
        "confirmed": "、".join(PARTY_LABELS[party] for party in Party if party in confirmed),
        "objections": [
            (PARTY_LABELS[party], (line.objected or {})[party])
            for party in Party
            if party in (line.objected or {})
        ],
        "by": side_label(line.stated_by),
    }  # fmt: skip
