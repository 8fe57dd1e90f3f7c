"""Guards of an exposure: each answers with the sentence of its refusal, or nothing."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.rules.actors import Actor
from tingban.rules.audit.machine import Guard as Ask
from tingban.rules.enforcement import redaction
from tingban.rules.enforcement.exposure_penalty import named, why_it_does_not_carry
from tingban.rules.enforcement.exposure_stages import (
    ACT_LABELS,
    CASE_TEXT,
    NOTICE,
    SPEAKS_OF,
    TITLES,
    Act,
    Ground,
    Nature,
)
from tingban.rules.enforcement.exposure_text import facts_of, marked, spared, version
from tingban.rules.enforcement.proven_answers import PROVEN_LABEL, unproven
from tingban.rules.enforcement.redaction import DATUM_LABELS
from tingban.rules.enforcement.standing_ground import STANDS_LABEL, groundless
from tingban.rules.rectification.course import Course
from tingban.rules.rectification.fresh import stale

LONGEST_MEDIA: Final = 96
LONGEST_TITLE: Final = 200
_NO_CASE: Final = "没有立过处罚案件"
_BORROWED: Final = (
    "这件曝光选的是处罚台账里的决定，看不出那次处罚的是不是同一行为，也没有处以通报批评，不能代替"
    "（行政处罚法第九条第一项）。请“不予曝光”；就这一行为立处罚案件，决定作出后从问题的页面重新选题。"
)


class Guard(StrEnum):
    """What must be so before a step."""

    COMPANY = "company"
    PROBLEMS_STAND = "problems_stand"
    GROUND = "ground"
    SOURCES = "sources"
    CHECKED = "checked"
    OTHER_EYES = "other_eyes"
    NATURE = "nature"
    PENALTY = "penalty"
    STANDING = "standing"
    PROVEN = "proven"
    SEEN = "seen"
    NOTICE = "notice"
    LAPSED = "lapsed"
    REPLIED = "replied"
    SIGNED = "signed"
    MEDIA = "media"
    CLEAN = "clean"
    REASON = "reason"


GUARD_LABELS: Final[Mapping[str, str]] = {
    Guard.COMPANY: "写明企业，有统一社会信用代码",
    Guard.PROBLEMS_STAND: STANDS_LABEL,
    Guard.GROUND: "问题已升级、处罚已决定或拒不移交",
    Guard.SOURCES: "每个事实都有出处",
    Guard.CHECKED: "已逐条核对",
    Guard.OTHER_EYES: "核对人不是撰稿人",
    Guard.NATURE: "是工作通报，不是通报批评",
    Guard.PENALTY: "曝光的问题都已作出处罚决定；只选了台账里的决定的不能继续",
    Guard.STANDING: "转过处罚程序或以处罚为理由的：处罚决定仍然有效",
    Guard.PROVEN: PROVEN_LABEL,
    Guard.SEEN: "已通读公众将看到的全文",
    Guard.NOTICE: "曝光前告知书已送达企业",
    Guard.LAPSED: "企业陈述的期限已满",
    Guard.REPLIED: "已答复企业的陈述",
    Guard.SIGNED: "典型案例文本已签发",
    Guard.MEDIA: "写明媒体",
    Guard.CLEAN: "没有个人信息",
    Guard.REASON: "写明原因",
}


def _problems_stand(now: Course, _: Actor) -> str:
    return groundless(
        now,
        "曝光",
        otherwise="请“不予曝光”；还有别的问题的，从那个问题的页面重新选题。",
    )


def _company(now: Course, _: Actor) -> str:
    if now.beside.get("uscc"):
        return ""
    return "曝光要写明是哪家企业。请先选择企业，并在企业台账中补上统一社会信用代码。"


def _ground(now: Course, _: Actor) -> str:
    ground = Ground(now.text("ground") or Ground.ESCALATED)
    if ground is Ground.ESCALATED and not now.beside.get("escalated"):
        return "这家企业在本地没有升级处置的问题，不能以此曝光。请先办理升级处置。"
    if named(now):
        return _named(now, ground)
    if ground is Ground.PENALTY and not now.beside.get("penalties"):
        return "这家企业在本地没有已作出的行政处罚决定，不能以此曝光。"
    if ground is Ground.REFUSAL and not now.text("refusal").strip():
        return "请写明拒不退出、拒不移交的事实和凭证：催告函、责令通知书的编号和日期。"
    return ""


def _named(now: Course, ground: Ground) -> str:
    if ground is not Ground.PENALTY:
        return "选了据以曝光的处罚决定，“为什么曝光”请选“已作出行政处罚决定”。"
    return why_it_does_not_carry(now)


def _sources(now: Course, _: Actor) -> str:
    facts, sources = facts_of(now), now.items("sources")
    if len(facts) == len(sources):
        return ""
    return f"文本有 {len(facts)} 个事实，写了 {len(sources)} 个出处。请逐条写明，一个事实对应一行。"


def _checked(now: Course, _: Actor) -> str:
    return "" if now.said("is_checked") else "请逐条对照原件核对后勾选。"


def _other_eyes(now: Course, actor: Actor) -> str:
    text = version(now)
    if text is None or text.by_id is None or text.by_id != actor.user_id:
        return ""
    return "这份文本由您撰写，事实须由另一名同事核对。"


def _nature(now: Course, _: Actor) -> str:
    if now.said("nature") != Nature.CRITICISM:
        return ""
    return (
        "通报批评是行政处罚的一种（行政处罚法第九条第一项），不能以曝光代替。"
        "请选“认定为通报批评，转处罚程序”：先立处罚案件，经告知、陈述申辩并作出处罚决定后再公开。"
    )


def _penalty(now: Course, _: Actor) -> str:
    """Only the penalty for the very conduct that is exposed carries a 通报批评: a decision that is
    chosen from the register is tied to no conduct, and was no 通报批评 (DOMAIN 1.3, trap 2)."""
    if named(now):
        return _BORROWED
    if not now.beside.get("exposed"):
        return (
            "这件曝光没有关联问题，看不出处罚的是不是同一行为，不能以别的处罚代替"
            "（行政处罚法第九条第一项）。请不予曝光后，从问题的页面重新选题。"
        )
    open_ones = now.beside.get("unpunished", ())
    if not open_ones:
        return ""
    return (
        f"问题 {'、'.join(open_ones)} 还没有已作出的处罚决定；同一企业因其他行为受的处罚不能代替。"
        "通报批评须先就这些问题立处罚案件（行政处罚法第九条第一项），决定作出后再继续。"
    )


def _standing(now: Course, actor: Actor) -> str:
    """A penalty may be revoked between the choice and the publication."""
    is_resumed = bool(now.count(Act.RESUME))
    if now.text("ground") == Ground.PENALTY and not (is_resumed and named(now)):
        return _for_a_penalty(now, actor)
    return _penalty(now, actor) if is_resumed else ""


def _for_a_penalty(now: Course, actor: Actor) -> str:
    """Which penalty it was chosen for, and why that does not carry it any more; a decision that
    was chosen takes nothing from the penalty of a problem that is exposed with it."""
    reasons: Mapping[str, str] = now.beside.get("unpunished_why", {})
    open_ones = now.beside.get("unpunished", ())
    if not open_ones:
        return why_it_does_not_carry(now) if named(now) else _penalty(now, actor)
    told = "；".join(f"问题 {it}：{reasons.get(it, _NO_CASE)}" for it in open_ones)
    return (
        f"这件曝光以处罚为理由，发布时处罚决定须仍然有效（行政处罚法第九条第一项）。{told}。"
        "请“不予曝光”；重新作出决定后再选题。"
    )


def _proven(now: Course, actor: Actor) -> str:
    return unproven(now, actor, rule="T-X02", otherwise="签发")


def _seen(now: Course, _: Actor) -> str:
    return (
        "" if now.said("is_seen") else "请通读公众将看到的全文后勾选（个人信息保护法第二十五条）。"
    )


def _stale(now: Course, key: str) -> str:
    return stale(now, key, TITLES[key], SPEAKS_OF[key], ACT_LABELS)


def _notice(now: Course, _: Actor) -> str:
    served = now.served_on(NOTICE)
    if served is None:
        return "请先起草、签发《曝光前告知书》并送达企业，企业有权在发布前陈述意见。"
    if sentence := _stale(now, NOTICE):
        return f"{sentence}企业要按现在的文本重新告知。"
    if now.day_now != served:
        return f"告知书送达的日期是 {chinese_day(served)}，请按送达日期登记，陈述期限从这天起算。"
    return ""


def _lapsed(now: Course, _: Actor) -> str:
    until = now.beside.get("due_on")
    if until is not None and now.day_now > until:
        return ""
    last = f"（{chinese_day(until)}）" if until else ""
    return f"企业陈述的期限{last}还没有满。企业已陈述或书面表示没有异议的，请先登记陈述意见。"


def _replied(now: Course, _: Actor) -> str:
    if now.text("plea_answer").strip():
        return ""
    return "企业提交了陈述，请写明采纳或不采纳及理由，不能不答复。"


def _signed(now: Course, _: Actor) -> str:
    if now.signed_on(CASE_TEXT) is None:
        return "请先起草《典型案例》文本，由负责人签发。"
    return _stale(now, CASE_TEXT)


def _media(now: Course, _: Actor) -> str:
    if len("、".join(map(str, now.items("media")))) > LONGEST_MEDIA:
        return f"媒体的名称合起来最多 {LONGEST_MEDIA} 个字，请写简称。"
    return ""


def _clean(now: Course, _: Actor) -> str:
    found = redaction.find(now.text("update"), known=marked(now), spared=spared(now))
    if not found:
        return ""
    told = "、".join(f"{DATUM_LABELS[it.datum]}“{it.text}”" for it in found)
    return f"这段话里有{told}，不能公开（个人信息保护法第二十五条），请去掉后再发布。"


def _reason(now: Course, _: Actor) -> str:
    return "" if now.reason.strip() else "请写明原因和依据。"


GUARDS: Final[Mapping[Guard, Ask[Course]]] = {
    Guard.COMPANY: _company,
    Guard.PROBLEMS_STAND: _problems_stand,
    Guard.GROUND: _ground,
    Guard.SOURCES: _sources,
    Guard.CHECKED: _checked,
    Guard.OTHER_EYES: _other_eyes,
    Guard.NATURE: _nature,
    Guard.PENALTY: _penalty,
    Guard.STANDING: _standing,
    Guard.PROVEN: _proven,
    Guard.SEEN: _seen,
    Guard.NOTICE: _notice,
    Guard.LAPSED: _lapsed,
    Guard.REPLIED: _replied,
    Guard.SIGNED: _signed,
    Guard.MEDIA: _media,
    Guard.CLEAN: _clean,
    Guard.REASON: _reason,
}
