import pytest

from tingban.rules import inspections
from tingban.rules.inspections import OrganiserLevel, VisitKind


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
