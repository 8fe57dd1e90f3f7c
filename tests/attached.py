"""Files in rows, brought as a person would bring them."""

from datetime import datetime

from tests.people import NOW, clerk
from tingban.actions.documents.intake import Upload
from tingban.actions.overview.attachments import Sent, add_attachments
from tingban.data.documents.models import Attachment
from tingban.rules.actors import Actor
from tingban.rules.documents.sharing import Sharing


def upload(data: bytes, name: str = "IMG_0001.jpg") -> Upload:
    return Upload(name, len(data), lambda: data)


def attached(
    subject: str,
    data: bytes,
    name: str = "IMG_0001.jpg",
    *,
    actor: Actor | None = None,
    sharing: Sharing = Sharing.INTERNAL,
    at: datetime = NOW,
    is_affirmed: bool = False,
) -> Attachment:
    """One file, added by the county's clerk unless somebody else is named."""
    add_attachments(
        subject=subject, uploads=[upload(data, name)], sharing=sharing,
        actor=actor or clerk(), at=at, sent=Sent(is_affirmed=is_affirmed),
    )  # fmt: skip
    return Attachment.objects.latest("id")
