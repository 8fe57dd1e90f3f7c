"""How often the suggested category is the one a person gave: `python -m benchmarks.suggestion`.

The labels are in `benchmarks/labels`, the letters outside the project. Letters whose id has an
even hash were there for building the table of words; the others are for scoring alone.
"""

import csv
import hashlib
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tingban.rules.complaints.suggestion import Suggestion, suggest

LETTERS = Path(__file__).resolve().parents[2] / "shared" / "data" / "wuye.csv"
LABELS = Path(__file__).parent / "labels" / "wuye_categories.csv"
NONE = "none"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One letter, its label, and what was suggested."""

    row_id: str
    category: str
    act: str
    also: frozenset[str]
    drawn: str
    suggested: tuple[Suggestion, ...]
    milliseconds: float

    @property
    def first(self) -> str:
        """The first suggestion; nothing suggested reads as no property service."""
        return self.suggested[0].category.value if self.suggested else NONE

    @property
    def is_second(self) -> bool:
        """Right at the first or second place."""
        named = [each.category.value for each in self.suggested[:2]] or [NONE]
        return self.category in named


def is_for_building(row_id: str) -> bool:
    """The half that the words may come from."""
    return int(hashlib.sha256(row_id.encode()).hexdigest(), 16) % 2 == 0


def letters() -> dict[str, str]:
    """Title and text by row id."""
    with LETTERS.open(encoding="utf-8-sig") as lines:
        rows = csv.DictReader(lines)
        return {
            row["row_id"]: "。".join(part for part in (row["title"], row["text"]) if part)
            for row in rows
        }


def labelled() -> Iterator[Labelled]:
    """Every labelled letter with what is suggested for it."""
    texts = letters()
    with LABELS.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            began = time.perf_counter()
            suggested = suggest(texts[row["row_id"]])
            took = (time.perf_counter() - began) * 1000
            yield Labelled(
                row_id=row["row_id"],
                category=row["category"],
                act=row["act"],
                also=frozenset(row["also"].split("|")) - {""},
                drawn=row["drawn"],
                suggested=suggested,
                milliseconds=took,
            )


def share(rows: Sequence[Labelled], is_right: Any) -> str:
    """As 37/42 = 88 %."""
    right = sum(map(bool, map(is_right, rows)))
    return f"{right}/{len(rows)} = {right / len(rows):.0%}" if rows else "0/0"


def score(rows: Sequence[Labelled]) -> dict[str, Any]:
    """All measures of one half."""
    property_service = [row for row in rows if row.category != NONE]
    other = [row for row in rows if row.category == NONE]
    often = Counter(row.category for row in property_service).most_common(1)[0][0]
    return {
        "all": {
            "first": share(rows, lambda row: row.first == row.category),
            "first two": share(rows, lambda row: row.is_second),
            "first is main or further": share(
                rows, lambda row: row.first == row.category or row.first in row.also
            ),
            "always none": share(rows, lambda row: row.category == NONE),
        },
        "property service": {
            "first": share(property_service, lambda row: row.first == row.category),
            "first two": share(property_service, lambda row: row.is_second),
            "first and its sub-act": share(
                property_service,
                lambda row: row.first == row.category and row.suggested[0].acts[0] == row.act,
            ),
            f"always {often}": share(property_service, lambda row: row.category == often),
        },
        "other subjects left alone": share(other, lambda row: not row.suggested),
        "by category": dict(_by_category(rows)),
    }


def _by_category(rows: Sequence[Labelled]) -> Iterator[tuple[str, dict[str, Any]]]:
    for category in sorted({row.category for row in rows} | {row.first for row in rows}):
        own = [row for row in rows if row.category == category]
        named = [row for row in rows if row.first == category]
        yield (
            category,
            {
                "letters": len(own),
                "first": sum(row.first == category for row in own),
                "first two": sum(row.is_second for row in own),
                "suggested first": len(named),
                "instead": dict(Counter(row.first for row in own if row.first != category)),
            },
        )


def main() -> dict[str, Any]:
    """Both halves, and the scoring half of those drawn at random alone."""
    rows = list(labelled())
    scoring = [row for row in rows if not is_for_building(row.row_id)]
    times = sorted(row.milliseconds for row in rows)
    return {
        "building": score([row for row in rows if is_for_building(row.row_id)]),
        "scoring": score(scoring),
        "scoring, drawn at random": score([row for row in scoring if row.drawn == "at random"]),
        "milliseconds": {
            "median": round(times[len(times) // 2], 2),
            "p95": round(times[int(len(times) * 0.95)], 2),
            "most": round(times[-1], 2),
        },
    }


if __name__ == "__main__":
    print(json.dumps(main(), ensure_ascii=False, indent=1))
