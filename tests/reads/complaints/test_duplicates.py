"""What is found for a case that comes in, in whose sight, and at which cost (DOMAIN 3.1.1)."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from tests.people import NOW, YANHU, YONGJI, ZONE, city_clerk, clerk, person
from tests.stories import a_case, a_community
from tingban.actions.complaints.vault import phone_mark
from tingban.actions.registry.communities import add_alias
from tingban.actions.registry.merges import merge_community
from tingban.data.complaints.models import Case
from tingban.data.registry.models import Community
from tingban.reads.complaints.duplicates import proposals
from tingban.rules.actors import Role
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.complaints.duplicates import Sought
from tingban.rules.complaints.stages import MergeKind
from tingban.rules.registry.contacts import parse_phones

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 18)
TEXT = "锦绣花园电梯停运三天无人维修"
PHONE = "13935912345"


def sought(text: str = "三号楼电梯停运，物业没有维修", **told: object) -> Sought:
    return Sought(**({"text": text, "day": DAY} | told))


def numbers(who, what: Sought, **told: int) -> list[str]:
    return [each.candidate.number for each in proposals(who, what, **told)]


def from_phone(number: str = PHONE) -> Contact:
    return Contact(ContactKind.NAMED, "某人", parse_phones(number))


def marks(number: str = PHONE) -> tuple[str, ...]:
    return tuple(phone_mark(phone) for phone in parse_phones(number))


@pytest.fixture
def place() -> Community:
    return a_community("锦绣花园", street="东城街道")


def test_a_case_of_the_community_is_proposed_with_its_reasons(place):
    case = a_case(community_code=place.code)
    (found,) = proposals(clerk(), sought(community=place.code))

    assert found.candidate.number == case.number
    assert found.kind is MergeKind.ALIKE
    assert found.reasons == ("同一小区", "都说电梯", "相隔 8 天")


def test_the_same_phone_is_told_and_nothing_else_of_the_contact(place):
    a_case(contact=from_phone(), community_code=place.code)
    other = a_case(contact=from_phone("13834412345"), community_code=place.code)
    first, second = proposals(clerk(), sought(community=place.code, marks=marks()))

    assert first.kind is MergeKind.DUPLICATE
    assert second.candidate.number == other.number
    assert second.kind is MergeKind.ALIKE
    told = repr((first, second))
    assert not [secret for secret in (PHONE, "某人", *marks()) if secret in told]


def test_five_phones_on_one_matter_are_counted(place):
    for number in ("13834412341", "13834412342", "13834412343", "13834412343", "13834412344"):
        a_case(contact=from_phone(number), community_code=place.code)
    a_case(community_code=place.code)

    found = proposals(clerk(), sought(community=place.code, marks=marks()))
    assert found[0].reasons[-1] == "重点件：5 人反映同一事项"
    found = proposals(clerk(), sought(community=place.code))
    assert found[0].reasons[-1] == "相隔 8 天"


def test_a_phone_finds_a_case_that_neither_place_nor_county_leads_to():
    case = a_case(contact=from_phone(), summary="电梯停运，已经反映过，还是没有维修")

    assert numbers(clerk(), sought(marks=marks(), county=YANHU)) == [case.number]
    assert numbers(clerk(), sought(marks=marks("13834412345"), county=YANHU)) == []


def test_another_county_finds_nothing(place):
    case = a_case(contact=from_phone(), community_code=place.code)
    what = sought(community=place.code, marks=marks())

    assert numbers(clerk(YONGJI), what) == []
    assert numbers(city_clerk(), what) == [case.number]


def test_an_administrator_without_business_facts_finds_nothing(place):
    a_case(contact=from_phone(), community_code=place.code)

    assert numbers(person(Role.SYS), sought(community=place.code, marks=marks())) == []


def test_another_community_of_the_county_is_never_proposed(place):
    other = a_community("明珠佳苑")
    a_case(contact=from_phone(), summary=TEXT, community_code=other.code)

    assert numbers(clerk(), sought(TEXT, community=place.code, marks=marks())) == []


def test_a_case_of_a_community_merged_into_it_is_one_of_its_own(place):
    former = a_community("锦绣小区")
    case = a_case(community_code=former.code)
    merge_community(
        code=former.code, into=place.code, version=former.version, actor=clerk(), at=NOW
    )

    assert numbers(clerk(), sought(community=place.code)) == [case.number]


def test_a_case_without_a_community_is_found_by_a_name_of_the_community(place):
    add_alias(code=place.code, name="电机厂家属院", actor=clerk(), at=NOW)
    by_name = a_case(summary=TEXT, county_code=YANHU)
    by_alias = a_case(summary="电机厂家属院电梯停运多日", county_code=YANHU)

    assert sorted(numbers(clerk(), sought(community=place.code))) == [
        by_name.number,
        by_alias.number,
    ]


def test_without_a_community_the_estate_of_the_text_leads_to_the_register(place):
    case = a_case(summary="三号楼电梯停运三天了，没人修", community_code=place.code)

    assert numbers(clerk(), sought(TEXT)) == [case.number]


def test_without_any_estate_a_street_and_the_matter_do():
    text = "学苑路二十号院下水道堵塞，污水横流，没有疏通"
    case = a_case(summary=text, county_code=YANHU)
    a_case(summary="人民路八号院下水道堵塞", county_code=YANHU)

    assert numbers(clerk(), sought(text, county=YANHU)) == [case.number]
    assert numbers(clerk(), sought(text)) == [case.number]
    assert numbers(city_clerk(), sought(text)) == [case.number]


def test_a_place_told_in_words_belongs_to_the_text():
    text = "下水道堵塞，污水横流，没有疏通"
    case = a_case(summary=text, place="学苑路二十号院", county_code=YANHU)
    a_case(summary=text, place="人民路八号院", county_code=YANHU)

    assert numbers(clerk(), sought(f"学苑路二十号院，{text}", county=YANHU)) == [case.number]


def test_a_case_of_no_county_is_found_beside_those_of_the_county():
    text = "学苑路二十号院下水道堵塞，污水横流，没有疏通"
    case = a_case(city_clerk(), summary=text)

    assert numbers(city_clerk(), sought(text, county=YANHU)) == [case.number]


@pytest.mark.parametrize(
    ("stage", "closed", "is_proposed"),
    [
        ("new", None, True),
        ("registered", None, True),
        ("suspended", None, True),
        ("answering", None, True),
        ("closed", DAY - timedelta(days=59), True),
        ("closed", DAY - timedelta(days=62), False),
        ("merged", None, False),
        ("rejected", None, False),
        ("transferred", None, False),
        ("withdrawn", None, False),
        ("void", None, False),
    ],
)
def test_open_and_lately_closed_cases_are_proposed_and_no_others(place, stage, closed, is_proposed):
    case = a_case(community_code=place.code)
    moment = closed and datetime(closed.year, closed.month, closed.day, 12, tzinfo=ZONE)
    Case.objects.filter(pk=case.pk).update(stage=stage, closed_at=moment)

    assert bool(numbers(clerk(), sought(community=place.code))) is is_proposed


@pytest.mark.parametrize(("days", "is_proposed"), [(60, True), (61, False), (-60, True)])
def test_the_window_is_sixty_days_of_the_calendar(place, days, is_proposed):
    case = a_case(community_code=place.code)
    at = datetime(2024, 6, 18, 23, 59, tzinfo=ZONE) - timedelta(days=days)
    Case.objects.filter(pk=case.pk).update(received_at=at)

    assert bool(numbers(clerk(), sought(community=place.code))) is is_proposed


def test_the_category_that_a_person_gave_goes_before_the_words(place):
    case = a_case(summary="情况同上次所说的一样，请尽快答复", community_code=place.code)
    Case.objects.filter(pk=case.pk).update(category="CAT-1")

    assert numbers(clerk(), sought(community=place.code, category="CAT-1")) == [case.number]
    assert numbers(clerk(), sought(community=place.code, category="CAT-6")) == []


@pytest.mark.parametrize(("role", "is_proposed"), [(Role.M_OP, False), (Role.M_XF, True)])
def test_a_sealed_case_exists_for_those_alone_whom_the_seal_names(place, role, is_proposed):
    case = a_case(contact=from_phone(), community_code=place.code)
    Case.objects.filter(pk=case.pk).update(is_sealed=True)

    found = numbers(person(role), sought(TEXT, community=place.code, marks=marks()))

    assert bool(found) is is_proposed


def test_no_more_are_returned_than_wanted(place):
    for _ in range(3):
        a_case(community_code=place.code)

    assert len(numbers(clerk(), sought(community=place.code), limit=2)) == 2


def test_a_code_that_no_community_has_leads_nowhere():
    a_case()

    assert numbers(clerk(), sought(community="140802001999999")) == []


@pytest.mark.parametrize("text", ["", "？", "电", "100%_'好"])
def test_a_text_that_says_nothing_finds_nothing(text):
    a_case(county_code=YANHU)

    assert numbers(clerk(), sought(text, county=YANHU)) == []


@pytest.mark.parametrize("count", [1, 8])
def test_two_statements_do_whatever_there_is(place, count, django_assert_num_queries):
    for _ in range(count):
        a_case(contact=from_phone(), community_code=place.code)
    who = clerk()

    with django_assert_num_queries(2):
        numbers(who, sought(TEXT, community=place.code, marks=marks()))
    with django_assert_num_queries(1):
        numbers(who, sought(TEXT, county=YANHU, marks=marks()))


def test_the_columns_of_a_contact_are_never_selected(place):
    asked: list[str] = []

    def listen(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(listen):
        numbers(clerk(), sought(community=place.code, marks=marks()))

    assert asked
    assert not [sql for sql in asked if "masked" in sql or "box" in sql or '"contact"' in sql]
