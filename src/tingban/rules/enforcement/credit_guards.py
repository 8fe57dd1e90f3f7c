"""Guards of the steps of a push: each answers with the sentence of its refusal, or nothing."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from tingban.kit.dates import chinese_day
from tingban.rules.actors import Actor, Role
from tingban.rules.enforcement.credit_faults import (
    ItemFault,
    penalty_faults,
    published_as,
    refusal_faults,
)
from tingban.rules.enforcement.credit_fields import PENALTY_FIELDS, REFUSAL_FIELDS
from tingban.rules.enforcement.credit_items import ITEM_BY_CODE
from tingban.rules.enforcement.credit_papers import MARKET_LETTER, PUSH_SLIP
from tingban.rules.enforcement.credit_stages import (
    CHANGING,
    CREDIT_ACT_LABELS,
    WORDING,
    CreditAct,
    CreditKind,
    Nature,
)
from tingban.rules.rectification.course import Course, Done
from tingban.rules.rectification.fresh import stale

_A = CreditAct


class CreditGuard(StrEnum):
    """What has to be so before a step."""

    DECIDED = "decided"
    WHOLE = "whole"
    GROUNDS = "grounds"
    NOT_BUILDER = "not_builder"
    CATALOGUED = "catalogued"
    MENDED = "mended"
    STANDS = "stands"
    SLIP = "slip"
    REASON = "reason"
    NEVER_OUT = "never_out"
    EVER_OUT = "ever_out"
    SHOWN_LONG_ENOUGH = "shown_long_enough"
    FULFILLED = "fulfilled"
    AGREED = "agreed"
    OF_REFUSAL = "of_refusal"
    LETTER = "letter"
    REPORTED = "reported"
    OWN_STEP = "own_step"
    UNDATED = "undated"
    DATED_WELL = "dated_well"


def kind_of(now: Course) -> CreditKind:
    """Which kind of push, by how it was opened."""
    return CreditKind.REFUSAL if now.count(_A.OPEN_REFUSAL) else CreditKind.PENALTY


def wording_of(now: Course) -> dict[str, Any]:
    """All that is pushed, as the newest wording tells it; for a K2 on top of the frozen facts."""
    is_refusal = kind_of(now) is CreditKind.REFUSAL
    fields = REFUSAL_FIELDS if is_refusal else PENALTY_FIELDS
    last = next((move for move in reversed(now.moves) if move.act in WORDING), None)
    told: Mapping[str, Any] = now.told if _is_worded(now) else (last.told if last else {})
    opened = now.moves[0].told if is_refusal and now.moves else {}
    if added := now.last(_A.ADD_DECISION):
        opened = _dated(opened, added)
        told = told if _is_later(now, added) else _dated(told, added)
    names = {field.name for field in fields}
    return {name: value for name, value in {**opened, **told}.items() if name in names}


def _dated(values: Mapping[str, Any], added: Done) -> dict[str, Any]:
    """With the day that became known later, without the reason why there was none."""
    known = {name: value for name, value in values.items() if name != "no_decision"}
    return known | {"decided_on": added.told["decision_on"]}


def _is_later(now: Course, added: Done) -> bool:
    """Whether the wording was written after the day was added."""
    return _is_worded(now) or any(
        move.act in WORDING for move in now.moves[now.moves.index(added) + 1 :]
    )


def faults_of(now: Course) -> tuple[ItemFault, ...]:
    """What is wrong with what is pushed."""
    check = refusal_faults if kind_of(now) is CreditKind.REFUSAL else penalty_faults
    return check(wording_of(now), today=now.today)


def lacking_for_credit(values: Mapping[str, Any], today: date) -> tuple[str, ...]:
    """What a refusal still lacks to be a 失信信息 (DOMAIN 7.2)."""
    ends_on = values.get("terminates_on")
    lacking = []
    if not values.get("notice_served_on"):
        lacking.append("解聘通知没有送达")
    if not ends_on or date.fromisoformat(ends_on) >= today:
        lacking.append("通知期没有届满")
    if not values.get("demand_letters"):
        lacking.append("没有催告过")
    return tuple(lacking)


def _is_worded(now: Course) -> bool:
    names = {field.name for field in (*PENALTY_FIELDS, *REFUSAL_FIELDS)}
    return bool(names & now.told.keys())


def _decided(now: Course, _: Actor) -> str:
    if now.beside.get("revoked_on"):
        return "这份处罚决定已经撤销，不再推送（行政处罚法第四十八条第二款）。"
    if now.beside.get("organ") not in (None, "housing"):
        return "这份处罚决定由其他机关作出，由作出决定的机关推送。"
    return ""


def _whole(now: Course, _: Actor) -> str:
    faults = faults_of(now)
    return (
        f"推送信息有 {len(faults)} 处不对：{''.join(it.sentence for it in faults)}"
        if faults
        else ""
    )


def _grounds(now: Course, _: Actor) -> str:
    values = wording_of(now)
    if kind_of(now) is not CreditKind.REFUSAL or values.get("nature") != Nature.CREDIT:
        return ""
    lacking = lacking_for_credit(values, now.today)
    if not lacking:
        return ""
    return (
        f"{'、'.join(lacking)}，不能作为失信信息（国办发〔2020〕49号）。"
        "请改选“监管信息”，或待条件具备后再推送。"
    )


def _not_builder(now: Course, actor: Actor) -> str:
    is_own = actor.user_id is not None and actor.user_id in now.people(*CHANGING)
    return "这份信息由您组织，须由另一人审核。" if is_own else ""


def _catalogued(now: Course, _: Actor) -> str:
    if kind_of(now) is not CreditKind.REFUSAL or wording_of(now).get("nature") != Nature.CREDIT:
        return ""
    if now.told.get("is_catalogued") and str(now.told.get("basis") or "").strip():
        return ""
    return (
        "失信信息须有法律、法规或者生效法律文书作依据，并已列入公布的公共信用信息目录"
        "（国办发〔2020〕49号）。不具备的，请退回改为监管信息。"
    )


def _mended(now: Course, _: Actor) -> str:
    last = next((it for it in reversed(now.moves) if it.act in (*WORDING, _A.SEND_BACK)), None)
    is_back = last is not None and last.act == _A.SEND_BACK
    return "已经退回，请经办人按意见更正后再审核。" if is_back else ""


def _stands(now: Course, _: Actor) -> str:
    revoked = now.beside.get("revoked_on")
    if not revoked:
        return ""
    return (
        f"处罚决定已于 {chinese_day(revoked)}撤销，不能再推送（行政处罚法第四十八条第二款）。"
        "没有发出过的请选“不推送”，发出过的请撤回。"
    )


def _slip(now: Course, _: Actor) -> str:
    if kind_of(now) is not CreditKind.REFUSAL:
        return ""
    if now.signed_on(PUSH_SLIP) is None:
        return "信用推送单还没有签发，请先拟制并签发。"
    return stale(now, PUSH_SLIP, "信用推送单", (*CHANGING, _A.REVIEW), CREDIT_ACT_LABELS)


def _reason(now: Course, _: Actor) -> str:
    return "" if now.reason.strip() else "请写明原因和依据。"


def _never_out(now: Course, _: Actor) -> str:
    if not now.count(_A.ACKNOWLEDGE):
        return ""
    return "平台已经收下过，不能只停止推送，请提出撤回。"


def _ever_out(now: Course, _: Actor) -> str:
    return "" if now.count(_A.ACKNOWLEDGE) else "平台还没有收下过，不用撤回，请选“不推送”。"


def _shown_long_enough(now: Course, _: Actor) -> str:
    if kind_of(now) is CreditKind.REFUSAL:
        return ""
    shown = published_as(wording_of(now))
    if shown is None or not shown.is_shown or shown.repair_from is None:
        return f"{shown.reason}，不需要修复。" if shown else ""
    if now.day_now >= shown.repair_from:
        return ""
    return f"公示没有满最短期限，{chinese_day(shown.repair_from)}起才能申请修复：{shown.reason}。"


def _fulfilled(now: Course, _: Actor) -> str:
    if now.told.get("is_fulfilled") and now.told.get("is_pledged"):
        return ""
    return "申请修复须已履行处罚决定的义务、改正违法行为，并提交信用承诺书（信用修复管理办法）。"


def _agreed(now: Course, _: Actor) -> str:
    opinions = [it for it in now.moves if it.act in (_A.OPINE, _A.ASK_REPAIR)]
    agrees = bool(opinions) and opinions[-1].told.get("agrees") == "yes"
    return "" if agrees else "作出处罚的机关还没有同意修复，请先出具修复意见。"


def _of_refusal(now: Course, _: Actor) -> str:
    is_refusal = kind_of(now) is CreditKind.REFUSAL
    return "" if is_refusal else "拒不退出、拒不移交的才报告市场监管部门，处罚信息不用报告。"


def _undated(now: Course, _: Actor) -> str:
    if kind_of(now) is not CreditKind.REFUSAL:
        return "处罚决定的日期在决定书上，不在这里补录。写错的，请用“更正推送信息”。"
    known = wording_of(now).get("decided_on")
    if not known:
        return ""
    day = chinese_day(date.fromisoformat(known))
    return f"解聘决定日期已经写明（{day}），不用补录。写错的，请用“更正推送信息”。"


def _dated_well(now: Course, _: Actor) -> str:
    """A decision comes before its notice, and both before the day on which the contract ended."""
    told, values = now.told.get("decision_on"), wording_of(now)
    if not told:
        return ""
    day = date.fromisoformat(told)
    if day > now.today:
        return f"解聘决定日期（{chinese_day(day)}）还没有到，请核对。"
    for name in ("notice_served_on", "terminates_on"):
        known = values.get(name)
        if known and day > date.fromisoformat(known):
            end = chinese_day(date.fromisoformat(known))
            label = ITEM_BY_CODE[name].label
            return f"解聘决定日期（{chinese_day(day)}）晚于{label}（{end}），请核对。"
    return ""


def _letter(now: Course, _: Actor) -> str:
    if now.signed_on(MARKET_LETTER) is None:
        return "给市场监管部门的报告函还没有签发，请先拟制并签发。"
    return stale(now, MARKET_LETTER, "报告函", CHANGING, CREDIT_ACT_LABELS)


def _reported(now: Course, _: Actor) -> str:
    return "" if now.count(_A.REPORT_MARKET) else "报告函还没有发出，没有回执可登记。"


def _own_step(now: Course, actor: Actor) -> str:
    last = now.moves[-1].act if now.moves else ""
    is_review = last in (_A.REVIEW, _A.SEND_BACK)
    if is_review == (actor.role is Role.M_LAW):
        return ""
    return (
        "法制审核的意见由市局法规科撤回。"
        if is_review
        else "上一步由经办单位办理，由经办单位撤回。"
    )


CREDIT_GUARDS: Final[Mapping[CreditGuard, Callable[[Course, Actor], str]]] = {
    CreditGuard.DECIDED: _decided,
    CreditGuard.WHOLE: _whole,
    CreditGuard.GROUNDS: _grounds,
    CreditGuard.NOT_BUILDER: _not_builder,
    CreditGuard.CATALOGUED: _catalogued,
    CreditGuard.MENDED: _mended,
    CreditGuard.STANDS: _stands,
    CreditGuard.SLIP: _slip,
    CreditGuard.REASON: _reason,
    CreditGuard.NEVER_OUT: _never_out,
    CreditGuard.EVER_OUT: _ever_out,
    CreditGuard.SHOWN_LONG_ENOUGH: _shown_long_enough,
    CreditGuard.FULFILLED: _fulfilled,
    CreditGuard.AGREED: _agreed,
    CreditGuard.OF_REFUSAL: _of_refusal,
    CreditGuard.LETTER: _letter,
    CreditGuard.REPORTED: _reported,
    CreditGuard.OWN_STEP: _own_step,
    CreditGuard.UNDATED: _undated,
    CreditGuard.DATED_WELL: _dated_well,
}
CREDIT_GUARD_LABELS: Final[Mapping[str, str]] = {
    CreditGuard.DECIDED: "由本机关作出、没有撤销的处罚决定",
    CreditGuard.WHOLE: "各项信息填写完整、正确",
    CreditGuard.GROUNDS: "作为失信信息的：通知已送达、期限已满、已催告",
    CreditGuard.NOT_BUILDER: "审核人不是经办人",
    CreditGuard.CATALOGUED: "作为失信信息的：有依据、已列入目录",
    CreditGuard.MENDED: "退回之后已经更正",
    CreditGuard.STANDS: "处罚决定没有撤销",
    CreditGuard.SLIP: "信用推送单已签发（拒不退出信息）",
    CreditGuard.REASON: "写明原因",
    CreditGuard.NEVER_OUT: "平台没有收下过",
    CreditGuard.EVER_OUT: "平台收下过",
    CreditGuard.SHOWN_LONG_ENOUGH: "公示已满最短期限",
    CreditGuard.FULFILLED: "义务已履行，承诺书已提交",
    CreditGuard.AGREED: "处罚机关同意修复",
    CreditGuard.OF_REFUSAL: "属于拒不退出、拒不移交",
    CreditGuard.LETTER: "报告函已签发",
    CreditGuard.REPORTED: "报告函已发出",
    CreditGuard.OWN_STEP: "上一步由本岗位办理",
    CreditGuard.UNDATED: "拒不退出信息还没有决定日期",
    CreditGuard.DATED_WELL: "决定日期与通知、终止的日期不矛盾",
}
# The form of the step answers these.
CREDIT_ASKED: Final = frozenset(
    {
        CreditGuard.WHOLE, CreditGuard.GROUNDS, CreditGuard.CATALOGUED, CreditGuard.REASON,
        CreditGuard.FULFILLED, CreditGuard.DATED_WELL,
    }
)  # fmt: skip
