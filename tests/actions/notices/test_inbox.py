"""Reading: each for himself, only what is one's own."""

from datetime import timedelta

import pytest

from tests.notices import DESK, MESSAGE, message, told
from tests.people import NOW, YONGJI, clerk, head
from tingban.actions.notices import inbox
from tingban.data.notices.models import NoticeRead
from tingban.reads.notices.inbox import count_unread
from tingban.rules.errors import NotFound
from tingban.rules.notices import UNREAD_FOR

pytestmark = pytest.mark.django_db


def test_opening_a_notice_leads_to_its_subject_and_reads_it():
    notice = told()

    link = inbox.open_notice(notice_id=notice.pk, actor=clerk(), at=NOW)

    assert link == MESSAGE.link
    assert NoticeRead.objects.get().user_id == clerk().user_id


def test_one_reads_for_himself_and_not_for_the_post():
    told()
    inbox.mark_all_read(actor=clerk(), at=NOW)

    left = [count_unread(it, at=NOW) for it in (clerk(), clerk(name="另一经办"), head())]

    assert left == [0, 1, 1]


def test_nobody_opens_what_was_told_to_others():
    notice = told()

    with pytest.raises(NotFound, match="不是发给您的"):
        inbox.open_notice(notice_id=notice.pk, actor=clerk(YONGJI), at=NOW)


def test_what_is_not_ones_own_is_passed_over():
    own, other = told(), told(DESK.office(YONGJI, *DESK.roles))

    count = inbox.mark_read(notice_ids=[own.pk, other.pk], actor=clerk(), at=NOW)

    assert count == 1
    assert NoticeRead.objects.get().notice == own


def test_to_read_twice_is_to_read_once():
    notice = told()

    counts = [inbox.mark_read(notice_ids=[notice.pk], actor=clerk(), at=NOW) for _ in range(2)]

    assert counts == [1, 0]


def test_what_is_long_past_waits_for_nobody():
    told(message=message("旧事"), at=NOW - UNREAD_FOR - timedelta(seconds=1))

    assert inbox.mark_all_read(actor=clerk(), at=NOW) == 0
    assert count_unread(clerk(), at=NOW) == 0
