"""The golden table of a paper's life, written by hand from DOMAIN 8.2 and 6.5.

It says who may do what from where, and where that leads, for a paper that the clerk and the
officer draft and the head signs; every act × role × side × stage is compared with it. Each row is
taken out once, and something must turn red.
"""

from dataclasses import replace
from itertools import product

import pytest

from tests.papers import LETTER
from tests.rules.rectification.situations import an_actor
from tingban.rules.actors import CITY_CODE, Role
from tingban.rules.audit.machine import Side
from tingban.rules.documents.guards import GUARD_LABELS, GUARDS, Guard, PaperCase
from tingban.rules.documents.papers import (
    ACT_LABELS,
    STAGE_LABELS,
    PaperAct,
    PaperStage,
    flow_of,
    paper_flow,
    posts_of,
    sides_of,
)
from tingban.rules.errors import NotAllowed, NotNow, Refused

FLOW = paper_flow(frozenset({Role.C_OP, Role.C_ENF}), frozenset({Role.C_LD}))
DRAFTERS, SIGNERS = "drafter: C-OP C-ENF", "signer: C-LD"
BOTH = f"{DRAFTERS}; {SIGNERS}"
# act: [(who, "from → to, …")]; – is "not there yet".
GOLDEN = {
    "draft": [(DRAFTERS, "– → DRAFT")],
    # Whoever has it on the desk changes the wording; signed, nobody does.
    "edit": [(DRAFTERS, "DRAFT → DRAFT"), (SIGNERS, "DRAFT → DRAFT, REVIEW → REVIEW")],
    "submit": [(DRAFTERS, "DRAFT → REVIEW")],
    "send_back": [(SIGNERS, "REVIEW → DRAFT")],
    # 6.5: the number is given with the signature.
    "sign": [(SIGNERS, "REVIEW → SIGNED")],
    "serve": [(BOTH, "SIGNED → SERVED")],
    "file": [(BOTH, "SIGNED → FILED, SERVED → FILED")],
    # 8.2: after the signature only a new version.
    "revise": [(SIGNERS, "SIGNED → VOID, SERVED → VOID, FILED → VOID")],
    # 6.5: a void number is kept with its reason.
    "void": [
        (DRAFTERS, "DRAFT → VOID, REVIEW → VOID"),
        (
            SIGNERS,
            "DRAFT → VOID, REVIEW → VOID, SIGNED → VOID, SERVED → VOID, FILED → VOID",
        ),
    ],
}
STAGES = (None, *PaperStage)


def good(act: str, stage: PaperStage | None) -> PaperCase:
    """Everything told, and nothing amiss; what was signed and not served need not be served."""
    is_served = not (act == PaperAct.FILE and stage is PaperStage.SIGNED)
    return PaperCase("督办通知单", is_served, reason="写错了", proof="送达回证")


def wanted(act: str) -> dict[tuple[PaperStage | None, str, str], str]:
    """The golden rows of an act, by stage, role and side."""
    found = {}
    for who, moves in GOLDEN[act]:
        for part in who.split(";"):
            side, _, roles = part.strip().partition(":")
            for role, pair in product(roles.split(), moves.split(",")):
                start, _, end = (it.strip() for it in pair.partition("→"))
                stage = None if start == "–" else PaperStage[start]
                found[stage, role, side] = PaperStage[end]
    return found


def differences(machine, act: str) -> list[tuple]:
    """Where the machine and the golden table part."""
    leads, found = wanted(act), []
    for stage, role, side in product(STAGES, Role, Side):
        try:
            step = machine.check(
                act, stage, actor=an_actor(role), sides=frozenset({side}), now=good(act, stage)
            )
            got = step.to
        except Refused:
            got = None
        if got != leads.get((stage, role.value, side.value)):
            found.append((stage, role, side, got))
    return found


@pytest.mark.parametrize("act", list(PaperAct))
def test_every_act_by_every_post_on_every_side_in_every_stage_is_as_the_golden_table_says(act):
    assert differences(FLOW, act) == []


@pytest.mark.parametrize("place", range(len(FLOW.rows)))
def test_without_a_row_the_golden_table_is_not_met(place):
    gone = FLOW.rows[place]
    rows = tuple(row for row in FLOW.rows if row is not gone)
    is_lost = {row.act for row in rows} != set(GOLDEN)

    assert is_lost or differences(replace(FLOW, rows=rows), gone.act) != []


# (act, stage, what is amiss, part of the sentence)
REFUSALS = [
    ("submit", "DRAFT", {"lacking": ("缺期限", "缺事由")}, "还不完整：缺期限；缺事由。"),
    ("sign", "REVIEW", {"lacking": ("缺期限",)}, "《督办通知单》还不完整：缺期限。"),
    ("send_back", "REVIEW", {"reason": " "}, "请写明原因"),
    ("revise", "SIGNED", {"reason": ""}, "请写明原因"),
    ("void", "DRAFT", {"reason": ""}, "请写明原因"),
    ("void", "SERVED", {"reason": ""}, "请写明原因"),
    ("serve", "SIGNED", {"proof": " "}, "请写明送达凭证"),
    ("serve", "SIGNED", {"is_served": False}, "不需要送达"),
    ("file", "SIGNED", {"is_served": True}, "须先送达再归档"),
]


@pytest.mark.parametrize(("act", "stage", "amiss", "sentence"), REFUSALS)
def test_a_step_is_closed_for_a_reason_told_in_words(act, stage, amiss, sentence):
    start = PaperStage[stage]
    role, side = (Role.C_OP, Side.DRAFTER) if act == "submit" else (Role.C_LD, Side.SIGNER)

    with pytest.raises(NotNow, match=sentence):
        FLOW.check(
            act, start, actor=an_actor(role), sides=frozenset({side}),
            now=replace(good(act, start), **amiss),
        )  # fmt: skip


def test_every_guard_is_asked_somewhere_and_every_word_is_there():
    assert {guard for row in FLOW.rows for guard in row.guards} == set(Guard)
    assert set(GUARDS) == set(GUARD_LABELS) == set(Guard)
    assert set(STAGE_LABELS) == set(PaperStage)
    assert set(ACT_LABELS) == set(PaperAct)


def test_who_may_sign_is_named_where_somebody_else_tries():
    with pytest.raises(NotAllowed, match="“签发”由签发岗位（县级负责人、市级负责人）办理"):
        flow_of(LETTER).check(
            "sign", "review", actor=an_actor(Role.C_OP), sides=frozenset({Side.DRAFTER}),
            now=good("sign", PaperStage.REVIEW),
        )  # fmt: skip


def test_somebody_stands_to_a_paper_by_the_office_and_the_post():
    clerk, chief, auditor = (an_actor(role) for role in (Role.C_OP, Role.C_LD, Role.AUD))

    assert sides_of(LETTER, clerk, clerk.area_code) == {Side.DRAFTER}
    assert sides_of(LETTER, chief, chief.area_code) == {Side.SIGNER}
    assert sides_of(LETTER, auditor, auditor.area_code) == frozenset()
    assert sides_of(LETTER, clerk, CITY_CODE) == frozenset()
    assert posts_of(LETTER) == "县级经办、市级经办起草，县级负责人、市级负责人签发"
