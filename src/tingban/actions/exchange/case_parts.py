"""What hangs on the cases of a file: accepted, closed, reopened; progress; contacts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any, Final, NamedTuple

from tingban.actions.complaints import vault
from tingban.actions.complaints.projection import NewCase, insert_cases
from tingban.actions.exchange import bulk
from tingban.actions.exchange.ledgers import Told, Written
from tingban.actions.exchange.pen import Pen
from tingban.data.audit.known import Known
from tingban.data.complaints.models import Case, CaseContact, CaseNote, CaseStep
from tingban.kit import bigrams
from tingban.rules.complaints import CaseStepKind
from tingban.rules.exchange.cells import SHANGHAI

_ACCEPT: Final = CaseStepKind.ACCEPT.value
_CLOSE: Final = CaseStepKind.CLOSE.value
_REOPEN: Final = CaseStepKind.REOPEN.value
_SAYS_WHEN: Final = "办结日期未填，按导入时间记为办结。"


class _Step(NamedTuple):
    at: datetime
    id: int


@dataclass(slots=True)
class _Batch:
    """Rows of one table to append and to retract, and the cases they belong to."""

    model: type[Known]
    columns: tuple[str, ...]
    rows: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    cases: set[int] = field(default_factory=set)

    def put(self, it: Told, *values: object) -> None:
        """Append a row about a case."""
        id_ = case_id(it)
        self.rows.append((it.ledger.table.origin(it.case.row), (id_, *values)))
        self.cases.add(id_)

    def write(self, pen: Pen) -> set[int]:
        """Write it; the cases that changed."""
        pen.retract(self.model, self.gone)
        pen.append(self.model, self.columns, self.rows)
        return self.cases


def case_id(it: Told) -> int:
    """The id of a case that was written."""
    if it.mark.id is None:
        raise LookupError(it.mark.number)
    return it.mark.id


def write_parts(pen: Pen, written: Written) -> None:
    """Steps, notes and contacts; a case that changed only here counts as changed too.

    New cases are inserted at the end as they are projected: a ledger of 20,000 rows is then
    written once instead of three times, with all its indexes.
    """
    fresh = {case_id(it) for it in written.fresh}
    known = [case_id(it) for it in written.told if case_id(it) not in fresh]
    changed = _steps(pen, written.told, known)
    changed |= _notes(pen, written.told, known)
    changed |= _contacts(pen, written.told, known)
    only_here = changed - written.changed - fresh
    for it in written.told:
        if it.mark.id in only_here:
            pen.count_changed(it.ledger.table)
    bulk.count_up(Case, sorted(only_here))
    pen.touch(Case, changed - fresh)
    insert_cases([_new_case(it) for it in written.fresh])


def _new_case(it: Told) -> NewCase:
    search = f"{bigrams.document(it.mark.number)} {it.case.words}"
    return NewCase(case_id(it), it.mark.number, it.unit, it.row_no, search)


def _steps(pen: Pen, told: list[Told], known: list[int]) -> set[int]:
    batch = _Batch(CaseStep, ("case_id", "kind", "at"))
    steps = _standing_steps(known)
    for it in told:
        standing = steps[case_id(it)]
        _accept(batch, it, standing[_ACCEPT])
        _close(pen, batch, it, standing)
    return batch.write(pen)


def _standing_steps(known: Iterable[int]) -> dict[int, dict[str, list[_Step]]]:
    found: dict[int, dict[str, list[_Step]]] = defaultdict(lambda: defaultdict(list))
    query = CaseStep.objects.standing().order_by("at", "id")
    for case, kind, at, id_ in bulk.by_keys(
        query.values_list("case_id", "kind", "at", "id"), "case_id", known
    ):
        found[case][kind].append(_Step(at, id_))
    return found


def _says(told: datetime | None, known: datetime) -> bool:
    """Whether a moment that was told differs from the known; a bare day fits any time of it."""
    if told is None:
        return False
    local = known.astimezone(SHANGHAI)
    if told.timetz().replace(tzinfo=None) == time():
        return told.date() != local.date()
    # A workbook holds no parts of a second.
    return told != known.replace(microsecond=0)


def _accept(batch: _Batch, it: Told, standing: list[_Step]) -> None:
    told = it.case.accepted_at
    if told is None:
        return
    if not standing:
        batch.put(it, _ACCEPT, told)
    elif _says(told, standing[0].at):
        batch.gone.append(standing[0].id)
        batch.put(it, _ACCEPT, told)


def _close(pen: Pen, batch: _Batch, it: Told, standing: dict[str, list[_Step]]) -> None:
    """否 → 是 closes, 是 → 否 reopens; an older file than the last closing reopens nothing."""
    closings = standing[_CLOSE]
    is_closed = len(closings) > len(standing[_REOPEN])
    if it.case.is_closed and not is_closed:
        moment = it.case.closed_at or it.stated_at
        if moment is None:
            pen.warn(it.ledger.table, it.case.row, _SAYS_WHEN)
        batch.put(it, _CLOSE, moment or pen.at)
    elif it.case.is_closed and _says(it.case.closed_at, closings[-1].at):
        batch.gone.append(closings[-1].id)
        batch.put(it, _CLOSE, it.case.closed_at)
    elif it.case.is_closed is False and is_closed:
        moment = it.stated_at or pen.at
        if moment > closings[-1].at:
            batch.put(it, _REOPEN, moment)


def _notes(pen: Pen, told: list[Told], known: list[int]) -> set[int]:
    """办理进展和结果: a text that differs from the last one is a new note."""
    batch = _Batch(CaseNote, ("case_id", "at", "text"))
    query = CaseNote.objects.standing().order_by("at", "id").values_list("case_id", "text")
    last: dict[int, str] = dict(bulk.by_keys(query, "case_id", known))
    for it in told:
        text = it.case.progress
        if text and last.get(case_id(it)) != text:
            batch.put(it, it.stated_at or pen.at, text)
    return batch.write(pen)


def _contacts(pen: Pen, told: list[Told], known: list[int]) -> set[int]:
    """Into the vault; a mask that comes in says nothing (DESIGN 3.6)."""
    batch = _Batch(CaseContact, ("case_id", "kind", "masked", "box", "key_id", "phone_index"))
    standing = {row.case_id: row for row in bulk.by_keys(
        CaseContact.objects.standing(), "case_id", known
    )}  # fmt: skip
    for it in told:
        contact, row = it.case.contact, standing.get(case_id(it))
        if row is not None:
            if not vault.replaces(row, contact, case_number=it.mark.number):
                continue
            batch.gone.append(row.pk)
        *sealed, phones = vault.seal(contact, case_number=it.mark.number)
        batch.put(it, *sealed, bulk.as_json(phones))
    return batch.write(pen)
