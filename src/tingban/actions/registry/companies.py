"""Acts on 物业企业: register, correct, state the code of a 待补 company."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import check_seen, create_once, find, hold, lock, once
from tingban.actions.registry.projection import project_companies
from tingban.data.registry.models import Company, CompanyFact
from tingban.rules.actors import Actor, check_writes
from tingban.rules.errors import Conflict, NotNow, Refused
from tingban.rules.registry import CompanyKind, uscc
from tingban.rules.registry.contacts import parse_phones
from tingban.rules.registry.names import company_key, tidy

NOT_FOUND = "没有找到这家企业。"


@dataclass(frozen=True, slots=True)
class CompanyStatement:
    """What is stated of a company (物业企业 of INTERCHANGE 1); no code means 待补."""

    name: str
    uscc: str = ""
    legal_person: str = ""
    phone: str = ""
    kind: CompanyKind = CompanyKind.ENTERPRISE

    def checked(self) -> "CompanyStatement":
        """The statement with a right code and tidy names, or a refusal."""
        if not tidy(self.name):
            raise Refused("请填写企业名称。", rule="DOMAIN 5.2")
        code = uscc.check(self.uscc) if self.uscc.strip() else ""
        phones = " ".join(phone.shown for phone in parse_phones(self.phone))
        pending = not code and self.kind is not CompanyKind.OTHER_MANAGER
        kind = CompanyKind.PENDING if pending else self.kind
        if code and kind is CompanyKind.PENDING:
            kind = CompanyKind.ENTERPRISE
        return replace(
            self,
            name=tidy(self.name),
            uscc=code,
            legal_person=tidy(self.legal_person),
            phone=phones,
            kind=kind,
        )

    def as_fact(self, company: Company) -> CompanyFact:
        """The fact that states this."""
        return CompanyFact(
            company=company,
            uscc=self.uscc or None,
            name=self.name,
            legal_person=self.legal_person,
            phone=self.phone,
            kind=self.kind.value,
        )


def subject_of(company_id: int) -> str:
    """How the event log names a company; the code may come later, so it is the row's id."""
    return f"company:{company_id}"


@transaction.atomic
def add_company(*, statement: CompanyStatement, actor: Actor, at: datetime, form: str = "") -> int:
    """Register a company for the whole city; its code is its key (DOMAIN 5.2)."""
    act = "registry.company_added"

    def write() -> str:
        told = statement.checked()
        check_writes(actor, actor.area_code)
        _check_code_is_free(told)
        company = create_once(
            Company(uscc=told.uscc or None, name=told.name, name_key=company_key(told.name)),
            f"统一社会信用代码 {told.uscc} 刚刚被登记，请在列表中查找。",
        )
        fact = told.as_fact(company)
        after = facts.stated(fact, without="company") or {}
        entry = log.record(
            actor=actor,
            at=at,
            act=act,
            subject=subject_of(company.pk),
            change=(None, after | ({"form": form} if form else {})),
        )
        facts.append(fact, act=entry)
        project_companies([company.pk])
        return str(company.pk)

    return int(once(form, act=act, actor=actor, at=at, write=write))


def hold_code(code: str) -> None:
    """Nobody else gives this code to a company until the act ends; held before any row."""
    if code:
        hold(f"uscc:{code}")


def _check_code_is_free(told: CompanyStatement, *, besides: int | None = None) -> None:
    """One code, one company."""
    if not told.uscc:
        return
    other = Company.objects.filter(uscc=told.uscc).exclude(pk=besides or 0).first()
    if other is not None:
        raise Conflict(
            f"统一社会信用代码 {told.uscc} 已登记为“{other.name}”，不必重复登记。",
            rule="DOMAIN 5.2",
        )


@transaction.atomic
def correct_company(
    *, company_id: int, statement: CompanyStatement, version: int, actor: Actor, at: datetime
) -> None:
    """State a company anew; a code once known is corrected, never taken away."""
    told = statement.checked()
    hold_code(told.uscc)
    company, standing = _open_company(company_id, version, actor)
    if standing.uscc and not told.uscc:
        raise Refused("这家企业的统一社会信用代码已经登记，不能改为空。", rule="DOMAIN 5.2")
    _check_code_is_free(told, besides=company.pk)
    _restate(company, standing, told, act="registry.company_corrected", actor=actor, at=at)


def state_code(*, company_id: int, code: str, version: int, actor: Actor, at: datetime) -> None:
    """State the code of a 待补 company; whoever calls holds the code, and nobody else has it."""
    company, standing = _open_company(company_id, version, actor)
    told = CompanyStatement(
        name=standing.name,
        uscc=code,
        legal_person=standing.legal_person,
        phone=standing.phone,
        kind=CompanyKind.ENTERPRISE,
    )
    _restate(company, standing, told, act="registry.company_coded", actor=actor, at=at)


def _open_company(company_id: int, version: int, actor: Actor) -> tuple[Company, CompanyFact]:
    """The locked company and what is stated of it, as the actor saw it."""
    company = lock(Company.objects.visible_to(actor), NOT_FOUND, pk=company_id)
    check_writes(actor, actor.area_code)
    check_seen(company.version, version, subject=subject_of(company.pk))
    if company.merged_into_id is not None:
        raise NotNow("这家企业已并入另一家，请到并入的企业上修改。")
    standing = find(CompanyFact.objects.standing(), NOT_FOUND, company=company)
    return company, standing


def _restate(
    company: Company,
    standing: CompanyFact,
    told: CompanyStatement,
    *,
    act: str,
    actor: Actor,
    at: datetime,
) -> None:
    fresh = told.as_fact(company)
    before = facts.stated(standing, without="company")
    after = facts.stated(fresh, without="company")
    if before == after:
        return
    entry = log.record(
        actor=actor, at=at, act=act, subject=subject_of(company.pk), change=(before, after)
    )
    facts.restate(standing, fresh, owner="company", act=entry)
    touch(company)


def touch(company: Company) -> None:
    """Count the version up and refresh the projection."""
    Company.objects.filter(pk=company.pk).update(version=company.version + 1)
    project_companies([company.pk])
