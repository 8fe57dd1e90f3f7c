"""Naming the cause of a difference from facts alone (CHK-18)."""

from dataclasses import replace
from datetime import datetime

from tests.people import ZONE
from tingban.rules.weekly.causes import (
    Atom,
    Cause,
    Fact,
    Horizon,
    Table,
    changes,
    deciding,
    decisive,
)


def day(number: int, hour: int = 0) -> datetime:
    return datetime(2024, 6, number, hour, tzinfo=ZONE)


OLD, NEW = Horizon(day(14), day(14, 10)), Horizon(day(21), day(21, 10))
STEP = Fact(Table.PROBLEM_STEP, 1, day(5), act=1, kind="confirm", day=day(5))
VISIT = Fact(Table.VISIT, 1, day(5), act=1, day=day(5), value=("甲",))


def causes(*facts: Fact, old: Horizon = OLD, new: Horizon = NEW) -> list[tuple[Cause, int]]:
    return sorted((found.cause, found.act) for found in changes(facts, old, new))


def test_what_is_seen_on_both_sides_is_no_change():
    assert causes(STEP, VISIT) == []


def test_a_fact_of_the_week_is_new_and_one_told_late_is_late():
    assert causes(replace(STEP, recorded_at=day(18), day=day(18), act=7)) == [(Cause.NEW, 7)]
    assert causes(replace(STEP, recorded_at=day(18), act=7)) == [(Cause.LATE, 7)]


def test_a_fact_of_the_cut_off_day_belongs_to_the_next_week():
    known = replace(STEP, recorded_at=day(14, 9), day=day(14))

    assert causes(known) == [(Cause.NEW, 1)]


def test_a_kind_of_step_is_the_cause_and_late_is_said_beside():
    (found,) = changes([replace(STEP, kind="complete", recorded_at=day(18))], OLD, NEW)

    assert (found.cause, found.is_late) == (Cause.COMPLETED, True)


def test_retracted_without_another_statement_it_is_voided_by_that_act():
    gone = replace(VISIT, retracted_at=day(18), retracted_by=8)

    assert causes(gone) == [(Cause.VOIDED, 8)]


def test_stated_anew_it_is_corrected_whatever_the_new_day():
    gone = replace(VISIT, retracted_at=day(18), retracted_by=8)
    again = replace(VISIT, recorded_at=day(18), act=8)

    assert causes(gone, replace(again, value=("乙",))) == [(Cause.CORRECTED, 8)]
    assert causes(gone, replace(again, day=day(22))) == [(Cause.CORRECTED, 8)]


def test_stated_anew_in_the_same_words_nothing_changed():
    gone = replace(VISIT, retracted_at=day(18), retracted_by=8)

    assert causes(gone, replace(VISIT, recorded_at=day(18), act=8)) == []


def test_corrected_and_then_voided_it_is_voided():
    first = replace(VISIT, retracted_at=day(17), retracted_by=7)
    second = replace(
        VISIT, recorded_at=day(17), act=7, value=("乙",), retracted_at=day(18), retracted_by=8
    )

    assert causes(first, second) == [(Cause.VOIDED, 8)]


def test_new_and_corrected_within_the_week_it_is_new():
    first = replace(
        VISIT, recorded_at=day(17), act=7, day=day(17), retracted_at=day(18), retracted_by=8
    )
    second = replace(VISIT, recorded_at=day(18), act=8, day=day(17), value=("乙",))

    assert causes(first, second) == [(Cause.NEW, 8)]


def test_a_case_says_by_its_standing_what_became_of_it():
    open_case = Fact(
        Table.CASE, 1, day(5), act=1, value=("open",), retracted_at=day(18), retracted_by=8
    )
    for standing, cause in (
        ("duplicate", Cause.DUPLICATE), ("void", Cause.VOIDED),
        ("transferred", Cause.TRANSFERRED),
    ):  # fmt: skip
        again = Fact(Table.CASE, 1, day(18), act=8, value=(standing,))
        assert causes(open_case, again) == [(cause, 8)]


def test_a_merge_and_its_undoing():
    merge = Fact(Table.COMMUNITY_MERGE, 1, day(18), act=7, value=(2,))
    undone = replace(merge, recorded_at=day(5), act=1, retracted_at=day(18), retracted_by=8)

    assert causes(merge) == [(Cause.MERGED, 7)]
    assert causes(undone) == [(Cause.SPLIT, 8)]


def test_looking_back_the_cut_off_is_the_cause():
    assert causes(replace(STEP, day=day(18)), old=NEW, new=OLD) == [(Cause.EARLIER, 1)]


class TestDeciding:
    def of(self, cell: str, *kinds: str, has_come: bool) -> Cause | None:
        facts = [
            replace(STEP, kind=kind, day=day(18), recorded_at=day(18), act=number)
            for number, kind in enumerate(kinds)
        ]
        found = deciding(changes(facts, OLD, NEW), cell=cell, has_come=has_come)
        return found and found.cause

    def test_a_completion_decides_only_where_it_is_asked_for(self):
        assert self.of("B01", "confirm", "complete", has_come=True) is Cause.COMPLETED
        assert self.of("A03", "confirm", "complete", has_come=True) is Cause.NEW
        assert self.of("A03", "complete", has_come=True) is None

    def test_an_annulment_decides_before_what_came_besides(self):
        assert self.of("A03", "confirm", "annul", has_come=False) is Cause.ANNULLED

    def test_a_weak_change_decides_only_where_it_stands_alone(self):
        weak = replace(STEP, table=Table.PROBLEM, kind="", day=None, recorded_at=day(18),
                       act=3, is_weak=True)  # fmt: skip
        strong = replace(STEP, recorded_at=day(18), act=4)

        both = deciding(changes([weak, strong], OLD, NEW), cell="A03", has_come=True)
        alone = deciding(changes([weak], OLD, NEW), cell="A03", has_come=True)

        assert (both.cause, both.act) == (Cause.LATE, 4)
        assert (alone.cause, alone.act) == (Cause.NEW, 3)


class TestDecisive:
    """Which of the things behind an id decided."""

    OPEN, DONE = Atom("problem", 1, is_open=True), Atom("problem", 1)
    OTHER = Atom("problem", 2)

    def test_where_finished_things_count_the_open_ones_decide(self):
        old = frozenset({self.OPEN, self.OTHER})
        new = frozenset({self.DONE, self.OTHER})

        found = decisive(old, new, cell="B01")

        assert {atom.key for atom in found} == {1}

    def test_elsewhere_what_stands_on_one_side_only_decides(self):
        visit, another = Atom("visit", 1), Atom("visit", 2)

        assert decisive(frozenset(), frozenset({visit}), cell="A01") == {visit}
        assert decisive(frozenset({visit, another}), frozenset(), cell="A01") == {visit, another}
