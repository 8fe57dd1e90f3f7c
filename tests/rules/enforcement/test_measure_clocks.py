"""Clocks of level cases, transfers and exposures, to the day and to the hour (DOMAIN 3.2, 4)."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.rules.enforcement.courses import ZONE, a_move
from tingban.rules.audit.machine import Machine
from tingban.rules.enforcement import exposure_clocks, level_clocks, transfer_clocks
from tingban.rules.enforcement.exposure_flow import EXPOSURE_FLOW
from tingban.rules.enforcement.level_flow import LEVEL_FLOW
from tingban.rules.enforcement.transfer_flow import TRANSFER_FLOW
from tingban.rules.law import STATUTORY_CALENDAR as CALENDAR
from tingban.rules.rectification.course import Course

MONDAY = date(2024, 6, 3)


def step_of(machine: Machine, act: str, start: str | None):
    return next(row for row in machine.rows if (row.act, row.start) == (act, start))


@pytest.mark.parametrize(
    ("act", "start", "on", "due"),
    [
        ("tell", "rated", date(2024, 6, 7), date(2024, 6, 17)),  # TV-D, 5 wd over 端午节
        ("tell", "rated", date(2024, 9, 30), date(2024, 10, 12)),  # TV-D, 调休 Saturday
        ("post", "answered", MONDAY, date(2024, 7, 3)),
        ("visit", "posted", date(2024, 9, 4), date(2024, 10, 8)),  # 30 d end in 国庆
    ],
)
def test_a_level_case(act, start, on, due):
    found = level_clocks.due_after(Course(on, on=on), step_of(LEVEL_FLOW, act, start), CALENDAR)

    assert (found.on, found.since) == (due, on)


def test_the_answer_of_the_other_organ_does_not_put_off_the_look_at_the_fee():
    now = Course(MONDAY, on=date(2024, 6, 20), moves=(a_move("post", on=MONDAY),))
    found = level_clocks.due_after(now, step_of(LEVEL_FLOW, "answer", "posted"), CALENDAR)

    assert (found.on, found.since) == (date(2024, 7, 3), MONDAY)


@pytest.mark.parametrize(("act", "start"), [("rate", "begun"), ("confirm", "posted")])
def test_the_other_stages_of_a_level_case_have_none(act, start):
    now = Course(MONDAY)

    assert level_clocks.due_after(now, step_of(LEVEL_FLOW, act, start), CALENDAR) is None


@pytest.mark.parametrize(
    ("act", "start", "on", "due", "rule"),
    [
        ("open", None, MONDAY, date(2024, 6, 6), "DL-28"),
        ("open", None, date(2024, 6, 7), date(2024, 6, 11), "DL-28"),  # 端午节 on the 10th
        ("send", "approved", MONDAY, date(2024, 6, 6), "DL-28/police"),
        ("not_file", "sent", MONDAY, date(2024, 6, 6), "DL-28/review"),
        ("review", "not_filed", MONDAY, date(2024, 6, 6), "DL-28/reviewed"),
        ("uphold", "reviewing", MONDAY, date(2024, 6, 6), "DL-28/watch"),
        ("watch", "upheld", MONDAY, date(2024, 6, 18), "T-P12/transfer-ask"),
        ("urge", "sent", date(2024, 9, 19), date(2024, 10, 8), "T-P12/transfer-ask"),  # TV-D
    ],
)
def test_a_suspected_crime_runs_by_the_days_of_its_rules(act, start, on, due, rule):
    now = Course(on, on=on, told={"matter": "crime", "receiver": "police"})
    found = transfer_clocks.due_after(now, step_of(TRANSFER_FLOW, act, start), CALENDAR)

    assert (found.on, found.rule, found.since) == (due, rule, on)


@pytest.mark.parametrize(
    ("start", "since", "rule"),
    [("draft", MONDAY, "DL-28"), ("approved", date(2024, 6, 4), "DL-28/send")],
)
def test_more_enclosures_do_not_put_off_a_clock(start, since, rule):
    told = {"matter": "crime", "approved_at": "2024-06-04T17:30:00+08:00"}
    moves = (a_move("approve", on=date(2024, 6, 4)),) if start == "approved" else ()
    now = Course(date(2024, 6, 5), opened_on=MONDAY, told=told, moves=moves)
    found = transfer_clocks.due_after(now, step_of(TRANSFER_FLOW, "prepare", start), CALENDAR)

    assert (found.since, found.rule) == (since, rule)


def test_the_hours_run_from_the_moment_of_the_approval():
    told = {"matter": "crime", "approved_at": "2024-06-07T17:30:00+08:00"}
    now = Course(date(2024, 6, 7), told=told)
    found = transfer_clocks.due_after(now, step_of(TRANSFER_FLOW, "approve", "draft"), CALENDAR)

    # Into a Saturday, to the second: neither night nor rest day stops it.
    assert transfer_clocks.send_until(now) == datetime(2024, 6, 8, 17, 30, tzinfo=ZONE)
    assert (found.on, found.rule) == (date(2024, 6, 8), "DL-28/send")


@pytest.mark.parametrize(
    ("act", "start", "due"),
    [
        ("open", None, None),
        ("approve", "draft", None),
        ("send", "approved", date(2024, 6, 18)),
        ("accept", "sent", date(2024, 6, 18)),
        ("file", "accepted", date(2024, 6, 18)),
        ("result", "filed", None),
    ],
)
def test_the_others_are_asked_every_15_days(act, start, due):
    now = Course(MONDAY, told={"matter": "clue", "receiver": "market"})
    found = transfer_clocks.due_after(now, step_of(TRANSFER_FLOW, act, start), CALENDAR)

    assert (found.on if found else None) == due


def test_of_what_is_sealed_nobody_is_reminded():
    now = Course(MONDAY, told={"matter": "clue", "receiver": "discipline"})
    sent = step_of(TRANSFER_FLOW, "send", "approved")

    assert transfer_clocks.due_after(now, sent, CALENDAR) is None


@pytest.mark.parametrize(
    ("machine", "limit", "roles"),
    [
        (LEVEL_FLOW, "T-P12/level-fee", {"C-OP", "C-LD", "M-OP", "M-LD"}),
        (LEVEL_FLOW, "T-P12/level-plea", set()),  # the company's right, nobody's duty
        (EXPOSURE_FLOW, "DL-31/plea", set()),
        (TRANSFER_FLOW, "T-P12/transfer-ask", {"C-OP", "C-LD", "M-OP", "M-LD"}),
        (TRANSFER_FLOW, "DL-28", {"C-LD", "M-LD"}),
        (TRANSFER_FLOW, "DL-28/send", {"C-OP", "C-LD", "M-OP", "M-LD"}),
        (TRANSFER_FLOW, "DL-28/review", {"C-LD", "M-LD"}),
    ],
)
def test_whoever_meets_a_limit_is_reminded_of_it(machine, limit, roles):
    assert machine.takers(limit) == roles


def test_the_company_has_three_working_days_before_it_is_exposed():
    on = date(2024, 9, 13)
    now = Course(on)
    found = exposure_clocks.due_after(now, step_of(EXPOSURE_FLOW, "tell", "redacted"), CALENDAR)

    assert (found.on, found.rule) == (date(2024, 9, 19), "DL-31/plea")  # TV-D
    other = step_of(EXPOSURE_FLOW, "publish", "signed")
    assert exposure_clocks.due_after(replace(now), other, CALENDAR) is None
