"""What 街道 and owners do in an exit, and what they may see of it (DESIGN 1, DOMAIN 3.3).

Their page is made from these tables. What is not named here is not told there: how the bureau
assesses, weighs, remarks and pursues is its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tingban.rules.actors import Role
from tingban.rules.exits.exit_stages import HANDING_OVER, Act, Stage
from tingban.rules.exits.handover import PARTY_OF
from tingban.rules.exits.refusal_guards import list_of
from tingban.rules.rectification.course import Course


class Job(StrEnum):
    """What is done on a page of its own rather than by a step."""

    PREPARE = "prepare"
    COUNT = "count"
    WITNESS = "witness"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, slots=True)
class Duty:
    """Why it is theirs, in a sentence; `law` are keys of articles, `span` stands where no day
    does."""

    why: str
    law: tuple[str, ...] = ()
    span: str = ""


JOB_LABELS: Final[Mapping[str, str]] = {
    Job.PREPARE: "准备表决：安排、清册、表决票",
    Job.COUNT: "两人计票、公示结果",
    Job.WITNESS: "到场见证计票",
    Job.HAND_OVER: "逐项清点、确认移交清单",
}
DUTIES: Final[Mapping[str, Duty]] = {
    Act.GIVE_OPINION: Duty("业委会能不能召集会议、退出后由谁接管，由街道先说。", ("PMR-10",)),
    Act.GUIDE: Duty(
        "把指导意见书送到业主组织，讲清怎样召集、公告、表决、计票。", ("CC-277.2", "PMR-10"),
        "没有法定期限，每周过问一次",
    ),
    Act.CONVENE: Duty(
        "解聘企业由业主共同决定，先要有人把会召集起来。", ("CC-278", "PMR-13.2"), "没有法定期限",
    ),
    Act.ANNOUNCE: Duty(
        "会议要提前 15 日通知全体业主，同时告知居委会，差一天决定就可能被撤销。", ("PMR-14",),
        "会议召开 15 日以前",
    ),
    Job.PREPARE: Duty(
        "清册上的面积和人数是计算的分母，开始表决以前要定下来。", ("CC-278",), "开始表决以前",
    ),
    Act.OPEN_VOTE: Duty("公告的会议日期到了，登记开始表决。", ("CC-278", "PMR-14")),
    Act.CLOSE_VOTE: Duty("到了公告的截止日期才能开票。", ("CC-278",)),
    Job.COUNT: Duty(
        "两人分别录入，对得上才算；结果贴出来以后才能确认决定。", ("CC-278", "CC-1259")
    ),
    Job.WITNESS: Duty("计票要有街道或者居委会的人在场。", ("PMR-10",), "计票当天"),
    Act.DECIDE: Duty(
        "参与的面积和人数都到三分之二、同意的都过半数，才能确认。", ("CC-278", "OWN-12"),
        "结果公示满 3 日以后",
    ),
    Act.RENEW: Duty("业主决定续聘的，在合同到期以前续订。", ("CC-947.1",)),
    Act.RETRY: Duty("没有通过的，写明原因，重新指导业主。", ("PMR-10",), "没有法定期限"),
    Act.SERVE_NOTICE: Duty(
        "决定以后还要书面通知企业并留下送达凭证，通知期从送达起算。", ("CC-946",), "尽快",
    ),
    Act.CHECK_SERVICE: Duty(
        "合同终止以前企业要继续服务，断了要马上想办法。", ("CC-950",), "每周一次",
    ),
    Act.SUCCEED: Duty(
        "以后由谁管，要在合同终止以前定下来；选聘、自行管理都由业主共同决定。", ("CC-278.1.4",),
        "合同终止以前",
    ),
    Act.INSPECT: Duty("接管的单位查验以后签协议。", ("CC-949.1",), "接管的时候"),
    Act.EMERGENCY: Duty("服务中断的，先保供水、电梯、消防。", ("CC-950",), "服务中断的时候"),
    Act.TERMINATE: Duty("通知期满合同终止，从这一天起办移交。", ("CC-946", "CC-949.1")),
    Job.HAND_OVER: Duty(
        "原企业要交还用房、设施和资料；各方只为自己确认。", ("CC-949.1", "PMR-29.1"),
    ),
    Act.SUE: Duty(
        "企业还不交的，由业主一方起诉，住建部门提供证据目录。", ("CC-949.1", "CC-949.2"),
        "没有法定期限，早办早解决",
    ),
    Act.JUDGE: Duty(
        "判决生效以后登记，企业不履行的申请执行。", ("CC-949.1",), "收到判决以后"
    ),
}  # fmt: skip
# What is theirs in a stage; what is done already is left out (`duties_of`).
TURNS: Final[Mapping[Role, Mapping[str, tuple[str, ...]]]] = {
    Role.STR: {
        Stage.X0: (Act.GIVE_OPINION,),
        Stage.X1: (Act.GUIDE,),
        Stage.X2: (Act.GUIDE,),
        Stage.X4: (Job.WITNESS,),
        Stage.X6: (Act.CHECK_SERVICE,),
        Stage.X7: (Act.CHECK_SERVICE,),
        Stage.X8: (Job.HAND_OVER,),
        Stage.X10: (Job.HAND_OVER,),
        Stage.X11: (Job.HAND_OVER,),
        Stage.X12: (Job.HAND_OVER,),
        Stage.X13: (Job.HAND_OVER,),
    },
    Role.OWN: {
        Stage.X1: (Act.CONVENE,),
        Stage.X2: (Job.PREPARE, Act.ANNOUNCE, Act.OPEN_VOTE),
        Stage.X3: (Act.CLOSE_VOTE,),
        Stage.X4: (Job.COUNT, Act.DECIDE),
        Stage.X5: (Act.SERVE_NOTICE,),
        Stage.X6: (Act.SUCCEED, Act.TERMINATE),
        Stage.X7: (Act.SUCCEED, Act.TERMINATE),
        Stage.X8: (Act.SUCCEED, Job.HAND_OVER),
        Stage.X10: (Job.HAND_OVER,),
        Stage.X11: (Act.SUE, Job.HAND_OVER),
        Stage.X12: (Act.JUDGE, Job.HAND_OVER),
        Stage.X13: (Job.HAND_OVER,),
    },
}
# The course as they know it: what they did or was done in their name, and what was addressed to
# them. 街道 guides the owners and so sees their steps; the weekly look at the service is its own.
_OWNERS: Final = frozenset({
    Act.GUIDE, Act.CONVENE, Act.ANNOUNCE, Act.OPEN_VOTE, Act.CLOSE_VOTE, Act.DECIDE, Act.RENEW,
    Act.SERVE_NOTICE, Act.SUCCEED, Act.INSPECT, Act.EMERGENCY, Act.TERMINATE, Act.SUE, Act.JUDGE,
})  # fmt: skip
SEEN: Final[Mapping[Role, frozenset[Act]]] = {
    Role.OWN: _OWNERS | {Act.GUIDE_SUIT},
    Role.STR: _OWNERS - {Act.SUE, Act.JUDGE}
    | {Act.GIVE_OPINION, Act.RETRY, Act.CHECK_SERVICE},
}  # fmt: skip
# How a step is called by those who did not take it.
CALLED: Final[Mapping[Role, Mapping[str, str]]] = {
    Role.OWN: {
        Act.GUIDE: "收到指导",
        Act.GUIDE_SUIT: "收到诉讼指导函",
        Act.EMERGENCY: "街道启动应急服务",
    },
    Role.STR: {},
}
# Acts in the owners' name, whoever enters them.
OWNERS_OWN: Final = _OWNERS - {Act.GUIDE, Act.EMERGENCY}
# In one line, what the others do meanwhile.
OTHERS: Final[Mapping[Role, Mapping[str, str]]] = {
    Role.STR: {
        Stage.X0: "住建部门研判以后，由负责人决定是否引导业主启动。",
        Stage.X1: "业委会、业主或者居委会召集业主大会。",
        Stage.X2: "业主组织公告会议、定下清册，到日子开始表决。",
        Stage.X3: "业主正在投票，到公告的截止日期由业主组织结束表决。",
        Stage.X4: "业主组织两人计票、公示结果，然后确认共同决定。",
        Stage.X5: "业主组织把解聘通知书送达企业。",
        Stage.X6: "企业继续服务；业主组织定下接管的单位，到期登记合同终止。",
        Stage.X7: "业主组织定下接管的单位，到期登记合同终止。",
        Stage.X8: "原企业逐项移交，接管单位、业主一方清点；交齐后由住建部门确认退出完成。",
        Stage.X9: "退出已经完成，不用再办。",
        Stage.X10: "企业没有交齐，住建部门正在催告、责令。",
        Stage.X11: "住建部门依法处置；业主组织可以起诉。",
        Stage.X12: "业主一方的诉讼正在法院办理。",
        Stage.X13: "由法院强制执行；任何单位不能自行清退。",
        Stage.XC: "这件已经终止，不用再办。",
    },
    Role.OWN: {
        Stage.X1: "街道送来指导意见书，告诉您们怎样开会。",
        Stage.X2: "街道看一遍公告和表决票的写法。",
        Stage.X3: "街道巡查；到了截止日期再开票。",
        Stage.X4: "街道或者居委会派人见证计票。",
        Stage.X5: "企业收到通知以前照常服务。",
        Stage.X6: "企业继续服务，街道每周看一次服务有没有断。",
        Stage.X7: "服务断了的，由街道启动应急服务。",
        Stage.X8: "原企业逐项移交，街道见证；交齐以后由住建部门确认退出完成。",
        Stage.X9: "退出已经完成，不用再办。",
        Stage.X10: "住建部门正在催告、责令企业移交。",
        Stage.X11: "住建部门依法处置，并把诉讼指导函送给您们。",
        Stage.X12: "法院正在审理，住建部门每月过问一次。",
        Stage.X13: "由法院强制执行；接管的单位准备接管。",
        Stage.XC: "这件已经终止，不用再办。",
    },
}
# Acts and jobs that end on the day of the stage's own clock.
_BY_CLOCK: Final = frozenset({Act.GIVE_OPINION, Job.COUNT, Job.HAND_OVER})
_DAYS: Final[Mapping[str, str]] = {
    Act.OPEN_VOTE: "meeting_on",
    Act.CLOSE_VOTE: "votes_until",
    Act.RENEW: "contract_ends_on",
    Act.SUCCEED: "ends_on",
    Act.TERMINATE: "ends_on",
}
_CLOCKED_STAGES: Final = frozenset({Stage.X0, Stage.X4, Stage.X8})
# Whose clocks 街道 and owners are told of: those of the owners' way, not those by which the bureau
# demands, pushes and follows a suit.
TOLD_CLOCKS: Final = frozenset(
    {Stage.X0, Stage.X2, Stage.X3, Stage.X4, Stage.X6, Stage.X7, Stage.X8}
)


def duties_of(role: Role, now: Course) -> tuple[str, ...]:
    """What is this side's turn now; what was done already is left out."""
    turns = TURNS.get(role, {}).get(now.stage or "", ())
    return tuple(
        duty
        for duty in turns
        if not (_IS_DONE.get(duty, _never)(now) or (duty == Job.HAND_OVER and _has_all(role, now)))
    )


def day_of(duty: str, now: Course, clock_on: date | None) -> date | None:
    """By when; None where only words say it (`Duty.span`)."""
    if duty in _BY_CLOCK:
        return clock_on if now.stage in _CLOCKED_STAGES else None
    name = _DAYS.get(duty)
    return now.day(name) if name else None


def _has_all(role: Role, now: Course) -> bool:
    """The list is whole and this side has confirmed every line."""
    listed = list_of(now)
    return not listed.missing and not listed.unconfirmed(frozenset({PARTY_OF[role]}))


def _never(_: Course) -> bool:
    return False


def _is_announced(now: Course) -> bool:
    """Since the owners were last called together."""
    calls = [move.act for move in now.moves if move.act in (Act.CONVENE, Act.ANNOUNCE)]
    return bool(calls) and calls[-1] == Act.ANNOUNCE


def _guided(now: Course) -> bool:
    """Since the owners were last to begin."""
    acts = [it.act for it in now.moves if it.act in (Act.GUIDE, Act.START, Act.RETRY)]
    return bool(acts) and acts[-1] == Act.GUIDE


def _is_counted(now: Course) -> bool:
    vote = now.beside.get("vote")
    return bool(vote and vote.posted_on)


_IS_DONE: Final[Mapping[str, Callable[[Course], bool]]] = {
    Act.GIVE_OPINION: lambda now: now.count(Act.GIVE_OPINION) > 0,
    Act.GUIDE: _guided,
    Act.ANNOUNCE: _is_announced,
    Act.OPEN_VOTE: lambda now: not _is_announced(now),
    Job.PREPARE: lambda now: bool(now.beside.get("roll_frozen_on")),
    Job.COUNT: _is_counted,
    Job.WITNESS: _is_counted,
    Act.SUCCEED: lambda now: now.count(Act.SUCCEED) > 0,
}
# Days that are told to both, by the name of the answer; each stands once it was said.
_TOLD_DAYS: Final = (
    ("contract_ends_on", "现合同到期"),
    ("company_notice_on", "企业书面通知送达"),
    ("notified_on", "会议公告"),
    ("meeting_on", "开始表决"),
    ("votes_until", "表决截止"),
    ("ends_on", "合同终止"),
    ("takeover_on", "接管"),
    ("emergency_until", "应急服务最晚到"),
    ("judgment_effective_on", "判决生效"),
)
_OF_MEETING: Final = frozenset({"notified_on", "meeting_on", "votes_until"})


def days_of(role: Role, now: Course) -> tuple[tuple[str, date], ...]:
    """The days of this side, in the order of the story."""
    found: list[tuple[str, date]] = []
    for name, label in _TOLD_DAYS:
        on = now.day(name)
        is_old = name in _OF_MEETING and not _is_announced(now)
        is_theirs = name != "judgment_effective_on" or role is Role.OWN
        if on is not None and not is_old and is_theirs:
            found.append((label, on))
    for label, told in (
        ("解聘通知送达", now.day_of(Act.SERVE_NOTICE)),
        ("退出完成", now.day_of(Act.COMPLETE) if now.stage == Stage.X9 else None),
    ):
        if told is not None:
            found.append((label, told))
    return (*found, *_days_of_vote(now))


def _days_of_vote(now: Course) -> tuple[tuple[str, date], ...]:
    vote = now.beside.get("vote")
    told = (
        (("计票", vote.closed_on), ("结果公示", vote.posted_on),
         ("决定可能被起诉撤销，至", vote.annulment_until))
        if vote else ()
    )  # fmt: skip
    return tuple((label, on) for label, on in told if on is not None)


def has_list(stage: str) -> bool:
    """Whether the hand-over list is kept or was."""
    return stage in {*HANDING_OVER, Stage.X9}
