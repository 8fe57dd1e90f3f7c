"""Who sees and who states what (DOMAIN 0.3), over the whole product of roles."""

from contextlib import nullcontext
from dataclasses import replace

import pytest

from tingban.rules import actors
from tingban.rules.actors import CITY_CODE, SYSTEM, Actor, Role, check_leads, check_writes
from tingban.rules.errors import NotAllowed

YANHU, YONGJI = "140802", "140881"
# role: sees own county, sees another county, states in its own, leads
TABLE = {
    Role.C_OP: (True, False, True, False),
    Role.C_LD: (True, False, True, True),
    Role.C_ENF: (True, False, False, False),
    Role.M_OP: (True, True, True, False),
    Role.M_LD: (True, True, True, True),
    Role.M_XF: (True, True, False, False),
    Role.M_LAW: (True, True, False, False),
    Role.PROV: (True, True, False, False),
    Role.JJ: (True, True, False, False),
}
NOTHING = (False, False, False, False)


def _actor(role: Role, area: str = YANHU) -> Actor:
    return Actor(1, "某人", role, "u", "某局", area)


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_and_states_as_the_table_says(role):
    actor = _actor(role)
    found = (
        actor.covers(YANHU),
        actor.covers(YONGJI),
        actor.writes(YANHU),
        actor.is_leader,
    )

    assert found == TABLE.get(role, NOTHING)


@pytest.mark.parametrize("role", [Role.SYS, Role.AUD, Role.SEC])
def test_administrators_hold_no_business_facts(role):
    assert not _actor(role, CITY_CODE).sees_facts


def test_the_system_itself_sees_and_states_everything():
    assert SYSTEM.covers(YONGJI)
    assert SYSTEM.writes(YONGJI)
    assert SYSTEM.is_leader


@pytest.mark.parametrize("role", Role)
def test_a_refusal_agrees_with_the_question(role):
    actor = _actor(role)
    is_open = actor.writes(YONGJI)

    with nullcontext() if is_open else pytest.raises(NotAllowed):
        check_writes(actor, YONGJI)


def test_a_reader_is_told_that_he_only_reads():
    with pytest.raises(NotAllowed, match="只能查看"):
        check_writes(_actor(Role.JJ), YANHU)


def test_another_county_is_told_who_may():
    with pytest.raises(NotAllowed, match="请由当地经办人员办理"):
        check_writes(_actor(Role.C_OP), YONGJI)


def test_only_heads_lead():
    check_leads(_actor(Role.C_LD), "作废")
    with pytest.raises(NotAllowed, match="作废须由本单位负责人办理"):
        check_leads(_actor(Role.C_OP), "作废")


def test_an_actor_without_a_user_is_the_system_only():
    nobody = replace(SYSTEM, user_id=7)

    assert not nobody.is_writer
    assert set(actors.ROLE_LABELS) == set(Role)


CASES_SEEN = {Role.C_OP, Role.C_LD, Role.M_OP, Role.M_LD, Role.M_XF, Role.PROV, Role.JJ}


@pytest.mark.parametrize("role", Role)
def test_complaints_exist_for_those_alone_who_need_them(role):
    assert _actor(role).sees_cases == (role in CASES_SEEN)


def test_a_visitor_of_the_portal_is_nobody_and_holds_no_power():
    visitor = actors.visitor("192.0.2.1")

    assert not (visitor.is_system)
    assert not (visitor.sees_facts)
    assert not (visitor.sees_cases)
    assert not (visitor.is_writer)
    assert not (visitor.is_leader)
    assert not (visitor.covers(YANHU))
