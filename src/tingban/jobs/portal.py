"""What visitors of the portal leave behind is not kept longer than it is needed."""

from tingban.actions.accounts import quotas
from tingban.actions.complaints import arriving, drafts
from tingban.jobs.app import every, task
from tingban.kit import clock


@every("7 * * * *", "portal.forget", queue="upkeep")
def forget() -> None:
    """Drop drafts and counts of yesterday."""
    at = clock.now()
    drafts.forget_drafts(at=at)
    quotas.forget(at=at)


@task("portal.take_in", queue="portal")
def take_in(*, number: str) -> None:
    """Make the case of a report that was just acknowledged."""
    arriving.take_in(number=number, at=clock.now())


@every("* * * * *", "portal.take_in_all", queue="portal")
def take_in_all() -> None:
    """Whatever a dead worker left behind."""
    arriving.take_in_all(at=clock.now())
