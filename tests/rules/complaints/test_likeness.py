"""Two summaries with next to no words in common may be two matters."""

import pytest

from tingban.rules.complaints.likeness import is_other_matter

LIFT = "锦绣花园电梯停运三天无人维修"


@pytest.mark.parametrize(
    ("now", "other"),
    [
        (LIFT, False),
        ("锦绣花园：电梯停运已三天", False),
        ("锦绣花园电梯停运三天无人维修，已多次反映，物业一直没有答复", False),
        ("丽景苑公共收益多年没有公示", True),
        ("", False),
    ],
)
def test_a_summary_is_compared_by_its_pairs_of_characters(now, other):
    assert is_other_matter(LIFT, now) is other


def test_nothing_known_before_is_nothing_else():
    assert not is_other_matter("", LIFT)
