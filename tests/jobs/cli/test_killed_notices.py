"""A worker killed anywhere between the outbox and the mail server: told once, sent under one id."""

import signal

import pytest

from tests.jobs.cli.installation import Installation, wait_until
from tests.post import Post, serving
from tingban.gateways import postgres

pytestmark = pytest.mark.slow
TELL = """
from tests.notices import DESK, MESSAGE
from tingban.actions.notices import outbox
from tingban.kit import clock
told = {'subject': 'problem:1', 'to': DESK, 'message': MESSAGE, 'at': clock.now()}
print(outbox.tell(key='KEY', **told), outbox.tell(key='KEY', **told))
"""
# One that the queue knows of; the worker's own heartbeat is not waited for.
DELIVER = """
from procrastinate.contrib.django.models import ProcrastinateJob
from tingban.jobs import notices
job = ProcrastinateJob.objects.filter(task_name='notices.deliver').latest('id')
notices.deliver(delivery=job.args['delivery'])
"""
# The minute's timer, when the patience with the dead one is over.
TAKE_UP = """
from datetime import timedelta
from tingban.jobs import notices
from tingban.kit import clock
with clock.standing_at(clock.now() + timedelta(minutes=11)):
    notices.take_up()
"""
# Two limits of one case, both overdue; told as the worker tells them.
CASE = """
from tests.stories import an_accepted_case
an_accepted_case()
"""
REMIND = """
from datetime import datetime
from tests.people import ZONE
from tingban.actions.complaints import reminding
print(reminding.remind(at=datetime(2024, 6, 26, 9, tzinfo=ZONE)))
"""
CALLS = """
from tingban.data.notices.models import Delivery, Notice
rows = Notice.objects.filter(subject__startswith='case:')
sent = Delivery.objects.filter(notice__in=rows)
print(rows.count(), sent.count(), sent.values('notice').distinct().count())
"""
STATE = """
from tingban.data.notices.models import Delivery, Notice
row = Delivery.objects.get(notice__key='KEY')
print(row.state, Notice.objects.filter(key='KEY').count(), row.pk)
"""


@pytest.fixture(scope="module")
def post():
    with serving(Post()) as post:
        yield post


@pytest.fixture(scope="module")
def place(tmp_path_factory, post):
    """An installation with a mail server, whose database outlives whoever is killed."""
    home = tmp_path_factory.mktemp("home")
    server = postgres.start(home, title="tests")
    mail = {
        "TINGBAN_SMTP_URL": f"smtp://127.0.0.1:{post.port}",
        "TINGBAN_MAIL_FROM": "tingban@example.org",
    }
    yield Installation(home, mail)
    server.stop()


@pytest.mark.parametrize(("at", "sent"), [
    ("tingban.actions.notices.delivering:take", 1),
    ("tingban.jobs.notices:carrier_of", 1),
    ("tingban.actions.notices.delivering:delivered", 2),
])  # fmt: skip
def test_a_worker_killed_on_the_way_leaves_one_notice_and_one_id(place, post, at, sent):
    post.letters.clear()
    assert place.python(TELL.replace("KEY", at)) == "True False"
    place.killed(DELIVER, at=at)
    assert len(post.letters) == sent - 1

    place.python(TAKE_UP)
    worker = place.start("worker")
    wait_until(lambda: place.python(STATE.replace("KEY", at)).startswith("delivered"), worker)
    worker.send_signal(signal.SIGTERM)
    worker.communicate(timeout=60)

    _, count, key = place.python(STATE.replace("KEY", at)).split()
    assert count == "1"
    assert post.ids == [f"<{key}@tingban>"] * sent


@pytest.mark.parametrize("at", [
    "tingban.actions.notices.outbox:_notice",
    "tingban.actions.notices.outbox:queue.defer",
])  # fmt: skip
def test_a_worker_killed_among_the_limits_of_a_case_leaves_none_half_told(place, at):
    told = int(place.python(CALLS).split()[0])
    place.python(CASE)

    place.killed(REMIND, at=at)
    half = int(place.python(CALLS).split()[0])

    assert half == told
    assert place.python(REMIND) == "6"
    assert place.python(REMIND) == "0"
    assert len(set(place.python(CALLS).split())) == 1
