"""The officers of a penalty case: two with certificates, the same unless a reason is told (42)."""

import re
from typing import Final

from tingban.rules.actors import Actor
from tingban.rules.enforcement import penalty_course as seen
from tingban.rules.enforcement.penalty_asking import said
from tingban.rules.rectification.course import Course

OFFICERS_NEEDED: Final = 2
# Of 执法证 as the counties write them: figures, some with letters of their kind.
_CERTIFICATE: Final = re.compile(r"(?=(?:[A-Za-z]*[0-9]){4})[A-Za-z0-9]{6,20}")


def officers(now: Course, _: Actor) -> str:
    """行政处罚法 42, 55."""
    told = seen.officers_told(now.told)
    whole = [it for it in told if all(it)]
    enough = min(len({name for name, _ in whole}), len({number for _, number in whole}))
    if enough < OFFICERS_NEEDED or len(whole) != len(told):
        return (
            "执法人员不得少于两人，并应当具有执法资格（行政处罚法第四十二条）。"
            "请一行一人写明姓名和执法证号。"
        )
    odd = next((number for _, number in whole if not _CERTIFICATE.fullmatch(number)), "")
    return said(not odd, f"执法证号“{odd}”不像证号：应为 6 至 20 位数字（可带字母），请核对证件。")


def same_officers(now: Course, _: Actor) -> str:
    """Whoever is not of the case comes into it with a reason, in the file from then on."""
    if not _strange(now):
        return ""
    return said(
        now.reason.strip(),
        f"本案执法人员是{_named(now)}，这一步写的不同。更换执法人员的，"
        "请在“说明”里写明更换执法人员的原因；写错的请改正。",
    )


def of_the_case(now: Course, _: Actor) -> str:
    """The reason of a keeping is another, so nobody new comes in by it."""
    return said(
        not _strange(now),
        f"先行登记保存由本案执法人员{_named(now)}实施。更换执法人员的，"
        "请先在检查、询问或者收集证据那一步写明原因。",
    )


def _strange(now: Course) -> bool:
    known = seen.in_charge(now)
    return bool(known) and not set(seen.officers_told(now.told)) <= set(known)


def _named(now: Course) -> str:
    return "、".join(f"{name}（{number}）" for name, number in seen.in_charge(now))
