"""Every row and every company of a foreign register is accounted for."""

from decimal import Decimal

import pytest

from tingban.rules.errors import Refused
from tingban.rules.exchange import mapping, planning
from tingban.rules.exchange.mapping import Meaning
from tingban.rules.exchange.planning import Fate, Known, Plan

HEADS = ("小区名称", "区域", "地址", "物业公司", "开发商", "户数", "物业费", "所在城市")
YANHU = "140802"


def plan_of(*rows: tuple[str, ...], known: Known | None = None, **areas: str) -> Plan:
    width = len(HEADS)
    register = mapping.read_register([HEADS, *((*row, *[""] * width)[:width] for row in rows)])
    return planning.plan(
        mapping.rows_of(register, mapping.guess(register.heads)),
        areas={word.replace("blank", ""): code for word, code in areas.items()},
        known=known or Known({}, {}),
        writes=lambda county: county == YANHU,
    )


def only(plan: Plan) -> tuple[Fate, str]:
    (row,) = plan.rows
    return row.fate, row.note


def test_heads_under_a_title_are_found_and_guessed() -> None:
    register = mapping.read_register(
        [["某站小区一览", ""], ["", ""], ["小区", "总户数"], ["甲", 5]]
    )

    assert register.heads == ("小区", "总户数")
    assert (register.first, register.rows) == (4, (("甲", "5"),))
    assert mapping.guess(register.heads) == {0: Meaning.NAME, 1: Meaning.HOUSEHOLDS}


@pytest.mark.parametrize("rows", [[], [["", ""]], [["小区名称", "户数"]], [["小区名称"], [""]]])
def test_a_register_without_rows_is_refused(rows) -> None:
    with pytest.raises(Refused, match="选错了文件"):
        mapping.read_register(rows)


def test_each_meaning_once_and_a_name_is_needed() -> None:
    with pytest.raises(Refused, match="选了两列"):
        mapping.check_columns({0: Meaning.NAME, 1: Meaning.NAME})
    with pytest.raises(Refused, match="哪一列是小区名称"):
        mapping.check_columns({0: Meaning.ADDRESS})


def test_an_area_in_the_words_of_a_site_is_understood() -> None:
    assert only(plan_of(("恒大名都", "盐湖坊子老区"))) == (Fate.NEW, "")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("", "盐湖"), "没有小区名称"),
        (("·", "盐湖"), "没有小区名称"),
        (("甲" * 97, "盐湖"), "小区名称超过 96 个字"),
        (("甲园", ""), "没有写区域"),
        (("甲园", "盐湖临猗"), "区域“盐湖临猗”没有对应的县(市、区)"),
        (("甲园", "永济"), "属于永济市，不在您的辖区内"),
        (("甲园", "盐湖", "", "", "", "", "", "太原"), "不是运城市的（太原）"),
    ],
)
def test_what_cannot_be_taken_says_why(row, reason) -> None:
    assert only(plan_of(row)) == (Fate.LEFT, reason)


def test_a_choice_outweighs_the_guess_and_may_leave_out() -> None:
    assert only(plan_of(("甲园", "永济"), 永济=YANHU))[0] is Fate.NEW
    assert only(plan_of(("甲园", "盐湖"), 盐湖="-"))[0] is Fate.LEFT
    assert only(plan_of(("甲园", ""), blank=YANHU))[0] is Fate.NEW


def test_an_empty_area_is_read_from_the_address() -> None:
    assert only(plan_of(("甲园", "", "盐湖-盐湖-禹都大道"))) == (Fate.NEW, "")


def test_what_is_registered_is_left_as_it_is() -> None:
    known = Known({(YANHU, "甲园"): ("1408020010001",)}, {})

    plan = plan_of(("甲·园", "盐湖"), known=known)

    assert only(plan) == (Fate.KNOWN, "小区 1408020010001")
    assert plan.communities == {}


def test_rows_of_one_name_become_one_community_with_all_they_say() -> None:
    plan = plan_of(
        ("甲园", "盐湖", "", "", "", "不详"),
        ("甲 园", "盐湖", "禹都大道", "甲物业", "", "4336 户", "0.00 元/㎡·月"),
    )

    (community,) = plan.communities.values()
    assert [row.fate for row in plan.rows] == [Fate.NEW, Fate.KNOWN]
    assert plan.rows[1].note == "与第 2 行是同一个小区"
    assert (community.address, community.households) == ("禹都大道", 4336)
    assert (community.company, community.fee, community.management) == ("甲物业", None, "company")


@pytest.mark.parametrize(
    ("company", "developer", "fate"),
    [
        ("明珠物业", "明珠房地产开发有限公司", Fate.NEW),
        ("运泰房地产开发有限公司", "", Fate.LEFT),
        ("宏业集团", "宏业集团", Fate.LEFT),
        ("业主自管", "", Fate.LEFT),
        ("暂无资料", "", Fate.LEFT),
    ],
)
def test_a_company_is_told_from_a_developer(company: str, developer: str, fate: Fate) -> None:
    (planned,) = plan_of(("甲园", "盐湖", "", company, developer)).companies.values()

    assert planned.fate is fate
    assert planned.note


def test_who_keeps_itself_is_no_company_but_a_way_of_keeping() -> None:
    plan = plan_of(("甲园", "盐湖", "", "业主自管"))

    (community,) = plan.communities.values()
    assert community.management == "self_managed"
    assert plan.new_companies == []


def test_a_company_of_rows_left_out_says_so_until_a_row_is_taken() -> None:
    left = plan_of(("甲园", "永济", "", "明珠物业"))
    taken = plan_of(("甲园", "永济", "", "明珠物业"), ("乙园", "盐湖", "", "明珠物业"))

    assert [it.note for it in left.companies.values()] == ["所在的行没有导入"]
    assert taken.new_companies == ["明珠物业"]


def test_numbers_are_read_where_there_are_any() -> None:
    register = mapping.read_register(
        [("小区", "专有面积", "业主数"), ("甲园", "1,234.5㎡", "约百人")]
    )
    rows = mapping.rows_of(register, mapping.guess(register.heads))

    plan = planning.plan(rows, areas={"": YANHU}, known=Known({}, {}), writes=lambda _: True)

    (community,) = plan.communities.values()
    assert (community.exclusive_area, community.owners) == (Decimal("1234.50"), None)
