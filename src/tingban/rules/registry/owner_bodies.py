"""业主组织: what kind, for which term, filed where (DOMAIN 5.4)."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from tingban.rules.errors import Refused

# 换届提醒 (DOMAIN 5.4).
ELECTION_NOTICE_DAYS: Final = 90


class OwnerBodyKind(StrEnum):
    """物管会 is not in the 民法典; what it may do is for the local rule (AMB-21)."""

    COMMITTEE = "committee"
    MANAGING = "managing"


OWNER_BODY_LABELS: Final[dict[OwnerBodyKind, str]] = {
    OwnerBodyKind.COMMITTEE: "业主大会及业主委员会",
    OwnerBodyKind.MANAGING: "物业管理委员会",
}


class TermState(StrEnum):
    """Where the term of a body stands on a day."""

    IN_TERM = "in_term"
    ENDING = "ending"
    OVER = "over"


def term_state(ends_on: date | None, day: date) -> TermState:
    """In term, to be elected anew soon, or over; without an end it runs."""
    if ends_on is None or day <= ends_on - timedelta(days=ELECTION_NOTICE_DAYS):
        return TermState.IN_TERM
    return TermState.ENDING if day <= ends_on else TermState.OVER


def check_body_term(starts_on: date | None, ends_on: date | None) -> None:
    """A term ends after it began."""
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused("任期结束早于任期开始，请核对。", rule="DOMAIN 5.4")
