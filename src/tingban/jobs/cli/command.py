"""What every subcommand is made of.

A subcommand is a module of this package with `register(commands)`, named in `registry.py`:

    def register(commands: Commands) -> None:
        parser = command.add(commands, "export", run, about="写出数据交换簿")
        parser.add_argument("--out", type=Path, required=True)

    def run(args: Arguments) -> int:
        ...
        return command.done(args, {"file": str(args.out)}, f"已写出 {args.out}")

Before `run`, the database is opened and the clock set (unless `database=False`). A `Refused` that
leaves `run` is told and becomes exit code 1; wrong usage is told by argparse with exit code 2.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

Arguments = argparse.Namespace
Run = Callable[[Arguments], int]
if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = Any

DONE = 0
REFUSED = 1


def add(
    commands: Commands, name: str, run: Run, *, about: str, database: bool = True
) -> argparse.ArgumentParser:
    """A subcommand with `--json`; give it its own arguments."""
    parser = commands.add_parser(name, help=about, description=about)
    prepare(parser, run, database=database)
    return parser


def prepare(parser: argparse.ArgumentParser, run: Run, *, database: bool = True) -> None:
    """The same for a parser made otherwise (a subcommand of a subcommand)."""
    parser.add_argument("--json", action="store_true", help="在标准输出上给出一个 JSON 对象")
    parser.set_defaults(run=run, database=database)


def answer(args: Arguments, facts: Mapping[str, Any], *lines: str) -> None:
    """The result: one JSON object with `--json`, else the lines for people."""
    if args.json:
        print(json.dumps(facts, ensure_ascii=False))
    else:
        for line in lines:
            print(line)
    sys.stdout.flush()


def done(args: Arguments, facts: Mapping[str, Any], *lines: str) -> int:
    """Answer, and exit code 0."""
    answer(args, facts, *lines)
    return DONE


def refused(args: Arguments, sentence: str, facts: Mapping[str, Any] | None = None) -> int:
    """Exit code 1 with the reason: in the JSON object, else on standard error."""
    if args.json:
        print(json.dumps({"refused": sentence} | dict(facts or {}), ensure_ascii=False))
    else:
        print(sentence, file=sys.stderr)
    return REFUSED


def tell(sentence: str) -> None:
    """Progress, on standard error."""
    print(sentence, file=sys.stderr, flush=True)
