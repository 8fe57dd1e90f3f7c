"""The golden table of a problem's life, written by hand from DOMAIN 3.2 (T-P01…T-P15).

It says who may do what from where, and where that leads; every act × role × side × stage is
compared with it. Whoever changes `rules/rectification/flow.py` changes this table too, and a
lawyer can read it. Each row and each guard is taken out once, and something must turn red.
"""

from dataclasses import replace
from itertools import product

import pytest

from tests.rules.rectification.situations import GOOD, TODAY, an_actor, good
from tingban.rules.actors import SYSTEM, Actor, Role
from tingban.rules.audit.machine import Machine, Side
from tingban.rules.errors import NotAllowed, NotNow, Refused
from tingban.rules.rectification.flow import PROBLEM_FLOW, STEPS, Standpoint
from tingban.rules.rectification.guards import GUARDS
from tingban.rules.rectification.situation import GUARD_LABELS, Guard, Situation, as_if_filled
from tingban.rules.rectification.stages import ACT_LABELS, STAGE_LABELS, Act, Stage

# Posts of the bureau where the problem lies; the city's stand in for the county's.
CLERKS = "keeper: C-OP C-LD M-OP M-LD"
HEADS = "keeper: C-LD M-LD"
OFFICERS = "keeper: C-ENF C-LD M-LD"
ANSWERS = f"own: CO; {CLERKS}"
# act: (who, "from → to, …"); – is "not there yet".
GOLDEN = {
    # T-P01: whoever was there, the city's inspectors among them.
    "add_clue": ("keeper: C-OP C-LD C-ENF M-OP M-LD; city: M-INS", "– → SUS"),
    # T-P02
    "confirm": (CLERKS, "SUS → CFM"),
    # T-P03: proposed by the clerk, approved by the head.
    "propose_rejection": (CLERKS, "SUS → SUS"),
    "approve_rejection": (HEADS, "SUS → REJ"),
    # T-P04
    "fix_on_spot": (CLERKS, "CFM → CMP"),
    # T-P05: the head signs, officers serve; an order served on paper is entered afterwards.
    "sign": (HEADS, "CFM → ORD"),
    "dispatch": (OFFICERS, "ORD → ORD"),
    "record_order": ("keeper: C-OP C-LD C-ENF M-OP M-LD", "CFM → FIX, FIX → FIX"),
    # T-P06
    "serve": (OFFICERS, "ORD → FIX"),
    "receive": ("own: CO", "ORD → FIX"),
    "deem": ("clock: SYS", "ORD → FIX"),
    # T-P07
    "ask_extension": ("own: CO", "FIX → FIX"),
    "grant_extension": (HEADS, "FIX → FIX"),
    "refuse_extension": (HEADS, "FIX → FIX"),
    # T-P08, T-P08b, T-P13; the clerk enters what came on paper.
    "submit": (ANSWERS, "FIX → SUB, OVD → SUB, ESC → SUB"),
    # T-P09, T-P13
    "clear": (CLERKS, "SUB → CMP, ESC → CMP"),
    # T-P10
    "fail": (CLERKS, "SUB → FIX"),
    # T-P11
    "mark_overdue": ("clock: SYS", "FIX → OVD"),
    # T-P12
    "escalate": (HEADS, "OVD → ESC, FIX → ESC"),
    "add_measure": (HEADS, "ESC → ESC"),
    # T-P08b: a branch runs on until the head ends it, whatever became of the problem.
    "end_measure": (HEADS, "ESC → ESC, SUB → SUB, FIX → FIX, OVD → OVD, CMP → CMP"),
    # T-P13: the company is gone and the next has confirmed.
    "hand_over": (CLERKS, "ESC → CMP"),
    # T-P14
    "relapse": (f"{CLERKS}; city: M-INS", "CMP → FIX"),
    # T-P15: a court may annul at any time after the confirmation.
    "annul": (
        HEADS,
        "CFM → ANN, ORD → ANN, FIX → ANN, SUB → ANN, OVD → ANN, ESC → ANN, CMP → ANN",
    ),
    # Seed: 责任人 of every open problem.
    "assign": (CLERKS, "CFM → CFM, ORD → ORD, FIX → FIX, SUB → SUB, OVD → OVD, ESC → ESC"),
    # ADR 0004: what was stated is corrected, taken back, voided; never deleted.
    "correct": (
        CLERKS,
        "SUS → SUS, CFM → CFM, ORD → ORD, FIX → FIX, SUB → SUB, OVD → OVD, ESC → ESC, CMP → CMP",
    ),
    "undo": (
        CLERKS,
        (
            "SUS → SUS, REJ → REJ, CFM → CFM, ORD → ORD, FIX → FIX, SUB → SUB, OVD → OVD,"
            " ESC → ESC, CMP → CMP, ANN → ANN"
        ),
    ),
    "void": (
        HEADS,
        (
            "SUS → VOID, REJ → VOID, CFM → VOID, ORD → VOID, FIX → VOID, SUB → VOID, OVD → VOID,"
            " ESC → VOID, CMP → VOID"
        ),
    ),
}
STAGES = (None, *Stage)


def whoever(told: str) -> set[tuple[str, str]]:
    """`keeper: C-OP C-LD; own: CO` as (side, role)."""
    sides = (part.split(":") for part in told.split(";"))
    return {(side.strip(), role) for side, roles in sides for role in roles.split()}


def moves(told: str) -> dict[Stage | None, Stage]:
    """`SUS → CFM, …` as stages."""
    pairs = (part.split("→") for part in told.split(","))
    return {
        None if start.strip() == "–" else Stage[start.strip()]: Stage[end.strip()]
        for start, end in pairs
    }


def taken(machine: Machine[Situation], act: str, stage: Stage | None, role: Role, side: Side):
    """Where the act leads, None where it is refused."""
    try:
        step = machine.check(
            act, stage, actor=an_actor(role), sides=frozenset({side}), now=good(act, stage)
        )
    except Refused:
        return None
    return step.to


def differences(machine: Machine[Situation], act: str) -> list[tuple]:
    """Where the machine and the golden table part."""
    who, leads = whoever(GOLDEN[act][0]), moves(GOLDEN[act][1])
    found = []
    for stage, role, side in product(STAGES, Role, Side):
        wanted = leads.get(stage) if (side.value, role.value) in who else None
        got = taken(machine, act, stage, role, side)
        if got != wanted:
            found.append((stage, role, side, got, wanted))
    return found


@pytest.mark.parametrize("act", list(Act))
def test_every_act_by_every_post_on_every_side_in_every_stage_is_as_the_golden_table_says(act):
    assert differences(PROBLEM_FLOW, act) == []


@pytest.mark.parametrize("gone", STEPS, ids=lambda step: f"{step.act}-{step.start}")
def test_without_a_row_the_golden_table_is_not_met(gone):
    rows = tuple(row for row in STEPS if row is not gone)
    is_lost = {row.act for row in rows} != set(GOLDEN)

    assert is_lost or differences(replace(PROBLEM_FLOW, rows=rows), gone.act) != []


# (act, guard, what is amiss, part of the sentence); it stands before every row of the act.
REFUSALS = [
    ("confirm", "inspected", {"first_visit_on": None}, "还没有检查记录（自查不算）"),
    ("confirm", "evidence", {"evidence": 0}, "至少列出一件证据"),
    ("confirm", "sub_acts", {"acts": ("6-01",)}, "不属于“未按照合同约定提供服务”"),
    ("confirm", "responsible", {"responsible": " "}, "请写明责任人"),
    ("confirm", "term", {"new_term_on": None}, "请写明完成时限"),
    ("propose_rejection", "evidence", {"evidence": 0}, "至少列出一件证据"),
    ("propose_rejection", "reason", {"reason": " "}, "请写明原因"),
    ("approve_rejection", "proposed", {"is_proposed": False}, "还没有提请"),
    ("approve_rejection", "not_proposer", {"proposer_id": 7}, "由另一位负责人批准"),
    ("fix_on_spot", "same_day", {"on": TODAY.replace(day=19)}, "须在确认当日.*改好"),
    ("fix_on_spot", "staff", {"staff": ("甲", " 甲 ")}, "两名工作人员"),
    ("fix_on_spot", "before_after", {"before": 0}, "整改前和整改后的照片"),
    ("sign", "party", {"parties": 2}, "涉及 2 家企业"),
    ("sign", "law", {"stale_laws": ("PMR-63",)}, "PMR-63 在签发当日没有施行"),
    ("sign", "officers", {"officers": ()}, "两名执法人员的姓名和执法证号"),
    ("sign", "demands", {"demands": ""}, "逐条写明整改要求"),
    ("sign", "term", {"new_term_on": TODAY.replace(month=11)}, "晚于专项行动结束的 2024年10月31日"),
    ("sign", "whole", {"lacking": ("没有写明机关地址",)}, "通知书还不完整：没有写明机关地址"),
    ("dispatch", "proof", {"proof": ""}, "请写明送达凭证：受送达人签名"),
    ("serve", "by_receipt", {"way": "notice"}, "公告送达期满才视为送达"),
    ("serve", "proof", {"proof": " "}, "请写明送达凭证"),
    ("deem", "lapsed", {"deemed_on": TODAY}, "期限还没有满"),
    ("ask_extension", "first_extension", {"extensions": 1}, "已经延期过一次"),
    ("ask_extension", "not_safety", {"category": "CAT-3"}, "安全防范类问题不能延期"),
    ("sign", "term", {"new_term_on": TODAY.replace(year=2025, month=7)}, "晚于专项行动结束"),
    ("sign", "term", {"ends_on": None, "new_term_on": TODAY.replace(year=2042)}, "请核对年份"),
    ("ask_extension", "in_time", {"term_on": TODAY.replace(day=17)}, "6月17日已经届满"),
    ("ask_extension", "reason", {"reason": ""}, "请写明原因"),
    ("grant_extension", "first_extension", {"extensions": 1}, "已经延期过一次"),
    ("grant_extension", "not_safety", {"category": "CAT-3"}, "安全防范类问题不能延期"),
    ("grant_extension", "in_time", {"term_on": TODAY.replace(day=17)}, "6月17日已经届满"),
    ("grant_extension", "requested", {"is_asked": False}, "企业没有提出延期申请"),
    ("grant_extension", "extent", {"rest_day": "6月23日是休息日，请写 6月24日"}, "请写 6月24日。"),
    ("grant_extension", "extent", {"latest_on": TODAY.replace(day=21)}, "最多延长 15 日"),
    ("refuse_extension", "asked", {"is_asked": False}, "企业没有提出延期申请"),
    ("refuse_extension", "reason", {"reason": ""}, "请写明原因"),
    ("submit", "report", {"report": ""}, "请写明整改情况"),
    ("submit", "after_photos", {"after": 0}, "整改后的照片"),
    ("submit", "publication", {"category": "CAT-6", "publication": 0}, "醒目位置公示的照片"),
    ("submit", "repayment", {"category": "CAT-7", "repaid": 0}, "应退金额和已退金额"),
    ("clear", "rechecked", {"visit": None}, "请选择这个小区的一条“复核”检查记录"),
    ("clear", "not_finder", {"finder_id": 7}, "由您确认，须由另一名同事复核"),
    ("fail", "reason", {"reason": ""}, "请写明原因"),
    ("fail", "short_term", {"latest_on": TODAY.replace(day=20)}, "不超过 7 日，最迟 2024年6月20日"),
    ("mark_overdue", "due_passed", {"term_on": TODAY}, "整改期限还没有过"),
    ("escalate", "failed_twice", {"failures": 1}, "现在 1 次"),
    ("escalate", "branch", {"category": "CAT-3", "measures": ("penalty",)}, "移送消防救援机构"),
    ("add_measure", "branch", {"category": "CAT-3", "measures": ("penalty",)}, "不能立案处罚"),
    ("escalate", "branch", {"measures": ()}, "至少选一项处置措施"),
    ("escalate", "branch", {"is_guided": False, "measures": ("regrade",)}, "没有登记为政府指导价"),
    ("add_measure", "branch", {"is_guided": False, "measures": ("regrade",)}, "按物业服务合同调整"),
    ("escalate", "reason", {"reason": ""}, "请写明原因"),
    ("add_measure", "branch", {"measures": ("exit",)}, "启动企业退出已经在进行"),
    ("add_measure", "reason", {"reason": ""}, "请写明原因"),
    ("end_measure", "running", {"running": ()}, "没有正在进行的这项措施"),
    ("end_measure", "reason", {"reason": ""}, "请写明原因"),
    ("hand_over", "leaving", {"running": ()}, "措施本身不能销号"),
    ("hand_over", "successor", {"successor": ""}, "接任企业.*的书面确认"),
    ("relapse", "seen_again", {"visit": None}, "“复核”或“督导”检查记录"),
    ("relapse", "same_act", {"acts": ("1-01",)}, "不是原来的问题行为"),
    ("relapse", "look_back", {"completed_on": TODAY.replace(month=4)}, "销号已满 60 日"),
    ("relapse", "term", {"new_term_on": None}, "请写明完成时限"),
    ("relapse", "reason", {"reason": ""}, "请写明原因"),
    ("annul", "reason", {"reason": ""}, "请写明原因"),
    ("assign", "responsible", {"responsible": ""}, "请写明责任人"),
    ("undo", "undoable", {"undo_refusal": "没有可以撤回的。"}, "没有可以撤回的"),
    ("undo", "reason", {"reason": ""}, "请写明原因"),
    ("void", "reason", {"reason": ""}, "请写明原因"),
]  # fmt: skip


def whoever_may(act: str) -> tuple[Actor, frozenset[Side]]:
    """The first post that the golden table lets do it."""
    side, role = sorted(whoever(GOLDEN[act][0]))[0]
    return (SYSTEM if side == "clock" else an_actor(Role(role))), frozenset({Side(side)})


def refusal(machine: Machine[Situation], act: str, stage: Stage, amiss: dict) -> str:
    """What the machine says to a step in which something is amiss."""
    actor, sides = whoever_may(act)
    try:
        machine.check(act, stage, actor=actor, sides=sides, now=good(act, stage, **amiss))
    except NotNow as told:
        return told.sentence
    return ""


@pytest.mark.parametrize(
    ("act", "guard", "amiss", "sentence"),
    REFUSALS,
    ids=[f"{act}-{guard}" for act, guard, _, _ in REFUSALS],
)
def test_each_guard_refuses_with_its_sentence_and_nothing_else_does_in_its_place(
    act, guard, amiss, sentence
):
    guarded = [row for row in STEPS if row.act == act and guard in row.guards]
    assert guarded
    for row in guarded:
        with pytest.raises(NotNow, match=sentence):
            raise NotNow(refusal(PROBLEM_FLOW, act, Stage(row.start), amiss))

        left = tuple(other for other in row.guards if other != guard)
        without = tuple(replace(it, guards=left) if it is row else it for it in STEPS)

        assert not refusal(replace(PROBLEM_FLOW, rows=without), act, Stage(row.start), amiss)


def test_no_guard_of_any_row_is_left_untried():
    tried = {(act, guard) for act, guard, _, _ in REFUSALS}

    assert {(step.act, guard) for step in STEPS for guard in step.guards} == tried
    assert {guard for _, guard in tried} == set(Guard) == set(GUARDS) == set(GUARD_LABELS)


def test_whoever_may_not_is_told_who_may_and_who_he_is():
    with pytest.raises(NotAllowed) as told:
        PROBLEM_FLOW.check(
            Act.SIGN,
            Stage.CFM,
            actor=an_actor(Role.C_OP),
            sides=frozenset({Side.KEEPER}),
            now=good("sign"),
        )

    assert "登记单位（县级负责人" in told.value.sentence
    assert "您的岗位是某局县级经办" in told.value.sentence
    assert told.value.rule == "T-P05"


def test_out_of_its_time_an_act_names_where_the_problem_stands():
    with pytest.raises(NotNow, match=r"问题现在是“已确认”，不能提交整改报告.*“整改中”、“逾期”"):
        PROBLEM_FLOW.check(
            Act.SUBMIT,
            Stage.CFM,
            actor=an_actor(Role.C_OP),
            sides=frozenset({Side.KEEPER}),
            now=good("submit"),
        )


def test_an_empty_form_closes_no_button_but_a_fact_does():
    empty = Situation(today=TODAY, known_acts=("1-03",), finder_id=7, submitted_on=TODAY)

    offers = PROBLEM_FLOW.offers(
        Stage.SUB,
        actor=an_actor(Role.C_OP),
        sides=frozenset({Side.KEEPER}),
        now=as_if_filled(empty),
    )

    told = {offer.act: offer.reason for offer in offers}
    assert "另一名同事" in told["clear"]
    assert told["assign"] == ""
    assert "sign" not in told


@pytest.mark.parametrize(
    ("actor", "sides"),
    [
        (an_actor(Role.C_OP), {Side.KEEPER}),
        (an_actor(Role.C_OP, area="140881"), set()),
        (an_actor(Role.M_OP, area="140800"), {Side.KEEPER, Side.CITY}),
        (an_actor(Role.M_INS, area="140800"), {Side.CITY}),
        (an_actor(Role.CO, unit="91140802MA0K3W7P8Y"), {Side.OWN}),
        (an_actor(Role.CO, unit="91140802MA0K00013F"), set()),
        (SYSTEM, {Side.CLOCK}),
    ],
)
def test_how_somebody_stands_to_a_problem(actor, sides):
    standpoint = Standpoint("140802", "91140802MA0K3W7P8Y")

    assert standpoint.sides(actor) == sides


def test_a_problem_without_company_is_no_companys_own():
    assert Standpoint("140802").sides(an_actor(Role.CO, unit="")) == frozenset()


def test_every_stage_and_act_has_its_word():
    assert set(GOLDEN) == {row.act for row in STEPS}
    assert set(STAGE_LABELS) == set(Stage)
    assert set(ACT_LABELS) == set(Act) == {step.act for step in STEPS}
    assert GOOD.keys() <= set(Act)
