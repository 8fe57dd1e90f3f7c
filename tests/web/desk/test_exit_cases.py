"""企业退出 on the desk: opened, led on, handed over line by line; the guide."""

import pytest

from tests.exit_cases import OPENED, abandoned, handed_over, opened, take
from tests.people import NOW, YANHU, YONGJI
from tests.stories import a_community, a_company
from tests.web.visitors import browser_of
from tingban.data.exits.models import ExitCase, HandoverConfirmation, HandoverLine
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.exits.exit_stages import Act, Stage
from tingban.rules.exits.guidance import ADVICE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(NOW):
        yield


def text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def clerk():
    return browser_of(Role.C_OP, YANHU)


def handing_over() -> ExitCase:
    return take(abandoned(), Act.TERMINATE, OPENED)


def stated(case, **told):
    """A line as the page sends it."""
    good = {
        "do": "state", "line-version": ExitCase.objects.get(pk=case.pk).version, "line-item": "M3",
        "line-part": "竣工总平面图", "line-state": "handed", "line-on": "2024-06-18",
        "line-receiver": "owners",
    }  # fmt: skip
    return clerk().post(f"/desk/exit-cases/{case.number}/handover/", good | told, follow=True)


def test_an_exit_is_opened_by_its_origin():
    place, company = a_community(), a_company()
    address = f"/desk/exit-cases/add/?community={place.code}&company={company.pk}"
    assert "企业突然撤场" in text(clerk().get(address))

    answer = clerk().post(
        address,
        {"title": "企业撤场", "on": "2024-06-18", "told_origin": "abandoned",
         "told_ends_on": "2024-06-17", "form": "mark", "community": place.code,
         "company": company.pk},
        follow=True,
    )  # fmt: skip

    assert ExitCase.objects.get().stage == Stage.X7
    assert "落实接管" in text(answer)


def test_what_is_missing_is_told_and_what_was_typed_stays():
    place, company = a_community(), a_company()
    address = f"/desk/exit-cases/add/?community={place.code}&company={company.pk}"

    answer = clerk().post(
        address, {"title": "退出", "on": "2024-06-18", "told_origin": "trigger",
                  "told_grounds": "三次责令不改", "community": place.code, "company": company.pk},
    )  # fmt: skip

    assert "业主反映的情况" in text(answer)
    assert "三次责令不改" in text(answer)
    assert not ExitCase.objects.exists()


def test_a_title_is_one_line_and_the_story_has_its_own_fields():
    place, company = a_community(), a_company()
    address = f"/desk/exit-cases/add/?community={place.code}&company={company.pk}"
    told = {
        "on": "2024-06-18", "told_origin": "abandoned", "told_ends_on": "2024-06-17",
        "community": place.code, "company": company.pk, "form": "m0",
    }  # fmt: skip

    answer = clerk().post(address, told | {"title": "长" * 61})

    assert "事由写了 61 个字，最多 60 个字" in text(answer)
    assert not ExitCase.objects.exists()
    clerk().post(address, told | {"title": "长" * 60, "form": "m1"})
    assert ExitCase.objects.get().title == "长" * 60


def test_the_card_says_what_is_missing_and_leads_to_list_and_papers():
    case = opened()

    told = text(clerk().get(f"/desk/exit-cases/{case.number}/"))

    assert "街道已出具意见" in told
    assert "退出风险研判表已签发" in told
    assert f"/desk/exit-cases/{case.number}/handover/" in told
    assert "退出风险研判表" in told


def test_a_line_is_stated_and_confirmed_on_the_page():
    case = handing_over()

    told = text(stated(case))

    assert "竣工总平面图" in told
    assert HandoverLine.objects.get().state == "handed"
    version = ExitCase.objects.get(pk=case.pk).version
    clerk().post(
        f"/desk/exit-cases/{case.number}/handover/",
        {"do": "confirm", "by-version": version, "by-party": "street", "by-on": "2024-06-18",
         "by-lines": ["M3|竣工总平面图"]},
    )  # fmt: skip
    assert HandoverConfirmation.objects.get().party == "street"


def test_a_password_is_refused_and_nothing_is_kept():
    case = handing_over()

    told = text(stated(case, **{"line-note": "门禁密码：Ab123456"}))

    assert "系统不保存密码" in told
    assert not HandoverLine.objects.exists()


def test_a_line_is_taken_back_with_its_reason():
    case = handing_over()
    stated(case)
    version = ExitCase.objects.get(pk=case.pk).version

    clerk().post(
        f"/desk/exit-cases/{case.number}/handover/withdraw/",
        {"line": "M3|竣工总平面图", "reason": "写错了", "version": version},
    )

    assert not HandoverLine.objects.standing().exists()


def test_a_list_that_is_whole_says_so_and_one_before_its_time_takes_nothing():
    early = opened()
    whole = handing_over()
    handed_over(whole, OPENED)

    assert "其他三方都已确认" in text(clerk().get(f"/desk/exit-cases/{whole.number}/handover/"))
    assert "原企业已经撤场，由其他三方确认，不需要原企业签字" in text(
        clerk().get(f"/desk/exit-cases/{whole.number}/handover/")
    )
    told = text(clerk().get(f"/desk/exit-cases/{early.number}/handover/"))
    assert "清单从合同终止到退出完成之间登记" in told


def test_another_county_finds_no_list():
    case = handing_over()

    answer = browser_of(Role.C_OP, YONGJI).get(f"/desk/exit-cases/{case.number}/handover/")

    assert answer.status_code == 404


def test_the_guide_tells_every_state_in_words():
    told = text(clerk().get("/desk/exits/guide/"))

    assert all(advice.means in told for advice in ADVICE)
    assert "第二百七十八条" in told
