"""The demo's stories: a complaint, the look on site, the problem, the order, and its end."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from tingban.actions.complaints import answering, cases
from tingban.actions.rectification import problems
from tingban.jobs.demo import mending
from tingban.jobs.demo.case_way import Way, seen
from tingban.jobs.demo.daily import (
    AFTERNOON,
    EVENING,
    MORNING,
    Daily,
    meant,
    weekday_on_or_after,
)
from tingban.jobs.demo.field_work import order
from tingban.jobs.demo.on_site import seen_by_two
from tingban.jobs.demo.stage import Act
from tingban.jobs.demo.world import Estate, Row
from tingban.rules.actors import Actor
from tingban.rules.complaints import SOURCES, parse_contact
from tingban.rules.inspections import VisitKind
from tingban.rules.rectification import Category, ProblemSource

_WORTH_A_VISIT, _CONFIRMED, _ORDERED = 0.8, 0.75, 0.5
_SET_ASIDE: Final = frozenset({"重复件", "已移送"})
OPENS, CLOSES = time(8, 30), time(18)
_EXPLAINED: Final = "经核查，所反映事项已按合同约定处理，已向反映人说明。"
_UNFOUNDED: Final = "现场核查未发现所反映的情况，已向反映人说明并留存照片。"
_MENDED: Final = "已现场核实，责令企业限期整改，已整改到位并回访反映人。"
# What a complaint mostly turns out to be, by a word in it.
_TURNS_OUT: Final = (
    ("公共收益", Category.CAT_6), ("广告", Category.CAT_7), ("收费标准", Category.CAT_2),
    ("消防", Category.CAT_3), ("绿化带", Category.CAT_5), ("移交", Category.CAT_4),
    ("押金", Category.CAT_9),
)  # fmt: skip


@dataclass(slots=True)
class Story:
    """One complaint of the last weeks and what came of it."""

    daily: Daily
    row: Row
    unit: str
    estate: Estate
    number: str = ""

    @property
    def actor(self) -> Actor:
        """The clerk of the unit whose ledger holds it."""
        return self.daily.staff.clerks[self.unit]

    @property
    def summary(self) -> str:
        """What was complained of."""
        return str(self.row["问题和舆情简要内容"])

    def category(self) -> Category:
        """What it turns out to be."""
        found = (category for word, category in _TURNS_OUT if word in self.summary)
        return next(found, Category.CAT_1)

    @property
    def way(self) -> Way:
        """Its way through the offices."""
        return Way(self.daily.staff, self.unit, self.number)


def plan(daily: Daily, told: list[tuple[str, Row]], estates: dict[str, Estate]) -> int:
    """Put the complaints after the last import on the stage; how many there are."""
    count = 0
    for unit, row in told:
        if daily.is_ours(row["收到时间"]):
            story = Story(daily, row, unit, estates[str(row["小区编码"])])
            daily.stage.at(_moment(row["收到时间"]), _register(story))
            count += 1
        elif row["状态"] not in _SET_ASIDE:
            _go_on(daily, unit, row)
    return count


def _moment(value: object) -> datetime:
    """When it is written down: nobody works at night."""
    if not isinstance(value, datetime):
        raise TypeError("a case of the demo carries its moments")
    if OPENS <= value.time() < CLOSES:
        return value
    day = value.date() + timedelta(days=value.time() >= CLOSES)
    return datetime.combine(day, OPENS, value.tzinfo) + timedelta(minutes=value.minute)


def _go_on(daily: Daily, unit: str, row: Row) -> None:
    """A case that came with a file is accepted or closed after the last file."""
    way = Way(daily.staff, unit, str(row["受理编号"]))
    if daily.is_ours(row["受理时间"]):
        words = str(row["问题和舆情简要内容"])
        daily.stage.at(_moment(row["受理时间"]), lambda at: way.accept(words, at))
    if daily.is_ours(row["办结时间"]):
        result = str(row["办理进展和结果"])
        daily.stage.at(_moment(row["办结时间"]), lambda at: way.close(result, at))


def _register(story: Story) -> Act:
    row = story.row

    def act(at: datetime) -> None:
        statement = cases.CaseStatement(
            source=meant(SOURCES, row["来源"]),
            summary=story.summary,
            received_at=at,
            community_code=story.estate.code,
            office=str(row["承办科室"]),
            receiver=story.actor.name,
            category=story.category().value,
            duplicates_seen=True,
        )
        contact = parse_contact(row["投诉(举报)人及联系方式"])
        story.number = cases.register_case(
            statement=statement, contact=contact, actor=story.actor, at=at
        )
        story.daily.stage.at(_moment(row["受理时间"]), _accept(story))

    return act


def _accept(story: Story) -> Act:
    """Accepted; then either somebody goes there, or it is answered as it stands."""

    def act(at: datetime) -> None:
        daily = story.daily
        story.way.accept(story.summary, at)
        if story.estate.uscc and daily.rng.random() < _WORTH_A_VISIT:
            on = weekday_on_or_after(at.date() + timedelta(days=1 + daily.rng.randrange(2)))
            daily.stage.at(daily.moment(on, MORNING), _look(story))
        elif story.row["办结时间"]:
            daily.stage.at(_moment(story.row["办结时间"]), _close(story, _EXPLAINED))

    return act


def _look(story: Story) -> Act:
    """线索核查 on site; what was told is confirmed, or it is not."""

    def act(at: datetime) -> None:
        daily, on = story.daily, at.date()
        visit = seen_by_two(daily, story.estate.code, VisitKind.VERIFY, on, at)
        _note(story, f"{on.month}月{on.day}日到现场核查。", at)
        if daily.rng.random() < _CONFIRMED:
            daily.stage.at(daily.moment(on, AFTERNOON), _confirm(story, visit))
        else:
            later = weekday_on_or_after(on + timedelta(days=1))
            daily.stage.at(daily.moment(later, MORNING), _close(story, _UNFOUNDED))

    return act


def _note(story: Story, text: str, at: datetime) -> None:
    answering.note_progress(**seen(story.number, story.actor, at), text=text)


def _confirm(story: Story, visit: str) -> Act:
    """The problem goes into the list; one in two is ordered to be put right."""

    def act(at: datetime) -> None:
        daily, on = story.daily, at.date()
        category = story.category()
        statement = problems.ProblemStatement(
            community_code=story.estate.code, category=category,
            source=ProblemSource.COMPLAINT, source_ref=story.number, confirmed_on=on,
            description=story.summary.partition("：")[2],
            company_id=daily.company(story.estate.uscc), due_on=mending.term_after(on),
            acts=mending.first_act(category), evidence=mending.EVIDENCE, responsible="项目负责人",
        )  # fmt: skip
        clerk = daily.clerk(story.estate.code)
        number = problems.add_problem(statement=statement, actor=clerk, at=at)
        story.way.verify(visit, number, at)
        _note(story, "经核查情况属实，已列入问题清单，责成物业企业限期整改。", at)
        if daily.rng.random() >= _ORDERED:
            daily.stage.at(at + timedelta(minutes=20), _mend_at_once(story, number))
            return
        served_on = weekday_on_or_after(on + timedelta(days=1))
        order(daily, daily.order_number(story.estate.county), [number], served_on)
        done_on = weekday_on_or_after(on + timedelta(days=3 + daily.rng.randrange(12)))
        daily.stage.at(daily.moment(done_on, AFTERNOON), _mend(story, number))

    return act


def _mend(story: Story, problem: str) -> Act:
    """Put right as seen on site, and the complainant is told."""

    def act(at: datetime) -> None:
        if mending.mend(story.daily, problem, at):
            story.daily.stage.at(story.daily.moment(at.date(), EVENING), _close(story, _MENDED))
        else:
            later = weekday_on_or_after(at.date() + timedelta(days=6))
            story.daily.stage.at(story.daily.moment(later, AFTERNOON), _mend(story, problem))

    return act


def _mend_at_once(story: Story, problem: str) -> Act:
    """Put right before the clerk's eyes."""

    def act(at: datetime) -> None:
        mending.mend_on_the_spot(story.daily, problem, at)
        story.daily.stage.at(story.daily.moment(at.date(), EVENING), _close(story, _MENDED))

    return act


def _close(story: Story, result: str) -> Act:
    def act(at: datetime) -> None:
        story.way.close(result, at)

    return act
