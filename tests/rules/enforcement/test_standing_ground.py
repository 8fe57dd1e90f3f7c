"""What a measure was opened for still stands when it takes effect (T-P15)."""

import pytest

from tests.rules.enforcement.courses import TODAY
from tingban.rules.enforcement.standing_ground import groundless, is_idle
from tingban.rules.rectification.course import Course


@pytest.mark.parametrize(
    ("beside", "is_refused"),
    [
        # Nothing led here: its ground lies elsewhere.
        ({}, False),
        ({"problems": 0, "gone": ()}, False),
        ({"problems": 1, "gone": ()}, False),
        ({"problems": 1, "gone": ("WT-1",)}, False),
        ({"problems": 0, "gone": ("WT-1",)}, True),
    ],
)
def test_it_is_refused_only_where_problems_led_here_and_none_stands(beside, is_refused):
    told = groundless(Course(TODAY, beside=beside), "曝光", otherwise="请停办。")

    assert bool(told) is is_refused


def test_it_names_what_is_gone_and_the_way_on():
    now = Course(TODAY, beside={"problems": 0, "gone": ("WT-1", "WT-2")})

    assert groundless(now, "曝光", otherwise="请停办。") == (
        "这件曝光对应的问题 WT-1、WT-2 已经撤销、作废或者经核查不属实（T-P15），"
        "不能再以它为依据。请停办。"
    )


def test_the_checklist_speaks_of_it_only_where_something_is_gone():
    assert is_idle(Course(TODAY, beside={"problems": 1, "gone": ()}))
    assert not is_idle(Course(TODAY, beside={"problems": 1, "gone": ("WT-1",)}))
