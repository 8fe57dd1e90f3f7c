"""Two tables side by side: what each difference is put down to, by the acts people do."""

from datetime import date, timedelta

import pytest

from tests.actions.enforcement.test_enforcement import expose, punish
from tests.actions.inspections.test_missions import a_mission
from tests.actions.rectification.test_orders import serve
from tests.case_steps import close, merge, reopen, void
from tests.lives import completed, reopened
from tests.people import NOW, YANHU, YONGJI, city_clerk, clerk, head
from tests.reads.weekly.numbers import FRIDAY, a_city_case, at
from tests.stories import a_community, a_company, a_contract, a_problem, a_visit, problem_statement
from tingban.actions.enforcement import exposures, penalties
from tingban.actions.inspections import visits
from tingban.actions.rectification import orders, problems, progress
from tingban.actions.rectification.partings import undo_merge
from tingban.actions.registry import company_merges, contracts
from tingban.actions.registry.merges import merge_community
from tingban.data.audit.models import Entry
from tingban.reads.weekly.counting import Moment
from tingban.reads.weekly.differences import Comparison, compare, moved
from tingban.reads.weekly.sides import live
from tingban.rules.inspections import OrganiserLevel, VisitKind
from tingban.rules.rectification import Category, ProblemSource
from tingban.rules.weekly.causes import Cause
from tingban.rules.weekly.checks import TOTAL

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
LATER = NOW + WEEK
# Known when the first table was counted, and a week later.
FIRST, SECOND = Moment(FRIDAY, NOW), Moment(FRIDAY + WEEK, LATER)


def told(old: Moment = FIRST, new: Moment = SECOND, actor=None) -> Comparison:
    actor = actor or city_clerk()
    return compare(
        actor=actor, old=live(actor=actor, moment=old), new=live(actor=actor, moment=new)
    )


def causes(area: str = YANHU, **moments: Moment) -> dict[str, list[Cause]]:
    """By cell, what moved its ids; a minus stands before a cell that an id left."""
    found: dict[str, list[Cause]] = {}
    for pair in told(**moments).changed:
        if pair.area == area:
            for move_ in pair.moves:
                sign = "" if move_.has_come else "-"
                found.setdefault(sign + pair.cell, []).append(move_.cause)
    return found


def act_of(cell: str, area: str = YANHU) -> str:
    (only,) = told().of(area, cell).moves
    return Entry.objects.get(pk=only.entry).act


def visit_later(community, on: date) -> None:
    visits.add_visit(
        statement=visits.VisitStatement(
            community_code=community.code, kind=VisitKind.SURVEY,
            level=OrganiserLevel.COUNTY, done_on=on,
        ),
        actor=clerk(community.county_id),
        at=LATER,
    )  # fmt: skip


def test_what_happened_since_is_new_and_what_was_told_since_is_late():
    visit_later(a_community("甲园"), FRIDAY)
    visit_later(a_community("乙园"), date(2024, 6, 3))

    assert sorted(causes()["A01"]) == [Cause.LATE, Cause.NEW]


def test_a_visit_known_before_and_made_after_the_first_cut_off_is_new():
    a_visit(a_community(), date(2024, 6, 17))

    assert causes() == {"A01": [Cause.NEW]}


def test_a_completion_brings_a_community_into_two_cells_by_one_entry():
    problem = a_problem(a_community())
    completed(problem, date(2024, 6, 20), LATER)

    assert causes() == {"B01": [Cause.COMPLETED], "B02": [Cause.COMPLETED]}
    assert act_of("B01") == "rectification.problem_complete"


def test_a_new_problem_takes_a_finished_community_away():
    community = a_community()
    problem = a_problem(community)
    completed(problem, date(2024, 6, 10), NOW)
    problems.add_problem(
        statement=problem_statement(
            community, category=Category.CAT_6, confirmed_on=date(2024, 6, 20)
        ),
        actor=clerk(),
        at=LATER,
    )

    assert causes() == {"A09": [Cause.NEW], "-B01": [Cause.NEW]}


def test_a_reopening_is_the_cause_of_the_fall():
    problem = a_problem(a_community())
    completed(problem, date(2024, 6, 10), NOW)
    reopened(problem, date(2024, 6, 20), LATER)

    assert causes() == {"-B01": [Cause.REOPENED], "-B02": [Cause.REOPENED]}


def test_an_annulled_problem_leaves_and_may_finish_its_community():
    community = a_community()
    done, wrong = a_problem(community), a_problem(community, category=Category.CAT_6)
    completed(done, date(2024, 6, 10), NOW)
    progress.annul_problem(
        number=wrong.number, on=date(2024, 6, 20), version=1, reason="不属实",
        actor=head(), at=LATER,
    )  # fmt: skip

    assert causes() == {"-A09": [Cause.ANNULLED], "B01": [Cause.ANNULLED]}


def test_a_voided_problem_is_voided_in_every_cell():
    problem = a_problem(a_community())
    problems.void_problem(number=problem.number, version=1, reason="录错", actor=head(), at=LATER)

    assert causes() == {"-A03": [Cause.VOIDED], "-A04": [Cause.VOIDED]}
    assert act_of("A03") == "rectification.problem_voided"


def test_another_category_is_a_correction():
    problem = a_problem(a_community())
    problems.correct_problem(
        number=problem.number,
        statement=problem_statement(
            problem.community, category=Category.CAT_2, acts=(), description="x"
        ),
        version=1,
        actor=clerk(),
        at=LATER,
    )

    assert causes() == {"-A04": [Cause.CORRECTED], "A05": [Cause.CORRECTED]}


def test_a_day_corrected_beyond_the_cut_off_is_a_correction_and_no_void():
    number = a_visit(a_community())
    told_anew = visits.VisitStatement(
        community_code=visits.Visit.objects.get(number=number).community.code,
        kind=VisitKind.SURVEY, level=OrganiserLevel.COUNTY, done_on=date(2024, 6, 22),
    )  # fmt: skip
    visits.correct_visit(number=number, statement=told_anew, version=1, actor=clerk(), at=LATER)

    assert causes() == {"-A01": [Cause.CORRECTED]}


def test_a_merge_recounts_every_cell_and_is_told_as_the_cause():
    first, second = a_community("甲园"), a_community("乙园")
    a_problem(first)
    a_visit(second)
    merge_community(code=first.code, into=second.code, version=1, actor=clerk(), at=LATER)

    assert causes() == {
        "-A01": [Cause.MERGED],
        "A03": [Cause.MERGED], "-A03": [Cause.MERGED],
        "A04": [Cause.MERGED], "-A04": [Cause.MERGED],
    }  # fmt: skip
    assert act_of("A01") == "registry.community_merged"


def test_an_undone_merge_is_told_too():
    first, second = a_community("甲园"), a_community("乙园")
    a_visit(first)
    merge_community(code=first.code, into=second.code, version=1, actor=clerk(), at=NOW)
    first.refresh_from_db()
    undo_merge(code=first.code, version=first.version, reason="不是一个", actor=clerk(), at=LATER)

    assert causes() == {"A01": [Cause.SPLIT], "-A01": [Cause.SPLIT]}


def test_orders_penalties_and_exposures_are_withdrawn():
    company = a_company()
    order = serve(a_problem(a_community()))
    fine = punish(company)
    shown = expose(company, case_title="电梯停运")
    on = date(2024, 6, 20)
    orders.withdraw_order(number=order, on=on, version=1, reason="有误", actor=head(), at=LATER)
    penalties.revoke_penalty(number=fine, on=on, reason="复议", actor=head(), at=LATER)
    exposures.withdraw_exposure(exposure_id=shown, on=on, reason="已改", actor=clerk(), at=LATER)

    withdrawn = [Cause.WITHDRAWN]
    assert causes() == {"-C01": withdrawn, "-C03": withdrawn, "-C05": withdrawn}


def test_a_code_that_became_known_is_a_correction():
    company = a_company("待补物业", code="")
    a_visit(a_community(), company_id=company.pk)
    known = a_company("同一家")
    company_merges.give_code(
        company_id=company.pk, code=known.uscc, version=1, actor=clerk(), at=LATER
    )

    assert causes() == {"A02": [Cause.MERGED]}


def test_a_contract_told_late_brings_its_company():
    community = a_community()
    a_visit(community)
    company = a_company()
    contracts.add_contract(
        key=(community.code, company.pk, date(2024, 1, 1)),
        statement=contracts.ContractStatement(), actor=clerk(), at=LATER,
    )  # fmt: skip

    assert causes() == {"A02": [Cause.LATE]}


def test_a_finding_leaves_with_the_visit_that_found_it():
    community = a_community()
    a_visit(community)
    visit = a_visit(community, date(2024, 6, 12), VisitKind.SUPERVISE, mission_number=a_mission())
    a_problem(
        community, source=ProblemSource.SUPERVISION, source_ref=visit,
        confirmed_on=date(2024, 6, 12),
    )  # fmt: skip
    visits.void_visit(number=visit, version=1, reason="录错", actor=head(), at=LATER)

    assert causes() == {"-D02": [Cause.VOIDED], "-D03": [Cause.VOIDED]}


def test_cases_are_accepted_closed_and_marked_as_duplicates():
    main, again, done = (a_city_case(county_code=YANHU) for _ in range(3))
    again.refresh_from_db()
    merge(again, main, at=LATER)
    close(done, at(20), at=LATER)

    assert causes() == {"-E01": [Cause.DUPLICATE], "E02": [Cause.COMPLETED]}


def test_a_case_reopened_and_a_case_voided():
    case = a_city_case(county_code=YANHU)
    close(case, at(12))
    reopen(case, at(20), actor=city_clerk(), at=LATER)
    wrong = a_city_case(county_code=YANHU)
    void(wrong, at=LATER)

    assert causes() == {"-E01": [Cause.VOIDED], "-E02": [Cause.REOPENED]}


def test_a_completion_told_late_says_so():
    problem = a_problem(a_community())
    completed(problem, date(2024, 6, 10), LATER)

    (only,) = told().of(YANHU, "B01").moves
    assert (only.cause, only.is_late, only.cause_label) == (Cause.COMPLETED, True, "完成（补报）")


class TestTotal:
    def test_a_company_already_counted_elsewhere_does_not_move_the_total(self):
        company = a_company()
        a_visit(a_community(county=YONGJI), company_id=company.pk)
        a_visit(a_community(), date(2024, 6, 17), company_id=company.pk)

        found = told()
        assert [move_.cause for move_ in found.of(YANHU, "A02").moves] == [Cause.NEW]
        assert not found.of(TOTAL, "A02").is_changed

    def test_the_total_of_finished_findings_moves_with_the_last_level(self):
        community = a_community()
        found = {}
        for level in (OrganiserLevel.COUNTY, OrganiserLevel.CITY):
            visit = a_visit(
                community, date(2024, 6, 12), VisitKind.SUPERVISE, level=level,
                mission_number=a_mission(level),
            )  # fmt: skip
            found[level] = a_problem(
                community, source=ProblemSource.SUPERVISION, source_ref=visit,
                confirmed_on=date(2024, 6, 12),
            )  # fmt: skip
        for level, on, when in (
            (OrganiserLevel.COUNTY, date(2024, 6, 13), NOW),
            (OrganiserLevel.CITY, date(2024, 6, 20), LATER),
        ):
            completed(found[level], on, when)

        (only,) = told().of(TOTAL, "D04").moves
        assert (only.has_come, only.cause) == (True, Cause.COMPLETED)

    def test_a_county_compares_its_own_row_and_itself_as_the_total(self):
        visit_later(a_community(county=YONGJI), FRIDAY)
        visit_later(a_community(), FRIDAY)

        found = told(actor=clerk())

        assert found.areas == (YANHU,)
        assert found.of(TOTAL, "A01").new.value == 1


def test_looking_back_says_that_the_cut_off_is_another_one():
    a_visit(a_community(), date(2024, 6, 17))

    assert causes(old=SECOND, new=FIRST) == {"-A01": [Cause.EARLIER]}


def test_nothing_happened_and_nothing_is_told():
    a_problem(a_community())

    assert told().changed == ()


def test_statements_do_not_grow_with_the_differences(django_assert_max_num_queries):
    company = a_company()
    for name in ("甲园", "乙园", "丙园", "丁园"):
        community = a_community(name)
        a_contract(community, company, date(2024, 1, 1))
        visit_later(community, FRIDAY)
        a_problem(community, confirmed_on=date(2024, 6, 17))
    actor = city_clerk()
    sides = [live(actor=actor, moment=moment) for moment in (FIRST, SECOND)]

    with django_assert_max_num_queries(32):
        assert len(compare(actor=actor, old=sides[0], new=sides[1]).changed) == 8


def test_one_number_is_told_as_among_all_and_the_others_are_not_asked():
    a_problem(a_community("甲园"))
    visit_later(a_community("乙园"), FRIDAY)
    actor = city_clerk()
    old, new = (live(actor=actor, moment=moment) for moment in (FIRST, SECOND))

    among_all = told().of(YANHU, "A01")
    alone = compare(actor=actor, old=old, new=new, places=[(YANHU, "A01"), ("nowhere", "A01")])
    total = compare(actor=actor, old=old, new=new, places=[(TOTAL, "A01")])

    assert dict(alone.cells) == {(YANHU, "A01"): among_all}
    assert total.changed == (told().of(TOTAL, "A01"),)
    assert moved(actor=actor, old=old, new=new) == [
        (pair.area, pair.cell) for pair in told().changed
    ]
