"""Acts on 等级核定 (CELL C02, AMB-35)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import create_once, lock
from tingban.actions.enforcement.projection import project_levels
from tingban.actions.registry import communities
from tingban.data.enforcement.models import LevelDecision, LevelFact
from tingban.kit.dates import chinese_day
from tingban.kit.text import clean_line
from tingban.reads.registry import service_levels
from tingban.rules.actors import Actor, check_leads, check_writes
from tingban.rules.deadlines.days import check_day
from tingban.rules.documents import check_document_number
from tingban.rules.enforcement import LEVEL_LABELS, LevelKind
from tingban.rules.errors import Conflict, NotNow, Refused
from tingban.rules.registry import FeeMode
from tingban.rules.registry.levels import ServiceLevel, is_upgrade, level_by_text

NOT_FOUND = "没有找到这次等级核定，或者它不在您的辖区内。"


@dataclass(frozen=True, slots=True)
class LevelStatement:
    """What is stated of a decision on the service level of a community."""

    community_code: str
    decided_on: date
    kind: LevelKind
    old_level: str = ""
    new_level: str = ""
    document: str = ""

    def check(self, *, today: date, levels: tuple[ServiceLevel, ...]) -> None:
        """Refuse what cannot be; levels are compared by rank, never by numeral (AMB-36)."""
        check_day(self.decided_on, today=today, what="决定日期")
        old, new = (level_by_text(text, levels) for text in (self.old_level, self.new_level))
        for text, level in ((self.old_level, old), (self.new_level, new)):
            if text.strip() and level is None:
                names = "、".join(level.name for level in levels)
                raise Refused(f"“{text}”不是服务等级，可以填：{names}。", rule="AMB-36")
        if old and new and is_upgrade(old, new) != (self.kind is LevelKind.UPGRADE):
            raise Refused(
                f"由{old.name}变为{new.name}，与类型“{LEVEL_LABELS[self.kind]}”不符，请核对。",
                rule="CELL C02",
            )


@transaction.atomic
def record_level(*, statement: LevelStatement, actor: Actor, at: datetime) -> int:
    """Register a decision; re-grading is for projects under guided price only (AMB-35)."""
    community = communities.open_community(statement.community_code, actor, "等级核定")
    levels = service_levels.in_force(statement.decided_on)
    statement.check(today=timezone.localdate(at), levels=levels)
    if statement.kind is LevelKind.REASSESS and community.fee_mode != FeeMode.GUIDED.value:
        raise NotNow(
            f"“{community.name}”的收费方式没有登记为政府指导价，不适用重新核定服务等级，建议按合同调整收费。"
            "收费方式登记有误的，请先在小区台账中改正。",
            rule="AMB-35",
        )
    key = {"decided_on": statement.decided_on, "kind": statement.kind.value}
    decision = LevelDecision.objects.filter(community=community, **key).first()
    if decision is not None and not decision.is_void:
        raise Conflict("这个小区当天的同类决定已经登记。", rule="INTERCHANGE 1")
    if decision is None:
        decision = create_once(
            LevelDecision(community=community, county_id=community.county_id, **key),
            "这个小区当天的同类决定刚刚被登记，请刷新后核对。",
        )
    fact = LevelFact(
        decision=decision,
        old_level=clean_line(statement.old_level),
        new_level=clean_line(statement.new_level),
        document=check_document_number(statement.document) if statement.document.strip() else "",
    )
    entry = log.record(
        actor=actor,
        at=at,
        act="enforcement.level_decided",
        subject=f"level:{decision.pk}",
        note=f"{community.name} {chinese_day(statement.decided_on)} {LEVEL_LABELS[statement.kind]}",
        change=(None, facts.stated(fact, without="decision")),
    )
    facts.append(fact, act=entry)
    project_levels([decision.pk])
    return decision.pk


@transaction.atomic
def void_level(*, decision_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """Believe no longer that there was such a decision."""
    decision = lock(LevelDecision.objects.visible_to(actor), NOT_FOUND, pk=decision_id)
    check_writes(actor, decision.county_id)
    check_leads(actor, "等级核定作废")
    if not reason.strip():
        raise Refused("请写明作废原因。")
    standing = LevelFact.objects.standing().filter(decision=decision).first()
    if standing is None:
        raise NotNow("这次等级核定已经作废。")
    entry = log.record(
        actor=actor,
        at=at,
        act="enforcement.level_voided",
        subject=f"level:{decision.pk}",
        note=reason.strip(),
        change=(facts.stated(standing, without="decision"), None),
    )
    facts.retract(standing, act=entry)
    project_levels([decision.pk])
