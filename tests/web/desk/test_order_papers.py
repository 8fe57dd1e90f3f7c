"""The paper of a signed order on the desk, the preview before it, and the company's link."""

import io

import docx
import pytest

from tests.company_door import ADDRESS, a_served_problem, link_of, order_of
from tests.lives import ordered, with_company
from tests.people import NOW, YANHU, YONGJI
from tests.web.visitors import browser_of
from tingban.data.rectification.models import OrderLink
from tingban.kit import clock
from tingban.rules.actors import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(NOW):
        yield


def text(answer) -> str:
    return answer.content.decode()


def words_of(answer) -> str:
    data = b"".join(answer.streaming_content)
    return "\n".join(it.text for it in docx.Document(io.BytesIO(data)).paragraphs)


def test_the_paper_says_what_was_signed_and_bears_the_companys_link():
    order = order_of(a_served_problem())

    paper = words_of(browser_of(Role.C_OP, YANHU).get(f"/desk/orders/{order.number}/paper/docx/"))

    for words in (order.number, "楼道多日无人清扫", "当日清扫", link_of(order).token):
        assert words in paper


def test_whoever_only_reads_gets_it_without_the_link():
    order = order_of(a_served_problem())

    paper = words_of(browser_of(Role.JJ).get(f"/desk/orders/{order.number}/paper/docx/"))

    assert order.number in paper
    assert "/company/go/" not in paper


def test_an_order_entered_from_paper_says_kindly_that_it_has_no_text():
    problem = with_company()
    ordered(problem, problem.confirmed_on)
    desk = browser_of(Role.C_OP, YANHU)
    place = f"/desk/orders/{order_of(problem).number}/"

    assert "请以纸质原件为准" in text(desk.get(place))
    assert "请以纸质原件为准" in text(desk.get(f"{place}paper/pdf/", follow=True))


def signing(problem, **more: object) -> dict[str, object]:
    return {
        "form": "m1", "problem": [problem.number], "signed_on": "2024-06-18",
        "due_on": "2024-06-25", "laws": ["CC-942.1"], "demands": "当日清扫",
        "officer_1": "陈某", "certificate_1": "0801", "officer_2": "吴某",
        "certificate_2": "0802", "preview": "1",
    } | more  # fmt: skip


def test_before_it_is_signed_the_desk_tells_what_is_missing_and_signs_nothing():
    problem = with_company()
    desk = browser_of(Role.C_LD, YANHU)

    lacking = text(desk.post("/desk/orders/sign/", signing(problem)))
    whole = text(desk.post("/desk/orders/sign/", signing(problem, organ_address=ADDRESS)))

    assert "没有写明机关地址" in lacking
    assert "文书齐全" in whole
    assert "逾期不整改的后果" in whole
    assert not problem.orders.exists()
    # The page comes back where the paper stands.
    assert 'formaction="#preview"' in whole
    assert 'id="preview"' in whole


def test_the_link_is_shown_revoked_with_a_reason_and_given_again():
    order = order_of(a_served_problem())
    desk, place = browser_of(Role.C_OP, YANHU), f"/desk/orders/{order.number}/link/"
    old = link_of(order).token

    assert old in text(desk.get(place))
    desk.post(place, {"reason": ""})
    assert OrderLink.objects.standing().exists()
    assert "已作废" in text(desk.post(place, {"reason": "发错了人"}, follow=True))
    assert not OrderLink.objects.standing().exists()
    assert "已生成" in text(desk.post(place, follow=True))
    assert link_of(order).token != old


def test_another_countys_link_is_not_there():
    order = order_of(a_served_problem())
    desk = browser_of(Role.C_OP, YONGJI)

    assert desk.get(f"/desk/orders/{order.number}/link/").status_code == 404
    assert desk.get(f"/desk/orders/{order.number}/paper/docx/").status_code == 404
