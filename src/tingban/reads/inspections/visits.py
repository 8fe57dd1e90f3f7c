"""检查记录: the list, and one record with its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import F, QuerySet

from tingban.data.inspections.models import Visit, VisitFact, VisitRecord
from tingban.kit.dates import chinese_day
from tingban.kit.windows import Found, Window
from tingban.reads.audit import history
from tingban.reads.audit.history import Line, Told
from tingban.reads.inspections.records import record_lines
from tingban.reads.registry.pages import in_order, lean, page
from tingban.reads.registry.search import (
    ANYTHING,
    OfOne,
    communities_named,
    companies_named,
    is_searchable,
)
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound
from tingban.rules.inspections import LEVEL_LABELS, VISIT_LABELS, OrganiserLevel, VisitKind

NOT_FOUND: Final = "没有找到这条检查记录，或者它不在您的辖区内。"
SORTS: Final[dict[str, tuple[str, ...]]] = {
    "number": ("number",),
    "done": ("done_on", "number"),
    "county": ("county__report_order", "number"),
    "community": ("community__name", "number"),
}


@dataclass(frozen=True, slots=True)
class VisitFilter:
    """What is wanted; empty means any. `standing`: standing, void, all."""

    text: str = ""
    of: OfOne = ANYTHING
    county: str = ""
    kind: str = ""
    level: str = ""
    since: date | None = None
    until: date | None = None
    standing: str = "standing"


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One line of 检查记录."""

    number: str
    done_on: date
    county_code: str
    community_code: str
    community: str
    kind: str
    level: str
    mission: str
    company_id: int | None
    company: str
    is_void: bool


@dataclass(frozen=True, slots=True)
class VisitDetail:
    """One record: what is stated now, the version it was seen in, and everything ever stated."""

    row: VisitRow
    version: int
    has_record: bool
    # Whether whoever looks wrote the record on the spot.
    is_own: bool
    history: tuple[Told, ...]


def ledger(actor: Actor, wanted: VisitFilter, window: Window) -> Found[VisitRow]:
    """The records in sight that are wanted."""
    rows = chosen(actor, wanted)
    keys = page(
        rows, window.order(SORTS, "-done"), window, is_narrowed=bool(wanted.text or wanted.of)
    )
    found = in_order(_with_names(Visit.objects.all()), keys.rows)
    return keys.shown_as([_row(visit) for visit in found])


def chosen(actor: Actor, wanted: VisitFilter) -> QuerySet[Visit]:
    """The records that the filter leaves."""
    rows = wanted.of.narrow(Visit.objects.visible_to(actor))
    if wanted.standing != "all":
        rows = rows.filter(is_void=wanted.standing == "void")
    exact = {
        "county_id": wanted.county,
        "kind": wanted.kind,
        "level": wanted.level,
        "done_on__gte": wanted.since,
        "done_on__lte": wanted.until,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    return _found(rows, wanted.text) if is_searchable(wanted.text) else rows


def _found(rows: QuerySet[Visit], text: str) -> QuerySet[Visit]:
    """By number, mission, community or company."""
    word = text.strip()
    ways = [
        Visit.objects.filter(number__icontains=word),
        Visit.objects.filter(mission__number__icontains=word),
        Visit.objects.filter(community_id__in=communities_named(word)),
        Visit.objects.filter(company_id__in=companies_named(word)),
    ]
    ids = [way.order_by().values_list("id", flat=True) for way in ways]
    return rows.filter(id__in=ids[0].union(*ids[1:]))


def _with_names(rows: QuerySet[Visit]) -> QuerySet[Visit]:
    return lean(rows, "community__code", "community__name", "company__name", "mission__number")


def _row(visit: Visit) -> VisitRow:
    return VisitRow(
        number=visit.number,
        done_on=visit.done_on,
        county_code=visit.county_id,
        community_code=visit.community.code,
        community=visit.community.name,
        kind=visit.kind,
        level=visit.level,
        mission=visit.mission.number if visit.mission else "",
        company_id=visit.company_id,
        company=visit.company.name if visit.company else "",
        is_void=visit.is_void,
    )


def visit(actor: Actor, number: str) -> VisitDetail:
    """One record in sight, with its history."""
    found = _with_names(Visit.objects.visible_to(actor)).filter(number=number).first()
    if found is None:
        raise NotFound(NOT_FOUND)
    records = VisitRecord.objects.filter(visit=found).annotate(writer=F("act__actor_id"))
    written = list(records.order_by("id"))
    return VisitDetail(
        row=_row(found),
        version=found.version,
        has_record=any(record.retracted_at is None for record in written),
        is_own=bool(written) and written[0].writer == actor.user_id,
        history=_history(found, written),
    )


def _history(visit: Visit, written: Sequence[VisitRecord]) -> tuple[Told, ...]:
    facts = lean(
        VisitFact.objects.filter(visit=visit), "community__name", "company__name", "mission__number"
    )
    shown = [(fact, _shown(fact)) for fact in facts.order_by("id")]
    days = {fact.pk: fact.done_on for fact, _ in shown}
    first = "检查"
    if shown:
        first = f"{VISIT_LABELS[VisitKind(shown[0][0].kind)]}“{shown[0][0].community.name}”"
    stated = [
        Line(fact, what, so_at=days[fact.pk], note=note)
        for fact, what, note in history.statements(shown, first=first)
    ]
    return history.newest_first([*stated, *record_lines(written)])


def _shown(fact: VisitFact) -> Mapping[str, str]:
    return {
        "小区": fact.community.name,
        "类型": VISIT_LABELS[VisitKind(fact.kind)],
        "组织层级": LEVEL_LABELS[OrganiserLevel(fact.level)],
        "检查日期": chinese_day(fact.done_on),
        "督导任务": fact.mission.number if fact.mission else "",
        "企业": fact.company.name if fact.company else "",
    }


def of_community(actor: Actor, community_code: str, *, limit: int = 5) -> list[VisitRow]:
    """The last visits of a community, beside the form of a problem (CHK-02)."""
    rows = Visit.objects.visible_to(actor).filter(community__code=community_code, is_void=False)
    return [_row(visit) for visit in _with_names(rows).order_by("-done_on", "-id")[:limit]]
