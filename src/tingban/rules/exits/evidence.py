"""The evidence index of an exit, built from its file: what there is, and what it proves (X11)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.rules.actors import Role
from tingban.rules.exits.exit_guards import deciding, vote_of
from tingban.rules.exits.exit_stages import Act
from tingban.rules.exits.handover import State, item_label, item_named
from tingban.rules.exits.meeting_guards import plan_of
from tingban.rules.exits.notice_service import NOTICES
from tingban.rules.exits.refusal_guards import list_of, orders_of, refuses_documents
from tingban.rules.exits.vote import square_metres
from tingban.rules.exits.vote_stages import Plan
from tingban.rules.law import cite
from tingban.rules.rectification.course import Course

# Signed papers in the order of the story, and what each proves.
_PROOFS: Final[Mapping[str, tuple[str, str]]] = {
    "exits.meeting_notice": ("业主大会会议通知", "会议召开15日以前通知了全体业主"),
    "exits.decision": ("业主共同决定", "业主依法共同决定解聘"),
    "exits.succession": ("业主共同决定（接管）", "业主依法共同决定由谁接管"),
    "exits.dismissal": ("解聘通知书", "提前书面通知了企业"),
    "exits.not_renewing": ("不再续聘通知书", "提前书面通知了企业"),
    "exits.emergency": ("应急服务公告", "企业停止服务、由应急服务接管"),
    "exits.demand": ("催告函", "已催告企业退出、移交"),
    "exits.suit_guidance": ("诉讼指导函", "已告知业主诉讼的途径"),
}
_FILED: Final = "业主大会档案，已存文件"
_QUOTED: Final = "业主大会档案；平台只抄录了这一条，没有存文件，须另附原件"
_MEETING: Final = ("exits.meeting_notice",)
_DECIDED: Final = ("exits.decision", "exits.succession")
_NOTICE: Final = ("exits.dismissal", "exits.not_renewing")
_EMERGENCY: Final = ("exits.emergency",)
_DEMAND: Final = ("exits.demand",)
_SUIT: Final = ("exits.suit_guidance",)
_HEADS: Final = ("序号", "材料", "文号或出处", "日期", "证明的事实")
EVIDENCE_HEADS: Final = _HEADS


@dataclass(frozen=True, slots=True)
class ContractTerm:
    """The contract of the two parties as the register has it; without an end where it has none."""

    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece: what it is, where it is filed, from which day, what it proves.

    `paper` is the kind of the signed paper that it is, `has_files` tells that it lies with the
    files of the rules; neither where it lies in another file.
    """

    name: str
    file: str
    on: date | None
    proves: str
    paper: str = ""
    has_files: bool = False

    @property
    def label(self) -> str:
        """催告函（盐建催字〔2024〕3号，2024年9月26日）：催告后仍不履行."""
        where = self.source
        return f"{self.name}（{where}）：{self.proves}" if where else f"{self.name}：{self.proves}"

    @property
    def source(self) -> str:
        """Whence it comes, with its day: 盐建催字〔2024〕3号，2024年9月26日."""
        return "，".join(part for part in (self.file, self._day) if part)

    @property
    def _day(self) -> str:
        return chinese_day(self.on) if self.on else ""

    def cells(self, place: int) -> tuple[str, ...]:
        """A row of the index."""
        return (str(place), self.name, self.file, self._day, self.proves)


def evidence_index(now: Course) -> tuple[EvidenceLine, ...]:
    """Everything in the file that a court may ask for: chapter by chapter of the story, by its
    days within each."""
    chapters = (
        _contract(now),
        (*_papers(now, _MEETING), *_vote(now), *_papers(now, _DECIDED)),
        (*_papers(now, _NOTICE), *_service(now), *_papers(now, _EMERGENCY)),
        (*_list(now), *_refusal(now), *_papers(now, _DEMAND), *_orders(now)),
        _papers(now, _SUIT),
        _receipts(now),
    )
    return tuple(piece for chapter in chapters for piece in sorted(chapter, key=_day_of))


def _day_of(piece: EvidenceLine) -> date:
    """What bears no day stands first."""
    return piece.on or date.min


def book_closed(role: Role, now: Course) -> str:
    """Why the bound evidence does not open; empty where it does. It is for the bureau, and for the
    plaintiff once the letter by which it may sue stands (X11, 民法典 277、949)."""
    if role is Role.STR:
        return "证据册只给起诉的业主一方和住建部门。"
    if role is Role.OWN and not now.count(Act.GUIDE_SUIT):
        return "诉讼指导函登记以后，才能查看证据册。"
    return "" if evidence_index(now) else "这件退出案件还没有可以装订的证据。"


def _contract(now: Course) -> Iterator[EvidenceLine]:
    """What was agreed stands first: without it nobody owes a withdrawal (民法典 949)."""
    term: ContractTerm | None = now.beside.get("contract")
    ends_on = now.day("contract_ends_on") or (term.ends_on if term else None)
    if term is not None or ends_on is not None:
        file = f"合同台账，{chinese_day(term.starts_on)}起" if term else "合同台账"
        told = f"合同期限至 {chinese_day(ends_on)}" if ends_on else "企业与业主之间的合同关系"
        yield EvidenceLine("物业服务合同", file, None, told)
    clause = now.text("notice_clause")
    if clause:
        days = now.number("notice_days")
        yield EvidenceLine("合同中的通知期条款", clause, None, f"约定提前 {days} 日通知")


def _papers(now: Course, keys: tuple[str, ...]) -> Iterator[EvidenceLine]:
    for key in keys:
        paper, (name, proves) = now.papers.get(key), _PROOFS[key]
        if paper is None:
            continue
        if key in _DEMAND and now.count(Act.ENFORCE):
            # Only once its term was over: the step waits for it.
            proves = "催告后仍不履行"
        yield EvidenceLine(name, paper.number or "平台存档", paper.signed_on, proves, key)
        if paper.served_on is not None:
            yield EvidenceLine(f"{name}的送达回证", "案卷", paper.served_on, f"{name}已送达")


def _vote(now: Course) -> Iterator[EvidenceLine]:
    vote, result = vote_of(now), deciding(now)
    if vote is None or result is None:
        return
    tally = result.tally
    told = (
        f"总面积 {square_metres(tally.whole.area)} 平方米、{tally.whole.heads} 人；"
        f"参与 {square_metres(tally.taking_part.area)} 平方米、{tally.taking_part.heads} 人；"
        f"同意 {square_metres(tally.in_favour.area)} 平方米、{tally.in_favour.heads} 人"
    )
    gaps = str(now.beside.get("roll_gaps") or "")
    told += f"；清册与小区台账的差异：{gaps}" if gaps else ""
    yield from _rules(now)
    yield EvidenceLine("计票结果", f"校验值 {vote.digest[:12]}", vote.closed_on, told)
    if vote.posted_on is not None:
        where = vote.posted_where or "案卷"
        yield EvidenceLine("结果公示", where, vote.posted_on, "表决结果已向全体业主公示")


def _rules(now: Course) -> Iterator[EvidenceLine]:
    """The rules by which the silent were counted, as a file or as no more than a quotation."""
    plan = plan_of(now)
    if plan is None or not plan.follow:
        return
    proves = "约定送达后没有投票的业主计入多数票"
    days = rule_files(now)
    if days:
        yield EvidenceLine(plan.rule_name, _FILED, max(days), proves, has_files=True)
    else:
        yield EvidenceLine(plan.rule_name, _QUOTED, None, proves)


def rule_files(now: Course) -> tuple[date, ...]:
    """On which days files of the rules were stored."""
    found: tuple[date, ...] = now.beside.get("rule_files", ())
    return found


def lacking(now: Course) -> tuple[str, ...]:
    """Which evidence a court will ask for and the file does not hold, in words (民法典 278)."""
    plan = plan_of(now)
    if plan is None or not plan.follow or rule_files(now):
        return ()
    return (lacking_rules(plan),)


def lacking_rules(plan: Plan) -> str:
    """Why the rules themselves are wanted, and not what was copied from them."""
    return (
        f"{plan.rule_name}的原件：没有投票的业主是按它计入多数票的，"
        f"现在只抄录了一条，没有存文件（{cite('CC-278')}）。"
    )


def _orders(now: Course) -> Iterator[EvidenceLine]:
    """The order of 条例 58 is that of the problem, with its proof of service (CELL C01)."""
    if not refuses_documents(now):
        return
    for order in orders_of(now):
        name = "责令限期整改通知书"
        yield EvidenceLine(name, order.number, order.served_on, "责令改正后仍不移交资料")
        yield EvidenceLine(f"{name}的送达回证", "案卷", order.served_on, f"{name}已送达")


def _service(now: Course) -> Iterator[EvidenceLine]:
    """What was served on paper, with its proof."""
    served = now.last(Act.SERVE_NOTICE)
    if served is None:
        return
    original = str(served.told.get("notice_original") or "").strip()
    if original:
        yield EvidenceLine("书面通知原件", original, served.on, "提前书面通知了企业")
    if any(now.served_on(key) == served.on for key in NOTICES):
        # The paper's own receipt stands above.
        return
    proof = str(served.told.get("proof") or "").strip()
    yield EvidenceLine("通知的送达凭证", proof, served.on, "通知已送达企业")


def _list(now: Course) -> Iterator[EvidenceLine]:
    lines = list_of(now).lines
    kept = [it for it in lines if it.state in (State.REFUSED, State.PARTIAL)]
    if lines:
        told = "、".join(dict.fromkeys(item_label(it.item) for it in kept))
        proves = f"没有交齐：{told}" if told else "各项移交的情况"
        yield EvidenceLine("退出移交清单", "移交清单", max(it.on for it in lines), proves)


def _refusal(now: Course) -> Iterator[EvidenceLine]:
    refused = now.last(Act.REFUSE)
    for piece in refused.told.get("refusal_evidence", ()) if refused else ():
        yield EvidenceLine(str(piece), "案卷", refused.on if refused else None, "拒不移交的经过")


def _receipts(now: Course) -> Iterator[EvidenceLine]:
    for name, receipt, act in (
        ("信用推送回执", "credit_receipt", Act.PUSH_CREDIT),
        ("市场监管部门签收回执", "market_receipt", Act.REPORT_MARKET),
    ):
        done = now.last(act)
        if done is not None:
            number = str(now.beside.get(receipt) or "")
            yield EvidenceLine(name, number, done.on, "有关情况已推送、报告")


def refused_lines(now: Course) -> tuple[str, ...]:
    """What is kept back, in words: chosen items, and the place itself where it will not leave."""
    items = tuple(item_named(str(item)) for item in now.items("refused"))
    return (*items, "拒不撤出物业服务区域") if now.said("still_there") else items
