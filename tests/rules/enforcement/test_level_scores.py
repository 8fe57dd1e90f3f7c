"""The score sheet: items, raters, totals, mean."""

from decimal import Decimal

import pytest

from tingban.rules.enforcement.level_scores import SCHEME, NotAScore, read_sheet

RATERS = ("甲", "乙", "丙")


def test_it_adds_up_for_each_rater_and_for_all():
    sheet = read_sheet(["房屋管理 50 40 41.5 42", "保洁 50 30 30.5 31"], RATERS)

    assert sheet.full == 100
    assert sheet.totals == (Decimal(70), Decimal(72), Decimal(73))
    assert sheet.mean == Decimal("71.7")


def test_the_mean_is_rounded_half_up():
    sheet = read_sheet(["保洁 50 30.1 30.2 30.2 30.5"], ("甲", "乙", "丙", "丁"))

    assert sheet.mean == Decimal("30.3")  # 30.25


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([], "没有填写评分表"),
        (["保洁 50 30 30"], "3 名评定人各自的得分"),
        (["保洁 50 30 30 30 30"], "3 名评定人各自的得分"),
        (["保洁 50 30 51 30"], "乙给了 51 分"),
        (["保洁 50 30 -1 30"], "“-1”不是分数"),
        (["保洁 50 30 良好 30"], "“良好”不是分数"),
        (["保洁 50 30 30.25 30"], "最多一位小数"),
        (["保洁 50 30 NaN 30"], "不是分数"),
        (["保洁 50 30 3e1 30"], "“3e1”不是分数"),
        (["保洁 50 30 1_0 30"], "“1_0”不是分数"),
        (["保洁 50 30 +30 30"], "不是分数"),
        ([f"保洁 50 30 {'9' * 40} 30"], "不是分数"),
        (["保洁 0 0 0 0"], "满分应大于零"),
        (["保洁 50 30 30 30", "保洁 20 1 1 1"], "“保洁”写了两行"),
    ],
)
def test_a_faulty_line_says_what_is_amiss(lines, fault):
    with pytest.raises(NotAScore, match=fault):
        read_sheet(lines, RATERS)


def test_the_scheme_adds_up_to_a_hundred():
    assert sum(item.full for item in SCHEME) == 100
    assert not any(" " in item.name for item in SCHEME)
