"""What is wrong with the items of a push: all of it at once, in plain words (DOMAIN 7.1, 7.2)."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final

from tingban.kit.blanking import without_contacts
from tingban.kit.dates import chinese_day
from tingban.rules.documents.numbering import mend_document_number, parse_document_number
from tingban.rules.enforcement.credit_items import (
    ITEM_BY_CODE,
    ITEMS,
    LONG_TERM,
    REFUSAL_ITEMS,
    Item,
    Party,
)
from tingban.rules.enforcement.credit_publishing import Publishing, publishing_of
from tingban.rules.enforcement.kinds import is_no_penalty
from tingban.rules.rectification.fields import Ask
from tingban.rules.registry import uscc

Values = Mapping[str, Any]
_GRAVE_LIST: Final = re.compile("严重(违法)?失信(主体|企业)?(名单|黑名单)")
_PERSONS: Final = ("CF_XDR_ZJLX", "CF_XDR_ZJHM")
_BODIES: Final = ("CF_XDR_SHXYM", "CF_FRDB")
_FREE: Final = ("CF_WFXW", "CF_SY", "CF_YJ", "CF_NR", "BZ")


@dataclass(frozen=True, slots=True)
class ItemFault:
    """What is wrong with one item; a sentence."""

    code: str
    sentence: str


def penalty_faults(values: Values, *, today: date) -> tuple[ItemFault, ...]:
    """All faults of the 30 items; `procedure` and `field` beside them say how it was decided."""
    checks: tuple[Callable[[Values], Iterator[ItemFault]], ...] = (
        lambda told: _shapes(ITEMS, told), _party, _number, _kinds, _amounts, _privacy,
        lambda told: _days(told, today), _publication, _codes,
    )  # fmt: skip
    return tuple(fault for check in checks for fault in check(values))


def refusal_faults(values: Values, *, today: date) -> tuple[ItemFault, ...]:
    """All faults of a K2."""
    found = [*_shapes(REFUSAL_ITEMS, values), *_code("uscc", values), *_decision(values)]
    days = [(code, _day(values, code)) for code in ("decided_on", "notice_served_on")]
    days.append(("terminates_on", _day(values, "terminates_on")))
    told = [(code, day) for code, day in days if day is not None]
    for (before, first), (after, second) in pairwise(told):
        if second < first:
            found.append(_earlier(after, second, before, first))
    for code in ("decided_on", "notice_served_on"):
        day = _day(values, code)
        if day is not None and day > today:
            found.append(_fault(code, f"{chinese_day(day)}还没有到，请核对。"))
    if _GRAVE_LIST.search("".join(str(value) for value in values.values())):
        found.append(
            ItemFault(
                "nature",
                "本系统不产生严重失信主体名单，请删去有关文字。列入名单由有权机关依法另行决定。",
            )
        )
    return tuple(found)


def _decision(values: Values) -> Iterator[ItemFault]:
    """DOMAIN 7.2 has a day of decision; a company that ran away was not dismissed by anybody."""
    has_day, why = _day(values, "decided_on"), str(values.get("no_decision") or "").strip()
    if not has_day and not why:
        yield _fault("decided_on", "请填写；没有解聘决定的，写明没有解聘决定的原因。")
    if has_day and why:
        yield _fault(
            "decided_on",
            "填写了日期，又写了没有解聘决定的原因，请核对，只留一项。后来才有决定的，用“补录决定日期”。",
        )


def published_as(values: Values) -> Publishing | None:
    """Whether and how long it stands on 信用中国; None while day or kinds are not told."""
    day = _day(values, "CF_JDRQ")
    if day is None or not values.get("CF_CFLB"):
        return None
    return publishing_of(
        values["CF_CFLB"],
        decided_on=day,
        is_simple=values.get("procedure") == "simple",
        is_safety=values.get("field") == "fire",
    )


def _fault(code: str, sentence: str) -> ItemFault:
    return ItemFault(code, f"{ITEM_BY_CODE[code].label}：{sentence}")


def _earlier(code: str, day: date, other: str, border: date) -> ItemFault:
    label = ITEM_BY_CODE[other].label
    return _fault(code, f"{chinese_day(day)}早于{label}（{chinese_day(border)}），请核对。")


def _day(values: Values, code: str) -> date | None:
    text = values.get(code)
    return date.fromisoformat(text) if text else None


def _has(values: Values, code: str) -> bool:
    return values.get(code) not in (None, "", [], ())


def _shapes(items: tuple[Item, ...], values: Values) -> Iterator[ItemFault]:
    """Missing ones, and those that are too long."""
    for item in items:
        value = values.get(item.code)
        if not _has(values, item.code):
            if item.is_required:
                yield _fault(item.code, "没有填写。")
            continue
        text = ";".join(value) if isinstance(value, list | tuple) else str(value)
        if item.limit and item.ask is not Ask.CHOICE and len(text) > item.limit:
            yield _fault(item.code, f"最多 {item.limit} 字，现为 {len(text)} 字，请精简。")


def _party(values: Values) -> Iterator[ItemFault]:
    """What must be told depends on who it is: body, trader or person."""
    party = values.get("CF_XDR_LB")
    own, others = (_PERSONS, _BODIES) if party == Party.PERSON else (_BODIES, _PERSONS)
    for code in own if party else ():
        if not _has(values, code):
            yield _fault(code, f"{party}必须填写。")
    for code in others if party else _PERSONS:
        if _has(values, code):
            yield _fault(code, f"{party or '这一类'}没有这一项，请删去或改选类别。")
    if _has(values, "CF_XDR_ZJHM") and "*" not in values["CF_XDR_ZJHM"]:
        yield _fault("CF_XDR_ZJHM", "须遮蔽中间各位，不得完整公示。")


def _number(values: Values) -> Iterator[ItemFault]:
    number = values.get("CF_WSH") or ""
    if number and parse_document_number(number) is None:
        meant = mend_document_number(number)
        hint = f"是否为“{meant}”？" if meant else "应如“盐建罚决字〔2024〕1号”。"
        yield _fault("CF_WSH", f"“{number}”不是规范的文号，{hint}")


def _kinds(values: Values) -> Iterator[ItemFault]:
    kinds = values.get("CF_CFLB") or ()
    known = dict(ITEM_BY_CODE["CF_CFLB"].choices)
    strange = [kind for kind in kinds if kind not in known]
    if any(is_no_penalty(kind) for kind in kinds):
        yield _fault("CF_CFLB", "责令改正不是行政处罚（行政处罚法第二十八条），请删去。")
    elif strange:
        yield _fault("CF_CFLB", f"没有“{'、'.join(strange)}”这一类，请按行政处罚法第九条选择。")
    if len(set(kinds)) < len(tuple(kinds)):
        yield _fault("CF_CFLB", "同一类别重复，请删去一个。")


def _amounts(values: Values) -> Iterator[ItemFault]:
    """An amount where there is a kind that has one, and only there."""
    kinds = set(values.get("CF_CFLB") or ())
    pairs = (
        ("CF_NR_FK", {"罚款"}),
        ("CF_NR_WFFF", {"没收违法所得", "没收非法财物"}),
        ("CF_NR_ZKDX", {"暂扣许可证件", "吊销许可证件"}),
    )
    for code, wanted in pairs:
        has, value = bool(kinds & wanted), values.get(code)
        if has and not value:
            yield _fault(code, f"处罚类别有“{'、'.join(sorted(kinds & wanted))}”，须填写且大于零。")
        if not has and value:
            yield _fault(code, f"处罚类别没有选“{'”或“'.join(sorted(wanted))}”，请核对。")


def _privacy(values: Values) -> Iterator[ItemFault]:
    """Nobody's telephone and identity number is published (个人信息保护法 25)."""
    for code in _FREE:
        text = str(values.get(code) or "")
        if text and without_contacts(text) != text:
            yield _fault(code, "含有电话或证件号码，公示前须删去（个人信息保护法第二十五条）。")


def _days(values: Values, today: date) -> Iterator[ItemFault]:
    decided, valid = _day(values, "CF_JDRQ"), _day(values, "CF_YXQ")
    if decided is not None and decided > today:
        yield _fault("CF_JDRQ", f"{chinese_day(decided)}还没有到，请核对。")
    if decided is not None and valid is not None and valid < decided:
        yield _earlier("CF_YXQ", valid, "CF_JDRQ", decided)
    if valid is not None and valid > LONG_TERM:
        yield _fault("CF_YXQ", f"长期有效的填 {chinese_day(LONG_TERM)}，不能更晚。")


def _publication(values: Values) -> Iterator[ItemFault]:
    """公示截止期 lies between the shortest and the longest time, or is left out."""
    shown, until = published_as(values), _day(values, "CF_GSJZQ")
    if shown is None:
        return
    if not shown.is_shown:
        if until is not None:
            yield _fault("CF_GSJZQ", f"{shown.reason}，请不填这一项。")
        return
    if until is None or shown.repair_from is None or shown.at_most is None:
        return
    if until < shown.repair_from:
        yield _fault("CF_GSJZQ", f"不能早于 {chinese_day(shown.repair_from)}：{shown.reason}。")
    if until > shown.at_most:
        yield _fault("CF_GSJZQ", f"不能晚于 {chinese_day(shown.at_most)}：{shown.reason}。")


def _codes(values: Values) -> Iterator[ItemFault]:
    for code in ("CF_XDR_SHXYM", "CF_CFJGDM", "CF_SJLYDM"):
        yield from _code(code, values)


def _code(code: str, values: Values) -> Iterator[ItemFault]:
    text = values.get(code) or ""
    wrong = uscc.fault(text) if text else None
    if wrong:
        yield _fault(code, f"{wrong}。")
