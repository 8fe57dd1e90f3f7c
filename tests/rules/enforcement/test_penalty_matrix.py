"""The golden table of a penalty case, by hand from DOMAIN 3.2 (branch b) and 行政处罚法.

Every act × role × side × stage is compared with it; each row is taken out once and must be missed.
"""

from dataclasses import replace
from itertools import product

import pytest

from tests.rules.enforcement.penalty_values import an_actor, good
from tingban.rules.actors import Role
from tingban.rules.audit.machine import Side
from tingban.rules.enforcement.penalty_fields import FIELDS
from tingban.rules.enforcement.penalty_flow import PENALTY_FLOW, STEPS
from tingban.rules.enforcement.penalty_stages import (
    ACT_LABELS,
    ENDS,
    KEPT,
    MAIN,
    STAGE_LABELS,
    TOLD_TO_COMPANY,
    Act,
    Stage,
)
from tingban.rules.errors import NotAllowed, Refused

HEADS = "keeper: C-LD M-LD"
HANDLERS = "keeper: C-ENF C-OP M-OP"
BUREAU = "keeper: C-ENF C-OP C-LD M-OP M-LD"
COUNSEL = "keeper: M-LAW"
# What the company says it may enter itself; what it brings on paper is entered for it.
ANSWERS = f"own: CO; {HANDLERS}"
AFTER = ("SERVED", "URGED", "COURT", "PAID", "CLOSED")


def stay(*stages: str) -> str:
    return ", ".join(f"{stage} → {stage}" for stage in stages)


# act: (who, "from → to, …"); – is "not there yet".
GOLDEN = {
    "open": (BUREAU, "– → CLUE"),
    # 54Ⅱ: the head lets a case begin, or not.
    "refuse": (HEADS, "CLUE → REFUSED"),
    "file": (HEADS, "CLUE → INQUIRY"),
    # 51, 52: two officers, at once.
    "punish_on_spot": (HANDLERS, "CLUE → SPOT"),
    "decide_on_spot": (HANDLERS, "SPOT → SERVED"),
    "report_copy": (HANDLERS, stay(*AFTER)),
    # 54, 55
    "inspect": (HANDLERS, stay("INQUIRY")),
    "interview": (HANDLERS, stay("INQUIRY")),
    "collect": (HANDLERS, stay("INQUIRY")),
    # 56: the head approves.
    "keep": (HEADS, stay("INQUIRY")),
    "release": (BUREAU, stay("INQUIRY")),
    # 57
    "conclude": (HANDLERS, "INQUIRY → CONCLUDED"),
    "resume": (HEADS, "CONCLUDED → INQUIRY, NOTICED → INQUIRY, HEARD → INQUIRY"),
    "dismiss": (
        HEADS,
        (
            "SPOT → DROPPED, INQUIRY → DROPPED, CONCLUDED → DROPPED, NOTICED → DROPPED, "
            "HEARD → DROPPED"
        ),
    ),
    # 27, 57Ⅰ(四)
    "hand_over": (
        HEADS,
        "CLUE → MOVED, INQUIRY → MOVED, CONCLUDED → MOVED, NOTICED → MOVED, HEARD → MOVED",
    ),
    "propose": (HANDLERS, stay("CONCLUDED", "NOTICED", "HEARD")),
    # 58
    "review": (COUNSEL, stay("CONCLUDED", "NOTICED", "HEARD")),
    # 44
    "notify": (HANDLERS, "CONCLUDED → NOTICED"),
    # 45, 62
    "plead": (ANSWERS, stay("NOTICED", "HEARING", "HEARD")),
    "answer_plea": (HANDLERS, stay("NOTICED", "HEARING", "HEARD")),
    "waive": (ANSWERS, stay("NOTICED")),
    # 63, 64
    "ask_hearing": (ANSWERS, "NOTICED → HEARING"),
    "call_hearing": (HEADS, stay("HEARING")),
    "hold_hearing": (BUREAU, "HEARING → HEARD"),
    "drop_hearing": (ANSWERS, "HEARING → NOTICED"),
    # 57
    "discuss": (BUREAU, stay("NOTICED", "HEARD")),
    "decide": (HEADS, "NOTICED → DECIDED, HEARD → DECIDED"),
    # 33, 57Ⅰ(二)(三)
    "spare": (HEADS, "CONCLUDED → SPARED, NOTICED → SPARED, HEARD → SPARED"),
    # 61
    "serve": (BUREAU, "DECIDED → SERVED"),
    "publish": (BUREAU, stay(*AFTER)),
    # 67, 66
    "pay_part": (BUREAU, stay("SERVED", "URGED", "COURT")),
    "pay_all": (BUREAU, "SERVED → PAID, URGED → PAID, COURT → PAID"),
    "ask_deferral": (ANSWERS, stay("SERVED", "URGED")),
    "defer": (HEADS, "SERVED → SERVED, URGED → SERVED"),
    "appeal": (BUREAU, stay(*AFTER)),
    "end_appeal": (BUREAU, stay(*AFTER)),
    # CELL C03: "decided, not revoked"; what a court annulled waits for no head.
    "annul": (
        BUREAU,
        (
            "SERVED → REVOKED, URGED → REVOKED, COURT → REVOKED, PAID → REVOKED, "
            "CLOSED → REVOKED"
        ),
    ),
    # 强制法 53, 54
    "urge": (BUREAU, "SERVED → URGED"),
    "apply_court": (HEADS, "URGED → COURT"),
    "note_court": (BUREAU, stay("COURT")),
    "close": (HEADS, "SERVED → CLOSED, PAID → CLOSED, COURT → CLOSED, SPARED → CLOSED"),
    # 48Ⅱ
    "revoke": (
        HEADS,
        (
            "DECIDED → REVOKED, SERVED → REVOKED, URGED → REVOKED, COURT → REVOKED, "
            "PAID → REVOKED, CLOSED → REVOKED, ARCHIVED → REVOKED"
        ),
    ),
    "unpublish": (BUREAU, stay(*AFTER, "REVOKED")),
    "archive": (BUREAU, "CLOSED → ARCHIVED, REVOKED → ARCHIVED"),
    # ADR 0004
    "undo": (
        BUREAU,
        stay(
            "SPOT", "INQUIRY", "CONCLUDED", "NOTICED", "HEARING", "HEARD", "DECIDED", "SERVED",
            "URGED", "COURT", "PAID", "SPARED", "CLOSED", "REVOKED", "REFUSED", "DROPPED", "MOVED",
        ),
    ),
}  # fmt: skip
STAGES = (None, *Stage)


def whoever(told: str) -> set[tuple[str, str]]:
    """`keeper: C-OP C-LD; own: CO` as (side, role)."""
    sides = (part.split(":") for part in told.split(";"))
    return {(side.strip(), role) for side, roles in sides for role in roles.split()}


def moves(told: str) -> dict[Stage | None, Stage]:
    """`CLUE → INQUIRY, …` as stages."""
    pairs = (part.split("→") for part in told.split(","))
    return {
        None if start.strip() == "–" else Stage[start.strip()]: Stage[end.strip()]
        for start, end in pairs
    }


def taken(machine, act, now, role, side):
    """Where the act leads, None where it is refused."""
    try:
        step = machine.check(act, now.stage, actor=an_actor(role), sides=frozenset({side}), now=now)
    except Refused:
        return None
    return step.to


def differences(machine, act, stages=STAGES) -> list[tuple]:
    """Where the machine and the golden table part."""
    who, leads = whoever(GOLDEN[act][0]), moves(GOLDEN[act][1])
    found = []
    for stage in stages:
        now = good(act, stage)
        for role, side in product(Role, Side):
            wanted = leads.get(stage) if (side.value, role.value) in who else None
            got = taken(machine, act, now, role, side)
            if got != wanted:
                found.append((stage, role, side, got, wanted))
    return found


@pytest.mark.parametrize("act", list(Act))
def test_every_act_by_every_post_on_every_side_in_every_stage_is_as_the_golden_table_says(act):
    assert differences(PENALTY_FLOW, act) == []


@pytest.mark.parametrize("gone", STEPS, ids=lambda step: f"{step.act}-{step.start}")
def test_without_a_row_the_golden_table_is_not_met(gone):
    rows = tuple(row for row in STEPS if row is not gone)
    is_lost = {row.act for row in rows} != set(GOLDEN)

    assert is_lost or differences(replace(PENALTY_FLOW, rows=rows), gone.act, (gone.start,)) != []


def test_every_stage_and_act_has_its_word():
    assert set(GOLDEN) == {row.act for row in STEPS} == set(ACT_LABELS) == set(Act)
    assert set(STAGE_LABELS) == set(Stage)
    assert set(FIELDS) | KEPT <= set(Act)


def test_whoever_may_not_is_told_who_may():
    with pytest.raises(NotAllowed, match=r"“批准立案”由登记单位（县级负责人、市级负责人）办理"):
        PENALTY_FLOW.check(
            Act.FILE, Stage.CLUE, actor=an_actor(Role.C_OP), sides=frozenset({Side.KEEPER}),
            now=good("file"),
        )  # fmt: skip


def test_every_stage_that_is_no_end_leads_on():
    assert {row.start for row in STEPS} - {None} == set(Stage)
    assert set(MAIN) | ENDS | {Stage.ARCHIVED} == set(Stage)
    assert all(any(row.act == act and row.start == stage for row in STEPS)
               for stage, act in MAIN.items())  # fmt: skip


def test_a_company_is_told_of_nothing_before_the_notice():
    hidden = {"CLUE", "INQUIRY", "CONCLUDED", "REFUSED", "DROPPED", "MOVED"}

    assert {stage.name for stage in set(Stage) - TOLD_TO_COMPANY} == hidden
