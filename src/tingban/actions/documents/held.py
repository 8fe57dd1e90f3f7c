"""Files that wait for their act: looked at once, sealed on the shelf, taken up later.

Nothing owns them yet; the sweep of the shelf takes what nobody took up within a day.
"""

from datetime import datetime
from typing import Final

from tingban.actions.documents.intake import Examined, Scan
from tingban.gateways.files import ATTACHMENTS, Missing
from tingban.kit.images import Exif
from tingban.rules.documents.held import Held
from tingban.rules.documents.sharing import Verdict
from tingban.rules.documents.uploads import TYPES
from tingban.rules.errors import NotFound

_SWEPT: Final = "“{}”放得太久，已经清掉了。请重新选择后再提交。"


def hold(file: Examined) -> Held:
    """Keep the bytes until somebody takes them up."""
    return Held(
        name=file.name,
        ending=file.type.ending,
        size=file.size,
        digest=ATTACHMENTS.keep(file.load()),
        copy=ATTACHMENTS.keep(file.copy()) if file.copy else "",
        thumb=ATTACHMENTS.keep(file.thumb) if file.thumb else "",
        exif=file.exif.as_json(),
        verdict=file.scan.verdict.value if file.scan else "",
        engine=file.scan.engine if file.scan else "",
    )


def take_up(held: Held) -> Examined:
    """The file as it was looked at, or a refusal where it was swept away meanwhile."""
    return Examined(
        name=held.name,
        type=TYPES[held.ending],
        size=held.size,
        digest=held.digest,
        load=lambda: _bytes(held, held.digest),
        copy=(lambda: _bytes(held, held.copy)) if held.copy else None,
        thumb=_bytes(held, held.thumb) if held.thumb else b"",
        exif=_exif(held),
        scan=Scan(Verdict(held.verdict), held.engine) if held.verdict else None,
    )


def check_kept(held: Held) -> None:
    """Refuse a file that was swept away meanwhile."""
    if not ATTACHMENTS.has(held.digest):
        raise NotFound(_SWEPT.format(held.name))


def _bytes(held: Held, digest: str) -> bytes:
    try:
        return ATTACHMENTS.read(digest)
    except Missing as error:
        raise NotFound(_SWEPT.format(held.name)) from error


def _exif(held: Held) -> Exif:
    told = dict(held.exif)
    taken = told.pop("taken_at", "")
    return Exif(
        taken_at=datetime.fromisoformat(str(taken)) if taken else None,
        **told,  # type: ignore[arg-type]  # as `as_json` wrote it
    )
