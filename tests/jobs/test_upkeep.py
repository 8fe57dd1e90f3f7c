"""A worker was killed: what it had in hand is given back, and a twin in the queue bars nobody."""

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from tingban.gateways import queue
from tingban.jobs import upkeep

pytestmark = pytest.mark.django_db(transaction=True)


def begun(attachment: int, attempts: int = 0) -> int:
    """A job that is at work, with nobody who shows life."""
    queue.defer_once("exits.draw", attachment=attachment, copy="original")
    job = ProcrastinateJob.objects.latest("id").pk
    with connection.cursor() as cursor:
        # Another may be at work at the same time: the bar against that is not what is asked here.
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', lock = NULL, attempts = %s"
            " WHERE id = %s",
            [attempts, job],
        )
    return job


def a_twin(of: int) -> int:
    """The same job once more in the queue, as older versions of the program put it there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, args)"
            " SELECT queue_name, task_name, queueing_lock, args FROM procrastinate_jobs"
            " WHERE id = %s RETURNING id",
            [of],
        )
        return int(cursor.fetchone()[0])


def states() -> dict[int, str]:
    return dict(ProcrastinateJob.objects.values_list("id", "status"))


def test_a_stalled_job_is_given_back():
    job = begun(1)

    upkeep.rescue_jobs()

    assert states() == {job: "todo"}


def test_one_that_killed_its_worker_again_and_again_is_given_up():
    job = begun(1, attempts=5)

    upkeep.rescue_jobs()

    assert states() == {job: "failed"}


def test_one_whose_twin_waits_is_finished_and_the_next_is_still_rescued():
    first, second, last = begun(1), begun(2), begun(3)
    twins = [a_twin(of=first), a_twin(of=second)]

    upkeep.rescue_jobs()

    done = {first: "failed", second: "failed", last: "todo"}
    assert states() == done | dict.fromkeys(twins, "todo")


def test_the_next_minute_finds_nothing_left():
    job = begun(1)
    twin = a_twin(of=job)
    upkeep.rescue_jobs()

    upkeep.rescue_jobs()

    assert states() == {job: "failed", twin: "todo"}
