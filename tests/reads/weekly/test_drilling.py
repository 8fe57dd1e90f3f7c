"""From a number to its list: names, and the facts that make each of them count."""

from datetime import date

import pytest

from tests.actions.enforcement.test_enforcement import decide, expose, punish
from tests.actions.inspections.test_missions import a_mission
from tests.actions.rectification.test_orders import NUMBER, serve
from tests.case_steps import close
from tests.lives import completed, reopened
from tests.people import NOW, YANHU, YONGJI, city_clerk, clerk
from tests.reads.weekly.numbers import FRIDAY, a_city_case, at
from tests.stories import a_community, a_company, a_problem, a_visit
from tingban.actions.exits.exits import confirm_exit, record_exit
from tingban.kit.windows import Window
from tingban.reads.weekly.counting import Moment
from tingban.reads.weekly.drilling import drill, facts_behind
from tingban.reads.weekly.sides import live
from tingban.rules.errors import NotFound
from tingban.rules.exits import ExitKind
from tingban.rules.inspections import OrganiserLevel, VisitKind
from tingban.rules.weekly.checks import TOTAL

pytestmark = pytest.mark.django_db


def opened(cell: str, area: str = YANHU, actor=None, text: str = "", **window: int):
    actor = actor or city_clerk()
    side = live(actor=actor, moment=Moment(FRIDAY, NOW))
    return drill(actor=actor, side=side, area=area, cell=cell, window=Window(**window), text=text)


def facts(cell: str, area: str = YANHU) -> list[str]:
    """All fact lines behind a number."""
    return [line.text for row in opened(cell, area).rows for line in row.facts]


def test_a_community_is_shown_with_its_visits_before_the_cut_off():
    community, company = a_community(), a_company()
    a_visit(community, date(2024, 6, 5), VisitKind.RECHECK)
    a_visit(community, date(2024, 6, 3), company_id=company.pk)
    a_visit(community, date(2024, 6, 17))

    (row,) = opened("A01").rows

    assert (row.named.id, row.named.name, row.named.area_name) == (
        community.code, "锦绣花园", "盐湖区",
    )  # fmt: skip
    assert [line.text for line in row.facts] == [
        "2024年6月3日 县级排查（明珠物业服务有限公司）",
        "2024年6月5日 县级复核",
    ]
    assert {line.kind for line in row.facts} == {"visit"}
    assert facts("A02") == ["2024年6月3日 县级排查（明珠物业服务有限公司）"]


def test_a_problem_tells_its_steps_as_they_were_that_morning():
    problem = a_problem(a_community())
    completed(problem, date(2024, 6, 10), NOW)
    reopened(problem, date(2024, 6, 17), NOW)

    told = "未按照合同约定提供服务：2024年6月5日确认，2024年6月10日完成"
    assert facts("B01") == facts("A03") == facts("A04") == [told]


def test_each_measure_tells_its_day_and_document():
    community = a_community(fee_mode="guided")
    company = a_company()
    serve(a_problem(community))
    decide(community)
    punish(company)
    expose(company, case_title="电梯停运")
    leaving = record_exit(
        community_code=community.code, company_id=company.pk, kind=ExitKind.DISMISSED,
        actor=clerk(), at=NOW,
    )  # fmt: skip
    confirm_exit(exit_id=leaving, on=date(2024, 6, 12), actor=clerk(), at=NOW)

    assert facts("C01") == ["责令整改：2024年6月7日送达"]
    assert opened("C01").rows[0].facts[0].number == NUMBER
    assert facts("C02") == ["2024年6月10日 重新核定服务等级 二级→三级"]
    assert facts("C03") == ["2024年6月10日 行政处罚 盐建罚决字〔2024〕1号 罚款 50000.00 元"]
    assert facts("C04") == ["明珠物业服务有限公司退出（解聘）：2024年6月12日交接确认"]
    assert facts("C05") == ["运城日报曝光：2024年6月10日发布，典型案例“电梯停运”"]


def test_missions_and_cases_open_too():
    mission = a_mission()
    close(a_city_case(county_code=YANHU), at(12))

    assert facts("D01") == ["2024年6月12日 县级督导（盐湖区）"]
    assert opened("D01").rows[0].named.id == mission
    assert facts("E02") == ["2024年6月11日受理，2024年6月12日办结"]


def test_a_total_shows_the_facts_of_every_row():
    company = a_company()
    for county in (YANHU, YONGJI):
        a_visit(a_community(county=county), company_id=company.pk)

    (row,) = opened("A02", TOTAL).rows

    assert len(row.facts) == 2
    assert len(facts("A02")) == 1


def test_a_county_opens_its_own_row_only():
    a_visit(a_community(county=YONGJI))
    a_visit(a_community())

    assert opened("A01", TOTAL, clerk()).total == 1
    with pytest.raises(NotFound):
        opened("A01", YONGJI, clerk())


def test_what_is_no_number_of_the_form_is_told():
    with pytest.raises(NotFound, match="33 个指标"):
        opened("Z01")


def test_the_list_is_paged_and_searched():
    for name in ("甲园", "乙园", "丙园"):
        a_visit(a_community(name))

    page = opened("A01", limit=2)
    rest = opened("A01", limit=2, offset=2)
    found = opened("A01", text="乙园")

    assert (page.total, len(page.rows), len(rest.rows)) == (3, 2, 1)
    assert [row.named.name for row in found.rows] == ["乙园"]
    assert opened("A01", text="没有这个").total == 0


def test_a_findings_visit_may_be_the_citys_and_the_facts_stay_those_of_the_row():
    community = a_community()
    for level in (OrganiserLevel.COUNTY, OrganiserLevel.CITY):
        a_visit(
            community, date(2024, 6, 12), VisitKind.SUPERVISE, level=level,
            mission_number=a_mission(level),
        )  # fmt: skip

    assert facts("D02") == ["2024年6月12日 县级督导"]
    assert facts("D02", "140800") == ["2024年6月12日 市级督导"]


def test_supplementary_numbers_have_facts_behind_them():
    problem = a_problem(a_community(), company_id=a_company().pk)
    side = live(actor=city_clerk(), moment=Moment(FRIDAY, NOW))

    found = facts_behind(
        actor=city_clerk(), side=side, area=YANHU, cell="P01", ids=[problem.number]
    )

    assert [line.number for line in found[problem.number]] == [problem.number]


def test_statements_do_not_grow_with_the_list(django_assert_max_num_queries):
    for name in ("甲园", "乙园", "丙园", "丁园"):
        a_problem(a_community(name))
    actor = city_clerk()
    side = live(actor=actor, moment=Moment(FRIDAY, NOW))

    # Names, campaign, atoms (savepoint, SET, statement, release), facts, steps.
    with django_assert_max_num_queries(8):
        found = drill(actor=actor, side=side, area=YANHU, cell="A03", window=Window())

    assert found.total == 4
