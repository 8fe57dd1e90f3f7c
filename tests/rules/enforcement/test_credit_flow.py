"""The golden table of a credit push, written by hand from DOMAIN 7.2 and 7.3.

Who may do what from where, and where that leads: every act × role × side × stage is compared.
Each row and each guard is taken out once, and something must turn red.
"""

from dataclasses import replace
from datetime import date, datetime
from itertools import product

import pytest

from tests.rules.enforcement.credit_values import K1, K2
from tingban.kit.clock import SHANGHAI
from tingban.rules.actors import SYSTEM, Actor, Role
from tingban.rules.audit.machine import Machine, Side
from tingban.rules.enforcement.credit_fields import CREDIT_FIELDS
from tingban.rules.enforcement.credit_flow import CREDIT_FLOW, CREDIT_MAIN, CREDIT_STEPS
from tingban.rules.enforcement.credit_guards import (
    CREDIT_ASKED,
    CREDIT_GUARD_LABELS,
    CREDIT_GUARDS,
    CreditGuard,
)
from tingban.rules.enforcement.credit_stages import (
    CREDIT_ACT_LABELS,
    CREDIT_ENDS,
    CREDIT_KEPT,
    CREDIT_STAGE_LABELS,
    CreditAct,
    CreditStage,
)
from tingban.rules.errors import NotAllowed, NotNow, Refused
from tingban.rules.rectification.course import Course, Done

TODAY = date(2024, 6, 18)
CLERKS = "keeper: C-OP C-LD M-OP M-LD"
HEADS = "keeper: C-LD M-LD"
LAW = "city: M-LAW"
# act: (who, "from → to, …"); – is "not there yet".
GOLDEN = {
    # A penalty decided becomes due by the clock, or by whoever is faster.
    "open_penalty": (f"{CLERKS}; clock: SYS", "– → DUE"),
    "open_refusal": (CLERKS, "– → DUE"),
    # DUE → BUILT, written anew until the lawyer has it.
    "build": (CLERKS, "DUE → BUILT, BUILT → BUILT"),
    # BUILT → REVIEWED by 法规科; what was corrected is reviewed like the first.
    "review": (LAW, "BUILT → REVIEWED, AMENDED → REVIEWED"),
    "send_back": (LAW, "BUILT → DUE, AMENDED → AMENDED"),
    # REVIEWED → SENT → ACK (receipt no.) | FAILED (retry, manual)
    "send": (CLERKS, "REVIEWED → SENT"),
    "deliver": ("clock: SYS", "SENT → SENT"),
    "fail": ("clock: SYS", "SENT → FAILED"),
    "refuse": (CLERKS, "SENT → FAILED"),
    "retry": (CLERKS, "FAILED → SENT"),
    "hand_in": (CLERKS, "FAILED → SENT"),
    "acknowledge": (CLERKS, "SENT → ACK"),
    # → AMENDED
    # What was taken back because it was changed is sent again as it reads now.
    "amend": (
        CLERKS,
        "ACK → AMENDED, FAILED → AMENDED, AMENDED → AMENDED, WITHDRAWN → AMENDED",
    ),
    # → WITHDRAWN: the clock where the penalty was revoked, else the head.
    "recall": (
        f"{HEADS}; clock: SYS",
        (
            "SENT → RECALL, ACK → RECALL, FAILED → RECALL, AMENDED → RECALL, REVIEWED → RECALL,"
            " REPAIR → RECALL"
        ),
    ),
    "withdraw": (CLERKS, "RECALL → WITHDRAWN"),
    # 7.3: application, materials, the organ's opinion, the platform, our own site.
    "ask_repair": (CLERKS, "ACK → REPAIR"),
    "opine": (HEADS, "REPAIR → REPAIR"),
    "refuse_repair": (CLERKS, "REPAIR → ACK"),
    "restore": (CLERKS, "REPAIR → RESTORED"),
    "take_off": (CLERKS, "RESTORED → REPAIRED"),
    # 并报告市场监管部门: a letter with its receipt, on the same trigger.
    # A day of decision that became known later: written and reviewed anew; out, it is corrected.
    "add_decision": (
        CLERKS,
        (
            "DUE → DUE, BUILT → DUE, REVIEWED → DUE,"
            " ACK → AMENDED, FAILED → AMENDED, AMENDED → AMENDED"
        ),
    ),
    "report_market": (
        CLERKS,
        (
            "DUE → DUE, BUILT → BUILT, REVIEWED → REVIEWED, SENT → SENT, ACK → ACK,"
            " FAILED → FAILED, AMENDED → AMENDED"
        ),
    ),
    "market_receipt": (
        CLERKS,
        (
            "DUE → DUE, BUILT → BUILT, REVIEWED → REVIEWED, SENT → SENT, ACK → ACK,"
            " FAILED → FAILED, AMENDED → AMENDED"
        ),
    ),
    "drop": (
        f"{HEADS}; clock: SYS",
        ("DUE → DROPPED, BUILT → DROPPED, REVIEWED → DROPPED, FAILED → DROPPED, AMENDED → DROPPED"),
    ),
    "undo": (
        f"{CLERKS}; {LAW}",
        (
            "DUE → DUE, BUILT → BUILT, REVIEWED → REVIEWED, SENT → SENT, ACK → ACK,"
            " FAILED → FAILED, AMENDED → AMENDED, RECALL → RECALL, REPAIR → REPAIR,"
            " RESTORED → RESTORED, DROPPED → DROPPED"
        ),
    ),
}
UNDATED = {"decided_on": "", "no_decision": "企业撤场"}
STAGES = (None, *CreditStage)
# (act, stages, guard, what is amiss, part of the sentence)
REFUSALS = [
    ("open_penalty", "decided", {"beside": {"revoked_on": TODAY}}, "已经撤销，不再推送"),
    ("open_penalty", "decided", {"beside": {"organ": "fire"}}, "由作出决定的机关推送"),
    ("build", "stands", {"beside": {"revoked_on": TODAY}}, "2024年6月18日撤销，不能再推送"),
    ("build", "whole", {"told": {**K1, "CF_SY": ""}}, "有 1 处不对：违法事实：没有填写"),
    ("build", "grounds", {"refusal": {"demand_letters": []}}, "没有催告过，不能作为失信信息"),
    ("review", "stands", {"beside": {"revoked_on": TODAY}}, "第四十八条第二款"),
    ("review", "not_builder", {"builder": 9}, "由您组织，须由另一人审核"),
    ("review", "catalogued", {"refusal": {}, "told": {"opinion": "同意"}}, "国办发〔2020〕49号"),
    ("review", "mended", {"last": "send_back"}, "已经退回，请经办人按意见更正"),
    ("send_back", "reason", {"reason": " "}, "请写明原因"),
    ("send", "stands", {"beside": {"revoked_on": TODAY}}, "不能再推送"),
    ("send", "slip", {"refusal": {}, "papers": {}}, "信用推送单还没有签发"),
    ("fail", "reason", {"reason": ""}, "请写明原因"),
    ("refuse", "reason", {"reason": ""}, "请写明原因"),
    ("retry", "stands", {"beside": {"revoked_on": TODAY}}, "不能再推送"),
    ("hand_in", "stands", {"beside": {"revoked_on": TODAY}}, "不能再推送"),
    ("amend", "stands", {"beside": {"revoked_on": TODAY}}, "不能再推送"),
    ("amend", "reason", {"reason": ""}, "请写明原因"),
    ("amend", "whole", {"told": {**K1, "CF_YJ": ""}}, "处罚依据：没有填写"),
    ("amend", "grounds", {"refusal": {"terminates_on": "2024-06-18"}}, "通知期没有届满"),
    ("recall", "reason", {"reason": ""}, "请写明原因"),
    ("recall", "ever_out", {"acknowledged": 0}, "还没有收下过，不用撤回"),
    ("ask_repair", "shown_long_enough", {"on": date(2024, 9, 1)}, "2024年9月12日起才能申请修复"),
    ("ask_repair", "fulfilled", {"told": {}}, "信用承诺书（信用修复管理办法）"),
    ("refuse_repair", "reason", {"reason": ""}, "请写明原因"),
    ("restore", "agreed", {"opinion": "no"}, "还没有同意修复"),
    ("add_decision", "undated", {"refusal": None}, "处罚决定的日期在决定书上"),
    (
        "add_decision",
        "undated",
        {"refusal": {"decided_on": "2024-03-01"}},
        "），不用补录",
    ),
    (
        "add_decision",
        "dated_well",
        {"told": {"decision_on": "2024-03-06"}},
        "（2024年3月6日）晚于解聘通知送达日期（2024年3月5日），请核对",
    ),
    (
        "add_decision",
        "dated_well",
        {"refusal": UNDATED | {"notice_served_on": ""}, "told": {"decision_on": "2024-05-05"}},
        "晚于",
    ),
    ("add_decision", "dated_well", {"told": {"decision_on": "2024-06-19"}}, "还没有到"),
    ("add_decision", "reason", {"reason": ""}, "请写明原因"),
    ("report_market", "of_refusal", {"refusal": None}, "处罚信息不用报告"),
    ("report_market", "letter", {"papers": {}}, "报告函还没有签发"),
    ("market_receipt", "of_refusal", {"refusal": None}, "处罚信息不用报告"),
    ("market_receipt", "reported", {"reported": 0}, "报告函还没有发出"),
    ("drop", "never_out", {"acknowledged": 1}, "请提出撤回"),
    ("drop", "reason", {"reason": ""}, "请写明原因"),
    ("undo", "own_step", {"last": "review"}, "法制审核的意见由市局法规科撤回"),
    ("undo", "reason", {"reason": ""}, "请写明原因"),
]


class Signed:
    """A paper that was signed and served."""

    number, signed_on, served_on = "盐建函字〔2024〕1号", TODAY, TODAY
    signed_at = datetime(2024, 6, 18, 12, tzinfo=SHANGHAI)


def a_move(act: str, told: dict | None = None, by: int = 7) -> Done:
    at = datetime(2024, 6, 17, 9, tzinfo=SHANGHAI)
    return Done(act, "", "", TODAY, at, by, "某", "C-OP", told or {})


def good(act: str, **amiss) -> Course:
    """A course in which the act goes on, but for what is amiss."""
    is_refusal = act in ("report_market", "market_receipt", "add_decision")
    bare = UNDATED if act == "add_decision" else {}
    refusal = amiss.pop("refusal", bare if is_refusal else None)
    values = dict(K1) if refusal is None else {**K2, **refusal}
    opened = "open_penalty" if refusal is None else "open_refusal"
    facts = {} if refusal is None else {k: v for k, v in values.items() if k != "nature"}
    if act in ("build", "amend") and refusal is not None:
        amiss.setdefault("told", {"nature": "credit"})
    moves = [a_move(opened, facts)]
    if not act.startswith("open_"):
        moves.append(a_move("build", values, amiss.pop("builder", 7)))
    out = 0 if act == "drop" else 1
    moves += [a_move("acknowledge")] * amiss.pop("acknowledged", out)
    if act == "restore":
        moves.append(a_move("opine", {"agrees": amiss.pop("opinion", "yes")}))
    moves += [a_move("report_market")] * amiss.pop("reported", int(act == "market_receipt"))
    last = amiss.pop("last", "")
    moves += [a_move(last)] if last else []
    told = {
        "build": values, "amend": values, "add_decision": {"decision_on": "2024-03-01"},
        "review": {"opinion": "同意", "basis": "生效判决", "is_catalogued": True},
        "ask_repair": {"is_fulfilled": True, "is_pledged": True},
    }.get(act, {})  # fmt: skip
    known = {
        "today": TODAY, "moves": tuple(moves), "told": told, "reason": "依据",
        "on": date(2024, 10, 8) if act == "ask_repair" else TODAY,
        "beside": {"decided_on": date(2024, 6, 12), "revoked_on": None, "organ": "housing"},
        "papers": {"enforcement.credit_slip": Signed, "enforcement.market_letter": Signed},
    }  # fmt: skip
    return Course(**(known | amiss))


def whoever(told: str) -> set[tuple[str, str]]:
    sides = (part.split(":") for part in told.split(";"))
    return {(side.strip(), role) for side, roles in sides for role in roles.split()}


def moves_of(told: str) -> dict:
    pairs = (part.split("→") for part in told.split(","))
    return {
        None if start.strip() == "–" else CreditStage[start.strip()]: CreditStage[end.strip()]
        for start, end in pairs
    }


def an_actor(role: Role) -> Actor:
    return Actor(9, "某人", role, "zj-140802", "某局", "140802")


def a_course(act: str, role: Role, **amiss) -> Course:
    """The law's own opinion is what it may take back."""
    if act == "undo" and role is Role.M_LAW and "last" not in amiss:
        amiss["last"] = "review"
    return good(act, **amiss)


def taken(machine: Machine, act: str, stage: CreditStage | None, role: Role, side: Side):
    now = a_course(act, role)
    if act == "drop" or stage is None:
        now = good(act)
    actor = an_actor(role)
    try:
        step = machine.check(act, stage, actor=actor, sides=frozenset({side}), now=now)
    except Refused:
        return None
    return step.to


def differences(machine: Machine, act: str) -> list[tuple]:
    who, leads = whoever(GOLDEN[act][0]), moves_of(GOLDEN[act][1])
    return [
        (stage, role, side, got, wanted)
        for stage, role, side in product(STAGES, Role, Side)
        if (got := taken(machine, act, stage, role, side))
        != (wanted := leads.get(stage) if (side.value, role.value) in who else None)
    ]


@pytest.mark.parametrize("act", list(CreditAct))
def test_every_act_by_every_post_on_every_side_in_every_stage_is_as_the_golden_table_says(act):
    assert differences(CREDIT_FLOW, act) == []


@pytest.mark.parametrize("gone", CREDIT_STEPS, ids=lambda step: f"{step.act}-{step.start}")
def test_without_a_row_the_golden_table_is_not_met(gone):
    rows = tuple(row for row in CREDIT_STEPS if row is not gone)
    is_lost = {row.act for row in rows} != set(GOLDEN)

    assert is_lost or differences(replace(CREDIT_FLOW, rows=rows), gone.act) != []


def refusal(machine: Machine, act: str, stage: str | None, amiss: dict) -> str:
    side, role = sorted(whoever(GOLDEN[act][0]), key=lambda it: it[0] == "clock")[0]
    if act == "undo":
        side, role = "keeper", "C-OP"
    actor = SYSTEM if side == "clock" else an_actor(Role(role))
    try:
        machine.check(
            act, stage, actor=actor, sides=frozenset({Side(side)}),
            now=a_course(act, Role(role), **amiss),
        )  # fmt: skip
    except NotNow as told:
        return told.sentence
    return ""


@pytest.mark.parametrize(
    ("act", "guard", "amiss", "sentence"), REFUSALS,
    ids=[f"{act}-{guard}-{place}" for place, (act, guard, _, _) in enumerate(REFUSALS)],
)  # fmt: skip
def test_each_guard_refuses_with_its_sentence_and_nothing_else_does_in_its_place(
    act, guard, amiss, sentence
):
    guarded = [row for row in CREDIT_STEPS if row.act == act and guard in row.guards]
    assert guarded
    for row in guarded:
        assert sentence in refusal(CREDIT_FLOW, act, row.start, amiss)

        left = tuple(other for other in row.guards if other != guard)
        without = tuple(replace(it, guards=left) if it is row else it for it in CREDIT_STEPS)

        assert not refusal(replace(CREDIT_FLOW, rows=without), act, row.start, amiss)


def test_no_guard_of_any_row_is_left_untried():
    tried = {(act, guard) for act, guard, _, _ in REFUSALS}

    assert {(step.act, guard) for step in CREDIT_STEPS for guard in step.guards} == tried
    assert set(CreditGuard) == set(CREDIT_GUARDS) == set(CREDIT_GUARD_LABELS)
    assert {guard for _, guard in tried} == set(CreditGuard)


def test_every_stage_act_and_question_has_its_place():
    assert set(GOLDEN) == {row.act for row in CREDIT_STEPS} == set(CREDIT_ACT_LABELS)
    assert set(CREDIT_STAGE_LABELS) == set(CreditStage)
    assert set(CREDIT_FIELDS) <= set(CreditAct)
    assert set(CREDIT_MAIN) | CREDIT_ENDS == set(CreditStage)
    assert not set(CREDIT_MAIN) & CREDIT_ENDS
    for stage, act in CREDIT_MAIN.items():
        assert any(row.start == stage and row.act == act for row in CREDIT_STEPS)


def test_what_went_out_is_kept_and_a_review_is_not():
    assert {CreditAct.SEND, CreditAct.RETRY, CreditAct.HAND_IN, CreditAct.WITHDRAW} <= CREDIT_KEPT
    assert CreditAct.REVIEW not in CREDIT_KEPT


def test_whoever_may_not_is_told_who_may():
    with pytest.raises(NotAllowed, match="市局（市局法规科）办理"):
        CREDIT_FLOW.check(
            CreditAct.REVIEW, CreditStage.BUILT, actor=an_actor(Role.C_LD),
            sides=frozenset({Side.KEEPER}), now=good("review"),
        )  # fmt: skip


def test_an_empty_form_closes_no_button_but_a_missing_paper_does():
    now = good("send", refusal={}, papers={})
    offers = CREDIT_FLOW.offers(
        CreditStage.REVIEWED, actor=an_actor(Role.C_OP), sides=frozenset({Side.KEEPER}), now=now
    )

    told = {offer.act: offer.reason for offer in offers}
    assert "信用推送单" in told["send"]
    assert set(CreditGuard) >= CREDIT_ASKED
    assert told["build"].startswith("信用推送现在是“待发出”")
