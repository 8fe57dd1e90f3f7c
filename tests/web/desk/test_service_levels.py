"""服务等级标准: the bureau fills its table, everybody reads it, contracts and decisions use it."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.db import IntegrityError
from openpyxl import load_workbook

from tests.people import YANHU
from tests.stories import a_community
from tests.web.visitors import browser_of
from tingban.data.audit.models import Entry
from tingban.data.enforcement.models import LevelFact
from tingban.data.registry.models import ServiceLevel
from tingban.reads.registry import contracts
from tingban.rules.actors import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
LIST, ADD = "/desk/service-levels/", "/desk/service-levels/add/"
TYPED = {
    "name": "甲级", "code": "A", "rank": "3", "standard": "山西省物业服务标准", "fee_min": "1.20",
    "fee_max": "1.80", "valid_from": "2024-01-01",
}  # fmt: skip


def text(answer) -> str:
    return answer.content.decode()


def city(role: Role = Role.M_OP):
    return browser_of(role)


def county():
    return browser_of(Role.C_OP, YANHU)


def a_level(name: str = "甲级", **told: object) -> ServiceLevel:
    stated = {"code": name[0], "rank": 3, "valid_from": date(2024, 1, 1)} | told
    return ServiceLevel.objects.create(name=name, **stated)


def test_an_empty_table_says_what_holds_meanwhile_and_how_to_begin():
    assert "现在暂按一级到五级排位" in text(county().get(LIST))
    assert f'href="{ADD}"' not in text(county().get(LIST))
    assert f'href="{ADD}"' in text(city().get(LIST))


def test_the_office_states_a_level_and_the_log_keeps_it():
    answer = city().post(ADD, TYPED, follow=True)

    assert "服务等级已登记" in text(answer)
    level = ServiceLevel.objects.get()
    assert (level.name, level.rank, str(level.fee_max)) == ("甲级", 3, "1.80")
    entry = Entry.objects.get(act="registry.service_level_added")
    assert (entry.subject, entry.note) == (f"service_level:{level.pk}", "甲级")
    assert "1.20 至 1.80" in text(county().get(LIST))


def test_one_form_sent_twice_makes_one_level():
    browser = city()
    for _ in range(2):
        browser.post(ADD, TYPED | {"mark": "the-same-form"})

    assert ServiceLevel.objects.count() == 1


@pytest.mark.parametrize("role", [Role.C_OP, Role.C_LD])
def test_a_county_reads_and_does_not_write(role):
    level = a_level()
    browser = browser_of(role, YANHU)

    assert "甲级" in text(browser.get(LIST))
    assert browser.post(ADD, TYPED).status_code == 403
    assert browser.get(f"{LIST}{level.pk}/").status_code == 403


@pytest.mark.parametrize("role", [Role.AUD, Role.SYS])
def test_who_holds_no_business_facts_stays_outside(role):
    assert browser_of(role).get(LIST).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"fee_min": "2.50"}, "最低收费 2.50 元高于最高收费 1.80 元"),
        ({"rank": "0"}, "排位请填 1 到 99 的整数"),
        ({"name": "乙级", "code": "B"}, "排位 3 已是“甲级”"),
        ({"name": "乙级", "rank": "2"}, "代码 A 从这一天起的等级已经登记"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(wrong, sentence):
    a_level(code="A")

    answer = city().post(ADD, TYPED | wrong)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "山西省物业服务标准" in text(answer)
    assert ServiceLevel.objects.count() == 1


def test_the_second_of_two_clerks_is_told_and_loses_nothing():
    level = a_level(code="A")
    page = f"{LIST}{level.pk}/"
    seen = f"A|甲级|3||None|None|{level.valid_from}"
    assert f'value="{seen}"' in text(city().get(page))
    city().post(page, TYPED | {"seen": seen, "standard": "第一位写的"})

    second = city().post(page, TYPED | {"seen": seen, "standard": "第二位写的"})

    assert "您打开页面之后，这个服务等级已被修改" in text(second)
    assert "第二位写的" in text(second)
    level.refresh_from_db()
    assert level.standard == "第一位写的"
    fresh = re.search(r'name="seen" value="([^"]*)"', text(second))[1]
    city().post(page, TYPED | {"seen": fresh, "standard": "第二位写的"})
    level.refresh_from_db()
    assert level.standard == "第二位写的"


def test_a_level_is_replaced_from_its_day_on_and_both_stay_listed():
    a_level(code="A", standard="旧标准")
    a_level(code="A", standard="新标准", valid_from=date(2024, 6, 1))
    a_level(code="A", standard="明年的标准", valid_from=date(2025, 1, 1))
    browser = county()

    page = text(browser.get(LIST))

    assert [word in page for word in ("现行", "已被新的替代", "尚未施行")] == [True] * 3
    now = text(browser.get(f"{LIST}?state=in_force"))
    assert "新标准" in now
    assert "旧标准" not in now
    assert "明年的标准" not in text(browser.get(f"{LIST}?q=旧标准"))


def test_the_list_is_sorted_by_rank_and_taken_away():
    a_level("乙级", rank=2)
    a_level("甲级", rank=3)

    sheet = load_workbook(BytesIO(county().get(f"{LIST}?export=xlsx").content)).active
    names = [row[0].value for row in sheet.iter_rows() if row[0].value in ("甲级", "乙级")]

    assert names == ["甲级", "乙级"]


def test_the_list_asks_no_more_for_more_rows(django_assert_max_num_queries):
    browser = county()
    for rank in range(1, 30):
        a_level(f"{rank}级", code=str(rank), rank=rank)

    with django_assert_max_num_queries(10):
        browser.get(LIST)


def test_a_decision_is_compared_by_the_bureaus_own_ranks():
    a_level("甲级", rank=3)
    a_level("乙级", rank=2)
    community = a_community(fee_mode="guided")
    typed = {"community": community.code, "kind": "reassess", "decided_on": "2024-06-10",
             "document": ""}  # fmt: skip
    browser = county()

    upwards = browser.post("/desk/levels/add/", typed | {"old_level": "乙级", "new_level": "甲级"})
    browser.post("/desk/levels/add/", typed | {"old_level": "甲级", "new_level": "乙级"})

    assert "与类型“重新核定”不符" in text(upwards)
    fact = LevelFact.objects.get()
    assert (fact.old_level, fact.new_level) == ("甲级", "乙级")


def test_a_name_that_a_new_standard_replaced_is_no_longer_offered():
    a_level("三级", code="3", rank=2)
    a_level("一星", code="1", rank=1)
    a_level("三星", code="3", rank=3, valid_from=date(2024, 6, 1))

    assert contracts.level_names(date(2024, 5, 31)) == ["三级", "一星"]
    assert contracts.level_names(date(2024, 6, 1)) == ["三星", "一星"]


@pytest.mark.parametrize(
    ("told", "constraint"),
    [
        ({"rank": 0}, "registry_level_rank"),
        ({"rank": 100}, "registry_level_rank"),
        ({"fee_min": 2, "fee_max": 1}, "registry_level_fees"),
    ],
)
def test_the_database_refuses_what_orders_nothing(told, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        a_level(**told)
