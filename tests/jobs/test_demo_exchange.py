"""The demo stands whole, goes out as a workbook and comes back the same (INTERCHANGE 1)."""

import argparse

import pytest
from django.conf import settings

from tests.actions.exchange.test_exports import exported, rows_of, taken
from tests.conftest import empty_tables
from tingban.jobs.cli import demo
from tingban.jobs.demo import mark


def build(capsys) -> str:
    parser = argparse.ArgumentParser()
    demo.register(parser.add_subparsers())
    args = parser.parse_args(["demo"])
    assert args.run(args) == 0
    return capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_demo_goes_out_and_comes_back_the_same(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    told = build(capsys)
    first = exported(reason="核对往返内容")
    empty_tables()

    taken(first)

    assert "yanhu.jb" in told
    assert not mark.stands(tmp_path)
    before, after = rows_of(first), rows_of(exported(reason="核对往返内容"))
    assert all(before.values())
    for title, rows in before.items():
        assert after[title] == rows, title
