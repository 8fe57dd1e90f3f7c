"""A file on its way in: opened, recognised, read; nothing of it is believed yet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from tingban.kit.digests import sm3
from tingban.kit.workbook import NotAWorkbook, open_workbook
from tingban.kit.workbook import Sheet as SourceSheet
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.exchange import ledger
from tingban.rules.exchange.crossing import row_faults
from tingban.rules.exchange.faults import Fault, FaultKind
from tingban.rules.exchange.ledger import CaseRow, Head
from tingban.rules.exchange.recognising import (
    OWN_SHEETS,
    Found,
    looks_like,
    missing_of_annex_2,
    recognise,
)
from tingban.rules.exchange.sheets import LEDGER, SHEETS
from tingban.rules.exchange.tables import Table, read_table


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came through a door."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is fetched when its turn comes, so that not all lie in memory at once."""

    name: str
    load: Callable[[], bytes]


@dataclass(slots=True)
class CaseTable:
    """A ledger sheet with its rows taken apart; `unit` is told by the file or by whoever sends."""

    table: Table
    head: Head
    is_annex_2: bool
    unit: str | None
    # Whether the line that should tell the unit is told as a fault.
    is_unit_at_fault: bool = False
    cases: list[CaseRow] = field(default_factory=list)

    @property
    def stated_on(self) -> date | None:
        """填报时间."""
        return self.head.stated_on


@dataclass(slots=True)
class Intake:
    """What stands in one file."""

    name: str
    digest: str
    size: int
    tables: list[Table] = field(default_factory=list)
    ledgers: list[CaseTable] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def is_annex_2(self) -> bool:
        """Whether it is nothing but the ten columns of 附件2."""
        return bool(self.ledgers) and all(it.is_annex_2 for it in self.ledgers)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a reading depends on besides the file."""

    years: frozenset[int]
    # The area given by `--area`, or the county of the clerk who imports.
    area: str | None

    @property
    def last_year(self) -> int:
        """The last year whose calendar is known."""
        return max(self.years, default=9999)


def take_in(upload: Upload, around: Circumstances) -> Intake:
    """Read a file whole; a file that cannot be read is one fault."""
    intake = Intake(upload.name, sm3(upload.data), len(upload.data))
    try:
        for number, source in enumerate(open_workbook(upload.data), start=1):
            _take_sheet(intake, source, number, around)
    except NotAWorkbook as refusal:
        intake.tables, intake.ledgers = [], []
        intake.faults = [_whole(str(refusal).rstrip("。"))]
        return intake
    if not intake.tables:
        intake.faults.append(_nothing(intake))
    elif not intake.faults and not any(table.rows for table in intake.tables):
        intake.warnings.append("文件里的表都还没有填写数据，没有可以导入的内容。")
    order = [sheet.topic for sheet in SHEETS]
    intake.tables.sort(key=lambda table: (order.index(table.sheet.topic), table.number))
    return intake


def _whole(expected: str) -> Fault:
    return Fault(FaultKind.FILE, "", 0, "", "", "", expected)


def _nothing(intake: Intake) -> Fault:
    names = "、".join(sheet.title for sheet in SHEETS)
    if not intake.warnings:
        return _whole("文件里什么也没有填写，应核对是不是选错了文件")
    hint = intake.warnings[0].rstrip("。")
    return _whole(
        f"没有找到可以导入的工作表，应有名为 {names} 之一的工作表，或附件2 的十列表头（{hint}）。"
        "可以下载空白模板，把内容填进去再上传；别处来的小区名单请用“外来台账”"
    )


def _take_sheet(intake: Intake, source: SourceSheet, number: int, around: Circumstances) -> None:
    if source.name in OWN_SHEETS or not source.rows:
        return
    found = recognise(source)
    if found is None:
        _set_aside(intake, source)
        return
    if found.header is None:
        intake.faults.append(_no_header(source, found))
        intake.tables.append(Table(found.sheet, source.name, number, {}, 0, is_unread=True))
        return
    table = read_table(found.sheet, source, found.header, number=number, years=around.years)
    if table.unknown:
        listed = "、".join(f"“{title}”" for title in table.unknown[:10])
        intake.warnings.append(f"工作表“{source.name}”有不认识的列 {listed}，未读取。")
    if source.is_hidden and (table.rows or table.partial):
        intake.warnings.append(
            f"工作表“{source.name}”是隐藏的，其中 {len(table.stated)} 行也读了。"
            "不想要的，请取消隐藏后删去。"
        )
    if table.headings:
        numbers = "、".join(str(row) for row in table.headings[:10])
        more = "等" if len(table.headings) > 10 else ""
        intake.warnings.append(f"工作表“{source.name}”第 {numbers} {more}行是表头，没有当作数据。")
    intake.tables.append(table)
    table.faults += row_faults(table)
    if found.sheet is LEDGER:
        _take_ledger(intake, table, found, around)
    intake.faults += table.faults


def _set_aside(intake: Intake, source: SourceSheet) -> None:
    like = looks_like(source)
    near = missing_of_annex_2(source)
    hint = "未读取。"
    if like:
        hint = f"它像“{like.title}”，要导入请把工作表改名为“{like.title}”。"
    elif near:
        row, titles = near
        listed = "、".join(f"“{title}”" for title in titles)
        hint = f"第 {row} 行像附件2 的表头，但没有这些列：{listed}。请按附件2 的十列改好表头再传。"
    intake.warnings.append(f"工作表“{source.name}”不是数据交换簿的表：{hint}")


def _no_header(source: SourceSheet, found: Found) -> Fault:
    titles = "、".join(found.sheet.by_field[name].title for name in found.sheet.header_fields)
    return Fault(
        FaultKind.HEADER,
        source.name,
        0,
        "",
        "",
        "",
        f"找不到表头，表头应有这些列：{titles}",
    )


def _take_ledger(intake: Intake, table: Table, found: Found, around: Circumstances) -> None:
    head = ledger.read_head(table.head)
    case_table = CaseTable(table, head, found.is_annex_2, head.unit or around.area)
    if found.is_annex_2:
        unit_faults = list(_unit_faults(table, head, around))
        table.faults += unit_faults
        case_table.is_unit_at_fault = bool(unit_faults)
        if head.stated_on is None:
            intake.warnings.append(f"工作表“{table.name}”没有填写填报时间，办结按导入之日计。")
    for case in ledger.cases_of(table, head, last_year=around.last_year):
        if isinstance(case, Fault):
            table.faults.append(case)
        else:
            case_table.cases.append(case)
    intake.ledgers.append(case_table)


def _unit_faults(table: Table, head: Head, around: Circumstances) -> Iterator[Fault]:
    """Whose 附件2 it is: the line 单位（盖章） or the area that was given, and both alike."""
    if head.unit is None and around.area is None:
        yield Fault(
            FaultKind.UNIT,
            table.name,
            head.unit_row,
            "A" if head.unit_row else "",
            "单位（盖章）",
            head.unit_text,
            "应写明是哪个县(市、区)或市本级，或者在导入时指定区划",
        )
    elif head.unit and around.area and head.unit != around.area:
        yield Fault(
            FaultKind.UNIT,
            table.name,
            head.unit_row,
            "A",
            "单位（盖章）",
            head.unit_text,
            f"与导入时指定的{AREA_BY_CODE[around.area].name}不一致",
        )
