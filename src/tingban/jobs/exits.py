"""Jobs of exits: the pages of a 证据册."""

from tingban.actions.exits import evidence_scans
from tingban.jobs.app import task


# One at a time, so that what was made to be drawn for ever keeps no other job waiting. Whoever
# opens the book again asks again; a job that waited for its own retry would bar that asking.
@task("exits.draw", queue="documents", alone=True, retried=False)
def draw(*, attachment: int, copy: str) -> None:
    """Draw the pages of one stored file."""
    evidence_scans.draw(attachment_id=attachment, copy=copy)
