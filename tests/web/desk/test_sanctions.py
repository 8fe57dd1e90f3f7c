"""等级核定, 行政处罚, 媒体曝光 and 企业退出 as a clerk states them."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.people import NOW, YANHU, YONGJI, clerk
from tests.stories import a_community, a_company
from tests.web.visitors import browser_of
from tingban.actions.enforcement import exposures, levels, penalties
from tingban.actions.exits import exits
from tingban.data.enforcement.models import Exposure, ExposureFact, LevelDecision, Penalty
from tingban.data.exits.models import Exit
from tingban.rules.actors import Role
from tingban.rules.enforcement import LevelKind, PenaltyOrgan
from tingban.rules.exits import ExitKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
NUMBER = "运盐住建罚〔2024〕5号"
PENALTY = {"number": NUMBER, "organ": "housing", "decided_on": "2024-06-10",
           "category": ["警告", "罚款"], "fine": "20000"}  # fmt: skip


def text(answer) -> str:
    return answer.content.decode()


def here(role: Role = Role.C_OP):
    return browser_of(role, YANHU)


def all_four(county: str) -> dict[str, str]:
    """One of each in a county, by the address of its card."""
    at, actor = {"actor": clerk(county), "at": NOW}, clerk(county)
    community, company = a_community("西厢花园", county=county, fee_mode="guided"), a_company()
    day = date(2024, 6, 10)
    number = penalties.record_penalty(
        statement=penalties.PenaltyStatement(
            "永住建罚〔2024〕7号", company.pk, county, PenaltyOrgan.HOUSING, day
        ), **at,
    )  # fmt: skip
    level = levels.record_level(
        statement=levels.LevelStatement(community.code, day, LevelKind.REASSESS), **at
    )
    exposure = exposures.record_exposure(
        statement=exposures.ExposureStatement(company.pk, county, day, "运城日报"), **at
    )
    leaving = exits.record_exit(
        community_code=community.code, company_id=company.pk, kind=ExitKind.DISMISSED,
        actor=actor, at=NOW,
    )  # fmt: skip
    return {
        "levels": f"/desk/levels/{level}/",
        "penalties": f"/desk/penalties/{Penalty.objects.get(number=number).pk}/",
        "exposures": f"/desk/exposures/{exposure}/",
        "exits": f"/desk/exits/{leaving}/",
    }


@pytest.mark.parametrize("topic", ["levels", "penalties", "exposures", "exits"])
def test_each_is_listed_shown_and_taken_away_in_its_county_only(topic):
    card = all_four(YONGJI)[topic]
    own, other = browser_of(Role.C_OP, YONGJI), here()

    assert own.get(card).status_code == 200
    assert other.get(card).status_code == 404
    assert "共 <b>1</b>" in text(own.get(f"/desk/{topic}/"))
    assert "还没有记录" in text(other.get(f"/desk/{topic}/"))
    sheet = load_workbook(BytesIO(own.get(f"/desk/{topic}/?export=xlsx").content)).active
    assert sheet.max_row == 4


@pytest.mark.parametrize("topic", ["levels", "penalties", "exposures", "exits"])
def test_no_list_asks_more_than_a_few_statements(topic, django_assert_max_num_queries):
    browser = here()
    all_four(YANHU)

    with django_assert_max_num_queries(10):
        browser.get(f"/desk/{topic}/")


def test_a_penalty_is_stated_from_the_card_of_its_company():
    company = a_company("明珠物业服务有限公司")
    browser = here()
    assert "登记行政处罚" in text(browser.get(f"/desk/companies/{company.pk}/"))

    browser.post("/desk/penalties/add/", PENALTY | {"company": company.pk})

    penalty = Penalty.objects.get()
    assert (penalty.category, penalty.fine, penalty.county_id) == ("警告、罚款", 20000, YANHU)
    assert "行政处罚决定" in text(browser.get(f"/desk/companies/{company.pk}/"))


def test_a_number_out_of_form_is_refused_and_what_was_typed_stays():
    company = a_company()

    answer = text(
        here().post("/desk/penalties/add/", PENALTY | {"company": company.pk, "number": "罚5号"})
    )

    assert "不是规范的发文字号" in answer
    assert 'value="20000"' in answer
    assert not Penalty.objects.exists()


def test_only_a_head_registers_a_revocation():
    company = a_company()
    here().post("/desk/penalties/add/", PENALTY | {"company": company.pk})
    card = f"/desk/penalties/{Penalty.objects.get().pk}/"
    page, typed = f"{card}revoke/", {"on": "2024-06-17", "reason": "复议撤销"}

    assert here().post(page, typed).status_code == 403
    assert "须由本单位负责人办理" in text(here().get(card))
    here(Role.C_LD).post(page, typed)

    assert Penalty.objects.get().revoked_on == date(2024, 6, 17)


def test_a_number_with_a_slash_opens_all_the_same():
    card = all_four(YANHU)["penalties"]
    Penalty.objects.update(number="运盐罚/2024/5")

    assert card in text(here().get("/desk/penalties/"))
    assert "运盐罚/2024/5" in text(here().get(card))
    assert here().get("/desk/search/?q=运盐罚/2024/5").headers["Location"] == card


def test_reassessing_is_for_guided_prices_only():
    community = a_community("锦绣花园", fee_mode="market")
    typed = {"community": community.code, "kind": "reassess", "decided_on": "2024-06-10",
             "old_level": "二级", "new_level": "三级", "document": ""}  # fmt: skip

    answer = text(here().post("/desk/levels/add/", typed))

    assert "不适用重新核定服务等级" in answer
    assert not LevelDecision.objects.exists()


def test_a_level_decision_is_stated_and_voided():
    community = a_community("锦绣花园", fee_mode="guided")
    typed = {"community": community.code, "kind": "reassess", "decided_on": "2024-06-10",
             "old_level": "二级", "new_level": "三级", "document": ""}  # fmt: skip
    here().post("/desk/levels/add/", typed)
    decision = LevelDecision.objects.get()
    assert "二级 → 三级" in text(here().get("/desk/levels/"))

    here(Role.C_LD).post(f"/desk/levels/{decision.pk}/void/", {"reason": "登记错误"})

    decision.refresh_from_db()
    assert decision.is_void


def test_an_exposure_counts_once_its_case_is_attached_and_until_it_is_taken_down():
    company = a_company()
    typed = {"company": company.pk, "published_on": "2024-06-10", "outlet": "运城日报"}
    here().post("/desk/exposures/add/", typed)
    page = f"/desk/exposures/{Exposure.objects.get().pk}/"
    assert "不计数" in text(here().get("/desk/exposures/", {"state": "bare"}))

    seen = ExposureFact.objects.get().pk
    here().post(f"{page}case/", {"case_title": "某小区侵占公共收益案", "version": seen})
    late = here().post(f"{page}case/", {"case_title": "另一案", "version": seen})
    assert "已由" in text(late)
    assert "另一案" in late.content.decode()
    here().post(f"{page}withdraw/", {"on": "2024-06-17", "reason": "已整改"})

    exposure = Exposure.objects.get()
    assert exposure.case_title == "某小区侵占公共收益案"
    assert exposure.withdrawn_on == date(2024, 6, 17)


def test_an_exit_is_begun_confirmed_taken_back_and_voided():
    community, company = a_community("锦绣花园"), a_company()
    typed = {"community": community.code, "company": company.pk, "kind": "dismissed"}
    here().post("/desk/exits/add/", typed)
    page = f"/desk/exits/{Exit.objects.get().pk}/"

    here().post(f"{page}confirm/", {"on": "2024-06-17"})
    assert Exit.objects.get().exited_on == date(2024, 6, 17)

    here(Role.C_LD).post(f"{page}undo/", {"reason": "登记错误"})
    assert Exit.objects.get().exited_on is None
    here(Role.C_LD).post(f"{page}void/", {"reason": "登记错误"})
    assert "已作废" in text(here().get(page))
    assert "还没有记录" in text(here().get("/desk/exits/"))


def test_a_day_to_come_is_refused_on_the_form():
    community, company = a_community("锦绣花园"), a_company()
    here().post(
        "/desk/exits/add/",
        {"community": community.code, "company": company.pk, "kind": "dismissed"},
    )

    answer = here().post(f"/desk/exits/{Exit.objects.get().pk}/confirm/", {"on": "2024-12-31"})

    assert answer.status_code == 200
    assert 'value="2024-12-31"' in text(answer)
    assert Exit.objects.get().exited_on is None


def test_the_city_says_in_which_county_it_happened():
    company = a_company()

    answer = text(
        browser_of(Role.M_OP).post("/desk/penalties/add/", PENALTY | {"company": company.pk})
    )
    assert "所属县(市、区)" in answer
    assert not Penalty.objects.exists()

    browser_of(Role.M_OP).post(
        "/desk/penalties/add/", PENALTY | {"company": company.pk, "county": YONGJI}
    )
    assert Penalty.objects.get().county_id == YONGJI
