"""What is wrong with a file, told by sheet, row and column (INTERCHANGE 1, LESSONS B12)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class FaultKind(StrEnum):
    """The kinds of faults; each is told once at the cell where it can be put right."""

    FILE = "file"
    UNIT = "unit"
    HEADER = "header"
    REQUIRED = "required"
    VALUE = "value"
    FORMULA = "formula"
    ERROR_VALUE = "error_value"
    MERGED = "merged"
    DUPLICATE = "duplicate"
    ORDER = "order"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    FOREIGN = "foreign"
    OVERLAP = "overlap"
    RING = "ring"
    NO_VISIT = "no_visit"
    CALENDAR = "calendar"


FAULT_LABELS: Final[dict[FaultKind, str]] = {
    FaultKind.FILE: "文件不能读取",
    FaultKind.UNIT: "填报单位不明",
    FaultKind.HEADER: "表头不对",
    FaultKind.REQUIRED: "必填项为空",
    FaultKind.VALUE: "内容看不懂",
    FaultKind.FORMULA: "单元格是公式",
    FaultKind.ERROR_VALUE: "单元格是错误值",
    FaultKind.MERGED: "合并单元格",
    FaultKind.DUPLICATE: "重复",
    FaultKind.ORDER: "日期先后不对",
    FaultKind.CONFLICT: "前后矛盾",
    FaultKind.UNKNOWN: "找不到对应记录",
    FaultKind.AMBIGUOUS: "对应不唯一",
    FaultKind.FOREIGN: "不是本县的数据",
    FaultKind.OVERLAP: "合同期重叠",
    FaultKind.RING: "合并关系不对",
    FaultKind.NO_VISIT: "问题之前没有检查记录",
    FaultKind.CALENDAR: "日期超出日历",
}
# Another file of the same upload may bring what these miss.
WAITING: Final = frozenset({FaultKind.UNKNOWN, FaultKind.NO_VISIT})


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `row` counts from 1 as in Excel; 0 and an empty letter mean sheet or file."""

    kind: FaultKind
    sheet: str
    row: int
    letter: str
    column: str
    read: str
    expected: str
    file: str = ""

    @property
    def cell(self) -> str:
        """The address as Excel shows it, empty where no one cell is at fault."""
        return f"{self.letter}{self.row}" if self.row and self.letter else ""

    @property
    def place(self) -> str:
        """Where it is, for people."""
        parts = [f"“{self.file}”"] if self.file else []
        if self.sheet:
            parts.append(f"工作表“{self.sheet}”")
        if self.row:
            parts.append(f"第 {self.row} 行")
        if self.column:
            letter = f"（{self.letter} 列）" if self.letter else ""
            parts.append(f"“{self.column}”{letter}")
        return " ".join(parts)

    @property
    def sentence(self) -> str:
        """The whole fault in words: where, what was read, what was expected."""
        return self.sentence_at(self.place)

    def sentence_at(self, place: str) -> str:
        """The fault in words, its place told as the list around it needs it."""
        read = f"读到“{self.read}”，" if self.read else ""
        where = f"{place}：" if place else ""
        return f"{where}{FAULT_LABELS[self.kind]}。{read}{self.expected}。"

    def as_json(self) -> dict[str, object]:
        """For `--json` and for keeping."""
        return {
            "kind": self.kind.value,
            "file": self.file,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "letter": self.letter,
            "cell": self.cell,
            "read": self.read,
            "expected": self.expected,
            "message": self.sentence,
        }
