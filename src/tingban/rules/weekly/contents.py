"""What a report contains: signed as one, frozen as one, and never different (ADR 0009).

A content is the 33 numbers with their ids, the supplementary ones, the notes to warnings, the
three parts of the 简报 and the digest of 附件2. What was signed is what is submitted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tingban.kit.digests import digest_of, digest_of_ids
from tingban.rules.weekly.cells import CELL_BY_CODE, CODES
from tingban.rules.weekly.figures import total_ids

ANNEX2: Final = "附件2"
BRIEF: Final = "简报"
NOTES: Final = "提示说明"
# {part: (value, digest)}; the value of a text is its length.
Parts = Mapping[str, tuple[int, str]]


class Origin(StrEnum):
    """Where an edition comes from."""

    SUBMITTED = "submitted"
    AUTO = "auto"
    CORRECTION = "correction"
    MONTH = "month"


ORIGIN_LABELS: Final[dict[Origin, str]] = {
    Origin.SUBMITTED: "县级报送",
    Origin.AUTO: "系统代报，未经县级确认",
    Origin.CORRECTION: "更正",
    Origin.MONTH: "月末数",
}
BRIEF_PARTS: Final[dict[str, str]] = {
    "progress": "工作进展情况",
    "practice": "经验做法",
    "cases": "典型案例",
}


@dataclass(frozen=True, slots=True)
class BriefText:
    """The three parts as people wrote them (T-R02); figures are generated beside them."""

    progress: str = ""
    practice: str = ""
    cases: str = ""

    @classmethod
    def of(cls, parts: Mapping[str, str]) -> "BriefText":
        """From stored parts; a missing one is empty."""
        return cls(**{name: parts.get(name, "") for name in BRIEF_PARTS})

    @property
    def parts(self) -> dict[str, str]:
        """By name, for keeping."""
        return {"progress": self.progress, "practice": self.practice, "cases": self.cases}

    @property
    def missing(self) -> tuple[str, ...]:
        """Labels of the parts that hold no word."""
        return tuple(BRIEF_PARTS[name] for name, text in self.parts.items() if not text.strip())


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: counted, and perhaps overridden by the head (CHK-26)."""

    cell: str
    computed: int
    ids: tuple[str, ...]
    given: int | None = None
    reason: str = ""

    @property
    def value(self) -> int:
        """The number that is reported."""
        return self.computed if self.given is None else self.given

    @property
    def is_overridden(self) -> bool:
        """Whether somebody set another number than the count."""
        return self.given is not None

    @property
    def digest(self) -> str:
        """SM3 of the ids (DOMAIN 2.3)."""
        return digest_of_ids(self.ids)

    @property
    def difference(self) -> int:
        """What an override adds; the city's total carries it, or CHK-20 would not hold."""
        return self.value - self.computed


@dataclass(frozen=True, slots=True)
class Content:
    """Everything of one report at one moment."""

    figures: Mapping[str, Figure]
    annex2_rows: int
    annex2_digest: str
    brief: BriefText = BriefText()
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def parts(self) -> Parts:
        """What a signature covers, part by part; supplementary figures are not signed."""
        cells = {
            code: (figure.value, figure.digest)
            for code, figure in self.figures.items()
            if code in CELL_BY_CODE
        }
        return cells | {
            ANNEX2: (self.annex2_rows, self.annex2_digest),
            BRIEF: _text_part(self.brief.parts),
            NOTES: _text_part(self.notes),
        }

    @property
    def digest(self) -> str:
        """SM3 over all signed parts."""
        return digest_of({name: list(part) for name, part in self.parts.items()})

    @property
    def is_zero(self) -> bool:
        """A zero return: every one of the 33 numbers is 0, and somebody said so."""
        return all(self.figures[code].value == 0 for code in CODES)


def _text_part(texts: Mapping[str, str]) -> tuple[int, str]:
    return sum(len(text) for text in texts.values()), digest_of(dict(texts))


def digest_of_rows(rows: Iterable[Iterable[str]]) -> str:
    """SM3 of a printed table."""
    return digest_of([list(row) for row in rows])


def changed_parts(signed: Mapping[str, Iterable[object]], now: Parts) -> tuple[str, ...]:
    """What differs from what was signed, each in words: `A03 排查存在问题小区总数 12→13`."""
    told = []
    for name, (value, digest) in now.items():
        old_value, old_digest = (*signed.get(name, ()), None, None)[:2]
        if old_digest == digest and old_value == value:
            continue
        cell = CELL_BY_CODE.get(name)
        label = f"{name} {cell.label}" if cell else name
        if cell is None or old_value == value:
            told.append(f"{label}（内容有变化）" if cell is None else f"{label}（名单有变化）")
        else:
            told.append(f"{label} {old_value}→{value}")
    return tuple(told)


@dataclass(frozen=True, slots=True)
class Seal:
    """What an edition says of itself; its digest covers this and every cell."""

    number: str
    version: int
    origin: Origin
    as_of: str
    known_at: str
    signer_name: str

    def digest(self, content: Content) -> str:
        """SM3 over everything that stands in the edition."""
        return digest_of(
            {
                "edition": [
                    self.number, self.version, self.origin.value, self.as_of, self.known_at,
                    self.signer_name,
                ],
                "cells": {
                    code: [figure.value, figure.computed, figure.digest, figure.reason]
                    for code, figure in content.figures.items()
                },
                "annex2": [content.annex2_rows, content.annex2_digest],
                "brief": content.brief.parts,
                "notes": dict(content.notes),
            }
        )  # fmt: skip


def city_figures(rows: Mapping[str, Mapping[str, Figure]]) -> dict[str, Figure]:
    """The last row of the city's table from the frozen lists of its units (T-R08).

    The union of the lists, never a new count; what heads gave in the place of a count is carried,
    within what CHK-20 allows: no less than the greatest row, no more than all rows together.
    """
    lists = {
        area: {code: figure.ids for code, figure in figures.items()}
        for area, figures in rows.items()
    }
    codes = sorted({code for figures in rows.values() for code in figures})
    return {code: _city_figure(code, lists, rows) for code in codes}


def _city_figure(
    code: str,
    lists: Mapping[str, Mapping[str, tuple[str, ...]]],
    rows: Mapping[str, Mapping[str, Figure]],
) -> Figure:
    units = [figures[code] for figures in rows.values() if code in figures]
    ids = total_ids(lists, code)
    if not any(unit.difference for unit in units):
        return Figure(code, len(ids), ids)
    values = [unit.value for unit in units]
    told = len(ids) + sum(unit.difference for unit in units)
    value = min(max(told, *values), sum(values))
    return Figure(code, len(ids), ids, None if value == len(ids) else value)


def city_digest(label: str, parts: Mapping[str, str], figures: Mapping[str, Figure]) -> str:
    """SM3 over a version of the city's table: the digests of its parts and every number."""
    return digest_of(
        {
            "city": label,
            "parts": dict(parts),
            "cells": {code: [figure.value, figure.digest] for code, figure in figures.items()},
        }
    )
