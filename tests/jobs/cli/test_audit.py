"""`tingban audit verify`: exit 1 and the first broken entry."""

import json
from argparse import ArgumentParser

import pytest

from tests import fridays, logbook
from tests.people import NOW
from tingban.jobs.cli import audit
from tingban.kit import clock

pytestmark = pytest.mark.django_db(transaction=True)


def _run(*words: str) -> int:
    parser = ArgumentParser()
    audit.register(parser.add_subparsers())
    args = parser.parse_args(["audit", *words])
    with clock.standing_at(NOW):
        return args.run(args)


def test_a_whole_log_is_exit_0(capsys):
    logbook.sealed(3)

    assert _run("verify") == 0
    assert "操作记录完整：已封存 1 批、3 条" in capsys.readouterr().out


def test_a_broken_log_is_exit_1_and_names_the_entry(capsys):
    written = logbook.sealed(3)
    logbook.as_owner("DELETE FROM audit_entry WHERE id = %s", written[0].pk)

    assert _run("verify") == 1
    assert f"第 {written[0].pk} 号记录被删除" in capsys.readouterr().err


def test_the_same_as_json(capsys):
    written = logbook.sealed(3)
    logbook.as_owner("UPDATE audit_entry SET note = 'x' WHERE id = %s", written[2].pk)

    assert _run("verify", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["holds"] is False
    assert told["broken"]["entry"] == written[2].pk
    assert told["broken"]["harm"] == "altered"


def test_seal_fixes_what_stands(capsys):
    logbook.entries(2)

    assert _run("seal", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"sealed": 2}


def test_a_spoiled_edition_is_exit_1_and_names_its_week(capsys):
    fridays.open_week()
    fridays.all_stood_in()
    logbook.as_owner("UPDATE weekly_editioncell SET value = value + 1 WHERE cell = 'A01'")

    assert _run("verify") == 1
    assert f"{fridays.WEEK} 的报送版次被改动" in capsys.readouterr().err


def test_editions_as_they_were_sent_are_exit_0(capsys):
    fridays.open_week()
    fridays.all_stood_in()

    assert _run("verify") == 0
    assert "报送版次与各自的摘要相符" in capsys.readouterr().out
