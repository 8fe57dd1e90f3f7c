"""表决票 on the desk: issued, served, typed by two people with two hands and one keyboard."""

import pytest

from tests.people import YANHU
from tests.votes import (
    NO,
    YES,
    a_frozen_vote,
    a_vote_to_count,
    ballot,
    both_enter,
    enter,
    tellers,
)
from tests.web.desk.vote_pages import desk, entry, owner_browser, page
from tests.web.visitors import browser_of
from tingban.data.exits.models import BallotEntry
from tingban.reads.exits import votes as reads
from tingban.rules.actors import Role
from tingban.rules.exits.vote_ballots import ballot_number

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_voting")]


def test_ballots_are_issued_printed_and_served(clerk):
    vote_id = a_frozen_vote()

    answer = clerk.post(desk(vote_id, "ballots", "issue"))
    assert answer["Location"] == desk(vote_id, "ballots")
    printed = clerk.get(desk(vote_id, "ballots", "print", 1))
    served = clerk.post(
        desk(vote_id, "ballots", "serve"), {"on": "2024-07-04", "way": "上门送交", "numbers": ""}
    )

    assert printed["Content-Type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF")
    assert served.status_code == 302
    shown = page(clerk, desk(vote_id, "ballots"))
    assert shown.count("2024年7月4日") == 3
    assert ballot_number(1) in shown


def test_there_is_nothing_to_print_beyond_the_last(clerk):
    assert clerk.get(desk(a_vote_to_count(), "ballots", "print", 9)).status_code == 404


def test_two_tellers_type_and_the_figures_fill():
    vote_id = a_vote_to_count()
    one, other = browser_of(Role.C_OP, YANHU), browser_of(Role.C_LD, YANHU)
    address = desk(vote_id, "count")

    answer = one.post(address, entry(), follow=True).content.decode()
    assert "等另一人录入" in answer
    assert "等您录入" in page(other, address)
    other.post(address, entry())

    shown = page(one, address)
    assert "3·Pa ≥ 2·A" in shown
    assert "300.00 ＜ 600.00" in shown
    assert "离参与比例还差 100.00 ㎡、1 人" in shown


def test_what_another_read_is_not_shown_before_both_have():
    vote_id, (first, _) = a_vote_to_count(), tellers()
    enter(vote_id, 1, NO, first)
    browser = browser_of(Role.C_LD, YANHU)
    row = ballot(vote_id, 1)

    for address in (desk(vote_id, "ballots"), desk(vote_id, "ballots", row.pk)):
        assert "反对" not in page(browser, address).replace("反对</p>", "")


def test_how_a_room_voted_is_the_owners_own_register(clerk):
    vote_id = a_vote_to_count()
    both_enter(vote_id, 1, NO)
    addresses = [desk(vote_id, "ballots"), desk(vote_id, "ballots", ballot(vote_id, 1).pk)]

    for address in addresses:
        assert "<td>反对</td>" not in page(clerk, address)
        assert "<b>反对</b>" not in page(clerk, address)
    browser = owner_browser(vote_id)
    assert "<td>反对</td>" in page(browser, addresses[0])
    assert "<b>反对</b>" in page(browser, addresses[1])


def test_a_scan_is_typed_like_a_number(clerk):
    vote_id = a_vote_to_count()

    clerk.post(desk(vote_id, "count"), entry() | {"code": reads.token_of(vote_id, 2)})

    assert BallotEntry.objects.get().ballot.serial == 2


def test_a_wrong_number_keeps_what_was_chosen(clerk):
    shown = clerk.post(desk(a_vote_to_count(), "count"), entry(code="00011")).content.decode()

    assert "票号“00011”不对" in shown
    assert 'value="1" class="form-check-input" id="id_mark_1_0" checked' in shown
    assert not BallotEntry.objects.exists()


def test_a_teller_who_reads_it_otherwise_is_asked_once_more(clerk):
    vote_id = a_vote_to_count()
    address = desk(vote_id, "count")
    assert 'name="sure"' not in page(clerk, address)
    clerk.post(address, entry())

    asked = clerk.post(address, entry(mark="2")).content.decode()

    assert "（赞成），改为“反对”？" in asked
    assert 'name="sure"' in asked
    assert BallotEntry.objects.standing().get().marks == "1"
    assert clerk.post(address, entry(mark="2", sure="on")).status_code == 302
    assert BallotEntry.objects.standing().get().marks == "2"
    assert BallotEntry.objects.count() == 2


def test_a_difference_is_shown_with_both_readings_and_settled_by_both():
    vote_id = a_vote_to_count()
    one, other = browser_of(Role.C_OP, YANHU), browser_of(Role.C_LD, YANHU)
    one.post(desk(vote_id, "count"), entry())
    answer = other.post(desk(vote_id, "count"), entry(mark="2"), follow=True).content.decode()
    assert "与另一人录入的不一致" in answer
    shown = page(one, desk(vote_id, "differences"))
    assert "：赞成" in shown
    assert "：反对" in shown

    for browser in (one, other):
        assert browser.post(desk(vote_id, "differences"), entry(mark="2")).status_code == 302

    assert "没有不一致的票" in page(one, desk(vote_id, "differences"))
    assert BallotEntry.objects.count() == 4


def test_an_invalid_ballot_is_entered_with_its_reason(clerk):
    vote_id = a_vote_to_count()
    told = {"code": ballot_number(1), "flaw": "altered"}

    assert clerk.post(desk(vote_id, "count"), told).status_code == 302
    assert BallotEntry.objects.get().flaw == "altered"


def test_a_ballot_that_both_read_wrong_is_opened_again_on_its_page(clerk):
    vote_id = a_vote_to_count()
    both_enter(vote_id, 1, YES)
    address = desk(vote_id, "ballots", ballot(vote_id, 1).pk)
    assert "计票甲" in page(clerk, address)

    answer = clerk.post(address, {"reason": "两人都录成了邻票"})

    assert answer["Location"] == desk(vote_id, "count")
    assert not BallotEntry.objects.standing().exists()
