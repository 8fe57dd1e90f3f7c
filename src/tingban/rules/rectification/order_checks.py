"""What an order still lacks, told in words and all at once (DOMAIN 8.2)."""

from collections.abc import Iterator
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.documents import parse_document_number
from tingban.rules.errors import Refused
from tingban.rules.rectification.categories import CATEGORY_LABELS, Category
from tingban.rules.rectification.order_paper import RECONSIDERATION, SUIT, Finding, OrderPaper
from tingban.rules.rectification.sub_acts import FREE_TEXT, SUB_ACT_BY_CODE
from tingban.rules.registry import uscc

_OFFICERS: Final = 2
_RULE: Final = "T-P05"


def missing(paper: OrderPaper) -> tuple[str, ...]:
    """What is missing or does not hold, one clause each; nothing where the paper is complete."""
    problems = (clause for finding in paper.findings for clause in _of(paper, finding))
    return (*_head(paper), *_officers(paper), *problems, *_consequences(paper))


def check_complete(paper: OrderPaper) -> None:
    """Refuse to sign or print what is not complete."""
    found = missing(paper)
    if found:
        raise Refused(f"责令限期整改通知书还不完整：{'；'.join(found)}。", rule=_RULE)


def _head(paper: OrderPaper) -> Iterator[str]:
    if parse_document_number(paper.number) is None:
        yield "没有规范的发文字号"
    if not paper.organ.strip():
        yield "没有写明发出通知的机关"
    if not paper.organ_address.strip():
        yield "没有写明机关地址，企业不知道到哪里陈述、申辩"
    if paper.area_code not in AREA_BY_CODE:
        yield "没有写明县(市、区)"
    if not paper.company.strip():
        yield "没有写明当事人"
    wrong = uscc.fault(paper.uscc)
    if wrong:
        yield f"当事人的{wrong}"
    if not paper.findings:
        yield "没有列出问题"


def _officers(paper: OrderPaper) -> Iterator[str]:
    names = {officer.name.strip() for officer in paper.officers} - {""}
    if len(names) < _OFFICERS:
        yield f"执法人员应不少于两名，现有 {len(names)} 名"
    for officer in paper.officers:
        if officer.name.strip() and not officer.certificate.strip():
            yield f"执法人员{officer.name}没有填写执法证号"


def _of(paper: OrderPaper, finding: Finding) -> Iterator[str]:
    """What one problem lacks; each clause names it."""
    name = f"问题 {finding.problem}"
    told = {
        "没有写明小区": finding.community,
        "没有写明查明的事实": finding.facts,
        "没有列出证据": "".join(finding.evidence),
        "没有写明整改要求": "".join(finding.demands),
        "没有说明期限的理由": finding.due_reason,
    }
    yield from (f"{name}{clause}" for clause, text in told.items() if not text.strip())
    if finding.due_on < paper.issued_on:
        yield f"{name}的整改期限早于通知日期"
    if finding.rest_day:
        yield f"{name}的整改期限 {finding.rest_day}"
    if finding.found_on > paper.issued_on:
        yield f"{name}的查明日期晚于通知日期"
    if finding.category is Category.CAT_7 and not finding.amount:
        yield f"{name}没有写明涉及的公共收益金额"
    yield from (f"{name}{clause}" for clause in _acts(finding))
    yield from (f"{name}{clause}" for clause in _law(paper, finding))


def _acts(finding: Finding) -> Iterator[str]:
    if not finding.acts:
        yield "没有选择问题行为"
    for code in finding.acts:
        act = SUB_ACT_BY_CODE.get(code)
        if act is None:
            yield f"的问题行为“{code}”不存在"
        elif act.category is not finding.category:
            yield f"的问题行为“{act.label}”不属于“{CATEGORY_LABELS[finding.category]}”"
    if FREE_TEXT in finding.acts and set(finding.broken_keys) <= set(finding.duties):
        yield "的问题行为是“其他”，没有选择违反的条款"


def _law(paper: OrderPaper, finding: Finding) -> Iterator[str]:
    """Every article must have been law on the day of the problem."""
    if not finding.broken_keys and FREE_TEXT not in finding.acts:
        yield "没有选择违反的条款"
    for key in finding.broken_keys:
        article = paper.articles.get(key)
        if article is None:
            yield f"引用的条款 {key} 没有登记"
        elif not article.holds_on(finding.found_on):
            day = chinese_day(finding.found_on)
            yield f"引用的{article.citation}（{article.version}）在 {day}不适用"


def _consequences(paper: OrderPaper) -> Iterator[str]:
    """What is threatened, and how to appeal, rests on law that is in force on the day."""
    appeals = (RECONSIDERATION, SUIT) if paper.is_decision else ()
    threats = (key for lever in paper.consequences for key in lever.keys)
    for key in dict.fromkeys((*threats, *appeals)):
        if not paper.law_of([key], paper.issued_on):
            yield f"逾期后果或救济途径引用的条款 {key} 没有登记，或在通知之日不适用"
