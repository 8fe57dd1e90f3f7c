"""A penalty case in which every step goes on, so that one thing can be amiss."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from tingban.kit.clock import SHANGHAI
from tingban.rules.actors import Actor, Role
from tingban.rules.enforcement.penalty_levers import WAN
from tingban.rules.enforcement.penalty_stages import Act, PaperKey
from tingban.rules.rectification.course import Course, Done

OFFICERS = [
    {"name": "执法甲", "certificate": "14080200801"},
    {"name": "执法乙", "certificate": "14080200802"},
]
PENALTY = {
    "articles": ["PMR-63"],
    "kinds": ["warning", "fine"],
    "fine": 6 * WAN,
    "correction": "三日内清出占用的场地",
    "earlier_fine": "none",
    "discretion": "plain",
    "discretion_reason": "占用三个月",
    "hearing": "yes",
    "review": ["public"],
    "grave": "yes",
}
SPOT = PENALTY | {
    "articles": ["LOCAL"],
    "fine": 2_000_00,
    "local_law": "某市物业管理办法第五十条",
    "local_low": 500_00,
    "local_high": 3_000_00,
}


def day(month: int, number: int, year: int = 2024) -> date:
    return date(year, month, number)


def done(act: str, on: date, *, by: int = 1, **told: Any) -> Done:
    at = datetime(on.year, on.month, on.day, 9, tzinfo=SHANGHAI)
    return Done(act, "", "", on, at, by, "某人", "C-ENF", told)


# One case from its clue to the court, hearing included.
HISTORY = (
    done(Act.OPEN, day(6, 3), found_on="2024-06-03", facts="占用道路经营"),
    done(Act.FILE, day(6, 5), officers=OFFICERS),
    done(Act.INSPECT, day(6, 6), officers=OFFICERS),
    done(Act.INTERVIEW, day(6, 6), officers=OFFICERS),
    done(Act.CONCLUDE, day(6, 14)),
    done(Act.PROPOSE, day(6, 17), **PENALTY),
    done(Act.REVIEW, day(6, 18), by=3, passed="yes"),
    done(Act.NOTIFY, day(6, 19)),
    done(Act.PLEAD, day(6, 20), by=4, plea="场地是业主同意的"),
    done(Act.ANSWER_PLEA, day(6, 21), accepted="no"),
    done(Act.ASK_HEARING, day(6, 21), by=4),
    done(Act.CALL_HEARING, day(6, 24), by=2, hearing_at="2024-07-08T09:00:00+08:00", host="主持丙"),
    done(Act.HOLD_HEARING, day(7, 8)),
    done(Act.REVIEW, day(7, 9), by=3, passed="yes"),
    done(Act.DISCUSS, day(7, 10)),
    done(Act.DECIDE, day(7, 12), by=2),
    done(Act.SERVE, day(7, 15)),
    done(Act.PUBLISH, day(7, 18)),
    done(Act.URGE, day(8, 1)),
    done(Act.APPLY_COURT, day(1, 20, 2025), by=2),
    done(Act.NOTE_COURT, day(3, 3, 2025), court="ended"),
)
ON_THE_SPOT = (HISTORY[0], done(Act.PUNISH_ON_SPOT, day(6, 3), officers=OFFICERS, **SPOT))


@dataclass(frozen=True)
class APaper:
    """A signed paper."""

    number: str
    signed_on: date | None
    served_on: date | None
    hour: int = 12

    @property
    def signed_at(self) -> datetime | None:
        """At noon, after the steps of that day."""
        on = self.signed_on
        return datetime(on.year, on.month, on.day, self.hour, tzinfo=SHANGHAI) if on else None


SERVED = {
    PaperKey.NOTICE: day(6, 19),
    PaperKey.HEARING_RIGHT: day(6, 19),
    PaperKey.HEARING: day(6, 24),
    PaperKey.DECISION: day(7, 15),
    PaperKey.SPOT: day(6, 3),
    PaperKey.URGING: day(8, 1),
}
SIGNED = {
    PaperKey.REVIEW: day(7, 9),
    PaperKey.PLEA: day(6, 21),
    PaperKey.DISCUSSION: day(7, 10),
    PaperKey.HEARING_RECORD: day(7, 8),
    PaperKey.DECISION: day(7, 12),
    PaperKey.COURT: day(1, 20, 2025),
    PaperKey.CLOSING: day(3, 10, 2025),
}
PAPERS = {
    key: APaper(f"盐建{key[-4:]}", SIGNED.get(key, SERVED.get(key, day(6, 14))), SERVED.get(key))
    for key in PaperKey
} | {
    PaperKey.KEEPING: APaper("盐建文", day(6, 10), day(6, 10)),
    PaperKey.SPARING: APaper("盐建文", day(7, 12), day(7, 12)),
}
# Before which step of the history an act is tried, on which day.
WHEN: dict[str, tuple[str, date]] = {
    Act.OPEN: (Act.OPEN, day(6, 3)),
    Act.REFUSE: (Act.FILE, day(6, 5)),
    Act.FILE: (Act.FILE, day(6, 5)),
    Act.INSPECT: (Act.INSPECT, day(6, 6)),
    Act.INTERVIEW: (Act.INTERVIEW, day(6, 6)),
    Act.COLLECT: (Act.CONCLUDE, day(6, 7)),
    Act.KEEP: (Act.CONCLUDE, day(6, 7)),
    Act.RELEASE: (Act.CONCLUDE, day(6, 12)),
    Act.CONCLUDE: (Act.CONCLUDE, day(6, 14)),
    Act.NOTIFY: (Act.NOTIFY, day(6, 19)),
    Act.PLEAD: (Act.PLEAD, day(6, 20)),
    Act.ANSWER_PLEA: (Act.ANSWER_PLEA, day(6, 21)),
    Act.ASK_HEARING: (Act.ASK_HEARING, day(6, 21)),
    Act.CALL_HEARING: (Act.CALL_HEARING, day(6, 24)),
    Act.HOLD_HEARING: (Act.HOLD_HEARING, day(7, 8)),
    Act.REVIEW: (Act.DISCUSS, day(7, 9)),
    Act.PROPOSE: (Act.DISCUSS, day(7, 9)),
    Act.DISCUSS: (Act.DISCUSS, day(7, 10)),
    Act.DECIDE: (Act.DECIDE, day(7, 12)),
    Act.SPARE: (Act.DECIDE, day(7, 12)),
    Act.SERVE: (Act.SERVE, day(7, 15)),
    Act.PUBLISH: (Act.PUBLISH, day(7, 18)),
    Act.PAY_PART: (Act.URGE, day(7, 22)),
    Act.PAY_ALL: (Act.URGE, day(7, 22)),
    Act.DEFER: (Act.URGE, day(7, 22)),
    Act.URGE: (Act.URGE, day(8, 1)),
    Act.APPLY_COURT: (Act.APPLY_COURT, day(1, 20, 2025)),
    Act.CLOSE: ("", day(3, 10, 2025)),
    Act.REVOKE: (Act.URGE, day(7, 22)),
    Act.UNPUBLISH: (Act.URGE, day(7, 22)),
    Act.ARCHIVE: (Act.URGE, day(7, 22)),
}
MORE: dict[str, tuple[Done, ...]] = {
    Act.RELEASE: (done(Act.KEEP, day(6, 10)),),
    Act.DEFER: (done(Act.ASK_DEFERRAL, day(7, 19), by=4),),
    Act.END_APPEAL: (done(Act.APPEAL, day(7, 19), appeal="review"),),
    Act.ANNUL: (done(Act.APPEAL, day(7, 19), appeal="review"),),
    Act.UNPUBLISH: (
        done(Act.APPEAL, day(7, 19), appeal="review"),
        done(Act.END_APPEAL, day(7, 22), outcome="changed"),
    ),
    Act.CLOSE: (done(Act.PAY_ALL, day(3, 5, 2025), amount=12 * WAN),),
}
TOLD: dict[str, Mapping[str, Any]] = {
    Act.FILE: {"officers": OFFICERS},
    Act.PUNISH_ON_SPOT: SPOT | {"officers": OFFICERS},
    Act.INSPECT: {"officers": OFFICERS},
    Act.INTERVIEW: {"officers": OFFICERS},
    Act.COLLECT: {"officers": OFFICERS},
    Act.KEEP: {"officers": OFFICERS},
    Act.PROPOSE: PENALTY,
    Act.CALL_HEARING: {"hearing_at": "2024-07-08T09:00:00+08:00", "host": "主持丙"},
    Act.DISCUSS: {"attendees": ["局长丁", "副局长戊"]},
    Act.SPARE: {"ground": "first", "mended": "当日清出场地"},
    Act.PAY_PART: {"amount": WAN},
    Act.PAY_ALL: {"amount": 6 * WAN},
    Act.DEFER: {"deferred_until": "2024-12-31"},
    Act.APPEAL: {"appeal": "review"},
}


def an_actor(role: Role, *, name: str = "经办人", unit: str = "unit") -> Actor:
    return Actor(7, name, role, unit, "某局", "140802")


def good(
    act: str,
    stage: str | None = None,
    *,
    told: Mapping[str, Any] | None = None,
    proposal: Mapping[str, Any] | None = None,
    gone: Iterable[str] = (),
    more: Iterable[Done] = (),
    papers: Mapping[PaperKey, date | None] | None = None,
    beside: Mapping[str, Any] | None = None,
    on: date | None = None,
    **other: Any,
) -> Course:
    """Before this act, on the day on which it would be taken, but for what is amiss."""
    spot = act in (Act.PUNISH_ON_SPOT, Act.DECIDE_ON_SPOT, Act.REPORT_COPY)
    until, today = WHEN.get(act, (Act.URGE, day(7, 22)))
    moves = _until(HISTORY, until)
    if spot:
        today = day(6, 3)
        moves = ON_THE_SPOT[:1] if act == Act.PUNISH_ON_SPOT else ON_THE_SPOT
    if proposal is not None:
        moves = tuple(_proposing(move, proposal) for move in moves)
    moves = tuple(move for move in (*moves, *MORE.get(act, ())) if move.act not in set(gone))
    known = {
        key: APaper("盐建文", on_day, on_day) if on_day else None
        for key, on_day in (papers or {}).items()
    }
    course = Course(
        today=on or today,
        stage=stage,
        opened_on=day(6, 3),
        moves=(*moves, *more),
        papers={key: it for key, it in (PAPERS | known).items() if it is not None},
        beside={"has_company": True, "acts": ("5-01",)} | dict(beside or {}),
        told=dict(TOLD.get(act, {})) | dict(told or {}),
        on=on or today,
        reason="写明原因",
    )
    return replace(course, **other)


def _until(moves: tuple[Done, ...], act: str) -> tuple[Done, ...]:
    place = next((place for place, move in enumerate(moves) if move.act == act), len(moves))
    return moves[:place]


def _proposing(move: Done, proposal: Mapping[str, Any]) -> Done:
    if move.act != Act.PROPOSE:
        return move
    return replace(move, told={**move.told, **proposal})
