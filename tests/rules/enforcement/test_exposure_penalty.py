"""The penalty of the register on which an exposure rests: each sentence (T-X02)."""

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.enforcement.courses import a_move, an_actor
from tests.rules.enforcement.test_exposure_matrix import good
from tingban.rules.actors import Role
from tingban.rules.enforcement.exposure_guards import GUARDS, Guard
from tingban.rules.enforcement.exposure_penalty import RegisterPenalty, why_it_does_not_carry

NUMBER = "盐市监罚〔2024〕7号"
# The step is taken on 18 June.
STANDS = RegisterPenalty(NUMBER, "明珠物业服务有限公司", True, True, date(2024, 6, 3))


def rested(
    row: RegisterPenalty | None, served_on: str = "2024-06-05", act: str = "publish", **amiss
):
    register = {NUMBER: row} if row else {}
    told = {"penalty": NUMBER, "penalty_served_on": served_on, "ground": "penalty"}
    return good(act, None, **{"register": register, "exposed": ()} | told | amiss)


@pytest.mark.parametrize(
    ("row", "served_on", "sentence"),
    [
        (STANDS, "2024-06-05", ""),
        # Served on the day of the decision, or on the day of the step: in force.
        (STANDS, "2024-06-03", ""),
        (STANDS, "2024-06-18", ""),
        (None, "2024-06-05",
         f"行政处罚台账里没有这家企业的处罚决定 {NUMBER}，请先登记，再以它曝光。"),
        (replace(STANDS, is_own=False), "2024-06-05",
         f"处罚决定 {NUMBER} 处罚的是“明珠物业服务有限公司”，不是这家企业，不能以它曝光。"),
        (replace(STANDS, is_here=False), "2024-06-05",
         f"处罚决定 {NUMBER} 登记在别的县(市、区)，由那里曝光。"),
        (replace(STANDS, decided_on=None), "2024-06-05",
         f"处罚决定 {NUMBER} 还没有作出，或者登记已经作废，不能以它曝光。"),
        (replace(STANDS, revoked_on=date(2024, 6, 18)), "2024-06-05",
         f"处罚决定 {NUMBER} 已于 2024年6月18日撤销，不能以它曝光（行政处罚法第四十八条）。"),
        (replace(STANDS, is_repaired=True), "2024-06-05",
         f"处罚决定 {NUMBER} 已经信用修复，公示信息已撤下，不再以它曝光。"),
        (STANDS, "", f"请写明处罚决定 {NUMBER} 送达企业的日期：送达以后才发生效力。"),
        (STANDS, "2024-06-02",
         f"送达的日期早于处罚决定 {NUMBER} 作出的日期（2024年6月3日），请核对。"),
        (STANDS, "2024-06-19",
         f"处罚决定 {NUMBER} 的送达日期 2024年6月19日还没有到，送达以后才能以它曝光。"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("act", "guard"),
    [("open", Guard.GROUND), ("publish", Guard.STANDING)],
)
def test_it_is_told_why_it_does_not_carry(row, served_on, sentence, act, guard):
    now = rested(row, served_on, act)

    assert why_it_does_not_carry(now) == sentence
    assert GUARDS[guard](now, an_actor(Role.C_OP)) == sentence


@pytest.mark.parametrize("amiss", [{}, {"exposed": ("WT-1",)}, {"ground": "escalated"}])
def test_a_criticism_is_not_carried_by_a_decision_that_was_chosen(amiss):  # 行政处罚法 9(一)
    sentence = "看不出那次处罚的是不是同一行为，也没有处以通报批评，不能代替"
    held = rested(STANDS, act="resume", **amiss)
    resumed = rested(STANDS, moves=(a_move("resume"),), **amiss)

    assert sentence in GUARDS[Guard.PENALTY](held, an_actor(Role.C_OP))
    # One that went on so before is not published either.
    assert sentence in GUARDS[Guard.STANDING](resumed, an_actor(Role.C_OP))


def test_a_decision_that_was_chosen_does_not_stand_in_for_the_problems_own_penalty():
    both = {"exposed": ("WT-1",), "unpunished": ("WT-1",)}

    told = GUARDS[Guard.STANDING](rested(STANDS, **both), an_actor(Role.C_OP))

    assert "问题 WT-1：没有立过处罚案件" in told


def test_the_problems_penalty_does_not_stand_in_for_the_decision_that_was_chosen():
    gone = replace(STANDS, revoked_on=date(2024, 6, 17))

    told = GUARDS[Guard.STANDING](rested(gone, exposed=("WT-1",)), an_actor(Role.C_OP))

    assert f"处罚决定 {NUMBER} 已于 2024年6月17日撤销" in told
