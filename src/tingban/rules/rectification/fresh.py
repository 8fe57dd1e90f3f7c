"""Whether a paper still speaks of what was done: by the moment of its signature (DOMAIN 8.2).

A signature takes the file as it is at that moment and is never altered; what was entered
afterwards, the same afternoon too, is not in the paper. Legal days go by the day of a step and of
a signature (`on`, `signed_on`); they only must not contradict each other here.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from tingban.kit.clock import SHANGHAI
from tingban.kit.dates import chinese_day, chinese_moment
from tingban.rules.rectification.course import Course, Done, Paper


def is_fresh(paper: Paper, at: datetime, on: date | None = None) -> bool:
    """Signed not before the moment `at` of what it speaks of, and dated not before its day `on`.

    What is entered late, for a day before the signature, is not in the paper either.
    """
    if paper.signed_at is None or paper.signed_on is None:
        return False
    return paper.signed_at >= at and (on is None or paper.signed_on >= on)


def newer_than(now: Course, key: str, acts: tuple[str, ...]) -> Done | None:
    """The newest step of these acts that the signed paper of this kind is too old to speak of."""
    paper = now.papers.get(key)
    if paper is None:
        return None
    steps = (move for move in reversed(now.moves) if move.act in acts)
    return next((move for move in steps if not is_fresh(paper, move.at, move.on)), None)


def stale(
    now: Course, key: str, title: str, acts: tuple[str, ...], labels: Mapping[Any, str]
) -> str:
    """The sentence that refuses such a paper; empty where it is fresh or not signed at all."""
    move, paper = newer_than(now, key, acts), now.papers.get(key)
    if move is None or paper is None or paper.signed_at is None or paper.signed_on is None:
        return ""
    if paper.signed_at >= move.at:
        return (
            f"《{title}》的签发日期是 {chinese_day(paper.signed_on)}，"
            f"早于“{labels[move.act]}”的日期 {chinese_day(move.on)}，请出新版本后再签发。"
        )
    return (
        f"《{title}》签发于 {chinese_moment(paper.signed_at.astimezone(SHANGHAI))}，"
        f"之后又办理了“{labels[move.act]}”（{chinese_moment(move.at.astimezone(SHANGHAI))}）。"
        "文书只写到签发那一刻，签发后不能改，请出新版本后再签发。"
    )
