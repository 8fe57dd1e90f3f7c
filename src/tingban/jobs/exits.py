"""Jobs of exits: the pages of a 证据册."""

from tingban.actions.exits import evidence_scans
from tingban.jobs.app import task


# One at a time, so that what was made to be drawn for ever keeps no other job waiting.
@task("exits.draw", queue="documents", alone=True)
def draw(*, attachment: int, copy: str) -> None:
    """Draw the pages of one stored file."""
    evidence_scans.draw(attachment_id=attachment, copy=copy)
