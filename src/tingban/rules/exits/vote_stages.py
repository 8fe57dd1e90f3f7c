"""A vote from its roll to its result: stages, who has a hand in it, what each act waits for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.rules.actors import FIELD, READERS, ROLE_LABELS, Actor, Role
from tingban.rules.deadlines.arithmetic import (
    add_natural_days,
    latest_before,
    same_day_after_months,
)
from tingban.rules.errors import NotAllowed, NotNow, Refused
from tingban.rules.exits.vote import MATTER_LABELS, Matter
from tingban.rules.law import Calendar
from tingban.rules.law.articles import cite

# 街道 guides and witnesses, owners decide, the county's clerks help (DOMAIN 3.3 X1…X4).
HANDS: Final = frozenset({Role.OWN, Role.STR, Role.C_OP, Role.C_LD})
# Names of owners are for the owners' own copy alone.
SEES_NAMES: Final = frozenset({Role.OWN})
# How each room voted is the owners' own register; tellers see it only where they must look again.
SEES_MARKS: Final = frozenset({Role.OWN})
# Whoever may look at counts and room numbers.
ONLOOKERS: Final = HANDS | READERS | FIELD
NOTICE_DAYS: Final = 15
# What fits on the A5 ballot, four matters of it.
MATTER_LENGTH: Final = 40
POSTED_DAYS: Final = 3
_NOTICE: Final = cite("PMR-14")
# By what A and N are reckoned; that they stand before the notice is ours (X2).
_WHOLE: Final = cite("OWN-8", "OWN-9")


class VoteStage(StrEnum):
    """Where a vote stands."""

    ROLL = "roll"
    FROZEN = "frozen"
    COUNTING = "counting"
    CLOSED = "closed"
    DROPPED = "dropped"


STAGE_LABELS: Final[dict[VoteStage, str]] = {
    VoteStage.ROLL: "编制清册",
    VoteStage.FROZEN: "清册已冻结",
    VoteStage.COUNTING: "发票计票",
    VoteStage.CLOSED: "已计票",
    VoteStage.DROPPED: "已作罢",
}


class VoteAct(StrEnum):
    """What may be done with a vote."""

    PLAN = "plan"
    IMPORT_ROLL = "import_roll"
    FREEZE_ROLL = "freeze_roll"
    CORRECT_ROLL = "correct_roll"
    ISSUE = "issue"
    SERVE = "serve"
    ENTER = "enter"
    CLOSE = "close"
    POST = "post"
    OBJECT = "object"
    ANSWER = "answer"
    DROP = "drop"


ACT_LABELS: Final[dict[VoteAct, str]] = {
    VoteAct.PLAN: "修改表决安排",
    VoteAct.IMPORT_ROLL: "导入清册",
    VoteAct.FREEZE_ROLL: "冻结清册",
    VoteAct.CORRECT_ROLL: "更正清册",
    VoteAct.ISSUE: "编发表决票",
    VoteAct.SERVE: "登记送达",
    VoteAct.ENTER: "录入表决票",
    VoteAct.CLOSE: "结束计票",
    VoteAct.POST: "登记公示",
    VoteAct.OBJECT: "登记异议",
    VoteAct.ANSWER: "答复异议",
    VoteAct.DROP: "作罢这次表决",
}
_ROLL, _FROZEN, _COUNTING, _CLOSED = (
    VoteStage.ROLL, VoteStage.FROZEN, VoteStage.COUNTING, VoteStage.CLOSED,
)  # fmt: skip
OPEN_IN: Final[Mapping[VoteAct, frozenset[VoteStage]]] = {
    VoteAct.PLAN: frozenset({_ROLL}),
    VoteAct.IMPORT_ROLL: frozenset({_ROLL}),
    VoteAct.FREEZE_ROLL: frozenset({_ROLL}),
    VoteAct.CORRECT_ROLL: frozenset({_FROZEN, _COUNTING}),
    VoteAct.ISSUE: frozenset({_FROZEN, _COUNTING}),
    VoteAct.SERVE: frozenset({_COUNTING}),
    VoteAct.ENTER: frozenset({_COUNTING}),
    VoteAct.CLOSE: frozenset({_COUNTING}),
    VoteAct.POST: frozenset({_CLOSED}),
    VoteAct.OBJECT: frozenset({_CLOSED}),
    VoteAct.ANSWER: frozenset({_CLOSED}),
    VoteAct.DROP: frozenset({_ROLL, _FROZEN, _COUNTING}),
}
_WHY_NOT: Final[dict[VoteStage, str]] = {
    _ROLL: "清册还没有冻结。请先导入清册、核对并冻结",
    _FROZEN: "表决票还没有编发。请先编发表决票",
    _COUNTING: "计票还没有结束。请先结束计票",
    _CLOSED: "计票已经结束。要更正的，请先登记异议，答复时选择重新计票",
    VoteStage.DROPPED: "这次表决已经作罢。要再表决，请另开一次",
}
_AFTER_FREEZING: Final = "清册已经冻结，不能再改。错了的逐套更正，写明原因"


def check_hand(actor: Actor) -> None:
    """Refuse whoever has no hand in a vote."""
    if actor.role not in HANDS:
        raise NotAllowed(
            f"您的岗位（{ROLE_LABELS[actor.role]}）只能查看。表决由业主组织办理，"
            f"街道(乡镇)指导见证，县级经办协助（{cite('PMR-10')}）。",
            rule=cite("PMR-10"),
        )


def check_sees_names(actor: Actor) -> None:
    """Refuse whoever may not have the owners' names."""
    if actor.role not in SEES_NAMES:
        raise NotAllowed(
            "业主姓名只印在业主委员会自己的清册上，街道和主管部门只看房号和人数"
            f"（{cite('PIP-6')}）。确需名册的，请由业主委员会登录后导出。",
            rule=cite("PIP-6"),
        )


def check_stage(act: VoteAct, stage: VoteStage) -> None:
    """Refuse an act whose turn it is not."""
    if stage in OPEN_IN[act]:
        return
    why = _WHY_NOT[stage]
    if act in {VoteAct.PLAN, VoteAct.IMPORT_ROLL, VoteAct.FREEZE_ROLL} and stage in {
        _FROZEN, _COUNTING,
    }:  # fmt: skip
        why = _AFTER_FREEZING
    raise NotNow(f"现在不能{ACT_LABELS[act]}：{why}。", rule=cite("CC-278"))


class Convener(StrEnum):
    """Who calls the owners together."""

    COMMITTEE = "committee"
    MANAGEMENT = "management"
    NEIGHBOURHOOD = "neighbourhood"
    OWNERS = "owners"


CONVENER_LABELS: Final[dict[Convener, str]] = {
    Convener.COMMITTEE: "业主委员会",
    Convener.MANAGEMENT: "物业管理委员会",
    Convener.NEIGHBOURHOOD: "居(村)委会（没有业主大会的）",
    Convener.OWNERS: "百分之二十以上业主提议的临时会议",
}


class Way(StrEnum):
    """How owners are asked."""

    WRITTEN = "written"
    MEETING = "meeting"


WAY_LABELS: Final[dict[Way, str]] = {Way.WRITTEN: "书面征求意见", Way.MEETING: "集体讨论"}

FOLLOW_NOTE: Final = (
    "民法典第二百七十八条要求业主实际参与表决。把没有投票的业主计入多数票，只有议事规则有明文时"
    "才可以打开；法院可能不予认可，结果会同时列出不计入时的数字。"
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a vote is to be held."""

    title: str
    convener: Convener
    way: Way
    notice_on: date
    votes_from: date
    votes_until: date
    matters: tuple[tuple[Matter, str], ...]
    basis: str = ""
    with_parking: bool = False
    follow: bool = False
    rule_name: str = ""
    rule_text: str = field(default="")

    @property
    def matter_words(self) -> tuple[str, ...]:
        """The matters as the notice and the ballot have them."""
        return tuple(
            f"{MATTER_LABELS[matter]}：{text}" if text else MATTER_LABELS[matter]
            for matter, text in self.matters
        )

    def check(self) -> None:
        """Refuse a plan that would make the decision void."""
        if not self.title.strip():
            raise Refused("请写明这次表决的名称，例如“解聘物业服务企业表决”。")
        if not self.matters:
            raise Refused("请至少写一个表决事项。")
        if any(len(text.strip()) > MATTER_LENGTH for _, text in self.matters):
            raise Refused(
                f"表决事项在票上最多写 {MATTER_LENGTH} 个字，请写短一些，详细方案附在会议通知后。"
            )
        if len({(matter, text.strip()) for matter, text in self.matters}) < len(self.matters):
            raise Refused("有两个表决事项完全一样，请去掉一个。")
        if self.votes_until < self.votes_from:
            raise Refused("表决截止日早于开始日，请核对。")
        self._check_notice()
        if self.convener is Convener.MANAGEMENT and not self.basis.strip():
            raise Refused(
                f"{cite('CC-277')}只规定了业主大会和业主委员会；物业管理委员会组织表决，"
                "要有地方规定或者业主的授权决定。请写明依据。",
                rule=cite("CC-277"),
            )
        has_rule = bool(self.rule_name.strip()) and len(self.rule_text.strip()) >= _RULE_LENGTH
        if self.follow and not has_rule:
            raise Refused(
                f"{cite('CC-278')}要求业主实际参与；没有投票的业主计入多数票，须有议事规则的明文。"
                "请写明议事规则的名称，并把这一条的原文抄录进来；没有这一条的，请关掉这个选项。",
                rule=cite("CC-278"),
            )

    def _check_notice(self) -> None:
        latest = latest_before(self.votes_from, NOTICE_DAYS)
        if self.notice_on > latest:
            raise Refused(
                f"按{_NOTICE}，会议通知要在开会 {NOTICE_DAYS} 日以前告诉全体业主："
                f"{chinese_day(self.votes_from)}开始表决的，最迟 {chinese_day(latest)}通知。"
                "请推后表决，或核对日期。",
                rule=_NOTICE,
            )


_RULE_LENGTH: Final = 10


def check_frozen_in_time(plan: Plan, on: date) -> None:
    """Refuse a roll that would be frozen after the owners were told (X2: the notice tells A, N)."""
    if on > plan.notice_on:
        raise NotNow(
            f"会议通知日是 {chinese_day(plan.notice_on)}，现在冻结清册晚于会议通知。"
            f"总面积和总人数按{_WHOLE}计算，通知全体业主时就定下来（平台的规则），以后只能逐套更正。"
            "请先修改表决安排，推后通知和表决的日期。",
            rule=_WHOLE,
        )


def posted_until(posted_on: date, calendar: Calendar) -> date:
    """The last day on which the result hangs out and owners object within its days (X4 [D])."""
    return add_natural_days(posted_on, POSTED_DAYS, calendar)


def annulment_until(known_on: date) -> date:
    """The last day on which an owner may ask the court to annul, one year from knowing (解释 12).

    The year never starts anew and no day of rest lengthens it (除斥期间): the day of the same
    number a year on.
    """
    return same_day_after_months(known_on, 12)
