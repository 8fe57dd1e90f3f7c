"""Who gets which copy of an attachment (DESIGN 4 `documents`, DOMAIN 9.1).

The original tells where it was taken, when and with which phone: that is evidence for whoever
handles the matter, and nobody else's business. Everybody else gets a copy that was written anew.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class SubjectKind(StrEnum):
    """What an attachment may belong to; the key behind the colon is its number."""

    CASE = "case"
    VISIT = "visit"
    PROBLEM = "problem"
    ANSWER = "answer"


class Sharing(StrEnum):
    """Whether the company concerned or the public may be shown it at all."""

    INTERNAL = "internal"
    SHAREABLE = "shareable"


SHARING_LABELS: Final[dict[Sharing, str]] = {
    Sharing.INTERNAL: "内部",
    Sharing.SHAREABLE: "可提供",
}


class Verdict(StrEnum):
    """What the virus scanner said; without a verdict a file is not scanned yet."""

    CLEAN = "clean"
    INFECTED = "infected"
    TOO_LARGE = "too_large"


class Eyes(StrEnum):
    """Who looks: whoever handles the matter, other officials who see it, everybody else."""

    HANDLER = "handler"
    OFFICIAL = "official"
    OUTSIDE = "outside"


class Copy(StrEnum):
    """Which bytes go out."""

    ORIGINAL = "original"
    STRIPPED = "stripped"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the answer depends on. `scanning` tells whether this installation has a scanner."""

    sharing: Sharing
    has_copy: bool
    verdict: Verdict | None
    scanning: bool

    @property
    def is_waiting(self) -> bool:
        """The scanner has not passed it; without a scanner nobody waits for one."""
        return self.scanning and self.verdict is not Verdict.CLEAN


def copy_for(eyes: Eyes, standing: Standing) -> Copy | None:
    """The copy for these eyes; None where they get none.

    A paper has no copy without its author's traces: officials get it as it is, and nobody outside.
    What waits for the scanner is opened by its handler alone, who is told so.
    """
    if standing.verdict is Verdict.INFECTED:
        return None
    if eyes is Eyes.HANDLER:
        return Copy.ORIGINAL
    if standing.is_waiting:
        return None
    if eyes is Eyes.OFFICIAL:
        return Copy.STRIPPED if standing.has_copy else Copy.ORIGINAL
    is_shown = standing.has_copy and standing.sharing is Sharing.SHAREABLE
    return Copy.STRIPPED if is_shown else None


def scan_words(standing: Standing) -> str:
    """What a page says of the scanner; empty where there is nothing to say."""
    if standing.verdict is Verdict.INFECTED:
        return "查出病毒，已封存"
    if not standing.is_waiting:
        return ""
    return "太大，未扫描" if standing.verdict is Verdict.TOO_LARGE else "未扫描"
