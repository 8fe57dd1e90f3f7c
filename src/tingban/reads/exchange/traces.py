"""What one imported file brought: each row of it, and the thing that it stated."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import F, IntegerField, Min, QuerySet, Value
from django.db.models.expressions import Func
from django.db.models.functions import Cast

from tingban.data.audit.known import Known
from tingban.data.complaints.models import CaseContact, CaseFact, CaseNote, CaseStep
from tingban.data.enforcement.models import (
    ExposureFact,
    ExposureStep,
    LevelFact,
    PenaltyFact,
    PenaltyStep,
)
from tingban.data.exchange.models import ImportFile
from tingban.data.exits.models import ExitFact, ExitStep
from tingban.data.inspections.models import MissionFact, VisitFact
from tingban.data.rectification.models import OrderProblem, OrderStep, ProblemFact, ProblemStep
from tingban.data.registry.models import (
    CommunityAlias,
    CommunityFact,
    CommunityMerge,
    CompanyFact,
    ContractFact,
)
from tingban.kit.windows import Found, Window
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.errors import NotFound


@dataclass(frozen=True, slots=True)
class _Kind:
    """The facts of one sheet: their owner, how it is called, and by what its card is found."""

    owner: str
    facts: tuple[type[Known], ...]
    words: tuple[str, ...]
    key: str = ""


_KINDS: Final[Mapping[str, _Kind]] = {
    "communities": _Kind(
        "community", (CommunityFact, CommunityAlias, CommunityMerge), ("name", "code"), "code"
    ),
    "companies": _Kind("company", (CompanyFact,), ("name", "uscc"), "id"),
    "contracts": _Kind(
        "contract", (ContractFact,), ("community__name", "company__name", "starts_on")
    ),
    "missions": _Kind("mission", (MissionFact,), ("number",), "number"),
    "visits": _Kind("visit", (VisitFact,), ("number", "community__name"), "number"),
    "problems": _Kind(
        "problem", (ProblemFact, ProblemStep), ("number", "community__name"), "number"
    ),
    "orders": _Kind("order", (OrderStep, OrderProblem), ("number",), "number"),
    "levels": _Kind("decision", (LevelFact,), ("community__name", "decided_on")),
    "penalties": _Kind("penalty", (PenaltyFact, PenaltyStep), ("number", "company__name")),
    "exits": _Kind("exit", (ExitFact, ExitStep), ("community__name", "company__name")),
    "exposures": _Kind("exposure", (ExposureFact, ExposureStep), ("company__name", "published_on")),
    "cases": _Kind(
        "case", (CaseFact, CaseStep, CaseNote, CaseContact), ("number", "summary"), "number"
    ),
}


@dataclass(frozen=True, slots=True)
class Origin:
    """A file that was taken: who, when, its sheets; the digest tells which file it was."""

    id: int
    act_id: int
    name: str
    digest: str
    imported_at: datetime
    who: str
    unit_name: str
    stated_on: date | None
    sheets: Sequence[Mapping[str, Any]]
    warnings: Sequence[str]


@dataclass(frozen=True, slots=True)
class Trace:
    """One row of a sheet and what it stated; `key` finds the card, empty where there is none."""

    row: int
    label: str
    is_new: bool
    topic: str
    key: str


def origin(actor: Actor, import_id: int) -> Origin:
    """One file that was taken, or `NotFound`."""
    files = ImportFile.objects.visible_to(actor).select_related("act")
    row = files.filter(pk=import_id).first()
    if row is None:
        raise NotFound("没有找到这份导入的文件，或者它不是您单位的。")
    unit = AREA_BY_CODE.get(row.unit_id or "")
    return Origin(
        id=row.pk,
        act_id=row.act_id,
        name=row.name,
        digest=row.digest,
        imported_at=row.imported_at,
        who=row.act.actor_name,
        unit_name=unit.name if unit else "",
        stated_on=row.stated_on,
        sheets=row.sheets,
        warnings=row.warnings,
    )


def files_of(actor: Actor, acts: Iterable[int]) -> dict[int, int]:
    """Ids of the imported files in sight by the act that took each."""
    rows = ImportFile.objects.visible_to(actor).filter(act_id__in=set(acts))
    return dict(rows.order_by("id").values_list("act_id", "id"))


def traces(file: Origin, sheet: Mapping[str, Any], window: Window) -> Found[Trace]:
    """The rows of a sheet that stated something, in their order. `file` was found for the actor."""
    kind = _KINDS[sheet["topic"]]
    first, *others = [_rows(kind, model, file.act_id, sheet["number"]) for model in kind.facts]
    rows = first.union(*others) if others else first.distinct()
    found = list(rows.order_by("row", "owner")[window.offset : window.until])
    ids = [owner for _, owner in found]
    labels, fresh = _labels(kind, ids), _fresh(kind, ids, file.act_id)
    told = [
        Trace(row, labels[owner][0], owner in fresh, sheet["topic"], labels[owner][1])
        for row, owner in found
    ]
    return Found(told, rows.count())


def _rows(kind: _Kind, model: type[Known], act_id: int, number: int) -> "QuerySet[Any, Any]":
    """(row in Excel, id of the thing) of the facts that a sheet brought."""
    row = Func(F("origin"), Value(":"), Value(2), function="split_part")
    facts = model._default_manager.filter(act=act_id, origin__startswith=f"{number}:")
    told = facts.annotate(row=Cast(row, IntegerField()), owner=F(f"{kind.owner}_id"))
    return told.values_list("row", "owner").order_by()


def _labels(kind: _Kind, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    model: Any = kind.facts[0]._meta.get_field(kind.owner).related_model
    fields = ("id", *kind.words, *([kind.key] if kind.key else []))
    rows = model._default_manager.filter(pk__in=list(ids)).values(*fields).order_by("pk")
    return {
        row["id"]: (" · ".join(_word(row[name]) for name in kind.words if row[name]),
                    str(row[kind.key]) if kind.key else "")
        for row in rows
    }  # fmt: skip


def _word(value: object) -> str:
    text = value.isoformat() if isinstance(value, date) else str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _fresh(kind: _Kind, ids: Iterable[int], act_id: int) -> set[int]:
    """Those of which nothing was known before this act."""
    facts = kind.facts[0]._default_manager.filter(**{f"{kind.owner}__in": list(ids)})
    firsts = facts.values(kind.owner).annotate(first=Min("act_id")).order_by(kind.owner)
    return {row[kind.owner] for row in firsts if row["first"] == act_id}
