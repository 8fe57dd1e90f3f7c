"""Two registrations turn out to be one company (DOMAIN 5.2); two codes are always two."""

from datetime import datetime

from django.db import transaction

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import check_seen, find, lock, lock_together
from tingban.actions.registry import companies
from tingban.actions.registry.companies import NOT_FOUND, subject_of, touch
from tingban.actions.registry.projection import project_companies
from tingban.data.registry.models import Company, CompanyMerge
from tingban.rules.actors import Actor, check_writes
from tingban.rules.errors import NotNow, Refused
from tingban.rules.registry import uscc


@transaction.atomic
def merge_company(
    *, company_id: int, into: int, version: int, actor: Actor, at: datetime, note: str = ""
) -> None:
    """Let a company without a code count as another from now on."""
    rows = lock_together(
        Company.objects.visible_to(actor), NOT_FOUND, field="pk", keys=(company_id, into)
    )
    child, parent = rows[company_id], rows[into]
    check_writes(actor, actor.area_code)
    check_seen(child.version, version, subject=subject_of(child.pk))
    _check_pair(child, parent)
    entry = log.record(
        actor=actor,
        at=at,
        act="registry.company_merged",
        subject=subject_of(child.pk),
        note=note.strip(),
        change=(None, _named(parent)),
    )
    facts.append(CompanyMerge(company=child, into=parent), act=entry)
    touch(child)
    touch(parent)


@transaction.atomic
def give_code(*, company_id: int, code: str, version: int, actor: Actor, at: datetime) -> int:
    """Give a 待补 company its code; where the code is known, the two become one.

    Returns the company that stands from now on.
    """
    right = uscc.check(code)
    companies.hold_code(right)
    rows = Company.objects.visible_to(actor)
    held = find(rows, NOT_FOUND, pk=company_id).uscc
    if held:
        raise NotNow(f"这家企业已有代码 {held}。代码有误的请用“修改”。")
    known = rows.filter(uscc=right).first()
    if known is None:
        companies.state_code(company_id=company_id, code=right, version=version, actor=actor, at=at)
        return company_id
    root = known.merged_into_id or known.pk
    merge_company(company_id=company_id, into=root, version=version, actor=actor, at=at)
    return root


def _named(company: Company) -> dict[str, str]:
    """How the event log names the company that stands."""
    return {"into": company.uscc or str(company.pk), "into_name": company.name}


def _check_pair(child: Company, parent: Company) -> None:
    """Both stand, only one has a code, and nothing hangs on the one that goes."""
    if child.pk == parent.pk:
        raise Refused("企业不能合并到自己。", rule="DOMAIN 5.2")
    if child.uscc:
        raise Refused(
            f"“{child.name}”有自己的统一社会信用代码，代码不同的就是两家企业，不能合并。"
            "代码登记有误的，请先改正。",
            rule="DOMAIN 5.2",
        )
    if child.merged_into_id is not None:
        raise NotNow("这家企业已经并入另一家。要改并，请先撤销原来的合并。", rule="DOMAIN 5.2")
    if parent.merged_into_id is not None:
        raise NotNow("要并入的企业自己已并入另一家，请选择最终的那一家。", rule="DOMAIN 5.2")
    if CompanyMerge.objects.standing().filter(into=child).exists():
        raise NotNow("已有其他企业并入这一家，请先撤销那些合并。", rule="DOMAIN 5.2")


@transaction.atomic
def undo_company_merge(
    *, company_id: int, version: int, reason: str, actor: Actor, at: datetime
) -> None:
    """Believe no longer that the two are one."""
    child = lock(Company.objects.visible_to(actor), NOT_FOUND, pk=company_id)
    check_writes(actor, actor.area_code)
    check_seen(child.version, version, subject=subject_of(child.pk))
    if not reason.strip():
        raise Refused("请写明撤销合并的原因。")
    merge = CompanyMerge.objects.standing().filter(company=child).select_related("into").first()
    if merge is None:
        raise NotNow("这家企业没有并入另一家，可能已被撤销。")
    entry = log.record(
        actor=actor,
        at=at,
        act="registry.company_merge_undone",
        subject=subject_of(child.pk),
        note=reason.strip(),
        change=(_named(merge.into), None),
    )
    facts.retract(merge, act=entry)
    touch(child)
    project_companies([merge.into.pk])
