"""The queue: what waits or is at work is not asked for a second time."""

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import TaskNotFound

from tingban.gateways import queue

pytestmark = pytest.mark.django_db


def ask(attachment: int = 1) -> None:
    queue.defer_once("exits.draw", attachment=attachment, copy="original")


def becomes(status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s", [status])


def asked() -> list[int]:
    return [it.args["attachment"] for it in ProcrastinateJob.objects.order_by("id")]


@pytest.mark.parametrize("status", ["todo", "doing"])
def test_what_waits_or_is_at_work_is_not_asked_for_again_and_another_is(status):
    ask()
    becomes(status)

    ask()
    ask(2)

    assert asked() == [1, 2]


@pytest.mark.parametrize("status", ["succeeded", "failed"])
def test_what_is_over_may_be_asked_for_again(status):
    ask()
    becomes(status)

    ask()

    assert asked() == [1, 1]


def test_a_job_that_nobody_knows_is_refused():
    with pytest.raises(TaskNotFound):
        queue.defer_once("exits.sing")


def test_a_drawing_that_fails_does_not_wait_for_itself_in_the_queue():
    assert app.tasks["exits.draw"].retry_strategy is None
    assert app.tasks["notices.deliver"].retry_strategy is not None
