"""Photos and papers are chosen in the form of the step itself, and stand on the card by kind."""

import html
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import sample_files as files
from tests.attached import attached
from tests.lives import answered, fresh, served, with_company
from tests.people import YANHU
from tests.stories import a_community, a_problem, a_visit
from tests.web.visitors import browser_of
from tingban.data.documents.models import Attachment
from tingban.data.rectification.models import Problem
from tingban.rules.actors import Role
from tingban.rules.rectification import Category

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]

TODAY = date(2024, 6, 18)


def sent(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def text(answer) -> str:
    return html.unescape(answer.content.decode())


@pytest.fixture
def desk():
    return browser_of(Role.C_OP, YANHU)


@pytest.fixture
def owing() -> Problem:
    return served(with_company())


def step(desk, problem: Problem, act: str, **told: object):
    form = {"version": str(fresh(problem).version)} | told
    return desk.post(f"/desk/problems/{problem.number}/steps/{act}/", form)


def kinds() -> list[tuple[str, str]]:
    rows = Attachment.objects.standing().filter(subject__startswith="problem:")
    return list(rows.order_by("id").values_list("name", "purpose"))


def new_problem(place, **told: object) -> dict[str, object]:
    return {
        "form": "mark", "community": place.code, "community_text": place.name,
        "confirmed_on": "2024-06-12", "category": "CAT-1", "acts": ["1-03"],
        "description": "楼道多日无人清扫", "source": "survey", "responsible": "项目经理 王某",
    } | told  # fmt: skip


def test_the_form_takes_files_and_opens_the_camera(desk, owing):
    page = text(desk.get(f"/desk/problems/{owing.number}/steps/submit/"))

    assert 'enctype="multipart/form-data"' in page
    assert page.count('name="after_files"') == 2
    assert 'capture="environment"' in page
    # There is nothing to tick, and no amounts are asked of this category.
    assert "或勾选已有的" not in page
    assert "voucher" not in page


def test_a_problem_is_registered_with_its_photo_and_once_however_often_it_is_sent(desk):
    place = a_community()
    a_visit(place)

    for _ in range(2):
        told = new_problem(place, evidence_files=[sent("楼道.jpg", files.photo())])
        answer = desk.post("/desk/problems/new/", told)

    problem = Problem.objects.get()
    assert answer.url == f"/desk/problems/{problem.number}/"
    assert kinds() == [("楼道.jpg", "before")]
    assert "楼道.jpg" in text(desk.get(answer.url))


def test_a_problem_without_any_evidence_is_refused_and_what_was_typed_stays(desk):
    place = a_community()
    a_visit(place)

    page = text(desk.post("/desk/problems/new/", new_problem(place)))

    assert "请至少列出一件证据" in page
    assert "楼道多日无人清扫</textarea>" in page
    assert not Problem.objects.exists()


def test_a_clue_is_confirmed_by_a_photo_of_the_visit(desk):
    place = a_community()
    visit = a_visit(place)
    there = attached(f"visit:{visit}", files.photo(), "现场.jpg")
    desk.post("/desk/problems/clues/new/", new_problem(place, source="opinion"))
    clue = Problem.objects.get()
    page = text(desk.get(f"/desk/problems/{clue.number}/confirm/"))
    assert f'value="{there.pk}"' in page
    assert f"/{there.pk}/thumb/" in page

    told = new_problem(place, version="1", evidence_kept=[str(there.pk)])
    desk.post(f"/desk/problems/{clue.number}/confirm/", told)

    assert fresh(clue).stage == "confirmed"
    assert kinds() == [("现场.jpg", "before")]


def test_what_was_put_right_on_the_spot_stands_side_by_side(desk):
    problem = a_problem(a_community(), confirmed_on=TODAY)

    step(
        desk, problem, "fix_on_spot", on="2024-06-18", staff="张三、李四",
        before_files=[sent("前.jpg", files.photo())], after="纸质照片存档号 12",
        after_files=[sent("后.jpg", files.photo())],
    )  # fmt: skip

    card = text(desk.get(f"/desk/problems/{problem.number}/"))
    assert fresh(problem).stage == "complete"
    before, after = card.partition('class="tb-sides"')[2].split("<h3>整改后</h3>")
    assert ("前.jpg" in before, "后.jpg" in before) == (True, False)
    assert "后.jpg" in after
    assert "纸质照片存档号 12、后.jpg" in card


def test_a_refused_file_refuses_the_step_kindly_and_keeps_the_words(desk, owing):
    page = text(step(
        desk, owing, "submit", on="2024-06-14", report="已清扫干净",
        after_files=[sent("后.jpg", files.HTML)],
    ))  # fmt: skip

    assert "“后.jpg”是网页，不能接收" in page
    assert "已清扫干净</textarea>" in page
    assert "请再选一次" in page
    assert (fresh(owing).stage, kinds()) == ("fixing", [])


def test_the_voucher_of_money_paid_back_may_be_a_file_alone(desk):
    problem = served(with_company(category=Category.CAT_7))

    step(
        desk, problem, "submit", on="2024-06-14", report="已退还", owed="100", repaid="100",
        after="照片存档号 3", voucher_files=[sent("回单.pdf", files.pdf())],
    )  # fmt: skip

    assert fresh(problem).stage == "submitted"
    assert kinds() == [("回单.pdf", "voucher")]
    assert "凭证" in text(desk.get(f"/desk/problems/{problem.number}/"))


def test_photos_of_a_recheck_that_failed_are_kept_as_such(desk):
    problem = answered(served(with_company()), TODAY)

    step(
        desk, problem, "fail", on="2024-06-18", reason="仍有垃圾",
        recheck_files=[sent("复核.jpg", files.photo())],
    )  # fmt: skip

    assert fresh(problem).stage == "fixing"
    assert kinds() == [("复核.jpg", "recheck")]
