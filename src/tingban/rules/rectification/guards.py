"""Guards of the steps of a problem: each answers with the sentence of its refusal, or nothing."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.rules.actors import Actor
from tingban.rules.documents.service import WAY_BY_KEY
from tingban.rules.inspections import VISIT_LABELS, VisitKind
from tingban.rules.rectification.branches import barred
from tingban.rules.rectification.categories import CATEGORY_LABELS, Category
from tingban.rules.rectification.clocks import EXTENSION, LOOK_BACK_DAYS, SECOND_TERM
from tingban.rules.rectification.situation import Guard, Situation
from tingban.rules.rectification.stages import MEASURE_LABELS, MeasureKind
from tingban.rules.rectification.sub_acts import SUB_ACT_BY_CODE
from tingban.rules.rectification.terms import out_of_bounds

STAFF_ON_SITE: Final = 2
FAILURES_TO_ESCALATE: Final = 2
LOOKING_BACK: Final = frozenset({VisitKind.RECHECK, VisitKind.SUPERVISE})


def _said(value: object, sentence: str) -> str:
    return "" if value else sentence


def _inspected(now: Situation, _: Actor) -> str:
    first = now.first_visit_on
    if first is not None and first <= now.day:
        return ""
    told = f"最早一次检查在 {chinese_day(first)}" if first else "还没有检查记录（自查不算）"
    return f"这个小区{told}，不能在 {chinese_day(now.day)}确认问题。请先登记检查记录，再登记问题。"


def _evidence(now: Situation, _: Actor) -> str:
    return _said(now.evidence > 0, "请至少列出一件证据，例如现场照片、检查笔录、合同或账目复印件。")


def _sub_acts(now: Situation, _: Actor) -> str:
    if not now.acts:
        return f"请至少选一项“{CATEGORY_LABELS[now.category]}”的问题行为。"
    strange = [code for code in now.acts if code not in SUB_ACT_BY_CODE]
    if strange:
        return f"没有问题行为 {strange[0]}。"
    others = [code for code in now.acts if SUB_ACT_BY_CODE[code].category is not now.category]
    if others:
        label = SUB_ACT_BY_CODE[others[0]].label
        return f"问题行为“{label}”不属于“{CATEGORY_LABELS[now.category]}”。"
    return ""


def _responsible(now: Situation, _: Actor) -> str:
    return _said(now.responsible.strip(), "请写明责任人，整改由谁负责到底（方案要求）。")


def _term(now: Situation, _: Actor) -> str:
    if now.new_term_on is None:
        return "请写明完成时限。"
    if now.new_term_on < now.day:
        return f"整改期限（{chinese_day(now.new_term_on)}）早于 {chinese_day(now.day)}，请核对。"
    return out_of_bounds(now.new_term_on, now.day, now.ends_on)


def _reason(now: Situation, _: Actor) -> str:
    return _said(now.reason.strip(), "请写明原因和依据。")


def _proposed(now: Situation, _: Actor) -> str:
    return _said(now.is_proposed, "经办人还没有提请认定不属实。")


def _not_proposer(now: Situation, actor: Actor) -> str:
    is_own = now.proposer_id is not None and now.proposer_id == actor.user_id
    return _said(not is_own, "这件由您提请，须由另一位负责人批准。")


def _same_day(now: Situation, _: Actor) -> str:
    if now.on is None or now.on == now.confirmed_on:
        return ""
    day = chinese_day(now.confirmed_on) if now.confirmed_on else "还没有"
    return f"立行立改须在确认当日（{day}）改好。不是当日的，请责令整改，再由复核销号。"


def _staff(now: Situation, _: Actor) -> str:
    names = {name.strip() for name in now.staff if name.strip()}
    return _said(len(names) >= STAFF_ON_SITE, "须有两名工作人员到场，请写明两人姓名。")


def _before_after(now: Situation, _: Actor) -> str:
    return _said(now.before and now.after, "请附整改前和整改后的照片，各至少一张。")


def _party(now: Situation, _: Actor) -> str:
    if now.parties == 1:
        return ""
    if not now.parties:
        return "问题还没有对应到企业，不知道责令谁。请先在“修改”里补上企业。"
    return f"所选问题涉及 {now.parties} 家企业。一份通知书只针对一家企业，请分开签发。"


def _law(now: Situation, _: Actor) -> str:
    if not now.laws:
        return "请选定违反的法律条款。"
    if now.stale_laws:
        return f"所选条款 {'、'.join(now.stale_laws)} 在签发当日没有施行或已经废止，请改选。"
    return ""


def _officers(now: Situation, _: Actor) -> str:
    known = {(it.name.strip(), it.certificate.strip()) for it in now.officers}
    whole = [it for it in known if all(it)]
    enough = len({name for name, _ in whole}) >= STAFF_ON_SITE
    enough = enough and len({number for _, number in whole}) >= STAFF_ON_SITE
    return _said(enough, "请写明两名执法人员的姓名和执法证号。")


def _demands(now: Situation, _: Actor) -> str:
    return _said(now.demands.strip(), "请逐条写明整改要求。")


def _whole(now: Situation, _: Actor) -> str:
    return _said(not now.lacking, f"通知书还不完整：{'；'.join(now.lacking)}。")


def _proof(now: Situation, _: Actor) -> str:
    if now.proof.strip():
        return ""
    needed = WAY_BY_KEY[now.way].proof if now.way else "送达回证"
    return f"请写明送达凭证：{needed}。"


def _by_receipt(now: Situation, _: Actor) -> str:
    if now.way is None or not WAY_BY_KEY[now.way].is_deemed:
        return ""
    return f"{WAY_BY_KEY[now.way].label}期满才视为送达，请用“发出通知书”登记，到期由系统办理。"


def _lapsed(now: Situation, _: Actor) -> str:
    if now.deemed_on is not None and now.today > now.deemed_on:
        return ""
    return "视为送达的期限还没有满。"


def _first_extension(now: Situation, _: Actor) -> str:
    return _said(not now.extensions, "这个问题已经延期过一次，不能再延期。")


def _not_safety(now: Situation, _: Actor) -> str:
    return _said(now.category is not Category.CAT_3, "安全防范类问题不能延期，请立即整改。")


def _in_time(now: Situation, _: Actor) -> str:
    if now.term_on is None or now.day <= now.term_on:
        return ""
    return f"整改期限 {chinese_day(now.term_on)}已经届满，延期须在届满之前办理。"


def _asked(now: Situation, _: Actor) -> str:
    return _said(now.is_asked, "企业没有提出延期申请。收到书面申请的，请写明申请的要点。")


def _requested(now: Situation, actor: Actor) -> str:
    return "" if now.request.strip() else _asked(now, actor)


def _extent(now: Situation, _: Actor) -> str:
    if now.new_term_on is None or now.term_on is None or now.latest_on is None:
        return "请写明延长到哪一天。"
    if now.new_term_on <= now.term_on:
        return f"延长后的期限应晚于现在的 {chinese_day(now.term_on)}。"
    if now.new_term_on > now.latest_on:
        return f"最多延长 {EXTENSION.length} 日，不能晚于 {chinese_day(now.latest_on)}。"
    return f"{now.rest_day}。" if now.rest_day else ""


def _report(now: Situation, _: Actor) -> str:
    return _said(now.report.strip(), "请写明整改情况：做了什么、现在怎样。")


def _after_photos(now: Situation, _: Actor) -> str:
    return _said(now.after, "请附整改后的照片，至少一张。")


def _publication(now: Situation, _: Actor) -> str:
    fits = now.category is not Category.CAT_6 or now.publication > 0
    return _said(fits, "公共收益类问题须附在小区醒目位置公示的照片。")


def _repayment(now: Situation, _: Actor) -> str:
    if now.category is not Category.CAT_7:
        return ""
    if not 0 < now.repaid <= now.owed:
        return "侵占公共收益的，请写明应退金额和已退金额；已退的应大于零，不超过应退的。"
    return _said(now.voucher.strip(), "请写明退款凭证，例如银行回单的编号和日期。")


def _visit(now: Situation, kinds: frozenset[VisitKind], after: date | None) -> str:
    """A visit of these kinds, here, not before a day."""
    wanted = "或".join(f"“{VISIT_LABELS[kind]}”" for kind in sorted(kinds))
    if now.visit is None or now.visit.kind not in kinds or not now.visit.is_here:
        return f"请选择这个小区的一条{wanted}检查记录；还没有的，请先登记。"
    if after is not None and now.visit.on < after:
        seen_on = chinese_day(now.visit.on)
        return f"检查（{seen_on}）在 {chinese_day(after)}之前，不能作为这一步的依据。"
    return ""


def _rechecked(now: Situation, _: Actor) -> str:
    after = now.submitted_on or now.confirmed_on
    return _visit(now, frozenset({VisitKind.RECHECK}), after)


def _not_finder(now: Situation, actor: Actor) -> str:
    is_own = now.finder_id is not None and now.finder_id == actor.user_id
    return _said(not is_own, "这个问题由您确认，须由另一名同事复核。")


def _short_term(now: Situation, _: Actor) -> str:
    if now.new_term_on is None or now.latest_on is None:
        return "请写明再整改的期限。"
    if not now.day <= now.new_term_on <= now.latest_on:
        return (
            f"再整改的期限从复核之日起不超过 {SECOND_TERM.length} 日，"
            f"最迟 {chinese_day(now.latest_on)}。"
        )
    return ""


def _due_passed(now: Situation, _: Actor) -> str:
    return _said(now.term_on is not None and now.today > now.term_on, "整改期限还没有过。")


def _failed_twice(now: Situation, _: Actor) -> str:
    return _said(
        now.failures >= FAILURES_TO_ESCALATE,
        f"还在整改期限内。逾期，或复核 {FAILURES_TO_ESCALATE} 次不通过（现在 {now.failures} 次）"
        "的，才升级处置。",
    )


def _branch(now: Situation, _: Actor) -> str:
    if not now.measures:
        return f"请至少选一项处置措施：{'、'.join(MEASURE_LABELS.values())}。"
    closed = barred(now.category, now.known_acts, is_guided=now.is_guided)
    if reasons := [closed[kind] for kind in now.measures if kind in closed]:
        return "".join(reasons)
    again = [MEASURE_LABELS[kind] for kind in now.measures if kind in now.running]
    return f"{'、'.join(again)}已经在进行，不必再开。" if again else ""


def _running(now: Situation, _: Actor) -> str:
    return _said(now.ended and set(now.ended) <= set(now.running), "没有正在进行的这项措施。")


def _leaving(now: Situation, _: Actor) -> str:
    return _said(
        MeasureKind.EXIT in now.running,
        "处置措施里没有“启动企业退出”。措施本身不能销号，整改到位的请走复核。",
    )


def _successor(now: Situation, _: Actor) -> str:
    return _said(
        now.successor.strip(),
        "请写明企业退出的日期，以及接任企业（或业主自行管理组织）的书面确认。",
    )


def _seen_again(now: Situation, _: Actor) -> str:
    return _visit(now, LOOKING_BACK, now.completed_on)


def _same_act(now: Situation, _: Actor) -> str:
    if not now.acts:
        return "请选定又出现了哪项问题行为。"
    if not now.known_acts or set(now.acts) <= set(now.known_acts):
        return ""
    return "不是原来的问题行为，请另行登记问题。"


def _look_back(now: Situation, _: Actor) -> str:
    if now.completed_on is None:
        return ""
    last = now.completed_on + timedelta(days=LOOK_BACK_DAYS)
    if now.day <= last:
        return ""
    return (
        f"销号已满 {LOOK_BACK_DAYS} 日（{chinese_day(last)}），不再重开。"
        "请登记新问题，并注明由这个问题再次发生。"
    )


def _undoable(now: Situation, _: Actor) -> str:
    return now.undo_refusal


GUARDS: Final[Mapping[str, Callable[[Situation, Actor], str]]] = {
    Guard.INSPECTED: _inspected,
    Guard.EVIDENCE: _evidence,
    Guard.SUB_ACTS: _sub_acts,
    Guard.RESPONSIBLE: _responsible,
    Guard.TERM: _term,
    Guard.REASON: _reason,
    Guard.PROPOSED: _proposed,
    Guard.NOT_PROPOSER: _not_proposer,
    Guard.SAME_DAY: _same_day,
    Guard.STAFF: _staff,
    Guard.BEFORE_AFTER: _before_after,
    Guard.PARTY: _party,
    Guard.LAW: _law,
    Guard.OFFICERS: _officers,
    Guard.DEMANDS: _demands,
    Guard.WHOLE: _whole,
    Guard.PROOF: _proof,
    Guard.BY_RECEIPT: _by_receipt,
    Guard.LAPSED: _lapsed,
    Guard.FIRST_EXTENSION: _first_extension,
    Guard.NOT_SAFETY: _not_safety,
    Guard.IN_TIME: _in_time,
    Guard.ASKED: _asked,
    Guard.REQUESTED: _requested,
    Guard.EXTENT: _extent,
    Guard.REPORT: _report,
    Guard.AFTER_PHOTOS: _after_photos,
    Guard.PUBLICATION: _publication,
    Guard.REPAYMENT: _repayment,
    Guard.RECHECKED: _rechecked,
    Guard.NOT_FINDER: _not_finder,
    Guard.SHORT_TERM: _short_term,
    Guard.DUE_PASSED: _due_passed,
    Guard.FAILED_TWICE: _failed_twice,
    Guard.BRANCH: _branch,
    Guard.RUNNING: _running,
    Guard.LEAVING: _leaving,
    Guard.SUCCESSOR: _successor,
    Guard.SEEN_AGAIN: _seen_again,
    Guard.SAME_ACT: _same_act,
    Guard.LOOK_BACK: _look_back,
    Guard.UNDOABLE: _undoable,
}
