"""Credit pushes of the demo: each penalty of our own organ, led on until a stage stands there."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final

from tingban.actions.enforcement import credit_batches, credit_sweep
from tingban.actions.enforcement.credit_pushes import take_credit_step
from tingban.actions.rectification.proceedings import Told
from tingban.jobs.demo.daily import (
    AFTERNOON,
    EVENING,
    MORNING,
    Daily,
    Rows,
    day,
    weekday_on_or_after,
)
from tingban.jobs.demo.world import Row
from tingban.kit import uscc
from tingban.reads.enforcement.credit import wording
from tingban.reads.enforcement.credit_lists import push_about
from tingban.rules.actors import Actor
from tingban.rules.areas import area_by_text
from tingban.rules.enforcement.credit_stages import CreditAct

# The day on which the platform first looks for penalties without a push.
_FIRST: Final = date(2024, 9, 23)
_OURS: Final = "住建"
_FACTS: Final = "经责令限期改正，逾期仍未改正。"
_LAW: Final = "《物业管理条例》第六十三条第一款"
_ACT: Final = "擅自利用业主共有部分经营"
# How far the pushes get, in turn; the rest are answered.
_UNTIL: Final = ("due", "built", "reviewed", "sent", "failed", "amended", "recalled")


class Push:
    """One push, step by step; a few minutes pass between them."""

    def __init__(self, daily: Daily, row: Row, county: str) -> None:
        self.penalty = str(row["文号"])
        self.clerk, self.head = daily.staff.clerks[county], daily.staff.heads[county]
        self.law = daily.staff.counsel
        self._county = county
        self._at = daily.moment(_FIRST, MORNING)

    def take(self, act: CreditAct, actor: Actor, reason: str = "", **answers: Any) -> None:
        """One step on the day the stage has come to."""
        take_credit_step(
            number=self.number, act=act, told=Told(self._at.date(), reason, answers),
            version=None, actor=actor, at=self.at,
        )  # fmt: skip

    @property
    def number(self) -> str:
        """Under which number the penalty is pushed."""
        return push_about(self.clerk, self.penalty)

    @property
    def at(self) -> datetime:
        """A little later each time."""
        self._at += timedelta(minutes=3)
        return self._at

    def begin(self, at: datetime) -> None:
        """The moment the stage has come to."""
        self._at = at

    def build(self) -> None:
        """What the register lacks is filled in."""
        known = dict(wording(self.clerk, self.number, today=self._at.date()).values)
        if "罚款" not in known["CF_CFLB"]:
            known.pop("CF_NR_FK", None)
            known.pop("CF_GSJZQ", None)
        base = f"11{self._county}MB0000000"
        code = base + uscc.check_character(base)
        self.take(
            CreditAct.BUILD, self.clerk,
            **known | {
                "CF_FRDB": known.get("CF_FRDB") or "（见营业执照）", "CF_WFXW": _ACT,
                "CF_SY": _FACTS, "CF_YJ": _LAW, "CF_NR": "、".join(known["CF_CFLB"]) + "。",
                "CF_CFJGDM": code, "CF_SJLYDM": code,
            },
        )  # fmt: skip

    def review(self) -> None:
        """法制审核."""
        self.take(CreditAct.REVIEW, self.law, opinion="事实清楚，依据正确，同意推送。")

    def send(self) -> None:
        """Into a file; the job's part is done at once."""
        number = self.number
        batch = credit_batches.send_together(
            numbers=[number], form="xlsx", actor=self.clerk, at=self.at
        )
        credit_batches.delivered(batch=batch, file=f"{batch}.xlsx", at=self.at)

    def answer(self) -> None:
        """回执."""
        self.take(CreditAct.ACKNOWLEDGE, self.clerk, receipt=f"SX{self.number[-6:]}")

    def fail(self) -> None:
        """The platform sends it back."""
        self.take(CreditAct.REFUSE, self.clerk, reason="平台提示处罚机关代码未备案")

    def amend(self) -> None:
        """A word was wrong."""
        known = dict(wording(self.clerk, self.number, today=self._at.date()).values)
        told = known | {"CF_SY": f"小区内{_FACTS}"}
        self.take(CreditAct.AMEND, self.clerk, reason="违法事实漏写地点", **told)

    def recall(self) -> None:
        """The head wants it back."""
        self.take(CreditAct.RECALL, self.head, reason="复核发现当事人名称有误，撤回后重新推送")


_BUILT: Final = (Push.build,)
_REVIEWED: Final = (*_BUILT, Push.review)
_SENT: Final = (*_REVIEWED, Push.send)
_ANSWERED: Final = (*_SENT, Push.answer)
_WAYS: Final[dict[str, tuple[Callable[[Push], None], ...]]] = {
    "due": (),
    "built": _BUILT,
    "reviewed": _REVIEWED,
    "sent": _SENT,
    "failed": (*_SENT, Push.fail),
    "amended": (*_ANSWERED, Push.amend),
    "recalled": (*_ANSWERED, Push.recall),
}


def plan(daily: Daily, sheets: dict[str, Rows]) -> None:
    """Put on the stage what becomes of each penalty."""
    ours = [row for row in sheets["行政处罚"] if row["处罚机关"] == _OURS]
    days = {max(_FIRST, day(row["决定日期"]) + timedelta(days=1)) for row in ours}
    for on in sorted(days):
        daily.stage.at(daily.moment(on, MORNING), lambda at: credit_sweep.open_due(at=at))
    for place, row in enumerate(sorted(ours, key=lambda it: str(it["文号"]))):
        way = _WAYS[_UNTIL[place]] if place < len(_UNTIL) else _ANSWERED
        _play(daily, row, way)


def _play(daily: Daily, row: Row, way: tuple[Callable[[Push], None], ...]) -> None:
    """A step a day, from the afternoon of the day on which it became due."""
    area = area_by_text(str(row["县(市、区)"]))
    if area is None:
        raise LookupError("a row of the demo names no county")
    push = Push(daily, row, area.code)
    on = max(_FIRST, day(row["决定日期"]) + timedelta(days=1))
    step_on = weekday_on_or_after(on)
    for place, step in enumerate(way):
        step_on = weekday_on_or_after(step_on + timedelta(days=1)) if place else step_on
        moment = daily.moment(step_on, EVENING if place else AFTERNOON)
        daily.stage.at(moment, _act(push, step))


def _act(push: Push, step: Callable[[Push], None]) -> Callable[[datetime], None]:
    def act(at: datetime) -> None:
        push.begin(at)
        step(push)

    return act
