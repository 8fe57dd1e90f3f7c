from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingban.kit.dates import (
    NotADate,
    When,
    chinese_moment,
    find_dates,
    parse_date,
    parse_when,
)

JUNE_3 = date(2024, 6, 3)


@pytest.mark.parametrize(
    "cell",
    [
        "2024-06-03",
        "2024/6/3",
        "2024.6.3",
        "20240603",
        "2024年6月3日",
        "2024 年 6 月 3 日",
        "2024年6月3号",
        "２０２４年６月３日",
        "2024．6．3",
        "2024年6月3日（星期一）",
        "二〇二四年六月三日",
        " 2024-06-03 ",
        "2024-06-03 00:00:00",
        "20240603.0",
        20240603,
        20240603.0,
        45446,
        date(2024, 6, 3),
        datetime.combine(JUNE_3, time()),
    ],
)
def test_every_spelling_of_a_day(cell):
    assert parse_when(cell) == When(JUNE_3)


@pytest.mark.parametrize(
    "cell",
    [
        "2024-06-03 09:30",
        "2024-06-03T09:30:00",
        "2024-06-03T09:30:00+08:00",
        "2024/6/3 9:30",
        "2024年6月3日9时30分",
        "2024年6月3日 上午9:30",
        "2024.6.3上午9点30分",
        "2024年6月3日(周一) 9:30",
        datetime.combine(JUNE_3, time(9, 30)),
        45446 + 9.5 / 24,
    ],
)
def test_a_time_of_day_is_kept(cell):
    assert parse_when(cell) == When(JUNE_3, time(9, 30))


def test_a_space_parts_the_day_from_the_hour():
    assert parse_when("2024/6/1 12:05") == When(date(2024, 6, 1), time(12, 5))
    assert parse_when("2024/6/11 2:05") == When(date(2024, 6, 11), time(2, 5))


def test_afternoon_hours():
    assert parse_when("2024.6.3 下午3点").at == time(15, 0)
    assert parse_when("2024.6.3 下午12:10").at == time(12, 10)


def test_the_31st_in_chinese():
    assert parse_date("二○二四年十二月三十一日") == date(2024, 12, 31)
    assert parse_date("二〇二四年十月二十日") == date(2024, 10, 20)


def test_the_last_second_of_an_excel_day_does_not_run_over():
    assert parse_when(45446 + 0.9999999) == When(date(2024, 6, 4))


@pytest.mark.parametrize(
    "cell",
    [
        "2024-02-30",
        "24.6.3",
        "2024.6",
        2024.6,
        "6月3日",
        "2024年6月",
        "20241301",
        "45446",
        "昨天",
        "2024-6/3",
        "202406031",
        "2024/6/112:05",
        "2024-06-03 25:00",
        "1024-06-03",
        "",
        None,
        True,
        0,
        -1,
        1e300,
        float("nan"),
        float("inf"),
    ],
)
def test_what_is_no_day_is_refused(cell):
    with pytest.raises(NotADate):
        parse_when(cell)


def test_days_in_a_running_text_stand_in_its_order():
    days = find_dates("2024.5.31收到，6月3日受理；2024-02-30不算", year=2024)

    assert days == [date(2024, 5, 31), JUNE_3]


def test_days_without_a_year_need_one():
    assert find_dates("6月3日收到") == []
    assert find_dates("13月3日收到", year=2024) == []


def test_a_moment_prints_as_it_is_written():
    assert str(When(JUNE_3)) == "2024-06-03"
    assert str(When(JUNE_3, time(9, 5))) == "2024-06-03 09:05"


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31))


@given(DAYS)
def test_all_spellings_of_any_day_agree(day):
    spellings = (
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        int(f"{day:%Y%m%d}"),
        (day - date(1899, 12, 30)).days,
    )

    assert {parse_date(spelling) for spelling in spellings} == {day}


@given(DAYS, st.times().map(lambda moment: moment.replace(microsecond=0)))
def test_a_moment_survives_its_own_spelling_and_excels(day, moment):
    when = parse_when(datetime.combine(day, moment))
    serial = (day - date(1899, 12, 30)) / timedelta(days=1) + (
        moment.hour * 3600 + moment.minute * 60 + moment.second
    ) / 86400

    assert parse_when(f"{day} {moment}") == when
    assert parse_when(serial) == when


@given(st.text(max_size=30) | st.floats() | st.integers())
def test_anything_is_a_day_or_is_refused(cell):
    try:
        when = parse_when(cell)
    except NotADate:
        return
    assert 1990 <= when.on.year <= 2100


def test_a_moment_is_written_as_people_say_it():
    assert chinese_moment(datetime(2024, 6, 3, 9, 5)) == "2024年6月3日 09:05"  # noqa: DTZ001
