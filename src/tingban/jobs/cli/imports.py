"""`tingban import FILE…`: exchange workbooks and 附件2, whole file or nothing (INTERCHANGE 1)."""

import argparse
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from tingban.actions.audit import sealing
from tingban.actions.exchange.imports import import_files
from tingban.jobs.cli import command
from tingban.jobs.cli.command import Arguments, Commands
from tingban.jobs.cli.progress import Progress
from tingban.kit import clock
from tingban.kit.workbook import NotAWorkbook
from tingban.reports.exchange import marked
from tingban.rules.actors import SYSTEM
from tingban.rules.areas import AREA_BY_CODE, area_by_text
from tingban.rules.errors import Refused
from tingban.rules.exchange.faults import Fault, FaultKind
from tingban.rules.exchange.outcome import FileReport, ImportReport

# So many faults of one sheet are told to a person; `--json` and the marked copy have them all.
_SHOWN: Final = 50


def register(commands: Commands) -> None:
    """Add it to the command line."""
    parser = command.add(commands, "import", run, about="导入数据交换簿或附件2（整份收或整份不收）")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="一个或几个工作簿")
    parser.add_argument(
        "--area", type=_area, metavar="CODE", help="附件2 没写单位时，说明是哪个县(市、区)的"
    )
    parser.add_argument("--dry-run", action="store_true", help="只检查，什么都不写入")
    parser.add_argument(
        "--marked", type=Path, metavar="DIR", help="把没收的工作簿标出错误，另存到这个文件夹"
    )


def _area(text: str) -> str:
    """A code, or any name that a county goes by."""
    area = area_by_text(text)
    if area is None:
        raise argparse.ArgumentTypeError("应为 13 个县(市、区)之一或市本级，例如 140802、盐湖")
    return area.code


def run(args: Arguments) -> int:
    """Import, tell, and write marked copies where asked."""
    with Progress("检查" if args.dry_run else "导入", len(args.files)) as progress:
        report = import_files(
            args.files,
            actor=SYSTEM,
            at=clock.now(),
            area=args.area,
            dry_run=args.dry_run,
            seen=lambda _: progress.step(),
        )
    if not args.dry_run:
        sealing.seal(at=clock.now())
    copies = _mark(args.files, report, args.marked) if args.marked else {}
    facts = report.as_json() | {"marked": [str(path) for path in copies.values()]}
    command.answer(args, facts, *_lines(report, copies))
    return command.DONE if report.ok else command.REFUSED


def _mark(files: list[Path], report: ImportReport, folder: Path) -> dict[int, Path]:
    """The marked copies of what was refused, by place; a file that is no workbook has none."""
    copies: dict[int, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for place, (path, file) in enumerate(zip(files, report.files, strict=True)):
            if file.taken or any(fault.kind is FaultKind.FILE for fault in file.faults):
                continue
            copy = folder / f"{path.stem}（已标错）.xlsx"
            if copy in copies.values():
                copy = folder / f"{path.stem}（已标错，第 {place + 1} 份）.xlsx"
            copy.write_bytes(marked.mark(path.read_bytes(), file.faults))
            copies[place] = copy
    except NotAWorkbook as refusal:
        raise Refused(str(refusal)) from refusal
    except OSError as error:
        raise Refused(f"写不了标错副本 {folder}：{error.strerror}。") from error
    return copies


def _lines(report: ImportReport, copies: dict[int, Path]) -> Iterator[str]:
    for place, file in enumerate(report.files):
        yield from _taken(file, report) if file.taken else _refused(file)
        if place in copies:
            yield f"  已标错的副本：{copies[place]}"
    totals = report.totals()
    yield (
        f"共 {totals['files']} 份文件，收 {totals['taken']} 份；"
        f"新增 {totals['new']} 行，更改 {totals['changed']} 行，无变化 {totals['same']} 行；"
        f"错误 {totals['faults']} 处。"
    )
    if report.dry_run:
        yield "这是试导入，什么都没有写入。"


def _taken(file: FileReport, report: ImportReport) -> Iterator[str]:
    whose = f"（{AREA_BY_CODE[file.unit].name}）" if file.unit else ""
    verb = "可以导入" if report.dry_run else ("已导入" if file.changes else "没有新内容")
    yield f"{file.name}{whose}：{verb}"
    for sheet in file.sheets:
        yield (
            f"  {sheet.name}：{sheet.rows} 行，新增 {sheet.new}，"
            f"更改 {sheet.changed}，无变化 {sheet.same}"
        )
    if file.proposals:
        yield f"  有 {file.proposals} 件提出了小区建议，请到“导入导出”页确认。"
    yield from (f"  提示：{warning}" for warning in file.warnings)


def _refused(file: FileReport) -> Iterator[str]:
    yield f"{file.name}：没有导入，有 {len(file.faults)} 处错误"
    for sheet, told in groupby(file.faults, key=lambda fault: fault.sheet):
        faults = list(told)
        if sheet:
            yield f"  工作表“{sheet}”（{len(faults)} 处）"
        for fault in faults[:_SHOWN]:
            yield f"    {_told(fault)}"
        if len(faults) > _SHOWN:
            yield f"    ……还有 {len(faults) - _SHOWN} 处，用 --json 或 --marked 看全部"
    yield from (f"  提示：{warning}" for warning in file.warnings)


def _told(fault: Fault) -> str:
    """One fault without its file and sheet, which stand above it."""
    column = f"“{fault.column}”" if fault.column else ""
    place = f"{fault.cell or (f'第 {fault.row} 行' if fault.row else '')}{column}"
    return fault.sentence_at(place)
