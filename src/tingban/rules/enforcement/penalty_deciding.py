"""Guards of a penalty case from the proposal to the decision; each answers its refusal, or ""."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from tingban.kit.dates import chinese_day
from tingban.rules.actors import Actor
from tingban.rules.enforcement import penalty_course as seen
from tingban.rules.enforcement.penalty_asking import said, served, signed
from tingban.rules.enforcement.penalty_levers import HEARING_FROM, LOCAL, yuan
from tingban.rules.enforcement.penalty_stages import Act, PaperKey, Stage
from tingban.rules.rectification.course import Course

HEADS_NEEDED: Final = 2
# Where 法规科 may give its opinion.
REVIEWED_IN: Final = (Stage.CONCLUDED, Stage.NOTICED, Stage.HEARD)


def hearing_right(now: Course, _: Actor) -> str:
    """行政处罚法 63."""
    told = seen.proposal(now)
    whole = int(told.get("fine") or 0) + int(told.get("gains") or 0)
    if told.get("hearing") == "yes" or whole < HEARING_FROM:
        return ""
    return (
        f"罚款、没收合计{yuan(whole)}，按较大数额告知听证权利（行政处罚法第六十三条；"
        f"{yuan(HEARING_FROM)}起为内部约定）。请选“告知听证”。"
    )


def not_heavier(now: Course, _: Actor) -> str:
    """行政处罚法 45Ⅱ."""
    told, before = seen.proposal(now), seen.noticed(now)
    more = seen.kinds(told) - seen.kinds(before)
    is_more = any(int(told.get(it) or 0) > int(before.get(it) or 0) for it in ("fine", "gains"))
    if not before or not (more or is_more):
        return ""
    return (
        "不得因陈述、申辩给予比告知时更重的处罚（行政处罚法第四十五条第二款）。"
        f"告知的罚款是{yuan(int(before.get('fine') or 0))}；"
        "查明新事实的，退回补充调查后重新告知。"
    )


def proposed(now: Course, _: Actor) -> str:
    """There is something to look at."""
    return said(seen.since(now, Act.PROPOSE), "还没有提出处罚意见，请先“提出处罚意见”。")


def not_handler(now: Course, actor: Actor) -> str:
    """行政处罚法 58: whoever investigated does not review."""
    handled = now.people(
        Act.INSPECT, Act.INTERVIEW, Act.COLLECT, Act.CONCLUDE, Act.PROPOSE, Act.ANSWER_PLEA
    )
    names = {name for name, _ in seen.officers(now)}
    return said(
        actor.user_id not in handled and actor.name not in names,
        "您参与了本案调查，法制审核须由其他人进行（行政处罚法第五十八条）。",
    )


def needs_review(now: Course) -> bool:
    """行政处罚法 58 as asked, a hearing that was held, and whatever rests on local law."""
    told = seen.proposal(now)
    asked = bool(told.get("review")) or LOCAL in told.get("articles", ())
    return asked or seen.since(now, Act.HOLD_HEARING) is not None


def _review(now: Course, floor: int) -> str:
    """A review of the newest proposal that agreed, after the move at `floor`."""
    moves = now.moves[floor:]
    review = next((it for it in reversed(moves) if it.act == Act.REVIEW), None)
    if review is None:
        return (
            "本案依法应当法制审核，还没有法规科的审核意见，不得作出决定（行政处罚法第五十八条）。"
        )
    if review.told.get("passed") != "yes":
        return "法制审核没有通过，请按审核意见改正后再次提请审核（行政处罚法第五十八条）。"
    return signed(now, PaperKey.REVIEW)


def _place(now: Course, *acts: str) -> int:
    """Behind the newest of these moves."""
    places = [place for place, it in enumerate(now.moves, 1) if it.act in acts]
    return places[-1] if places else 0


def awaits_review(now: Course) -> bool:
    """Whether 法规科 is to give its opinion now: it has said nothing of the newest proposal, or
    of the hearing after it."""
    place = _place(now, Act.PROPOSE, Act.HOLD_HEARING)
    if now.stage not in REVIEWED_IN or seen.since(now, Act.PROPOSE) is None:
        return False
    return needs_review(now) and not any(it.act == Act.REVIEW for it in now.moves[place:])


def awaited(now: Course) -> frozenset[str]:
    """Acts that others owe now although they leave the case in its stage."""
    found = {Act.REVIEW} if awaits_review(now) else set()
    if now.stage == Stage.HEARING and seen.since(now, Act.CALL_HEARING) is None:
        found.add(Act.CALL_HEARING)
    if seen.unanswered_plea(now):
        found.add(Act.ANSWER_PLEA)
    return frozenset(found)


def reviewed(now: Course, _: Actor) -> str:
    """Before the notice, where 58 already applies."""
    return _review(now, _place(now, Act.PROPOSE)) if needs_review(now) else ""


def review_passed(now: Course, _: Actor) -> str:
    """Before the decision; a hearing calls for a review after it (58Ⅰ(二))."""
    if not needs_review(now):
        return ""
    return _review(now, _place(now, Act.PROPOSE, Act.HOLD_HEARING))


def notice_served(now: Course, _: Actor) -> str:
    """行政处罚法 44, 62; with the right to a hearing where 63 applies."""
    found = served(now, PaperKey.NOTICE, then=True)
    if found or seen.proposal(now).get("hearing") != "yes":
        return found
    return served(now, PaperKey.HEARING_RIGHT, then=True)


def pleaded(now: Course, _: Actor) -> str:
    """A statement waits."""
    return said(seen.unanswered_plea(now), "没有等待复核的陈述、申辩。")


def hearing_offered(now: Course, _: Actor) -> str:
    """行政处罚法 63."""
    return said(
        seen.noticed(now).get("hearing") == "yes",
        "本案不属于应当告知听证的情形（行政处罚法第六十三条），可以提交陈述、申辩。",
    )


def _notice_day(now: Course) -> date:
    move = seen.since(now, Act.NOTIFY)
    return move.on if move else now.day_now


def asked_in_time(now: Course, _: Actor) -> str:
    """行政处罚法 64(一)."""
    last = seen.last_day(now, seen.HEARING, _notice_day(now))
    return said(
        now.day_now <= last,
        f"要求听证应在告知后五个工作日内（{chinese_day(last)}前）提出"
        "（行政处罚法第六十四条第（一）项）。期限已过，可以提交陈述、申辩。",
    )


def host(now: Course, _: Actor) -> str:
    """行政处罚法 64(四)."""
    name = now.text("host").strip()
    return said(
        name and name not in {it for it, _ in seen.officers(now)},
        "听证由行政机关指定的非本案调查人员主持（行政处罚法第六十四条第（四）项）。请另行指定。",
    )


def ahead(now: Course, _: Actor) -> str:
    """行政处罚法 64(二), when it is called."""
    return _ahead(now, str(now.said("hearing_at") or ""), now.day_now)


def _ahead(now: Course, moment: str, told_on: date) -> str:
    if not moment:
        return "请写明听证的时间。"
    last = seen.call_by(now, seen.day_of_moment(moment))
    return said(
        told_on <= last,
        "应在举行听证的七个工作日前通知（行政处罚法第六十四条第（二）项）："
        f"这一天听证的，最迟 {chinese_day(last)}通知。请把听证改到更晚。",
    )


def called(now: Course, _: Actor) -> str:
    """行政处罚法 64(二), as it was served."""
    call = seen.since(now, Act.CALL_HEARING)
    if call is None:
        return "还没有安排听证的时间、地点和主持人。"
    found = served(now, PaperKey.HEARING)
    on = now.served_on(PaperKey.HEARING)
    return found or _ahead(now, call.told["hearing_at"], on or now.day_now)


def held_then(now: Course, _: Actor) -> str:
    """The hearing is held as it was told."""
    day = seen.hearing_day(now)
    if day is None:
        return ""
    if day > now.today:
        return f"听证定在 {chinese_day(day)}，举行之后才登记；改期的请重新安排并通知。"
    # Entered late it keeps its own day; the form is still empty where no day is told.
    if now.on is None or now.on == day:
        return ""
    return (
        f"听证通知的日期是 {chinese_day(day)}，这一步的日期请填写这一天（以后补登也填这一天）；"
        "改期的请重新安排并通知。"
    )


def two_heads(now: Course, _: Actor) -> str:
    """行政处罚法 57Ⅱ."""
    names = {str(name).strip() for name in now.items("attendees")} - {""}
    return said(
        len(names) >= HEADS_NEEDED,
        "应当由行政机关负责人集体讨论（行政处罚法第五十七条第二款）。请写明两名以上负责人。",
    )


def plea_heard(now: Course, _: Actor) -> str:
    """行政处罚法 45, 62."""
    if seen.since(now, Act.PLEAD) or seen.is_waived(now, "plea"):
        return ""
    last = seen.last_day(now, seen.PLEA, _notice_day(now))
    return said(
        now.day_now > last,
        f"陈述、申辩的期限到 {chinese_day(last)}，没有听取或者期满之前不得作出决定"
        "（行政处罚法第六十二条）。",
    )


def plea_answered(now: Course, _: Actor) -> str:
    """行政处罚法 45Ⅰ."""
    if seen.unanswered_plea(now):
        return "企业的陈述、申辩还没有复核（行政处罚法第四十五条）。请先“复核陈述、申辩”。"
    return signed(now, PaperKey.PLEA) if seen.since(now, Act.ANSWER_PLEA) else ""


# What a proposal imposes, and the words and grounds that it gives for that; the rest of it says
# how it is to be dealt with.
_IMPOSES: Final = ("articles", "kinds", "fine", "gains", "correction", "discretion")
_REASONS: Final = ("lenient", "discretion_reason")


def accepted_pleas(now: Course) -> tuple[int, ...]:
    """The places in this round of the answers that found a statement right, wholly or partly."""
    return tuple(
        place
        for place, it in enumerate(seen.round_of(now))
        if it.act == Act.ANSWER_PLEA and it.told.get("accepted") in ("yes", "partly")
    )


def plea_followed(now: Course, _: Actor) -> str:
    """行政处罚法 45Ⅰ: what is found right shall be taken up, in a proposal of its own."""
    moves, accepted = seen.round_of(now), accepted_pleas(now)
    if not accepted:
        return ""
    place = accepted[-1]
    after = [it.told for it in moves[place:] if it.act == Act.PROPOSE]
    earlier = [at for at, it in enumerate(moves[:place]) if it.act == Act.PROPOSE]
    if not after:
        return (
            "陈述、申辩已经采纳（或部分采纳），成立的应当采纳（行政处罚法第四十五条第一款）。"
            "请先按采纳的意见重新“提出处罚意见”，再讨论、决定；不应处罚的，作出不予处罚决定。"
        )
    if not earlier:
        return ""
    # Answers that no proposal has taken up yet are followed together.
    wholly = any(moves[at].told["accepted"] == "yes" for at in accepted if at > earlier[-1])
    names = _IMPOSES if wholly else (*_IMPOSES, *_REASONS)
    if _weight(after[-1], names) != _weight(moves[earlier[-1]].told, names):
        return ""
    return _NOT_FOLLOWED if wholly else _NOT_FOLLOWED_PARTLY


_NOT_FOLLOWED: Final = (
    "陈述、申辩已经全部采纳，新的处罚意见里适用条款、种类、数额、责令改正的内容和裁量却与采纳之前"
    "相同，没有体现采纳了什么（行政处罚法第四十五条第一款）。请修改其中应当采纳的；只改写理由不够。"
)
_NOT_FOLLOWED_PARTLY: Final = (
    "新的处罚意见与采纳陈述、申辩之前完全相同，没有体现采纳了什么"
    "（行政处罚法第四十五条第一款）。请修改种类、数额、责令改正的内容，或者裁量和理由。"
)


def _weight(told: Mapping[str, Any], names: Iterable[str]) -> list[Any]:
    return [_plain(told.get(name)) for name in names]


def _plain(value: Any) -> Any:
    """Without what says nothing: blanks and marks in a text, the order of a list."""
    if isinstance(value, str):
        value = "".join(sign for sign in value if sign.isalnum())
    elif isinstance(value, list | tuple):
        value = frozenset(map(str, value))
    return value or None


def hearing_settled(now: Course, _: Actor) -> str:
    """行政处罚法 63, 64(一)."""
    is_offered = seen.noticed(now).get("hearing") == "yes"
    if not is_offered or seen.is_waived(now, "hearing"):
        return ""
    if seen.since(now, Act.DROP_HEARING):
        return ""
    last = seen.last_day(now, seen.HEARING, _notice_day(now))
    return said(
        now.day_now > last,
        f"企业在 {chinese_day(last)}之前可以要求听证，期满之前不得作出决定"
        "（行政处罚法第六十四条第（一）项）。",
    )


def hearing_recorded(now: Course, _: Actor) -> str:
    """行政处罚法 65: whatever is decided after a hearing rests on its record."""
    if seen.since(now, Act.HOLD_HEARING) is None:
        return ""
    found = signed(now, PaperKey.HEARING_RECORD)
    if not found:
        return ""
    return f"听证结束后，应当根据听证笔录作出决定（行政处罚法第六十五条）。{found}"


def discussed(now: Course, _: Actor) -> str:
    """行政处罚法 57Ⅱ."""
    if seen.proposal(now).get("grave") != "yes":
        return ""
    if _place(now, Act.DISCUSS) <= _place(now, Act.PROPOSE, Act.HOLD_HEARING):
        return (
            "情节复杂或者重大违法行为，负责人应当对最后的处罚意见集体讨论决定，"
            "经过听证的在听证之后讨论（行政处罚法第五十七条第二款、第六十五条）。"
            "请先“记录集体讨论”。"
        )
    return signed(now, PaperKey.DISCUSSION)


def within_90(now: Course, _: Actor) -> str:
    """行政处罚法 60; only a hearing stops the clock, nothing extends it."""
    last, on = seen.decide_by(now), now.signed_on(PaperKey.DECISION) or now.day_now
    return said(
        last is not None and on <= last,
        f"立案已超过九十日（{chinese_day(last) if last else ''}为最后一日，已扣除听证），"
        "不能再作出处罚决定（行政处罚法第六十条）。请撤销案件并写明原因。",
    )


def decision_signed(now: Course, _: Actor) -> str:
    """行政处罚法 59, 62: signed on the day of the decision, and on all that was said before it."""
    on = now.signed_on(PaperKey.DECISION)
    if on is None:
        return signed(now, PaperKey.DECISION)
    if on != now.day_now:
        return (
            f"决定日期就是决定书签发的日期 {chinese_day(on)}，请按这一天登记；"
            "陈述、申辩和听证的期限也算到这一天（行政处罚法第六十二条）。"
        )
    return signed(now, PaperKey.DECISION)


def sparable(now: Course, _: Actor) -> str:
    """行政处罚法 33: a first offence is one; and what is spared was mended."""
    ground = now.text("ground")
    if ground == "first" and now.beside.get("has_prior"):
        return "企业受过行政处罚，不是初次违法，不适用首违不罚（行政处罚法第三十三条第一款）。"
    needs = ground in ("slight", "first")
    return said(
        not needs or now.text("mended").strip(),
        "违法行为及时改正的才不予处罚（行政处罚法第三十三条第一款）。请写明怎样改正、何时改正。",
    )


def sparing_signed(now: Course, _: Actor) -> str:
    """行政处罚法 57."""
    return signed(now, PaperKey.SPARING)
