"""业主组织 on the card of a community."""

from datetime import date

import pytest

from tests.people import YANHU, YONGJI
from tests.stories import a_community, an_owner_body
from tests.web.visitors import browser_of
from tingban.data.registry.models import OwnerBody
from tingban.rules.actors import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
TYPED = {"kind": "committee", "term": "第一届", "term_starts_on": "2021-07-01",
         "term_ends_on": "2024-06-30", "filed_on": "2021-07-20",
         "filing_number": "盐业备〔2021〕8号"}  # fmt: skip


def text(answer) -> str:
    return answer.content.decode()


def test_a_body_is_registered_and_its_election_is_called_for_in_time():
    community, browser = a_community("锦绣花园"), browser_of(Role.C_OP, YANHU)
    card = f"/desk/communities/{community.code}/"

    browser.post(f"{card}owner-bodies/add/", TYPED | {"mark": "a"})
    browser.post(f"{card}owner-bodies/add/", TYPED | {"mark": "a"})

    assert OwnerBody.objects.count() == 1
    answer = text(browser.get(card))
    assert "业主大会及业主委员会 第一届" in answer
    assert "90 天内换届" in answer
    assert "备案 盐业备〔2021〕8号" in answer


def test_a_body_is_corrected_and_voided():
    body_id = an_owner_body(a_community("锦绣花园"))
    page, browser = f"/desk/owner-bodies/{body_id}/", browser_of(Role.C_OP, YANHU)

    browser.post(page, TYPED | {"version": 1})
    assert OwnerBody.objects.get().term_ends_on == date(2024, 6, 30)
    browser.post(f"{page}void/", {"reason": "登记错误", "version": 2})
    assert OwnerBody.objects.get().is_void


def test_a_term_the_wrong_way_round_is_refused_and_stays_typed():
    community = a_community("锦绣花园")

    answer = browser_of(Role.C_OP, YANHU).post(
        f"/desk/communities/{community.code}/owner-bodies/add/",
        TYPED | {"term_ends_on": "2020-01-01", "mark": "a"},
    )

    assert "任期结束早于任期开始" in text(answer)
    assert 'value="盐业备〔2021〕8号"' in text(answer)


def test_another_county_finds_nothing():
    body_id = an_owner_body(a_community("西厢花园", county=YONGJI))

    answer = browser_of(Role.C_OP, YANHU).get(f"/desk/owner-bodies/{body_id}/")

    assert answer.status_code == 404
