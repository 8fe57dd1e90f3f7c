"""The Friday report as one table of steps (DOMAIN 3.6, T-R01…T-R10; ADR 0003, ADR 0016).

A row says from which state which act leads where, who may for a county's report and who for
市本级's own, which guards stand before it, until when, and what paper belongs to it. Pages, acts,
tests and `docs/states/weekly.md` read these rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tingban.rules.actors import ROLE_LABELS, Actor, Role
from tingban.rules.areas import AREA_BY_CODE, CITY
from tingban.rules.errors import NotAllowed, NotFound, NotNow, Refused
from tingban.rules.weekly.guards import GUARDS, Guard, Situation


class State(StrEnum):
    """States of a report. The three AUTO states keep how far the county had come (T-R05)."""

    OPEN = "open"
    DRAFT = "draft"
    CHECKED = "checked"
    SIGNED = "signed"
    SUBMITTED = "submitted"
    REVIEW = "review"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    AUTO = "auto"
    AUTO_CHECKED = "auto_checked"
    AUTO_SIGNED = "auto_signed"
    FROZEN = "frozen"
    CORR = "corr"


STATE_LABELS: Final[dict[State, str]] = {
    State.OPEN: "待填报",
    State.DRAFT: "填报中",
    State.CHECKED: "已核对，待签字",
    State.SIGNED: "已签字，待报送",
    State.SUBMITTED: "已报送，待审核",
    State.REVIEW: "市局审核中",
    State.RETURNED: "已退回",
    State.ACCEPTED: "已接收",
    State.AUTO: "系统代报",
    State.AUTO_CHECKED: "系统代报，已核对",
    State.AUTO_SIGNED: "系统代报，已签字",
    State.FROZEN: "已冻结",
    State.CORR: "更正待批",
}
AUTO_STATES: Final = frozenset({State.AUTO, State.AUTO_CHECKED, State.AUTO_SIGNED})
# T-R05: in these the county has not submitted what stands.
UNSENT: Final = frozenset({State.OPEN, State.DRAFT, State.CHECKED, State.SIGNED, State.RETURNED})
READY_TO_FREEZE: Final = AUTO_STATES | {State.ACCEPTED}


class Act(StrEnum):
    """Acts on a report; the label is the word on the button."""

    OPEN = "open"
    EDIT = "edit"
    OVERRIDE = "override"
    CHECK = "check"
    REWORK = "rework"
    SIGN = "sign"
    SUBMIT = "submit"
    STAND_IN = "stand_in"
    REVIEW = "review"
    RETURN = "return"
    ACCEPT = "accept"
    FREEZE = "freeze"
    ASK = "ask"
    GRANT = "grant"
    REFUSE = "refuse"
    EXPORT = "export"
    SNAPSHOT = "snapshot"


ACT_LABELS: Final[dict[Act, str]] = {
    Act.OPEN: "开启",
    Act.EDIT: "填写",
    Act.OVERRIDE: "改值",
    Act.CHECK: "核对通过",
    Act.REWORK: "退回修改",
    Act.SIGN: "签字",
    Act.SUBMIT: "报送",
    Act.STAND_IN: "系统代报",
    Act.REVIEW: "开始审核",
    Act.RETURN: "退回县级",
    Act.ACCEPT: "接收",
    Act.FREEZE: "冻结",
    Act.ASK: "申请更正",
    Act.GRANT: "同意更正",
    Act.REFUSE: "不同意更正",
    Act.EXPORT: "导出上报",
    Act.SNAPSHOT: "月末留存",
}

_CLERK: Final = frozenset({Role.C_OP})
_HEAD: Final = frozenset({Role.C_LD})
_OFFICE: Final = frozenset({Role.M_OP})
_CITY_HEAD: Final = frozenset({Role.M_LD})
_TIMER: Final = frozenset[Role]()


@dataclass(frozen=True, slots=True)
class Step:
    """One row. `by` holds for a county's report, `own_by` for 市本级's; both empty = timer."""

    rule: str
    act: Act
    start: State | None
    to: State
    by: frozenset[Role]
    own_by: frozenset[Role]
    guards: tuple[Guard, ...] = ()
    deadline: str = ""
    document: str = ""

    @property
    def is_timer(self) -> bool:
        """Whether only the clock may."""
        return not self.by and not self.own_by

    def who(self, area_code: str) -> frozenset[Role]:
        """Roles that may, for a report of this area (ADR 0016)."""
        return self.own_by if area_code == CITY else self.by


def _step(
    rule: str,
    act: Act,
    who: tuple[frozenset[Role], frozenset[Role]],
    *moves: tuple[State | None, State],
    guards: tuple[Guard, ...] = (),
    deadline: str = "",
    document: str = "",
) -> tuple[Step, ...]:
    by, own_by = who
    return tuple(
        Step(rule, act, start, to, by, own_by, guards, deadline, document) for start, to in moves
    )


_COMPLETE: Final = (Guard.CHECKS, Guard.NOTED, Guard.BRIEF)
_SENDING: Final = (Guard.SUBMIT_FROM, Guard.AS_SIGNED, Guard.CHECKS, Guard.NOTED, Guard.BRIEF)
_DESK: Final = (_CLERK, _OFFICE)
_SIGNER: Final = (_HEAD, _CITY_HEAD)
_TEAM: Final = (_CLERK | _HEAD, _OFFICE | _CITY_HEAD)
# 市本级 is reviewed by somebody other than its submitter, the head where there is one clerk.
_REVIEWER: Final = (_OFFICE, _OFFICE | _CITY_HEAD)
_DECIDER: Final = (_CITY_HEAD, _CITY_HEAD)
_CLOCK: Final = (_TIMER, _TIMER)
_S = State

STEPS: Final[tuple[Step, ...]] = (
    *_step("T-R01", Act.OPEN, _CLOCK, (None, _S.OPEN), deadline="周四 00:00"),
    *_step(
        "T-R02", Act.EDIT, _DESK,
        (_S.OPEN, _S.DRAFT), (_S.DRAFT, _S.DRAFT), (_S.RETURNED, _S.DRAFT), (_S.AUTO, _S.AUTO),
        document="周工作简报（三部分）、提示说明",
    ),
    *_step(
        "CHK-26", Act.OVERRIDE, _SIGNER,
        (_S.OPEN, _S.DRAFT), (_S.DRAFT, _S.DRAFT), (_S.RETURNED, _S.DRAFT),
        (_S.CHECKED, _S.DRAFT), (_S.AUTO, _S.AUTO), (_S.AUTO_CHECKED, _S.AUTO),
        guards=(Guard.CELLS, Guard.REASON),
    ),
    *_step(
        "T-R02", Act.CHECK, _DESK, (_S.DRAFT, _S.CHECKED), (_S.AUTO, _S.AUTO_CHECKED),
        guards=_COMPLETE, document="附件2、附件3、周工作简报",
    ),
    *_step(
        "T-R03", Act.REWORK, _TEAM,
        (_S.CHECKED, _S.DRAFT), (_S.SIGNED, _S.DRAFT),
        (_S.AUTO_CHECKED, _S.AUTO), (_S.AUTO_SIGNED, _S.AUTO),
        guards=(Guard.REASON,),
    ),
    *_step(
        "T-R03", Act.SIGN, _SIGNER,
        (_S.CHECKED, _S.SIGNED), (_S.SIGNED, _S.SIGNED),
        (_S.AUTO_CHECKED, _S.AUTO_SIGNED), (_S.AUTO_SIGNED, _S.AUTO_SIGNED),
        guards=_COMPLETE, document="签字（所签内容的 SM3 摘要）",
    ),
    *_step(
        "T-R04", Act.SUBMIT, _DESK, (_S.SIGNED, _S.SUBMITTED),
        guards=_SENDING, deadline="周五 12:00:00（含），之后为迟报", document="报送版次",
    ),
    *_step(
        "T-R05", Act.STAND_IN, _CLOCK,
        (_S.OPEN, _S.AUTO), (_S.DRAFT, _S.AUTO), (_S.RETURNED, _S.AUTO),
        (_S.CHECKED, _S.AUTO_CHECKED), (_S.SIGNED, _S.AUTO_SIGNED),
        guards=(Guard.DUE_PASSED,), deadline="周五 12:00:01", document="代报版次",
    ),
    *_step(
        "T-R05b", Act.SUBMIT, _DESK, (_S.AUTO_SIGNED, _S.SUBMITTED),
        guards=_SENDING, deadline="冻结之前，记为迟报", document="报送版次，替换代报",
    ),
    *_step(
        "T-R06", Act.REVIEW, _REVIEWER, (_S.SUBMITTED, _S.REVIEW), guards=(Guard.APART,),
        deadline="周五 15:00",
    ),
    *_step(
        "T-R06", Act.RETURN, _REVIEWER,
        (_S.SUBMITTED, _S.RETURNED), (_S.REVIEW, _S.RETURNED), (_S.ACCEPTED, _S.RETURNED),
        guards=(Guard.CELLS, Guard.REASON, Guard.APART), deadline="当日；县级 2 小时内重报",
        document="退回意见（指标、原因）",
    ),
    *_step(
        "T-R07", Act.ACCEPT, _REVIEWER, (_S.SUBMITTED, _S.ACCEPTED), (_S.REVIEW, _S.ACCEPTED),
        guards=(Guard.CITY_CHECKS, Guard.APART), deadline="周五 15:00",
    ),
    *_step(
        "T-R08", Act.FREEZE, _DECIDER,
        (_S.ACCEPTED, _S.FROZEN), (_S.AUTO, _S.FROZEN),
        (_S.AUTO_CHECKED, _S.FROZEN), (_S.AUTO_SIGNED, _S.FROZEN),
        guards=(Guard.ALL_READY,), deadline="周五 17:00", document="全市汇总表、周工作简报",
    ),
    *_step(
        "T-R09", Act.ASK, (_HEAD, _OFFICE), (_S.FROZEN, _S.CORR),
        guards=(Guard.CORRECTABLE, Guard.CELLS, Guard.REASON, Guard.CHANGES),
        deadline="冻结后两周内，之后作补报", document="更正申请（指标、原因、原值、新值）",
    ),
    *_step(
        "T-R09", Act.GRANT, _DECIDER, (_S.CORR, _S.FROZEN), document="更正版次，原版次保留",
    ),
    *_step(
        "T-R09", Act.REFUSE, _DECIDER, (_S.CORR, _S.FROZEN), guards=(Guard.REASON,),
    ),
    *_step(
        "T-R10", Act.EXPORT, (_OFFICE, _OFFICE), (_S.FROZEN, _S.FROZEN), (_S.CORR, _S.CORR),
        document="附件2、附件3、周工作简报（报省厅、市集中整治办）",
    ),
    *_step(
        "DOMAIN 2.3", Act.SNAPSHOT, _CLOCK, (None, _S.FROZEN),
        deadline="次月 1 日 00:00", document="月末数",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """A step as a page shows it; `reason` says why it is closed, empty where it is open."""

    act: Act
    label: str
    reason: str = ""
    rule: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the button works."""
        return not self.reason


def check_step(
    act: Act, state: State | None, *, actor: Actor, area_code: str, situation: Situation
) -> Step:
    """The row by which this act goes on, or a refusal: who, then when, then the guards."""
    step = _step_from(act, state, actor, area_code)
    for guard in step.guards:
        sentence = GUARDS[guard](situation, actor)
        if sentence:
            raise NotNow(sentence, rule=step.rule)
    return step


def _step_from(act: Act, state: State | None, actor: Actor, area_code: str) -> Step:
    """The row of the table, guards not yet asked."""
    rows = [step for step in STEPS if step.act is act]
    _check_who(rows[0], actor, area_code)
    found = next((step for step in rows if step.start == state), None)
    if found is None:
        starts = "、".join(f"“{STATE_LABELS[step.start]}”" for step in rows if step.start)
        now = STATE_LABELS[state] if state else "尚未开启"
        raise NotNow(
            f"{AREA_BY_CODE[area_code].name}的这期周报现在是“{now}”，不能{ACT_LABELS[act]}。"
            f"可以{ACT_LABELS[act]}的情形：{starts or '由系统按时办理'}。",
            rule=rows[0].rule,
        )
    return found


def _check_who(step: Step, actor: Actor, area_code: str) -> None:
    label = ACT_LABELS[step.act]
    if step.is_timer:
        if not actor.is_system:
            raise NotAllowed(f"“{label}”由系统按时办理，不由人工操作。", rule=step.rule)
        return
    if not actor.covers(area_code):
        raise NotFound("没有找到这期周报，或者它不在您的辖区内。")
    who = step.who(area_code)
    if actor.user_id is None or actor.role not in who:
        posts = "或".join(ROLE_LABELS[role] for role in sorted(who))
        raise NotAllowed(
            f"“{label}”由{posts}办理，您的岗位是{ROLE_LABELS[actor.role]}。", rule=step.rule
        )


def open_steps(
    state: State,
    *,
    actor: Actor,
    area_code: str,
    situation: Situation,
    acts: Iterable[Act] | None = None,
) -> tuple[Offer, ...]:
    """Each act that is this post's business, with the reason why it is closed for now.

    What a form will ask only afterwards (reason, cells) does not close a button.
    """
    wanted = tuple(Act) if acts is None else tuple(acts)
    offers = []
    for act in wanted:
        row = next(step for step in STEPS if step.act is act)
        if row.is_timer or not actor.covers(area_code) or actor.role not in row.who(area_code):
            continue
        offers.append(_offer(act, state, actor, area_code, situation.as_if_filled()))
    return tuple(offers)


def _offer(act: Act, state: State, actor: Actor, area_code: str, situation: Situation) -> Offer:
    try:
        step = check_step(act, state, actor=actor, area_code=area_code, situation=situation)
    except Refused as refusal:
        return Offer(act, ACT_LABELS[act], refusal.sentence, refusal.rule)
    return Offer(act, ACT_LABELS[act], rule=step.rule)
