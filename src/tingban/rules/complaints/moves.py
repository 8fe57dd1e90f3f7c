"""What may be done with a case of the ledger, by the standing it is shown in (DOMAIN 3.1)."""

from typing import Final

from tingban.rules.audit.moves import Move, Moves

# As the projection writes it, with acceptance told apart.
CASE_STATES: Final[dict[str, str]] = {
    "registered": "已登记",
    "open": "办理中",
    "closed": "办结",
    "duplicate": "重复件",
    "transferred": "已移送",
    "void": "作废",
}
RUNNING: Final = frozenset({"registered", "open"})
STANDING: Final = RUNNING | {"closed"}

CASE_MOVES: Final = Moves(
    what="投诉举报件",
    states=CASE_STATES,
    rows=(
        Move("accept", "受理", frozenset({"registered"}), rule="T-C03"),
        Move("note", "记录进展", RUNNING | {"closed"}, rule="DOMAIN 2.1"),
        Move("close", "办结", frozenset({"open"}), rule="T-C17"),
        Move("reopen", "重办", frozenset({"closed"}), rule="T-C18"),
        Move("correct", "修改", STANDING),
        Move("duplicate", "标为重复件", RUNNING, rule="T-C19"),
        Move("transfer", "移送", RUNNING, rule="T-C05"),
        Move("restore", "恢复办理", frozenset({"duplicate", "transferred", "void"}), True),
        Move("void", "作废", STANDING, True, rule="T-C22"),
    ),
)


def case_state(standing: str, *, is_accepted: bool) -> str:
    """The state that the moves are asked with."""
    return "registered" if standing == "open" and not is_accepted else standing
