"""Guards on what is imposed: by which article, which kinds, how much (DOMAIN 1.3)."""

from collections.abc import Iterator, Mapping
from typing import Any

from tingban.rules.actors import Actor
from tingban.rules.enforcement import penalty_course as seen
from tingban.rules.enforcement.penalty_asking import said
from tingban.rules.enforcement.penalty_levers import (
    KIND_LABELS,
    LEVER_BY_KEY,
    LEVER_LABELS,
    LOCAL,
    Kind,
    PenaltyLever,
    levers_for,
    why_no_fine,
    yuan,
)
from tingban.rules.rectification.course import Course
from tingban.rules.rectification.standing_orders import why_not_lapsed


def _chosen(told: Mapping[str, Any]) -> Iterator[PenaltyLever]:
    return (LEVER_BY_KEY[key] for key in told.get("articles", ()) if key in LEVER_BY_KEY)


def _local(now: Course) -> str:
    return now.text("local_law").strip()


def articles(now: Course, _: Actor) -> str:
    """Only what the law gives for what was found; a local article is named whole."""
    told, acts = seen.proposal(now), tuple(now.beside.get("acts", ()))
    for lever in _chosen(told):
        if not lever.acts & set(acts):
            given = "；".join(LEVER_LABELS[it.key] for it in levers_for(acts))
            rest = f"可以适用的是：{given}" if given else why_no_fine(acts)
            return f"{lever.cited}不适用于本案的问题行为。{rest.rstrip('。')}。"
    if LOCAL not in told.get("articles", ()):
        return ""
    has_range = "local_low" in told and "local_high" in told
    return said(
        _local(now) and (has_range or Kind.FINE not in seen.kinds(told)),
        "依据地方性法规、规章的，请写明法规全称、条款，以及罚款的下限和上限。",
    )


def kinds(now: Course, _: Actor) -> str:
    """Each article says which kinds it orders and which it allows."""
    told = seen.proposal(now)
    chosen = seen.kinds(told)
    if LOCAL in told.get("articles", ()):
        return said(chosen, "请选处罚种类。责令改正不是处罚种类（行政处罚法第九条、第二十八条）。")
    levers = tuple(_chosen(told))
    for lever in levers:
        lacking = "、".join(KIND_LABELS[kind] for kind in Kind if kind in lever.must - chosen)
        if lacking:
            return f"{lever.cited}规定应当给予{lacking}，请补选。"
    allowed = {kind for lever in levers for kind in lever.must | lever.may}
    strange = next((kind for kind in Kind if kind in chosen - allowed), None)
    if strange is None:
        return ""
    cited = "、".join(lever.cited for lever in levers)
    if strange is Kind.GAINS:
        return (
            f"{cited}没有规定没收：所得收益依法用于共用部位、共用设施设备的维修、养护，"
            "剩余部分按照业主大会的决定使用。请写进责令改正的内容。"
        )
    return f"{cited}没有规定{KIND_LABELS[strange]}，请去掉。"


def _span(now: Course, told: Mapping[str, Any]) -> tuple[int, int, str]:
    """The lowest and highest fine of all articles together, and their names."""
    low, high, cited = 0, 0, []
    for lever in _chosen(told):
        least, most = lever.range_of(int(told.get("base") or 0))
        low, high = low + least, high + most
        cited.append(lever.cited)
    if LOCAL in told.get("articles", ()):
        low, high = low + int(told.get("local_low") or 0), high + int(told.get("local_high") or 0)
        cited.append(_local(now))
    return low, high, "、".join(cited)


def amount_range(now: Course, _: Actor) -> str:
    """The fine lies in the range of its article; below it only as 减轻 (行政处罚法 32)."""
    told = seen.proposal(now)
    fine, gains = int(told.get("fine") or 0), int(told.get("gains") or 0)
    if Kind.GAINS in seen.kinds(told) and not gains:
        return "没收违法所得的，请写明金额。"
    if Kind.FINE not in seen.kinds(told):
        return said(not fine, "写了罚款金额而没有选“罚款”，请核对。")
    based = next((it for it in _chosen(told) if it.percent and not told.get("base")), None)
    if based is not None:
        return f"{based.cited}按{based.base}的比例罚款，请写明{based.base}。"
    low, high, cited = _span(now, told)
    if low <= fine <= high and fine:
        return ""
    if 0 < fine < low and told.get("discretion") == "below":
        return said(
            str(told.get("discretion_reason") or "").strip(),
            "减轻处罚的，请写明属于行政处罚法第三十二条的哪种情形和证据。",
        )
    return (
        f"{cited}规定罚款{yuan(low)}以上{yuan(high)}以下，拟罚{yuan(fine)}不在幅度之内。"
        "依法减轻的，请选“减轻”并写明行政处罚法第三十二条的情形。"
    )


def ordered(now: Course, _: Actor) -> str:
    """条例 58: only who was ordered and let the time pass."""
    needs = next((it for it in _chosen(seen.proposal(now)) if it.after_order), None)
    term = now.beside.get("order_due_on")
    sentence = why_not_lapsed(term, now.day_now) if needs else ""
    if needs is None or not sentence:
        return ""
    return f"{needs.cited}规定责令限期改正后逾期仍不移交的才罚款。{sentence}"


def lenient(now: Course, _: Actor) -> str:
    """行政处罚法 32: who is punished less is so for one of its grounds."""
    told = seen.proposal(now)
    is_less, has_ground = told.get("discretion") in ("lighter", "below"), bool(told.get("lenient"))
    if is_less:
        return said(
            has_ground,
            "从轻、减轻处罚的，请选行政处罚法第三十二条的哪一种情形；一种都没有的，裁量选“一般”。",
        )
    return said(not has_ground, "只有从轻、减轻处罚才选行政处罚法第三十二条的情形，请核对裁量。")
