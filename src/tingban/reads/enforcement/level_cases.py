"""核级案件: their flow, with what its guards look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from tingban.data.enforcement.models import LevelCase, LevelCaseMove
from tingban.reads.enforcement import grounds
from tingban.reads.law import calendar
from tingban.reads.rectification import proceedings
from tingban.reads.rectification.proceedings import Flow
from tingban.reads.registry import service_levels
from tingban.rules.actors import Actor
from tingban.rules.enforcement.level_clocks import due_after
from tingban.rules.enforcement.level_fields import FIELDS
from tingban.rules.enforcement.level_flow import LEVEL_FLOW, MAIN, RESTS_ON
from tingban.rules.enforcement.level_guards import GUARD_LABELS, Guard
from tingban.rules.enforcement.level_scores import NotAScore, Sheet, read_sheet
from tingban.rules.enforcement.level_stages import ENDS, Act
from tingban.rules.enforcement.measure_paper_stages import LEVEL_DUE
from tingban.rules.enforcement.standing_ground import is_idle
from tingban.rules.errors import NotFound
from tingban.rules.rectification.stages import MeasureKind
from tingban.rules.registry import FeeMode


def _beside(row: LevelCase) -> Mapping[str, Any]:
    place = row.community
    return {
        "levels": service_levels.in_force,
        "is_guided": place is not None and place.fee_mode == FeeMode.GUIDED.value,
        "pressing": grounds.has_pressing(place),
        "cases": grounds.has_cases(place),
        "due_on": grounds.due_on(row),
        **grounds.of_problems(grounds.linked(f"level_case:{row.number}")),
        "proofs": grounds.proofs_after(f"level_case:{row.number}", LevelCaseMove, Act.RATE),
    }


@dataclass(frozen=True, slots=True)
class Score:
    """The sheet of a case with its raters."""

    number: str
    title: str
    standard: str
    raters: tuple[str, ...]
    sheet: Sheet


def score(actor: Actor, number: str) -> Score:
    """The newest sheet; `NotFound` where nobody has rated yet."""
    row = proceedings.found(LEVELS, actor, number)
    now = proceedings.course_of(LEVELS, row, today=row.opened_on)
    raters = tuple(str(one["name"]) for one in now.items("raters"))
    try:
        sheet = read_sheet([str(line) for line in now.items("sheet")], raters)
    except NotAScore as fault:
        raise NotFound("还没有登记现场评定，没有评分表。") from fault
    return Score(row.number, row.title, now.text("standard"), raters, sheet)


LEVELS: Final = Flow(
    model=LevelCase,
    moves=LevelCaseMove,
    machine=LEVEL_FLOW,
    topic="enforcement",
    subject="level_case",
    prefix="HJ",
    not_found="没有找到这件重新核定，或者它不在您的辖区内。",
    fields=FIELDS,
    guard_labels=GUARD_LABELS,
    ends=ENDS,
    main=MAIN,
    due=lambda now, step: due_after(now, step, calendar()),
    beside=_beside,
    measure=MeasureKind.REGRADE,
    papers_due=LEVEL_DUE,
    rests_on=RESTS_ON,
    idle={Guard.PROBLEMS_STAND: is_idle},
)
