"""The golden table of the Friday report, written by hand from DOMAIN 3.6.

It says who may do what from where; every act × state × role is compared with it. Whoever changes
`rules/weekly/steps.py` changes this table too, and a lawyer can read it.
"""

from datetime import datetime, timedelta
from itertools import product

import pytest

from tingban.rules.actors import ROLE_LABELS, SYSTEM, Actor, Role
from tingban.rules.areas import CITY
from tingban.rules.errors import NotAllowed, NotFound, NotNow, Refused
from tingban.rules.weekly.guards import GUARD_LABELS, GUARDS, Guard, Situation
from tingban.rules.weekly.steps import (
    ACT_LABELS,
    STATE_LABELS,
    STEPS,
    Act,
    State,
    check_step,
    open_steps,
)
from tingban.rules.weekly.weeks import SHANGHAI

YANHU, YONGJI = "140802", "140881"
CLOCK = "clock"
# act: (who for a county, who for 市本级, {from: to}); "-" is "not yet opened".
GOLDEN = {
    # T-R01
    "open": (CLOCK, CLOCK, {"-": "open"}),
    # T-R02
    "edit": (
        "C-OP",
        "M-OP",
        {"open": "draft", "draft": "draft", "returned": "draft", "auto": "auto"},
    ),
    # CHK-26: the head alone gives a value, and the clerk checks again.
    "override": (
        "C-LD",
        "M-LD",
        {
            "open": "draft",
            "draft": "draft",
            "returned": "draft",
            "checked": "draft",
            "auto": "auto",
            "auto_checked": "auto",
        },
    ),
    # T-R02
    "check": ("C-OP", "M-OP", {"draft": "checked", "auto": "auto_checked"}),
    "rework": (
        "C-OP C-LD",
        "M-OP M-LD",
        {
            "checked": "draft",
            "signed": "draft",
            "auto_checked": "auto",
            "auto_signed": "auto",
        },
    ),
    # T-R03, and signed anew where the figures moved on.
    "sign": (
        "C-LD",
        "M-LD",
        {
            "checked": "signed",
            "signed": "signed",
            "auto_checked": "auto_signed",
            "auto_signed": "auto_signed",
        },
    ),
    # T-R04, T-R05b
    "submit": ("C-OP", "M-OP", {"signed": "submitted", "auto_signed": "submitted"}),
    # T-R05: work in progress is kept, so the state remembers how far it was.
    "stand_in": (
        CLOCK,
        CLOCK,
        {
            "open": "auto",
            "draft": "auto",
            "returned": "auto",
            "checked": "auto_checked",
            "signed": "auto_signed",
        },
    ),
    # T-R06, T-R07; the city's own return is reviewed by another than its sender.
    "review": ("M-OP", "M-OP M-LD", {"submitted": "review"}),
    "return": (
        "M-OP",
        "M-OP M-LD",
        {"submitted": "returned", "review": "returned", "accepted": "returned"},
    ),
    "accept": ("M-OP", "M-OP M-LD", {"submitted": "accepted", "review": "accepted"}),
    # T-R08
    "freeze": (
        "M-LD",
        "M-LD",
        {
            "accepted": "frozen",
            "auto": "frozen",
            "auto_checked": "frozen",
            "auto_signed": "frozen",
        },
    ),
    # T-R09
    "ask": ("C-LD", "M-OP", {"frozen": "corr"}),
    "grant": ("M-LD", "M-LD", {"corr": "frozen"}),
    "refuse": ("M-LD", "M-LD", {"corr": "frozen"}),
    # T-R10
    "export": ("M-OP", "M-OP", {"frozen": "frozen", "corr": "corr"}),
    # DOMAIN 2.3
    "snapshot": (CLOCK, CLOCK, {"-": "frozen"}),
}
STATES = (None, *State)


def actor(role: Role, area: str) -> Actor:
    return Actor(7, "某人", role, "unit", "单位", area)


def good(**told: object) -> Situation:
    """Everything as it should be, Friday at ten."""
    ten = datetime(2024, 6, 21, 10, tzinfo=SHANGHAI)
    defaults = {
        "at": ten,
        "submit_from": ten.replace(hour=0),
        "due_at": ten.replace(hour=12),
        "cells": ("A01",),
        "reason": "写明原因",
        "frozen_at": ten,
    }
    return Situation(**(defaults | told))


def expected(act: str, state: State | None, role: str, area: str) -> str | None:
    by, own_by, moves = GOLDEN[act]
    who = own_by if area == CITY else by
    return moves.get(state.value if state else "-") if role in who.split() else None


@pytest.mark.parametrize("act", list(Act))
def test_every_act_from_every_state_by_every_post_is_as_the_golden_table_says(act):
    for state, role, area in product(STATES, Role, (YANHU, CITY)):
        who = actor(role, area if role.value.startswith("C-") else CITY)
        situation = good()
        try:
            step = check_step(act, state, actor=who, area_code=area, situation=situation)
        except Refused:
            found = None
        else:
            found = step.to.value

        assert found == expected(act.value, state, role.value, area), (act, state, role, area)


@pytest.mark.parametrize("act", list(Act))
def test_what_the_clock_does_nobody_does_by_hand_and_the_reverse(act):
    late = good(at=good().due_at + timedelta(seconds=1))
    for state in STATES:
        is_clocks = GOLDEN[act.value][0] is CLOCK
        to = GOLDEN[act.value][2].get(state.value if state else "-")
        try:
            step = check_step(act, state, actor=SYSTEM, area_code=YANHU, situation=late)
        except Refused:
            assert not (is_clocks and to), (act, state)
        else:
            assert (is_clocks, step.to.value) == (True, to)


@pytest.mark.parametrize("act", list(Act))
def test_a_neighbouring_county_is_told_that_nothing_is_there(act):
    if GOLDEN[act.value][0] is CLOCK:
        return
    for state, role in product(State, (Role.C_OP, Role.C_LD)):
        with pytest.raises(NotFound):
            check_step(act, state, actor=actor(role, YONGJI), area_code=YANHU, situation=good())


# (act, guard, what is amiss, part of the sentence); it stands before every row of the act.
REFUSALS = [
    ("override", Guard.CELLS, {"cells": ()}, "请至少选一个指标"),
    ("override", Guard.REASON, {"reason": "错"}, "请写明原因，至少 4 个字"),
    ("check", Guard.CHECKS, {"errors": ("B01 大于 A03",)}, "核对有错误.*B01 大于 A03"),
    ("check", Guard.NOTED, {"unnoted": ("A01 没有变化",)}, "没有写说明"),
    ("check", Guard.BRIEF, {"missing_parts": ("典型案例",)}, "简报还缺“典型案例”"),
    ("rework", Guard.REASON, {"reason": "   错   "}, "请写明原因"),
    ("sign", Guard.CHECKS, {"errors": ("错",)}, "核对有错误"),
    ("sign", Guard.NOTED, {"unnoted": ("提示",)}, "没有写说明"),
    ("sign", Guard.BRIEF, {"missing_parts": ("经验做法",)}, "经验做法"),
    ("submit", Guard.SUBMIT_FROM, {"submit_from": good().due_at}, "现在是预览.*6月21日"),
    ("submit", Guard.AS_SIGNED, {"changed": ("A03 12→13",)}, "A03 12→13.*重新签字"),
    ("submit", Guard.CHECKS, {"errors": ("错",)}, "核对有错误"),
    ("submit", Guard.NOTED, {"unnoted": ("提示",)}, "没有写说明"),
    ("submit", Guard.BRIEF, {"missing_parts": ("工作进展情况",)}, "工作进展情况"),
    ("stand_in", Guard.DUE_PASSED, {}, "报送期限 2024年6月21日 12:00 还没有过"),
    ("review", Guard.APART, {"submitter_id": 7}, "由另一位同事审核"),
    ("return", Guard.CELLS, {"cells": ()}, "请至少选一个指标"),
    ("return", Guard.REASON, {"reason": ""}, "请写明原因"),
    ("return", Guard.APART, {"submitter_id": 7}, "由另一位同事审核"),
    ("accept", Guard.CITY_CHECKS, {"city_errors": ("合计不符",)}, "请退回.*合计不符"),
    ("accept", Guard.APART, {"submitter_id": 7}, "由另一位同事审核"),
    ("freeze", Guard.ALL_READY, {"unready": ("盐湖区",)}, "还有 1 个单位.*盐湖区"),
    (
        "ask",
        Guard.CORRECTABLE,
        {"frozen_at": good().at - timedelta(days=14, seconds=1)},
        "冻结后两周内.*补报",
    ),
    ("ask", Guard.CELLS, {"cells": ()}, "请至少选一个指标"),
    ("ask", Guard.REASON, {"reason": "错"}, "请写明原因"),
    ("ask", Guard.CHANGES, {"unchanged": ("A01",)}, "都没有变化.*先更正台账"),
    ("refuse", Guard.REASON, {"reason": "不"}, "请写明原因"),
]


def by_hand(act: str) -> Actor:
    """Whoever the golden table lets do it, for a county's report."""
    who = GOLDEN[act][0]
    if who is CLOCK:
        return SYSTEM
    role = Role(who.split()[0])
    return actor(role, YANHU if who.startswith("C-") else CITY)


@pytest.mark.parametrize(
    ("act", "guard", "amiss", "sentence"),
    REFUSALS,
    ids=[f"{act}-{guard}" for act, guard, _, _ in REFUSALS],
)
def test_each_guard_refuses_with_its_sentence_wherever_the_act_begins(act, guard, amiss, sentence):
    for state in GOLDEN[act][2]:
        with pytest.raises(NotNow, match=sentence):
            check_step(
                Act(act),
                State(state),
                actor=by_hand(act),
                area_code=YANHU,
                situation=good(**amiss),
            )


def test_no_guard_of_the_table_is_left_untried():
    tried = {(act, guard) for act, guard, _, _ in REFUSALS}

    assert {(step.act.value, guard) for step in STEPS for guard in step.guards} == tried
    assert {guard for _, guard in tried} == set(Guard) == set(GUARDS) == set(GUARD_LABELS)


def test_to_the_last_second_of_two_weeks_a_correction_may_be_asked():
    situation = good(frozen_at=good().at - timedelta(days=14))

    step = check_step(
        Act.ASK, State.FROZEN, actor=by_hand("ask"), area_code=YANHU, situation=situation
    )

    assert step.to is State.CORR


def test_a_correction_that_breaks_the_checks_names_them():
    with pytest.raises(NotNow, match="一并更正相关指标：A03 大于 A01"):
        check_step(
            Act.ASK,
            State.FROZEN,
            actor=by_hand("ask"),
            area_code=YANHU,
            situation=good(errors=("A03 大于 A01",)),
        )


def test_whoever_may_not_is_told_who_may_and_who_he_is():
    with pytest.raises(NotAllowed) as told:
        check_step(
            Act.SIGN,
            State.CHECKED,
            actor=actor(Role.C_OP, YANHU),
            area_code=YANHU,
            situation=good(),
        )

    assert told.value.sentence == "“签字”由县级负责人办理，您的岗位是县级经办。"
    assert told.value.rule == "T-R03"


def test_out_of_its_time_the_act_names_where_it_stands_and_when_it_is_open():
    with pytest.raises(NotNow) as told:
        check_step(
            Act.SUBMIT,
            State.DRAFT,
            actor=actor(Role.C_OP, YANHU),
            area_code=YANHU,
            situation=good(),
        )

    assert "现在是“填报中”，不能报送" in told.value.sentence
    assert "“已签字，待报送”" in told.value.sentence


def test_a_page_offers_what_is_this_posts_business_and_says_why_it_is_closed():
    offers = open_steps(
        State.SIGNED,
        actor=actor(Role.C_OP, YANHU),
        area_code=YANHU,
        situation=good(changed=("A03 12→13",), cells=(), reason=""),
    )

    told = {offer.act: offer for offer in offers}
    assert set(told) == {Act.EDIT, Act.CHECK, Act.REWORK, Act.SUBMIT}
    assert told[Act.REWORK].is_open
    assert "重新签字" in told[Act.SUBMIT].reason
    assert "不能填写" in told[Act.EDIT].reason


@pytest.mark.parametrize("role", [Role.PROV, Role.JJ, Role.AUD, Role.SYS])
def test_readers_are_offered_nothing(role):
    for state in State:
        assert not open_steps(state, actor=actor(role, CITY), area_code=YANHU, situation=good())


def test_every_state_act_and_post_has_its_word():
    assert set(STATE_LABELS) == set(State)
    assert set(ACT_LABELS) == set(Act)
    assert set(GOLDEN) == {act.value for act in Act}
    assert {role for step in STEPS for role in step.by | step.own_by} <= set(ROLE_LABELS)
