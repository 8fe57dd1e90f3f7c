"""A report comes in through the portal (T-C01), and is registered in the clerk's words (T-C02)."""

from dataclasses import replace

import pytest

from tests.case_steps import seen
from tests.people import NOW, YANHU, YONGJI, clerk
from tests.stories import a_community, case_statement
from tingban.actions.complaints import arriving, receiving
from tingban.actions.complaints.arriving import Receipt
from tingban.actions.complaints.projection import project_cases
from tingban.actions.complaints.receiving import ReceivedStatement
from tingban.data.complaints.models import Arrival, Case, CaseCode, CaseMaterial, CaseMatter
from tingban.rules.actors import CITY_CODE, visitor
from tingban.rules.complaints import Contact, ContactKind, Standing, is_query_code
from tingban.rules.complaints.stages import CaseKind
from tingban.rules.errors import NotAllowed, Refused
from tingban.rules.registry.contacts import parse_phones

pytestmark = pytest.mark.django_db
TOLD = ReceivedStatement(text="电梯停运半个月没有人修", county_code=YANHU, place="无名小区")
NOBODY = Contact(ContactKind.ANONYMOUS)


def receive(contact: Contact = NOBODY, **told: object) -> Receipt:
    statement = replace(TOLD, **told)
    receipt = arriving.write_down(statement=statement, contact=contact, actor=visitor(), at=NOW)
    assert arriving.take_in(number=receipt.number, at=NOW)
    return receipt


def the_case(receipt: Receipt) -> Case:
    return Case.objects.get(number=receipt.number)


def test_it_waits_in_the_county_where_it_lies_and_has_no_row_yet():
    case = the_case(receive())

    assert (case.unit_id, case.county_id, case.stage, case.row_no) == (YANHU, YANHU, "new", None)
    assert case.due_rule == "DL-01"


@pytest.mark.parametrize("told", [{"to_city": True}, {"county_code": ""}])
def test_what_is_sent_to_the_city_or_lies_nowhere_waits_there(told):
    assert the_case(receive(**told)).unit_id == CITY_CODE


def test_a_community_outweighs_the_county_that_was_told():
    place = a_community(county=YONGJI)

    case = the_case(receive(community_code=place.code))

    assert (case.county_id, case.community_id) == (YONGJI, place.pk)


def test_the_ledger_gets_no_phone_that_stands_in_the_text():
    case = the_case(receive(text="电梯停运，请打我的电话13935912345，谢谢"))

    assert "13935912345" not in case.summary
    assert CaseMaterial.objects.get(case=case).text.count("13935912345") == 1


def test_the_code_is_kept_as_a_digest_and_is_another_one_each_time():
    one, other = receive(), receive()

    assert is_query_code(one.query_code)
    assert one.query_code != other.query_code
    assert not CaseCode.objects.filter(mark__contains=one.query_code).exists()


@pytest.mark.parametrize(("told", "words"), [
    ({"text": "太短了"}, "至少写 10 个字"),
    ({"text": "长" * 5001}, "最多 5000 个字"),
    ({"county_code": "999999"}, "请选择"),
])  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_written(told, words):
    with pytest.raises(Refused, match=words):
        receive(**told)

    assert Arrival.objects.count() == 0


def test_a_community_that_is_none_is_a_place_in_its_county():
    case = the_case(receive(community_code="1408029999999"))

    assert (case.community, case.unit_id, case.county_id) == (None, YANHU, YANHU)


def test_a_mask_is_nobody():
    masked = Contact(ContactKind.NAMED, "王**", parse_phones("13935912345"))

    with pytest.raises(Refused, match="遮盖符号"):
        receive(contact=masked)


def test_an_office_registers_and_does_not_receive():
    with pytest.raises(NotAllowed):
        arriving.write_down(statement=TOLD, contact=NOBODY, actor=clerk(), at=NOW)


def test_what_is_shown_is_what_the_facts_say():
    """The row is written in one go; made anew from its facts it is the same."""
    case = the_case(receive(community_code=a_community().code, kind=CaseKind.HELP))
    before = Case.objects.filter(pk=case.pk).values().get()

    project_cases([case.pk])

    assert Case.objects.filter(pk=case.pk).values().get() == before


def test_it_takes_a_bounded_number_of_statements(django_assert_max_num_queries):
    place = a_community()

    with django_assert_max_num_queries(27):
        receive(community_code=place.code)


def test_registered_it_keeps_what_its_author_took_it_for():
    case = the_case(receive(kind=CaseKind.HELP))
    told = {"community_code": "", "county_code": YANHU, "received_at": case.received_at}

    receiving.register_received(**seen(case, clerk()), statement=case_statement(**told))

    case.refresh_from_db()
    assert (case.stage, case.row_no, case.standing) == ("registered", 1, Standing.OPEN.value)
    assert CaseMatter.objects.standing().get(case=case).kind == CaseKind.HELP
