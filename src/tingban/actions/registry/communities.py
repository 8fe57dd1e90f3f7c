"""Acts on 小区台账: register, correct, name otherwise, void."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db import transaction

from tingban.actions import documents
from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import check_seen, create_once, lock, once
from tingban.actions.registry.projection import project_communities
from tingban.data.audit.models import Entry
from tingban.data.registry.models import Community, CommunityAlias, CommunityFact
from tingban.rules.actors import WRITERS, Actor, Role, check_leads, check_writes
from tingban.rules.areas import AREA_BY_CODE, CITY, township_by_text
from tingban.rules.errors import Conflict, NotNow, Refused
from tingban.rules.registry import FEE_LABELS, MANAGEMENT_LABELS
from tingban.rules.registry.codes import format_community_code, series_prefix
from tingban.rules.registry.names import community_key, tidy

NOT_FOUND = "没有找到这个小区，或者它不在您的辖区内。"


@dataclass(frozen=True, slots=True)
class CommunityStatement:
    """What is stated of a community (小区台账 of INTERCHANGE 1)."""

    county_code: str
    name: str
    street: str = ""
    address: str = ""
    management: str = ""
    fee_mode: str = ""
    households: int | None = None
    exclusive_area: Decimal | None = None
    owner_count: int | None = None

    def checked(self) -> "CommunityStatement":
        """The statement with tidy names, or a refusal."""
        county = AREA_BY_CODE.get(self.county_code)
        if county is None or county.code == CITY:
            raise Refused("请选择小区所在的县(市、区)。", rule="DOMAIN 5.1")
        if not tidy(self.name):
            raise Refused("请填写小区名称。", rule="DOMAIN 5.1")
        if self.management and self.management not in set(MANAGEMENT_LABELS):
            raise Refused("管理方式不在可选范围内。", rule="DOMAIN 5.1")
        if self.fee_mode and self.fee_mode not in set(FEE_LABELS):
            raise Refused("收费方式不在可选范围内。", rule="DOMAIN 5.1")
        township = township_by_text(self.street, county.code) if self.street else None
        return CommunityStatement(
            county_code=county.code,
            name=tidy(self.name),
            street=township.name if township else tidy(self.street),
            address=tidy(self.address),
            management=self.management,
            fee_mode=self.fee_mode,
            households=self.households,
            exclusive_area=self.exclusive_area,
            owner_count=self.owner_count,
        )

    def as_fact(self, community: Community) -> CommunityFact:
        """The fact that states this."""
        return CommunityFact(
            community=community,
            county_id=self.county_code,
            street=self.street,
            name=self.name,
            address=self.address,
            management=self.management,
            fee_mode=self.fee_mode,
            households=self.households,
            exclusive_area=self.exclusive_area,
            owner_count=self.owner_count,
        )


@transaction.atomic
def add_community(
    *, statement: CommunityStatement, actor: Actor, at: datetime, form: str = ""
) -> str:
    """Register a community and issue its code; the same form twice makes one."""
    act = "registry.community_added"

    def write() -> str:
        told = statement.checked()
        check_writes(actor, told.county_code)
        code = next_code(told.county_code, told.street)
        community = create_once(
            Community(
                code=code,
                county_id=told.county_code,
                name=told.name,
                name_key=community_key(told.name),
            ),
            documents.TAKEN,
        )
        fact = told.as_fact(community)
        after = facts.stated(fact, without="community") or {}
        entry = log.record(
            actor=actor,
            at=at,
            act=act,
            subject=f"community:{code}",
            change=(None, after | ({"form": form} if form else {})),
        )
        facts.append(fact, act=entry)
        project_communities([community.pk])
        return code

    return once(form, act=act, actor=actor, at=at, write=write)


def open_community(
    code: str, actor: Actor, what: str, *, by: frozenset[Role] = WRITERS
) -> Community:
    """The community that a fact is to speak of, locked: nobody voids or merges it meanwhile."""
    community = lock(Community.objects.visible_to(actor), NOT_FOUND, code=code)
    check_writes(actor, community.county_id, by=by)
    check_stands(community, what)
    return community


def check_stands(community: Community, what: str) -> None:
    """Facts are recorded of the community that stands for a merged one (DOMAIN 5.1)."""
    if community.is_void or community.merged_into_id:
        raise NotNow(f"小区已作废或已并入别的小区，请在并入的小区上登记{what}。", rule="DOMAIN 5.1")


def next_code(county_code: str, street: str) -> str:
    """The next free code under a street (DOMAIN 6.4); imports may have brought any number."""
    township = township_by_text(street, county_code) if street else None
    prefix = series_prefix(county_code, township.code if township else "")
    return documents.issue(
        f"community:{prefix}",
        lambda sequence: format_community_code(prefix, sequence),
        lambda code: Community.objects.filter(code=code).exists(),
    )


@transaction.atomic
def correct_community(
    *, code: str, statement: CommunityStatement, version: int, actor: Actor, at: datetime
) -> None:
    """State a community anew; the former statement stays in its history."""
    community = lock(Community.objects.visible_to(actor), NOT_FOUND, code=code)
    check_writes(actor, community.county_id)
    check_seen(community.version, version, subject=f"community:{code}")
    told = statement.checked()
    if told.county_code != community.county_id:
        raise Refused(
            "小区所在的县(市、区)不能修改。登记错了县的，请作废后在正确的县重新登记。",
            rule="DOMAIN 2.3",
        )
    standing = CommunityFact.objects.standing().filter(community=community).first()
    if standing is None:
        raise NotNow("小区已作废，不能修改。", rule="DOMAIN 5.1")
    fresh = told.as_fact(community)
    before = facts.stated(standing, without="community")
    after = facts.stated(fresh, without="community")
    if before == after:
        return
    entry = log.record(
        actor=actor,
        at=at,
        act="registry.community_corrected",
        subject=f"community:{code}",
        change=(before, after),
    )
    facts.restate(standing, fresh, owner="community", act=entry)
    _keep_former_name(community, standing.name, fresh.name, entry=entry)
    touch(community)


def _keep_former_name(community: Community, old: str, new: str, *, entry: Entry) -> None:
    """A renamed community is still found by its former name (曾用名)."""
    if community_key(old) == community_key(new):
        return
    standing = CommunityAlias.objects.standing().filter(community=community)
    if not standing.filter(name_key=community_key(old)).exists():
        alias = CommunityAlias(community=community, name=old, name_key=community_key(old))
        facts.append(alias, act=entry)


def touch(community: Community) -> None:
    """Count the version up and refresh the projection."""
    Community.objects.filter(pk=community.pk).update(version=community.version + 1)
    project_communities([community.pk])


@transaction.atomic
def add_alias(*, code: str, name: str, actor: Actor, at: datetime) -> None:
    """Let a community be found by another name."""
    community = lock(Community.objects.visible_to(actor), NOT_FOUND, code=code)
    check_writes(actor, community.county_id)
    name = tidy(name)
    key = community_key(name)
    if not key:
        raise Refused("请填写别名。")
    known = CommunityAlias.objects.standing().filter(community=community, name_key=key)
    if key == community.name_key or known.exists():
        raise Conflict(f"“{name}”已经是这个小区的名称或别名，不必重复添加。")
    entry = log.record(
        actor=actor,
        at=at,
        act="registry.alias_added",
        subject=f"community:{code}",
        change=(None, {"name": name}),
    )
    facts.append(CommunityAlias(community=community, name=name, name_key=key), act=entry)
    project_communities([community.pk])


@transaction.atomic
def remove_alias(*, code: str, name: str, actor: Actor, at: datetime) -> None:
    """No longer believe that a community is called so."""
    community = lock(Community.objects.visible_to(actor), NOT_FOUND, code=code)
    check_writes(actor, community.county_id)
    key = community_key(name)
    alias = CommunityAlias.objects.standing().filter(community=community, name_key=key).first()
    if alias is None:
        raise NotNow(f"这个小区没有“{name}”这个别名，可能已被删去。")
    entry = log.record(
        actor=actor,
        at=at,
        act="registry.alias_removed",
        subject=f"community:{code}",
        change=({"name": alias.name}, None),
    )
    facts.retract(alias, act=entry)
    project_communities([community.pk])


@transaction.atomic
def void_community(*, code: str, version: int, reason: str, actor: Actor, at: datetime) -> None:
    """Void a community that was registered by mistake and on which nothing rests."""
    community = lock(Community.objects.visible_to(actor), NOT_FOUND, code=code)
    check_writes(actor, community.county_id)
    check_leads(actor, "小区作废")
    check_seen(community.version, version, subject=f"community:{code}")
    if not reason.strip():
        raise Refused("请写明作废原因。")
    standing = CommunityFact.objects.standing().filter(community=community).first()
    if standing is None:
        raise NotNow("小区已经作废。")
    _check_nothing_rests_on(community)
    entry = log.record(
        actor=actor,
        at=at,
        act="registry.community_voided",
        subject=f"community:{code}",
        note=reason.strip(),
        change=(facts.stated(standing, without="community"), None),
    )
    facts.retract(standing, act=entry)
    touch(community)


# What lies in columns to the right is reached by its related name: what it is counted in, and
# which of its rows no longer stand.
_RESTING: Final[dict[str, tuple[str, dict[str, object]]]] = {
    "contracts": ("份合同", {"is_void": True}),
    "visits": ("次检查", {"is_void": True}),
    "problems": ("个问题", {"state": "void"}),
    "cases": ("件投诉举报", {"standing": "void"}),
    "levels": ("次等级核定", {"is_void": True}),
    "exits": ("次企业退出", {}),
    "merged_from": ("个并入的小区", {}),
}


def _check_nothing_rests_on(community: Community) -> None:
    """Facts never lose the community they speak of."""
    counts = {
        unit: getattr(community, name).exclude(**dead).count()
        for name, (unit, dead) in _RESTING.items()
    }
    held = [f"{count} {unit}" for unit, count in counts.items() if count]
    if held:
        raise NotNow(
            f"小区名下还有 {'、'.join(held)}，不能作废。重复登记的小区请用“合并”，事实会随之归并。",
            rule="DOMAIN 5.1",
        )
