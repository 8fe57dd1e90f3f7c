"""What the pages of a vote lay out: tabs, next steps, what is missing, the law's inequalities."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse

from tingban.kit.dates import chinese_day
from tingban.reads.exits.vote_cards import VoteCard
from tingban.reads.exits.votes import BallotLine, Count, objections_until
from tingban.rules.actors import Actor
from tingban.rules.exits import MATTER_LABELS, MatterResult, item_label
from tingban.rules.exits.evidence import lacking_rules
from tingban.rules.exits.vote import Inequality, Weight
from tingban.rules.exits.vote_ballots import BALLOT_LABELS, BallotState
from tingban.rules.exits.vote_stages import (
    CONVENER_LABELS,
    HANDS,
    POSTED_DAYS,
    SEES_MARKS,
    STAGE_LABELS,
    WAY_LABELS,
    VoteStage,
)
from tingban.web.ui.rows import Action, Check, Crumb, Fact, Tab, Tile

STAGE_TONES: Final[dict[VoteStage, str]] = {
    VoteStage.ROLL: "soon", VoteStage.FROZEN: "soon", VoteStage.COUNTING: "accent",
    VoteStage.CLOSED: "good", VoteStage.DROPPED: "still",
}  # fmt: skip
BALLOT_TONES: Final[dict[BallotState, str]] = {
    BallotState.AWAY: "still", BallotState.HALF: "soon", BallotState.DIFFERS: "late",
    BallotState.AGREED: "good",
}  # fmt: skip
_FEW: Final = 3


def crumbs(card: VoteCard | None = None, *labels: str) -> list[Crumb]:
    """业主表决 / the vote / here."""
    found = [Crumb("业主表决", reverse("desk:votes") if card or labels else "")]
    if card:
        here = reverse("desk:vote", args=[card.row.id]) if labels else ""
        found.append(Crumb(card.row.title, here))
    return [*found, *(Crumb(label) for label in labels)]


def tabs(card: VoteCard, current: str, *, differs: int | None = None) -> list[Tab]:
    """The pages of a vote; those whose turn has not come are left out."""
    pages = [("vote", "概况"), ("vote_roll", "业主清册")]
    if card.row.stage not in {VoteStage.ROLL, VoteStage.DROPPED}:
        pages.append(("vote_ballots", "表决票"))
    if card.row.stage is VoteStage.COUNTING:
        pages += [("vote_count", "计票"), ("vote_differences", "不一致")]
    if card.row.stage is VoteStage.CLOSED:
        pages.append(("vote_objections", "异议"))
    return [
        Tab(
            label, reverse(f"desk:{name}", args=[card.row.id]), name == current,
            differs if name == "vote_differences" else None,
        )
        for name, label in pages
    ]  # fmt: skip


def head(card: VoteCard, current: str) -> dict[str, object]:
    """What every page of a vote begins with."""
    return {
        "card": card,
        "stage": STAGE_LABELS[card.row.stage],
        "tone": STAGE_TONES[card.row.stage],
        "tabs": tabs(card, current),
    }


def facts(card: VoteCard) -> list[Fact]:
    """How the vote is held."""
    plan = card.plan
    basis = f"（{plan.basis}）" if plan.basis else ""
    return [
        Fact("小区", card.row.community),
        Fact("退出案件", card.row.case_number),
        Fact("召集人", CONVENER_LABELS[plan.convener] + basis),
        Fact("表决方式", WAY_LABELS[plan.way]),
        Fact("会议通知", chinese_day(plan.notice_on)),
        Fact("表决", period(plan.votes_from, plan.votes_until)),
        Fact("车位、储藏室", "计入" if plan.with_parking else "不计入总面积和总人数"),
        Fact("没有投票的业主", f"按{plan.rule_name}计入多数票" if plan.follow else "不计入"),
        Fact("清册冻结", chinese_day(card.frozen_on) if card.frozen_on else "还没有冻结"),
        *([Fact("清册与小区台账", card.gap_told)] if card.gap_told else []),
    ]


def period(start: date, end: date) -> str:
    """2024年7月3日至7月10日."""
    until = chinese_day(end)
    return f"{chinese_day(start)}至{until[5:] if start.year == end.year else until}"


# --- next steps ---------------------------------------------------------------------------------


def steps(card: VoteCard, actor: Actor, count: Count) -> list[Action]:
    """What this person may do now."""
    if actor.role not in HANDS:
        return []
    key = card.row.id

    def to(name: str) -> str:
        return reverse(f"desk:{name}", args=[key])

    match card.row.stage:
        case VoteStage.ROLL:
            found = [
                Action("导入清册", to("vote_roll"), "" if card.parts else "accent"),
                Action("修改表决安排", to("vote_plan")),
                Action(
                    "冻结清册", to("vote_freeze"), "accent" if card.parts else "",
                    "" if card.parts else "先导入清册",
                ),
            ]  # fmt: skip
        case VoteStage.FROZEN:
            found = [
                Action("编发表决票", to("vote_issue"), "accent", is_post=True),
                Action("更正清册", to("vote_roll")),
            ]
        case VoteStage.COUNTING:
            found = list(_counting(to, count))
        case VoteStage.CLOSED:
            posted = card.result is not None and card.result.posted_on is not None
            found = [
                Action("登记异议", to("vote_objections"))
                if posted
                else Action("登记公示", to("vote_post"), "accent")
            ]
        case _:
            return []
    if card.row.stage is not VoteStage.CLOSED:
        found.append(Action("作罢这次表决", to("vote_drop"), "late"))
    return found


def _counting(to: Callable[[str], str], count: Count) -> Iterator[Action]:
    if count.without_ballot:
        yield Action(
            f"补发 {count.without_ballot} 位业主的表决票", to("vote_issue"), "accent", is_post=True
        )
    yield Action("录入表决票", to("vote_count"), "accent")
    yield Action("打印表决票、登记送达", to("vote_ballots"))
    differs = count.states[BallotState.DIFFERS]
    if differs:
        yield Action(f"处理 {differs} 张不一致的票", to("vote_differences"))
    yield Action("结束计票", to("vote_close"), "", _not_closed(count))


def _not_closed(count: Count) -> str:
    half, differs = count.states[BallotState.HALF], count.states[BallotState.DIFFERS]
    if half or differs:
        return f"还有 {half + differs} 张票没有两人一致"
    return "还有业主没有表决票" if count.without_ballot else ""


def checks(card: VoteCard, count: Count, today: date, *, has_rules: bool) -> list[Check]:
    """What is there and what is missing for a decision that holds."""
    rules = Check("议事规则的文件已存", has_rules, lacking_rules(card.plan))
    frozen = card.row.stage is not VoteStage.ROLL
    away = count.states[BallotState.AWAY]
    unserved = sum(1 for it in count.ballots if it.served_on is None)
    return [
        *([rules] if card.plan.follow else []),
        Check("清册已导入", card.parts > 0, "下载模板，填好后上传"),
        Check("清册已冻结", frozen, "核对总面积、总人数和同名业主后冻结"),
        Check("每位业主有一张表决票", count.issued > 0 and not count.without_ballot, "编发表决票"),
        Check(
            "表决票都已送达", count.issued > 0 and not unserved, f"还有 {unserved} 张没有登记送达"
        ),
        Check(
            "收回的票两人都已录入并一致",
            count.issued > away and not _not_closed(count),
            "两位计票人各自录入",
        ),
        Check("计票已结束", card.result is not None, "截止后写明见证人，结束计票"),
        _posted(card, today),
    ]


def _posted(card: VoteCard, today: date) -> Check:
    """The days of the posting run before anybody goes by the result (X4)."""
    words = f"公示满 {POSTED_DAYS} 日"
    on = card.result.posted_on if card.result else None
    if on is None:
        return Check(words, False, "在小区公示后登记，公示期内业主可以提出异议")
    last = objections_until(on)
    hint = f"{chinese_day(on)}公示，到 {chinese_day(last)} 24:00 满"
    return Check(words, today > last, hint)


# --- the tally ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AskLine:
    """One inequality as asked and as it stands: `3·Pa ≥ 2·A` and `600.00 ＝ 600.00`."""

    what: str
    formula: str
    figures: str
    holds: bool


@dataclass(frozen=True, slots=True)
class MatterLine:
    """One matter with its six numbers and four inequalities."""

    title: str
    item: str
    verdict: str
    tone: str
    tiles: Sequence[Tile]
    quorum: Sequence[AskLine]
    majority: Sequence[AskLine]
    missing: str
    note: str


def matter_lines(rows: Sequence[MatterResult], *, is_final: bool) -> list[MatterLine]:
    """The tally matter by matter."""
    return [_matter(row, is_final=is_final) for row in rows]


def _matter(row: MatterResult, *, is_final: bool) -> MatterLine:
    tally = row.tally
    verdict, tone = _verdict(row, is_final=is_final)
    missing = tally.missing_to_quorum
    short = [f"{missing.shown_area} ㎡"] * bool(missing.area) + [f"{missing.heads} 人"] * bool(
        missing.heads
    )
    label = MATTER_LABELS[row.matter]
    return MatterLine(
        title=f"{row.place}. {label}{'：' + row.text if row.text else ''}",
        item=item_label(row.matter),
        verdict=verdict,
        tone=tone,
        tiles=[
            _tile("全体", "A", "N", tally.whole),
            _tile("参与表决", "Pa", "Pn", tally.taking_part),
            _tile("同意", "Ya", "Yn", tally.in_favour),
            _tile("反对", "", "", row.against),
            _tile("弃权", "", "", row.abstained),
        ],
        quorum=[_ask(it) for it in tally.quorum_asks],
        majority=[_ask(it) for it in tally.majority_asks],
        missing="、".join(short),
        note=_follow_note(row),
    )


def _verdict(row: MatterResult, *, is_final: bool) -> tuple[str, str]:
    if row.passed:
        return ("通过", "good") if is_final else ("现在计票已达到通过条件", "good")
    if is_final:
        words = "未通过" if row.tally.quorum else "参与人数或面积不足，不成立"
        return words, "late"
    return ("参与已够，同意还不够", "soon") if row.tally.quorum else ("参与还不够", "soon")


def _follow_note(row: MatterResult) -> str:
    if row.tally == row.strict:
        return ""
    strict = row.strict
    words = "通过" if strict.passed else "不通过"
    told = (
        f"已按议事规则把送达后没有投票的业主计入多数票。不计入的：参与 "
        f"{strict.taking_part.shown_area} ㎡、{strict.taking_part.heads} 人，同意 "
        f"{strict.in_favour.shown_area} ㎡、{strict.in_favour.heads} 人，{words}。"
    )
    return told + ("结果取决于这一条，被诉撤销的风险大。" if row.hangs_on_followers else "")


def _tile(label: str, area: str, heads: str, weight: Weight) -> Tile:
    names = f"{area}、{heads}" if area else ""
    return Tile(label, f"{weight.shown_area}", "㎡", note=f"{weight.heads} 人　{names}".strip())


def _ask(told: Inequality) -> AskLine:
    left, right = told.shown
    a, b = told.sides
    return AskLine(
        what=told.what,
        formula=f"{a} {told.sign} {b}",
        figures=f"{left} {told.relation} {right}",
        holds=told.holds,
    )


# --- ballots ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BallotRow:
    """One ballot of the list."""

    id: int
    number: str
    rooms: str
    area: str
    state: str
    tone: str
    served: str
    words: str
    href: str


def rooms_label(rooms: Sequence[str]) -> str:
    """The first few rooms of an owner and how many there are."""
    if len(rooms) <= _FEW:
        return "、".join(rooms) or "（已从清册中去掉）"
    return f"{'、'.join(rooms[:_FEW])} 等 {len(rooms)} 套"


def shows_marks(line: BallotLine, actor: Actor) -> bool:
    """Whether what was read is shown: never before both have; then to the owners' body, and to
    whoever must look again."""
    if line.state is BallotState.DIFFERS:
        return actor.role in HANDS
    return line.state is BallotState.AGREED and actor.role in SEES_MARKS


def ballot_row(vote_id: int, line: BallotLine, actor: Actor) -> BallotRow:
    """A ballot as its list shows it to this person."""
    state = line.state
    words = ""
    if shows_marks(line, actor):
        words = "；".join(dict.fromkeys(it.reading.label for it in line.entries))
    return BallotRow(
        id=line.id,
        number=line.number,
        rooms=rooms_label(line.rooms),
        area=line.weight.shown_area,
        state=BALLOT_LABELS[state],
        tone=BALLOT_TONES[state],
        served=chinese_day(line.served_on) if line.served_on else "",
        words=words,
        href=reverse("desk:vote_ballot", args=[vote_id, line.id]),
    )
