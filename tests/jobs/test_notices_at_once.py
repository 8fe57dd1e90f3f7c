"""Two workers, one delivery: it goes out once."""

import pytest

from tests.at_once import at_once
from tests.jobs.test_notices import post, queued  # noqa: F401 -- a fixture
from tests.notices import told
from tests.people import NOW
from tingban.actions.notices import delivering
from tingban.data.notices.models import Delivery
from tingban.jobs import notices
from tingban.kit.clock import standing_at
from tingban.rules.notices import JOB_PATIENCE

pytestmark = pytest.mark.django_db(transaction=True)


def test_several_workers_send_a_notice_once(post):  # noqa: F811
    told()
    (delivery,) = queued()

    with standing_at(NOW):
        at_once(*[lambda: notices.deliver(delivery=delivery)] * 4)

    assert len(post.letters) == 1
    assert (Delivery.objects.get().state, Delivery.objects.get().tries) == ("delivered", 1)


def test_several_timers_take_up_a_delivery_once(post):  # noqa: F811
    told()

    counts = at_once(*[lambda: delivering.take_up_due(at=NOW + JOB_PATIENCE)] * 4)

    assert sorted(counts) == [0, 0, 0, 1]
    assert len(queued()) == 2
