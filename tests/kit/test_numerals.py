"""Numbers in Chinese words."""

import pytest

from tingban.kit.numerals import in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (5, "五"), (10, "十"), (14, "十四"), (20, "二十"), (23, "二十三"), (100, "一百"),
        (108, "一百零八"), (110, "一百一十"), (942, "九百四十二"), (1260, "一千二百六十"),
        (1005, "一千零五"),
    ],
)  # fmt: skip
def test_articles_are_counted_as_laws_print_them(number, words):
    assert in_words(number) == words
