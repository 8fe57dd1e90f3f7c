"""The demo goes out as a workbook and comes back the same (INTERCHANGE 1)."""

import pytest

from tests.actions.exchange.test_exports import exported, rows_of, taken
from tests.conftest import empty_tables
from tingban.jobs.demo import runner


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_demo_goes_out_and_comes_back_the_same(tmp_path) -> None:
    runner.build(home=tmp_path, seed=runner.SEED, seen=lambda _: None)
    first = exported(reason="核对往返内容")
    empty_tables()

    taken(first)

    before, after = rows_of(first), rows_of(exported(reason="核对往返内容"))
    assert all(before.values())
    for title, rows in before.items():
        assert after[title] == rows, title
