"""What the papers of an exit say, from its steps, its vote and its hand-over list (DOMAIN 8.2)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from tingban.data.exits.models import ExitCase
from tingban.kit.dates import chinese_day
from tingban.reads.exits.exit_cases import trigger_hint
from tingban.reads.exits.flows import EXIT
from tingban.reads.exits.handover import pictures_of
from tingban.reads.rectification.proceeding_papers import hindrances
from tingban.reads.rectification.proceedings import course_of, found
from tingban.rules.actors import Actor
from tingban.rules.documents.sheets import Sheet, unnamed
from tingban.rules.documents.templates import Facts, Table, Value
from tingban.rules.exits.evidence import EVIDENCE_HEADS, evidence_index, refused_lines
from tingban.rules.exits.exit_guards import choosing, deciding, vote_of
from tingban.rules.exits.exit_paper_steps import SIGNED_FOR
from tingban.rules.exits.exit_papers import TEMPLATES
from tingban.rules.exits.exit_stages import ACT_LABELS, Act
from tingban.rules.exits.handover import (
    ITEM_LABELS,
    PARTS,
    PARTY_LABELS,
    STATE_LABELS,
    Item,
    Line,
    Party,
    item_label,
    item_named,
)
from tingban.rules.exits.meeting_guards import plan_of
from tingban.rules.exits.owner_papers import BALLOT_HEADS, ballot_rows
from tingban.rules.exits.refusal_guards import list_of, without_old
from tingban.rules.exits.vote import MATTER_LABELS, MatterResult, Tally
from tingban.rules.exits.vote_stages import WAY_LABELS
from tingban.rules.rectification.course import Course
from tingban.rules.rectification.fields import spell_money

# What each slot of a law cites.
_LAWS: Final[Mapping[str, tuple[str, ...]]] = {
    "会议依据": ("CC-278", "PMR-14"),
    "表决依据": ("CC-278",),
    "接管依据": ("CC-278", "CC-938", "CC-939"),
    "解聘依据": ("CC-946", "CC-949.1", "CC-949.2", "CC-950", "PMD-3"),
    "清单依据": ("CC-949.1", "PMR-29.1"),
    "指导依据": ("CC-277.2", "CC-278", "CC-946", "PMR-10", "PMR-13.2", "PMR-14"),
    "催告依据": ("CC-949.1", "CC-949.2", "PMR-38.1"),
    "诉讼依据": ("CC-946", "CC-949.1", "CC-949.2", "CC-950", "PMD-3"),
}
_LIST_HEADS: Final = ("项目", "内容", "状态", "数量、读数、金额", "状况", "日期")
_OWNERS: Final = "全体业主"


def _case(actor: Actor, number: str) -> tuple[ExitCase, Course]:
    row = found(EXIT, actor, number)
    if not isinstance(row, ExitCase):
        raise TypeError("an exit is read from its own table")
    # The day is asked of no paper: each is dated by its signature.
    return row, course_of(EXIT, row, today=row.opened_on)


def _facts(actor: Actor, number: str) -> dict[str, Value]:
    row, now = _case(actor, number)
    company = row.company.merged_into or row.company if row.company else None
    return {
        "小区": row.community.name if row.community else "",
        "企业": company.name if company else "",
        "主送": company.name if company else "",
        "统一社会信用代码": (company.uscc or "") if company else "",
        "案件编号": row.number,
        "事实": now.text("grounds"),
        "业主反映": now.text("reaction"),
        "街道意见": now.text("street_opinion"),
        "终止日": now.day("ends_on"),
        "接管单位": now.text("successor"),
        "办理经过": tuple(_story(now)),
        **_meeting(now),
        **_vote(now),
        **_handover(now),
        "照片目录": tuple(_pictures(row.number)),
        **_refusal(now),
        **_LAWS,
    }


def _story(now: Course) -> Iterator[str]:
    """Each step once, with its day."""
    for move in now.moves:
        yield f"{chinese_day(move.on)}{ACT_LABELS[Act(move.act)]}"


def _meeting(now: Course) -> dict[str, Value]:
    """What the plan of the vote and its frozen roll say; typed nowhere else (条例 14)."""
    plan, roll = plan_of(now), now.beside.get("roll")
    if plan is None:
        return {}
    told: dict[str, Value] = {
        "会议日期": plan.votes_from,
        "表决截止日期": plan.votes_until,
        "会议形式": WAY_LABELS[plan.way],
        "议题": plan.matter_words,
        "表决事项和意见": Table(BALLOT_HEADS, ballot_rows(plan.matter_words)),
    }
    return told | ({"清册总面积": roll.area, "清册总人数": roll.heads} if roll else {})


def _vote(now: Course) -> dict[str, Value]:
    return _decided(now, deciding(now))


def _decided(now: Course, result: MatterResult | None) -> dict[str, Value]:
    """One matter of the vote with its six figures, each held against the law."""
    vote = vote_of(now)
    if vote is None or result is None:
        return {}
    tally, label = result.tally, MATTER_LABELS[result.matter]
    return {
        "专有部分总面积": tally.whole.area,
        "业主总人数": tally.whole.heads,
        "参与面积": tally.taking_part.area,
        "参与人数": tally.taking_part.heads,
        "同意面积": tally.in_favour.area,
        "同意人数": tally.in_favour.heads,
        "比对": _inequalities(tally),
        "表决事项": result.text or label,
        "决定类别": label,
        "决定内容": f"决定：{label}。" if result.passed else f"没有通过“{label}”。",
        "见证人": vote.witness,
        "计票日期": vote.closed_on,
        "决定日期": vote.closed_on,
        "撤销期限": vote.annulment_until,
        "公示日期": vote.posted_on,
    }


def _inequalities(tally: Tally) -> tuple[str, ...]:
    """3·Pa=… ≥ 2·A=…, 成立; each on a line."""
    return tuple(
        f"{it.what}：{it.sides[0]}={it.shown[0]} {it.sign} {it.sides[1]}={it.shown[1]}，"
        f"{'成立' if it.holds else '不成立'}"
        for it in (*tally.quorum_asks, *tally.majority_asks)
    )


def _handover(now: Course) -> dict[str, Value]:
    lines = list_of(now).lines
    return {
        "交接要求": tuple(f"{ITEM_LABELS[item]}：{_parts(item)}" for item in Item),
        "移交明细": Table(_LIST_HEADS, tuple(_row(line) for line in lines)),
        "尚欠事项": tuple(_owed(line) for line in lines if line.lacking),
        "各方确认": tuple(_confirmed(lines, without_old(now))),
    }


def _pictures(number: str) -> Iterator[str]:
    """Each file of the list by item, name and the day on which it was brought."""
    for item, files in pictures_of(number).items():
        for name, on in files:
            yield f"{item_label(item)}：{name}，{chinese_day(on)}"


def _parts(item: Item) -> str:
    return "、".join(PARTS[item])


def _row(line: Line) -> tuple[str, ...]:
    money = spell_money(line.balance) if line.balance is not None else ""
    sizes = "；".join(part for part in (line.quantity, line.reading, money) if part)
    condition = "；".join(part for part in (line.condition, line.note) if part)
    return (
        item_label(line.item), line.part, STATE_LABELS[line.state], sizes,
        condition, chinese_day(line.on),
    )  # fmt: skip


def _owed(line: Line) -> str:
    until = f"，{chinese_day(line.lacking_until)}前补齐" if line.lacking_until else ""
    return f"{line.part}：还欠{line.lacking}{until}"


def _confirmed(lines: tuple[Line, ...], why_not: str) -> Iterator[str]:
    """Each side with the last day on which it confirmed, once it has confirmed every line; of the
    old company, why it need not."""
    for party in Party:
        days = [line.confirmed.get(party) for line in lines if line.confirmed]
        known = [day for day in days if day is not None]
        if lines and len(known) == len(lines):
            yield f"{PARTY_LABELS[party]}于 {chinese_day(max(known))}确认"
        elif party is Party.OLD and why_not:
            yield f"{PARTY_LABELS[party]}：{why_not}"


def _refusal(now: Course) -> dict[str, Value]:
    index = evidence_index(now)
    kept = refused_lines(now)
    return {
        "拒不移交的事项": kept,
        "拒不移交的经过": now.text("refusal"),
        "诉讼请求": tuple(_claims(now)),
        "证据目录": Table(
            EVIDENCE_HEADS, tuple(line.cells(place) for place, line in enumerate(index, 1))
        ),
    }


def _claims(now: Course) -> Iterator[str]:
    """What may be asked of the court, by what is kept back."""
    if now.said("still_there"):
        yield "判令被告立即撤出物业服务区域"
    items = [item_named(str(item)) for item in now.items("refused")]
    if items:
        yield f"判令被告移交：{'、'.join(items)}"
    yield "判令被告退还合同终止后的预收物业费，赔偿因拒不退出、拒不移交造成的损失"


def _sees(actor: Actor, number: str) -> bool:
    return ExitCase.objects.visible_to(actor).filter(number=number).exists()


def _with_figures(actor: Actor, number: str) -> Facts:
    """The assessment tells how many complained, never who (DOMAIN 3.3)."""
    row, _ = _case(actor, number)
    known = _facts(actor, number)
    if row.community is None or row.company_id is None or not actor.sees_cases:
        return known
    hint = trigger_hint(actor, community_code=row.community.code, company_id=row.company_id)
    return known | {"反映统计": hint.sentence}


def _to_all(actor: Actor, number: str) -> Facts:
    return _facts(actor, number) | {"主送": _OWNERS}


def _of_successor(actor: Actor, number: str) -> Facts:
    """The decision on who comes next; of the dismissal it says nothing (民法典 278Ⅰ(四))."""
    _, now = _case(actor, number)
    chosen = choosing(now)
    known = {name: it for name, it in _facts(actor, number).items() if name not in _vote(now)}
    if chosen is None:
        return known
    label = MATTER_LABELS[chosen.matter]
    told = f"{label}：{chosen.text}" if chosen.text else label
    words = f"决定：{told}。" if chosen.passed else f"没有通过“{told}”。"
    return known | _decided(now, chosen) | {"决定内容": words}


def _with_roll(actor: Actor, number: str) -> Facts:
    """Where the roll and the register part, the numbers of both stand in the decision (X2)."""
    _, now = _case(actor, number)
    known, told = _facts(actor, number), str(now.beside.get("roll_gaps") or "")
    lines = known.get("比对")
    if not told or not isinstance(lines, tuple):
        return known
    return known | {"比对": (*lines, f"清册与小区台账的差异：{told}")}


def _place(actor: Actor, number: str) -> Facts:
    row = found(EXIT, actor, number)
    company = row.company.merged_into or row.company if row.company else None
    return {
        "小区": row.community.name if row.community else "",
        "企业": company.name if company else "",
    }


def _choice(actor: Actor, number: str) -> Facts:
    """Who comes next as it was decided; before that nobody knows."""
    _, now = _case(actor, number)
    chosen = choosing(now)
    return {
        **_place(actor, number),
        **({"决定类别": MATTER_LABELS[chosen.matter]} if chosen else {}),
    }


_NAMES: Final[Mapping[str, Callable[[Actor, str], Facts]]] = {"exits.succession": _choice}
_FACTS: Final[Mapping[str, Callable[[Actor, str], Facts]]] = {
    "exits.meeting_notice": _to_all,
    "exits.emergency": _to_all,
    "exits.assessment": _with_figures,
    "exits.decision": _with_roll,
    "exits.succession": _of_successor,
}
_hinders: Final = hindrances(EXIT, SIGNED_FOR)
SHEETS: Final[tuple[Sheet, ...]] = tuple(
    Sheet(
        template=template,
        facts=_FACTS.get(template.key, _facts),
        sees=_sees,
        subject=EXIT.subject,
        hinders=_hinders(template.key),
        names=_NAMES.get(template.key, _place) if "【" in template.title else unnamed,
    )
    for template in TEMPLATES
)
