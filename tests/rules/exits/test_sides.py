"""What 街道 and owners are told to do: every stage, by hand (DOMAIN 3.3, DESIGN 1)."""

from datetime import date

import pytest

from tests.rules.exits.courses import done, full_list, good, line, vote
from tingban.rules.actors import Role
from tingban.rules.audit.machine import Side
from tingban.rules.exits.exit_flow import STEPS
from tingban.rules.exits.exit_papers import TEMPLATES
from tingban.rules.exits.exit_stages import TOLD_TO_OWNERS, TOLD_TO_STREET, Act, Stage
from tingban.rules.exits.handover import HandoverList, Item
from tingban.rules.exits.paper_stages import DUE_PAPERS
from tingban.rules.exits.sides import DUTIES, JOB_LABELS, OTHERS, TURNS, day_of, days_of, duties_of
from tingban.rules.law import cite

SIDES = {Role.OWN: Side.OWNERS, Role.STR: Side.STREET}
# With nothing done yet in the stage.
TURN = {
    Role.OWN: {
        "X1": ["convene"],
        "X2": ["prepare", "announce"],
        "X3": ["close_vote"],
        "X4": ["count", "decide"],
        "X5": ["serve_notice"],
        "X6": ["succeed", "terminate"],
        "X7": ["succeed", "terminate"],
        "X8": ["succeed", "hand_over"],
        "X10": ["hand_over"],
        "X11": ["sue", "hand_over"],
        "X12": ["judge", "hand_over"],
        "X13": ["hand_over"],
    },
    Role.STR: {
        "X0": ["give_opinion"],
        "X1": ["guide"],
        "X2": ["guide"],
        "X4": ["witness"],
        "X6": ["check_service"],
        "X7": ["check_service"],
        "X8": ["hand_over"],
        "X10": ["hand_over"],
        "X11": ["hand_over"],
        "X12": ["hand_over"],
        "X13": ["hand_over"],
    },
}


def bare(stage: Stage, *moves, **beside):
    known = {"vote": None, "handover": HandoverList(), **beside}
    return good(stage=stage, moves=(done("open_owners"), *moves), beside=known)


@pytest.mark.parametrize("role", [Role.OWN, Role.STR])
@pytest.mark.parametrize("stage", list(Stage))
def test_each_stage_gives_each_side_its_turn(role, stage):
    now = bare(stage, roll_frozen_on=None)

    assert list(duties_of(role, now)) == TURN[role].get(stage.name, [])


@pytest.mark.parametrize(
    ("role", "stage", "moves", "beside", "left"),
    [
        (Role.STR, Stage.X0, ["give_opinion"], {}, []),
        (Role.STR, Stage.X1, ["guide"], {}, []),
        # A vote that failed begins anew.
        (Role.STR, Stage.X1, ["guide", "retry"], {}, ["guide"]),
        (Role.STR, Stage.X4, [], {"vote": vote()}, []),
        (Role.OWN, Stage.X2, ["convene", "announce"], {"roll_frozen_on": None},
            ["prepare", "open_vote"]),
        (Role.OWN, Stage.X2, ["convene", "announce"], {}, ["open_vote"]),
        (Role.OWN, Stage.X2, ["announce", "convene"], {}, ["announce"]),
        (Role.OWN, Stage.X4, [], {"vote": vote()}, ["decide"]),
        (Role.OWN, Stage.X4, [], {"vote": vote(posted_on=None)}, ["count", "decide"]),
        (Role.OWN, Stage.X6, ["succeed"], {}, ["terminate"]),
        (Role.OWN, Stage.X8, ["succeed"], {"handover": full_list()}, []),
        (Role.STR, Stage.X8, [], {"handover": full_list()}, []),
        (Role.STR, Stage.X8, [], {"handover": full_list(line(Item.M1, confirmed={}))},
            ["hand_over"]),
    ],
)  # fmt: skip
def test_what_was_done_is_not_asked_again(role, stage, moves, beside, left):
    now = bare(stage, *(done(act) for act in moves), **beside)

    assert list(duties_of(role, now)) == left


def test_every_duty_is_a_step_of_theirs_or_a_page_and_says_why_by_which_article():
    for role, turns in TURNS.items():
        for stage, duties in turns.items():
            for duty in duties:
                rows = [it for it in STEPS if (it.act, it.start) == (duty, stage)]
                seated = any(seat.side is SIDES[role] for row in rows for seat in row.by)
                assert seated or duty in JOB_LABELS, (role, stage, duty)
                assert DUTIES[duty].why
    assert all("《" in cite(*it.law) for it in DUTIES.values())


def test_every_stage_that_they_are_told_of_says_what_the_others_do():
    assert set(OTHERS[Role.STR]) == set(TOLD_TO_STREET)
    assert set(OTHERS[Role.OWN]) == set(TOLD_TO_OWNERS)


@pytest.mark.parametrize(
    ("duty", "stage", "on"),
    [
        (Act.OPEN_VOTE, Stage.X2, date(2024, 7, 17)),
        (Act.CLOSE_VOTE, Stage.X3, date(2024, 7, 24)),
        (Act.TERMINATE, Stage.X6, date(2024, 9, 24)),
        (Act.SUCCEED, Stage.X6, date(2024, 9, 24)),
        # By the clock of the stage, where it is theirs.
        (Act.GIVE_OPINION, Stage.X0, date(2024, 9, 30)),
        ("hand_over", Stage.X8, date(2024, 9, 30)),
        # The seven days of the demand are the bureau's.
        ("hand_over", Stage.X10, None),
        (Act.SERVE_NOTICE, Stage.X5, None),
    ],
)
def test_by_when_is_told_by_what_was_announced_or_by_their_own_clock(duty, stage, on):
    assert day_of(duty, good(stage=stage), date(2024, 9, 30)) == on


def test_days_of_a_meeting_that_was_called_anew_are_not_told():
    old = [done("announce", meeting_on="2024-07-17", votes_until="2024-07-24"), done("convene")]

    assert days_of(Role.OWN, bare(Stage.X2, *old)) == ()
    told = dict(days_of(Role.OWN, bare(Stage.X2, *old[:1])))
    assert told == {"开始表决": date(2024, 7, 17), "表决截止": date(2024, 7, 24)}


def test_every_stage_names_its_papers_and_every_paper_but_the_conclusion_has_a_stage():
    known = {template.key for template in TEMPLATES}
    named = {key for keys in DUE_PAPERS.values() for key in keys}

    assert set(DUE_PAPERS) == set(Stage)
    assert named == known - {"exits.conclusion"}
