"""The golden table of 移送, by hand from DOMAIN 3.2 (c), T-X07, DL-28 and 移送规定 5, 6, 8, 9.

It says who may do what from where, and where that leads. Whoever changes the flow changes this
table too. Each row and each guard is taken out once, and something must turn red.
"""

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.enforcement.courses import TODAY, YESTERDAY, APaper, Table, a_move, an_actor
from tests.rules.enforcement.joint_values import LISTED, a_measure
from tingban.rules.actors import Role
from tingban.rules.enforcement.transfer_fields import BASES, FIELDS
from tingban.rules.enforcement.transfer_flow import MAIN, STEPS, TRANSFER_FLOW
from tingban.rules.enforcement.transfer_guards import GUARD_LABELS, GUARDS, Guard
from tingban.rules.enforcement.transfer_stages import (
    ACT_LABELS,
    ENDS,
    KEPT,
    LETTER_OF,
    MATTER_LABELS,
    RECEIVER_LABELS,
    STAGE_LABELS,
    Act,
    Matter,
    Receiver,
    Stage,
)
from tingban.rules.law import ARTICLE_BY_KEY
from tingban.rules.rectification.course import Course

CLERKS = "keeper: C-OP C-LD M-OP M-LD"
HEADS = "keeper: C-LD M-LD"
GOLDEN = {
    # draft → C-LD approve → sent
    "open": (CLERKS, "– → DRAFT"),
    "approve": (HEADS, "DRAFT → APPROVED"),
    "keep_back": (HEADS, "DRAFT → KEPT_BACK"),
    "prepare": (CLERKS, "DRAFT → DRAFT, APPROVED → APPROVED"),
    "drop": (CLERKS, "DRAFT → DROPPED, APPROVED → DROPPED"),
    "send": (CLERKS, "APPROVED → SENT"),
    # 对方 受理/不予受理/立案/处理结果, entered by the bureau.
    "accept": (CLERKS, "SENT → ACCEPTED"),
    "decline": (CLERKS, "SENT → DECLINED"),
    "file": (CLERKS, "SENT → FILED, ACCEPTED → FILED, REVIEWING → FILED, WATCHED → FILED"),
    "result": (CLERKS, "SENT → RESULT, ACCEPTED → RESULT, FILED → RESULT, WATCHED → RESULT"),
    # 移送规定 8, 9
    "not_file": (CLERKS, "SENT → NOT_FILED, ACCEPTED → NOT_FILED"),
    "review": (HEADS, "NOT_FILED → REVIEWING"),
    "uphold": (CLERKS, "REVIEWING → UPHELD"),
    "watch": (HEADS, "NOT_FILED → WATCHED, UPHELD → WATCHED"),
    # ask again every 15 d
    "urge": (
        CLERKS,
        (
            "SENT → SENT, ACCEPTED → ACCEPTED, FILED → FILED, REVIEWING → REVIEWING,"
            " WATCHED → WATCHED"
        ),
    ),
    "close": (
        CLERKS,
        "RESULT → CLOSED, DECLINED → CLOSED, NOT_FILED → CLOSED, UPHELD → CLOSED",
    ),
    # ADR 0004
    "undo": (CLERKS, ", ".join(f"{stage.name} → {stage.name}" for stage in Stage)),
}
OF_CRIME = {"keep_back", "not_file", "review", "uphold", "watch"}
TEAM = [{"name": "甲", "certificate": "0801"}, {"name": "乙", "certificate": "0802"}]
TOLD = {
    "matter": "crime",
    "receiver": "police",
    "team": TEAM,
    "measures": [],
    "measure_words": [],
    "approved_at": "2024-06-17T16:00:00+08:00",
    "sent_at": "2024-06-18T15:00:00+08:00",
    "report": "调查报告 12 页",
    "inventory": "无涉案物品",
    "appraisal": "无需检验鉴定",
    "way": "letter",
}
PAPERS = {
    f"enforcement.{name}": APaper()
    for name in (
        "transfer_letter",
        "crime_letter",
        "joint_letter",
        "sealed_letter",
        "transfer_urging",
    )
}


def good(act: str, stage: str | None, **amiss) -> Course:
    """All is well for this act here; `amiss` is changed: of the answers, beside, papers."""
    told = dict(TOLD)
    if act == "drop":
        told |= {"matter": "clue", "receiver": "market"}
    if act == "approve":
        told["approved_at"] = "2024-06-18T09:00:00+08:00"
    told |= {name: amiss.pop(name) for name in list(amiss) if name in TOLD}
    papers = {**PAPERS, **amiss.pop("papers", {})}
    papers = {key: paper for key, paper in papers.items() if paper}
    now = Course(
        today=TODAY, stage=stage, opened_on=YESTERDAY, papers=papers,
        beside={
            "due_on": amiss.pop("due_on", TODAY), "has_company": amiss.pop("has_company", True),
            "joint_measures": amiss.pop("listed", LISTED),
            "problems": amiss.pop("problems", 1), "gone": amiss.pop("gone", ()),
        }, told=told, reason="有依据",
    )  # fmt: skip
    return replace(now, **amiss)


TABLE = Table(TRANSFER_FLOW, GOLDEN, Stage, good)


@pytest.mark.parametrize("act", list(Act))
def test_every_act_by_every_post_on_every_side_in_every_stage_is_as_the_golden_table_says(act):
    assert TABLE.differences(act) == []


@pytest.mark.parametrize("gone", STEPS, ids=lambda step: f"{step.act}-{step.start}")
def test_without_a_row_the_golden_table_is_not_met(gone):
    assert TABLE.without_row(gone)


CLUE = {"matter": "clue", "receiver": "market"}
# Proposed while it was on the list; from today on it is not.
PROPOSED = {
    **CLUE, "matter": "joint", "measures": ["talk"],
    "measure_words": ["共同约谈企业负责人（依据：运建房字〔2024〕42号（联合惩戒））"],
}  # fmt: skip
TALK = a_measure("talk", "共同约谈企业负责人")
TALKED = TALK.words(TODAY)
ENDED = {**PROPOSED, "listed": (a_measure("talk", "共同约谈企业负责人", valid_until=TODAY),)}
# (act, guard, what is amiss, part of the sentence); it stands before every row of the act.
REFUSALS = [
    ("open", "receiver", {"receiver": "market"}, "向同级公安机关移送（移送规定第五条）"),
    ("open", "party", {**CLUE, "has_company": False}, "都针对企业，请选定企业"),
    ("open", "sealed", {"matter": "clue", "receiver": "discipline"}, "由市级负责人移送纪检监察"),
    ("open", "team", {"team": TEAM[:1]}, "两名以上行政执法人员"),
    ("open", "measures", {"measures": ["talk"]}, "惩戒措施只用于联合惩戒建议"),
    ("approve", "on_the_list", ENDED, "自 2024年6月18日起已经停用，没有依据的建议不能发出"),
    ("approve", "approved_at", {"approved_at": None}, "批准后 24 小时内"),
    ("prepare", "measures", {"measures": ["talk"]}, "惩戒措施只用于联合惩戒建议"),
    ("keep_back", "crime", CLUE, "只用于涉嫌犯罪案件"),
    ("keep_back", "reason", {"reason": " "}, "理由记录在案"),
    ("drop", "not_crime", {"matter": "crime"}, "不批准并将理由记录在案"),
    ("drop", "reason", {"reason": ""}, "请写明理由"),
    (
        "send", "problems_stand", {"problems": 0, "gone": ("WT-1",)},
        "这件移送对应的问题 WT-1 已经撤销.*T-P15.*撤回提请",
    ),
    ("send", "on_the_list", ENDED, "请用“补充移送材料”从现行清单中重新选定"),
    ("send", "letter", {"papers": {"enforcement.crime_letter": None}}, "《涉嫌犯罪案件移送书》"),
    ("send", "enclosed", {"appraisal": " "}, "应当附检验报告或者鉴定结论（移送规定第六条）"),
    (
        "send", "in_hours",
        {"sent_at": "2024-06-18T16:00:01+08:00", "reason": ""}, "超过了批准后 24 小时",
    ),
    ("not_file", "crime", CLUE, "只用于涉嫌犯罪案件"),
    ("review", "in_three_days", {"due_on": YESTERDAY}, "自接到通知之日起 3 日内"),
    ("watch", "in_three_days", {"due_on": YESTERDAY}, "2024年6月17日已经过了"),
    ("urge", "urging", {"papers": {"enforcement.transfer_urging": None}}, "《催询函》"),
    ("close", "reason", {"reason": " "}, "请写明理由"),
    ("undo", "reason", {"reason": ""}, "请写明理由"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("act", "guard", "amiss", "sentence"),
    REFUSALS,
    ids=[f"{act}-{guard}" for act, guard, _, _ in REFUSALS],
)
def test_each_guard_refuses_with_its_sentence_and_nothing_else_does_in_its_place(
    act, guard, amiss, sentence
):
    TABLE.check_guard(act, guard, amiss, sentence)


def test_no_guard_of_any_row_is_left_untried():
    tried = {(act, guard) for act, guard, _, _ in REFUSALS}

    assert {(step.act, guard) for step in STEPS for guard in step.guards} == tried
    assert {guard for _, guard in tried} == set(Guard) == set(GUARDS) == set(GUARD_LABELS)


def test_every_stage_and_act_has_its_word_and_every_open_stage_its_main_step():
    assert set(STAGE_LABELS) == set(Stage)
    assert set(ACT_LABELS) == set(Act) == set(GOLDEN)
    assert set(MAIN) == set(Stage) - ENDS
    assert set(FIELDS) | KEPT <= set(Act)
    assert set(MATTER_LABELS) == set(Matter) == set(LETTER_OF)
    assert set(RECEIVER_LABELS) == set(Receiver)


def test_the_heads_of_the_city_alone_hand_over_to_discipline():
    now = good("open", None, matter="clue", receiver="discipline", team=[])

    for role in (Role.C_OP, Role.C_LD, Role.M_OP):
        assert "信访工作条例第二十二条第二款" in GUARDS[Guard.SEALED](now, an_actor(role))
    assert not GUARDS[Guard.SEALED](now, an_actor(Role.M_LD, area="140800"))


@pytest.mark.parametrize(
    ("receiver", "measures", "told"),
    [
        ("tax", [], "只能从清单中选"),
        ("tax", ["fire"], "“对消防安全防范不到位的依法查处”不是税务机关能采取的措施"),
        ("fire", ["fire", "inspect"], ""),
    ],
)
def test_joint_measures_come_from_the_list_and_fit_the_receiver(receiver, measures, told):
    now = good("open", None, matter="joint", receiver=receiver, measures=measures)

    assert told in GUARDS[Guard.MEASURES](now, an_actor(Role.C_OP))
    assert bool(told) == bool(GUARDS[Guard.MEASURES](now, an_actor(Role.C_OP)))


def test_nothing_is_proposed_to_the_police_or_to_discipline_as_a_joint_measure():
    for receiver in ("police", "discipline"):
        now = good("open", None, matter="joint", receiver=receiver)
        assert "联合惩戒建议不发给" in GUARDS[Guard.RECEIVER](now, an_actor(Role.C_OP))


def test_every_basis_of_a_transfer_is_registered():
    assert set(BASES) <= set(ARTICLE_BY_KEY)


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        (a_measure(valid_until=TODAY), "在 2024年6月18日不在联合惩戒措施清单上，没有依据"),
        (a_measure(valid_from=date(2024, 6, 19)), "不在联合惩戒措施清单上"),
        (a_measure(valid_from=TODAY), ""),
        (a_measure(valid_until=date(2024, 6, 19)), ""),
    ],
)
def test_a_measure_is_proposed_on_the_days_on_which_it_holds(listed, told):
    now = good("open", None, matter="joint", receiver="tax", measures=["inspect"], listed=(listed,))

    said = GUARDS[Guard.MEASURES](now, an_actor(Role.C_OP))

    assert told in said
    assert bool(told) == bool(said)


@pytest.mark.parametrize(
    ("keys", "words", "listed", "told"),
    [
        # A key that the list never had says nothing; the other keeps its own words.
        (["gone", "inspect"], [], [a_measure()], "“gone”在 2024年6月18日不在"),
        (["inspect", "gone"], [], [a_measure()], "“gone”在 2024年6月18日不在"),
        (["talk", "inspect"], [TALKED], [a_measure(), TALK], "内容或者依据在提请之后改了"),
        (["talk", "inspect"], [TALKED, a_measure().words(TODAY)], [a_measure(), TALK], ""),
        (["talk", "inspect"], [a_measure().words(TODAY), TALKED], [a_measure(), TALK], "改了"),
    ],
)
def test_each_measure_is_compared_with_its_own_words(keys, words, listed, told):
    answers = PROPOSED | {"measures": keys, "measure_words": words}
    now = good("send", Stage.APPROVED, **answers, listed=tuple(listed))

    said = GUARDS[Guard.ON_THE_LIST](now, an_actor(Role.C_OP))

    assert told in said
    assert bool(told) == bool(said)


def test_what_was_chosen_anew_from_the_list_goes_out():
    ended = a_measure("talk", "共同约谈企业负责人", valid_until=TODAY)
    again = {"measures": ["inspect"], "measure_words": [a_measure().words(TODAY)]}
    now = good("send", Stage.APPROVED, **(PROPOSED | again), listed=(a_measure(), ended))

    assert not GUARDS[Guard.ON_THE_LIST](now, an_actor(Role.C_OP))


def test_what_reads_otherwise_by_now_is_chosen_anew():
    old = a_measure("talk", "共同约谈企业负责人", valid_until=TODAY)
    new = a_measure("talk", "约谈企业负责人和项目经理", valid_from=TODAY)
    now = good("send", Stage.APPROVED, **PROPOSED, listed=(old, new))

    said = GUARDS[Guard.ON_THE_LIST](now, an_actor(Role.C_OP))

    assert "现在是“约谈企业负责人和项目经理（依据：" in said
    assert "重新选定" in said


def test_what_is_no_longer_that_organs_measure_does_not_go_to_it():
    listed = (a_measure("talk", "共同约谈企业负责人", receivers=frozenset({Receiver.TAX})),)
    now = good("send", Stage.APPROVED, **PROPOSED, listed=listed)

    assert "不再向市场监管部门建议" in GUARDS[Guard.ON_THE_LIST](now, an_actor(Role.C_OP))


def test_a_sending_of_yesterday_is_judged_by_the_list_of_yesterday():
    ended = (a_measure("talk", "共同约谈企业负责人", valid_until=TODAY),)
    now = good("send", Stage.APPROVED, **PROPOSED, listed=ended, on=YESTERDAY)

    assert not GUARDS[Guard.ON_THE_LIST](now, an_actor(Role.C_OP))


def test_a_proposal_of_before_the_list_was_kept_has_the_words_of_its_first_day():
    now = good("send", Stage.APPROVED, **(PROPOSED | {"measure_words": []}))

    assert not GUARDS[Guard.ON_THE_LIST](now, an_actor(Role.C_OP))
    changed = a_measure("talk", "约谈负责人", valid_from=TODAY)
    listed = (a_measure("talk", "共同约谈企业负责人", valid_until=TODAY), changed)
    later = good("send", Stage.APPROVED, **(PROPOSED | {"measure_words": []}), listed=listed)
    assert "“共同约谈企业负责人”的内容或者依据在提请之后改了" in GUARDS[Guard.ON_THE_LIST](
        later, an_actor(Role.C_OP)
    )


@pytest.mark.parametrize(
    ("receiver", "needs"),
    [("market", True), ("price", True), ("tax", True),
     ("fire", False), ("police", False), ("urban", False), ("discipline", False)],
)  # fmt: skip
def test_prices_taxes_and_joint_measures_are_a_companys(receiver, needs):
    def told(matter: str) -> str:
        now = good("open", None, matter=matter, receiver=receiver, has_company=False)
        return GUARDS[Guard.PARTY](now, an_actor(Role.C_OP))

    assert bool(told("clue")) is needs
    assert told("joint")


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("2024-06-18T16:00:00+08:00", ""),  # the 24th hour is still in time
        ("2024-06-18T15:59:59+08:00", ""),
        ("2024-06-17T15:59:59+08:00", "早于批准的时刻"),
        ("2024-06-17T16:30:00+08:00", "不是同一天"),
        (None, "请写明移送的时刻"),
    ],
)
def test_the_24_hours_run_from_the_moment(sent, told):
    now = good("send", Stage.APPROVED, sent_at=sent, reason="")

    assert GUARDS[Guard.IN_HOURS](now, an_actor(Role.C_OP)) == told or (
        told and told in GUARDS[Guard.IN_HOURS](now, an_actor(Role.C_OP))
    )


def test_what_is_late_still_goes_with_its_reason():
    now = good("send", Stage.APPROVED, sent_at="2024-06-18T22:00:00+08:00", reason="暴雨停电")

    assert not GUARDS[Guard.IN_HOURS](now, an_actor(Role.C_OP))


@pytest.mark.parametrize("name", ["report", "inventory", "appraisal"])
def test_each_enclosure_is_a_required_answer(name):
    now = good("send", Stage.APPROVED, **{name: ""})

    assert "移送规定第六条" in GUARDS[Guard.ENCLOSED](now, an_actor(Role.C_OP))


def test_a_second_letter_of_urging_is_a_new_letter():
    asked = (a_move("urge", on=TODAY),)
    old = {"enforcement.transfer_urging": APaper(signed_on=YESTERDAY)}

    assert GUARDS[Guard.URGING](good("urge", Stage.SENT, moves=asked, papers=old), None)
    assert not GUARDS[Guard.URGING](good("urge", Stage.SENT, moves=asked), None)
    assert not GUARDS[Guard.URGING](good("urge", Stage.SENT, way="phone", papers=old), None)


def test_what_is_sealed_goes_with_its_own_letter_and_is_never_urged_by_one():
    sealed = {"matter": "clue", "receiver": "discipline"}
    no_letter = {"enforcement.sealed_letter": None}

    assert "《移送函（密封）》" in GUARDS[Guard.LETTER](
        good("send", None, papers=no_letter, **sealed), None
    )
    assert not GUARDS[Guard.LETTER](good("send", None, **sealed), None)
    assert "不发催询函" in GUARDS[Guard.URGING](good("urge", Stage.SENT, **sealed), None)
