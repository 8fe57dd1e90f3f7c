"""The photos and papers of a problem on its card, by what they prove; before beside after."""

from dataclasses import dataclass, replace
from typing import Final

from tingban.reads.overview.attachments import Gallery
from tingban.rules.documents.purposes import PURPOSE_LABELS, Purpose
from tingban.web.desk.files_rows import attached
from tingban.web.ui.rows import Attached

_BELOW: Final = (Purpose.PUBLICATION, Purpose.RECHECK, Purpose.VOUCHER)


@dataclass(frozen=True, slots=True)
class ProofGroup:
    """The files of one purpose."""

    label: str
    files: list[Attached]


@dataclass(frozen=True, slots=True)
class Proofs:
    """What the card shows: two sides, then the rest; what the company sent for no purpose last."""

    before: list[Attached]
    after: list[Attached]
    others: list[ProofGroup]


def proofs_shown(own: Gallery, answer: Gallery) -> Proofs:
    """The problem's own files together with those of the company's answers."""
    below = [ProofGroup(PURPOSE_LABELS[purpose], _of(purpose, own, answer)) for purpose in _BELOW]
    below.append(ProofGroup("企业答复的材料", _of(None, answer)))
    return Proofs(
        _of(Purpose.BEFORE, own, answer),
        _of(Purpose.AFTER, own, answer),
        [group for group in below if group.files],
    )


def _of(purpose: Purpose | None, *galleries: Gallery) -> list[Attached]:
    return [
        file
        for gallery in galleries
        for file in attached(
            replace(gallery, lines=tuple(it for it in gallery.lines if it.purpose is purpose))
        )
    ]
