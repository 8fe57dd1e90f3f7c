"""The page that corrects what was written down on the spot."""

from datetime import timedelta

import pytest

from tests.field_visits import a_field_visit
from tests.people import NOW, YANHU, clerk
from tests.stories import a_community, a_visit
from tests.web.visitors import browser_of
from tingban.actions.inspections import field
from tingban.data.inspections.models import Visit, VisitRecord
from tingban.rules.actors import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture
def desk():
    return browser_of(Role.C_OP, YANHU)


@pytest.fixture
def number() -> str:
    return field.record_visit(statement=a_field_visit(a_community()), actor=clerk(), at=NOW)


def form(**told: object) -> dict[str, object]:
    began = NOW - timedelta(minutes=40)
    return {
        "version": 1, "started_at": f"{began:%Y-%m-%dT%H:%M}", "ended_at": f"{NOW:%Y-%m-%dT%H:%M}",
        "staff": "王勘 1408-01\n李查", "place": "3号楼地下室", "notes": "", "reason": "写错楼号",
    } | told  # fmt: skip


def test_the_card_leads_to_it_and_shows_it_afterwards(desk, number):
    page = f"/desk/visits/{number}/record/"
    assert page in desk.get(f"/desk/visits/{number}/").content.decode()
    shown = desk.get(page).content.decode()
    assert "王勘 1408-01\n李查" in shown

    answer = desk.post(page, form(place="5号楼地下室", staff="王勘，1408-02\n\n李查"), follow=True)

    told = answer.content.decode()
    assert "现场记录已更正" in told
    assert "更正现场记录" in told
    record = VisitRecord.objects.standing().get()
    assert (record.place, record.staff) == ("5号楼地下室", [["王勘", "1408-02"], ["李查", ""]])


def test_a_refusal_keeps_what_was_typed(desk, number):
    answer = desk.post(f"/desk/visits/{number}/record/", form(place="5号楼", reason=" "))

    assert answer.status_code == 200
    assert "5号楼" in answer.content.decode()
    assert VisitRecord.objects.get().retracted_at is None


def test_names_side_by_side_are_not_taken_for_a_certificate(desk, number):
    answer = desk.post(f"/desk/visits/{number}/record/", form(staff="王勘 1408-01 李查"))

    assert "一行一人" in answer.content.decode()
    assert VisitRecord.objects.get().retracted_at is None


def test_who_saw_an_older_version_is_told(desk, number):
    page = f"/desk/visits/{number}/record/"
    desk.post(page, form(place="5号楼"))

    answer = desk.post(page, form(place="6号楼"))

    assert "请先核对最新内容" in answer.content.decode()
    assert VisitRecord.objects.standing().get().place == "5号楼"


def test_a_visit_of_the_desk_offers_none(desk):
    a_visit(a_community())
    visit = Visit.objects.get()

    assert "更正现场记录" not in desk.get(f"/desk/visits/{visit.number}/").content.decode()
    assert desk.get(f"/desk/visits/{visit.number}/record/").status_code == 404
