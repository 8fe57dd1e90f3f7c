"""The order of questions: who, when, guards; and what a card is offered."""

import pytest

from tingban.rules.actors import Actor, Role
from tingban.rules.audit.machine import CLOCK, Machine, Side, seats, steps
from tingban.rules.errors import NotAllowed, NotNow


def _full(now: dict[str, bool], _: Actor) -> str:
    return "" if now["full"] else "壶里还没有水。"


KETTLE: Machine[dict[str, bool]] = Machine(
    what="这壶水",
    states={"cold": "凉的", "hot": "开了"},
    acts={"boil": "烧开", "cool": "放凉", "pour": "倒掉"},
    guards={"full": _full},
    rows=(
        *steps("K-01", "boil", seats(Side.HANDLER, Role.C_OP), ("cold", "hot"), guards=("full",)),
        *steps("K-02", "cool", CLOCK, ("hot", "cold")),
        *steps("K-03", "pour", seats(Side.KEEPER, Role.C_LD), ("cold", "cold"), ("hot", "cold")),
    ),
)
HANDLER = frozenset({Side.HANDLER})
FULL, EMPTY = {"full": True}, {"full": False}


def _actor(role: Role) -> Actor:
    return Actor(1, "某人", role, "u", "某局", "140802")


def test_the_row_that_fits_is_given():
    step = KETTLE.check("boil", "cold", actor=_actor(Role.C_OP), sides=HANDLER, now=FULL)

    assert (step.rule, step.to) == ("K-01", "hot")


def test_whoever_may_not_is_told_who_may_before_anything_else():
    with pytest.raises(NotAllowed, match="承办单位（县级经办）") as told:
        KETTLE.check("boil", "hot", actor=_actor(Role.C_LD), sides=HANDLER, now=EMPTY)

    assert told.value.rule == "K-01"


def test_the_same_role_on_another_side_may_not():
    with pytest.raises(NotAllowed):
        KETTLE.check(
            "boil", "cold", actor=_actor(Role.C_OP), sides=frozenset({Side.KEEPER}), now=FULL
        )


def test_another_state_is_refused_with_the_states_that_would_do():
    with pytest.raises(NotNow, match="这壶水现在是“开了”，不能烧开。可以烧开的情形：“凉的”。"):
        KETTLE.check("boil", "hot", actor=_actor(Role.C_OP), sides=HANDLER, now=FULL)


def test_a_guard_refuses_with_its_own_sentence():
    with pytest.raises(NotNow, match="壶里还没有水。"):
        KETTLE.check("boil", "cold", actor=_actor(Role.C_OP), sides=HANDLER, now=EMPTY)


def test_a_card_offers_what_is_ones_business_open_or_with_the_reason_why_not():
    offers = KETTLE.offers("cold", actor=_actor(Role.C_OP), sides=HANDLER, now=EMPTY)

    assert [(one.act, one.reason) for one in offers] == [("boil", "壶里还没有水。")]


def test_nobody_is_offered_what_the_clock_does():
    offers = KETTLE.offers("hot", actor=_actor(Role.SYS), sides=HANDLER, now=FULL)

    assert offers == ()
