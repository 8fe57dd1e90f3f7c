"""Guards of a penalty case after its decision: service, payment, appeal, court, end."""

from tingban.kit.dates import chinese_day
from tingban.rules.actors import Actor
from tingban.rules.enforcement import penalty_course as seen
from tingban.rules.enforcement.penalty_asking import said, served, signed
from tingban.rules.enforcement.penalty_stages import Act, PaperKey
from tingban.rules.rectification.course import Course
from tingban.rules.rectification.fields import spell_money


def sparing_served(now: Course, _: Actor) -> str:
    """The company knows that it is spared."""
    return served(now, PaperKey.SPARING)


def decision_served(now: Course, _: Actor) -> str:
    """行政处罚法 61."""
    return served(now, PaperKey.DECISION, then=True)


def not_public(now: Course, _: Actor) -> str:
    """Published once."""
    return said(not seen.is_public(now), "这份决定已经公示，不必再登记。")


def is_public(now: Course, _: Actor) -> str:
    """行政处罚法 48Ⅱ: only what was changed, annulled or found unlawful is taken back."""
    if not seen.is_public(now):
        return "这份决定没有公示在外，不需要撤回。"
    return said(
        seen.overturned_on(now),
        "公示的决定被变更、撤销、确认违法或者无效的才撤回（行政处罚法第四十八条第二款）。",
    )


def _left(now: Course) -> tuple[int, str]:
    left = seen.owed(now, now.day_now)
    more = seen.added(now, now.day_now)
    told = f"{chinese_day(now.day_now)}应缴 {spell_money(left)}"
    return left, f"{told}（其中加处罚款 {spell_money(more)}）" if more else told


def part(now: Course, _: Actor) -> str:
    """A part is less than the whole."""
    left, told = _left(now)
    return said(
        0 < now.number("amount") < left,
        f"{told}，部分缴款的金额应大于零、小于这个数；缴清的请用“登记缴清”。",
    )


def whole(now: Course, _: Actor) -> str:
    """行政处罚法 67, 72: to the cent."""
    left, told = _left(now)
    return said(
        left and now.number("amount") == left,
        f"{told}，与登记的金额不符，请核对银行回单；只缴了一部分的，请用“登记部分缴款”。",
    )


def deferral_asked(now: Course, _: Actor) -> str:
    """行政处罚法 66Ⅱ."""
    told = [it.act for it in now.moves if it.act in (Act.ASK_DEFERRAL, Act.DEFER)]
    return said(
        told and told[-1] == Act.ASK_DEFERRAL,
        "延期、分期缴纳须由当事人申请（行政处罚法第六十六条第二款）。收到书面申请的，请先登记。",
    )


def later(now: Course, _: Actor) -> str:
    """A deferral gives more time."""
    last, until = seen.pay_by(now), now.day("deferred_until")
    return said(
        until and last and until > last,
        f"新的缴款期限应晚于现在的 {chinese_day(last) if last else '期限'}。",
    )


def not_appealed(now: Course, _: Actor) -> str:
    """One way at a time."""
    return said(not seen.is_appealed(now), "复议或者诉讼还在进行，请先“登记复议、诉讼结果”。")


def appealed(now: Course, _: Actor) -> str:
    """There is something to end."""
    return said(seen.is_appealed(now), "没有进行中的复议、诉讼。")


def review_first(now: Course, _: Actor) -> str:
    """行政复议法 23Ⅰ(一)."""
    told = now.told.get("appeal", "review")
    is_free = told != "suit" or not seen.is_spot(now) or now.count(Act.END_APPEAL)
    return said(
        is_free,
        "对当场作出的行政处罚决定不服，应当先申请行政复议，对复议决定不服再起诉"
        "（行政复议法第二十三条第一款第（一）项）。",
    )


def outcome(now: Course, _: Actor) -> str:
    """Only a review that changes the fine brings another sum, and it says which."""
    is_changed, has_sum = now.told.get("outcome") == "changed", "changed_fine" in now.told
    if is_changed:
        return said(has_sum, "处罚决定被变更的，请写明变更后的罚款；不再罚款的写 0。")
    return said(not has_sum, "只有“变更”才填写变更后的罚款。其他结果请把这一项空着。")


def unpaid(now: Course, _: Actor) -> str:
    """行政处罚法 72, 行政强制法 54."""
    last = seen.pay_by(now)
    if last is None or now.day_now <= last:
        told = f"缴款期限到 {chinese_day(last)}" if last else "决定书还没有送达"
        return f"{told}，逾期才催告（行政处罚法第七十二条）。"
    return said(seen.owed(now, now.day_now) > 0, "应缴的款项已经缴清，不需要催告。")


def urging_served(now: Course, _: Actor) -> str:
    """行政强制法 54."""
    return served(now, PaperKey.URGING, then=True)


def ten_days(now: Course, _: Actor) -> str:
    """行政强制法 54, 69: ten working days after the urging."""
    begun = now.day_of(Act.URGE)
    last = seen.last_day(now, seen.URGED, begun) if begun else now.day_now
    return said(
        begun and now.day_now > last,
        f"催告书送达满十个工作日（{chinese_day(last)}）仍未履行的，才能申请强制执行"
        "（行政强制法第五十四条）。",
    )


def final(now: Course, _: Actor) -> str:
    """行政强制法 53: whoever may still appeal is not yet executed."""
    if seen.is_appealed(now):
        return "复议或者诉讼还在进行，不能申请强制执行（行政强制法第五十三条）。"
    last = seen.appeal_ends_on(now)
    return said(
        last and now.day_now > last,
        f"复议、诉讼的期限到 {chinese_day(last) if last else '送达之后'}，"
        "期满不复议、不起诉又不履行的，才能申请强制执行（行政强制法第五十三条）。",
    )


def three_months(now: Course, _: Actor) -> str:
    """行政强制法 53, 行政处罚法 72Ⅱ."""
    last = seen.court_by(now)
    return said(
        last is None or now.day_now <= last,
        f"申请强制执行应在期限届满之日起三个月内，最后一日是 {chinese_day(last) if last else ''}，"
        "现已超过（行政强制法第五十三条）。",
    )


def court_signed(now: Course, _: Actor) -> str:
    """行政强制法 55."""
    return signed(now, PaperKey.COURT)


def court_ended(now: Course, _: Actor) -> str:
    """What the court ended may be closed unpaid."""
    ended = now.last(Act.NOTE_COURT)
    return said(
        ended and ended.told.get("court") in ("refused", "ended"),
        "法院还没有裁定不准予执行或者终结执行；执行到位的，请用“登记缴清”。",
    )


def nothing_owed(now: Course, _: Actor) -> str:
    """A warning needs no payment."""
    left, told = _left(now)
    return said(left <= 0, f"{told}，缴清之后才能结案。")


def copy_kept(now: Course, _: Actor) -> str:
    """行政处罚法 52Ⅲ."""
    return said(
        not seen.is_spot(now) or now.count(Act.REPORT_COPY),
        "当场作出的处罚决定应当报所属行政机关备案（行政处罚法第五十二条第三款）。",
    )


def closing_signed(now: Course, _: Actor) -> str:
    """DOMAIN 8.2."""
    return signed(now, PaperKey.CLOSING)


def made_public(now: Course, _: Actor) -> str:
    """DL-26, DL-27."""
    on = seen.overturned_on(now)
    if on is not None:
        last = chinese_day(seen.last_day(now, seen.WITHDRAWAL, on))
        return (
            f"公示的信息应在 {last}前撤回并公开说明理由（行政处罚法第四十八条第二款）。"
            "请先“撤回公示信息”。"
        )
    since = seen.publicity_since(now)
    if since is None or not seen.awaits_publicity(now):
        return ""
    last = chinese_day(seen.last_day(now, seen.PUBLICITY, since))
    made = "作出" if since == seen.decided_on(now) else "变更"
    push = now.beside.get("push")
    if push:
        return (
            f"处罚决定应自{made}之日起七个工作日内（{last}前）公示，随信用推送 {push} 办理："
            "请在那里登记平台回执，回执即记入本案。"
        )
    return f"处罚决定应自{made}之日起七个工作日内（{last}前）公示，请先“登记公示”。"


def decided(now: Course, _: Actor) -> str:
    """What was never punished, or is revoked already, is not revoked."""
    return said(
        seen.decided_on(now) and not now.count(Act.REVOKE), "本案没有生效的处罚决定可以撤销。"
    )
