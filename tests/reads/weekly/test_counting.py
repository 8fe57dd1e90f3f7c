"""What counts and what does not: DOMAIN 2.3–2.4, the last paragraph of INTERCHANGE 2, TV-S."""

from datetime import date, timedelta

import pytest

from tests.actions.enforcement.test_enforcement import attach, decide, expose, punish
from tests.actions.inspections.test_missions import a_mission
from tests.actions.rectification.test_orders import serve
from tests.lives import completed, reopened
from tests.people import NOW, YANHU, YONGJI, city_clerk, clerk, head, person
from tests.reads.weekly.numbers import (
    FRIDAY,
    row,
    tally,
    total,
    value,
)
from tests.stories import a_community, a_company, a_contract, a_problem, a_visit
from tingban.actions.enforcement import exposures, levels, penalties
from tingban.actions.exits.exits import confirm_exit, record_exit
from tingban.actions.inspections import visits
from tingban.actions.rectification import orders, problems, progress
from tingban.actions.rectification.partings import undo_merge
from tingban.actions.registry import company_merges
from tingban.actions.registry.merges import merge_community
from tingban.reads.weekly.counting import Moment, areas_of, count_ids, count_values, extras
from tingban.rules.actors import Role
from tingban.rules.areas import AREAS, CITY
from tingban.rules.enforcement import LevelKind, PenaltyOrgan
from tingban.rules.errors import NotAllowed, Refused
from tingban.rules.exits import ExitKind
from tingban.rules.inspections import OrganiserLevel, VisitKind
from tingban.rules.rectification import Category, ProblemSource

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def complete(problem, on=date(2024, 6, 10), at=NOW):
    completed(problem, on, at)


class TestSurvey:
    """A01, A02."""

    def test_several_visits_are_one_community(self):
        community = a_community()
        a_visit(community, kind=VisitKind.SURVEY)
        a_visit(community, kind=VisitKind.RECHECK)

        assert row() == {"A01": 1}

    def test_a_self_check_is_no_survey(self):
        a_visit(a_community(), kind=VisitKind.SELF, company_id=a_company().pk)

        assert row() == {}

    def test_a_company_of_five_communities_is_one(self):
        company = a_company()
        for name in ("甲园", "乙园", "丙园"):
            a_visit(a_community(name), company_id=company.pk)

        assert row() == {"A01": 3, "A02": 1}

    def test_a_company_in_two_counties_is_one_in_the_total(self):
        company = a_company()
        for county in (YANHU, YONGJI):
            a_visit(a_community(county=county), company_id=company.pk)

        assert (value("A02"), value("A02", YONGJI), total("A02"), total("A01")) == (1, 1, 1, 2)

    def test_the_company_written_counts_before_the_holder_of_the_contract(self):
        community, holder, written = a_community(), a_company(), a_company("写明的物业")
        a_contract(community, holder, date(2024, 1, 1))
        a_visit(community, company_id=written.pk)

        assert tally().ids(YANHU, "A02") == (written.uscc,)

    def test_where_none_is_written_the_holder_on_that_day_counts(self):
        community, before, holder = a_community(), a_company("从前的物业"), a_company()
        a_contract(community, before, date(2023, 1, 1), ends_on=date(2024, 6, 2))
        a_visit(community, date(2024, 6, 3))
        a_contract(community, holder, date(2024, 6, 3))

        assert tally().ids(YANHU, "A02") == (holder.uscc,)

    def test_a_company_without_a_code_is_not_counted_until_it_has_one(self):
        company = a_company("待补物业", code="")
        a_visit(a_community(), company_id=company.pk)
        assert row() == {"A01": 1}
        known = a_company("同一家")

        company_merges.give_code(
            company_id=company.pk, code=known.uscc, version=1, actor=clerk(), at=NOW
        )

        assert tally().ids(YANHU, "A02") == (known.uscc,)

    def test_a_voided_visit_counts_at_no_morning(self):
        number = a_visit(a_community())
        visits.void_visit(number=number, version=1, reason="录错", actor=head(), at=NOW + DAY)

        assert value("A01", known_at=NOW) == 1
        assert value("A01", known_at=NOW + DAY) == 0


class TestProblems:
    """A03–A11, B01–B09."""

    def test_three_problems_of_one_community_are_tv_s(self):
        community = a_community()
        done, still, shown = (
            a_problem(community, category=category, acts=acts)
            for category, acts in (
                (Category.CAT_1, ("1-03",)),
                (Category.CAT_1, ("1-03",)),
                (Category.CAT_6, ("6-01",)),
            )
        )
        complete(done)
        complete(shown)
        assert row() == {"A01": 1, "A03": 1, "A04": 1, "A09": 1, "B07": 1, "C01": 1}

        complete(still)

        assert row() == {
            "A01": 1, "A03": 1, "A04": 1, "A09": 1, "B01": 1, "B02": 1, "B07": 1, "C01": 1,
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("category", "found", "rectified"),
        [
            (Category.CAT_1, "A04", "B02"), (Category.CAT_2, "A05", "B03"),
            (Category.CAT_3, "A06", "B04"), (Category.CAT_4, "A07", "B05"),
            (Category.CAT_5, "A08", "B06"), (Category.CAT_6, "A09", "B07"),
            (Category.CAT_7, "A10", "B08"), (Category.CAT_9, "A11", "B09"),
        ],
    )  # fmt: skip
    def test_each_category_has_its_two_columns(self, category, found, rectified):
        problem = a_problem(a_community(), category=category)
        assert row() == {"A01": 1, "A03": 1, found: 1}

        complete(problem)

        assert row() == {"A01": 1, "A03": 1, found: 1, "B01": 1, rectified: 1, "C01": 1}

    def test_reopened_it_is_open_until_completed_again(self):
        problem = a_problem(a_community())
        complete(problem, date(2024, 6, 7))
        reopened(problem, date(2024, 6, 10))
        complete(problem, date(2024, 6, 12))

        mornings = {day: value("B01", as_of=date(2024, 6, day)) for day in (7, 8, 10, 11, 12, 13)}
        assert mornings == {7: 0, 8: 1, 10: 1, 11: 0, 12: 0, 13: 1}

    def test_annulled_it_is_none_from_that_day_on(self):
        problem = a_problem(a_community())
        progress.annul_problem(
            number=problem.number, on=date(2024, 6, 10), version=1, reason="复议撤销",
            actor=head(), at=NOW,
        )  # fmt: skip

        assert [value("A03", as_of=date(2024, 6, day)) for day in (10, 11)] == [1, 0]

    def test_voided_it_never_was(self):
        problem = a_problem(a_community())
        problems.void_problem(number=problem.number, version=1, reason="录错", actor=head(), at=NOW)

        assert row() == {"A01": 1}


class TestEnforcement:
    """C01–C05."""

    def test_an_order_counts_from_its_day_until_the_day_before_it_is_withdrawn(self):
        number = serve(a_problem(a_community()), on=date(2024, 6, 7))
        orders.withdraw_order(
            number=number, on=date(2024, 6, 10), version=1, reason="有误", actor=head(), at=NOW
        )

        counted = {day: value("C01", as_of=date(2024, 6, day)) for day in (7, 8, 10, 11)}
        assert counted == {7: 0, 8: 1, 10: 1, 11: 0}

    def test_an_order_outlives_its_annulled_problem(self):
        problem = a_problem(a_community())
        serve(problem)
        problem.refresh_from_db()
        progress.annul_problem(
            number=problem.number, on=date(2024, 6, 10), version=problem.version,
            reason="复议撤销", actor=head(), at=NOW,
        )  # fmt: skip

        assert row() == {"A01": 1, "C01": 1}

    def test_only_a_reassessment_counts_and_only_once_decided(self):
        community = a_community(fee_mode="guided")
        decide(
            a_community("乙", fee_mode="guided"),
            kind=LevelKind.UPGRADE,
            old_level="三级",
            new_level="二级",
        )
        decision = decide(community, decided_on=date(2024, 6, 10))
        assert [value("C02", as_of=date(2024, 6, day)) for day in (10, 11)] == [0, 1]

        levels.void_level(decision_id=decision, reason="录错", actor=head(), at=NOW + DAY)

        assert value("C02", known_at=NOW + DAY) == 0

    def test_a_company_fined_in_two_counties_is_one_in_the_total(self):
        company = a_company()
        punish(company)
        penalties.record_penalty(
            statement=penalties.PenaltyStatement(
                number="永建罚决字〔2024〕1号", company_id=company.pk, county_code=YONGJI,
                organ=PenaltyOrgan.HOUSING, decided_on=date(2024, 6, 10),
            ),
            actor=clerk(YONGJI),
            at=NOW,
        )  # fmt: skip

        assert (value("C03"), value("C03", YONGJI), total("C03")) == (1, 1, 1)

    def test_a_fine_of_another_organ_is_kept_beside(self):
        punish(a_company(), organ=PenaltyOrgan.FIRE)

        assert row() == {}
        beside = extras(actor=city_clerk(), moment=Moment(FRIDAY, NOW))
        assert (beside.value(YANHU, "C03x"), beside.total("C03x")) == (1, 1)

    def test_a_fine_counts_until_the_day_before_it_is_revoked(self):
        number = punish(a_company(), decided_on=date(2024, 6, 10))
        penalties.revoke_penalty(
            number=number, on=date(2024, 6, 13), reason="复议", actor=head(), at=NOW
        )

        counted = {day: value("C03", as_of=date(2024, 6, day)) for day in (10, 11, 13, 14)}
        assert counted == {10: 0, 11: 1, 13: 1, 14: 0}

    @pytest.mark.parametrize("kind", list(ExitKind))
    def test_an_exit_counts_once_handed_over_unless_it_is_routine(self, kind):
        leaving = record_exit(
            community_code=a_community().code, company_id=a_company().pk, kind=kind,
            actor=clerk(), at=NOW,
        )  # fmt: skip
        assert row() == {}

        confirm_exit(exit_id=leaving, on=date(2024, 6, 10), actor=clerk(), at=NOW)

        assert row() == ({} if kind is ExitKind.ROUTINE else {"C04": 1})
        assert value("C04", as_of=date(2024, 6, 10)) == 0

    def test_an_exposure_counts_with_its_case_until_it_is_taken_down(self):
        company = a_company()
        shown = expose(company, published_on=date(2024, 6, 10))
        assert row() == {}
        attach(shown, "电梯停运", actor=clerk())
        exposures.withdraw_exposure(
            exposure_id=shown, on=date(2024, 6, 13), reason="已整改", actor=clerk(), at=NOW
        )

        counted = {day: value("C05", as_of=date(2024, 6, day)) for day in (10, 11, 13, 14)}
        assert counted == {10: 0, 11: 1, 13: 1, 14: 0}


class TestSupervision:
    """D01–D04."""

    def inspected(self, community, level=OrganiserLevel.COUNTY) -> str:
        mission = a_mission(level, community.county_id)
        return a_visit(
            community, date(2024, 6, 12), VisitKind.SUPERVISE, mission_number=mission, level=level
        )

    def found(self, community, visit: str):
        return a_problem(
            community, source=ProblemSource.SUPERVISION, source_ref=visit,
            confirmed_on=date(2024, 6, 12),
        )  # fmt: skip

    def test_a_countys_mission_stands_in_its_row_and_the_citys_in_its_own(self):
        community = a_community()
        self.inspected(community)
        self.inspected(community, OrganiserLevel.CITY)

        assert row() == {"A01": 1, "D01": 1, "D02": 1}
        assert row(CITY) == {"D01": 1, "D02": 1}
        assert (total("D01"), total("D02")) == (2, 1)

    def test_a_mission_without_a_visit_counts_as_one(self):
        a_mission()

        assert row() == {"D01": 1}
        assert row(as_of=date(2024, 6, 12)) == {}

    def test_what_supervision_found_is_finished_apart_from_other_problems(self):
        community = a_community()
        problem = self.found(community, self.inspected(community))
        a_problem(community, confirmed_on=date(2024, 6, 12))
        assert (value("D03"), value("D04")) == (1, 0)

        complete(problem, date(2024, 6, 13))

        assert (value("D03"), value("D04"), value("B01")) == (1, 1, 0)

    def test_a_problem_of_another_source_is_no_finding(self):
        community = a_community()
        a_problem(community, source_ref=self.inspected(community), confirmed_on=date(2024, 6, 12))

        assert (value("D02"), value("D03")) == (1, 0)

    def test_the_total_of_finished_ones_has_none_that_any_level_has_open(self):
        community = a_community()
        done = self.found(community, self.inspected(community))
        still = self.found(community, self.inspected(community, OrganiserLevel.CITY))
        complete(done, date(2024, 6, 13))
        assert (value("D04"), value("D04", CITY), total("D03"), total("D04")) == (1, 0, 1, 0)

        complete(still, date(2024, 6, 13))

        assert (value("D04", CITY), total("D04")) == (1, 1)


class TestMerges:
    """合并至 carries no date."""

    def test_merged_communities_are_one_at_every_morning(self):
        first, second = a_community("甲园"), a_community("乙园")
        problem = a_problem(first)
        complete(problem)
        a_problem(second)
        assert (value("A01"), value("A03"), value("B01")) == (2, 2, 1)

        merge_community(code=first.code, into=second.code, version=1, actor=clerk(), at=NOW + DAY)

        merged = tally(known_at=NOW + DAY)
        assert merged.ids(YANHU, "A03") == (second.code,)
        assert merged.value(YANHU, "B01") == 0
        assert tally(date(2024, 6, 6), NOW + DAY).ids(YANHU, "A01") == (second.code,)
        assert value("A01", known_at=NOW) == 2

    def test_undone_they_are_two_again(self):
        first, second = a_community("甲园"), a_community("乙园")
        for community in (first, second):
            a_visit(community)
        merge_community(code=first.code, into=second.code, version=1, actor=clerk(), at=NOW)
        first.refresh_from_db()
        undo_merge(
            code=first.code, version=first.version, reason="不是一个", actor=clerk(), at=NOW + DAY
        )

        assert [value("A01", known_at=NOW + DAY * day) for day in (0, 1)] == [1, 2]


def test_the_first_day_of_the_campaign_counts_and_the_day_before_does_not():
    a_visit(a_community("甲园"), date(2024, 4, 30))
    a_visit(a_community("乙园"), date(2024, 5, 1))

    assert value("A01", as_of=date(2024, 5, 2)) == 1
    assert value("A01", as_of=date(2024, 5, 1)) == 0


def test_the_day_of_the_cut_off_does_not_count():
    a_visit(a_community(), FRIDAY)

    assert [value("A01", as_of=FRIDAY + DAY * later) for later in (0, 1)] == [0, 1]


def test_what_was_told_later_belongs_to_the_next_report():
    a_visit(a_community(), date(2024, 6, 3))

    assert value("A01", known_at=NOW - timedelta(seconds=1)) == 0
    assert value("A01", known_at=NOW) == 1


def test_a_step_that_was_told_later_belongs_to_the_next_report():
    on, later = date(2024, 6, 10), NOW + DAY
    problem, company = a_problem(a_community()), a_company()
    order = serve(problem, on=date(2024, 6, 7))
    fine, shown = punish(company, decided_on=on), expose(company, published_on=on)
    attach(shown, "电梯停运", actor=clerk())
    told = {"on": on + DAY, "reason": "复议", "actor": head(), "at": later}

    complete(problem, at=later)
    orders.withdraw_order(number=order, version=1, **told)
    penalties.revoke_penalty(number=fine, **told)
    exposures.withdraw_exposure(exposure_id=shown, **told)

    cells = ("B01", "C01", "C03", "C05")
    assert [value(cell, known_at=NOW) for cell in cells] == [0, 1, 1, 1]
    assert [value(cell, known_at=later) for cell in cells] == [1, 0, 0, 0]


def test_a_report_before_the_campaign_is_refused():
    with pytest.raises(Refused, match="请选择之后的日期"):
        tally(date(2024, 4, 30))


def test_a_county_sees_its_own_row_and_itself_as_the_total():
    for county in (YANHU, YONGJI):
        a_visit(a_community(county=county))

    own = count_values(actor=clerk(), moment=Moment(FRIDAY, NOW))

    assert own.areas == (YANHU,)
    assert own.total("A01") == 1
    assert count_ids(actor=clerk(), moment=Moment(FRIDAY, NOW)).total("A01") == 1


def test_rows_stand_in_the_order_of_annex_1():
    assert areas_of(city_clerk()) == tuple(area.code for area in AREAS)
    assert tally().areas[:3] == (CITY, YANHU, YONGJI)


def test_an_administrator_of_the_system_sees_no_numbers():
    with pytest.raises(NotAllowed):
        areas_of(person(Role.SYS))


def test_indicators_without_a_base_are_none_and_no_zero():
    a_community()
    beside = extras(actor=city_clerk(), moment=Moment(FRIDAY, NOW))
    assert (beside.value(YANHU, "N_c"), beside.coverage(YANHU)) == (1, 0.0)
    assert (beside.coverage(YONGJI), beside.rectification_rate(YANHU)) == (None, None)


def test_an_overdue_problem_is_counted_beside():
    problem = a_problem(a_community(), due_on=date(2024, 6, 12), company_id=a_company().pk)
    moment = Moment(FRIDAY, NOW)
    told = extras(actor=city_clerk(), moment=moment)
    assert [told.value(YANHU, code) for code in ("P01", "P02", "P03", "A02p")] == [1, 0, 1, 1]

    complete(problem, date(2024, 6, 13))

    told = extras(actor=city_clerk(), moment=moment)
    assert [told.value(YANHU, code) for code in ("P01", "P02", "P03")] == [1, 1, 0]


def test_one_statement_counts_everything(django_assert_max_num_queries):
    a_problem(a_community())
    actor = city_clerk()

    # Campaign, savepoint, SET, the count, release.
    with django_assert_max_num_queries(5):
        count_ids(actor=actor, moment=Moment(FRIDAY, NOW))
