"""Guards of a level case: each answers with the sentence of its refusal, or nothing."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.rules.actors import Actor
from tingban.rules.audit.machine import Guard as Ask
from tingban.rules.enforcement.level_scores import RATERS, NotAScore, read_sheet
from tingban.rules.enforcement.level_stages import (
    ACT_LABELS,
    DECISION,
    LETTER,
    NOTICE,
    POSTER,
    SPEAKS_OF,
    TITLES,
    Act,
)
from tingban.rules.enforcement.proven_answers import PROVEN_LABEL, unproven
from tingban.rules.enforcement.standing_ground import STANDS_LABEL, groundless
from tingban.rules.rectification.branches import NOT_GUIDED
from tingban.rules.rectification.course import Course
from tingban.rules.rectification.fresh import stale
from tingban.rules.registry.levels import ServiceLevel, level_by_text


class Guard(StrEnum):
    """What must be so before a step."""

    GUIDED = "guided"
    PROBLEMS_STAND = "problems_stand"
    GROUNDS = "grounds"
    RATERS = "raters"
    SHEET = "sheet"
    OLD_LEVEL = "old_level"
    PROPOSED = "proposed"
    NOTICE = "notice"
    PROVEN = "proven"
    LAPSED = "lapsed"
    NEW_LEVEL = "new_level"
    EFFECTIVE = "effective"
    REPLIED = "replied"
    SIGNED = "signed"
    SERVED = "served"
    CHANGED = "changed"
    LETTER = "letter"
    POSTED = "posted"
    DAYS = "days"
    KEPT_LEVEL = "kept_level"
    FEE = "fee"
    REASON = "reason"


GUARD_LABELS: Final[Mapping[str, str]] = {
    Guard.GUIDED: "收费方式是政府指导价",
    Guard.PROBLEMS_STAND: STANDS_LABEL,
    Guard.GROUNDS: "有逾期、升级的问题或业主反映",
    Guard.RATERS: "至少三名评定人",
    Guard.SHEET: "评分表填写完整",
    Guard.OLD_LEVEL: "现等级在等级表中",
    Guard.PROPOSED: "拟核定的等级在等级表中",
    Guard.NOTICE: "告知书已送达企业",
    Guard.PROVEN: PROVEN_LABEL,
    Guard.LAPSED: "企业陈述的期限已满",
    Guard.NEW_LEVEL: "核定的等级在决定当日的等级表中",
    Guard.EFFECTIVE: "执行日期不早于决定",
    Guard.REPLIED: "已答复企业的陈述",
    Guard.SIGNED: "决定书已签发",
    Guard.SERVED: "决定书已送达企业",
    Guard.CHANGED: "等级有变化",
    Guard.LETTER: "给发改部门的函已签发",
    Guard.POSTED: "公示文本已签发",
    Guard.DAYS: "写明公示天数",
    Guard.KEPT_LEVEL: "等级没有变化",
    Guard.FEE: "收费确已按新等级改变",
    Guard.REASON: "写明原因",
}


def levels_on(now: Course) -> tuple[ServiceLevel, ...]:
    """The standard that holds on the day of the step (AMB-36)."""
    found: tuple[ServiceLevel, ...] = now.beside["levels"](now.day_now)
    return found


def direction(now: Course) -> int:
    """Below zero: lower than before; above: higher; compared by rank, never by the numeral."""
    old, new = (
        level_by_text(now.text(name), levels_on(now)) for name in ("old_level", "new_level")
    )
    return (new.rank - old.rank) if old and new else 0


def _problems_stand(now: Course, _: Actor) -> str:
    return groundless(
        now,
        "核定",
        otherwise="请“终止核定”；仍有依据的，另行启动。",
    )


def _guided(now: Course, _: Actor) -> str:
    return "" if now.beside.get("is_guided") else NOT_GUIDED


def _grounds(now: Course, _: Actor) -> str:
    if now.beside.get("pressing") or now.beside.get("cases") or now.text("voices").strip():
        return ""
    return (
        "这个小区没有逾期或升级处置的问题，也没有投诉举报件。"
        "重新核定要以拒不整改或业主反映为依据，请写明业主反映的情况。"
    )


def _names(now: Course) -> list[str]:
    return [str(one["name"]).strip() for one in now.items("raters") if str(one["name"]).strip()]


def _raters(now: Course, _: Actor) -> str:
    names = _names(now)
    if len(set(names)) >= RATERS and len(set(names)) == len(names):
        return ""
    return f"现场评定至少由 {RATERS} 名不同的评定人进行，现在写了 {len(set(names))} 名。"


def _sheet(now: Course, _: Actor) -> str:
    try:
        read_sheet(now.items("sheet"), _names(now))
    except NotAScore as fault:
        return f"评分表有误：{fault}。"
    return ""


def _known(now: Course, name: str) -> str:
    text = now.text(name)
    levels = levels_on(now)
    if level_by_text(text, levels) is not None:
        return ""
    names = "、".join(level.name for level in levels)
    return f"“{text}”不在 {chinese_day(now.day_now)}适用的服务等级表中，可以填：{names}。"


def _old_level(now: Course, _: Actor) -> str:
    return _known(now, "old_level")


def _proposed(now: Course, _: Actor) -> str:
    return _known(now, "proposed")


def _stale(now: Course, key: str) -> str:
    return stale(now, key, TITLES[key], SPEAKS_OF[key], ACT_LABELS)


def _notice(now: Course, _: Actor) -> str:
    served = now.served_on(NOTICE)
    if served is None:
        return "请先起草、签发《重新核定服务等级告知书》并送达企业，企业有权陈述意见。"
    if now.day_now != served:
        return f"告知书送达的日期是 {chinese_day(served)}，请按送达日期登记，陈述期限从这天起算。"
    return _stale(now, NOTICE)


def _proven(now: Course, actor: Actor) -> str:
    return unproven(now, actor, rule="T-P12a", otherwise="拟定决定")


def _lapsed(now: Course, _: Actor) -> str:
    until = now.beside.get("due_on")
    if until is not None and now.day_now > until:
        return ""
    last = f"（{chinese_day(until)}）" if until else ""
    return f"企业陈述的期限{last}还没有满。企业已陈述或书面表示没有异议的，请先登记陈述意见。"


def _new_level(now: Course, _: Actor) -> str:
    return _known(now, "new_level")


def _effective(now: Course, _: Actor) -> str:
    on = now.day("effective_on")
    if on is None or on >= now.day_now:
        return ""
    return f"执行日期（{chinese_day(on)}）早于 {chinese_day(now.day_now)}，决定不能溯及以前的收费。"


def _replied(now: Course, _: Actor) -> str:
    if not now.count(Act.PLEAD) or now.text("plea_answer").strip():
        return ""
    return "企业提交了陈述，请写明采纳或不采纳及理由，不能不答复。"


def _signed(now: Course, _: Actor) -> str:
    signed = now.signed_on(DECISION)
    if signed is None:
        return "请先起草《重新核定服务等级决定书》，由负责人签发。"
    if sentence := _stale(now, DECISION):
        return sentence
    if now.day_now != signed:
        return f"决定日期就是决定书签发的日期 {chinese_day(signed)}，请按这一天登记。"
    return ""


def _served(now: Course, _: Actor) -> str:
    return "" if now.served_on(DECISION) else "请先把决定书送达企业：决定书载明了它的救济途径。"


def _changed(now: Course, _: Actor) -> str:
    if direction(now):
        return ""
    return "核定结果是维持原等级，收费标准不变，不用函告发改部门；请直接登记小区公示。"


def _letter(now: Course, _: Actor) -> str:
    return _stale(now, LETTER) if now.signed_on(LETTER) else "请先起草、签发给发展改革部门的函。"


def _posted(now: Course, _: Actor) -> str:
    return _stale(now, POSTER) if now.signed_on(POSTER) else "请先起草、签发小区公示的文本。"


def _days(now: Course, _: Actor) -> str:
    return "" if now.number("days") > 0 else "公示天数应大于零，请写明公示多少天。"


def _kept_level(now: Course, _: Actor) -> str:
    if not direction(now):
        return ""
    return "等级有变化，收费随之改变：请先函告发展改革部门，再在小区公示。"


def _fee(now: Course, _: Actor) -> str:
    old, new = now.number("old_fee"), now.number("new_fee")
    ways = {-1: (new < old, "下调"), 1: (new > old, "上调"), 0: (new == old, "维持")}
    sign = direction(now)
    is_right, word = ways[(sign > 0) - (sign < 0)]
    if not is_right:
        return (
            f"等级{word}，现在的收费却从 {old / 100:.2f} 元变为 {new / 100:.2f} 元，"
            "与核定结果不符，还不能办结；请登记回访并督促改正。"
        )
    effective, since = now.day("effective_on"), now.day("fee_from")
    if effective and since and since < effective:
        return f"新收费应自 {chinese_day(effective)}起执行，写的日期更早，请核对。"
    return ""


def _reason(now: Course, _: Actor) -> str:
    return "" if now.reason.strip() else "请写明原因和依据。"


GUARDS: Final[Mapping[Guard, Ask[Course]]] = {
    Guard.GUIDED: _guided,
    Guard.PROBLEMS_STAND: _problems_stand,
    Guard.GROUNDS: _grounds,
    Guard.RATERS: _raters,
    Guard.SHEET: _sheet,
    Guard.OLD_LEVEL: _old_level,
    Guard.PROPOSED: _proposed,
    Guard.NOTICE: _notice,
    Guard.PROVEN: _proven,
    Guard.LAPSED: _lapsed,
    Guard.NEW_LEVEL: _new_level,
    Guard.EFFECTIVE: _effective,
    Guard.REPLIED: _replied,
    Guard.SIGNED: _signed,
    Guard.SERVED: _served,
    Guard.CHANGED: _changed,
    Guard.LETTER: _letter,
    Guard.POSTED: _posted,
    Guard.DAYS: _days,
    Guard.KEPT_LEVEL: _kept_level,
    Guard.FEE: _fee,
    Guard.REASON: _reason,
}
