"""Guards of an exit up to the end of the contract: each answers the sentence of its refusal."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.rules.actors import Actor, Role
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.deadlines.arithmetic import add_natural_days, latest_before
from tingban.rules.exits.exit_guard_keys import GuardKey
from tingban.rules.exits.exit_stages import Act, Ending, Origin, Takeover
from tingban.rules.exits.exit_undoing import GUARDS as UNDOING_GUARDS
from tingban.rules.exits.meeting_guards import GUARDS as MEETING_GUARDS
from tingban.rules.exits.notice_service import service_guard
from tingban.rules.exits.refusal_guards import GUARDS as REFUSAL_GUARDS
from tingban.rules.exits.refusal_guards import by_engine, by_owners, said
from tingban.rules.exits.vote import Inequality, Matter, MatterResult, VoteResult
from tingban.rules.exits.vote_stages import POSTED_DAYS, posted_until
from tingban.rules.law import STATUTORY_CALENDAR, Calendar, cite
from tingban.rules.rectification.course import Course

_DAY: Final = timedelta(days=1)
_DISMISSAL: Final = LIMIT_BY_KEY["DL-21"]
_NOT_RENEWING: Final = LIMIT_BY_KEY["DL-21b"]
# What a vote must have decided for the old company to go; where the contract ends by itself, the
# choice of another is enough.
_DISMISSING: Final = (Matter.DISMISS,)
_LETTING_GO: Final = (Matter.DISMISS, Matter.HIRE, Matter.SELF_MANAGE)


def vote_of(now: Course) -> VoteResult | None:
    """The result of the vote of this round; one from before the voting began is another's."""
    vote: VoteResult | None = now.beside.get("vote")
    began = now.day_of(Act.OPEN_VOTE)
    return None if vote is None or (began and vote.closed_on < began) else vote


def deciding(now: Course) -> MatterResult | None:
    """The matter by which the owners let the company go; a passed one before others."""
    vote = vote_of(now)
    if vote is None:
        return None
    wanted = _LETTING_GO if now.text("origin") == Origin.EXPIRY else _DISMISSING
    return _best(vote, *wanted)


def choosing(now: Course) -> MatterResult | None:
    """The matter by which the owners settle who comes next; a passed one before others."""
    vote = vote_of(now)
    return _best(vote, Matter.HIRE, Matter.SELF_MANAGE) if vote else None


def _best(vote: VoteResult, *wanted: Matter) -> MatterResult | None:
    found = [it for it in vote.matters if it.matter in wanted]
    return next((it for it in found if it.passed), found[0] if found else None)


def runs_out(now: Course, served_on: date) -> bool:
    """Whether the contract ends on its own last day, which a notice only confirms (947Ⅰ)."""
    ends_on = now.day("contract_ends_on")
    return now.text("origin") == Origin.EXPIRY and bool(ends_on and served_on <= ends_on)


def earliest_end(now: Course, served_on: date) -> tuple[date, str]:
    """The first lawful day of termination after a notice, and by what (民法典 946…948)."""
    days, ends_on = now.number("notice_days"), now.day("contract_ends_on")
    if ends_on and runs_out(now, served_on):
        return ends_on, "合同到期终止，不提前"
    calendar: Calendar = now.beside.get("calendar", STATUTORY_CALENDAR)
    if days:
        return add_natural_days(served_on, days, calendar), f"合同约定提前 {days} 日通知"
    article = cite("CC-948") if ends_on and served_on > ends_on else cite("CC-946")
    return _DISMISSAL.due_on(served_on, calendar), f"{article}：提前 {_DISMISSAL.span}书面通知"


def _grounds(now: Course, _: Actor) -> str:
    told = now.text("grounds").strip() and now.text("reaction").strip()
    return said(told, "请写明企业不整改、不履约的事实，以及业主反映的情况（方案要求）。")


def _contract_end(now: Course, _: Actor) -> str:
    sentence = f"请写明现合同的到期日（{cite('CC-947.1', 'CC-948')}）。"
    return said(now.day("contract_ends_on"), sentence)


def _notice_90(now: Course, _: Actor) -> str:
    """947Ⅱ: at least 90 days before the contract ends, unless it says otherwise."""
    served_on, ends_on = now.day("company_notice_on"), now.day("contract_ends_on")
    if not served_on or not ends_on:
        return f"请写明企业书面通知的送达日和现合同的到期日（{cite('CC-947.2')}）。"
    if now.day("ends_on") != ends_on:
        return f"企业不续聘的，终止日就是合同到期日 {chinese_day(ends_on)}，请核对。"
    days = now.number("notice_days") or _NOT_RENEWING.length
    latest = latest_before(ends_on, days)
    if served_on > latest:
        return (
            f"企业应在到期 {days} 日前书面通知，最迟 {chinese_day(latest)}，"
            f"实际 {chinese_day(served_on)}（{cite('CC-947.2')}）。"
            "通知迟了的，合同到期后按不定期处理。"
        )
    return ""


def _notice_60(now: Course, _: Actor) -> str:
    """948: a contract without an end is ended by 60 days' written notice, by either side."""
    served_on, expired_on = now.day("company_notice_on"), now.day("contract_ends_on")
    ends_on = now.day("ends_on")
    if not served_on or not expired_on or not ends_on:
        return f"请写明原合同到期日、企业书面通知的送达日和终止日（{cite('CC-948')}）。"
    if served_on <= expired_on:
        return (
            f"合同 {chinese_day(expired_on)}才到期，还不是不定期合同（{cite('CC-948')}）。"
            "企业不续聘的，起因请选“企业书面通知到期不续聘”。"
        )
    earliest, why = earliest_end(now, served_on)
    if ends_on < earliest:
        return f"终止日不能早于 {chinese_day(earliest)}（{why}）。"
    return ""


def _replacement(now: Course, _: Actor) -> str:
    told = now.text("decision").strip() and now.text("successor").strip() and now.day("ends_on")
    return said(
        told,
        "前期合同因业主新签的合同生效而终止，请写明业主共同决定、新企业和新合同生效日"
        f"（{cite('CC-940')}）。",
    )


def _left(now: Course, _: Actor) -> str:
    on = now.day("ends_on")
    if on is None:
        return "请写明企业实际离场的日期。"
    return said(on <= now.today, f"离场日期 {chinese_day(on)}还没有到，请核对。")


def _opinion_paper(now: Course, actor: Actor) -> str:
    """X0: what another office said is entered for it from its paper; its own word needs none.

    `beside["opinion_papers"]` counts the files that came since it was last heard.
    """
    is_own = actor.role is Role.STR
    return said(
        is_own or now.beside.get("opinion_papers"),
        "替街道登记意见的，请先在“材料”中上传街道的书面意见（盖章的扫描件或者照片），再登记（X0）；"
        "每登记一次附一份新的。街道也可以用自己的账号出具，不用附件。",
    )


def _street_heard(now: Course, _: Actor) -> str:
    return said(
        now.count(Act.GIVE_OPINION),
        "街道还没有出具意见。请街道用自己的账号出具，或者上传街道的书面意见后替它登记。",
    )


def _counted(now: Course, _: Actor) -> str:
    if vote_of(now) is None:
        return "还没有计票结果。请先在“业主表决”里由两名计票人计票、封存结果。"
    return said(deciding(now), "这次表决没有“解聘物业服务企业”这一事项，不能据此解聘。")


def _witnessed(now: Course, _: Actor) -> str:
    vote = vote_of(now)
    return said(vote and vote.witness.strip(), "计票须有街道或居民委员会的人见证，请写明见证人。")


def _quorum(now: Course, _: Actor) -> str:
    result = deciding(now)
    asks = result.tally.quorum_asks if result else ()
    return _unmet(asks, "参与表决的专有部分面积和人数都应达到三分之二", "CC-278")


def _majority(now: Course, _: Actor) -> str:
    result = deciding(now)
    asks = result.tally.majority_asks if result else ()
    return _unmet(asks, "同意的专有部分面积和人数都应过参与表决的半数", "CC-278")


def _unmet(asks: tuple[Inequality, ...], rule: str, article: str) -> str:
    told = "；".join(
        f"{it.what}不够：{it.sides[0]}={it.shown[0]} 应{it.sign} {it.sides[1]}={it.shown[1]}"
        for it in asks
        if not it.holds
    )
    return f"{rule}（{cite(article)}）。{told}。" if told else ""


def _posted(now: Course, _: Actor) -> str:
    """X4: the result hangs out for its days before anybody goes by it; owners may object."""
    vote = vote_of(now)
    if vote is None or vote.posted_on is None:
        return "表决结果还没有在小区公示，请先公示并登记日期。"
    last = posted_until(vote.posted_on, now.beside.get("calendar", STATUTORY_CALENDAR))
    return said(
        now.day_now > last,
        f"表决结果 {chinese_day(vote.posted_on)}公示，要公示 {POSTED_DAYS} 日，到 "
        f"{chinese_day(last)} 24:00 才满（平台的规则，没有法定期限）。公示期内业主可以提出异议，"
        f"{chinese_day(last + _DAY)}起再办理这一步。",
    )


def _not_passed(now: Course, _: Actor) -> str:
    result = deciding(now)
    return said(not (result and result.passed), "表决已经通过，请确认共同决定。")


def _renewal(now: Course, _: Actor) -> str:
    vote = vote_of(now)
    return said(
        vote and vote.has_decided(Matter.RENEW), f"业主没有共同决定续聘（{cite('CC-947.1')}）。"
    )


def _before_expiry(now: Course, _: Actor) -> str:
    ends_on = now.day("contract_ends_on")
    if ends_on is None or now.day_now <= ends_on:
        return ""
    return f"合同已于 {chinese_day(ends_on)}到期，续聘须在到期前续订（{cite('CC-947.1')}）。"


def _proof(now: Course, _: Actor) -> str:
    told = str(now.told.get("proof") or "").strip() and now.told.get("service_way")
    return said(told, f"书面通知须能证明送达（{cite('CC-946')}），请写明送达方式和凭证。")


def _clause(now: Course, _: Actor) -> str:
    fits = not now.number("notice_days") or now.text("notice_clause").strip()
    return said(fits, f"按合同约定的通知期计算的，请写明合同条款（{cite('CC-946')}但书）。")


def _termination(now: Course, _: Actor) -> str:
    ends_on = now.day("ends_on")
    if ends_on is None:
        return "请写明合同终止日。"
    earliest, why = earliest_end(now, now.day_now)
    return said(ends_on >= earliest, f"终止日不能早于 {chinese_day(earliest)}（{why}）。")


def _term_reached(now: Course, _: Actor) -> str:
    ends_on = now.day("ends_on")
    if ends_on is None:
        return "还没有写明合同终止日。"
    return said(
        now.day_now >= ends_on,
        f"合同 {chinese_day(ends_on)}才终止；在此之前原企业应当继续服务，也可以收费"
        f"（{cite('CC-950')}）。",
    )


def _takeover_basis(now: Course, _: Actor) -> str:
    way = now.told.get("takeover")
    if way == Takeover.EMERGENCY:
        return said(now.count(Act.EMERGENCY), "还没有启动应急服务，请先登记“启动应急服务”。")
    wanted = Matter.SELF_MANAGE if way == Takeover.SELF else Matter.HIRE
    vote = vote_of(now)
    if vote is not None and vote.has_decided(wanted):
        return ""
    return said(
        now.text("decision").strip(),
        f"选聘新企业、自行管理都由业主共同决定（{cite('CC-278.1.4')}），请写明是哪次会议的决定。",
    )


def _takeover_set(now: Course, _: Actor) -> str:
    return said(
        now.count(Act.SUCCEED) or now.text("successor").strip(),
        "还没有登记由谁接管，请先登记“接管安排”。",
    )


def _conclusion(now: Course, actor: Actor) -> str:
    """A slip of the pen needs no paper."""
    if now.told.get("ending") == Ending.MISTAKE:
        return ""
    return by_engine("exits.conclusion", "终止结论")(now, actor)


GUARDS: Final[Mapping[str, Callable[[Course, Actor], str]]] = {
    GuardKey.GROUNDS: _grounds,
    GuardKey.CONTRACT_END: _contract_end,
    GuardKey.NOTICE_90: _notice_90,
    GuardKey.NOTICE_60: _notice_60,
    GuardKey.REPLACEMENT: _replacement,
    GuardKey.LEFT: _left,
    GuardKey.OPINION_PAPER: _opinion_paper,
    GuardKey.STREET_HEARD: _street_heard,
    GuardKey.ASSESSED: by_engine("exits.assessment", "退出风险研判表"),
    GuardKey.GUIDED: by_engine("exits.guidance", "指导意见书"),
    GuardKey.COUNTED: _counted,
    GuardKey.WITNESSED: _witnessed,
    GuardKey.QUORUM: _quorum,
    GuardKey.MAJORITY: _majority,
    GuardKey.POSTED: _posted,
    GuardKey.NOT_PASSED: _not_passed,
    GuardKey.RENEWAL: _renewal,
    GuardKey.BEFORE_EXPIRY: _before_expiry,
    GuardKey.NOTICE_PAPER: by_owners(
        "解聘（不再续聘）通知书", "notice_original", "exits.dismissal", "exits.not_renewing",
        needs_all=False,
    ),
    GuardKey.SERVICE: service_guard,
    GuardKey.PROOF: _proof,
    GuardKey.CLAUSE: _clause,
    GuardKey.TERMINATION: _termination,
    GuardKey.TERM_REACHED: _term_reached,
    GuardKey.TAKEOVER_BASIS: _takeover_basis,
    GuardKey.TAKEOVER_SET: _takeover_set,
    GuardKey.CONCLUSION: _conclusion,
    **MEETING_GUARDS,
    **REFUSAL_GUARDS,
    **UNDOING_GUARDS,
}  # fmt: skip
