"""A file that was looked at and waits for the act it belongs to; plain values, to be sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Held:
    """Where the bytes of a file and of its copies lie, and what was found when it was looked at."""

    name: str
    ending: str
    size: int
    digest: str
    copy: str
    thumb: str
    exif: Mapping[str, str | float]
    verdict: str
    engine: str

    def as_json(self) -> dict[str, object]:
        """Plain values."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, told: Mapping[str, object]) -> Self:
        """What `as_json` made."""
        return cls(**told)  # type: ignore[arg-type]  # as it was written
