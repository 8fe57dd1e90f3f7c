"""What broke outside is told in words; a bug of ours is none of it."""

import errno

import psycopg
import pytest
from django.db import OperationalError

from tingban.reads.overview.outages import outage_of


def caused(kind: type[Exception]) -> OperationalError:
    """As Django raises what psycopg raised."""
    error = OperationalError("inner words of the machine")
    error.__cause__ = kind("inner words of the machine")
    return error


@pytest.mark.parametrize(
    ("kind", "words", "is_clash"),
    [
        (psycopg.OperationalError, "连接不上", False),
        (psycopg.errors.AdminShutdown, "连接不上", False),
        (psycopg.errors.DiskFull, "磁盘已满", False),
        (psycopg.errors.TooManyConnections, "连接已用完", False),
        (psycopg.errors.DeadlockDetected, "让给了对方", True),
        (psycopg.errors.SerializationFailure, "让给了对方", True),
    ],
)
def test_what_the_database_says_is_told_in_words(kind, words, is_clash):
    outage = outage_of(caused(kind))

    assert outage is not None
    assert words in outage.what
    assert "machine" not in outage.what
    assert outage.is_clash is is_clash


def test_a_full_disk_names_the_file():
    outage = outage_of(OSError(errno.ENOSPC, "No space left on device", "/srv/a.xlsx"))

    assert outage is not None
    assert outage.told == "/srv/a.xlsx：磁盘已满"
    assert outage.what == "磁盘已满"


def test_what_goes_wrong_while_a_full_disk_is_cleared_away_is_the_full_disk():
    try:
        try:
            raise OSError(errno.ENOSPC, "No space left on device")
        except OSError:
            raise ValueError("seek of closed file")  # noqa: B904 -- as zipfile does
    except ValueError as error:
        outage = outage_of(error)

    assert outage is not None
    assert outage.what == "磁盘已满"


@pytest.mark.parametrize("bug", [None, KeyError("x"), ValueError("x"), OSError("no number")])
def test_a_bug_is_no_outage(bug):
    assert outage_of(bug) is None
