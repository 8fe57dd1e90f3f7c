"""What a company reads of a penalty case against it, and its statement (行政处罚法 44、45)."""

from collections.abc import Iterator

import pytest

from tests.company_door import its_user
from tests.penalties import Walk, a_case, at, noticed
from tests.people import clerk
from tests.stories import a_company
from tests.web.visitors import Browser
from tingban.actions.registry.companies import CompanyStatement, correct_company
from tingban.data.audit.models import Entry
from tingban.data.documents.models import Paper
from tingban.data.enforcement.models import PenaltyCase
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.enforcement.penalty_stages import Act

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Iterator[Walk]:
    walk = noticed()
    with clock.standing_at(at(walk.on, 16)):
        yield walk


def browser(walk: Walk) -> Browser:
    return Browser().enter(its_user(walk.company))


def text(answer) -> str:
    return answer.content.decode()


def path(walk: Walk, act: str = "") -> str:
    return f"/company/matters/penalty_case/{walk.number}/" + (f"{act}/" if act else "")


def test_the_first_page_lists_it_and_says_that_it_may_speak(case):
    page = text(browser(case).get("/company/"))

    assert case.number in page
    assert "可以陈述、申辩" in page


def test_the_page_tells_where_it_stands_and_nothing_of_the_file(case):
    page = text(browser(case).get(path(case)))

    assert "已告知" in page
    assert "提交陈述、申辩" in page or "陈述" in page
    for secret in ("按规定办理", "甲执法", "询问笔录", "道路划线收费二十处"):
        assert secret not in page


def test_its_statement_goes_into_the_file_under_its_name(case):
    visitor = browser(case)

    answer = visitor.post(
        path(case, Act.PLEAD),
        {"version": case.row.version, "told_plea": "业主同意过", "told_plea_by": "王某"},
    )

    assert answer.status_code == 302
    move = case.row.moves.latest("id")
    assert (move.step, move.told["plea"], move.act.role) == ("plead", "业主同意过", Role.CO)
    assert "业主同意过" in text(visitor.get(path(case)))


def test_an_empty_statement_is_asked_for_again(case):
    before = case.row.moves.count()

    page = text(browser(case).post(path(case, Act.PLEAD), {"version": case.row.version}))

    assert "有要改的地方" in page
    assert case.row.moves.count() == before


def test_whoever_wrote_meanwhile_is_not_named_and_the_next_try_goes_through(case):
    visitor, seen = browser(case), case.row.version
    PenaltyCase.objects.update(version=seen + 1)
    known = Entry.objects.filter(subject=f"penalty_case:{case.number}").latest("id").actor_name
    told = {"version": seen, "told_plea": "业主同意过", "told_plea_by": "王某"}

    page = text(visitor.post(path(case, Act.PLEAD), told))

    assert "请先核对最新的内容" in page
    assert known
    assert known not in page
    assert "业主同意过" in page
    assert f'name="version" value="{case.row.version}"' in page
    told["version"] = case.row.version
    assert visitor.post(path(case, Act.PLEAD), told).status_code == 302


def test_a_step_of_the_bureau_is_none_of_its_business(case):
    answer = browser(case).post(path(case, Act.DECIDE), {"version": case.row.version})

    assert answer.status_code == 409
    assert case.row.stage == "noticed"


def test_another_company_finds_nothing(case):
    stranger = Browser().enter(its_user(a_company("别家物业服务有限公司"), "bie.jia"))

    assert stranger.get(path(case)).status_code == 404
    assert case.number not in text(stranger.get("/company/"))


def test_before_it_is_told_it_knows_nothing():
    walk = a_case()
    with clock.standing_at(at(walk.on, 16)):
        assert browser(walk).get(path(walk)).status_code == 404


def test_a_kind_that_does_not_exist_is_not_found(case):
    assert browser(case).get(f"/company/matters/thing/{case.number}/").status_code == 404


def test_what_was_served_on_it_can_be_taken_and_nothing_else(case):
    visitor = browser(case)
    subject = f"penalty_case:{case.number}"
    served = Paper.objects.filter(subject=subject, served_on__isnull=False).latest("id")
    kept_inside = Paper.objects.filter(subject=subject, served_on=None).latest("id")

    page = text(visitor.get(path(case)))
    taken = visitor.get(f"{path(case)}papers/{served.key}/")
    refused = visitor.get(f"{path(case)}papers/{kept_inside.key}/")

    assert served.title in page
    assert kept_inside.title not in page
    assert b"".join(taken.streaming_content).startswith(b"%PDF")
    assert refused.status_code == 404


def test_what_was_served_on_somebody_else_is_not_shown(case):
    inside = Paper.objects.filter(subject=f"penalty_case:{case.number}", served_on=None)
    inside.update(served_on=case.on)

    page = text(browser(case).get(path(case)))

    assert "行政处罚事先告知书" in page or "行政处罚告知书" in page
    assert "立案审批表" not in page


def test_another_company_does_not_get_it(case):
    served = Paper.objects.filter(
        subject=f"penalty_case:{case.number}", served_on__isnull=False
    ).latest("id")
    other = Browser().enter(its_user(a_company("别家物业")))

    assert other.get(f"{path(case)}papers/{served.key}/").status_code == 404


def test_a_company_that_was_renamed_keeps_what_was_served_under_its_old_name(case):
    company = case.company
    renamed = CompanyStatement("河东新名物业有限公司", company.uscc or "")
    correct_company(
        company_id=company.pk, statement=renamed, version=company.version, actor=clerk(),
        at=at(case.on, 15),
    )  # fmt: skip

    assert "告知书（PDF）" in text(browser(case).get(path(case)))
