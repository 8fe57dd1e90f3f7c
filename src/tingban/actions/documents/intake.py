"""Files on their way in: each is looked at before anything is kept (DOMAIN 9.2, 12 and 20).

This asks no database and holds no lock, so it is done before the act begins; what it finds is
then attached inside the act (`attachments.attach`).
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from tingban.gateways import clamd
from tingban.kit import boxes, images
from tingban.kit.contents import true_kind
from tingban.kit.digests import sm3
from tingban.kit.images import Exif
from tingban.rules.documents import uploads as rules
from tingban.rules.documents.purposes import Purpose
from tingban.rules.documents.sharing import Verdict
from tingban.rules.documents.uploads import FileKind, FileType
from tingban.rules.errors import Refused

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came through a door; it is read when its turn comes, not all at once.

    `told_at` is when a picture was taken by the word of a telephone that made it smaller.
    """

    name: str
    size: int
    load: Callable[[], bytes]
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """What the virus scanner said, and which one it was."""

    verdict: Verdict
    engine: str


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that may be kept; `scan` is missing where no scanner answered.

    `purpose` is what it was chosen to prove.
    """

    name: str
    type: FileType
    size: int
    digest: str
    load: Callable[[], bytes]
    copy: Callable[[], bytes] | None
    thumb: bytes
    exif: Exif
    scan: Scan | None
    told_at: datetime | None = None
    purpose: Purpose | None = None

    def proving(self, purpose: Purpose) -> "Examined":
        """The same file, chosen to prove this."""
        return replace(self, purpose=purpose)

    @property
    def traces(self) -> dict[str, str | float]:
        """What the camera wrote; where it was written anew, what the telephone told instead."""
        if self.told_at is None or self.exif.taken_at is not None:
            return self.exif.as_json()
        return self.exif.as_json() | {"told_at": self.told_at.isoformat()}


def examine(uploads: Sequence[Upload]) -> list[Examined]:
    """Look at every file; what is wrong with any of them is told at once, a line each."""
    rules.check_batch([upload.size for upload in uploads])
    found: list[Examined] = []
    faults: list[str] = []
    for upload in uploads:
        try:
            found.append(_examined(upload))
        except Refused as refusal:
            faults.append(refusal.sentence)
    if faults:
        raise Refused("\n".join(faults), rule=rules.RULE)
    return found


def _examined(upload: Upload) -> Examined:
    rules.check_size(upload.name, upload.size)
    data = upload.load()
    kind = rules.check_type(upload.name, len(data), true_kind(data))
    picture = _picture(upload.name, data) if kind.kind is FileKind.IMAGE else None
    if kind.ending in rules.BOXED:
        _check_film(upload.name, data)
    return Examined(
        name=rules.kept_name(upload.name, kind),
        type=kind,
        size=len(data),
        digest=sm3(data),
        load=upload.load,
        copy=_copy(upload, kind, picture),
        thumb=picture.thumb if picture else b"",
        exif=picture.exif if picture else Exif(),
        scan=_scanned(upload.name, data),
        told_at=upload.told_at if picture else None,
    )


def _picture(name: str, data: bytes) -> images.Picture:
    try:
        return images.look(data, most_pixels=rules.MOST_PIXELS)
    except images.TooManyPixels as error:
        raise rules.refusal_pixels(name, error.width, error.height) from error
    except images.BrokenImage as error:
        raise rules.refusal_broken(name) from error


def _check_film(name: str, data: bytes) -> None:
    try:
        boxes.check_whole(data)
    except boxes.BrokenBoxes as error:
        raise rules.refusal_broken(name) from error


def _copy(
    upload: Upload, kind: FileType, picture: images.Picture | None
) -> Callable[[], bytes] | None:
    """How the copy without traces is made; None for papers, whose authors stand all over them."""
    if picture is not None:
        made = picture.copy
        return lambda: made
    if kind.ending in rules.BOXED:
        return lambda: boxes.without_traces(upload.load())
    return None


def _scanned(name: str, data: bytes) -> Scan | None:
    """The scanner's word; a hit is refused, and silence leaves the file to the next round."""
    if not clamd.is_on():
        return None
    try:
        found = clamd.scan(data)
    except clamd.TooLarge:
        return Scan(Verdict.TOO_LARGE, "")
    except clamd.Unreachable as error:
        _log.warning("the virus scanner does not answer", extra={"reason": str(error)})
        return None
    if found.virus:
        _log.warning("a file with a virus was refused", extra={"virus": found.virus})
        raise rules.refusal_infected(name, found.virus)
    return Scan(Verdict.CLEAN, found.engine)
