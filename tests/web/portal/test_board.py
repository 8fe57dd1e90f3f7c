"""曝光台: what stands is read by everybody, in plain words; what does not, by nobody."""

import pytest

from tests.measures import TEXT, TODAY, an_exposure, at, counsel
from tests.people import NOW, head
from tests.stories import a_community, a_company
from tests.web.visitors import anonymous
from tingban.actions.enforcement import exposures
from tingban.data.enforcement.models import ExposureCase
from tingban.kit import clock
from tingban.rules.enforcement.exposure_stages import UNPUBLISHED

pytestmark = pytest.mark.django_db
COMPANY, PLACE = "拖延物业服务有限公司", "丽景花园"
UPDATE = "企业已补公示三年的公共收益，经复核属实。"


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def walk():
    company = a_company(COMPANY)
    company.legal_person = "欧阳老板"
    company.save(update_fields=["legal_person"])
    return an_exposure(company, a_community(PLACE))


def text(path: str, status: int = 200) -> str:
    answer = anonymous().get(path)
    assert answer.status_code == status
    return answer.content.decode()


def page(walk) -> str:
    return f"/exposures/{walk.number}/"


def test_what_stands_is_read_in_the_list_and_on_its_page(walk):
    walk.published()

    assert TEXT["headline"] in text("/exposures/")
    shown = text(page(walk))
    for part in (COMPANY, PLACE, "盐湖区", "基本事实", "启示", "运城日报", "https://example.com/1"):
        assert part in shown


def test_names_phones_and_the_legal_person_are_hidden(walk):
    lines = [*TEXT["facts"], "法定代表人欧阳老板三次未到场。"]
    walk.step("write", reason="补充事实", **TEXT | {"facts": lines})
    walk.step("check", by=head(), sources=["甲", "乙", "丙"], is_checked=True)

    walk.step("admit", by=counsel(), nature="report", opinion="属工作通报")
    walk.step("redact", is_seen=True, spared=["欧阳老板"]).sign("exposure_notice", served=True)
    walk.step("tell").answered().sign("exposure_case")
    walk.step("sign", by=head(), plea_answer="没有异议")
    walk.step("publish", media=["日报"], url="第 3 版")

    shown = text(page(walk)) + text("/exposures/")
    assert "王某拒签，电话（电话已隐去）" in shown
    for secret in ("王强", "13835900017", "欧阳老板"):
        assert secret not in shown
    assert "（第 3 版）" in shown


def test_nothing_of_the_file_is_read(walk):
    walk.published()

    shown = text(page(walk)) + text("/exposures/")
    for inner in ("检查记录 XC-1", "属工作通报", "没有异议", "6 月 1 日催告", "公共收益不公示"):
        assert inner not in shown


def test_what_was_put_right_stands_above_the_case_with_its_day(walk):
    walk.published().step("update", by=head(), update=UPDATE)

    shown = text(page(walk))
    assert shown.index(UPDATE) < shown.index("基本事实")
    assert "整改后更新 <span>" in shown
    assert UPDATE in text("/exposures/")


def test_withdrawn_it_is_gone_and_says_so_without_a_name(walk):
    walk.published().step("withdraw", by=head(), reason="已整改到位")

    shown = text(page(walk), 404)
    assert "已撤下" in shown
    for name in (COMPANY, PLACE, TEXT["headline"]):
        assert name not in shown
        assert name not in text("/exposures/")
    assert "现在没有公开的案例" in text("/exposures/")


def test_withdrawn_in_the_list_of_the_desk_it_is_gone_too(walk):
    walk.published()
    exposures.withdraw_exposure(
        exposure_id=walk.row.exposure_id, on=TODAY, reason="撤", actor=head(), at=at(TODAY)
    )

    assert "已撤下" in text(page(walk), 404)


@pytest.mark.parametrize("stage", [*UNPUBLISHED, "dropped"])
def test_nothing_unpublished_is_ever_reached(walk, stage):
    ExposureCase.objects.filter(number=walk.number).update(stage=stage)

    shown = text(page(walk), 404)
    assert "没有找到这条曝光" in shown
    assert COMPANY not in shown + text("/exposures/")


def test_an_address_that_never_was_is_not_found():
    assert "没有找到这条曝光" in text("/exposures/BG-140802-2024-999999/", 404)


def test_an_address_in_the_text_is_no_link_unless_a_browser_opens_it(walk):
    walk.told().answered().sign("exposure_case")
    walk.step("sign", by=head(), plea_answer="没有异议")
    walk.step("publish", media=["日报"], url="javascript:alert(1)")

    assert 'href="javascript' not in text(page(walk))


def test_it_needs_no_script_and_leaves_no_cookie(walk):
    walk.published()

    for path in ("/exposures/", page(walk)):
        answer = anonymous().get(path)
        assert "<script" not in answer.content.decode()
        assert not answer.cookies


def test_the_way_there_is_on_the_front_and_in_the_top_line():
    shown = text("/")

    assert shown.count('href="/exposures/"') == 2


def test_how_a_company_objects_is_told(walk):
    walk.published()

    assert "企业有异议怎么办" in text(page(walk))
