"""What a paper still lacks before it is signed, told in words and all at once (DOMAIN 8.2)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from tingban.kit import uscc
from tingban.kit.dates import chinese_day
from tingban.rules.documents.shapes import ADDRESSEE, PLACED, USCC, Template
from tingban.rules.documents.slots import Articles, Facts, Officer, Slot, SlotKind, Value, is_empty

TOKEN: Final = re.compile(r"【([^【】\n]{1,40})】")
_OFFICERS: Final = 2


def missing(
    template: Template, body: str, facts: Facts, *, on: date, articles: Articles
) -> tuple[str, ...]:
    """One clause for each thing that is missing or does not hold; nothing where all is there."""
    valued = (clause for slot in template.slots for clause in _of(slot, facts, on, articles))
    return (*valued, *_body(template, body))


def _of(slot: Slot, facts: Facts, on: date, articles: Articles) -> Iterator[str]:
    value = facts.get(slot.label)
    if is_empty(value):
        if slot.label == ADDRESSEE:
            yield "没有写明主送单位（受文者）"
        elif slot.must:
            yield _untold(slot)
    elif slot.kind is SlotKind.LAW:
        yield from _law(value, on, articles)
    elif slot.is_term and isinstance(value, date) and value <= on:
        yield (
            f"“{slot.label}”写的是 {chinese_day(value)}，不晚于签发的日期 {chinese_day(on)}，"
            "对方没有时间履行"
        )
    elif slot.kind is SlotKind.OFFICERS:
        yield from _officers(value)
    elif slot.label == USCC and (wrong := uscc.fault(uscc.normalise(value))):
        yield wrong


def _untold(slot: Slot) -> str:
    if slot.by_hand:
        return f"没有填写“{slot.label}”（{slot.must}）"
    where = f"，来自{slot.source}" if slot.source else ""
    return f"缺少“{slot.label}”（{slot.must}{where}）"


def _law(value: Value, on: date, articles: Articles) -> Iterator[str]:
    for key in value if isinstance(value, tuple) else ():
        article = articles.get(str(key))
        if article is None:
            yield f"引用的条款 {key} 没有登记，请先在法律条文中补登"
        elif not article.holds_on(on):
            yield f"引用的{article.citation}（{article.version}）在 {chinese_day(on)}不适用"


def _officers(value: Value) -> Iterator[str]:
    officers = [it for it in value if isinstance(it, Officer)] if isinstance(value, tuple) else []
    names = {officer.name.strip() for officer in officers} - {""}
    if len(names) < _OFFICERS:
        yield f"执法人员应不少于两名，现有 {len(names)} 名"
    for officer in officers:
        if officer.name.strip() and not officer.certificate.strip():
            yield f"执法人员{officer.name}没有填写执法证号"


def _body(template: Template, body: str) -> Iterator[str]:
    """Whoever edits the wording takes no required slot out, and puts no unknown one in."""
    standing = set(TOKEN.findall(body)) | set(TOKEN.findall(template.title))
    for slot in template.slots:
        if slot.must and slot.label not in standing | PLACED:
            yield f"正文中去掉了{slot.token}，不能缺少“{slot.must}”"
    for label in sorted(standing - template.slot_by_label.keys()):
        yield f"正文中的【{label}】不是这份文书的要素，请改成文字或删去"
