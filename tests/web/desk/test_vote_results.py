"""The result of a vote on the desk: closed, posted, objected to, counted again."""

from datetime import timedelta

import pytest

from tests.people import YANHU
from tests.votes import (
    COUNTED,
    POSTED,
    YES,
    a_closed_vote,
    a_frozen_vote,
    a_vote_to_count,
    both_enter,
    post,
    the_vote,
)
from tests.web.desk.vote_pages import desk, page
from tests.web.visitors import browser_of
from tingban.data.exits.models import Objection, VoteClosing
from tingban.kit import clock
from tingban.rules.actors import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_voting")]


def test_the_count_is_closed_posted_and_its_result_stands_on_the_card():
    vote_id = a_vote_to_count()
    for serial in (1, 2):
        both_enter(vote_id, serial, YES)
    with clock.standing_at(COUNTED):
        told = {"on": "2024-07-11", "witness": "东城街道 赵某"}
        answer = browser_of(Role.C_OP, YANHU).post(desk(vote_id, "close"), told)
        assert answer["Location"] == desk(vote_id)
    with clock.standing_at(POSTED):
        browser = browser_of(Role.C_OP, YANHU)
        browser.post(desk(vote_id, "post"), {"on": "2024-07-12", "place": "各单元门口"})

        shown = page(browser, desk(vote_id))
    assert "600.00 ＝ 600.00" in shown
    assert "2025年7月12日" in shown
    assert "通过" in shown
    assert VoteClosing.objects.get().digest in shown


def test_a_refusal_to_close_is_told_on_the_page(clerk):
    told = {"on": "2024-07-05", "witness": "赵某"}

    shown = clerk.post(desk(a_vote_to_count(), "close"), told).content.decode()

    assert "7月10日才截止" in shown


def test_an_objection_is_made_answered_and_counted_again():
    vote_id = a_closed_vote(YES, YES)
    post(vote_id)
    with clock.standing_at(POSTED + timedelta(days=3)):
        clerk = browser_of(Role.C_OP, YANHU)
        told = {"on": "2024-07-13", "room": "1号楼 103", "text": "没有收到票"}
        assert clerk.post(desk(vote_id, "objections"), told).status_code == 302
        objection = Objection.objects.get()
        assert "没有收到票" in page(clerk, desk(vote_id, "objections"))
        answer = {"on": "2024-07-15", "is_upheld": "yes", "recounts": "on", "text": "确实漏送"}
        done = clerk.post(desk(vote_id, "objections", objection.pk), answer)
        shown = page(clerk, desk(vote_id))

    assert done.status_code == 302
    assert the_vote(vote_id).stage == "counting"
    assert "以前的结果" in shown


def test_a_vote_that_is_given_up_says_so(clerk):
    vote_id = a_frozen_vote()

    clerk.post(desk(vote_id, "drop"), {"reason": "另行通知"})

    assert "已作罢" in page(clerk, desk(vote_id))
