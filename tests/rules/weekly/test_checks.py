"""CHK-01…26 on rows made by hand: each fails where it must and is silent where all fits."""

from dataclasses import replace

import pytest

from tingban.rules.areas import CITY
from tingban.rules.weekly.cells import CATEGORY_PAIRS, CODES
from tingban.rules.weekly.checks import CHECKS, city_findings, unit_findings
from tingban.rules.weekly.contents import Figure, city_figures
from tingban.rules.weekly.findings import (
    TOTAL,
    City,
    Earlier,
    Evidence,
    Fall,
    Ledger,
    Level,
    Row,
)

YANHU, YONGJI = "140802", "140881"
ERROR, WARNING = Level.ERROR, Level.WARNING
# A row in which everything fits.
SOUND = {
    "A01": 12, "A02": 5, "A03": 6, "A04": 4, "A05": 2, "A08": 1, "A09": 1,
    "B01": 3, "B02": 3, "B03": 1, "B06": 0, "B07": 1,
    "C01": 4, "C02": 1, "C03": 1, "C04": 1, "C05": 1,
    "D01": 2, "D02": 4, "D03": 2, "D04": 1, "E01": 5, "E02": 3, "E03": 2, "E04": 1,
}  # fmt: skip
KNOWN = Evidence(registered=20, problem_companies=3, case_companies=1, serviced=12)


def figures(values: dict[str, int], **ids: tuple[str, ...]) -> dict[str, Figure]:
    return {
        code: Figure(code, values.get(code, 0), ids.get(code, ()))
        for code in CODES
    }  # fmt: skip


def findings(values: dict[str, int], evidence: Evidence = KNOWN, area: str = YANHU):
    return unit_findings(Row(area, figures(SOUND | values), evidence))


def told(values: dict[str, int], evidence: Evidence = KNOWN, area: str = YANHU):
    """Which checks speak, and how loud."""
    return [(found.check, found.level) for found in findings(values, evidence, area)]


def test_a_sound_row_has_no_findings():
    assert told({}) == []


def test_the_table_names_all_26_checks():
    assert {check.id for check in CHECKS} == {f"CHK-{number:02d}" for number in range(1, 27)}


BROKEN = [
    ("CHK-01", ERROR, {"E03": -1, "E04": -1}),
    ("CHK-02", ERROR, {"A01": 5, "A02": 5}),
    ("CHK-03", ERROR, {"A04": 7, "B02": 6}),
    ("CHK-04", WARNING, {"A02": 13}),
    ("CHK-06", ERROR, {"A08": 0, "B06": 1}),
    ("CHK-10", WARNING, {"C02": 5}),
    ("CHK-11", ERROR, {"C03": 4}),
    ("CHK-12", ERROR, {"C04": 13}),
    ("CHK-12", WARNING, {"C04": 7}),
    ("CHK-13", ERROR, {"C05": 2}),
    ("CHK-14", ERROR, {"D03": 5}),
    ("CHK-14", ERROR, {"D04": 3}),
    ("CHK-14", WARNING, {"D01": 0}),
    ("CHK-14", WARNING, {"D02": 0, "D03": 0, "D04": 0}),
    ("CHK-15", ERROR, {"D02": 9, "D03": 7}),
    ("CHK-16", ERROR, {"E02": 6}),
    ("CHK-16", ERROR, {"E04": 3}),
    ("CHK-19", ERROR, {"A01": 21}),
    ("CHK-09", WARNING, {"C01": 7}),
]


@pytest.mark.parametrize(("check", "level", "change"), BROKEN)
def test_a_row_that_does_not_fit_is_told(check, level, change):
    assert (check, level) in told(change)


def test_a_category_sum_below_the_total_is_told():
    broken = {"A03": 9, "B01": 6}

    assert ("CHK-03", ERROR) in told(broken)


def test_a_blank_is_no_zero():
    row = figures(SOUND)
    del row["E04"]

    found = unit_findings(Row(YANHU, row, KNOWN))

    assert [(told.check, told.cells) for told in found] == [("CHK-01", ("E04",))]


def test_each_finding_says_both_numbers_and_what_to_do():
    (found,) = findings({"A02": 13})

    assert "“排查情况·涉及企业数”13 大于 “排查情况·全面排查小区数”12" in found.sentence
    assert found.sentence.endswith("请核对后写明是哪些小区。")
    assert found.cells == ("A02", "A01")


class TestUnfinished:
    """CHK-07: communities not finished are the union of the category-wise unfinished ones."""

    def gaps(self, *gaps: int) -> list[str]:
        values = {"A01": 30, "A03": 10, "B01": 6}
        for (found, done), gap in zip(CATEGORY_PAIRS, gaps, strict=True):
            values |= {found: 8, done: 8 - gap}
        return [check for check, _ in told(values, replace(KNOWN, registered=40))]

    def test_the_example_of_the_rule_passes(self):
        assert self.gaps(3, 2, 0, 0, 1, 0, 0, 0) == []

    def test_one_category_with_more_unfinished_than_all_fails(self):
        assert self.gaps(5, 2, 0, 0, 1, 0, 0, 0) == ["CHK-07"]

    def test_more_unfinished_than_all_categories_together_fails(self):
        assert self.gaps(1, 1, 1, 0, 0, 0, 0, 0) == ["CHK-07"]


def test_finished_communities_need_a_finished_category():
    values = {"A03": 4, "A04": 4, "A05": 0, "A08": 0, "A09": 0,
              "B01": 4, "B02": 3, "B03": 0, "B07": 0}  # fmt: skip

    assert ("CHK-08", ERROR) in told(values)


def test_categories_may_be_finished_more_often_than_communities():
    values = {"A03": 4, "A04": 4, "A05": 4, "B01": 1, "B02": 3, "B03": 2}

    assert told(values) == []


def test_no_company_is_told_only_where_one_is_to_be_expected():
    assert told({"A02": 0}) == [("CHK-05", WARNING)]
    assert told({"A02": 0}, replace(KNOWN, serviced=0)) == []


def test_an_order_without_a_problem_is_named():
    row = figures(SOUND | {"C01": 7, "C02": 1}, C01=("甲", "乙"), A03=("乙",))

    (found,) = unit_findings(Row(YANHU, row, KNOWN))

    assert (found.check, found.level) == ("CHK-09", WARNING)
    assert "甲" in found.sentence
    assert "乙" not in found.sentence


def test_the_city_has_findings_of_supervision_without_problems_of_its_own():
    nothing = dict.fromkeys(SOUND, 0) | {"D01": 2, "D02": 9, "D03": 7}

    assert told(nothing, Evidence(), area=CITY) == []


class TestSilence:
    """CHK-23."""

    NONE = {code: 0 for code in SOUND if code[0] in "AB"} | {"C04": 0, "D03": 0, "D04": 0}

    def test_twenty_surveyed_and_nothing_found_is_strange(self):
        surveyed = self.NONE | {"A01": 20, "A02": 5, "C01": 0, "C02": 0}

        assert told(surveyed) == [("CHK-23", WARNING)]

    def test_nineteen_are_not_enough_to_tell(self):
        surveyed = self.NONE | {"A01": 19, "A02": 5, "C01": 0, "C02": 0}

        assert told(surveyed) == []

    def test_fifty_surveyed_and_no_interest_harmed_is_strange(self):
        known = replace(KNOWN, registered=60)
        harmless = {"A08": 0, "A09": 0, "B02": 2, "B06": 0, "B07": 0}

        assert told(harmless | {"A01": 50}, known) == [("CHK-23", WARNING)]
        assert told(harmless | {"A01": 49}, known) == []


class TestSpeed:
    """CHK-24."""

    def test_ten_cases_closed_within_a_day_are_strange(self):
        done = {"E01": 10, "E02": 10}

        assert told(done, replace(KNOWN, median_days=0.5)) == [("CHK-24", WARNING)]
        assert told(done, replace(KNOWN, median_days=1.0)) == []
        assert told(done | {"E01": 11}, replace(KNOWN, median_days=0.5)) == []
        assert told({"E01": 9, "E02": 9}, replace(KNOWN, median_days=0.5)) == []


class TestOverride:
    """CHK-26."""

    def row(self, reason: str) -> Row:
        changed = {"E01": Figure("E01", 0, (), given=1, reason=reason)}
        return Row(YANHU, figures({}) | changed)

    def test_a_number_given_without_a_reason_blocks(self):
        (found,) = unit_findings(self.row(" "))

        assert (found.check, found.level, found.cells) == ("CHK-26", ERROR, ("E01",))

    def test_with_a_reason_the_unit_may_go_on_and_the_city_sees_it(self):
        row = self.row("一件漏登，已补")
        table = City({YANHU: row.figures}, city_figures({YANHU: row.figures}))

        assert unit_findings(row) == ()
        (found,) = city_findings(table)
        assert (found.check, found.level, found.area) == ("CHK-26", WARNING, YANHU)
        assert "一件漏登，已补" in found.sentence


class TestCourse:
    """CHK-18, 21, 22, 25: against the last report and the month's end."""

    def since(self, before: dict[str, int], falls: dict[str, Fall] | None = None, recorded=0):
        last = Earlier("第2周", SOUND | before, falls or {})
        return told({}, replace(KNOWN, last=last, recorded=recorded))

    def test_a_hard_cell_that_falls_without_a_cause_blocks(self):
        assert self.since({"C01": 5}) == [("CHK-18", ERROR)]
        assert self.since({"C01": 5}, {"C01": Fall(unexplained=("甲",))}) == [("CHK-18", ERROR)]

    def test_a_hard_cell_that_falls_with_a_cause_for_each_id_is_shown(self):
        merged = Fall(causes=(("1408020010001", "合并"),))

        assert self.since({"A01": 13}, {"A01": merged}) == [("CHK-18", WARNING)]

    def test_the_causes_are_counted_in_words_and_no_id_is_read_out(self):
        fall = Fall(causes=(("1408020010001", "合并"), ("1408020010002", "合并")))
        last = Earlier("上一次已接收的数", SOUND | {"A01": 14}, {"A01": fall})

        (found,) = findings({}, replace(KNOWN, last=last))

        assert "少了 2。减去的 2 个：合并 2。" in found.sentence
        assert "1408020010001" not in found.sentence

    def test_one_id_without_a_cause_among_others_blocks(self):
        half = Fall(causes=(("甲", "合并"),), unexplained=("乙",))

        assert self.since({"A01": 14}, {"A01": half}) == [("CHK-18", ERROR)]

    def test_an_override_may_not_lower_a_hard_cell(self):
        assert self.since({"A01": 14}, {"A01": Fall(lowered=2)}) == [("CHK-18", ERROR)]

    def test_an_override_that_was_lifted_is_a_cause(self):
        assert self.since({"A01": 14}, {"A01": Fall(lifted=2)}) == [("CHK-18", WARNING)]

    def test_a_soft_cell_may_fall_with_a_word(self):
        assert self.since({"B01": 4}) == [("CHK-18", WARNING)]

    def test_the_same_numbers_are_strange_where_facts_were_recorded(self):
        assert self.since({}, recorded=3) == [("CHK-21", WARNING)]
        assert self.since({}, recorded=0) == []
        assert self.since({"E01": 4}, recorded=3) == []

    def test_a_jump_is_above_ten_and_above_half(self):
        def jump(before: int, now: int):
            last = Earlier("第2周", SOUND | {"E01": before})
            return told({"E01": now}, replace(KNOWN, last=last))

        assert jump(5, 16) == [("CHK-22", WARNING)]
        assert jump(5, 15) == []
        assert jump(40, 60) == []
        assert jump(40, 61) == [("CHK-22", WARNING)]

    def test_a_month_end_is_not_above_the_week_after_it(self):
        def month(**before: int):
            return told({}, replace(KNOWN, month=Earlier("5月末", SOUND | before)))

        assert month(A01=13) == [("CHK-25", ERROR)]
        assert month(A01=12) == []
        assert month(A03=7) == []


class TestCity:
    """CHK-15, 17, 20 over all rows."""

    def table(self, *rows: dict[str, Figure], **ledgers: Ledger) -> City:
        by_area = dict(zip((YANHU, YONGJI, CITY), rows, strict=False))
        return City(by_area, city_figures(by_area), **ledgers)

    def of(self, **ids: tuple[str, ...]) -> dict[str, Figure]:
        return {code: Figure(code, len(ids.get(code, ())), ids.get(code, ())) for code in CODES}

    def checks(self, table: City):
        return [(found.check, found.area, found.cells) for found in city_findings(table)]

    def test_rows_without_overlap_add_up(self):
        assert self.checks(self.table(self.of(A01=("甲",)), self.of(A01=("乙",)))) == []

    def test_a_community_in_two_rows_does_not_add_up(self):
        table = self.table(self.of(A01=("甲",)), self.of(A01=("甲", "乙")))

        assert self.checks(table) == [("CHK-20", TOTAL, ("A01",))]
        assert "同时列在两行的：甲" in city_findings(table)[0].sentence

    def test_a_company_in_two_rows_is_no_fault(self):
        assert self.checks(self.table(self.of(C03=("Q",)), self.of(C03=("Q",)))) == []

    def test_a_total_of_companies_lies_between_the_greatest_row_and_the_sum(self):
        rows = {YANHU: self.of(A02=("P", "Q")), YONGJI: self.of(A02=("Q",))}
        for total, is_wrong in ((1, True), (2, False), (3, False), (4, True)):
            given = city_figures(rows) | {"A02": Figure("A02", total, ())}
            assert bool(city_findings(City(rows, given))) is is_wrong, total

    def test_the_city_may_not_find_more_than_all_ledgers_hold(self):
        city_row = self.of(D02=("甲", "乙"), D03=("甲", "乙"))
        table = self.table(self.of(A03=("甲",)), self.of(), city_row)

        assert ("CHK-15", CITY, ("D03", "A03")) in self.checks(table)

    def test_a_ledger_with_another_case_is_told_by_its_number(self):
        counted = self.of(E01=("TS-1", "TS-2"), E02=("TS-1",))
        ledger = Ledger(frozenset({"TS-1", "TS-2", "TS-3"}), frozenset({"TS-1"}))
        table = self.table(counted, city=ledger, province=Ledger())

        (found,) = city_findings(table)
        assert (found.check, found.level, found.cells) == ("CHK-17", ERROR, ("E01",))
        assert "附件2 有而 E01 没有的：TS-3" in found.sentence
