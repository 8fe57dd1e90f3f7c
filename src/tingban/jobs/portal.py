"""What visitors of the portal leave behind is not kept longer than it is needed."""

from tingban.actions.accounts import quotas
from tingban.actions.complaints import drafts
from tingban.jobs.app import every
from tingban.kit import clock


@every("7 * * * *", "portal.forget", queue="upkeep")
def forget() -> None:
    """Drop drafts and counts of yesterday."""
    at = clock.now()
    drafts.forget_drafts(at=at)
    quotas.forget(at=at)
