"""Guards of a penalty case up to the end of its inquiry; each answers its refusal, or ""."""

from datetime import datetime
from typing import Final

from tingban.kit.clock import SHANGHAI
from tingban.kit.dates import chinese_day, chinese_moment
from tingban.rules.actors import Actor
from tingban.rules.enforcement import penalty_course as seen
from tingban.rules.enforcement.penalty_asking import said, served, signed
from tingban.rules.enforcement.penalty_levers import (
    SPOT_MOST,
    Kind,
    levers_for,
    why_no_fine,
    yuan,
)
from tingban.rules.enforcement.penalty_stages import PAPER_LABELS, Act, PaperKey
from tingban.rules.law import cite
from tingban.rules.rectification.course import Course

# Of these the record says how it came to it, and who saw it.
_WITHOUT_PARTY: Final = ("unsigned", "absent")


def _acts(now: Course) -> tuple[str, ...]:
    return tuple(now.beside.get("acts", ()))


def party(now: Course, _: Actor) -> str:
    """A case is against one company."""
    return said(
        now.beside.get("has_company"),
        "请先写明当事企业。问题还没有对应到企业的，先在问题的“修改”里补上。",
    )


def found(now: Course, _: Actor) -> str:
    """What was found lies before the day on which it is written down, and so does its end."""
    for name, label in (("found_on", "发现日期"), ("wrong_until", "违法行为终了日期")):
        day = now.day(name)
        if day and day > now.day_now:
            return (
                f"{label} {chinese_day(day)}晚于登记线索的日期 {chinese_day(now.day_now)}，请核对。"
            )
    return ""


def linked(now: Course, _: Actor) -> str:
    """The lever depends on what was found."""
    if _acts(now):
        return ""
    gone = "、".join(now.beside.get("gone", ()))
    if gone and not now.beside.get("problems"):
        return (
            f"案件对应的问题 {gone} 已经撤销或者作废（T-P15），违法事实没有依据，不能据以处罚"
            "（行政处罚法第五十七条）。请不予立案或者撤案。"
        )
    if now.beside.get("problems"):
        return "案件对应的问题没有写明问题行为，不知道适用哪一条。请先在问题的“修改”里补上。"
    return "案件没有对应的问题，不知道适用哪一条。请从问题的页面登记线索。"


def reason(now: Course, _: Actor) -> str:
    """A reason stands in the file."""
    return said(now.reason.strip(), "请写明原因和依据。")


def transferred(now: Course, _: Actor) -> str:
    """行政处罚法 27, 移送规定 5: with the police is what was sent to them."""
    if now.told.get("receiver_organ") != "police":
        return ""
    return said(
        now.told.get("transfer") in now.beside.get("crimes_sent", ()),
        f"涉嫌犯罪的，应由负责人批准并在24小时内移送公安机关（{cite('TRF-5')}）。"
        "请先在“移送和联合惩戒”里移送本案的涉嫌犯罪案件，登记移送回执，再在这里选那件移送。",
    )


def filing_signed(now: Course, _: Actor) -> str:
    """行政处罚法 54Ⅱ."""
    return signed(now, PaperKey.FILING)


def competent(now: Course, _: Actor) -> str:
    """DOMAIN 1.3: what the law gives, or what a local article gives."""
    if levers_for(_acts(now)) or now.text("local_law").strip():
        return ""
    return why_no_fine(_acts(now))


def not_barred(now: Course, _: Actor) -> str:
    """行政处罚法 36."""
    if not seen.discovered_too_late(now):
        return ""
    years = "五年" if now.said("harm") else "二年"
    ended = now.day("wrong_until")
    told = chinese_day(ended) if ended else ""
    return (
        f"违法行为在 {told}终了，{years}内未被发现，不再给予行政处罚"
        "（行政处罚法第三十六条）。请“不予立案”。"
    )


def not_twice(now: Course, _: Actor) -> str:
    """行政处罚法 29: asked, and looked up among the fines on the same problems."""
    told = seen.proposal(now)
    if Kind.FINE not in seen.kinds(told):
        return ""
    found = tuple(now.beside.get("fined", ()))
    if told.get("earlier_fine") == "fined":
        found = (str(told.get("earlier_number") or ""), *found)
        if not found[0].strip():
            return "请写明哪个机关的哪份决定已经对同一违法行为罚过款。"
    if not found:
        return ""
    return (
        f"同一违法行为已由 {'、'.join(found)} 罚款，不得再次罚款（行政处罚法第二十九条）。"
        "请改用其他处罚种类，或者不予处罚。"
    )


def same_day(now: Course, _: Actor) -> str:
    """行政处罚法 51: on the spot means at once, however late the clue is entered."""
    return said(
        now.opened_on == now.day("found_on") == now.day_now,
        "当场处罚须在发现当日当场作出（行政处罚法第五十一条）。隔日的请按普通程序立案。",
    )


def spot_limit(now: Course, _: Actor) -> str:
    """行政处罚法 51."""
    told = seen.proposal(now)
    fits = seen.kinds(told) <= {Kind.WARNING, Kind.FINE}
    return said(
        fits and int(told.get("fine") or 0) <= SPOT_MOST,
        f"对单位只有警告或者{yuan(SPOT_MOST)}以下罚款可以当场决定"
        "（行政处罚法第五十一条）。请按普通程序立案。",
    )


def spot_handed(now: Course, _: Actor) -> str:
    """行政处罚法 52."""
    found = served(now, PaperKey.SPOT, then=True)
    return found or said(
        now.day_of(Act.PUNISH_ON_SPOT) == now.day_now,
        "决定书须当场交付当事人（行政处罚法第五十二条），不能隔日。请撤销案件，改按普通程序办理。",
    )


def is_spot(now: Course, _: Actor) -> str:
    """行政处罚法 52Ⅲ."""
    return said(seen.is_spot(now), "普通程序的决定由负责人作出，不需要报备。")


def when(now: Course, _: Actor) -> str:
    """A record tells what took place: not what is to come, nor what was before the clue."""
    told = now.told.get("from_at")
    if not told:
        return ""
    moment = datetime.fromisoformat(told).astimezone(SHANGHAI)
    clue = now.day("found_on")
    words = chinese_moment(moment)
    if moment.date() > now.day_now or (now.at is not None and moment > now.at):
        return f"填写的时间 {words}还没有到，或者晚于这一步的日期。检查、询问之后才登记，请核对。"
    if clue is not None and moment.date() < clue:
        return f"填写的时间 {words}早于发现线索的日期 {chinese_day(clue)}，请核对。"
    return ""


def party_view(now: Course, _: Actor) -> str:
    """The record of an inspection says what the party said, or why its signature is missing."""
    view, words = now.told.get("party_view"), str(now.told.get("remarks") or "").strip()
    if view == "told":
        return said(words, "当事人提出意见的，请写明意见的内容。")
    if view not in _WITHOUT_PARTY:
        return ""
    return said(
        words and str(now.told.get("witness") or "").strip(),
        "当事人拒绝签字、拒绝到场或者没有到场的，请写明经过，以及由谁见证或者怎样录音录像。",
    )


def inspection_kept(now: Course, _: Actor) -> str:
    """行政处罚法 55Ⅱ: a record speaks of one inspection, so the next waits for it."""
    return _kept_before(now, Act.INSPECT, PaperKey.INSPECTION)


def interview_kept(now: Course, _: Actor) -> str:
    """行政处罚法 55Ⅱ: and of one interview."""
    return _kept_before(now, Act.INTERVIEW, PaperKey.INTERVIEW)


def _kept_before(now: Course, act: Act, key: PaperKey) -> str:
    before = now.last(act)
    if before is None or not signed(now, key):
        return ""
    what = "检查" if act is Act.INSPECT else "询问"
    return (
        f"{chinese_day(before.on)}的{what}还没有签字的笔录。每次{what}都要有自己的笔录"
        f"（行政处罚法第五十五条），请先起草并签发《{PAPER_LABELS[key]}》，再登记下一次。"
    )


def anything(now: Course, _: Actor) -> str:
    """行政处罚法 40, 46."""
    told = any(seen.since(now, act) for act in (Act.INSPECT, Act.INTERVIEW, Act.COLLECT))
    told = told or any(now.count(act) for act in (Act.INSPECT, Act.INTERVIEW, Act.COLLECT))
    return said(
        told, "还没有检查、询问或其他证据。事实不清、证据不足不得处罚（行政处罚法第四十条）。"
    )


def recorded(now: Course, _: Actor) -> str:
    """行政处罚法 55Ⅱ."""
    pairs = ((Act.INSPECT, PaperKey.INSPECTION), (Act.INTERVIEW, PaperKey.INTERVIEW))
    for act, key in pairs:
        if not now.count(act):
            continue
        if now.signed_on(key) is None:
            return (
                f"询问或者检查应当制作笔录（行政处罚法第五十五条）。"
                f"请起草并签发《{PAPER_LABELS[key]}》。"
            )
        if sentence := signed(now, key):
            return sentence
    return ""


def nothing_kept(now: Course, _: Actor) -> str:
    """行政处罚法 56: seven working days."""
    held = seen.held_since(now)
    if held is None:
        return ""
    last = chinese_day(seen.last_day(now, seen.KEEPING, held))
    return (
        f"{chinese_day(held)}登记保存的证据还没有处理，应在 {last}前处理"
        "（行政处罚法第五十六条）。请先“处理登记保存的证据”。"
    )


def kept(now: Course, _: Actor) -> str:
    """There is something to release."""
    return said(seen.held_since(now), "没有登记保存的证据需要处理。")


def keeping_served(now: Course, _: Actor) -> str:
    """The company has the decision and the list."""
    return served(now, PaperKey.KEEPING)


def report_signed(now: Course, _: Actor) -> str:
    """行政处罚法 57: the head examines the result of the inquiry."""
    return signed(now, PaperKey.REPORT)
