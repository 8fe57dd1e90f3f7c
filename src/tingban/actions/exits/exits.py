"""Acts on 企业退出 (CELL C04): begin, confirm the handover, take back, void."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import find, lock
from tingban.actions.exits.projection import project_exits
from tingban.actions.registry import communities, companies
from tingban.data.exits.models import Exit, ExitFact, ExitStep
from tingban.data.registry.models import Company
from tingban.kit.dates import chinese_day
from tingban.rules.actors import Actor, check_leads, check_writes
from tingban.rules.deadlines.days import check_day
from tingban.rules.errors import Conflict, NotNow, Refused
from tingban.rules.exits import EXIT_LABELS, ExitKind, ExitStepKind

NOT_FOUND = "没有找到这次企业退出，或者它不在您的辖区内。"


@transaction.atomic
def record_exit(
    *, community_code: str, company_id: int, kind: ExitKind, actor: Actor, at: datetime
) -> int:
    """A company is to leave a community, in this way."""
    community = communities.open_community(community_code, actor, "企业退出")
    rows = Company.objects.visible_to(actor).select_related("merged_into")
    company = find(rows, companies.NOT_FOUND, pk=company_id)
    company = company.merged_into or company
    leaving, _ = Exit.objects.get_or_create(
        community=community,
        company=company,
        defaults={"county_id": community.county_id, "kind": kind.value},
    )
    if ExitFact.objects.standing().filter(exit=leaving).exists():
        raise Conflict("这家企业退出这个小区已经登记。", rule="INTERCHANGE 1")
    fact = ExitFact(exit=leaving, kind=kind.value)
    entry = log.record(
        actor=actor,
        at=at,
        act="exits.exit_begun",
        subject=f"exit:{leaving.pk}",
        note=f"{community.name} {company.name} {EXIT_LABELS[kind]}",
        change=(None, facts.stated(fact, without="exit")),
    )
    facts.append(fact, act=entry)
    project_exits([leaving.pk])
    return leaving.pk


@transaction.atomic
def restate_exit(*, exit_id: int, kind: ExitKind, actor: Actor, at: datetime) -> None:
    """The company leaves in another way than was stated before; nothing where it is the same."""
    leaving, standing = _open_exit(exit_id, actor)
    if standing.kind == kind.value:
        return
    fresh = facts.again(standing)
    fresh.kind = kind.value
    entry = log.record(
        actor=actor,
        at=at,
        act="exits.exit_restated",
        subject=f"exit:{leaving.pk}",
        change=(facts.stated(standing, without="exit"), facts.stated(fresh, without="exit")),
    )
    facts.restate(standing, fresh, owner="exit", act=entry)
    project_exits([leaving.pk])


@transaction.atomic
def confirm_exit(*, exit_id: int, on: date, actor: Actor, at: datetime) -> None:
    """The handover was confirmed on this day: from then on it counts (X9)."""
    leaving, _ = _open_exit(exit_id, actor)
    if leaving.exited_on is not None:
        raise NotNow(f"交接已于 {chinese_day(leaving.exited_on)}确认。")
    check_day(on, today=timezone.localdate(at), what="交接确认日期")
    entry = log.record(
        actor=actor,
        at=at,
        act="exits.handover_confirmed",
        subject=f"exit:{leaving.pk}",
        change=(None, {"exited_on": on.isoformat()}),
    )
    facts.append(ExitStep(exit=leaving, kind=ExitStepKind.DONE.value, on=on), act=entry)
    project_exits([leaving.pk])


@transaction.atomic
def undo_handover(*, exit_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """The confirmation was recorded by mistake."""
    leaving, _ = _open_exit(exit_id, actor)
    check_leads(actor, "撤回交接确认")
    if not reason.strip():
        raise Refused("请写明撤回的原因。")
    done = ExitStep.objects.standing().filter(exit=leaving).first()
    if done is None:
        raise NotNow("交接还没有确认，不必撤回。")
    entry = log.record(
        actor=actor,
        at=at,
        act="exits.handover_undone",
        subject=f"exit:{leaving.pk}",
        note=reason.strip(),
        change=({"exited_on": done.on.isoformat()}, None),
    )
    facts.retract(done, act=entry)
    project_exits([leaving.pk])


@transaction.atomic
def void_exit(*, exit_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """Believe no longer that the company leaves; its steps go with it."""
    leaving, standing = _open_exit(exit_id, actor)
    check_leads(actor, "企业退出作废")
    if not reason.strip():
        raise Refused("请写明作废原因。")
    entry = log.record(
        actor=actor,
        at=at,
        act="exits.exit_voided",
        subject=f"exit:{leaving.pk}",
        note=reason.strip(),
        change=(facts.stated(standing, without="exit"), None),
    )
    facts.retract(standing, act=entry)
    for step in ExitStep.objects.standing().filter(exit=leaving):
        facts.retract(step, act=entry)
    project_exits([leaving.pk])


def _open_exit(exit_id: int, actor: Actor) -> tuple[Exit, ExitFact]:
    leaving = lock(Exit.objects.visible_to(actor), NOT_FOUND, pk=exit_id)
    check_writes(actor, leaving.county_id)
    standing = ExitFact.objects.standing().filter(exit=leaving).first()
    if standing is None:
        raise NotNow("这次企业退出已经作废。")
    return leaving, standing
