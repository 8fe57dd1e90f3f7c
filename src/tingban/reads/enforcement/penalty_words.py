"""Sentences of the papers of a penalty case that no single answer tells."""

from datetime import datetime
from typing import Any

from tingban.kit.clock import SHANGHAI
from tingban.kit.dates import chinese_day
from tingban.kit.numerals import in_words
from tingban.rules.enforcement import penalty_course as seen
from tingban.rules.enforcement.penalty_fields import (
    DISCRETIONS,
    LENIENT_GROUNDS,
    OUTCOMES,
    PARTY_VIEWS,
    REVIEW_GROUNDS,
    SPARING_GROUNDS,
)
from tingban.rules.enforcement.penalty_levers import KIND_LABELS, Kind, yuan
from tingban.rules.enforcement.penalty_stages import PAPER_LABELS, Act, PaperKey
from tingban.rules.enforcement.penalty_sums import PERCENT_A_DAY
from tingban.rules.law import cite
from tingban.rules.rectification.course import Course


def moment(told: str) -> str:
    """2024年6月6日 09:30."""
    return f"{datetime.fromisoformat(told).astimezone(SHANGHAI):%Y年%-m月%-d日 %H:%M}"


def stopped(text: str) -> str:
    """As a sentence: one stop at its end, none where nothing was told."""
    told = text.strip().rstrip("。；;")
    return f"{told}。" if told else ""


def case_words(course: Course) -> dict[str, Any]:
    """Facts, time, discretion, review."""
    ended, told = course.day("wrong_until"), seen.proposal(course)
    held = seen.held_since(course)
    review = course.last(Act.REVIEW)
    keep = course.last(Act.KEEP)
    return {
        "违法事实": stopped(_facts(course)),
        "当场申辩": stopped(_oral_plea(course)),
        "终了情况": chinese_day(ended) if ended else "仍在继续",
        "保存原因": keep.reason.strip().rstrip("。") if keep else "",
        "保存期限": seen.last_day(course, seen.KEEPING, held) if held else None,
        "裁量理由": _discretion(told) if told else "",
        "审核情形": _review_grounds(course) if told else "",
        "审核人": review.by if review else "",
        "听取意见": _hearing_words(course),
        "当事人意见": stopped(_plea(course)),
    }


def _facts(course: Course) -> str:
    for act in (Act.CONCLUDE, Act.PUNISH_ON_SPOT):
        move = course.last(act)
        if move is not None:
            return str(move.told.get("facts", ""))
    return ""


def _oral_plea(course: Course) -> str:
    move = course.last(Act.PUNISH_ON_SPOT)
    return str(move.told.get("oral_plea", "")) if move else ""


def _discretion(told: Any) -> str:
    chosen = dict(DISCRETIONS)[told.get("discretion", "plain")].partition("（")[0]
    names = dict(LENIENT_GROUNDS)
    grounds = "；".join(
        f"（{in_words(int(it.partition('.')[2]))}）{names[it]}" for it in told.get("lenient", ())
    )
    by = f"，符合行政处罚法第三十二条规定的情形：{grounds}" if grounds else ""
    return f"裁量为{chosen}处罚{by}，理由是：{stopped(str(told.get('discretion_reason', '')))}"


def inspection_words(course: Course) -> dict[str, str]:
    """What the party said to an inspection, or how it came that it did not sign."""
    move = course.last(Act.INSPECT)
    if move is None:
        return {}
    view, words = move.told.get("party_view"), str(move.told.get("remarks") or "").strip()
    is_signed = view not in ("unsigned", "absent")
    said = words if view == "told" or not view else dict(PARTY_VIEWS)[view]
    why = f"{stopped(words)}见证或录音录像：{stopped(str(move.told.get('witness') or ''))}"
    return {
        "检查意见": said or "（没有记录当事人意见）",
        "拒签说明": "没有这种情形" if is_signed else why,
    }


def _review_grounds(course: Course) -> str:
    names = dict(REVIEW_GROUNDS)
    grounds = [names[it] for it in seen.proposal(course).get("review", ())]
    if seen.since(course, Act.HOLD_HEARING):
        grounds.append("直接关系当事人或者第三人重大权益，经过听证程序")
    return "；".join(grounds) or "本机关决定审核"


def _plea(course: Course) -> str:
    plea, answer = seen.since(course, Act.PLEAD), seen.since(course, Act.ANSWER_PLEA)
    if plea is None:
        is_waived = seen.is_waived(course, "plea")
        return "当事人明确放弃陈述、申辩" if is_waived else "当事人在期限内没有提出陈述、申辩"
    words = f"当事人陈述、申辩：{str(plea.told['plea']).strip().rstrip('。')}"
    if answer is None:
        return words
    accepted = {"yes": "成立，予以采纳", "partly": "部分成立，部分采纳", "no": "不成立，不予采纳"}
    result = accepted[answer.told["accepted"]]
    why = str(answer.told["plea_answer"]).strip().rstrip("。")
    return f"{words}。经复核，{result}：{why}"


def _hearing_words(course: Course) -> str:
    """That it was told and heard (44, 45, 63)."""
    told = seen.since(course, Act.NOTIFY)
    if told is None:
        return ""
    offered = seen.noticed(course).get("hearing") == "yes"
    papers = "行政处罚事先告知书、听证告知书" if offered else "行政处罚事先告知书"
    words = f"本机关于{chinese_day(told.on)}向你单位送达了{papers}。{stopped(_plea(course))}"
    return words + (stopped(_heard(course)) if offered else "")


def _heard(course: Course) -> str:
    """What became of the right to a hearing (63-65): the newest step of it has the word."""
    held = seen.since(course, Act.HOLD_HEARING)
    if held is not None:
        return f"本机关于{chinese_day(held.on)}依法举行了听证"
    if seen.since(course, Act.DROP_HEARING):
        return "当事人要求听证后又撤回"
    if seen.is_waived(course, "hearing"):
        return "当事人明确放弃听证"
    return "当事人在期限内没有要求听证"


def content_words(course: Course) -> dict[str, Any]:
    """What is imposed, how it is met, what follows where it is not."""
    told = seen.proposal(course)
    if not told:
        return {}
    fine, gains = seen.fine_of(course), seen.gains_of(course)
    amounts = {Kind.FINE: fine, Kind.GAINS: gains}
    lines = tuple(
        KIND_LABELS[kind] + (yuan(amounts[kind]) if kind in amounts else "")
        for kind in Kind
        if kind in seen.kinds(told)
    )
    if not fine + gains:
        manner, late = "警告自本决定书送达之日起生效", "逾期不改正的，依法处理。"
    else:
        manner = f"自收到本决定书之日起十五日内缴纳{yuan(fine + gains)}"
        late = (
            f"到期不缴纳罚款的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额；"
            f"逾期不履行的，依法申请人民法院强制执行（{cite('APL-72')}）。"
        )
    return {
        "处罚内容": lines,
        "责令改正": stopped(str(told.get("correction", ""))),
        "履行方式": manner,
        "逾期后果": late,
    }


def execution_words(course: Course) -> dict[str, Any]:
    """Decision, service, what is to be paid and what was."""
    key = PaperKey.DECISION if course.papers.get(PaperKey.DECISION) else PaperKey.SPOT
    paper = course.papers.get(key)
    urging = course.papers.get(PaperKey.URGING)
    fine, gains = seen.fine_of(course), seen.gains_of(course)
    daily = fine * PERCENT_A_DAY // 100
    return {
        "决定书": PAPER_LABELS[key] if paper else "",
        "决定文号": paper.number if paper else "",
        "决定日期": seen.decided_on(course),
        "送达日期": seen.served_on(course),
        "罚款数额": yuan(fine + gains) if paper else "",
        "缴款期限": seen.pay_by(course),
        "缴纳情况": _paid(course),
        "每日加处": f"{yuan(daily)}（罚款{yuan(fine)}的百分之三）",
        "催告文号": urging.number if urging else "",
        "执行情况": _execution(course),
    }


def _paid(course: Course) -> str:
    paid = sum(it.amount for it in seen.paid(course))
    return f"已缴{yuan(paid)}，其余至今没有缴纳" if paid else "至今没有缴纳"


def _execution(course: Course) -> str:
    """Payments, appeals, the court, one after the other."""
    parts = [
        f"{chinese_day(move.on)}缴款{yuan(int(move.told['amount']))}（{move.told['voucher']}）"
        for move in course.moves
        if move.act in (Act.PAY_PART, Act.PAY_ALL)
    ]
    ended = course.last(Act.END_APPEAL)
    if ended is not None:
        parts.append(f"复议、诉讼结果：{dict(OUTCOMES)[ended.told['outcome']]}")
    if course.last(Act.APPLY_COURT):
        parts.append("已申请人民法院强制执行")
    if course.last(Act.SPARE):
        parts.append("不予行政处罚，无执行内容")
    return "；".join(parts) or "尚无执行情况"


def result_words(course: Course) -> str:
    """What became of the case."""
    spared = course.last(Act.SPARE)
    if spared is not None:
        return f"不予行政处罚：{dict(SPARING_GROUNDS)[spared.told['ground']]}"
    paper = course.papers.get(PaperKey.DECISION) or course.papers.get(PaperKey.SPOT)
    if paper is None:
        return ""
    lines = "、".join(content_words(course).get("处罚内容", ()))
    return f"{paper.number}：{lines}"
