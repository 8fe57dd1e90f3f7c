"""A vote from its roll to its result: who, when, and what its plan must say."""

from dataclasses import replace
from datetime import date

import pytest

from tingban.rules.actors import Actor, Role
from tingban.rules.errors import NotAllowed, NotNow, Refused
from tingban.rules.exits.vote import Matter
from tingban.rules.exits.vote_stages import (
    Convener,
    Plan,
    VoteAct,
    VoteStage,
    Way,
    annulment_until,
    check_hand,
    check_sees_names,
    check_stage,
)

# Which acts are open in which stage, as the words of DOMAIN 3.3 X2…X4 have it.
GOLDEN = {
    "roll": {"plan", "import_roll", "freeze_roll", "drop"},
    "frozen": {"correct_roll", "issue", "drop"},
    "counting": {"correct_roll", "issue", "serve", "enter", "close", "drop"},
    "closed": {"post", "object", "answer"},
    "dropped": set(),
}
PLAN = Plan(
    "解聘物业服务企业表决", Convener.COMMITTEE, Way.WRITTEN, date(2024, 6, 3), date(2024, 6, 18),
    date(2024, 6, 28), ((Matter.DISMISS, ""),),
)  # fmt: skip


def actor(role: Role) -> Actor:
    return Actor(1, "某人", role, "u", "某单位", "140802")


@pytest.mark.parametrize("stage", VoteStage)
@pytest.mark.parametrize("act", VoteAct)
def test_every_act_in_every_stage(stage, act):
    if act.value in GOLDEN[stage.value]:
        check_stage(act, stage)
        return
    with pytest.raises(NotNow, match="现在不能") as refused:
        check_stage(act, stage)
    assert "第二百七十八条" in refused.value.rule


def test_a_frozen_roll_is_corrected_part_by_part():
    with pytest.raises(NotNow, match="清册已经冻结，不能再改。错了的逐套更正"):
        check_stage(VoteAct.IMPORT_ROLL, VoteStage.COUNTING)


@pytest.mark.parametrize("role", Role)
def test_owners_street_and_county_have_a_hand_in_it(role):
    if role in {Role.OWN, Role.STR, Role.C_OP, Role.C_LD}:
        check_hand(actor(role))
        return
    with pytest.raises(NotAllowed, match="《物业管理条例》第十条"):
        check_hand(actor(role))


@pytest.mark.parametrize("role", Role)
def test_the_owners_alone_get_their_names(role):
    if role is Role.OWN:
        check_sees_names(actor(role))
        return
    with pytest.raises(NotAllowed, match="个人信息保护法》第六条"):
        check_sees_names(actor(role))


# --- the plan -------------------------------------------------------------------------------------


def test_fifteen_days_of_notice_are_enough():
    PLAN.check()


def test_fourteen_are_not():
    with pytest.raises(Refused, match=r"《物业管理条例》第十四条.*最迟 2024年6月2日"):
        replace(PLAN, votes_from=date(2024, 6, 17)).check()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": " "}, "请写明这次表决的名称"),
        ({"matters": ()}, "至少写一个表决事项"),
        ({"matters": ((Matter.HIRE, "甲"), (Matter.HIRE, "甲 "))}, "完全一样"),
        ({"matters": ((Matter.HIRE, "长" * 41),)}, "最多写 40 个字"),
        ({"votes_until": date(2024, 6, 17)}, "截止日早于开始日"),
        ({"convener": Convener.MANAGEMENT}, "第二百七十七条.*请写明依据"),
        ({"follow": True}, "第二百七十八条.*议事规则的明文"),
        ({"follow": True, "rule_name": "议事规则"}, "原文抄录"),
        ({"follow": True, "rule_text": "未参与表决的业主计入多数票。"}, "写明议事规则的名称"),
    ],
)
def test_a_plan_that_would_void_the_decision_is_refused(change, sentence):
    with pytest.raises(Refused, match=sentence):
        replace(PLAN, **change).check()


def test_what_the_rules_of_the_owners_allow_is_let_through():
    replace(PLAN, convener=Convener.MANAGEMENT, basis="盐湖区物管会暂行办法第六条").check()
    replace(
        PLAN, follow=True, rule_name="业主大会议事规则", rule_text="未参与表决的业主计入多数票。"
    ).check()


@pytest.mark.parametrize(
    ("known", "until"),
    [(date(2024, 7, 1), date(2025, 7, 1)), (date(2024, 2, 29), date(2025, 2, 28))],
)
def test_the_court_may_be_asked_for_a_year(known, until):
    assert annulment_until(known) == until
