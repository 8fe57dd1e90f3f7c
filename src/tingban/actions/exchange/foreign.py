"""A foreign register comes in: brought, its columns and areas chosen, then written as one act.

What was brought is kept as the rows of its draft and nowhere else; the draft ends by a person's
hand or after some days.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from io import BytesIO
from typing import Final

from django.db import transaction
from django.db.models import Q

from tingban.actions.audit import log
from tingban.actions.audit.locking import lock
from tingban.actions.exchange.imports import import_files
from tingban.actions.exchange.intake import Upload
from tingban.actions.exchange.twins import propose_twins
from tingban.data.exchange.models import MappingChoice, RegisterDraft
from tingban.kit.csvtable import read_csv
from tingban.kit.digests import sm3
from tingban.kit.workbook import NotAWorkbook, open_workbook
from tingban.reads.exchange import registers_in as reads
from tingban.reports.exchange.workbook import write_workbook
from tingban.rules.actors import Actor, check_writes
from tingban.rules.areas import AREA_BY_CODE, CITY
from tingban.rules.errors import Conflict, NotNow, Refused
from tingban.rules.exchange import mapping, planning
from tingban.rules.exchange.columns import Sheet
from tingban.rules.exchange.mapping import Meaning, Register
from tingban.rules.exchange.planning import Fate, Plan, PlannedCommunity
from tingban.rules.exchange.records import CommunityRow, CompanyRow, ContractRow, Record
from tingban.rules.exchange.runs import DRAFT_DAYS, TAKEN_DRAFT_DAYS
from tingban.rules.exchange.sheets import COMMUNITIES, COMPANIES, CONTRACTS
from tingban.rules.registry.names import community_key

_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_TAKEN: Final = "这份台账已经写入，不能再改。要再导入，请重新上传文件。"


# --- brought ------------------------------------------------------------------------------------


@transaction.atomic
def bring_register(*, upload: Upload, actor: Actor, at: datetime) -> int:
    """Read a CSV or workbook and keep its rows as a draft; nothing is registered yet.

    A file that is under way already goes on where it was.
    """
    check_writes(actor, actor.area_code)
    digest = sm3(upload.data)
    drafts = RegisterDraft.objects.visible_to(actor).filter(area_id=actor.area_code)
    begun = drafts.filter(digest=digest, act__isnull=True).order_by("-id").first()
    if begun is not None:
        begun.touched_at = at
        begun.save(update_fields=["touched_at"])
        return begun.pk
    register = _read(upload)
    row = RegisterDraft.objects.create(
        owner_name=actor.name,
        area_id=actor.area_code,
        brought_at=at,
        touched_at=at,
        name=upload.name[:200],
        digest=digest,
        heads=register.heads,
        heads_key=register.key,
        first_row=register.first,
        rows=register.rows,
    )
    return row.pk


def _read(upload: Upload) -> Register:
    """The fullest sheet of a workbook, or the CSV."""
    try:
        if not upload.data.startswith((_ZIP, _COMPOUND)):
            return mapping.read_register(read_csv(upload.data))
        sheets = [sheet.rows for sheet in open_workbook(upload.data)]
    except NotAWorkbook as refusal:
        raise Refused(str(refusal)) from refusal
    return mapping.read_register(max(sheets, key=len))


def _open(draft_id: int, actor: Actor) -> RegisterDraft:
    row = lock(RegisterDraft.objects.visible_to(actor), reads.NOT_FOUND, pk=draft_id)
    check_writes(actor, row.area_id)
    if row.act_id is not None:
        raise Conflict(_TAKEN)
    return row


# --- chosen -------------------------------------------------------------------------------------


@transaction.atomic
def choose_columns(
    *, draft_id: int, columns: Mapping[int, Meaning], actor: Actor, at: datetime
) -> None:
    """Say which column means what; remembered for the next file with these heads."""
    row = _open(draft_id, actor)
    mapping.check_columns(columns)
    told = {str(place): meaning.value for place, meaning in columns.items()}
    row.columns, row.areas, row.touched_at = told, None, at
    row.save(update_fields=["columns", "areas", "touched_at"])
    _remember(actor, reads.COLUMNS, {row.heads_key: told})


@transaction.atomic
def choose_areas(*, draft_id: int, areas: Mapping[str, str], actor: Actor, at: datetime) -> None:
    """Say which county each area word means, or that its rows stay out; remembered by word."""
    row = _open(draft_id, actor)
    if row.columns is None:
        raise NotNow("请先指出每一列的含义。")
    for word, code in areas.items():
        area = AREA_BY_CODE.get(code)
        if code != planning.LEAVE_OUT and (area is None or area.code == CITY):
            raise Refused(f"请为区域“{word or '（空白）'}”选择县(市、区)，或选择不导入。")
    row.areas, row.touched_at = dict(areas), at
    row.save(update_fields=["areas", "touched_at"])
    # What an empty cell means differs from file to file.
    told = {reads.area_key(word): code for word, code in areas.items() if word}
    _remember(actor, reads.AREA, told)


def _remember(actor: Actor, kind: str, told: Mapping[str, object]) -> None:
    MappingChoice.objects.bulk_create(
        [
            MappingChoice(area_id=actor.area_code, kind=kind, key=key, value=value)
            for key, value in sorted(told.items())
        ],
        update_conflicts=True,
        update_fields=["value"],
        unique_fields=["area", "kind", "key"],
    )


# --- ended ---------------------------------------------------------------------------------------


@transaction.atomic
def drop_register(*, draft_id: int, actor: Actor, at: datetime) -> str:
    """Delete a register with all its rows; what it has registered stays. The answer is its name."""
    row = lock(RegisterDraft.objects.visible_to(actor), reads.NOT_FOUND, pk=draft_id)
    check_writes(actor, row.area_id)
    log.record(
        actor=actor,
        at=at,
        act="exchange.register_dropped",
        subject=f"register:{row.pk}",
        note=row.name,
        change=({"rows": len(row.rows), "written": row.act_id is not None}, None),
    )
    row.delete()
    return row.name


def forget_registers(*, at: datetime) -> int:
    """Drop registers that nobody has gone on with for two weeks, or written a month ago."""
    left = Q(act__isnull=True, touched_at__lt=at - timedelta(days=DRAFT_DAYS))
    taken = Q(act__at__lt=at - timedelta(days=TAKEN_DRAFT_DAYS))
    gone, _ = RegisterDraft.objects.filter(left | taken).delete()
    return gone


# --- written ------------------------------------------------------------------------------------


@transaction.atomic
def write_register(*, draft_id: int, actor: Actor, at: datetime) -> dict[str, int]:
    """Register all that is new, whole or not at all, and propose the pairs that may be one.

    The plan goes in as an exchange workbook, so it passes the checks of every import.
    """
    row = _open(draft_id, actor)
    if row.columns is None or row.areas is None:
        raise NotNow("请先对照列和区域，再写入。")
    plan = reads.planned(actor, reads.draft_of(row))
    if plan.communities or plan.new_companies:
        _import(plan, name=row.name, actor=actor, at=at)
    counts = {fate.value: plan.count(fate) for fate in Fate}
    counts["companies"] = len(plan.new_companies)
    codes = reads.codes_of(actor, ((it.county, it.name) for it in plan.communities.values()))
    counts["pairs"] = propose_twins(fresh=set(codes.values()), actor=actor, at=at)
    row.act = log.record(
        actor=actor,
        at=at,
        act="exchange.register_mapped",
        subject=f"register:{row.pk}",
        note=row.name,
        change=(None, counts),
    )
    row.fates = _fates(plan, codes)
    row.save(update_fields=["act", "fates"])
    return counts


def _import(plan: Plan, *, name: str, actor: Actor, at: datetime) -> None:
    target = BytesIO()
    communities = list(plan.communities.values())
    parts: list[tuple[Sheet, list[Record]]] = [
        (COMMUNITIES, [_community(one) for one in communities]),
        (COMPANIES, [CompanyRow(0, None, name, None, None) for name in plan.new_companies]),
        (CONTRACTS, [_contract(one) for one in communities if one.company and one.starts_on]),
    ]
    write_workbook(parts, made_by=actor.name, at=at, target=target)
    report = import_files([Upload(f"{name}（对照）", target.getvalue())], actor=actor, at=at)
    faults = [fault.sentence for file in report.files for fault in file.faults]
    if faults:
        raise Refused("没有写入任何内容：" + "；".join(faults[:5]), rule="INTERCHANGE 1")


def _community(one: PlannedCommunity) -> CommunityRow:
    return CommunityRow(
        row=0,
        code=None,
        county=one.county,
        name=one.name,
        street=one.street,
        address=one.address,
        management=one.management,
        fee_mode=None,
        households=one.households,
        exclusive_area=one.exclusive_area,
        owner_count=one.owners,
        into=None,
    )


def _contract(one: PlannedCommunity) -> ContractRow:
    if one.company is None or one.starts_on is None:
        raise LookupError(one.name)
    place = f"{AREA_BY_CODE[one.county].name}/{one.name}"
    return ContractRow(0, place, one.company, None, one.starts_on, None, one.fee, None)


def _fates(plan: Plan, codes: Mapping[tuple[str, str], str]) -> list[list[object]]:
    """What became of each row, the codes that were issued told with it."""
    told = []
    for row in plan.rows:
        code = codes.get((row.county, community_key(row.name)), "")
        note = f"小区 {code}" if row.fate is Fate.NEW else row.note
        told.append([row.number, row.name, row.county, row.fate.value, note])
    return told
