"""服务等级核定结果: what was decided and stands is read by everybody (DOMAIN 5.6)."""

from datetime import date

import pytest

from tests.measures import FEE, TODAY, a_level_case, at
from tests.people import NOW, YANHU, YONGJI, clerk, head
from tests.stories import a_community, a_company
from tests.web.visitors import anonymous, browser_of
from tingban.actions.enforcement import levels
from tingban.actions.enforcement.levels import LevelStatement
from tingban.data.enforcement.models import LevelDecision
from tingban.data.registry.models import Company
from tingban.kit import clock
from tingban.reads.enforcement import level_board
from tingban.rules.actors import CITY_CODE, COUNTY, ENABLED
from tingban.rules.enforcement import LevelKind

pytestmark = pytest.mark.django_db
PATH = "/levels/"
PLACE = "丽景花园"
NONE = "现在还没有重新核定的决定"


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(NOW):
        yield


def text(path: str = PATH) -> str:
    answer = anonymous().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def walk():
    return a_level_case(a_community(PLACE, fee_mode="guided"), a_company())


def registered(place, on: date, old: str, new: str, *, by=None) -> int:
    return levels.record_level(
        statement=LevelStatement(place.code, on, LevelKind.REASSESS, old, new),
        actor=by or clerk(place.county_id), at=NOW,
    )  # fmt: skip


def test_what_was_decided_is_read_with_its_levels_day_number_and_fee(walk):
    walk.decided()

    shown = text()
    for part in (
        PLACE, "盐湖区", "二级", "三级", "下调", "周二</time> 决定", "盐建核级字〔2024〕1号",
        "0.60 元/月·平方米", "周四</time> 起执行", "2024-06-18", "2024-08-01",
    ):  # fmt: skip
        assert part in shown


def test_when_the_bills_have_changed_it_says_from_what_to_what(walk):
    walk.posted().later(60).step("confirm", **FEE)

    assert "收费已由 0.80 元改为 <b>0.60 元</b>" in text()


def test_before_the_decision_there_is_nothing_and_the_page_says_so_kindly(walk):
    walk.told()

    shown = text()
    assert PLACE not in shown
    assert NONE in shown


def test_revoked_it_is_gone(walk):
    walk.decided().later(1).step("revoke", by=head(), reason="复议撤销")

    assert PLACE not in text()
    assert NONE in text()


def test_void_in_the_list_of_the_desk_it_is_gone_too(walk):
    walk.decided()
    levels.void_level(
        decision_id=LevelDecision.objects.get().pk, reason="登记错", actor=head(), at=at(TODAY, 11)
    )

    assert PLACE not in text()


def test_of_a_community_the_newest_that_stands_is_in_force():
    place = a_community(PLACE, fee_mode="guided")
    registered(place, date(2024, 6, 3), "一级", "二级")
    newer = registered(place, date(2024, 6, 10), "二级", "四级")
    assert "四级" in text()
    assert "一级" not in text()

    levels.void_level(decision_id=newer, reason="复议撤销", actor=head(), at=NOW)

    assert "四级" not in text()
    assert "一级" in text()


def test_many_decisions_cost_no_more_statements_than_one(django_assert_max_num_queries):
    for number in range(4):
        place = a_community(f"{PLACE}{number}", fee_mode="guided")
        registered(place, date(2024, 6, 3 + number), "一级", "二级")

    with django_assert_max_num_queries(5):
        found = level_board.in_force()

    assert len(found) == 4


def test_a_level_that_stays_is_told_as_kept():
    registered(a_community(PLACE, fee_mode="guided"), date(2024, 6, 3), "二级", "二级")

    assert "维持 <b>二级</b>" in text()
    assert "下调" not in text()


def test_one_county_is_read_alone_and_an_empty_one_shows_the_way_to_all(walk):
    walk.decided()
    other = a_community("河畔人家", county=YONGJI, fee_mode="guided")
    registered(other, date(2024, 6, 3), "一级", "二级", by=clerk(YONGJI))

    assert PLACE in text(f"{PATH}?county=140802")
    assert "河畔人家" not in text(f"{PATH}?county=140802")
    assert "河畔人家" in text(f"{PATH}?county={YONGJI}")
    empty = text(f"{PATH}?county=140830")
    assert "芮城县现在没有重新核定的决定" in empty
    assert PLACE not in empty
    for odd in ("140800", "x", "", "140802'"):
        assert PLACE in text(f"{PATH}?county={odd}")


def test_nobody_is_named_and_nothing_of_the_file_is_read():
    company = a_company()
    Company.objects.filter(pk=company.pk).update(legal_person="欧阳老板")
    place = a_community(PLACE, fee_mode="guided")
    fee = "0.60 元/月·平方米，咨询欧阳老板 13835900017"
    a_level_case(place, company).decided(fee_standard=fee)

    shown = text()
    assert "0.60 元/月·平方米，咨询（已隐去） （电话已隐去）" in shown
    for inner in ("13835900017", "欧阳", "清扫人员当日请假", "评甲", "71.5", "业委会来函"):
        assert inner not in shown


def test_it_needs_no_script_and_leaves_no_cookie(walk):
    walk.decided()

    answer = anonymous().get(PATH)
    assert "<script" not in answer.content.decode()
    assert not answer.cookies


@pytest.mark.parametrize("role", sorted(ENABLED))
def test_every_post_reads_the_same_as_everybody(walk, role):
    walk.decided()

    answer = browser_of(role, YANHU if role in COUNTY else CITY_CODE).get(PATH)
    assert answer.status_code == 200
    assert "盐建核级字〔2024〕1号" in answer.content.decode()


def test_the_way_there_is_on_the_front_and_on_the_board():
    for page in ("/", "/exposures/"):
        assert text(page).count(f'href="{PATH}"') == 1
