"""Writing 登记办理台账: cases, their dated steps, the last line of progress, the vault.

A row with 受理编号 is known by it, a row of the bare 附件2 by unit and 序号. What a file says of a
case that is known is appended: 否 → 是 closes it as of 填报时间 (INTERCHANGE 1).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.db.models import Max

from tingban.actions import documents
from tingban.actions.exchange import bulk
from tingban.actions.exchange.index import Index, Mark, id_of
from tingban.actions.exchange.intake import CaseTable
from tingban.actions.exchange.pen import Pen
from tingban.actions.exchange.statements import Shape, Statement, write
from tingban.data.complaints.models import Case, CaseFact
from tingban.rules.areas import AREA_BY_CODE, CITY
from tingban.rules.complaints import SOURCE_LABELS, Source, Standing
from tingban.rules.complaints.likeness import is_other_matter
from tingban.rules.complaints.numbers import case_number, counter_series, parse_case_number
from tingban.rules.exchange.cells import SHANGHAI
from tingban.rules.exchange.ledger import CaseRow, level_of, midnight, unit_of

# So many rows are named in one warning.
_SHOWN: Final = 5
CASE: Final = Shape(
    Case,
    CaseFact,
    "case",
    (
        "county_id",
        "community_id",
        "level",
        "source",
        "source_text",
        "summary",
        "office",
        "receiver",
        "remark",
        "standing",
        "parent_id",
        "received_at",
    ),
    ("number", "unit_id", "row_no", "level", "source", "summary", "standing"),
    inserts=False,
)


@dataclass(slots=True)
class Told:
    """One case as a file tells it: its row, whose ledger it stands in, the handle it gets."""

    ledger: CaseTable
    case: CaseRow
    unit: str
    mark: Mark
    row_no: int = 0

    @property
    def stated_at(self) -> datetime | None:
        """The morning of 填报时间, None where the file does not tell it."""
        on = self.ledger.stated_on
        return midnight(on) if on else None


@dataclass(slots=True)
class Written:
    """What came of it: who is new, and whose statement changed."""

    told: list[Told]
    fresh: list[Told] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)


def unit_told(index: Index, ledger: CaseTable, case: CaseRow, own: str) -> str:
    """Whose ledger a row stands in; a number that is known keeps its unit."""
    numbered = unit_of_number(index, case.number)
    if numbered is not None:
        return numbered
    spots = index.candidates(case.community) if case.community else []
    located = spots[0].county if len(spots) == 1 else None
    return unit_of(case, told=ledger.unit, located_in=located, own=own)


def unit_of_number(index: Index, number: str | None) -> str | None:
    """Whose ledger the case with this number stands in, where the number tells it."""
    if number is None:
        return None
    mark = index.cases.get(number)
    if mark is not None and mark.id is not None:
        return mark.county
    parsed = parse_case_number(number)
    return parsed.area_code if parsed and parsed.area_code in AREA_BY_CODE else None


def write_cases(pen: Pen, index: Index, ledgers: Sequence[CaseTable]) -> Written:
    """State the cases of one file; steps, notes and contacts are written by `case_parts`."""
    told = [
        Told(ledger, case, unit_told(index, ledger, case, pen.actor.area_code), Mark("", ""))
        for ledger in ledgers
        for case in ledger.cases
    ]
    _find(pen, index, told)
    fresh = [it for it in told if it.mark.id is None]
    _give_rows(fresh)
    _give_numbers(fresh, pen.at)
    written = Written(told, fresh)
    for batch in _parents_first(index, told):
        statements = [_statement(index, it) for it in batch]
        written.changed |= {id_of(_mark(it)) or 0 for it in write(pen, CASE, statements)}
    return written


def _mark(statement: Statement) -> Mark:
    if not isinstance(statement.handle, Mark):
        raise TypeError(statement.handle)
    return statement.handle


def _find(pen: Pen, index: Index, told: list[Told]) -> None:
    """The handle of each row: by number, else by unit and 序号."""
    rows: dict[str, set[int]] = defaultdict(set)
    for it in told:
        if it.case.number is None and it.case.row_no is not None:
            rows[it.unit].add(it.case.row_no)
    known: dict[tuple[str, int], Mark] = {}
    before: dict[tuple[str, int], str] = {}
    for unit, numbers in rows.items():
        query = Case.objects.filter(unit_id=unit).values_list("row_no", "number", "id", "summary")
        for row_no, number, id_, summary in bulk.by_keys(query, "row_no", sorted(numbers)):
            known[unit, row_no] = index.cases.setdefault(number, Mark(number, unit, id_))
            before[unit, row_no] = summary
    for it in told:
        if it.case.number is not None:
            it.mark = index.cases[it.case.number]
        elif it.case.row_no is not None:
            it.mark = known.get((it.unit, it.case.row_no)) or Mark("", it.unit)
    _warn_of_renumbering(pen, told, before)


def _warn_of_renumbering(pen: Pen, told: list[Told], before: Mapping[tuple[str, int], str]) -> None:
    """序号 is the key of a bare 附件2: rows that tell something else have perhaps moved up."""
    for ledger in {id(it.ledger): it.ledger for it in told}.values():
        strange = [
            it
            for it in told
            if it.ledger is ledger
            and it.case.number is None
            and is_other_matter(before.get((it.unit, it.case.row_no or 0), ""), it.case.summary)
        ]
        if strange:
            rows = "、".join(str(it.case.row_no) for it in strange[:_SHOWN])
            more = f"等 {len(strange)} 行" if len(strange) > _SHOWN else ""
            first = strange[0]
            old = before[first.unit, first.case.row_no or 0][:24]
            pen.warn(
                ledger.table,
                first.case.row,
                f"序号 {rows}{more}原来登记的像是别的件（如序号 {first.case.row_no} 原为“{old}”）。"
                "请核对：序号登记后不再改派，新的件请接着往下编号。",
            )


def _give_rows(fresh: list[Told]) -> None:
    """序号 as told where it is free; else the next one of the unit, never used twice."""
    for unit in sorted({it.unit for it in fresh}):
        mine = [it for it in fresh if it.unit == unit]
        wanted = sorted({it.case.row_no for it in mine if it.case.row_no})
        query = Case.objects.filter(unit_id=unit).values_list("row_no", flat=True)
        taken = set(bulk.by_keys(query, "row_no", wanted))
        homeless = []
        for it in mine:
            row_no = it.case.row_no
            if row_no is None or row_no in taken:
                homeless.append(it)
            else:
                it.row_no = row_no
                taken.add(row_no)
        top = Case.objects.filter(unit_id=unit).aggregate(top=Max("row_no"))["top"] or 0
        above = max([top, *wanted])
        numbers = documents.take_numbers(f"row:{unit}", len(homeless), above=above)
        for it, row_no in zip(homeless, numbers, strict=True):
            it.row_no = row_no


def _give_numbers(fresh: list[Told], at: datetime) -> None:
    """受理编号 of the unit and the day of receipt for cases that have none yet (DOMAIN 6.4)."""
    groups: dict[tuple[str, date], list[Told]] = defaultdict(list)
    highest: Counter[tuple[str, date]] = Counter()
    for it in fresh:
        if it.case.number is not None:
            it.mark.number = it.case.number
            parsed = parse_case_number(it.case.number)
            if parsed is not None:
                key = (parsed.area_code, parsed.on)
                highest[key] = max(highest[key], parsed.sequence)
        else:
            moment = it.case.received_at or it.case.accepted_at or it.stated_at or at
            groups[it.unit, moment.astimezone(SHANGHAI).date()].append(it)
    for (unit, on), group in sorted(groups.items()):
        above = max(highest[unit, on], _highest_of(unit, on))
        series = counter_series(unit, on)
        for it, number in zip(
            group, documents.take_numbers(series, len(group), above=above), strict=True
        ):
            it.mark.number = case_number(unit, on, number)


def _highest_of(unit: str, on: date) -> int:
    begin = f"TS-{unit}-{on:%Y%m%d}-"
    found = Case.objects.filter(number__gte=begin, number__lt=f"{begin}~")
    number = found.aggregate(top=Max("number"))["top"]
    parsed = parse_case_number(number) if number else None
    return parsed.sequence if parsed else 0


def _parents_first(index: Index, told: list[Told]) -> Iterator[list[Told]]:
    """A 主件 that the same file brings is written before its 重复件; rings were told before."""
    waiting = told
    while waiting:
        ready = [it for it in waiting if _has_parent_id(index, it.case)]
        if not ready:
            raise LookupError("cases that are each other's 主件")
        done = set(map(id, ready))
        waiting = [it for it in waiting if id(it) not in done]
        yield ready


def _has_parent_id(index: Index, case: CaseRow) -> bool:
    return case.parent is None or index.cases[case.parent].id is not None


def _statement(index: Index, it: Told) -> Statement:
    case = it.case
    spot = index.spot(case.community) if case.community else None
    county = spot.county if spot else case.county
    is_new = it.mark.id is None
    parent = id_of(index.cases[case.parent]) if case.parent else None
    level = level_of(case, it.unit)
    tells_source = bool(case.source_text) or is_new
    standing = case.standing.value if case.standing else (Standing.OPEN.value if is_new else None)
    return Statement(
        handle=it.mark,
        table=it.ledger.table,
        row=case.row,
        values=(
            county if county != CITY else None,
            id_of(spot),
            level if is_new else case.level,
            case.source if tells_source else None,
            _own_words(case) if tells_source else None,
            case.summary,
            case.office,
            case.receiver,
            case.remark,
            standing,
            parent,
            case.received_at,
        ),
        identity=(
            it.mark.number,
            it.unit,
            it.row_no,
            level,
            case.source or Source.OTHER.value,
            case.summary,
            standing or Standing.OPEN.value,
        ),
    )


def _own_words(case: CaseRow) -> str:
    """来源 in the county's words; the label of the code says no more than the code."""
    text = case.source_text[:48]
    return "" if text == SOURCE_LABELS[Source(case.source)] else text


def touched(written: Written) -> Iterable[int]:
    """Ids of all cases of the file."""
    return [it.mark.id for it in written.told if it.mark.id is not None]
