"""Acts on 物业服务合同; its key is community, company and first day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import check_seen, find, lock
from tingban.actions.registry import communities, companies
from tingban.actions.registry.projection import project_contracts
from tingban.data.audit.models import Entry
from tingban.data.registry.models import Community, Company, Contract, ContractFact
from tingban.kit.text import clean_line
from tingban.rules.actors import Actor, check_writes
from tingban.rules.errors import Conflict, NotNow, Refused
from tingban.rules.registry import CONTRACT_LABELS
from tingban.rules.registry.contracts import Term, check_overlaps

NOT_FOUND = "没有找到这份合同，或者它不在您的辖区内。"


@dataclass(frozen=True, slots=True)
class ContractStatement:
    """What is stated of a contract besides its key."""

    ends_on: date | None = None
    kind: str = ""
    fee: str = ""
    level: str = ""

    def as_fact(self, contract: Contract) -> ContractFact:
        """The fact that states this, or a refusal."""
        if self.kind and self.kind not in set(CONTRACT_LABELS):
            raise Refused("合同类型不在可选范围内。", rule="DOMAIN 5.3")
        return ContractFact(
            contract=contract,
            ends_on=self.ends_on,
            kind=self.kind,
            fee=clean_line(self.fee),
            level=clean_line(self.level),
        )


@transaction.atomic
def add_contract(
    *,
    key: tuple[str, int, date],
    statement: ContractStatement,
    actor: Actor,
    at: datetime,
) -> int:
    """Register a contract; `key` is community code, company id and first day.

    The community is locked, so that two clerks cannot both find it free.
    """
    code, company_id, starts_on = key
    community = communities.open_community(code, actor, "合同")
    company = find(Company.objects.visible_to(actor), companies.NOT_FOUND, pk=company_id)
    company = company.merged_into or company
    contract = Contract.objects.filter(
        community=community, company=company, starts_on=starts_on
    ).first()
    if contract is not None and not contract.is_void:
        raise Conflict("这份合同已经登记，请到合同上修改。", rule="DOMAIN 5.3")
    if contract is None:
        contract = Contract(
            community=community,
            company=company,
            county_id=community.county_id,
            starts_on=starts_on,
        )
    fact = statement.as_fact(contract)
    check_overlaps(_term(contract, statement.ends_on), _terms(contract))
    contract.ends_on = statement.ends_on
    contract.save()
    fact.contract = contract
    entry = _record(contract, "registry.contract_added", (None, fact), actor=actor, at=at)
    facts.append(fact, act=entry)
    project_contracts([contract.pk])
    return contract.pk


@transaction.atomic
def correct_contract(
    *, contract_id: int, statement: ContractStatement, version: int, actor: Actor, at: datetime
) -> None:
    """State a contract anew, for instance with the day it ended."""
    contract, standing = _open_contract(contract_id, version, actor)
    fresh = statement.as_fact(contract)
    check_overlaps(_term(contract, statement.ends_on), _terms(contract))
    if facts.stated(standing, without="contract") == facts.stated(fresh, without="contract"):
        return
    entry = _record(contract, "registry.contract_corrected", (standing, fresh), actor=actor, at=at)
    facts.restate(standing, fresh, owner="contract", act=entry)
    _touch(contract)


@transaction.atomic
def void_contract(
    *, contract_id: int, version: int, reason: str, actor: Actor, at: datetime
) -> None:
    """Believe no longer that there is such a contract."""
    contract, standing = _open_contract(contract_id, version, actor)
    if not reason.strip():
        raise Refused("请写明作废原因。")
    entry = _record(
        contract, "registry.contract_voided", (standing, None), actor=actor, at=at, note=reason
    )
    facts.retract(standing, act=entry)
    _touch(contract)


def _open_contract(contract_id: int, version: int, actor: Actor) -> tuple[Contract, ContractFact]:
    """The contract and what is stated of it, its community locked against other contracts."""
    contract = lock(Contract.objects.visible_to(actor), NOT_FOUND, pk=contract_id)
    check_writes(actor, contract.county_id)
    check_seen(contract.version, version, subject=f"contract:{contract.pk}")
    standing = ContractFact.objects.standing().filter(contract=contract).first()
    if standing is None:
        raise NotNow("这份合同已作废，不能再修改。")
    Community.objects.select_for_update(of=("self",), no_key=True).get(pk=contract.community_id)
    return contract, standing


def _term(contract: Contract, ends_on: date | None) -> Term:
    return Term(
        key=str(contract.pk or "new"),
        company=str(contract.company_id),
        starts_on=contract.starts_on,
        ends_on=ends_on,
    )


def _terms(contract: Contract) -> Iterator[Term]:
    """The standing contracts of the community; one company merged into another is the other."""
    rows = Contract.objects.filter(community_id=contract.community_id, is_void=False)
    for row in rows.select_related("company"):
        company = row.company.merged_into_id or row.company_id
        yield Term(str(row.pk), str(company), row.starts_on, row.ends_on)


def _record(
    contract: Contract,
    act: str,
    change: tuple[ContractFact | None, ContractFact | None],
    *,
    actor: Actor,
    at: datetime,
    note: str = "",
) -> Entry:
    before, after = (facts.stated(fact, without="contract") for fact in change)
    return log.record(
        actor=actor,
        at=at,
        act=act,
        subject=f"contract:{contract.pk}",
        note=note.strip(),
        change=(before, after),
    )


def _touch(contract: Contract) -> None:
    Contract.objects.filter(pk=contract.pk).update(version=contract.version + 1)
    project_contracts([contract.pk])
