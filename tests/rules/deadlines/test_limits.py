from datetime import date

import pytest

from tingban.rules.deadlines import LIMIT_BY_KEY, LIMITS, RHYTHMS, STANDING_LABELS, Standing, Unit
from tingban.rules.law import STATUTORY_CALENDAR as CALENDAR


def test_every_id_of_the_table_has_a_row():  # DOMAIN 4.2
    told = {limit.rule for limit in LIMITS} | {rhythm.key for rhythm in RHYTHMS}

    assert told == {f"DL-{number:02d}" for number in range(1, 36)} | {
        "DL-21b", "T-C08", "T-C15", "T-P02", "T-P05", "T-P06", "T-P07", "T-P10", "T-P12",
        "7.2", "7.3",
        "X0", "X3", "X4", "X10", "X11", "X12",
    }  # fmt: skip


def test_keys_are_unique():
    assert len(LIMIT_BY_KEY) == len(LIMITS)


@pytest.mark.parametrize(
    ("key", "length", "unit", "standing"),
    [
        ("DL-02", 15, Unit.NATURAL_DAYS, Standing.LAW),
        ("DL-05", 5, Unit.WORKING_DAYS, Standing.LAW),
        ("DL-08", 60, Unit.NATURAL_DAYS, Standing.LAW),
        ("DL-12/CAT-7", 30, Unit.NATURAL_DAYS, Standing.CUSTOM),
        ("DL-14", 90, Unit.NATURAL_DAYS, Standing.LAW),
        ("DL-15", 7, Unit.WORKING_DAYS, Standing.LAW),
        ("DL-19/suit", 6, Unit.MONTHS, Standing.LAW),
        ("DL-21", 60, Unit.NATURAL_DAYS, Standing.LAW),
        ("DL-26", 7, Unit.WORKING_DAYS, Standing.RULE),
        ("DL-28/send", 24, Unit.HOURS, Standing.LAW),
        ("DL-32/harm", 5, Unit.YEARS, Standing.LAW),
    ],
)
def test_lengths_and_kinds_of_days(key, length, unit, standing):
    limit = LIMIT_BY_KEY[key]

    assert (limit.length, limit.unit, limit.standing) == (length, unit, standing)


def test_what_rests_on_law_names_it():
    assert all(limit.basis for limit in LIMITS if limit.standing is Standing.LAW)
    assert set(STANDING_LABELS) == set(Standing)


def test_a_limit_computes_its_last_day_and_its_label():
    limit = LIMIT_BY_KEY["DL-14"]

    assert limit.due_on(date(2024, 7, 5), CALENDAR) == date(2024, 10, 8)
    assert limit.label == "处罚决定 90 日"


@pytest.mark.parametrize(
    ("key", "cited"),
    [
        ("DL-01", "信访工作条例第二十二条、第二十三条"), ("DL-02", "信访工作条例第二十三条第二款"),
        ("DL-10", "方案：及时反馈办理结果"), ("DL-26", "国办发〔2018〕118号"), ("DL-04", ""),
    ],
)  # fmt: skip
def test_a_basis_is_told_as_people_read_it(key, cited):
    found = next(limit for limit in LIMITS if limit.key == key)

    assert found.cited == cited
