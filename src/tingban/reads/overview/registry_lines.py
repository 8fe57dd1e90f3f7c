"""What the registers say over time: statements, names, merges, contracts."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from django.db.models import QuerySet

from tingban.data.audit.known import Known
from tingban.data.registry.models import (
    CommunityAlias,
    CommunityFact,
    CommunityMerge,
    CompanyFact,
    CompanyMerge,
    Contract,
    ContractFact,
    OwnerBodyFact,
)
from tingban.reads.overview.lines import ACT, Line, dated, day_of, first_known, who
from tingban.rules.registry import (
    COMPANY_LABELS,
    CONTRACT_LABELS,
    FEE_LABELS,
    MANAGEMENT_LABELS,
    CompanyKind,
    ContractKind,
    FeeMode,
    ManagementMode,
)
from tingban.rules.registry.owner_bodies import OWNER_BODY_LABELS, OwnerBodyKind

_COMMUNITY: Final[Mapping[str, str]] = {
    "name": "名称",
    "street": "街道(乡镇)",
    "address": "地址",
    "management": "管理方式",
    "fee_mode": "收费方式",
    "households": "户数",
    "exclusive_area": "专有部分总面积",
    "owner_count": "业主人数",
}
_COMPANY: Final[Mapping[str, str]] = {
    "uscc": "统一社会信用代码",
    "name": "名称",
    "legal_person": "法定代表人",
    "phone": "联系电话",
    "kind": "类型",
}
# What came with an act and went with another tells of both.
_TWO_ACTS: Final = (
    "recorded_at",
    "retracted_at",
    *ACT,
    "act__note",
    "retracted_by__act",
    "retracted_by__actor_name",
    "retracted_by__note",
)
_WORDS: Final[Mapping[str, Callable[[str], str]]] = {
    "management": lambda code: MANAGEMENT_LABELS[ManagementMode(code)],
    "fee_mode": lambda code: FEE_LABELS[FeeMode(code)],
    "kind": lambda code: COMPANY_LABELS[CompanyKind(code)],
}


def community_lines(facts: QuerySet[CommunityFact], limit: int) -> list[Line]:
    """Registered, corrected, voided."""
    facts = facts.select_related("act", "retracted_by").only(
        "community_id", *_COMMUNITY, *_TWO_ACTS
    )
    newest = facts.order_by("-id")[: limit + 1]
    return _statements(newest, owner="community_id", labels=_COMMUNITY, noun="小区")


def company_lines(facts: QuerySet[CompanyFact], limit: int) -> list[Line]:
    """Registered, corrected, given its code."""
    facts = facts.select_related("act", "retracted_by").only("company_id", *_COMPANY, *_TWO_ACTS)
    newest = facts.order_by("-id")[: limit + 1]
    return _statements(newest, owner="company_id", labels=_COMPANY, noun="企业")


def _statements(
    facts: Iterable[CommunityFact | CompanyFact],
    *,
    owner: str,
    labels: Mapping[str, str],
    noun: str,
) -> list[Line]:
    """Each statement with what it changed; the newest come first, so the older one is next."""
    lines: list[Line] = []
    newer: dict[int, CommunityFact | CompanyFact] = {}
    for fact in facts:
        key = getattr(fact, owner)
        later = newer.get(key)
        if later is not None:
            changes = _changes(fact, later, labels)
            lines.append(_line(later, f"修改{noun}信息", note=changes))
        elif fact.retracted_at and fact.retracted_by:
            day, reason = day_of(fact.retracted_at), fact.retracted_by.note
            voided = Line(
                on=day,
                recorded_at=fact.retracted_at,
                what=f"{noun}作废：{fact.name}",
                who=who(fact.retracted_by),
                note=reason,
                tone="late",
            )
            lines.append(voided)
        newer[key] = fact
    lines += [_line(first, f"登记{noun}：{first.name}") for first in newer.values()]
    return lines


def _line(fact: Known, what: str, *, note: str = "") -> Line:
    return Line(
        on=day_of(fact.recorded_at),
        recorded_at=fact.recorded_at,
        what=what,
        who=who(fact.act),
        note=note,
    )


def _changes(old: Known, new: Known, labels: Mapping[str, str]) -> str:
    told = []
    for name, label in labels.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            told.append(f"{label} {_word(name, before)} → {_word(name, after)}")
    return "；".join(told)


def _word(name: str, value: object) -> str:
    if value is None or value == "":
        return "（空）"
    return _WORDS[name](str(value)) if name in _WORDS else str(value)


def alias_lines(facts: QuerySet[CommunityAlias], limit: int) -> list[Line]:
    """Other names, given and taken away."""
    rows = facts.select_related("act", "retracted_by").only("name", *_TWO_ACTS)
    return [
        line
        for alias in rows.order_by("-id")[: limit + 1]
        for line in _twofold(alias, f"添加别名“{alias.name}”", f"删去别名“{alias.name}”")
    ]


def community_merge_lines(facts: QuerySet[CommunityMerge], limit: int) -> list[Line]:
    """Merges, and merges undone."""
    rows = facts.select_related("act", "retracted_by", "community", "into").only(
        "community__name", "into__name", *_TWO_ACTS
    )
    return [
        line
        for merge in rows.order_by("-id")[: limit + 1]
        for line in _merged(merge, merge.community.name, merge.into.name)
    ]


def company_merge_lines(facts: QuerySet[CompanyMerge], limit: int) -> list[Line]:
    """The same of companies."""
    rows = facts.select_related("act", "retracted_by", "company", "into").only(
        "company__name", "into__name", *_TWO_ACTS
    )
    return [
        line
        for merge in rows.order_by("-id")[: limit + 1]
        for line in _merged(merge, merge.company.name, merge.into.name)
    ]


def _merged(merge: Known, child: str, parent: str) -> list[Line]:
    return _twofold(merge, f"“{child}”并入“{parent}”", f"撤销“{child}”并入“{parent}”")


def _twofold(fact: Known, came: str, went: str) -> list[Line]:
    """A fact that came, and that went again where it was retracted."""
    lines = [_line(fact, came, note=fact.act.note)]
    if fact.retracted_at and fact.retracted_by:
        lines.append(
            Line(
                on=day_of(fact.retracted_at),
                recorded_at=fact.retracted_at,
                what=went,
                who=who(fact.retracted_by),
                note=fact.retracted_by.note,
            )
        )
    return lines


def contract_lines(contracts: QuerySet[Contract], limit: int) -> list[Line]:
    """Service begins by contract; what the contract says of its end stands beside it."""
    facts = (
        ContractFact.objects.standing()
        .filter(contract__in=contracts.order_by())
        .annotate(first_at=first_known(ContractFact, "contract"))
        .select_related("contract__company__merged_into", "contract__community", "act")
        .only(
            "kind",
            "ends_on",
            "contract__starts_on",
            "contract__company__name",
            "contract__company__merged_into__name",
            "contract__community__name",
            *ACT,
        )
    )
    return [_contract_line(fact) for fact in facts.order_by("-contract__starts_on")[: limit + 1]]


def _contract_line(fact: ContractFact) -> Line:
    contract = fact.contract
    company = contract.company.merged_into or contract.company
    kind = f"{CONTRACT_LABELS[ContractKind(fact.kind)]}合同" if fact.kind else "合同"
    return Line(
        on=contract.starts_on,
        recorded_at=fact.first_at,  # type: ignore[attr-defined]  # annotated by contract_lines
        what=f"{company.name}开始服务{contract.community.name}",
        who=who(fact.act),
        note=f"{kind}，至 {dated(fact.ends_on)}" if fact.ends_on else f"{kind}，不定期",
        topic="contract",
        key=str(contract.pk),
    )


def owner_body_lines(facts: QuerySet[OwnerBodyFact], limit: int) -> list[Line]:
    """Owner bodies by the day their term began or they were filed, else were registered."""
    columns = ("kind", "term", "filed_on", "term_starts_on", "filing_number", "recorded_at")
    rows = facts.select_related("act").only(*columns, *ACT).order_by("-id")[: limit + 1]
    return [
        Line(
            on=fact.filed_on or fact.term_starts_on or day_of(fact.recorded_at),
            recorded_at=fact.recorded_at,
            what=f"{OWNER_BODY_LABELS[OwnerBodyKind(fact.kind)]} {fact.term}".strip(),
            who=who(fact.act),
            note=f"备案 {fact.filing_number}" if fact.filing_number else "",
        )
        for fact in rows
    ]
