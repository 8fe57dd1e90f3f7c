"""Guards of the Friday report: each answers with the sentence of its refusal, or with nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from tingban.kit.dates import chinese_moment
from tingban.rules.actors import Actor
from tingban.rules.weekly.weeks import CORRECTION_TIME, SHANGHAI, is_late, whole_second

SHORTEST_REASON: Final = 4
_MANY: Final = 5


class Guard(StrEnum):
    """What must be so before a step; the value stands in the table and its drawing."""

    SUBMIT_FROM = "submit_from"
    CHECKS = "checks"
    NOTED = "noted"
    BRIEF = "brief"
    AS_SIGNED = "as_signed"
    DUE_PASSED = "due_passed"
    CELLS = "cells"
    REASON = "reason"
    APART = "apart"
    CITY_CHECKS = "city_checks"
    ALL_READY = "all_ready"
    CORRECTABLE = "correctable"
    CHANGES = "changes"


GUARD_LABELS: Final[dict[Guard, str]] = {
    Guard.SUBMIT_FROM: "截止时点已到，方可报送",
    Guard.CHECKS: "CHK 无错误",
    Guard.NOTED: "每条提示都有说明",
    Guard.BRIEF: "简报三部分齐全",
    Guard.AS_SIGNED: "签字后数据没有变化",
    Guard.DUE_PASSED: "报送期限已过",
    Guard.CELLS: "指明指标",
    Guard.REASON: "写明原因",
    Guard.APART: "审核人不是报送人",
    Guard.CITY_CHECKS: "市级核对无错误",
    Guard.ALL_READY: "14 个单位均已接收或代报",
    Guard.CORRECTABLE: "冻结未满两周",
    Guard.CHANGES: "所列指标确有变化，更正后核对无错误",
}


@dataclass(frozen=True, slots=True)
class Situation:
    """What the guards look at; an act fills in what its step asks for."""

    at: datetime
    submit_from: datetime
    due_at: datetime
    errors: tuple[str, ...] = ()
    unnoted: tuple[str, ...] = ()
    missing_parts: tuple[str, ...] = ()
    # Cells whose value differs from what was signed: "A03 … 12→13".
    changed: tuple[str, ...] = ()
    city_errors: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    reason: str = ""
    submitter_id: int | None = None
    # Units that are neither accepted nor stood in for.
    unready: tuple[str, ...] = ()
    frozen_at: datetime | None = None
    # Cells named in a correction that would stay as they are, and errors it would bring.
    unchanged: tuple[str, ...] = ()

    def as_if_filled(self) -> "Situation":
        """With the fields of a form that stands still empty on the page."""
        return replace(self, cells=self.cells or ("A01",), reason=self.reason or "（待填写原因）")


def _listed(items: tuple[str, ...]) -> str:
    """The first few, and how many more."""
    more = f"等 {len(items)} 项" if len(items) > _MANY else ""
    return "；".join(item.rstrip("。") for item in items[:_MANY]) + more


def _submit_from(now: Situation, _: Actor) -> str:
    if now.at >= now.submit_from:
        return ""
    local = now.submit_from.astimezone(SHANGHAI)
    when = f"{local.month}月{local.day}日 0 时"
    return f"现在是预览，数据还在变化；{when}起可以报送。"


def _checks(now: Situation, _: Actor) -> str:
    return f"核对有错误，请先改正：{_listed(now.errors)}。" if now.errors else ""


def _noted(now: Situation, _: Actor) -> str:
    if not now.unnoted:
        return ""
    return f"还有 {len(now.unnoted)} 条提示没有写说明，请在“核对意见”里逐条写明。"


def _brief(now: Situation, _: Actor) -> str:
    if not now.missing_parts:
        return ""
    parts = "、".join(f"“{part}”" for part in now.missing_parts)
    return f"周工作简报还缺{parts}，请补写后再继续。"


def _as_signed(now: Situation, _: Actor) -> str:
    if not now.changed:
        return ""
    return (
        f"负责人签字之后数据有变化：{_listed(now.changed)}。"
        "报送的必须是签过字的数，请负责人核对后重新签字。"
    )


def _due_passed(now: Situation, _: Actor) -> str:
    if is_late(now.at, now.due_at):
        return ""
    due = chinese_moment(now.due_at.astimezone(SHANGHAI))
    return f"报送期限 {due} 还没有过，不代报。"


def _cells(now: Situation, _: Actor) -> str:
    return "" if now.cells else "请至少选一个指标，说清是哪一格的问题。"


def _reason(now: Situation, _: Actor) -> str:
    enough = len(now.reason.strip()) >= SHORTEST_REASON
    return "" if enough else f"请写明原因，至少 {SHORTEST_REASON} 个字。"


def _apart(now: Situation, actor: Actor) -> str:
    if now.submitter_id is None or now.submitter_id != actor.user_id:
        return ""
    return "这期是您自己报送的，请由另一位同事审核。"


def _city_checks(now: Situation, _: Actor) -> str:
    if not now.city_errors:
        return ""
    return f"市级核对有错误，请退回县级改正：{_listed(now.city_errors)}。"


def _all_ready(now: Situation, _: Actor) -> str:
    if not now.unready:
        return ""
    names = "、".join(now.unready)
    return f"还有 {len(now.unready)} 个单位没有接收：{names}。全部接收或代报后才能冻结。"


def _correctable(now: Situation, _: Actor) -> str:
    if now.frozen_at is None:
        return ""
    last = now.frozen_at.astimezone(SHANGHAI) + CORRECTION_TIME
    if whole_second(now.at) <= last:
        return ""
    return (
        f"更正须在冻结后两周内（{chinese_moment(last)} 前）申请，现已超过。"
        "请直接更正台账，差异将在下一期作为补报列出。"
    )


def _changes(now: Situation, _: Actor) -> str:
    if now.unchanged:
        return (
            f"{_listed(now.unchanged)}：按现有台账重新统计，数值和名单都没有变化。"
            "请先更正台账里的事实，再申请更正。"
        )
    if now.errors:
        return f"只更正这些指标会使核对出错，请一并更正相关指标：{_listed(now.errors)}。"
    return ""


GUARDS: Final[Mapping[Guard, Callable[[Situation, Actor], str]]] = {
    Guard.SUBMIT_FROM: _submit_from,
    Guard.CHECKS: _checks,
    Guard.NOTED: _noted,
    Guard.BRIEF: _brief,
    Guard.AS_SIGNED: _as_signed,
    Guard.DUE_PASSED: _due_passed,
    Guard.CELLS: _cells,
    Guard.REASON: _reason,
    Guard.APART: _apart,
    Guard.CITY_CHECKS: _city_checks,
    Guard.ALL_READY: _all_ready,
    Guard.CORRECTABLE: _correctable,
    Guard.CHANGES: _changes,
}
