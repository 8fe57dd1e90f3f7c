"""The phones and mailboxes of 附件1 as the public sees them: one tap to call (AMB-03, AMB-42)."""

from dataclasses import dataclass

from tingban.rules.areas import AREA_CODE, AREAS, Area


@dataclass(frozen=True, slots=True)
class Number:
    """A phone as people write it, and as a telephone dials it."""

    shown: str
    dialled: str


@dataclass(frozen=True, slots=True)
class Call:
    """One row of 附件1; `mail_is_doubtful` is told and not linked."""

    name: str
    numbers: tuple[Number, ...]
    mail: str
    mail_is_doubtful: bool


def call_of(area: Area) -> Call:
    """The row of an area."""
    numbers = tuple(Number(f"{AREA_CODE}-{it}", f"{AREA_CODE}{it}") for it in area.phones)
    return Call(area.full_name, numbers, area.mail, area.mail_is_doubtful)


def calls() -> tuple[Call, ...]:
    """All 14 rows, in the order of 附件1."""
    return tuple(call_of(area) for area in AREAS)
