"""The hand that writes one file: one act in the log, made only when there is something to say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models

from tingban.actions.audit import log
from tingban.actions.exchange import bulk
from tingban.actions.exchange.intake import Intake
from tingban.data.audit.known import Known
from tingban.data.audit.models import Entry
from tingban.rules.actors import Actor
from tingban.rules.exchange.outcome import SheetCount
from tingban.rules.exchange.tables import Table


@dataclass(slots=True)
class Pen:
    """Writes the facts of one file and counts what they changed."""

    actor: Actor
    at: datetime
    intake: Intake
    counts: dict[int, SheetCount] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    # Identity rows whose columns must be projected anew, by model.
    touched: dict[type[models.Model], set[int]] = field(default_factory=dict)
    _act: Entry | None = None

    def __post_init__(self) -> None:
        for table in self.intake.tables:
            self.counts[table.number] = SheetCount(
                table.number, table.name, table.sheet.topic, len(table.rows)
            )

    @property
    def act(self) -> Entry:
        """The entry of this file in the event log."""
        if self._act is None:
            sheets = {table.name: len(table.rows) for table in self.intake.tables}
            self._act = log.record(
                actor=self.actor,
                at=self.at,
                act="exchange.file_imported",
                subject=f"import:{self.intake.digest[:16]}",
                note=self.intake.name,
                change=(None, {"sm3": self.intake.digest, "rows": sheets}),
            )
        return self._act

    @property
    def wrote(self) -> bool:
        """Whether the file changed anything."""
        return self._act is not None

    def append(
        self,
        model: type[Known],
        columns: Sequence[str],
        rows: Sequence[tuple[str, Sequence[object]]],
    ) -> None:
        """Append facts; each row is (origin, values)."""
        if rows:
            bulk.append_facts(model, columns, rows, act=self.act)

    def retract(self, model: type[Known], ids: Sequence[int]) -> None:
        """Believe facts no longer."""
        if ids:
            bulk.retract_facts(model, ids, act=self.act)

    def touch(self, model: type[models.Model], ids: Iterable[int]) -> None:
        """Remember what must be projected."""
        self.touched.setdefault(model, set()).update(ids)

    def count_new(self, table: Table | None) -> None:
        """A row that brought something new."""
        if table is not None:
            self.counts[table.number].new += 1

    def count_changed(self, table: Table | None) -> None:
        """A row that said something otherwise than before."""
        if table is not None:
            self.counts[table.number].changed += 1

    def warn(self, table: Table | None, row: int, sentence: str) -> None:
        """Something to be told that is no fault."""
        place = f"工作表“{table.name}”第 {row} 行：" if table is not None else ""
        self.warnings.append(place + sentence)
