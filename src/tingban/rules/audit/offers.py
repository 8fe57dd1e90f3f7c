"""A step as a card shows it: the card asks the table that the act asks, so no button promises
what the act refuses, and a closed button says why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """An act with its verb; `reason` says why it is closed, empty where it is open.

    `is_near` is false for what belongs to another state altogether.
    """

    act: str
    label: str
    reason: str = ""
    is_near: bool = True

    @property
    def is_open(self) -> bool:
        """Whether the button works."""
        return not self.reason
