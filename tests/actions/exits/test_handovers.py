"""The hand-over list through its acts: stated, restated, confirmed by each side for itself."""

from datetime import date

import pytest

from tests.exit_cases import OPENED, a_line, abandoned, confirm, moment, opened, state, take
from tests.lives import officer, the_company
from tests.people import YONGJI, clerk
from tests.votes import owner, street
from tingban.actions.exits import handovers
from tingban.data.exits.models import ExitCase, HandoverConfirmation, HandoverLine
from tingban.reads.exits.handover import handover_of
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused
from tingban.rules.exits.exit_stages import Act
from tingban.rules.exits.handover import Item, Party, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> ExitCase:
    return take(abandoned(), Act.TERMINATE, OPENED)


def lines(case):
    return handover_of(case).lines


def test_a_line_stands_as_it_was_stated(case):
    told = a_line(Item.M2, OPENED, "电梯", quantity="2 部", reading="电表 00213", files=("照片",))

    state(case, told)

    (found,) = lines(case)
    assert (found.part, found.quantity, found.reading, found.files) == (
        "电梯", "2 部", "电表 00213", ("照片",),
    )  # fmt: skip


def test_a_line_stated_anew_replaces_the_old_and_must_be_confirmed_again(case):
    state(case, a_line(Item.M1, OPENED))
    confirm(case, Party.OWNERS, OPENED, [Item.M1])

    state(case, a_line(Item.M1, OPENED, quantity="3 把钥匙"))

    (found,) = lines(case)
    assert (found.quantity, found.confirmed) == ("3 把钥匙", {})
    assert HandoverLine.objects.count() == 2
    assert HandoverConfirmation.objects.get().retracted_at is not None


def test_the_same_line_said_again_leaves_its_confirmations(case):
    state(case, a_line(Item.M1, OPENED))
    confirm(case, Party.OWNERS, OPENED, [Item.M1])

    state(case, a_line(Item.M1, OPENED))

    assert lines(case)[0].confirmed == {Party.OWNERS: OPENED}


@pytest.mark.parametrize("who", [clerk, officer])
def test_bureau_street_and_owners_state_lines(case, who):
    for item, actor in ((Item.M4, who()), (Item.M5, street(case)), (Item.M6, owner(case))):
        state(case, a_line(item, OPENED), actor=actor)

    assert {it.item for it in lines(case)} == {Item.M4, Item.M5, Item.M6}


def test_the_old_company_states_nothing(case):
    with pytest.raises(NotAllowed, match="由业主一方、街道或者住建部门登记"):
        state(case, a_line(Item.M1, OPENED), actor=the_company(case.company))


@pytest.mark.parametrize(
    ("whose", "party"),
    [("company", Party.OLD), ("owner", Party.OWNERS), ("street", Party.STREET)],
)
def test_each_side_confirms_for_itself_and_for_nobody_else(case, whose, party):
    who = {"company": the_company(case.company), "owner": owner(case), "street": street(case)}
    state(case, a_line(Item.M1, OPENED))

    confirm(case, party, OPENED, [Item.M1], actor=who[whose])
    with pytest.raises(NotAllowed, match="只能为自己确认"):
        confirm(case, Party.NEW, OPENED, [Item.M1], actor=who[whose])

    assert lines(case)[0].confirmed == {party: OPENED}


def test_what_was_signed_on_paper_the_bureau_enters_and_an_officer_does_not(case):
    state(case, a_line(Item.M1, OPENED))
    for party in Party:
        confirm(case, party, OPENED, [Item.M1])

    with pytest.raises(NotAllowed, match="按纸质清单登记"):
        confirm(case, Party.OLD, OPENED, [Item.M1], actor=officer())
    assert set(lines(case)[0].confirmed) == set(Party)


def test_nobody_confirms_before_it_was_handed_over(case):
    on = date(2024, 6, 20)
    state(case, a_line(Item.M1, on))

    with pytest.raises(Refused, match="6月20日才移交，不能更早确认"):
        confirm(case, Party.NEW, OPENED, [Item.M1])
    with pytest.raises(Refused, match="请至少选一项"):
        confirm(case, Party.NEW, on, [])
    with pytest.raises(NotFound):
        confirm(case, Party.NEW, on, [Item.M2])


def test_whoever_saw_an_older_list_is_told(case):
    with pytest.raises(Conflict):
        handovers.state_line(
            number=case.number, line=a_line(Item.M1, OPENED), version=case.version - 1,
            actor=clerk(), at=moment(OPENED),
        )  # fmt: skip


def test_before_the_contract_ends_there_is_no_list():
    with pytest.raises(NotNow, match="现在是“触发研判”"):
        state(opened(), a_line(Item.M1, OPENED))


def test_a_line_is_taken_back_with_a_reason(case):
    state(case, a_line(Item.M1, OPENED))
    key = ("M1", lines(case)[0].part)

    def withdraw(reason: str, key=key, actor=None):
        case.refresh_from_db()
        handovers.withdraw_line(
            number=case.number, key=key, reason=reason, version=case.version,
            actor=actor or clerk(), at=moment(OPENED),
        )  # fmt: skip

    with pytest.raises(Refused, match="撤回的原因"):
        withdraw(" ")
    with pytest.raises(NotFound):
        withdraw("错", ("M2", "x"))
    with pytest.raises(NotAllowed):
        withdraw("错", actor=the_company(case.company))
    withdraw("登记错了")
    assert lines(case) == ()


@pytest.mark.parametrize("stated", ["bureau", "owner", "street"])
@pytest.mark.parametrize("other", ["bureau", "owner", "street"])
def test_a_line_is_the_word_of_the_side_that_stated_it(case, stated, other):
    who = {"bureau": clerk(), "owner": owner(case), "street": street(case)}
    label = {"bureau": "住建部门", "owner": "业主一方", "street": "街道（乡镇）"}[stated]
    state(case, a_line(Item.M1, OPENED), actor=who[stated])
    key = ("M1", lines(case)[0].part)

    def withdraw():
        handovers.withdraw_line(
            number=case.number, key=key, reason="错", version=case.version, actor=who[other],
            at=moment(OPENED),
        )  # fmt: skip

    if stated == other:
        state(case, a_line(Item.M1, OPENED, quantity="2 间"), actor=who[other])
        withdraw()
        assert lines(case) == ()
        return
    with pytest.raises(NotAllowed, match=f"由{label}登记，只能由{label}更正或者撤回"):
        state(case, a_line(Item.M1, OPENED, quantity="2 间"), actor=who[other])
    with pytest.raises(NotAllowed, match=f"由{label}登记"):
        withdraw()
    assert lines(case)[0].quantity == ""


def test_an_officer_of_the_bureau_withdraws_what_its_clerk_wrote_down(case):
    state(case, a_line(Item.M1, OPENED))

    handovers.withdraw_line(
        number=case.number, key=("M1", lines(case)[0].part), reason="错", version=case.version,
        actor=officer(), at=moment(OPENED),
    )  # fmt: skip

    assert lines(case) == ()


def test_another_county_and_another_place_find_nothing(case):
    with pytest.raises(NotFound):
        state(case, a_line(Item.M1, OPENED), actor=clerk(YONGJI))


def test_a_line_that_the_law_does_not_let_stand_is_not_kept(case):
    with pytest.raises(Refused, match="只能交给业主一方"):
        state(case, a_line(Item.M6, OPENED, "业主名册", receiver=Party.NEW))
    with pytest.raises(Refused, match="晚于今天"):
        state(case, a_line(Item.M1, date(2024, 6, 19)), at=moment(OPENED))
    assert not HandoverLine.objects.exists()


def test_what_is_owed_stands_with_its_day(case):
    owing = a_line(Item.M3, OPENED, state=State.PARTIAL, lacking="结构图",
                   lacking_until=date(2024, 7, 1))  # fmt: skip
    state(case, owing)

    missing = handover_of(case).missing
    assert any("还欠结构图，应于 2024年7月1日前补齐" in it for it in missing)
