"""The arguments that name a moment and a unit, the same for `report` and `check`."""

import argparse
from datetime import date, datetime

from tingban.jobs.cli.command import Arguments
from tingban.kit import clock
from tingban.kit.clock import SHANGHAI
from tingban.reads.weekly.counting import Moment
from tingban.rules.areas import AREAS


def add(parser: argparse.ArgumentParser) -> None:
    """`--as-of` and `--known-at`."""
    parser.add_argument(
        "--as-of",
        type=_day,
        required=True,
        metavar="YYYY-MM-DD",
        help="截止日：当天 0 时以前发生的计入",
    )
    parser.add_argument(
        "--known-at",
        type=_moment,
        metavar="时间",
        help="只计这一时刻以前登记的（如 2024-06-14T12:00:00），默认现在",
    )


def add_area(parser: argparse.ArgumentParser) -> None:
    """`--area`."""
    parser.add_argument("--area", type=_area, metavar="CODE", help="一个单位的区划代码，如 140802")


def of(args: Arguments) -> Moment:
    """What was asked for; what is known now where nothing else is said."""
    return Moment(args.as_of, args.known_at or clock.now())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期应写成 2024-06-14，读到“{text}”") from None


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"时间应写成 2024-06-14T12:00:00，读到“{text}”") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def _area(text: str) -> str:
    codes = [area.code for area in AREAS]
    if text not in codes:
        raise argparse.ArgumentTypeError(f"没有区划代码 {text}。可用的代码：{'、'.join(codes)}")
    return text
