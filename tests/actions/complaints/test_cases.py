"""登记办理台账: registering and correcting cases; contacts in the vault (DOMAIN 2.1, AMB-31)."""

from datetime import datetime

import pytest

from tests.people import NOW, YANHU, YONGJI, ZONE, city_clerk, clerk, person
from tests.stories import a_case, a_community, case_statement
from tingban.actions.complaints import cases, identity, vault
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseContact
from tingban.rules.actors import Role
from tingban.rules.complaints import Contact, ContactKind, Source, parse_case_number
from tingban.rules.complaints.contacts import parse_contact
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused

pytestmark = pytest.mark.django_db
NAMED = parse_contact("张三丰 13800138000")


def correct(case: Case, contact: Contact | None = None, **told: object) -> None:
    version = told.pop("version", case.version)
    actor = told.pop("actor", None) or clerk()
    cases.correct_case(
        number=case.number,
        statement=case_statement(**told),
        contact=contact,
        version=version,
        actor=actor,
        at=NOW,
    )
    case.refresh_from_db()


def test_a_case_gets_its_number_and_its_row():
    first, second = a_case(), a_case()

    assert first.number.startswith("TS-140802-20240618-0001-")
    assert parse_case_number(first.number) is not None
    assert (first.row_no, second.row_no) == (1, 2)
    assert (first.level, first.standing) == ("county", "open")


def test_the_citys_case_is_counted_in_the_county_where_it_lies():
    community = a_community(county=YONGJI)

    case = a_case(city_clerk(), community_code=community.code, source=Source.PROVINCE)

    assert (case.level, case.unit_id, case.county_id) == ("city", "140800", YONGJI)


def test_a_row_number_is_never_used_twice_whatever_imports_brought():
    a_case()
    Case.objects.create(
        number="旧-7", unit_id=YANHU, row_no=7, level="county", source="S03", standing="open"
    )

    assert a_case().row_no == 8


def test_the_same_form_twice_makes_one_case():
    made = {
        cases.register_case(
            statement=case_statement(), contact=NAMED, actor=clerk(), at=NOW, form="f"
        )
        for _ in range(2)
    }

    assert len(made) == Case.objects.count() == 1


def test_a_contact_is_only_in_the_vault():
    case = a_case(contact=NAMED)

    row = CaseContact.objects.get(case=case)
    assert case.contact == "张** 138****8000"
    assert "张三丰".encode() not in bytes(row.box)
    assert vault.open_contact(row, case_number=case.number) == NAMED
    told = "".join(f"{entry.before}{entry.after}{entry.note}" for entry in Entry.objects.all())
    assert "13800138000" not in told


def test_equal_phones_meet_without_being_shown():
    marks = [
        CaseContact.objects.get(case=a_case(contact=parse_contact(text))).phone_index
        for text in ("张三 13800138000", "李四 +86 138 0013 8000")
    ]

    assert marks[0] == marks[1]


def test_a_mask_never_overwrites_a_person():
    case = a_case(contact=NAMED)

    correct(case, parse_contact("张** 138****8000"))

    row = CaseContact.objects.standing().get(case=case)
    assert vault.open_contact(row, case_number=case.number) == NAMED
    assert Entry.objects.filter(act="complaints.case_corrected").count() == 0


def test_a_mask_in_the_fields_is_refused():
    with pytest.raises(Refused, match="遮盖"):
        a_case(contact=Contact(ContactKind.NAMED, "张**"))


def test_a_new_contact_takes_the_place_of_the_old_one():
    case = a_case(contact=NAMED)

    correct(case, parse_contact("李四 13900139000"))

    assert case.contact == "李* 139****9000"
    assert CaseContact.objects.filter(case=case).count() == 2


def test_without_a_contact_a_correction_leaves_it_alone():
    case = a_case(contact=NAMED)

    correct(case, summary="锦绣花园电梯停运五天无人维修")

    assert case.summary.endswith("五天无人维修")
    assert case.contact == "张** 138****8000"


def test_the_second_clerk_is_told():
    case = a_case()
    correct(case, summary="锦绣花园电梯停运四天无人维修")

    with pytest.raises(Conflict):
        correct(case, summary="锦绣花园电梯停运六天无人维修", version=1)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"summary": "太短"}, "至少写 10 个字"),
        ({"county_code": "999999"}, "附件1"),
        ({"received_at": datetime(2024, 6, 19, tzinfo=ZONE)}, "晚于今天"),
        ({"community_code": "1408020010099"}, "没有找到这个小区"),
    ],
)
def test_what_cannot_be_is_refused(told, sentence):
    with pytest.raises(Refused, match=sentence):
        a_case(**told)


def test_the_community_lies_in_the_county_told():
    community = a_community()

    with pytest.raises(Refused, match="不在所选的县"):
        a_case(city_clerk(), community_code=community.code, county_code=YONGJI)


def test_another_countys_case_does_not_exist():
    case = a_case()

    with pytest.raises(NotFound):
        correct(case, actor=clerk(YONGJI))


def test_the_county_sees_the_citys_case_and_does_not_correct_it():
    case = a_case(city_clerk(), county_code=YANHU)

    with pytest.raises(NotAllowed, match="“修改”由登记单位"):
        correct(case, actor=clerk())


def test_every_look_at_a_person_is_an_event_with_a_reason():
    case = a_case(contact=NAMED)

    seen = identity.reveal_contact(
        number=case.number, reason="电话回访办理结果", actor=clerk(), at=NOW
    )

    entry = Entry.objects.get(act="complaints.identity_seen")
    assert seen.name == "张三丰"
    assert (entry.subject, entry.note) == (f"case:{case.number}", "电话回访办理结果")


def test_without_a_reason_nobody_is_shown():
    case = a_case(contact=NAMED)

    with pytest.raises(Refused, match="用途"):
        identity.reveal_contact(number=case.number, reason=" ", actor=clerk(), at=NOW)


@pytest.mark.parametrize("role", [Role.PROV, Role.JJ])
def test_who_reads_above_reads_without_the_complainant(role):
    case = a_case(contact=NAMED)

    with pytest.raises(NotAllowed):
        identity.reveal_contact(number=case.number, reason="专项检查", actor=person(role), at=NOW)


def test_of_an_anonymous_case_there_is_nothing_to_show():
    case = a_case()

    with pytest.raises(NotNow, match="没有留存"):
        identity.reveal_contact(number=case.number, reason="回访一次", actor=clerk(), at=NOW)
