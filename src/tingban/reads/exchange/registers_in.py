"""Foreign registers under way, what is registered already, and pairs that may be one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from tingban.data.exchange.models import (
    ChoiceQuerySet,
    MappingChoice,
    PairQuerySet,
    RegisterDraft,
    TwinProposal,
)
from tingban.data.registry.models import Community, CommunityAlias, Company
from tingban.kit.clock import SHANGHAI
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound
from tingban.rules.exchange import mapping, planning
from tingban.rules.exchange.mapping import Meaning, Register, SourceRow
from tingban.rules.exchange.planning import Known, Plan, PlannedRow
from tingban.rules.exchange.runs import DRAFT_DAYS, TAKEN_DRAFT_DAYS
from tingban.rules.registry.names import community_key
from tingban.rules.registry.twins import Estate

NOT_FOUND: Final = "没有找到这份台账，或者它不是您单位上传的。"
COLUMNS, AREA = "columns", "area"


@dataclass(frozen=True, slots=True)
class Draft:
    """A register under way as one person sees it."""

    id: int
    name: str
    owner_name: str
    brought_at: datetime
    register: Register
    columns: dict[int, Meaning] | None
    areas: dict[str, str] | None
    fates: tuple[PlannedRow, ...]
    is_taken: bool

    @property
    def rows(self) -> list[SourceRow]:
        """Its rows by the meanings that were chosen."""
        return mapping.rows_of(self.register, self.columns or {})


def draft_of(row: RegisterDraft) -> Draft:
    """The stored row as a value."""
    register = Register(tuple(row.heads), tuple(map(tuple, row.rows)), row.first_row)
    columns = row.columns
    return Draft(
        id=row.pk,
        name=row.name,
        owner_name=row.owner_name,
        brought_at=row.brought_at,
        register=register,
        columns=(
            None
            if columns is None
            else {int(place): Meaning(meaning) for place, meaning in columns.items()}
        ),
        areas=row.areas,
        fates=tuple(PlannedRow(n, name, county, planning.Fate(fate), note)
                    for n, name, county, fate, note in row.fates),
        is_taken=row.act_id is not None,
    )  # fmt: skip


def draft(actor: Actor, draft_id: int) -> Draft:
    """One register that the actor's office brought."""
    row = RegisterDraft.objects.visible_to(actor).filter(pk=draft_id).first()
    if row is None:
        raise NotFound(NOT_FOUND)
    return draft_of(row)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A register in the list."""

    id: int
    name: str
    owner_name: str
    brought_at: datetime
    is_taken: bool
    # The last day on which it is kept.
    kept_until: date


def drafts(actor: Actor, *, limit: int = 20) -> list[DraftLine]:
    """The last registers that the actor's office brought."""
    rows = RegisterDraft.objects.visible_to(actor).order_by("-id")
    columns = ("id", "name", "owner_name", "brought_at", "touched_at", "act__at")
    return [
        DraftLine(id_, name, owner, at, taken is not None, _kept_until(touched, taken))
        for id_, name, owner, at, touched, taken in rows.values_list(*columns)[:limit]
    ]


def _kept_until(touched_at: datetime, taken_at: datetime | None) -> date:
    end = (
        touched_at + timedelta(days=DRAFT_DAYS)
        if taken_at is None
        else taken_at + timedelta(days=TAKEN_DRAFT_DAYS)
    )
    return end.astimezone(SHANGHAI).date()


def columns_offered(actor: Actor, one: Draft) -> dict[int, Meaning]:
    """What was chosen for this draft, else for these heads before, else what they seem to mean."""
    if one.columns is not None:
        return one.columns
    remembered = _remembered(actor, COLUMNS).filter(key=one.register.key).first()
    if remembered is not None:
        return {int(place): Meaning(meaning) for place, meaning in remembered.value.items()}
    return mapping.guess(one.register.heads)


def areas_offered(actor: Actor, one: Draft, words: Iterable[str]) -> dict[str, str]:
    """The county of each area word: as chosen, as remembered, as guessed; empty where unknown."""
    keys = {area_key(word): word for word in words}
    rows = _remembered(actor, AREA).filter(key__in=list(keys))
    remembered = {keys[row.key]: str(row.value) for row in rows}
    chosen = one.areas or {}
    return {
        word: chosen.get(word, remembered.get(word, planning.area_guess(word)))
        for word in keys.values()
    }


def area_key(word: str) -> str:
    """The key under which the county of an area word is remembered."""
    return f"={word[:110]}"


def _remembered(actor: Actor, kind: str) -> ChoiceQuerySet:
    return MappingChoice.objects.filter(area_id=actor.area_code, kind=kind)


def known(actor: Actor) -> Known:
    """Communities in sight by county and name, merged ones by what they are now; companies."""
    rows = Community.objects.visible_to(actor).filter(is_void=False).order_by("code")
    codes: dict[tuple[str, str], list[str]] = {}
    names = rows.values_list("county_id", "name_key", "code", "merged_into__code")
    aliases = CommunityAlias.objects.standing().filter(community__in=rows.order_by())
    others = aliases.order_by("community__code").values_list(
        "community__county_id", "name_key", "community__code", "community__merged_into__code"
    )
    for county, key, code, into in (*names, *others):
        found = codes.setdefault((county, key), [])
        if (into or code) not in found:
            found.append(into or code)
    companies = Company.objects.visible_to(actor).order_by("-id").values_list("name_key", "name")
    return Known({key: tuple(found) for key, found in codes.items()}, dict(companies))


def planned(actor: Actor, one: Draft) -> Plan:
    """What would become of every row if it were written now."""
    return planning.plan(one.rows, areas=one.areas or {}, known=known(actor), writes=actor.writes)


def estates(actor: Actor) -> list[Estate]:
    """All standing communities in sight, for finding pairs."""
    rows = Community.objects.visible_to(actor).filter(is_void=False, merged_into__isnull=True)
    columns = ("code", "county_id", "name", "address", "street")
    return [Estate(*row) for row in rows.order_by("code").values_list(*columns)]


def codes_of(actor: Actor, names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The codes of communities by county and name."""
    found = known(actor).communities
    keys = ((county, community_key(name)) for county, name in names)
    return {key: found[key][0] for key in keys if key in found}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two registrations, with what tells which to keep."""

    code: str
    name: str
    address: str
    street: str
    households: int | None
    version: int


@dataclass(frozen=True, slots=True)
class Twins:
    """A pair to be decided."""

    id: int
    county: str
    reason: str
    first: Side
    second: Side


def _waiting_twins(actor: Actor) -> PairQuerySet:
    return TwinProposal.objects.visible_to(actor).filter(
        decided__isnull=True,
        first__merged_into__isnull=True, second__merged_into__isnull=True,
        first__is_void=False, second__is_void=False,
    )  # fmt: skip


def count_twins(actor: Actor) -> int:
    """How many pairs wait for a decision."""
    return _waiting_twins(actor).count()


def twins(actor: Actor, *, offset: int = 0, limit: int = 50) -> tuple[list[Twins], int]:
    """Pairs that nobody has decided, and how many there are."""
    rows = _waiting_twins(actor)
    shown = rows.select_related("first", "second").order_by("first__county_id", "first__code", "id")
    return [
        Twins(row.pk, row.first.county_id, row.reason, _side(row.first), _side(row.second))
        for row in shown[offset : offset + limit]
    ], rows.count()


def _side(row: Community) -> Side:
    return Side(row.code, row.name, row.address, row.street, row.households, row.version)
