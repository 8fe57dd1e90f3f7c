"""The golden table of 典型案例曝光, by hand from T-X02, DOMAIN 1.3 (trap 2), 个人信息保护法 25.

It says who may do what from where, and where that leads. Whoever changes the flow changes this
table too. Each row and each guard is taken out once, and something must turn red.
"""

from dataclasses import replace

import pytest

from tests.rules.enforcement.courses import TODAY, YESTERDAY, APaper, Table, a_move, an_actor
from tingban.rules.actors import Role
from tingban.rules.enforcement.exposure_fields import FIELDS
from tingban.rules.enforcement.exposure_flow import EXPOSURE_FLOW, MAIN, STEPS
from tingban.rules.enforcement.exposure_guards import GUARD_LABELS, GUARDS, Guard
from tingban.rules.enforcement.exposure_stages import (
    ACT_LABELS,
    ENDS,
    GROUND_LABELS,
    KEPT,
    NATURE_LABELS,
    STAGE_LABELS,
    Act,
    Ground,
    Nature,
    Stage,
)
from tingban.rules.rectification.course import Course

CLERKS = "keeper: C-OP C-LD M-OP M-LD"
HEADS = "keeper: C-LD M-LD"
LAW = "city: M-LAW"
GOLDEN = {
    # 选题→事实核对
    "open": (CLERKS, "– → CHOSEN"),
    "write": (
        CLERKS,
        (
            "CHOSEN → CHOSEN, CHECKED → CHOSEN, REVIEWED → CHOSEN, REDACTED → CHOSEN,"
            " TOLD → CHOSEN, HEARD → CHOSEN"
        ),
    ),
    "check": (CLERKS, "CHOSEN → CHECKED"),
    # 法制审核(通报批评?) by the city's 法规科 alone.
    "admit": (LAW, "CHECKED → REVIEWED"),
    "hold": (LAW, "CHECKED → CRITICISM"),
    "resume": (CLERKS, "CRITICISM → CHOSEN"),
    # 隐去个人信息→企业陈述 3 wd
    "redact": (CLERKS, "REVIEWED → REDACTED"),
    "tell": (CLERKS, "REDACTED → TOLD"),
    "plead": (f"own: CO; {CLERKS}", "TOLD → HEARD"),
    # 签发→发布→整改后更新→撤下
    "sign": (HEADS, "TOLD → SIGNED, HEARD → SIGNED"),
    "publish": (CLERKS, "SIGNED → PUBLISHED"),
    "update": (HEADS, "PUBLISHED → PUBLISHED"),
    "withdraw": (HEADS, "PUBLISHED → WITHDRAWN"),
    "drop": (
        HEADS,
        (
            "CHOSEN → DROPPED, CHECKED → DROPPED, REVIEWED → DROPPED, REDACTED → DROPPED,"
            " TOLD → DROPPED, HEARD → DROPPED, CRITICISM → DROPPED, SIGNED → DROPPED"
        ),
    ),
    # ADR 0004; what the public has read is withdrawn instead.
    "undo": (
        f"{CLERKS}; {LAW}",
        (
            "CHOSEN → CHOSEN, CHECKED → CHECKED, REVIEWED → REVIEWED, CRITICISM → CRITICISM,"
            " REDACTED → REDACTED, TOLD → TOLD, HEARD → HEARD, SIGNED → SIGNED,"
            " PUBLISHED → PUBLISHED, DROPPED → DROPPED"
        ),
    ),
}
TOLD = {
    "ground": "escalated",
    "refusal": "",
    "penalty": "",
    "penalty_served_on": "",
    "headline": "某小区公共收益三年未公示",
    "facts": ["2021 年至 2023 年未公示公共收益。", "6 月 3 日责令整改，逾期未改。"],
    "sources": ["检查记录 XC-1", "责令整改通知书 1 号"],
    "is_checked": True,
    "nature": "report",
    "is_seen": True,
    "plea_answer": "不采纳，证据确凿",
    "media": ["运城日报"],
    "update": "企业已于 6 月 17 日补公示，经复核属实。",
    "hidden": [],
    "spared": [],
}
PAPERS = {f"enforcement.exposure_{name}": APaper() for name in ("notice", "case")}
BESIDE = {
    "uscc": "91140802MA0K3W7P8Y", "escalated": True, "penalties": True, "exposed": ("WT-1",),
    "unpunished": (), "proofs": 1, "persons": ("韩某某",),
    "due_on": YESTERDAY, "register": {}, "unpunished_why": {},
    "problems": 1, "gone": (),
}  # fmt: skip


def good(act: str, stage: str | None, **amiss) -> Course:
    """All is well for this act here; `amiss` is changed: of the answers, beside, papers."""
    told = TOLD | {name: amiss.pop(name) for name in list(amiss) if name in TOLD}
    beside = BESIDE | {name: amiss.pop(name) for name in list(amiss) if name in BESIDE}
    papers = {**PAPERS, **amiss.pop("papers", {})}
    papers = {key: paper for key, paper in papers.items() if paper}
    now = Course(
        today=TODAY, stage=stage, opened_on=YESTERDAY, moves=(a_move("open", by_id=8),),
        papers=papers, beside=beside, told=told, reason="有依据",
    )  # fmt: skip
    return replace(now, **amiss)


TABLE = Table(EXPOSURE_FLOW, GOLDEN, Stage, good)


@pytest.mark.parametrize("act", list(Act))
def test_every_act_by_every_post_on_every_side_in_every_stage_is_as_the_golden_table_says(act):
    assert TABLE.differences(act) == []


@pytest.mark.parametrize("gone", STEPS, ids=lambda step: f"{step.act}-{step.start}")
def test_without_a_row_the_golden_table_is_not_met(gone):
    assert TABLE.without_row(gone)


NO_NOTICE = {"enforcement.exposure_notice": APaper(served_on=None)}
RESUMED = {"moves": (a_move("resume"),), "unpunished": ("WT-1",)}
GONE = {"problems": 0, "gone": ("WT-1",)}
# (act, guard, what is amiss, part of the sentence); it stands before every row of the act.
REFUSALS = [
    ("open", "company", {"uscc": ""}, "统一社会信用代码"),
    ("open", "ground", {"escalated": False}, "没有升级处置的问题"),
    ("write", "reason", {"reason": ""}, "请写明原因"),
    ("check", "other_eyes", {"moves": (a_move("open", by_id=7),)}, "由另一名同事核对"),
    ("check", "sources", {"sources": ["检查记录 XC-1"]}, "文本有 2 个事实，写了 1 个出处"),
    ("check", "checked", {"is_checked": False}, "逐条对照原件"),
    ("admit", "nature", {"nature": "criticism"}, "（行政处罚法第九条第一项）.*先立处罚案件"),
    ("resume", "penalty", {"unpunished": ("WT-1",)}, "WT-1 还没有.*行政处罚法第九条第一项"),
    ("redact", "seen", {"is_seen": False}, "个人信息保护法第二十五条"),
    ("tell", "notice", {"papers": NO_NOTICE}, "送达企业"),
    ("plead", "proven", {"proofs": 0}, "上传企业的书面意见.*T-X02"),
    ("sign", "problems_stand", GONE, "这件曝光对应的问题 WT-1 已经撤销.*T-P15.*“不予曝光”"),
    ("sign", "lapsed", {"due_on": TODAY}, "期限（2024年6月18日）还没有满"),
    ("sign", "signed", {"papers": {"enforcement.exposure_case": None}}, "由负责人签发"),
    ("sign", "replied", {"plea_answer": " "}, "采纳或不采纳及理由"),
    ("publish", "company", {"uscc": ""}, "统一社会信用代码"),
    ("publish", "problems_stand", GONE, "WT-1 已经撤销、作废或者经核查不属实"),
    ("publish", "standing", RESUMED, "WT-1 还没有.*行政处罚法第九条第一项"),
    ("publish", "media", {"media": ["报" * 97]}, "最多 96 个字"),
    ("update", "clean", {"update": "由业主刘某芳验收，电话 13935912345。"}, "电话“13935912345”"),
    ("withdraw", "reason", {"reason": " "}, "请写明原因"),
    ("drop", "reason", {"reason": ""}, "请写明原因"),
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
    assert set(GROUND_LABELS) == set(Ground)
    assert set(NATURE_LABELS) == set(Nature)


@pytest.mark.parametrize(
    ("amiss", "told"),
    [
        ({"ground": "penalty", "penalties": False}, "没有已作出的行政处罚决定"),
        ({"ground": "penalty", "escalated": False}, ""),
        (
            {"ground": "penalty", "penalty": "盐建罚〔2024〕1号"},
            "台账里没有这家企业的处罚决定",
        ),
        ({"penalty": "盐建罚〔2024〕1号"}, "“为什么曝光”请选“已作出行政处罚决定”"),
        ({"ground": "refusal"}, "催告函、责令通知书"),
        ({"ground": "refusal", "refusal": "6 月 1 日催告，仍不移交", "escalated": False}, ""),
    ],
)
def test_what_is_for_the_public_has_its_ground(amiss, told):
    found = GUARDS[Guard.GROUND](good("open", None, **amiss), an_actor(Role.C_OP))

    assert told in found
    assert bool(told) == bool(found)


@pytest.mark.parametrize(
    ("paper", "guard", "told"),
    [
        ("notice", Guard.NOTICE, "企业要按现在的文本重新告知"),
        ("case", Guard.SIGNED, "出新版本后再签发"),
    ],
)
def test_a_text_that_changed_after_its_paper_needs_a_new_one(paper, guard, told):
    old = {f"enforcement.exposure_{paper}": APaper(signed_on=YESTERDAY, served_on=YESTERDAY)}
    moves = (a_move("redact", on=TODAY),)

    assert told in GUARDS[guard](good("x", None, papers=old, moves=moves), an_actor(Role.C_LD))


def test_a_notice_is_entered_under_the_day_of_its_service():
    found = GUARDS[Guard.NOTICE](good("tell", None, on=YESTERDAY), an_actor(Role.C_OP))

    assert "2024年6月18日" in found


def test_without_a_problem_no_penalty_can_be_for_the_same_conduct():
    found = GUARDS[Guard.PENALTY](good("resume", None, exposed=()), an_actor(Role.C_OP))

    assert "没有关联问题" in found


@pytest.mark.parametrize("amiss", [{"unpunished": ("WT-1",)}, {"exposed": ()}])
def test_chosen_for_a_penalty_it_needs_one_that_stands_to_be_published(amiss):
    now = good("publish", None, ground="penalty", **amiss)

    assert "行政处罚法第九条第一项" in GUARDS[Guard.STANDING](now, an_actor(Role.C_OP))
    assert (
        GUARDS[Guard.STANDING](good("publish", None, ground="penalty"), an_actor(Role.C_OP)) == ""
    )


def test_chosen_for_a_penalty_it_is_told_which_one_does_not_carry_it_and_why():
    amiss = {
        "unpunished": ("WT-1", "WT-2"),
        "unpunished_why": {"WT-1": "处罚决定 盐建罚〔2024〕1号 已于 2024年6月17日撤销"},
    }

    told = GUARDS[Guard.STANDING](
        good("publish", None, ground="penalty", **amiss), an_actor(Role.C_OP)
    )

    assert "问题 WT-1：处罚决定 盐建罚〔2024〕1号 已于 2024年6月17日撤销；" in told
    assert "问题 WT-2：没有立过处罚案件。" in told


def test_what_was_never_held_needs_no_penalty_to_be_published():
    now = good("publish", None, unpunished=("WT-1",))

    assert GUARDS[Guard.STANDING](now, an_actor(Role.C_OP)) == ""


def test_the_company_itself_needs_no_proof():
    assert GUARDS[Guard.PROVEN](good("plead", None, proofs=0), an_actor(Role.CO)) == ""


def test_whom_the_register_names_is_never_spared():
    now = good("update", None, update="法定代表人韩某某已整改。", spared=["韩某某"])

    assert "韩某某" in GUARDS[Guard.CLEAN](now, an_actor(Role.C_LD))
