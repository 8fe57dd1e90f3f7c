from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingban.rules import complaints
from tingban.rules.complaints import TwoTimes

JUNE_3, JUNE_4 = date(2024, 6, 3), date(2024, 6, 4)


@pytest.mark.parametrize(
    "cell",
    [
        "收到：2024-06-03；受理：2024-06-04",
        "6月3日收到，6月4日受理",
        "2024.6.4受理 2024.6.3收到",
        "受理2024年6月4日\n收到2024年6月3日",
        "2024/6/3、2024/6/4",
        "2024.6.4/2024.6.3",
        "2024-06-03 09:30 2024-06-04 10:00",
        "收件日期2024.6.3 登记日期2024.6.4",
    ],
)
def test_two_days_in_one_cell(cell):  # AMB-17
    assert complaints.parse_two_times(cell, year=2024) == TwoTimes(JUNE_3, JUNE_4)


@pytest.mark.parametrize(
    "cell", ["2024-06-03", 45446, JUNE_3, datetime.combine(JUNE_3, time(9)), "6月3日收到并受理"]
)
def test_one_day_stands_for_both(cell):
    assert complaints.parse_two_times(cell, year=2024) == TwoTimes(JUNE_3, JUNE_3)


def test_received_alone_is_not_accepted():
    times = complaints.parse_two_times("收到：2024-06-03")

    assert times == TwoTimes(JUNE_3, None)
    assert str(times) == "收到：2024-06-03"


@pytest.mark.parametrize("cell", ["", None, "见附件", "6月3日", 3.0])
def test_a_cell_without_a_day_tells_nothing(cell):
    assert complaints.parse_two_times(cell) is None


@given(st.dates(date(2024, 1, 1), date(2026, 1, 1)), st.dates(date(2024, 1, 1), date(2026, 1, 1)))
def test_the_cell_we_print_is_read_back(received_on, accepted_on):
    times = TwoTimes(received_on, accepted_on)

    assert complaints.parse_two_times(str(times)) == times


@pytest.mark.parametrize("text", ["是", "已办结", "办 结", "√", "1"])
def test_closed(text):
    assert complaints.is_closed_by_text(text) is True


@pytest.mark.parametrize("text", ["否", "未办结", "办理中", "×", "0"])
def test_not_closed(text):
    assert complaints.is_closed_by_text(text) is False


@pytest.mark.parametrize("text", ["", "承诺整改", "部分"])
def test_a_promise_is_not_understood_as_closed(text):  # AMB-18
    assert complaints.is_closed_by_text(text) is None


def test_a_good_summary_begins_with_its_community():  # DOMAIN 2.1, column 3
    assert complaints.summary_warnings("恒大绿洲：电梯停运三天", "恒大绿洲") == ()


def test_a_bad_summary_is_told_all_its_faults():
    text = "电梯坏了，找张某13800138000" + "。" * 200

    assert complaints.summary_warnings(text, "恒大绿洲") == (
        "简要内容超过 200 字",
        "简要内容应以小区名称开头",
        "简要内容含有他人的电话，请删去",
    )


@pytest.mark.parametrize(
    ("vocabulary", "labels"),
    [
        (complaints.STANDINGS, complaints.STANDING_LABELS),
        (complaints.ACCEPT_LEVELS, complaints.ACCEPT_LABELS),
    ],
)
def test_kinds_are_found_by_their_labels(vocabulary, labels):
    for kind, label in labels.items():
        assert vocabulary.find(label) is kind


def test_every_kind_has_a_label():
    for labels in (
        complaints.CASE_STEP_LABELS,
        complaints.CONTACT_LABELS,
        complaints.STANDING_LABELS,
    ):
        assert set(labels) == set(type(next(iter(labels))))


def test_duplicates_and_voided_rows_count_nowhere():  # INTERCHANGE 2
    assert {complaints.STANDING_LABELS[kind] for kind in complaints.UNCOUNTED} == {
        "重复件",
        "作废",
    }
