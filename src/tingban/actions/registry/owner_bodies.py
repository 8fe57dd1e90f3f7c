"""Acts on 业主组织 (DOMAIN 5.4): register, correct, void. Telephones of members are not kept."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import check_seen, lock, once
from tingban.actions.registry import communities
from tingban.actions.registry.projection import project_owner_bodies
from tingban.data.audit.models import Entry
from tingban.data.registry.models import OwnerBody, OwnerBodyFact
from tingban.kit.text import clean_line
from tingban.rules.actors import Actor, check_writes
from tingban.rules.deadlines.days import check_day
from tingban.rules.errors import NotNow, Refused
from tingban.rules.registry.owner_bodies import OwnerBodyKind, check_body_term

NOT_FOUND = "没有找到这个业主组织，或者它不在您的辖区内。"


@dataclass(frozen=True, slots=True)
class OwnerBodyStatement:
    """What is stated of an owner body."""

    kind: OwnerBodyKind
    term: str = ""
    term_starts_on: date | None = None
    term_ends_on: date | None = None
    filed_on: date | None = None
    filing_number: str = ""

    def as_fact(self, body: OwnerBody, *, today: date) -> OwnerBodyFact:
        """The fact that states this, or a refusal."""
        check_body_term(self.term_starts_on, self.term_ends_on)
        if self.filed_on:
            check_day(self.filed_on, today=today, what="备案日期")
        return OwnerBodyFact(
            body=body,
            kind=self.kind.value,
            term=clean_line(self.term),
            term_starts_on=self.term_starts_on,
            term_ends_on=self.term_ends_on,
            filed_on=self.filed_on,
            filing_number=clean_line(self.filing_number),
        )


@transaction.atomic
def add_owner_body(
    *, code: str, statement: OwnerBodyStatement, actor: Actor, at: datetime, form: str = ""
) -> int:
    """Register the owner body of a community; the same form twice makes one."""
    act = "registry.owner_body_added"

    def write() -> str:
        community = communities.open_community(code, actor, "业主组织")
        body = OwnerBody(community=community, kind=statement.kind.value)
        fact = statement.as_fact(body, today=timezone.localdate(at))
        body.save()
        fact.body = body
        entry = _record(body, act, (None, fact), actor=actor, at=at, form=form)
        facts.append(fact, act=entry)
        project_owner_bodies([body.pk])
        return str(body.pk)

    return int(once(form, act=act, actor=actor, at=at, write=write))


@transaction.atomic
def correct_owner_body(
    *, body_id: int, statement: OwnerBodyStatement, version: int, actor: Actor, at: datetime
) -> None:
    """State an owner body anew."""
    body, standing = _open_body(body_id, version, actor)
    fresh = statement.as_fact(body, today=timezone.localdate(at))
    if facts.stated(standing, without="body") == facts.stated(fresh, without="body"):
        return
    change = (standing, fresh)
    entry = _record(body, "registry.owner_body_corrected", change, actor=actor, at=at)
    facts.restate(standing, fresh, owner="body", act=entry)
    _touch(body)


@transaction.atomic
def void_owner_body(*, body_id: int, version: int, reason: str, actor: Actor, at: datetime) -> None:
    """Believe no longer that there is such a body."""
    body, standing = _open_body(body_id, version, actor)
    if not reason.strip():
        raise Refused("请写明作废原因。")
    change = (standing, None)
    entry = _record(
        body, "registry.owner_body_voided", change, actor=actor, at=at, note=reason.strip()
    )
    facts.retract(standing, act=entry)
    _touch(body)


def _open_body(body_id: int, version: int, actor: Actor) -> tuple[OwnerBody, OwnerBodyFact]:
    rows = OwnerBody.objects.visible_to(actor).select_related("community")
    body = lock(rows, NOT_FOUND, pk=body_id)
    check_writes(actor, body.community.county_id)
    check_seen(body.version, version, subject=f"owner_body:{body.pk}")
    standing = OwnerBodyFact.objects.standing().filter(body=body).first()
    if standing is None:
        raise NotNow("这个业主组织的登记已作废，不能再修改。")
    return body, standing


def _record(
    body: OwnerBody,
    act: str,
    change: tuple[OwnerBodyFact | None, OwnerBodyFact | None],
    *,
    actor: Actor,
    at: datetime,
    **told: str,
) -> Entry:
    before, after = (facts.stated(fact, without="body") for fact in change)
    if after is not None and told.get("form"):
        after["form"] = told["form"]
    return log.record(
        actor=actor,
        at=at,
        act=act,
        subject=f"owner_body:{body.pk}",
        note=told.get("note", ""),
        change=(before, after),
    )


def _touch(body: OwnerBody) -> None:
    OwnerBody.objects.filter(pk=body.pk).update(version=body.version + 1)
    project_owner_bodies([body.pk])
