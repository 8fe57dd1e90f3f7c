"""Guards of an exit from the hand-over on, and those that ask for a paper (DOMAIN 3.3, 7.2)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from tingban.kit.dates import chinese_day
from tingban.rules.actors import Actor
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.exits.exit_guard_keys import GuardKey
from tingban.rules.exits.exit_stages import (
    ACT_LABELS,
    SPEAKS_OF,
    Act,
    Origin,
    Receiver,
    Stage,
)
from tingban.rules.exits.handover import DOCUMENTS, WITHOUT_OLD, HandoverList, Party
from tingban.rules.exits.vote import VoteResult
from tingban.rules.law import STATUTORY_CALENDAR, Calendar, cite
from tingban.rules.rectification.course import Course
from tingban.rules.rectification.fresh import is_fresh, stale
from tingban.rules.rectification.standing_orders import StandingOrder, term_of, why_not_lapsed
from tingban.rules.rectification.sub_acts import SUB_ACT_BY_CODE

# The contract ended by law or the company left by itself: nobody had to give notice.
_WITHOUT_NOTICE: Final = frozenset({Origin.REPLACED, Origin.ABANDONED})
_DEMAND: Final = "exits.demand"
_DEMANDED: Final = LIMIT_BY_KEY["X10"]
_DAY: Final = timedelta(days=1)
# The sub-act that 条例 58 fines.
KEPT_BACK: Final = "4-04"
_Guard = Callable[[Course, Actor], str]


def said(value: object, sentence: str) -> str:
    """The sentence where nothing was said."""
    return "" if value else sentence


def by_engine(key: str, title: str) -> _Guard:
    """A paper of the bureau: drafted and signed on the platform, after what it speaks of."""

    def guard(now: Course, _: Actor) -> str:
        if now.signed_on(key) is None:
            return f"《{title}》还没有签发，请先在本页“文书”中起草、签发。"
        return stale(now, key, title, SPEAKS_OF.get(key, ()), ACT_LABELS)

    return guard


def served(key: str, title: str) -> _Guard:
    """A paper of the bureau that must have reached whom it is for."""

    ask = by_engine(key, title)

    def guard(now: Course, actor: Actor) -> str:
        if sentence := ask(now, actor):
            return sentence
        on = now.served_on(key)
        return said(on and on <= now.day_now, f"《{title}》还没有送达，请先登记送达。")

    return guard


_UNSEALED: Final = (
    "还没有业主一方签章的{}。请在本页“文书”中生成并签章，已在线下盖章的写明纸质原件。"
)


def by_owners(title: str, original: str, *keys: str, needs_all: bool = True) -> _Guard:
    """A paper of the owners: signed on the platform, or on paper and named in the step."""

    def guard(now: Course, _: Actor) -> str:
        if str(now.told.get(original) or "").strip():
            return ""
        signed = [key for key in keys if now.signed_on(key) is not None]
        old = [sentence for key in signed if (sentence := _stale(now, key, title))]
        if len(signed) - len(old) >= (len(keys) if needs_all else 1):
            return ""
        return (old or [_UNSEALED.format(title)])[0]

    return guard


def _stale(now: Course, key: str, title: str) -> str:
    """Older than a step that it speaks of, or than the figures that it bears."""
    paper, figures = now.papers.get(key), _FIGURES.get(key)
    at = figures[1](now) if figures else None
    if paper is not None and figures and at is not None and not is_fresh(paper, at):
        return f"《{title}》签发之后{figures[0]}又有变动，请按现在的情况出新版本后再签章。"
    return stale(now, key, title, SPEAKS_OF.get(key, ()), ACT_LABELS)


def _counted_at(now: Course) -> datetime | None:
    vote: VoteResult | None = now.beside.get("vote")
    return vote.counted_at if vote else None


# What a paper bears besides the steps: in words, and when it last changed.
_FIGURES: Final[Mapping[str, tuple[str, Callable[[Course], datetime | None]]]] = {
    "exits.dismissal": ("计票结果", _counted_at),
    "exits.not_renewing": ("计票结果", _counted_at),
    "exits.confirmation": ("移交清单", lambda now: list_of(now).changed_at),
}


def mandate(now: Course) -> str:
    """AMB-21: what a 物管会 may do rests on a local rule or a decision of the owners."""
    return said(
        now.text("mandate").strip(),
        "物业管理委员会不是民法典规定的组织，请写明地方规定或业主共同决定的名称、文号和日期"
        f"（{cite('CC-277.2', 'CC-278')}）。",
    )


def list_of(now: Course) -> HandoverList:
    """The hand-over list as it stands."""
    found: HandoverList | None = now.beside.get("handover")
    return found or HandoverList()


def _list_complete(now: Course, _: Actor) -> str:
    missing = list_of(now).missing
    if not missing:
        return ""
    more = f"等 {len(missing)} 处" if len(missing) > 3 else ""
    return f"移交清单还不完整（{cite('CC-949.1', 'PMR-29.1')}）：{'；'.join(missing[:3])}{more}。"


def signing_sides(now: Course) -> frozenset[Party]:
    """All four; without the old company where it refused or has gone."""
    return WITHOUT_OLD if without_old(now) else frozenset(Party)


def without_old(now: Course) -> str:
    """Why the old company need not sign, in words; empty where it must (DOMAIN 3.3, X8…X13)."""
    done = now.last(Act.COMPLETE) if now.stage == Stage.X9 else None
    stage = done.start if done else now.stage
    paper = now.text("outcome").strip()
    told = f"（{paper}）" if done and paper else ""
    if stage == Stage.X13:
        return f"由人民法院强制执行移交{told}，不需要原企业签字"
    if stage == Stage.X12:
        start = "在诉讼中了结" if done else "在诉讼中移交的"
        return f"{start}{told}，不以原企业签字为条件"
    if stage in (Stage.X10, Stage.X11):
        return "原企业拒不配合，由其他三方确认，不需要原企业签字"
    return "原企业已经撤场，由其他三方确认，不需要原企业签字" if _has_gone(now) else ""


def _has_gone(now: Course) -> bool:
    return now.text("origin") == Origin.ABANDONED


def _sides_signed(now: Course, _: Actor) -> str:
    open_sides = list_of(now).unconfirmed(signing_sides(now))
    return said(not open_sides, f"移交清单还没有确认：{'、'.join(open_sides)}。")


def _receiver(now: Course, _: Actor) -> str:
    who = now.told.get("received_by")
    if who == Receiver.MANAGING:
        return mandate(now)
    return said(who, f"请选接收人（{cite('CC-949.1')}）。")


def _refused_items(now: Course, _: Actor) -> str:
    told = now.told.get("refused") or now.told.get("still_there")
    if not told:
        return "请选拒不移交的项目；企业不撤出的，勾选“拒不撤出”。"
    return said(now.told.get("refusal_evidence"), "请至少列出一件证据，例如要求移交的函。")


def refuses_documents(now: Course) -> bool:
    """Whether documents are kept back: only then 条例 58 applies (DOMAIN 1.3, CAT-4)."""
    return bool(DOCUMENTS & set(now.items("refused")))


def _urged(now: Course, _: Actor) -> str:
    refused = now.last(Act.REFUSE)
    last = now.last(Act.URGE)
    if last is None or (refused is not None and now.moves.index(last) < now.moves.index(refused)):
        return "还没有催告。请先送达催告函，再登记“催告”。"
    until = last.told.get("urged_until")
    term = date.fromisoformat(until) if until else None
    if term is None or now.day_now > term:
        return ""
    return (
        f"催告函写明的履行期限到 {chinese_day(term)} 24:00 才满，{chinese_day(term + _DAY)}起"
        "仍不履行的，才转入依法处置。"
    )


def demand_term(now: Course) -> date | None:
    """Until when the letter of demand that stands lets the company perform."""
    found: date | None = now.beside.get("demand_until")
    return found


def read_from_demand(now: Course) -> Mapping[str, Any]:
    """The answer that the step takes from the letter; nothing without one."""
    term = demand_term(now)
    return {"urged_until": term.isoformat()} if term else {}


def _demand_term(now: Course, _: Actor) -> str:
    """Who is urged gets time: the term lies after the day of service (X10)."""
    served_on, term = now.served_on(_DEMAND), demand_term(now)
    if served_on is None:
        return ""
    if term is None:
        return "催告函没有写明履行期限，请重新制作催告函、写明期限后再送达。"
    return said(
        term > served_on,
        f"催告函写明的履行期限是 {chinese_day(term)}，不晚于送达的 {chinese_day(served_on)}，企业"
        f"没有时间履行。请重新制作催告函，期限一般从送达起算 {_DEMANDED.span}（平台的规则）。",
    )


def _short_term(now: Course, _: Actor) -> str:
    served_on, term = now.served_on(_DEMAND), demand_term(now)
    calendar: Calendar = now.beside.get("calendar", STATUTORY_CALENDAR)
    if served_on is None or term is None or term >= _DEMANDED.due_on(served_on, calendar):
        return ""
    return said(
        now.reason.strip(),
        f"催告函给的期限到 {chinese_day(term)}，从送达起不足 {_DEMANDED.span}（平台的规则），"
        "请在“说明”里写明为什么缩短。",
    )


def orders_of(now: Course) -> tuple[StandingOrder, ...]:
    """The orders on the company's problem of documents kept back here."""
    found: tuple[StandingOrder, ...] = now.beside.get("orders_58", ())
    return found


def _ordered(now: Course, _: Actor) -> str:
    """条例 58 rests on the order that C01 counts and that a fine waits for: there is one only."""
    if not refuses_documents(now):
        return ""
    served_ones = [it for it in orders_of(now) if it.served_on <= now.day_now]
    if served_ones:
        sentence = why_not_lapsed(term_of(served_ones), now.day_now)
        return f"{sentence}（{cite('PMR-58')}）" if sentence else ""
    kept: tuple[str, ...] = now.beside.get("problems_58", ())
    where = (
        f"请在问题 {'、'.join(kept)} 的页面签发、送达《责令限期整改通知书》。"
        if kept
        else f"请先把“{SUB_ACT_BY_CODE[KEPT_BACK].label}”登记为这家企业的问题、现场确认，"
        "再在问题的页面签发、送达《责令限期整改通知书》。"
    )
    return f"拒不移交资料的，须先责令限期改正（{cite('PMR-58')}）。{where}"


def _documents_refused(now: Course, _: Actor) -> str:
    return said(
        refuses_documents(now),
        f"{cite('PMR-58')}只处罚不移交有关资料的行为；拒不撤出、不交用房和设施没有罚则，请走诉讼。",
    )


def _k2_ready(now: Course, _: Actor) -> str:
    """7.2: a served notice, an expired period and a demand; else it is no fact of refusal."""
    ends_on = now.day("ends_on")
    is_served = now.count(Act.SERVE_NOTICE) or now.day("company_notice_on")
    if not is_served and now.text("origin") not in _WITHOUT_NOTICE:
        return f"解聘通知没有送达，不能推送（{cite('CC-946')}）。"
    if ends_on is None or now.day_now <= ends_on:
        told = f"（{chinese_day(ends_on)}）" if ends_on else ""
        return f"合同终止日{told}还没有过，不能推送。"
    return said(now.count(Act.URGE), "还没有催告，不能推送。")


def _push_begun(now: Course, _: Actor) -> str:
    if not now.count(Act.BEGIN_PUSH):
        return "还没有发起信用推送，请先办理“发起信用推送”。"
    receipt = now.beside.get("credit_receipt")
    return said(receipt, "信用推送还没有收到平台回执，请先在“信用推送”里办结并登记回执。")


def _market_told(now: Course, _: Actor) -> str:
    return said(
        now.beside.get("market_receipt"),
        "市场监管部门还没有签收报告函。请在“信用推送”里发出报告函，并登记签收回执。",
    )


def _both_reported(now: Course, _: Actor) -> str:
    missing = [
        label
        for label, act in (("信用推送", Act.PUSH_CREDIT), ("报告市场监管部门", Act.REPORT_MARKET))
        if not now.count(act)
    ]
    told = "、".join(missing)
    return said(not missing, f"方案要求推送信用平台、报告市场监管部门，{told}还没有回执。")


def _outcome(now: Course, _: Actor) -> str:
    return said(
        str(now.told.get("outcome") or "").strip(),
        "请写明和解协议、调解书或执行结案文书的名称和日期。",
    )


def _reason(now: Course, _: Actor) -> str:
    return said(now.reason.strip(), "请在“说明”里写明原因和依据。")


def _not_archived(now: Course, _: Actor) -> str:
    return said(not now.count(Act.ARCHIVE), "这件已经归档。")


GUARDS: Final[Mapping[str, _Guard]] = {
    GuardKey.EMERGENCY_PAPER: by_engine("exits.emergency", "应急服务公告"),
    GuardKey.LIST_COMPLETE: _list_complete,
    GuardKey.SIDES_SIGNED: _sides_signed,
    GuardKey.CONFIRMATION: by_owners("交接确认书", "confirmation_original", "exits.confirmation"),
    GuardKey.RECEIVER: _receiver,
    GuardKey.REFUSED_ITEMS: _refused_items,
    GuardKey.DEMAND_SERVED: served(_DEMAND, "催告函"),
    GuardKey.DEMAND_TERM: _demand_term,
    GuardKey.SHORT_TERM: _short_term,
    GuardKey.URGED: _urged,
    GuardKey.ORDERED: _ordered,
    GuardKey.DOCUMENTS_REFUSED: _documents_refused,
    GuardKey.SUIT_PAPER: by_engine("exits.suit_guidance", "诉讼指导函"),
    GuardKey.K2_READY: _k2_ready,
    GuardKey.PUSH_BEGUN: _push_begun,
    GuardKey.MARKET_TOLD: _market_told,
    GuardKey.BOTH_REPORTED: _both_reported,
    GuardKey.OUTCOME: _outcome,
    GuardKey.REASON: _reason,
    GuardKey.NOT_ARCHIVED: _not_archived,
}
