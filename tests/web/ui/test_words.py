"""Times in words: the nearer a moment, the finer it is told."""

from datetime import timedelta

import pytest

from tingban.web.ui.words import span


@pytest.mark.parametrize(
    ("length", "told"),
    [
        (timedelta(days=9, hours=3), "9 天"),
        (timedelta(days=2, hours=3), "2 天 3 小时"),
        (timedelta(hours=7, minutes=20), "7 小时"),
        (timedelta(hours=2, minutes=22), "2 小时 22 分"),
        (timedelta(hours=2), "2 小时"),
        (timedelta(minutes=20), "20 分钟"),
        (timedelta(seconds=5), "1 分钟"),
    ],
)
def test_a_length_is_told_as_finely_as_it_matters(length, told):
    assert span(length) == told
