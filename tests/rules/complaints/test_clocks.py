"""Until when the stage and the whole of a case run (DL-01…DL-10, TV-D)."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tingban.rules.complaints.clocks import (
    CaseTimes,
    MergedTimes,
    answer_clock,
    begins_with_stage,
    clocks,
    extended_to,
    objection_until,
)
from tingban.rules.complaints.limits import due_of
from tingban.rules.complaints.stages import CaseKind, Stage, Urgency
from tingban.rules.deadlines import Alert
from tingban.rules.deadlines.clock import Pause
from tingban.rules.law import STATUTORY_CALENDAR as CALENDAR

ZONE = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def a_case(stage: Stage, **told: object) -> CaseTimes:
    since = told.pop("since", "2024-06-03T09:00")
    defaults = {"received_at": at("2024-06-03T09:00"), "accepted_at": at("2024-06-03T10:00")}
    return CaseTimes(stage=stage, stage_since=at(since), **(defaults | told))


def running(times: CaseTimes) -> list[tuple[str, str]]:
    return [(one.limit.key, f"{one.due_on:%m-%d}") for one in clocks(times, CALENDAR)]


@pytest.mark.parametrize(
    ("stage", "told"),
    [
        (Stage.NEW, [("DL-01", "06-04")]),
        (Stage.REG, [("DL-02", "06-18")]),
        (Stage.ACC, [("DL-04", "06-04"), ("DL-08", "08-02")]),
        (Stage.ASG, [("DL-06", "06-04"), ("DL-08", "08-02")]),
        (Stage.RET, [("T-C08", "06-04"), ("DL-08", "08-02")]),
        (Stage.INV, [("DL-07", "06-11"), ("DL-08", "08-02")]),
        (Stage.HND, [("DL-08", "08-02")]),
        (Stage.REV, [("T-C15", "06-05"), ("DL-08", "08-02")]),
        (Stage.FBK, [("DL-10", "06-11")]),
        (Stage.CLS, []),
        (Stage.MRG, []),
        (Stage.VOID, []),
    ],
)
def test_each_stage_has_its_limit(stage, told):
    times = a_case(stage, kind=CaseKind.PETITION)

    assert running(times if stage not in (Stage.NEW, Stage.REG) else replace(
        times, accepted_at=None
    )) == told  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "is_complex", "key", "due"),
    [
        (CaseKind.PETITION, False, "DL-08", "08-02"),
        (CaseKind.ENQUIRY, False, "DL-08/enquiry", "06-06"),
        (CaseKind.HELP, False, "DL-08/hotline", "06-11"),
        (CaseKind.COMPLAINT, True, "DL-08/complex", "06-25"),
        (CaseKind.PROPOSAL, False, "DL-08/hotline", "06-11"),
        (CaseKind.REPORT, False, "DL-14", "09-02"),
        (None, False, "DL-08", "08-02"),
    ],
)
def test_the_kind_decides_until_when(kind, is_complex, key, due):
    assert running(a_case(Stage.HND, kind=kind, is_complex=is_complex)) == [(key, due)]


def test_what_is_urgent_runs_in_hours():
    times = a_case(Stage.ACC, kind=CaseKind.HELP, urgency=Urgency.URGENT)

    first = clocks(times, CALENDAR)[0]

    assert (first.limit.key, first.late_from) == ("DL-04/urgent", at("2024-06-03T11:00"))
    assert first.alert(at("2024-06-03T10:59"), CALENDAR) is Alert.ORANGE
    assert first.alert(at("2024-06-03T11:00"), CALENDAR) is Alert.RED


def test_the_senders_day_holds_where_it_is_earlier():
    soon = a_case(Stage.HND, kind=CaseKind.PETITION, sender_due_on=date(2024, 6, 20))
    late = replace(soon, sender_due_on=date(2024, 9, 1))

    assert running(soon) == [("DL-08", "06-20")]
    assert "来文单位" in clocks(soon, CALENDAR)[0].reason
    assert running(late) == [("DL-08", "08-02")]


def test_sixty_days_that_end_in_a_feast_are_rolled_and_say_so():
    times = a_case(Stage.HND, kind=CaseKind.PETITION, accepted_at=at("2024-08-05T09:00"))

    (clock,) = clocks(times, CALENDAR)

    assert clock.due_on == date(2024, 10, 8)
    assert clock.reason == (
        "信访事项办结 60 日，信访工作条例第三十四条，法定，顺延至节假日后首个工作日"
    )


def test_a_pause_moves_the_end_and_one_that_lasts_stops_the_clock():
    ended = Pause(date(2024, 6, 5), date(2024, 6, 15))
    times = a_case(Stage.HND, kind=CaseKind.PETITION, pauses=(ended,))
    stopped = replace(times, stage=Stage.SUS, pauses=(Pause(date(2024, 6, 5)),))

    assert running(times) == [("DL-08", "08-12")]
    assert clocks(stopped, CALENDAR)[0].is_stopped
    assert clocks(stopped, CALENDAR)[0].alert(at("2025-01-01T00:00"), CALENDAR) is Alert.STOPPED


def test_a_case_taken_up_again_has_its_whole_length_anew():
    times = a_case(Stage.HND, kind=CaseKind.HELP, sender_due_on=date(2024, 6, 5))

    again = replace(times, reopened_at=at("2024-06-24T09:00"))

    assert running(times) == [("DL-08/hotline", "06-05")]
    assert running(again) == [("DL-08/hotline", "07-01")]


def test_two_limits_at_most_run_side_by_side():
    times = [a_case(stage, kind=kind) for stage in Stage for kind in (None, *CaseKind)]

    assert max(len(clocks(one, CALENDAR)) for one in times) == 2


@pytest.mark.parametrize(
    ("key", "is_so"),
    [("DL-01", False), ("DL-02", False), ("DL-06", True), ("DL-07/safety", True), ("DL-08", False)],
)
def test_what_is_counted_from_receipt_or_acceptance_begins_with_no_stage(key, is_so):
    assert begins_with_stage(key) is is_so


@pytest.mark.parametrize(
    ("kind", "until"),
    [(CaseKind.PETITION, date(2024, 9, 2)), (CaseKind.HELP, date(2024, 6, 18))],
)
def test_an_extension_is_thirty_days_or_the_length_once_more(kind, until):
    times = a_case(Stage.HND, kind=kind)

    assert extended_to(times, CALENDAR) == until
    assert clocks(replace(times, extended_to=until), CALENDAR)[0].due_on == until


def test_an_objection_has_five_working_days():
    assert objection_until(at("2024-06-07T15:00"), CALENDAR) == date(2024, 6, 17)


def test_a_year_that_is_not_published_has_no_clock():
    assert clocks(a_case(Stage.HND, accepted_at=at("2031-01-01T00:00")), CALENDAR) == ()


def test_the_last_second_in_time_and_the_first_too_late():
    (clock,) = clocks(a_case(Stage.HND, kind=CaseKind.HELP), CALENDAR)

    assert clock.alert(at("2024-06-11T23:59:59"), CALENDAR) is Alert.ORANGE
    assert clock.alert(at("2024-06-12T00:00:00"), CALENDAR) is Alert.RED


def test_a_list_shows_the_day_and_the_limit():
    due = due_of(at("2024-06-12T00:00"), "DL-02")

    assert (due.on, due.rule) == (
        date(2024, 6, 11), "受理与否书面告知 15 日，信访工作条例第二十三条第二款",
    )  # fmt: skip
    assert due_of(None, "") is None


@pytest.mark.parametrize(
    ("merged", "sender_due_on", "due"),
    [
        (None, date(2024, 6, 20), []),
        (MergedTimes(None), None, []),
        (MergedTimes(None), date(2024, 6, 20), [("DL-10", "06-20")]),
        (MergedTimes(at("2024-06-14T16:00")), None, [("DL-10", "06-21")]),
        (MergedTimes(at("2024-06-14T16:00")), date(2024, 6, 20), [("DL-10", "06-20")]),
        (MergedTimes(at("2024-06-14T16:00")), date(2024, 7, 20), [("DL-10", "06-21")]),
        (MergedTimes(at("2024-06-14T16:00"), is_told=True), date(2024, 6, 20), []),
    ],
)
def test_what_was_merged_is_answered_after_its_main_case_or_when_its_sender_says(
    merged, sender_due_on, due
):
    times = a_case(Stage.MRG, merged=merged, sender_due_on=sender_due_on)

    assert running(times) == due


@pytest.mark.parametrize(
    ("stage", "sender_due_on", "due"),
    [
        (Stage.REG, None, None),
        (Stage.REG, date(2024, 6, 20), "06-20"),
        (Stage.ASG, None, "06-11"),
        (Stage.ASG, date(2024, 6, 7), "06-07"),
        (Stage.FBK, None, "06-11"),
        (Stage.CLS, None, None),
    ],
)
def test_an_answer_is_due_with_the_whole_and_then_with_the_feedback(stage, sender_due_on, due):
    times = a_case(stage, kind=CaseKind.COMPLAINT, sender_due_on=sender_due_on)
    clock = answer_clock(times, CALENDAR)

    assert (f"{clock.due_on:%m-%d}" if clock else None) == due
