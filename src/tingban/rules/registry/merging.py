"""Merged communities: counts follow `merged_into` to the root (DOMAIN 2.3, 5.1)."""

from collections.abc import Mapping

from tingban.rules.errors import Refused


def root_of(code: str, merged_into: Mapping[str, str]) -> str:
    """The community that stands for this one today."""
    seen = {code}
    while merged_into.get(code):
        code = merged_into[code]
        if code in seen:
            raise Refused(f"小区 {code} 的合并关系成环，请先改正。", rule="DOMAIN 5.1")
        seen.add(code)
    return code


def check_merge(code: str, into: str, merged_into: Mapping[str, str]) -> None:
    """A community never merges into itself, nor into one that stands for it already."""
    if code == into:
        raise Refused("小区不能合并到自己。", rule="DOMAIN 5.1")
    others = {child: parent for child, parent in merged_into.items() if child != code}
    if root_of(into, others) == code:
        raise Refused(
            f"小区 {into} 已经并入 {code}，不能反过来再合并，否则成环。", rule="DOMAIN 5.1"
        )
