"""The golden table of 企业退出, written by hand from DOMAIN 3.3 (X0…X13, XC, the other entries).

It says who may do what from where, and where that leads; every act × role × side × stage is
compared with it. Each row is taken out once, and something must turn red.
"""

from dataclasses import replace
from functools import lru_cache
from itertools import product

import pytest

from tests.rules.exits.courses import good
from tests.rules.rectification.situations import an_actor
from tingban.rules.actors import Role
from tingban.rules.audit.machine import Machine, Side
from tingban.rules.errors import NotAllowed, NotNow, Refused
from tingban.rules.exits.exit_fields import FIELDS
from tingban.rules.exits.exit_flow import EXIT_FLOW, MAIN, STEPS
from tingban.rules.exits.exit_stages import (
    ACT_LABELS,
    OPEN,
    OPENINGS,
    ORIGIN_LABELS,
    STAGE_LABELS,
    Act,
    Origin,
    Stage,
)
from tingban.rules.rectification.course import Course, Standpoint

# The bureau's posts where the community lies; the city's stand in for the county's.
HEADS = "keeper: C-LD M-LD"
CLERKS = "keeper: C-OP C-LD M-OP M-LD"
OFFICERS = "keeper: C-OP C-LD C-ENF M-OP M-LD"
STREET = f"street: STR; {CLERKS}"
# What owners do, the street or the bureau enters for them where they keep paper.
OWNERS = f"owners: OWN; street: STR; {CLERKS}"
PLAINTIFF = f"owners: OWN; {CLERKS}"
PARALLEL = (
    "X5 → X5, X6 → X6, X7 → X7, X8 → X8, X10 → X10, X11 → X11, X12 → X12, X13 → X13"
)  # fmt: skip
# act: (who, "from → to, …"); – is "not there yet".
GOLDEN = {
    # Trigger: refuses to mend or to perform, and the owners are loud.
    "open_trigger": (CLERKS, "– → X0"),
    # The owners' own initiative.
    "open_owners": (CLERKS, "– → X1"),
    # 947Ⅰ, 948: the contract ends or has ended, the owners decide.
    "open_expiry": (CLERKS, "– → X1"),
    # 947Ⅱ: the company gives 90 days' notice → X7.
    "open_not_renewing": (CLERKS, "– → X7"),
    # 948: 60 days' notice → X6.
    "open_indefinite": (CLERKS, "– → X6"),
    # 940
    "open_replaced": (CLERKS, "– → X7"),
    # 撤场
    "open_abandoned": (CLERKS, "– → X7"),
    # X0: C-LD + STR.
    "give_opinion": (STREET, "X0 → X0"),
    "start": (HEADS, "X0 → X1"),
    # X1: the street guides, as long as the owners are at it.
    "guide": (STREET, "X1 → X1, X2 → X2, X3 → X3, X4 → X4, X5 → X5"),
    "convene": (OWNERS, "X1 → X2"),
    # X2: 业委会 / 物管会.
    "announce": (OWNERS, "X2 → X2"),
    "open_vote": (OWNERS, "X2 → X3"),
    # X3: OWN.
    "close_vote": (OWNERS, "X3 → X4"),
    # X4: OWN with STR as witness; X5 pass / X1 or close fail.
    "decide": (OWNERS, "X4 → X5"),
    "retry": (STREET, "X4 → X1"),
    # 947Ⅰ 续聘.
    "renew": (OWNERS, "X4 → XC"),
    # X5: 业委会; X6 when the written notice was served.
    "serve_notice": (OWNERS, "X5 → X6, X6 → X6"),
    # 950: the old company serves on.
    "check_service": (STREET, "X6 → X6, X7 → X7, X8 → X8"),
    # X7 runs in parallel.
    "succeed": (OWNERS, PARALLEL),
    "inspect": (OWNERS, PARALLEL),
    "emergency": (STREET, PARALLEL),
    # X8 on the day of termination.
    "terminate": (OWNERS, "X6 → X8, X7 → X8"),
    # X10: C-ENF.
    "refuse": (OFFICERS, "X8 → X10"),
    "resume": (OFFICERS, "X10 → X8"),
    "urge": (OFFICERS, "X10 → X10"),
    "enforce": (OFFICERS, "X10 → X11"),
    # X11 (i)…(iv)
    "link_penalty": (OFFICERS, "X11 → X11, X12 → X12, X13 → X13"),
    "guide_suit": (OFFICERS, "X11 → X11"),
    # (iii) and (iv) are mandatory, but no suit waits for them: they go on beside it.
    "begin_push": (CLERKS, "X11 → X11, X12 → X12, X13 → X13"),
    "push_credit": (OFFICERS, "X11 → X11, X12 → X12, X13 → X13"),
    "report_market": (OFFICERS, "X11 → X11, X12 → X12, X13 → X13"),
    # X12: OWN plaintiff, C-OP tracks.
    "sue": (PLAINTIFF, "X11 → X12, X12 → X12"),
    "diary": (CLERKS, "X12 → X12, X13 → X13"),
    "judge": (PLAINTIFF, "X12 → X13, X13 → X13"),
    # X9 from X8, X11, X12 (settled), X13.
    "complete": (CLERKS, "X8 → X9, X11 → X9, X12 → X9, X13 → X9"),
    "revert": (HEADS, "X9 → X8"),
    "archive": (CLERKS, "X9 → X9"),
    # XC: C-LD.
    "close": (
        HEADS,
        (
            "X0 → XC, X1 → XC, X2 → XC, X3 → XC, X4 → XC, X5 → XC, X6 → XC, X7 → XC, X8 → XC,"
            " X10 → XC, X11 → XC, X12 → XC, X13 → XC"
        ),
    ),
    # ADR 0004
    "undo": (
        CLERKS,
        (
            "X0 → X0, X1 → X1, X2 → X2, X3 → X3, X4 → X4, X5 → X5, X6 → X6, X7 → X7, X8 → X8,"
            " X9 → X9, X10 → X10, X11 → X11, X12 → X12, X13 → X13, XC → XC"
        ),
    ),
}
STAGES = (None, *Stage)


def whoever(told: str) -> set[tuple[str, str]]:
    """`keeper: C-OP C-LD; own: CO` as (side, role)."""
    sides = (part.split(":") for part in told.split(";"))
    return {(side.strip(), role) for side, roles in sides for role in roles.split()}


def moves(told: str) -> dict[Stage | None, Stage]:
    """`X0 → X1, …` as stages."""
    pairs = (part.split("→") for part in told.split(","))
    return {
        None if start.strip() == "–" else Stage[start.strip()]: Stage[end.strip()]
        for start, end in pairs
    }


@lru_cache(maxsize=1024)
def as_it_should_be(act: str, stage: Stage | None) -> Course:
    return good(act, stage)


def taken(machine: Machine[Course], act: str, stage: Stage | None, role: Role, side: Side):
    """Where the act leads, None where it is refused."""
    now = as_it_should_be(act, stage)
    try:
        step = machine.check(act, stage, actor=an_actor(role), sides=frozenset({side}), now=now)
    except Refused:
        return None
    return step.to


def differences(machine: Machine[Course], act: str, *, of_those_who_may=False) -> list[tuple]:
    """Where the machine and the golden table part."""
    who, leads = whoever(GOLDEN[act][0]), moves(GOLDEN[act][1])
    everybody = product(STAGES, Role, Side)
    seated = ((stage, Role(role), Side(side)) for stage in STAGES for side, role in sorted(who))
    found = []
    for stage, role, side in seated if of_those_who_may else everybody:
        wanted = leads.get(stage) if (side.value, role.value) in who else None
        got = taken(machine, act, stage, role, side)
        if got != wanted:
            found.append((stage, role, side, got, wanted))
    return found


@pytest.mark.parametrize("act", list(Act))
def test_every_act_by_every_post_on_every_side_in_every_stage_is_as_the_golden_table_says(act):
    assert differences(EXIT_FLOW, act) == []


@pytest.mark.parametrize("gone", STEPS, ids=lambda step: f"{step.act}-{step.start}")
def test_without_a_row_the_golden_table_is_not_met(gone):
    rows = tuple(row for row in STEPS if row is not gone)
    is_lost = {row.act for row in rows} != set(GOLDEN)

    assert is_lost or differences(replace(EXIT_FLOW, rows=rows), gone.act, of_those_who_may=True)


def test_every_stage_and_act_has_its_word_and_every_act_its_questions():
    assert set(GOLDEN) == {row.act for row in STEPS} == set(Act) == set(ACT_LABELS) == set(FIELDS)
    assert set(STAGE_LABELS) == set(Stage)
    assert set(OPENINGS) == set(Origin) == set(ORIGIN_LABELS)


def test_every_open_stage_has_an_act_that_leads_on_from_it():
    starts = {(row.act, row.start) for row in STEPS}

    assert {*OPEN, Stage.X9} == set(MAIN)
    assert {(act, stage) for stage, act in MAIN.items()} <= starts


def test_whoever_may_not_is_told_who_may_and_who_he_is():
    with pytest.raises(NotAllowed) as told:
        EXIT_FLOW.check(
            Act.START, Stage.X0, actor=an_actor(Role.STR), sides=frozenset({Side.STREET}),
            now=good("start", Stage.X0),
        )  # fmt: skip

    assert "登记单位（县级负责人、市级负责人）" in told.value.sentence
    assert "您的岗位是某局街道(乡镇)" in told.value.sentence
    assert told.value.rule == "X0"


def test_out_of_its_time_an_act_names_where_the_exit_stands():
    with pytest.raises(NotNow, match=r"退出案件现在是“表决”，不能登记通知送达.*“决定解聘”"):
        EXIT_FLOW.check(
            Act.SERVE_NOTICE, Stage.X3, actor=an_actor(Role.C_OP), sides=frozenset({Side.KEEPER}),
            now=good("serve_notice", Stage.X3),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("role", "unit", "side"),
    [
        (Role.STR, "jd-140802001", {Side.STREET}),
        (Role.STR, "jd-140802002", set()),
        (Role.OWN, "1408020010023", {Side.OWNERS}),
        (Role.OWN, "1408020010024", set()),
        (Role.CO, "91140802MA0K3W7P8Y", {Side.OWN}),
        (Role.C_ENF, "zj", {Side.KEEPER}),
    ],
)
def test_how_somebody_stands_to_an_exit(role, unit, side):
    standpoint = Standpoint("140802", "91140802MA0K3W7P8Y", "1408020010023")

    assert standpoint.sides(an_actor(role, unit=unit)) == side


def test_an_act_of_owners_is_no_companys():
    with pytest.raises(NotAllowed):
        EXIT_FLOW.check(
            Act.DECIDE, Stage.X4, actor=an_actor(Role.CO), sides=frozenset({Side.OWN}),
            now=good("decide", Stage.X4),
        )  # fmt: skip
