"""Before it is re-graded or exposed a company is told, and says what it has to say."""

import pytest

from tests.company_door import its_user
from tests.measures import TEXT, a_level_case, a_transfer, an_exposure
from tests.people import head
from tests.stories import a_community, a_company
from tests.web.visitors import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def text(answer) -> str:
    return answer.content.decode()


def address(kind: str, walk, act: str = "") -> str:
    return f"/company/matters/{kind}/{walk.number}/" + (f"{act}/" if act else "")


def test_it_answers_the_notice_of_an_exposure_and_reads_nothing_of_the_file():
    company = a_company()
    walk = an_exposure(company).told()
    visitor = Browser().enter(its_user(company))

    page = text(visitor.get("/company/")) + text(visitor.get(address("exposure_case", walk)))
    assert walk.number in page
    for secret in ("检查记录 XC-1", "属工作通报", "6 月 1 日催告", "王强", TEXT["lesson"]):
        assert secret not in page

    visitor.post(
        address("exposure_case", walk, "plead"),
        {"version": walk.row.version, "told_plea": "账册已于 6 月 10 日交还"},
    )

    assert walk.row.stage == "heard"
    assert walk.row.moves.get(step="plead").told == {"plea": "账册已于 6 月 10 日交还"}


def test_it_answers_the_notice_of_a_new_level():
    company = a_company()
    walk = a_level_case(a_community(fee_mode="guided"), company).told()
    visitor = Browser().enter(its_user(company))

    page = text(visitor.get(address("level_case", walk)))
    assert "业委会来函" not in page

    visitor.post(
        address("level_case", walk, "plead"),
        {"version": walk.row.version, "told_plea": "没有异议"},
    )

    assert walk.row.stage == "heard"


@pytest.mark.parametrize("act", ["draft", "decide", "revoke"])
def test_the_steps_of_the_bureau_are_not_its_own(act):
    company = a_company()
    walk = a_level_case(a_community(fee_mode="guided"), company).told()

    answer = Browser().enter(its_user(company)).get(address("level_case", walk, act))

    assert answer.status_code == 409
    assert walk.row.stage == "told"


def test_before_the_notice_there_is_nothing_to_read():
    company = a_company()
    walk = an_exposure(company).reviewed()

    answer = Browser().enter(its_user(company)).get(address("exposure_case", walk))

    assert answer.status_code == 404


def test_of_a_transfer_it_reads_nothing():
    company = a_company()
    walk = a_transfer(company_id=company.pk).step("approve", by=head())

    answer = Browser().enter(its_user(company)).get(address("transfer", walk))

    assert answer.status_code == 404
