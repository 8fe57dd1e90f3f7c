"""What the long works of the desk have in common: asked by a person, worked off by a job."""

import logging
from datetime import datetime
from typing import Final, TypeVar

from django.db import transaction

from tingban.data.exchange.models import ExportRun, ImportRun, SlipBatch
from tingban.kit.clock import SHANGHAI
from tingban.reads import accounts
from tingban.rules.actors import Actor, Role
from tingban.rules.errors import NotAllowed
from tingban.rules.exchange.runs import MOST_ATTEMPTS, UNFINISHED, RunState
from tingban.rules.exchange.slip_states import BatchState

R = TypeVar("R", ImportRun, ExportRun, SlipBatch)
_log: Final = logging.getLogger(__name__)


def begin(model: type[R], run_id: int, *, at: datetime, given_up: str) -> R | None:
    """Count the attempt; a run that has killed its worker again and again is given up."""
    with transaction.atomic():
        run = model._default_manager.select_for_update().filter(pk=run_id).first()
        if run is None or run.state not in UNFINISHED:
            return None
        run.attempts += 1
        run.state = RunState.WORKING.value
        run.save(update_fields=["attempts", "state"])
    if run.attempts > MOST_ATTEMPTS:
        _log.error("a run was given up", extra={"run": run_id, "kind": model._meta.model_name})
        end(run, at, RunState.FAILED, given_up)
        return None
    return run


def end(
    run: ImportRun | ExportRun | SlipBatch,
    at: datetime,
    state: RunState | BatchState,
    note: str = "",
) -> None:
    """Tell what became of a run."""
    run.state, run.note, run.ended_at = state.value, note[:500], at
    run.save(update_fields=["state", "note", "ended_at"])


def asked_by(run: ImportRun | ExportRun | SlipBatch, at: datetime, *, lost: str) -> Actor:
    """Whoever asked, in the post then held; for a post that was lost nothing is done."""
    person = accounts.person(run.owner_id, on=at.astimezone(SHANGHAI).date())
    posts = person.open_posts if person else ()
    for post in posts:
        if person and (post.unit_code, post.role) == (run.unit_code, Role(run.role)):
            return person.acting(post, ip=run.ip)
    raise NotAllowed(lost, rule="DOMAIN 0.3")
