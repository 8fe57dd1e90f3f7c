"""Values that components show; pages fill them, templates only lay them out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the breadcrumbs; the last one has no link."""

    label: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a definition list."""

    label: str
    text: object
    href: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of a time line: when, who, what; `day_only` where only the day is known."""

    at: datetime
    what: str
    who: str = ""
    note: str = ""
    href: str = ""
    tone: str = ""
    day_only: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A line of a checklist; `hint` says what to do while it is open."""

    label: str
    is_done: bool
    hint: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab is a page; `count` stands behind the label."""

    label: str
    href: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure with its name, its unit and the list it counts."""

    label: str
    value: object
    unit: str = ""
    href: str = ""
    note: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """A next step as a button; a closed one says why (`reason`)."""

    label: str
    href: str
    tone: str = ""
    reason: str = ""
    confirm: str = ""
    is_post: bool = False


@dataclass(frozen=True, slots=True)
class Attached:
    """A file in a gallery. `href` opens it (empty: it cannot be opened, `scan` says why),
    `original` takes the original, `facts` is what the camera told.
    """

    name: str
    kind: str
    size: int
    at: datetime
    who: str
    icon: str = "file"
    href: str = ""
    thumb: str = ""
    original: str = ""
    remove: str = ""
    tag: str = ""
    scan: str = ""
    facts: Sequence[Fact] = ()


Facts = Sequence[Fact]
