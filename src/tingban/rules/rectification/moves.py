"""What may be done with a problem, by the state it is shown in (DOMAIN 3.2)."""

from typing import Final

from tingban.rules.audit.moves import Move, Moves

# As the projection writes it; a clue is a problem that no step has confirmed yet.
PROBLEM_STATES: Final[dict[str, str]] = {
    "clue": "线索",
    "open": "整改中",
    "complete": "已完成",
    "annulled": "已撤销",
    "void": "作废",
}
LIVING: Final = frozenset({"clue", "open", "complete"})

PROBLEM_MOVES: Final = Moves(
    what="问题",
    states=PROBLEM_STATES,
    rows=(
        Move("order", "责令整改", frozenset({"open"}), rule="T-P05"),
        Move("complete", "登记完成", frozenset({"open"}), rule="T-P09"),
        Move("reopen", "重开整改", frozenset({"complete"}), rule="T-P14"),
        Move("correct", "修改", LIVING),
        Move("undo", "撤回上一步", frozenset({"open", "complete", "annulled"}), rule="ADR 0004"),
        Move("annul", "撤销问题", frozenset({"open", "complete"}), True, rule="T-P15"),
        Move("void", "作废", LIVING, True, rule="ADR 0004"),
    ),
)
