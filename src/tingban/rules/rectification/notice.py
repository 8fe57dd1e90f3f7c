"""责令限期整改通知书 in words (DOMAIN 8.2), as it is frozen when it is signed; and its 机关代字."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from tingban.rules.areas import AREA_BY_CODE, CITY
from tingban.rules.rectification.situation import Officer

TITLE: Final = "责令限期整改通知书"
_NUMERALS: Final = "一二三四五六七八九十"


def prefix_of(area_code: str) -> str:
    """The 机关代字 of a unit's orders: placeholders until the bureau confirms (DOMAIN 14, 4)."""
    if area_code == CITY:
        return "运建责改字"
    return f"{AREA_BY_CODE[area_code].short[0]}建责改字"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem as the notice tells it."""

    number: str
    community: str
    category: str
    acts: tuple[str, ...]
    description: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Everything that the notice must contain."""

    number: str
    company: str
    uscc: str
    findings: tuple[Finding, ...]
    laws: str
    demands: str
    due_on: date
    threats: tuple[str, ...]
    officers: tuple[Officer, ...]
    office: str
    signed_on: date


def text_of(notice: Notice) -> str:
    """The notice as running text; its layout is the matter of whoever prints it."""
    code = f"（统一社会信用代码 {notice.uscc}）" if notice.uscc else ""
    parts = [
        f"{TITLE}\n{notice.number}",
        f"{notice.company}{code}：",
        "经查，你单位存在以下问题：",
        *(_finding(place, it) for place, it in enumerate(notice.findings)),
        f"上述行为违反了{notice.laws}的规定。现责令你单位于 {_day(notice.due_on)}前完成整改：",
        notice.demands.strip(),
        _after(notice),
        "你单位对上述认定有异议的，可以在收到本通知书之日起向本机关陈述、申辩。",
        "执法人员："
        + "、".join(f"{it.name}（执法证号 {it.certificate}）" for it in notice.officers),
        f"{notice.office}\n{_day(notice.signed_on)}",
    ]
    return "\n".join(part for part in parts if part)


def _finding(place: int, it: Finding) -> str:
    head = _NUMERALS[place] if place < len(_NUMERALS) else str(place + 1)
    acts = f"，具体为：{'；'.join(it.acts)}" if it.acts else ""
    told = f"。{it.description.strip().rstrip('。')}" if it.description.strip() else ""
    proof = f"。证据：{'、'.join(it.evidence)}" if it.evidence else ""
    return f"{head}、{it.community}：{it.category}{acts}{told}{proof}。（问题编号 {it.number}）"


def _after(notice: Notice) -> str:
    if not notice.threats:
        return "整改完成后，请书面报告整改情况并附整改后的照片。"
    return (
        f"逾期不整改或者整改不到位的，将{'、'.join(notice.threats)}。"
        "整改完成后，请书面报告整改情况并附整改后的照片。"
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
