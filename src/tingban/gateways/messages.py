"""What carries a message out of the house, by whatever way. Only jobs speak to it.

An address goes in and never comes out: not in what is answered, not in what is raised, not in a
log. Whoever carries the same id twice is the same sender of the same message (at least once).
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to one address; `id` stays the same however often it is tried."""

    id: UUID
    to: str = field(repr=False)
    title: str
    text: str
    at: datetime


class Undelivered(Exception):
    """It was not taken; `words` say why, without an address. `is_final`: to try again is vain."""

    def __init__(self, words: str, *, is_final: bool = False) -> None:
        super().__init__(words)
        self.words = words
        self.is_final = is_final


class Carrier(Protocol):
    """One way out of the house."""

    def carry(self, message: Outgoing) -> str:
        """Hand the message over; the receipt, or `Undelivered`."""
