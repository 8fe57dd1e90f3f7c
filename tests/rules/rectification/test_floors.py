"""Before what a step cannot lie: what led on, and what it rests on (by hand from DOMAIN)."""

from datetime import date

import pytest

from tests.rules.enforcement.courses import a_move
from tingban.reads.enforcement.credit import CREDIT
from tingban.reads.enforcement.exposure_cases import EXPOSURES
from tingban.reads.enforcement.level_cases import LEVELS
from tingban.reads.enforcement.penalty_cases import PENALTY
from tingban.reads.enforcement.transfers import TRANSFERS
from tingban.reads.exits.flows import EXIT
from tingban.rules.rectification.course import Done, floor_under

FLOWS = (LEVELS, PENALTY, TRANSFERS, EXPOSURES, CREDIT, EXIT)
GOLDEN = {
    "exit_case": {
        "start": "give_opinion", "open_vote": "announce", "inspect": "succeed", "enforce": "urge",
        "begin_push": "urge", "push_credit": "begin_push", "report_market": "begin_push",
        "complete": "push_credit report_market",
    },
    "penalty_case": {
        # 56, 57, 58, 44, 45, 64
        "release": "keep", "conclude": "inspect interview collect release", "review": "propose",
        # 45Ⅰ
        "propose": "answer_plea",
        "notify": "propose review", "answer_plea": "plead", "hold_hearing": "call_hearing",
        "discuss": "propose", "decide": "propose review plead answer_plea waive discuss",
        # 66, 67; 复议法, 行诉; 48Ⅱ; 强制法 53; 52Ⅲ
        "defer": "ask_deferral", "end_appeal": "appeal", "annul": "appeal",
        "unpublish": "publish end_appeal", "pay_all": "pay_part", "apply_court": "end_appeal",
        "close": "report_copy pay_part end_appeal note_court", "archive": "publish unpublish",
    },
    "credit_push": {
        "review": "build amend add_decision", "withdraw": "recall", "restore": "opine",
        "market_receipt": "report_market",
    },
    "transfer": {"send": "prepare"},
    "level_case": {"confirm": "visit"},
    "exposure_case": {},
}  # fmt: skip


@pytest.mark.parametrize("flow", FLOWS, ids=lambda it: it.subject)
def test_what_a_step_rests_on_is_as_the_golden_table_says(flow):
    told = {str(act): {str(it) for it in before} for act, before in flow.rests_on.items()}

    assert told == {act: set(names.split()) for act, names in GOLDEN[flow.subject].items()}
    assert set(told).union(*told.values()) <= {str(act) for act in flow.machine.acts}


def move(act: str, day: int, *, stays: bool = False, **who: object) -> Done:
    told = a_move(act, "x" if stays else "y", on=date(2024, 6, day))
    fields = {name: getattr(told, name) for name in Done.__slots__} | who
    return Done(**fields)


CLOCK = {"by_id": None, "role": "SYSTEM"}
BY_LINK = {"by_id": None, "role": "CO"}


@pytest.mark.parametrize(
    ("moves", "rests_on", "day"),
    [
        ((), (), None),
        # What led on came before, whichever of it is the latest.
        ((move("open", 3), move("tell", 9), move("hear", 5)), (), 9),
        # What left the stage as it was only where the step rests on it.
        ((move("open", 3), move("note", 8, stays=True)), (), 3),
        ((move("open", 3), move("note", 8, stays=True)), ("note",), 8),
        # The clock works in its own time; a company that comes by its link is no clock.
        ((move("open", 3), move("lapse", 8, **CLOCK)), (), 3),
        ((move("open", 3), move("lapse", 8, **CLOCK)), ("lapse",), 8),
        ((move("open", 3), move("plead", 8, **BY_LINK)), (), 8),
    ],
)
def test_the_floor_is_the_latest_of_what_must_come_before(moves, rests_on, day):
    found = floor_under(moves, rests_on)

    assert (found.on.day if found else None) == day
