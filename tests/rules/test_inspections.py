from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tingban.rules import inspections
from tingban.rules.actors import SYSTEM, Role
from tingban.rules.errors import Refused
from tingban.rules.inspections import Inspector, OrganiserLevel, VisitKind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("自查", VisitKind.SELF),
        ("排查", VisitKind.SURVEY),
        ("线索核查", VisitKind.VERIFY),
        ("督导", VisitKind.SUPERVISE),
        ("复核", VisitKind.RECHECK),
        ("回头看", VisitKind.RECHECK),
    ],
)
def test_kinds_of_visits(text, kind):
    assert inspections.VISIT_KINDS.find(text) is kind


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("省", OrganiserLevel.PROVINCE),
        ("市级", OrganiserLevel.CITY),
        ("县", OrganiserLevel.COUNTY),
        ("乡镇", OrganiserLevel.TOWNSHIP),
    ],
)
def test_levels(text, level):
    assert inspections.LEVELS.find(text) is level


def test_a_company_looking_at_itself_inspects_nothing():  # CELL A01
    assert set(VisitKind) - inspections.INSPECTING_KINDS == {VisitKind.SELF}


def test_every_kind_has_a_label():
    assert set(inspections.VISIT_LABELS) == set(VisitKind)
    assert set(inspections.LEVEL_LABELS) == set(OrganiserLevel)


def test_numbers_of_missions_and_visits():  # DOMAIN 6.4
    city = inspections.mission_number("140800", 2024, 7)
    county = inspections.mission_number("140802", 2024, 7)
    visit = inspections.visit_number("140802", 2024, 123)

    assert (city, county) == ("DD-1408-2024-007", "DD-140802-2024-007")
    assert visit == "XC-140802-2024-000123"


AT = datetime(2024, 6, 18, 10, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
WANG, LI = Inspector("王勘", "1408-01"), Inspector("李查")


@pytest.mark.parametrize("kind", sorted(inspections.WITNESSED_KINDS))
@pytest.mark.parametrize(
    "staff",
    [
        (WANG,),
        (WANG, Inspector("王 勘")),
        (WANG, Inspector("王勘", "1408-01")),
        (WANG, Inspector("  ")),
    ],
)
def test_one_person_twice_is_one_witness(kind, staff):  # T-C10, T-P09
    with pytest.raises(Refused, match="须有两名以上工作人员到场"):
        inspections.check_staff(kind, staff)


@pytest.mark.parametrize("kind", VisitKind)
@pytest.mark.parametrize("staff", [(WANG, LI), (WANG, Inspector("王勘", "1408-02"))])
def test_two_people_may_go_on_every_visit(kind, staff):
    inspections.check_staff(kind, staff)


@pytest.mark.parametrize("kind", sorted(set(VisitKind) - inspections.WITNESSED_KINDS))
def test_other_visits_are_made_by_one_and_not_by_nobody(kind):
    inspections.check_staff(kind, (WANG,))

    with pytest.raises(Refused, match="请写明检查人员"):
        inspections.check_staff(kind, (Inspector(" "),))


def test_a_crowd_is_told_to_stand_in_the_notes():
    with pytest.raises(Refused, match="最多写 9 人"):
        inspections.check_staff(VisitKind.SURVEY, [Inspector(f"第{n}人") for n in range(10)])


def test_a_letter_is_no_name():
    with pytest.raises(Refused, match="不超过 30 个字"):
        inspections.check_staff(VisitKind.SURVEY, [Inspector("王" * 31)])


@pytest.mark.parametrize(
    ("begins", "ends", "sentence"),
    [
        (11, 12, "开始时间晚于现在"),
        (9, 8.5, "结束时间早于开始时间"),
        (9, 11, "结束时间晚于现在"),
        (-15, 10, "不超过 24 小时"),
    ],
)
def test_a_visit_has_a_course(begins, ends, sentence):
    midnight = AT.replace(hour=0, minute=0)
    began, ended = midnight + timedelta(hours=begins), midnight + timedelta(hours=ends)

    with pytest.raises(Refused, match=sentence):
        inspections.check_course(began, ended, at=AT)


def test_a_clock_a_little_ahead_is_let_pass():
    ahead = AT + timedelta(minutes=9)

    inspections.check_course(ahead, ahead, at=AT)


@pytest.mark.parametrize("where", [(91.0, 111.0), (35.0, -181.0)])
def test_nowhere_on_earth_is_no_position(where):
    with pytest.raises(Refused, match="经纬度不对"):
        inspections.Position(*where).check()


def test_a_place_is_a_line():
    inspections.check_place("楼" * 120)

    with pytest.raises(Refused, match="不超过 120 个字"):
        inspections.check_place("楼" * 121)


OFFICE = {Role.C_OP, Role.C_LD, Role.M_OP, Role.M_LD}


@pytest.mark.parametrize("wrote", [True, False])
@pytest.mark.parametrize("role", sorted(Role))
def test_the_office_mends_any_record_and_an_officer_his_own(role, wrote):  # DOMAIN 0.3
    actor = replace(SYSTEM, user_id=1, role=role)
    allowed = role in OFFICE or (role is Role.C_ENF and wrote)

    assert inspections.may_mend(actor, wrote=wrote) is allowed
