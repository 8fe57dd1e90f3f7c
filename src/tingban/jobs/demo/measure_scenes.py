"""Level cases, transfers and exposures of the demo's last three weeks, through the same acts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from tingban.actions.enforcement import exposure_cases, level_cases, transfers
from tingban.actions.rectification.proceedings import Told
from tingban.jobs.demo import joint_scenes, proceeding_scene
from tingban.jobs.demo import measure_words as words
from tingban.jobs.demo.daily import ZONE, Daily
from tingban.jobs.demo.proceeding_scene import Draft, at_its_time
from tingban.jobs.demo.world import Estate
from tingban.reads.enforcement.measure_sheets import MEASURE_SHEETS
from tingban.rules.actors import Actor
from tingban.rules.enforcement import exposure_stages, level_stages, transfer_stages

_SHEETS: Final = {sheet.template.key: sheet for sheet in MEASURE_SHEETS}
_L, _T, _X = level_stages.Act, transfer_stages.Act, exposure_stages.Act
_HEADS: Final = frozenset({_L.DECIDE, _T.APPROVE, _X.SIGN, _X.UPDATE, _X.WITHDRAW})
_OPENERS: Final[Mapping[str, tuple[Callable[..., str], Callable[..., None]]]] = {
    "level": (level_cases.open_level_case, level_cases.take_level_step),
    "transfer": (transfers.open_transfer, transfers.take_transfer_step),
    "exposure": (exposure_cases.open_exposure_case, exposure_cases.take_exposure_step),
}


@dataclass(slots=True)
class Scene(proceeding_scene.Scene):
    """One proceeding of a kind at one estate."""

    kind: str

    def open(self, title: str, **answers: Any) -> None:
        """The first step."""
        opening = self.opening(f"{self.estate.name}{title}", answers)
        self.number = _OPENERS[self.kind][0](opening=opening, actor=self.clerk, at=self.at)

    def take(self, act: str, *, reason: str = "", by: Actor | None = None, **answers: Any) -> None:
        """One step, by the head where it is the head's."""
        actor = by or (self.head if act in _HEADS else self.clerk)
        _OPENERS[self.kind][1](
            number=self.number, act=act, told=Told(self.now.date(), reason, answers),
            version=None, actor=actor, at=self.at,
        )  # fmt: skip

    def paper(self, key: str, *, serve: bool = False) -> None:
        """Drafted by the clerk, signed by the head, handed over."""
        self.send(Draft(_SHEETS[key], words.TYPED, receiver="项目经理" if serve else ""))

    def letter(self, kind: str) -> None:
        """What the company wrote, filed before it is entered for it."""
        self.file(f"{kind}:{self.number}", "企业书面意见.jpg")


# 重新核定服务等级.


def _begin_level(scene: Scene) -> None:
    scene.open("服务不到位，重新核定等级", voices=words.VOICES)


def _rate(scene: Scene) -> None:
    scene.take(_L.RATE, **words.RATING)
    scene.paper(level_stages.NOTICE, serve=True)
    scene.take(_L.TELL)


def _decide(scene: Scene) -> None:
    scene.letter("level_case")
    scene.take(_L.PLEAD, plea="清扫人员临时请假，现已补齐")
    scene.take(_L.DRAFT, **words.DRAFT)
    scene.paper(level_stages.DECISION, serve=True)
    scene.take(_L.DECIDE)
    scene.paper(level_stages.LETTER)
    scene.take(_L.WRITE, office="盐湖区发展和改革局", channel="hand", receipt="9月24日签收")


def _post(scene: Scene) -> None:
    scene.take(_L.ANSWER, answer="已责成企业自 10 月 1 日起按三级标准收费")
    scene.paper(level_stages.POSTER)
    scene.take(_L.POST, place="南门公告栏和各单元门", photos=["公示照片 1"], days=7)


def _look(scene: Scene) -> None:
    scene.take(_L.VISIT, asked="抽看 5 户 9 月缴费单，按原标准收；10 月的账单还没有出")


def _confirm(scene: Scene) -> None:
    scene.take(_L.CONFIRM, **words.FEE)


# 移送.


def _begin_transfer(scene: Scene) -> None:
    scene.open("不按照规定提供服务而收取费用", **words.CLUE)


def _send(scene: Scene) -> None:
    scene.take(_T.APPROVE)
    scene.paper(transfer_stages.LETTER)
    scene.take(_T.SEND, channel="system", receipt="收文 0923-06")


def _accepted(scene: Scene) -> None:
    scene.take(_T.ACCEPT, answer_number="盐市监受〔2024〕18号", answer="已受理，正在核查")


def _answered(scene: Scene) -> None:
    scene.take(
        _T.RESULT, answer_number="盐市监函〔2024〕25号", answer="已责令退还多收费用 3,120 元"
    )


# 联合惩戒: proposed with the words of that day, which have changed since.


def _begin_joint(scene: Scene) -> None:
    scene.open("逾期不改，建议联合惩戒", **words.JOINT)


def _send_joint(scene: Scene) -> None:
    scene.take(_T.APPROVE)
    scene.paper(transfer_stages.JOINT_LETTER)
    scene.take(_T.SEND, channel="system", receipt="收文 0923-11")


# 曝光.


def _begin_exposure(scene: Scene) -> None:
    scene.open("公共收益不公示", **words.TEXT)


def _check(scene: Scene) -> None:
    scene.take(_X.CHECK, by=scene.head, sources=words.SOURCES, is_checked=True)
    counsel = scene.daily.staff.counsel
    scene.take(_X.ADMIT, by=counsel, nature="report", opinion="只陈述已查明的事实，属工作通报")
    scene.take(_X.REDACT, is_seen=True)
    scene.paper(exposure_stages.NOTICE, serve=True)
    scene.take(_X.TELL)


def _publish(scene: Scene) -> None:
    scene.letter("exposure_case")
    scene.take(_X.PLEAD, plea="没有异议，正在整改")
    scene.paper(exposure_stages.CASE_TEXT)
    scene.take(_X.SIGN, plea_answer="企业没有异议")
    scene.take(_X.PUBLISH, media=["县融媒体中心", "市局官网"], url="县融媒体中心 9 月专题")


def _mend(scene: Scene) -> None:
    scene.take(_X.UPDATE, update="企业已补公示三年的公共收益收支，9月29日经复核属实。")


def _withdraw(scene: Scene) -> None:
    scene.take(_X.WITHDRAW, reason="已整改到位，复核属实")


Part = tuple[date, Callable[[Scene], None]]


def _sep(number: int) -> date:
    return date(2024, 9, number)


def _oct(number: int) -> date:
    return date(2024, 10, number)


PLAYS: Final[tuple[tuple[str, tuple[Part, ...]], ...]] = (
    # Decided; the fee was asked for once, and has changed.
    ("level", (
        (_sep(20), _begin_level), (_sep(23), _rate), (_sep(24), _decide), (_sep(26), _post),
        (_sep(30), _look), (_oct(9), _confirm),
    )),
    # The company has five days.
    ("level", ((_oct(8), _begin_level), (_oct(9), _rate))),
    # Answered.
    ("transfer", (
        (_sep(20), _begin_transfer), (_sep(23), _send), (_sep(25), _accepted), (_oct(9), _answered),
    )),
    # Sent on 20 September, no answer: to be asked for since 8 October.
    ("transfer", ((_sep(20), _begin_transfer), (_sep(20), _send))),
    # A joint measure, sent before the list changed.
    ("transfer", ((_sep(20), _begin_joint), (_sep(23), _send_joint))),
    # Published, and what was put right stands below it.
    ("exposure", (
        (_sep(20), _begin_exposure), (_sep(23), _check), (_sep(25), _publish), (_sep(29), _mend),
    )),
    # Published, mended, withdrawn.
    ("exposure", (
        (_sep(20), _begin_exposure), (_sep(20), _check), (_sep(24), _publish), (_sep(29), _mend),
        (_oct(9), _withdraw),
    )),
    # Published and standing as it was.
    ("exposure", ((_sep(26), _begin_exposure), (_sep(26), _check), (_oct(8), _publish))),
)  # fmt: skip


def plan(daily: Daily, estates: Sequence[Estate]) -> None:
    """One proceeding an estate; a level case where the fee is guided."""
    joint_scenes.plan(daily)
    guided = [estate for estate in estates if estate.is_guided]
    others = [estate for estate in estates if not estate.is_guided]
    for place, (kind, parts) in enumerate(PLAYS):
        found = guided if kind == "level" and guided else others or guided
        scene = Scene(daily, found.pop(0), kind)
        for order, (on, play) in enumerate(parts):
            moment = datetime(on.year, on.month, on.day, 9 + order, 5 * place, tzinfo=ZONE)
            daily.stage.at(moment, at_its_time(scene, play))
