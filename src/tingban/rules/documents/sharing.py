"""Who gets which copy of an attachment (DESIGN 4 `documents`, DOMAIN 9.1).

The original tells where it was taken, when and with which phone: that is evidence for whoever
handles the matter, and nobody else's business. Everybody else gets a copy that was written anew.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tingban.rules.errors import Refused


class SubjectKind(StrEnum):
    """What an attachment may belong to; the key behind the colon is its number.

    Proceedings of every kind are named by words of their own ("penalty_case").
    """

    CASE = "case"
    VISIT = "visit"
    PROBLEM = "problem"
    ANSWER = "answer"
    PROCEEDING = "proceeding"
    HANDOVER = "handover"
    RULES = "assembly_rules"
    ORDER = "order"


# The four sides of a hand-over read one list, with the same pictures (DOMAIN 3.3).
SHARED_BY_ALL: Final = frozenset({SubjectKind.HANDOVER})


class Sharing(StrEnum):
    """Whether the company concerned or the public may be shown it at all."""

    INTERNAL = "internal"
    SHAREABLE = "shareable"


SHARING_LABELS: Final[dict[Sharing, str]] = {
    Sharing.INTERNAL: "内部",
    Sharing.SHAREABLE: "可提供",
}


def check_sharing(subject: str, sharing: Sharing) -> None:
    """What belongs to a case is never shown outside: it could tell who complained (3.1.3); what
    belongs to a hand-over is shown to all its sides."""
    if subject.partition(":")[0] in SHARED_BY_ALL and sharing is not Sharing.SHAREABLE:
        raise Refused("移交的照片给移交各方看，不能只留在内部。", rule="DOMAIN 3.3")
    if subject.partition(":")[0] == SubjectKind.CASE and sharing is not Sharing.INTERNAL:
        raise Refused(
            "投诉举报件的材料只供内部使用，不能提供给企业或公开，以免暴露投诉人。"
            "要给企业看的，请在检查记录或问题里另传现场照片。",
            rule="DOMAIN 3.1.3",
        )


class Verdict(StrEnum):
    """What the virus scanner said; without a verdict a file is not scanned yet."""

    CLEAN = "clean"
    INFECTED = "infected"
    TOO_LARGE = "too_large"


VERDICT_LABELS: Final[dict[Verdict, str]] = {
    Verdict.CLEAN: "没有病毒",
    Verdict.INFECTED: "查出病毒",
    Verdict.TOO_LARGE: "太大，未扫描",
}


class Eyes(StrEnum):
    """Who looks: whoever handles the matter, other officials who see it, everybody else."""

    HANDLER = "handler"
    OFFICIAL = "official"
    OUTSIDE = "outside"


class Copy(StrEnum):
    """Which bytes go out."""

    ORIGINAL = "original"
    STRIPPED = "copy"
    THUMB = "thumb"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the answer depends on. `scanning` tells whether this installation has a scanner."""

    sharing: Sharing
    has_copy: bool
    has_thumb: bool
    verdict: Verdict | None
    scanning: bool

    @property
    def is_waiting(self) -> bool:
        """The scanner has not passed it; without a scanner nobody waits for one."""
        return self.scanning and self.verdict is not Verdict.CLEAN


def copies_for(eyes: Eyes, standing: Standing) -> tuple[Copy, ...]:
    """The copies for these eyes, the fullest first; none where they get nothing.

    A paper has no copy without its author's traces: officials get it as it is, and nobody outside.
    What waits for the scanner is opened by its handler alone, who is told so.
    """
    if standing.verdict is Verdict.INFECTED:
        return ()
    made = (Copy.STRIPPED,) * standing.has_copy + (Copy.THUMB,) * standing.has_thumb
    if eyes is Eyes.HANDLER:
        return (Copy.ORIGINAL, *made)
    if standing.is_waiting:
        return ()
    if eyes is Eyes.OFFICIAL:
        return made if standing.has_copy else (Copy.ORIGINAL,)
    return made if standing.sharing is Sharing.SHAREABLE else ()


def scan_words(standing: Standing) -> str:
    """What a page says of the scanner; empty where there is nothing to say."""
    if standing.verdict is Verdict.INFECTED:
        return f"{VERDICT_LABELS[Verdict.INFECTED]}，已封存"
    if not standing.is_waiting:
        return ""
    return VERDICT_LABELS[standing.verdict] if standing.verdict else "未扫描"
