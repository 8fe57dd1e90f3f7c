"""`tingban check`: CHK-01…26 on the numbers of any day; exit 1 where an ERROR stands."""

from tingban.jobs.cli import command, moments
from tingban.jobs.cli.command import Arguments, Commands
from tingban.reads.weekly.checking import live_findings
from tingban.rules.actors import SYSTEM
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.weekly.checks import LEVEL_LABELS, TOTAL, Finding


def register(commands: Commands) -> None:
    """Add it to the command line."""
    parser = command.add(commands, "check", run, about="按 CHK-01…26 核对各单位的数")
    moments.add(parser)
    moments.add_area(parser)


def run(args: Arguments) -> int:
    """Every finding with its cells; the exit code speaks of errors only."""
    found = [
        one
        for one in live_findings(actor=SYSTEM, moment=moments.of(args))
        if args.area in (None, one.area)
    ]
    errors = sum(one.is_error for one in found)
    told = f"核对完成：错误 {errors} 条，提示 {len(found) - errors} 条。"
    facts = {
        "as_of": args.as_of.isoformat(),
        "errors": errors,
        "warnings": len(found) - errors,
        "findings": [_fact(one) for one in found],
    }
    command.answer(args, facts, *(_line(one) for one in found), told)
    return command.REFUSED if errors else command.DONE


def _fact(found: Finding) -> dict[str, object]:
    return {
        "check": found.check,
        "level": found.level.value,
        "area": found.area,
        "cells": list(found.cells),
        "sentence": found.sentence,
    }


def _line(found: Finding) -> str:
    where = "合计" if found.area == TOTAL else AREA_BY_CODE[found.area].name
    return f"{found.check} {LEVEL_LABELS[found.level]}　{where}　{found.sentence}"
