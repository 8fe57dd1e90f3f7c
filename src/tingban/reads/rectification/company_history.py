"""What a company may read of the life of a problem: its orders, its answers, what was decided.

Steps are named here one by one; a step that is not named stays inside. So do reasons, but for the
decisions that are told to the company in writing (延期批复, 复核意见).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tingban.data.rectification.models import ProblemMove
from tingban.kit.dates import chinese_day
from tingban.rules.actors import Actor
from tingban.rules.rectification.stages import Act

_WORDS: Final = {
    Act.SIGN: "签发责令限期整改通知书",
    Act.RECORD_ORDER: "责令限期整改通知书已送达",
    Act.SERVE: "通知书已送达",
    Act.RECEIVE: "贵公司已签收",
    Act.DEEM: "通知书视为送达",
    Act.ASK_EXTENSION: "申请延期",
    Act.GRANT_EXTENSION: "同意延期",
    Act.REFUSE_EXTENSION: "不同意延期",
    Act.SUBMIT: "提交整改报告",
    Act.CLEAR: "复核通过，已销号",
    Act.FAIL: "复核不通过，请继续整改",
    Act.MARK_OVERDUE: "整改逾期",
    Act.ESCALATE: "升级处置",
    Act.HAND_OVER: "已销号",
    Act.RELAPSE: "再次检查发现同一问题，重新整改",
    Act.ANNUL: "问题已撤销",
}
_TOLD_IN_WRITING: Final = frozenset({Act.REFUSE_EXTENSION, Act.FAIL})


@dataclass(frozen=True, slots=True)
class SideLine:
    """One step, in words."""

    on: date
    what: str
    text: str = ""


def side_lines(
    moves: Sequence[ProblemMove], actor: Actor, orders: Collection[str]
) -> tuple[SideLine, ...]:
    """From the first order of this company on, the newest first."""
    starts = (at for at, move in enumerate(moves) if move.told.get("order") in orders)
    first = next(starts, len(moves))
    return tuple(reversed(list(_lines(moves[first:], actor, orders))))


def _lines(
    moves: Sequence[ProblemMove], actor: Actor, orders: Collection[str]
) -> Iterator[SideLine]:
    for move in moves:
        act = Act(move.step)
        if act in _WORDS and move.told.get("order", "") in ("", *orders):
            yield SideLine(move.on, _WORDS[act], _text(move, act, actor))


def _text(move: ProblemMove, act: Act, actor: Actor) -> str:
    """Its own words, and what was decided in writing."""
    is_own = move.act.unit_code == actor.unit_code
    if act is Act.ASK_EXTENSION and is_own:
        return f"延至{_until(move)}：{move.reason}"
    if act is Act.GRANT_EXTENSION:
        return f"延至{_until(move)}"
    if act is Act.SUBMIT and is_own:
        files = "、".join([*move.told.get("after", ()), *move.told.get("publication", ())])
        return f"{move.told.get('report', '')}（附：{files}）"
    if act is Act.SUBMIT:
        return "按贵公司交来的纸质报告登记"
    return move.reason if act in _TOLD_IN_WRITING else ""


def _until(move: ProblemMove) -> str:
    return chinese_day(date.fromisoformat(move.told["until"]))
