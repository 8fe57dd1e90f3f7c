"""业主组织 (DOMAIN 5.4)."""

from datetime import date

import pytest

from tests.people import NOW, YONGJI, clerk
from tests.stories import a_community, an_owner_body
from tingban.actions.exchange.rebuild import rebuild_all_projections
from tingban.actions.registry import owner_bodies as acts
from tingban.data.registry.models import OwnerBody, OwnerBodyFact
from tingban.rules.errors import Conflict, NotFound, NotNow, Refused
from tingban.rules.registry.owner_bodies import OwnerBodyKind

pytestmark = pytest.mark.django_db
SECOND = acts.OwnerBodyStatement(OwnerBodyKind.COMMITTEE, "第二届", date(2024, 6, 1))


def correct(body_id: int, statement: acts.OwnerBodyStatement, version: int = 1) -> None:
    acts.correct_owner_body(
        body_id=body_id, statement=statement, version=version, actor=clerk(), at=NOW
    )


def test_a_body_is_stated_and_stated_anew_and_nothing_is_overwritten():
    body_id = an_owner_body(a_community())

    correct(body_id, SECOND)

    body = OwnerBody.objects.get(pk=body_id)
    assert (body.term, body.version) == ("第二届", 2)
    assert list(OwnerBodyFact.objects.order_by("id").values_list("term", flat=True)) == [
        "第一届", "第二届",
    ]  # fmt: skip


def test_the_present_is_rebuilt_from_the_facts():
    body_id = an_owner_body(a_community(), term_ends_on=date(2027, 6, 1))
    OwnerBody.objects.update(term="x", term_ends_on=None, is_void=True)

    rebuild_all_projections()

    body = OwnerBody.objects.get(pk=body_id)
    assert (body.term, body.term_ends_on, body.is_void) == ("第一届", date(2027, 6, 1), False)


def test_a_term_that_ends_before_it_began_is_refused():
    with pytest.raises(Refused, match="早于任期开始"):
        an_owner_body(a_community(), term_starts_on=date(2024, 6, 1), term_ends_on=date(2024, 5, 1))


def test_a_filing_to_come_is_refused():
    with pytest.raises(Refused, match="备案日期"):
        an_owner_body(a_community(), filed_on=date(2030, 1, 1))


def test_an_old_version_is_told():
    body_id = an_owner_body(a_community())
    correct(body_id, SECOND)

    with pytest.raises(Conflict):
        correct(body_id, SECOND)


def test_what_is_voided_stays_on_record_and_changes_no_more():
    body_id = an_owner_body(a_community())
    acts.void_owner_body(body_id=body_id, version=1, reason="登记错误", actor=clerk(), at=NOW)

    assert OwnerBody.objects.get().is_void
    with pytest.raises(NotNow, match="已作废"):
        correct(body_id, SECOND, version=2)


def test_a_reason_is_needed():
    body_id = an_owner_body(a_community())

    with pytest.raises(Refused, match="写明作废原因"):
        acts.void_owner_body(body_id=body_id, version=1, reason=" ", actor=clerk(), at=NOW)


def test_another_county_finds_nothing():
    body_id = an_owner_body(a_community("西厢花园", county=YONGJI))

    with pytest.raises(NotFound):
        correct(body_id, SECOND)
