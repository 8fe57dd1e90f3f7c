"""The golden table of 重新核定服务等级, written by hand from DOMAIN 3.2 (a), AMB-35 and AMB-36.

It says who may do what from where, and where that leads. Whoever changes the flow changes this
table too. Each row and each guard is taken out once, and something must turn red.
"""

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.enforcement.courses import (
    TODAY,
    YESTERDAY,
    APaper,
    Table,
    a_move,
    an_actor,
)
from tingban.rules.actors import Role
from tingban.rules.audit.machine import Side
from tingban.rules.enforcement.level_fields import FIELDS
from tingban.rules.enforcement.level_flow import LEVEL_FLOW, MAIN, STEPS
from tingban.rules.enforcement.level_guards import GUARD_LABELS, GUARDS, Guard, direction
from tingban.rules.enforcement.level_stages import (
    ACT_LABELS,
    ENDS,
    KEPT,
    STAGE_LABELS,
    Act,
    Stage,
)
from tingban.rules.rectification.course import Course
from tingban.rules.registry.levels import DEFAULT_LEVELS, ServiceLevel

CLERKS = "keeper: C-OP C-LD M-OP M-LD"
HEADS = "keeper: C-LD M-LD"
GOLDEN = {
    # 启动 by the county; the head or his clerk.
    "open": (CLERKS, "– → BEGUN"),
    # 现场评定
    "rate": (CLERKS, "BEGUN → RATED"),
    # 告知企业; the company answers itself, or what it sent is entered.
    "tell": (CLERKS, "RATED → TOLD"),
    "plead": (f"own: CO; {CLERKS}", "TOLD → HEARD"),
    # 决定: the clerk drafts after the statement or its five days, the head decides.
    "draft": (CLERKS, "TOLD → DRAFTED, HEARD → DRAFTED"),
    "decide": (HEADS, "DRAFTED → DECIDED"),
    # 函告发展改革部门, and what it answers, late or not.
    "write": (CLERKS, "DECIDED → WRITTEN"),
    "answer": (CLERKS, "WRITTEN → ANSWERED, POSTED → POSTED"),
    # 公示 in the community; where the level stays there is no letter before it.
    "post": (CLERKS, "DECIDED → POSTED, WRITTEN → POSTED, ANSWERED → POSTED"),
    # 回访: asked again until the fee has changed.
    "visit": (CLERKS, "POSTED → POSTED"),
    "confirm": (CLERKS, "POSTED → CLOSED"),
    "revoke": (
        HEADS,
        (
            "DECIDED → REVOKED, WRITTEN → REVOKED, ANSWERED → REVOKED, POSTED → REVOKED,"
            " CLOSED → REVOKED"
        ),
    ),
    "stop": (
        HEADS,
        ("BEGUN → STOPPED, RATED → STOPPED, TOLD → STOPPED, HEARD → STOPPED, DRAFTED → STOPPED"),
    ),
    # ADR 0004
    "undo": (
        CLERKS,
        (
            "BEGUN → BEGUN, RATED → RATED, TOLD → TOLD, HEARD → HEARD, DRAFTED → DRAFTED,"
            " DECIDED → DECIDED, WRITTEN → WRITTEN, ANSWERED → ANSWERED, POSTED → POSTED,"
            " CLOSED → CLOSED, STOPPED → STOPPED"
        ),
    ),
}
TOLD = {
    "voices": "业委会 6 月 3 日来函反映保洁不到位",
    "raters": [{"name": name, "certificate": ""} for name in ("甲", "乙", "丙")],
    "sheet": ["房屋管理 50 40 41 42", "保洁 50 30 30.5 31"],
    "standard": "普通住宅小区物业管理服务等级标准（试行）",
    "findings": "保洁、维修不到位",
    "old_level": "二级",
    "proposed": "三级",
    "new_level": "三级",
    "effective_on": "2024-07-01",
    "plea_answer": "不采纳，现场记录在案",
    "days": 7,
    "old_fee": 80,
    "new_fee": 60,
    "fee_from": "2024-07-01",
}
PAPERS = {
    f"enforcement.level_{name}": APaper() for name in ("notice", "decision", "letter", "poster")
}


def good(act: str, stage: str | None, **amiss) -> Course:
    """All is well for this act here; `amiss` is changed: of the answers, beside, papers."""
    told = dict(TOLD)
    if (act, stage) == ("post", Stage.DECIDED):
        told["new_level"] = "二级"
    told |= {name: amiss.pop(name) for name in list(amiss) if name in TOLD}
    beside = {
        "levels": lambda on: DEFAULT_LEVELS, "is_guided": True, "pressing": True, "cases": False,
        "due_on": YESTERDAY, "proofs": 1, "problems": 1, "gone": (),
    }  # fmt: skip
    beside |= {name: amiss.pop(name) for name in list(amiss) if name in beside}
    papers = {**PAPERS, **amiss.pop("papers", {})}
    papers = {key: paper for key, paper in papers.items() if paper}
    now = Course(
        today=TODAY, stage=stage, opened_on=YESTERDAY, moves=(a_move("plead"),), papers=papers,
        beside=beside, told=told, reason="有依据",
    )  # fmt: skip
    return replace(now, **amiss)


TABLE = Table(LEVEL_FLOW, GOLDEN, Stage, good)


@pytest.mark.parametrize("act", list(Act))
def test_every_act_by_every_post_on_every_side_in_every_stage_is_as_the_golden_table_says(act):
    assert TABLE.differences(act) == []


@pytest.mark.parametrize("gone", STEPS, ids=lambda step: f"{step.act}-{step.start}")
def test_without_a_row_the_golden_table_is_not_met(gone):
    assert TABLE.without_row(gone)


UNSERVED = APaper(served_on=None)
# (act, guard, what is amiss, part of the sentence); it stands before every row of the act.
REFUSALS = [
    ("open", "guided", {"is_guided": False}, "收费方式没有登记为政府指导价"),
    ("open", "grounds", {"pressing": False, "voices": " "}, "请写明业主反映的情况"),
    ("rate", "raters", {"raters": TOLD["raters"][:2], "sheet": ["房屋 50 40 41"]}, "至少由 3 名"),
    ("rate", "sheet", {"sheet": ["保洁 50 30 51 31"]}, "“保洁”满分 50 分，乙给了 51 分"),
    ("rate", "old_level", {"old_level": "九级"}, "“九级”不在 2024年6月18日适用的服务等级表中"),
    ("rate", "proposed", {"proposed": "优"}, "“优”不在"),
    ("tell", "notice", {"papers": {"enforcement.level_notice": UNSERVED}}, "送达企业"),
    ("plead", "proven", {"proofs": 0}, "上传企业的书面意见.*T-P12a"),
    ("draft", "lapsed", {"due_on": TODAY}, "期限（2024年6月18日）还没有满"),
    ("draft", "new_level", {"new_level": "零级"}, "“零级”不在"),
    ("draft", "effective", {"effective_on": "2024-06-17"}, "不能溯及以前的收费"),
    ("draft", "replied", {"plea_answer": ""}, "采纳或不采纳及理由"),
    (
        "decide", "problems_stand", {"problems": 0, "gone": ("WT-1", "WT-2")},
        "这件核定对应的问题 WT-1、WT-2 已经撤销.*T-P15.*“终止核定”",
    ),
    ("decide", "guided", {"is_guided": False}, "建议由业主、业主委员会按物业服务合同调整"),
    ("decide", "signed", {"papers": {"enforcement.level_decision": None}}, "由负责人签发"),
    ("write", "changed", {"new_level": "二级"}, "不用函告发改部门"),
    ("write", "served", {"papers": {"enforcement.level_decision": UNSERVED}}, "救济途径"),
    ("write", "letter", {"papers": {"enforcement.level_letter": None}}, "给发展改革部门的函"),
    ("answer", "changed", {"new_level": "二级"}, "收费标准不变"),
    ("post", "kept_level", {"new_level": "三级"}, "请先函告发展改革部门"),
    ("post", "served", {"papers": {"enforcement.level_decision": UNSERVED}}, "送达企业"),
    ("post", "posted", {"papers": {"enforcement.level_poster": None}}, "小区公示的文本"),
    ("post", "days", {"days": 0}, "公示多少天"),
    ("visit", "changed", {"new_level": "二级"}, "收费标准不变"),
    ("confirm", "fee", {"new_fee": 80}, "等级下调，现在的收费却从 0.80 元变为 0.80 元"),
    ("revoke", "reason", {"reason": " "}, "请写明原因"),
    ("stop", "reason", {"reason": ""}, "请写明原因"),
    ("undo", "reason", {"reason": ""}, "请写明原因"),
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


def test_the_company_itself_needs_no_proof():
    assert GUARDS[Guard.PROVEN](good("plead", Stage.TOLD, proofs=0), an_actor(Role.CO)) == ""


def test_owners_words_or_a_complaint_are_reason_enough():
    assert not GUARDS[Guard.GROUNDS](good("open", None, pressing=False), None)
    voiceless = good("open", None, pressing=False, cases=True, voices="")
    assert not GUARDS[Guard.GROUNDS](voiceless, None)


@pytest.mark.parametrize(
    ("raters", "told"),
    [(("甲", "乙", "乙"), "现在写了 2 名"), (("甲", "乙", "丙", "丙"), "不同的评定人")],
)
def test_nobody_rates_twice(raters, told):
    now = good("rate", Stage.BEGUN, raters=[{"name": it, "certificate": ""} for it in raters])

    assert told in GUARDS[Guard.RATERS](now, an_actor(Role.C_OP))


def test_levels_are_compared_by_rank_where_five_is_the_best():  # AMB-36
    other = tuple(ServiceLevel(str(n), f"{word}级", n) for n, word in enumerate("一二三四五", 1))
    now = good("confirm", Stage.POSTED)

    assert direction(now) < 0
    assert direction(replace(now, beside=now.beside | {"levels": lambda on: other})) > 0


def test_the_standard_of_the_day_of_the_decision_is_asked():
    asked = []
    now = good("rate", Stage.BEGUN, levels=lambda on: asked.append(on) or DEFAULT_LEVELS)

    GUARDS[Guard.OLD_LEVEL](replace(now, on=date(2024, 6, 3)), None)

    assert asked == [date(2024, 6, 3)]


@pytest.mark.parametrize(
    ("amiss", "told"),
    [
        ({"new_level": "一级", "new_fee": 60}, "等级上调"),
        ({"new_level": "二级", "new_fee": 60}, "等级维持"),
        ({"fee_from": "2024-06-30"}, "新收费应自 2024年7月1日起执行"),
    ],
)
def test_the_fee_follows_the_level(amiss, told):
    now = good("confirm", Stage.POSTED, **amiss)

    assert told in GUARDS[Guard.FEE](now, an_actor(Role.C_OP))


def test_a_notice_is_entered_under_the_day_of_its_service():
    now = good("tell", Stage.RATED, on=YESTERDAY)

    assert "2024年6月18日" in GUARDS[Guard.NOTICE](now, an_actor(Role.C_OP))


@pytest.mark.parametrize(
    ("paper", "told"),
    [
        (APaper(signed_on=YESTERDAY), "按这一天登记"),
        (APaper(signed_on=date(2024, 6, 10)), "之后又办理了“拟定决定”"),
    ],
)
def test_the_day_of_the_decision_is_that_of_its_signature(paper, told):
    drafted = (a_move("draft", on=YESTERDAY),)
    now = good("decide", Stage.DRAFTED, papers={"enforcement.level_decision": paper}, moves=drafted)

    assert told in GUARDS[Guard.SIGNED](now, an_actor(Role.C_LD))


def test_an_empty_form_closes_no_button():
    now = good("rate", Stage.BEGUN)
    empty = replace(now, told={}, moves=())

    offers = LEVEL_FLOW.offers(
        Stage.BEGUN, actor=an_actor(Role.C_LD), sides=frozenset({Side.KEEPER}), now=empty
    )

    told = {offer.act: offer.reason for offer in offers if offer.is_near}
    assert told == {"rate": "", "stop": "", "undo": ""}
