"""Slips looked at before anybody decides: places, categories, known numbers, all faults."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tingban.actions.complaints.vault import phone_mark
from tingban.data.exchange.models import Slip, SlipBatch
from tingban.reads.exchange import slips as reads
from tingban.reads.exchange.naming import Named, Names, names_in_sight
from tingban.rules.actors import Actor
from tingban.rules.complaints.suggestion import suggest
from tingban.rules.exchange.faults import Fault, FaultKind
from tingban.rules.exchange.slip_states import SlipChoice, SlipState
from tingban.rules.exchange.slips import ReadSlip
from tingban.rules.rectification import Category
from tingban.rules.registry.names import community_key

_SEARCHED = 1_000
_WORDS = 4
_BEGUN = "这一行在同一份文件上次上传时已经登记"


def write_slips(batch: SlipBatch, read: Sequence[ReadSlip], *, actor: Actor) -> None:
    """Keep every slip as it may be seen, with what is proposed for it."""
    names = names_in_sight(actor)
    known = reads.registered_before(actor, batch.source, (slip.ref for slip in read))
    before = _taken_before(batch)
    first: dict[str, ReadSlip] = {}
    rows = []
    for place, slip in enumerate(read, start=1):
        row = _row(batch, place, slip, names, batch.area_id)
        faults = [*slip.faults, *_repeated(slip, first.setdefault(slip.ref, slip))]
        row.faults = [_told(fault) for fault in faults]
        row.case_id = known.get(slip.ref) or before.get((slip.sheet, slip.row))
        if row.case_id is not None:
            row.state, row.faults = SlipState.KNOWN.value, []
            row.notes = [] if slip.ref in known else [_BEGUN]
        elif faults:
            row.state = SlipState.FAULTY.value
        row.is_compared = row.state != SlipState.OPEN.value
        rows.append(row)
    Slip.objects.bulk_create(rows, batch_size=1_000)


def _told(fault: Fault) -> list[str]:
    """Where in the file, in which cell of the row, and what."""
    where = replace(fault, column="").place
    letter = f"（{fault.letter} 列）" if fault.letter else ""
    return [where, f"“{fault.column}”{letter}", fault.sentence_at("")]


def _taken_before(batch: SlipBatch) -> dict[tuple[str, int], int]:
    """Rows of the very same file that became cases when it was brought before."""
    rows = Slip.objects.filter(
        batch__area=batch.area_id, batch__source=batch.source, batch__digest=batch.digest,
        case__isnull=False,
    ).exclude(batch=batch)  # fmt: skip
    told = rows.order_by("pk").values_list("sheet", "row", "case_id")
    return {(sheet, row): case for sheet, row, case in told if case is not None}


def _repeated(slip: ReadSlip, first: ReadSlip) -> Iterable[Fault]:
    if slip.ref and slip is not first:
        where = f"工作表“{first.sheet}”" if first.sheet != slip.sheet else ""
        yield Fault(
            FaultKind.DUPLICATE, slip.sheet, slip.row, "", "来文编号", slip.ref,
            f"与{where}第 {first.row} 行的编号相同，一个编号只登记一次",
        )  # fmt: skip


def _row(batch: SlipBatch, place: int, slip: ReadSlip, names: Names, area: str) -> Slip:
    found = _places(slip, names, slip.county or area)
    category, words = _category(slip)
    return Slip(
        batch=batch, place=place, sheet=slip.sheet[:64], row=slip.row, ref=slip.ref,
        told=slip.told, contact=slip.contact.masked[:96], spot=slip.spot, county=slip.county,
        received_at=slip.received_at, due_on=slip.due_on, urgency=slip.urgency.value,
        communities=[[one.code, one.name] for one in found],
        community=found[0].code if len(found) == 1 else "",
        category=category.value, words=words, notes=list(slip.notes),
        marks=[phone_mark(phone) for phone in slip.contact.phones],
        choice=SlipChoice.REGISTER.value,
    )  # fmt: skip


def _places(slip: ReadSlip, names: Names, unit: str) -> list[Named]:
    """What the column of communities names; else what column, address and text speak of."""
    exact = names.exactly(slip.community, unit) if slip.community else []
    if exact:
        return exact
    text = f"{slip.community} {slip.spot} {slip.told}"[:_SEARCHED]
    return names.find(community_key(text), unit)


def _category(slip: ReadSlip) -> tuple[Category, list[str]]:
    """The likeliest with its words; else the residual one, which says that nobody can tell yet."""
    found = suggest(slip.told)
    if not found:
        return Category.CAT_9, []
    return found[0].category, list(found[0].words[:_WORDS])
