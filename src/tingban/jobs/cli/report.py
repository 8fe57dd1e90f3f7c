"""`tingban report`: the 33 cells of any day, the papers, or what one number counts."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

from tingban.jobs.cli import command, moments
from tingban.jobs.cli.command import Arguments, Commands
from tingban.kit import clock
from tingban.reads.weekly import sides
from tingban.reads.weekly.counting import Moment, Values, campaign, count_values, member_ids
from tingban.reads.weekly.drilling import facts_behind
from tingban.reads.weekly.names import named
from tingban.reports.weekly import live_forms
from tingban.reports.weekly.annex2 import write_annex2
from tingban.reports.weekly.annex3 import write_annex3
from tingban.reports.weekly.brief_docx import write_brief_docx
from tingban.reports.weekly.brief_pdf import brief_pdf
from tingban.rules.actors import SYSTEM
from tingban.rules.areas import AREA_BY_CODE, AREAS
from tingban.rules.errors import Refused
from tingban.rules.weekly.cells import CODES, Cell, definition
from tingban.rules.weekly.figures import total_ids
from tingban.rules.weekly.findings import TOTAL

_WIDTH: Final = 5
Facts = Mapping[str, Any]


def register(commands: Commands) -> None:
    """Add it to the command line."""
    parser = command.add(commands, "report", run, about="统计附件3 的 33 个指标，写出报表")
    moments.add(parser)
    moments.add_area(parser)
    parser.add_argument("--out", type=Path, metavar="DIR", help="写出附件2、附件3 和工作简报")
    parser.add_argument(
        "--explain", type=_code, metavar="CELL", help="列出一个指标（如 A03）数的是哪些"
    )


def _code(text: str) -> str:
    found = definition(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"没有指标 {text}。附件3 的指标是 {'、'.join(CODES)}")
    return found.code


def run(args: Arguments) -> int:
    """Numbers, papers or a list."""
    moment = moments.of(args)
    if args.explain:
        return _explain(args, moment)
    if args.out:
        return _write(args, moment)
    values = count_values(actor=SYSTEM, moment=moment)
    areas = (args.area,) if args.area else values.areas
    total = values.row(args.area) if args.area else values.total_row()
    return command.done(args, _facts(args, values, areas, total), *_table(values, areas, total))


def _facts(
    args: Arguments, values: Values, areas: tuple[str, ...], total: Mapping[str, int]
) -> Facts:
    """As INTERCHANGE 2 has it."""
    return {
        "as_of": args.as_of.isoformat(),
        "campaign": campaign().name,
        "snapshot": "computed",
        "rows": [
            {"code": area, "name": AREA_BY_CODE[area].name, "cells": values.row(area)}
            for area in areas
        ],
        "total": dict(total),
    }


def _table(values: Values, areas: tuple[str, ...], total: Mapping[str, int]) -> list[str]:
    heads = "".join(f"{code:>{_WIDTH}}" for code in CODES)
    rows = [(AREA_BY_CODE[area].name, values.row(area)) for area in areas]
    if len(areas) > 1:
        rows.append(("合计", dict(total)))
    return [
        f"{'单位':　<6}{heads}",
        *(
            f"{name:　<6}" + "".join(f"{row[code]:>{_WIDTH}}" for code in CODES)
            for name, row in rows
        ),
    ]


def _explain(args: Arguments, moment: Moment) -> int:
    """The ids and names of one number, each with the facts that make it count."""
    counted = definition(args.explain)
    if counted is None:
        raise Refused(f"没有指标 {args.explain}。")
    ids = _ids(args.explain, args.area, moment)
    side = sides.live(actor=SYSTEM, moment=moment)
    behind = facts_behind(
        actor=SYSTEM, side=side, area=args.area or TOTAL, cell=args.explain, ids=ids
    )
    rows = [
        {"id": one.id, "name": one.name, "facts": [line.text for line in behind[one.id]]}
        for one in named(actor=SYSTEM, unit=counted.unit, ids=ids)
    ]
    title = counted.title if isinstance(counted, Cell) else counted.label
    where = AREA_BY_CODE[args.area].name if args.area else "合计"
    facts = {
        "as_of": args.as_of.isoformat(),
        "cell": counted.code,
        "title": title,
        "meaning": counted.meaning,
        "area": args.area or TOTAL,
        "value": len(ids),
        "ids": rows,
    }
    lines = [f"{row['id']}　{row['name']}　{'；'.join(row['facts'])}" for row in rows]
    head = f"{where}　{counted.code} {title}：{len(ids)} {counted.unit.value}"
    return command.done(args, facts, head, counted.meaning, *lines)


def _ids(code: str, area: str | None, moment: Moment) -> tuple[str, ...]:
    areas = (area,) if area else tuple(one.code for one in AREAS)
    wanted = ("D03", "D04") if code == "D04" else (code,)
    rows = member_ids(areas, moment, wanted)
    return rows[area].get(code, ()) if area else total_ids(rows, code)


def _write(args: Arguments, moment: Moment) -> int:
    """附件2 of every unit asked for, 附件3 and the 简报; no pdf where there is no font."""
    folder: Path = args.out
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"不能写到 {folder}：{error.strerror}。") from error
    at, area = clock.now(), args.area
    asked: dict[str, Any] = {"actor": SYSTEM, "moment": moment, "at": at}
    tail = f"{AREA_BY_CODE[area].name if area else '全市'}_{args.as_of:%Y-%m-%d}"
    form = live_forms.annex3_form(area=area, **asked)
    made = [_file(folder / f"附件3_{tail}.xlsx", lambda target: write_annex3(form, target))]
    for unit in (area,) if area else tuple(one.code for one in AREAS):
        made.append(_annex2(folder, unit, args, asked))
    brief = live_forms.live_briefing(area=area, **asked)
    made.append(
        _file(folder / f"工作简报_{tail}.docx", lambda target: write_brief_docx(brief, target))
    )
    try:
        pdf = brief_pdf(brief)
        made.append(_file(folder / f"工作简报_{tail}.pdf", lambda target: target.write(pdf)))
    except Refused as refusal:
        command.tell(refusal.sentence)
    names = [str(path) for path in made]
    return command.done(args, {"files": names}, *(f"已写出 {name}" for name in names))


def _annex2(folder: Path, unit: str, args: Arguments, asked: dict[str, Any]) -> Path:
    form = live_forms.annex2_form(area=unit, **asked)
    name = f"附件2_{AREA_BY_CODE[unit].name}_{args.as_of:%Y-%m-%d}.xlsx"
    return _file(folder / name, lambda target: write_annex2(form, target))


def _file(path: Path, write: Callable[[BinaryIO], object]) -> Path:
    """Written beside its place first, so that no half file ever stands there."""
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("wb") as target:
            write(target)
        draft.replace(path)
    except OSError as error:
        raise Refused(f"不能写到 {path}：{error.strerror}。") from error
    finally:
        draft.unlink(missing_ok=True)
    return path
