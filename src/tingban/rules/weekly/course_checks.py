"""Checks against earlier reports (CHK-18, 21, 22, 25): cumulative numbers do not fall."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from tingban.rules.weekly.cells import CELL_BY_CODE, CELLS, CODES
from tingban.rules.weekly.findings import Earlier, Fall, Row, Said, error, listed, warning

# CHK-22: an increase is a jump above both.
_JUMP, _SHARE = 10, 0.5
_HARD: Final = tuple(cell.code for cell in CELLS if cell.is_hard)
_NONE: Final = Fall()


def does_not_fall(row: Row) -> Iterator[Said]:
    """CHK-18: a fall is shown with its causes; a hard cell without one for each id blocks."""
    if row.evidence.last is None:
        return
    for code in CODES:
        if row.value(code) < row.evidence.last.values.get(code, 0):
            yield _fallen(row, code, row.evidence.last)


def month_is_kept(row: Row) -> Iterator[Said]:
    """CHK-25: 月末数 ≤ the first week of the next month, hard cells; causes as in CHK-18."""
    if row.evidence.month is None:
        return
    for code in _HARD:
        if row.value(code) < row.evidence.month.values.get(code, 0):
            yield _fallen(row, code, row.evidence.month)


def _fallen(row: Row, code: str, earlier: Earlier) -> Said:
    fall = earlier.falls.get(code, _NONE)
    begin = f"{row.told(code)}，{earlier.label}是 {earlier.values[code]}，少了"
    told = f"{begin} {earlier.values[code] - row.value(code)}。{_why(fall)}"
    if CELL_BY_CODE[code].is_hard and not fall.is_explained:
        return error(
            f"{told}累计数只能因合并、作废、重复、撤回、更正而减少，请查明原因，改正台账。", code
        )
    return warning(f"{told}请核对后写明情况。", code)


def _why(fall: Fall) -> str:
    parts = []
    if fall.causes:
        counted = Counter(cause for _, cause in fall.causes)
        told = "、".join(f"{cause} {number}" for cause, number in counted.most_common())
        parts.append(f"减去的 {len(fall.causes)} 个：{told}。")
    if fall.unexplained:
        parts.append(f"没有记录原因的：{listed(fall.unexplained)}。")
    if fall.lifted:
        parts.append(f"上次由负责人改填多出的 {fall.lifted} 不再计入。")
    if fall.lowered:
        parts.append(f"本次由负责人改填减去 {fall.lowered}。")
    return "".join(parts)


def work_shows(row: Row) -> Iterator[Said]:
    """CHK-21: all 33 numbers as last time, although facts were recorded."""
    last = row.evidence.last
    if last is None or row.evidence.recorded == 0:
        return
    if all(row.value(code) == last.values.get(code, 0) for code in CODES):
        yield warning(
            f"33 个数与{last.label}完全相同，而其间登记了 {row.evidence.recorded} 条办理记录。"
            "请核对是否漏登、重登，并写明情况。",
            *CODES,
        )  # fmt: skip


def does_not_jump(row: Row) -> Iterator[Said]:
    """CHK-22: an increase above 10 and above half of the earlier number."""
    last = row.evidence.last
    if last is None:
        return
    for code in CODES:
        before = last.values.get(code, 0)
        more = row.value(code) - before
        if more > max(_JUMP, before * _SHARE):
            yield warning(
                f"{row.told(code)}，{last.label}是 {before}，一次增加 {more}。"
                "请核对是否集中补报或重复登记，并写明情况。",
                code,
            )  # fmt: skip
