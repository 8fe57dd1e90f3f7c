"""The same told by several workers at once is told once; read in two windows, read once."""

import pytest

from tests.at_once import at_once, crossing
from tests.notices import DESK, MESSAGE, told
from tests.people import NOW, clerk
from tingban.actions.notices import inbox, outbox
from tingban.data.notices.models import Notice, NoticeRead

pytestmark = pytest.mark.django_db(transaction=True)


def _tell(key: str = "problem.due:1") -> bool:
    return outbox.tell(key=key, subject="problem:1", to=DESK, message=MESSAGE, at=NOW)


def test_several_workers_tell_the_same_once():
    answers = at_once(*[_tell] * 6)

    assert sorted(answers) == [False] * 5 + [True]
    assert Notice.objects.count() == 1


def test_whoever_tells_the_same_a_moment_later_waits_and_is_told_no():
    assert crossing(_tell, _tell) == [True, False]
    assert Notice.objects.count() == 1


def test_different_things_are_told_beside_each_other():
    answers = at_once(*[lambda key=key: _tell(key) for key in ("a", "b", "c")])

    assert answers == [True] * 3


def test_a_notice_read_in_two_windows_at_once_is_read_once():
    notice, actor = told(), clerk()

    at_once(*[lambda: inbox.mark_all_read(actor=actor, at=NOW)] * 4)

    assert NoticeRead.objects.get().notice == notice
