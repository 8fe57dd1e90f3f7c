"""The steps of a problem as lines of its time line: what was done, on which day, with what."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from tingban.data.rectification.models import ProblemMove
from tingban.kit.dates import chinese_day
from tingban.reads.audit.history import Line
from tingban.rules.documents.service import WAY_LABELS, Way
from tingban.rules.rectification import SUB_ACT_BY_CODE
from tingban.rules.rectification.stages import ACT_LABELS, MEASURE_LABELS, Act, MeasureKind

# Told by the statement of the problem, or by the steps of the order itself.
_TOLD_ELSEWHERE: Final = frozenset(
    {Act.ADD_CLUE, Act.RECORD_ORDER, Act.SERVE, Act.RECEIVE, Act.DEEM}
)


def _joined(values: Any) -> str:
    return "、".join(str(value) for value in values)


def _measures(values: Any) -> str:
    return "、".join(MEASURE_LABELS[MeasureKind(value)] for value in values)


def _acts(values: Any) -> str:
    return "；".join(SUB_ACT_BY_CODE[code].label for code in values if code in SUB_ACT_BY_CODE)


def _day(value: Any) -> str:
    return chinese_day(date.fromisoformat(value))


_WORDS: Final[Mapping[str, tuple[str, Callable[[Any], str]]]] = {
    "responsible": ("责任人", str),
    "evidence": ("证据", _joined),
    "regression_of": ("再次发生自", str),
    "order": ("文号", str),
    "way": ("方式", lambda value: WAY_LABELS[Way(value)]),
    "deemed_on": ("视为送达", _day),
    "before": ("整改前照片", _joined),
    "after": ("整改后照片", _joined),
    "publication": ("公示照片", _joined),
    "staff": ("到场人员", _joined),
    "report": ("整改情况", str),
    "request": ("书面申请", str),
    "until": ("期限至", _day),
    "term": ("整改期限", _day),
    "visit": ("检查记录", str),
    "opinion": ("街道、业委会意见", str),
    "acts": ("问题行为", _acts),
    "measures": ("处置措施", _measures),
}


def move_lines(moves: Iterable[ProblemMove]) -> Iterator[Line]:
    """A line for each step, the retracted ones among them."""
    for move in moves:
        if move.step not in _TOLD_ELSEWHERE:
            yield Line(move, _what(move), so_at=move.on, note=_note(move))


def _what(move: ProblemMove) -> str:
    label = ACT_LABELS[move.step]
    if move.told.get("late"):
        label += "（逾期）"
    return f"{label}（纸质材料，代为录入）" if move.told.get("on_paper") else label


def _note(move: ProblemMove) -> str:
    """The reason, then what was told with it."""
    told = [
        f"{label}：{spell(move.told[name])}"
        for name, (label, spell) in _WORDS.items()
        if move.told.get(name)
    ]
    return "。".join(part.rstrip("。") for part in (move.reason, *told) if part)
