"""The page that corrects what was written down on the spot."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.field_visits import a_field_visit
from tests.people import NOW, YANHU, clerk
from tests.stories import a_community, a_visit
from tests.web.visitors import browser_of, staff_member
from tingban.actions.inspections import field
from tingban.data.inspections.models import Visit, VisitRecord
from tingban.rules.actors import Role
from tingban.rules.inspections import Inspector

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
        "name_0": "王勘", "cert_0": "1408-01", "name_1": "李查", "cert_1": "",
        "place": "3号楼地下室", "notes": "", "reason": "写错楼号",
    } | told  # fmt: skip


def test_the_card_leads_to_it_and_shows_it_afterwards(desk, number):
    page = f"/desk/visits/{number}/record/"
    assert page in desk.get(f"/desk/visits/{number}/").content.decode()
    shown = desk.get(page).content.decode()
    assert 'value="1408-01"' in shown

    answer = desk.post(page, form(place="5号楼地下室", cert_0="1408-02"), follow=True)

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


def test_what_was_not_changed_is_sent_back_as_it_was(desk):
    """Names with blanks, certificates with blanks, seconds: a form sent as it came changes none."""
    staff = (Inspector("John Smith"), Inspector("阿依 古丽", "晋 1408-01"))
    statement = a_field_visit(a_community(), staff=staff, ended_at=NOW - timedelta(seconds=20))
    number = field.record_visit(statement=statement, actor=clerk(), at=NOW)
    page = f"/desk/visits/{number}/record/"

    shown = desk.get(page).context["form"]
    told = {name: shown[name].subwidgets[0].data["value"] or "" for name in shown.fields}
    told["reason"] = "看看"
    answer = desk.post(page, told, follow=True)

    assert "没有改动" in answer.content.decode()
    assert VisitRecord.objects.get().staff == [["John Smith", ""], ["阿依古丽", "晋 1408-01"]]


def test_a_certificate_without_a_name_is_told(desk, number):
    answer = desk.post(f"/desk/visits/{number}/record/", form(cert_2="1408-03"))

    assert "没有写姓名" in answer.content.decode()
    assert VisitRecord.objects.get().retracted_at is None


def test_who_saw_an_older_version_is_told(desk, number):
    page = f"/desk/visits/{number}/record/"
    desk.post(page, form(place="5号楼"))

    answer = desk.post(page, form(place="6号楼"))

    assert "请先核对最新内容" in answer.content.decode()
    assert VisitRecord.objects.standing().get().place == "5号楼"


def test_an_officer_finds_the_way_on_his_own_record_alone(number):
    officer = browser_of(Role.C_ENF, YANHU)
    himself = replace(clerk(), user_id=staff_member(Role.C_ENF, YANHU).pk, role=Role.C_ENF)
    own = field.record_visit(
        statement=a_field_visit(a_community("翠湖小区")), actor=himself, at=NOW
    )

    for visit, is_led_there in ((own, True), (number, False)):
        card = officer.get(f"/desk/visits/{visit}/").content.decode()
        assert (f"/desk/visits/{visit}/record/" in card) is is_led_there

    officer.post(f"/desk/visits/{own}/record/", form(place="5号楼"))
    for refused in (
        officer.get(f"/desk/visits/{number}/record/"),
        officer.post(f"/desk/visits/{number}/record/", form(place="5号楼")),
    ):
        assert refused.status_code == 403
        assert "只能更正本人写的现场记录" in refused.content.decode()
    assert VisitRecord.objects.standing().get(place="5号楼").visit.number == own


def test_a_visit_of_the_desk_offers_none(desk):
    a_visit(a_community())
    visit = Visit.objects.get()

    assert "更正现场记录" not in desk.get(f"/desk/visits/{visit.number}/").content.decode()
    assert desk.get(f"/desk/visits/{visit.number}/record/").status_code == 404
