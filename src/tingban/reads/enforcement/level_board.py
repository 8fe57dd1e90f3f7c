"""等级核定结果: what the public reads of re-gradings that stand (DOMAIN 5.6), and nothing else.

No actor stands before these: everybody sees the same. Of a community the newest decision that is
not void is the one in force; what was revoked is gone, and the one before it holds again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tingban.data.enforcement.models import LevelCase, LevelCaseMove, LevelDecision
from tingban.data.registry.models import Community
from tingban.reads.enforcement import grounds
from tingban.reads.registry import service_levels
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.enforcement import redaction
from tingban.rules.enforcement.level_stages import Act
from tingban.rules.rectification.fields import spell_money
from tingban.rules.registry.levels import ServiceLevel, level_by_text

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Regraded:
    """One decision in force. `change` is below zero where the level fell, 0 where it stayed.

    `old_fee` and `new_fee` stand in words when somebody saw that the bills changed.
    """

    community: str
    county: str
    old_level: str
    new_level: str
    change: int
    decided_on: date
    document: str
    fee_standard: str = ""
    effective_on: date | None = None
    old_fee: str = ""
    new_fee: str = ""


def in_force(county: str = "") -> tuple[Regraded, ...]:
    """The decisions that stand, the newest first; of one county where it is named."""
    rows = LevelDecision.objects.filter(is_void=False)
    rows = rows.filter(county_id=county) if county else rows
    found: dict[int, LevelDecision] = {}
    for row in rows.select_related("community__merged_into").order_by("-decided_on", "-id"):
        found.setdefault(_place(row).pk, row)
    newest = list(found.values())[:MOST]
    cases = {it.decision_id: it for it in _cases(newest)}
    told = _told(cases.values())
    standards = service_levels.in_force_by_day(row.decided_on for row in newest)
    return tuple(_shown(row, cases.get(row.pk), told, standards[row.decided_on]) for row in newest)


def _place(row: LevelDecision) -> Community:
    return row.community.merged_into or row.community


def _cases(rows: Iterable[LevelDecision]) -> Iterable[LevelCase]:
    return LevelCase.objects.filter(decision__in=[row.pk for row in rows]).select_related(
        "company__merged_into"
    )


def _told(cases: Iterable[LevelCase]) -> Mapping[int, dict[str, Any]]:
    """What the drafts and the looks at the bills told, the newest last, by case."""
    found: dict[int, dict[str, Any]] = {}
    acts = (Act.DRAFT.value, Act.CONFIRM.value)
    moves = LevelCaseMove.objects.standing().filter(row__in=[it.pk for it in cases], step__in=acts)
    for row_id, told in moves.order_by("id").values_list("row_id", "told"):
        found.setdefault(row_id, {}).update(told)
    return found


def _shown(
    row: LevelDecision,
    case: LevelCase | None,
    told: Mapping[int, dict[str, Any]],
    levels: tuple[ServiceLevel, ...],
) -> Regraded:
    place, said = _place(row), told.get(case.pk, {}) if case else {}
    company = case.company if case else None
    known = grounds.persons_of((company.merged_into or company) if company else None)
    old, new = (level_by_text(text, levels) for text in (row.old_level, row.new_level))
    effective = said.get("effective_on")
    return Regraded(
        community=place.name,
        county=AREA_BY_CODE[place.county_id].full_name,
        old_level=_level(row.old_level, old, known),
        new_level=_level(row.new_level, new, known),
        change=(new.rank - old.rank) if old and new else 0,
        decided_on=row.decided_on,
        document=row.document,
        fee_standard=redaction.hide(str(said.get("fee_standard") or ""), known=known),
        effective_on=date.fromisoformat(effective) if effective else None,
        old_fee=_fee(said, "old_fee"),
        new_fee=_fee(said, "new_fee"),
    )


def _fee(said: Mapping[str, Any], name: str) -> str:
    return spell_money(int(said[name])) if name in said else ""


def _level(text: str, level: ServiceLevel | None, known: tuple[str, ...]) -> str:
    """By the name of the standard; what is none is hidden like any other text."""
    return level.name if level else redaction.hide(text, known=known)
