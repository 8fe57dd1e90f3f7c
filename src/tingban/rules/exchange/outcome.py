"""What an import did, or why it did nothing: one report for people and for `--json`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tingban.rules.exchange.faults import Fault


@dataclass(slots=True)
class SheetCount:
    """Rows of one sheet: new, changed, and such as the platform knew already."""

    number: int
    name: str
    topic: str
    rows: int = 0
    new: int = 0
    changed: int = 0

    @property
    def same(self) -> int:
        """Rows that changed nothing."""
        return self.rows - self.new - self.changed

    def as_json(self) -> dict[str, object]:
        """Plain values."""
        return {
            "number": self.number,
            "sheet": self.name,
            "topic": self.topic,
            "rows": self.rows,
            "new": self.new,
            "changed": self.changed,
            "same": self.same,
        }


@dataclass(slots=True)
class FileReport:
    """One file: taken whole, or not at all with all its faults."""

    name: str
    digest: str
    taken: bool = False
    is_annex_2: bool = False
    unit: str = ""
    stated_on: date | None = None
    sheets: list[SheetCount] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    # Cases for whose text a community was proposed.
    proposals: int = 0
    # The act in the event log; None where nothing was written.
    act_id: int | None = None

    @property
    def changes(self) -> int:
        """Rows that said something new."""
        return sum(sheet.new + sheet.changed for sheet in self.sheets)

    def as_json(self) -> dict[str, object]:
        """Plain values."""
        return {
            "file": self.name,
            "sm3": self.digest,
            "taken": self.taken,
            "annex2": self.is_annex_2,
            "unit": self.unit,
            "stated_on": self.stated_on.isoformat() if self.stated_on else None,
            "sheets": [sheet.as_json() for sheet in self.sheets],
            "faults": [fault.as_json() for fault in self.faults],
            "warnings": list(self.warnings),
            "proposals": self.proposals,
            "act": self.act_id,
        }


@dataclass(slots=True)
class ImportReport:
    """All files of one import."""

    files: list[FileReport]
    dry_run: bool = False

    @property
    def ok(self) -> bool:
        """Whether every file was taken."""
        return bool(self.files) and all(file.taken for file in self.files)

    @property
    def faults(self) -> list[Fault]:
        """All faults of all files."""
        return [fault for file in self.files for fault in file.faults]

    def as_json(self) -> dict[str, object]:
        """The object that `tingban import --json` prints."""
        return {
            "ok": self.ok,
            "dry_run": self.dry_run,
            "files": [file.as_json() for file in self.files],
            "totals": self.totals(),
        }

    def totals(self) -> dict[str, int]:
        """Sums over the files that were taken."""
        sheets = [sheet for file in self.files if file.taken for sheet in file.sheets]
        return {
            "files": len(self.files),
            "taken": sum(file.taken for file in self.files),
            "new": sum(sheet.new for sheet in sheets),
            "changed": sum(sheet.changed for sheet in sheets),
            "same": sum(sheet.same for sheet in sheets),
            "faults": len(self.faults),
        }


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """As a person would walk through the file: by sheet as they come, row and column."""
    listed = list(dict.fromkeys(faults))
    sheets = {name: place for place, name in enumerate(dict.fromkeys(it.sheet for it in listed))}
    return sorted(
        listed, key=lambda it: (sheets[it.sheet], it.row, len(it.letter), it.letter, it.kind)
    )
