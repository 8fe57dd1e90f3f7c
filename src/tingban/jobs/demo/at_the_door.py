"""A company of the demo at its door: it owes an answer, has answered, asks for more time."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from tingban.actions.documents.intake import Upload
from tingban.actions.rectification import answering, company_answers, ordering, problems, serving
from tingban.jobs.demo import mending
from tingban.jobs.demo.daily import AFTERNOON, MORNING, NOON, Daily
from tingban.jobs.demo.on_site import seen_by_two
from tingban.jobs.demo.people import Login, hire_company
from tingban.jobs.demo.pictures import photo
from tingban.jobs.demo.scenes import COUNTY
from tingban.jobs.demo.world import Estate, Registers
from tingban.reads.overview import handles
from tingban.reads.rectification import company_links
from tingban.rules.actors import Actor
from tingban.rules.documents.service import Way
from tingban.rules.inspections import VisitKind
from tingban.rules.rectification import SUB_ACT_BY_CODE, Category, ProblemSource
from tingban.rules.rectification.company_links import TAIL

_FOUND, _SERVED, _ANSWERED = date(2024, 10, 8), date(2024, 10, 9), date(2024, 10, 10)
_MORE: Final = timedelta(days=10)
_OFFICE: Final = "运城市盐湖区河东东街 28 号"
_DEMANDS: Final = "一、立即维修，恢复正常使用；\n二、书面报告整改情况，附整改后照片。"
_FAULTS: Final = (
    "3号楼电梯按钮失灵，停运两天。", "地下车库照明损坏一半。", "小区西门道闸损坏未修。",
    "5号楼楼顶防水破损渗漏。",
)  # fmt: skip


@dataclass(slots=True)
class Door:
    """Whose door it is; its orders by the names of their estates."""

    daily: Daily
    uscc: str
    actor: Actor
    login: Login
    # The estate whose order waits for an answer.
    owing: str
    orders: dict[str, str] = field(default_factory=dict)

    def link(self, at: datetime) -> dict[str, str]:
        """The address that the notice carries, and what is asked behind it."""
        clerk, number = self.daily.staff.clerks[COUNTY], self.orders[self.owing]
        given = company_links.given(clerk, number, today=at.date())
        if given is None:
            raise LookupError("an order of the demo has no link")
        path = f"/company/go/{given.id}/{given.token}/"
        return {"order": number, "path": path, "tail": self.uscc[-TAIL:]}


def busiest(registers: Registers) -> tuple[str, str]:
    """Code and name of the company that serves most estates of the county."""
    counted = Counter(estate.uscc for estate in registers.of(COUNTY) if estate.uscc)
    uscc = counted.most_common(1)[0][0]
    names = {str(row["统一社会信用代码"]): str(row["企业名称"]) for row in registers.companies}
    return uscc, names[uscc]


def plan(daily: Daily, registers: Registers, password: str, at: datetime) -> Door:
    """Give the company its login, and its last week."""
    uscc, name = busiest(registers)
    ours = [estate for estate in registers.of(COUNTY) if estate.uscc == uscc]
    actor, login = hire_company((uscc, name), COUNTY, password, at)
    door = Door(daily, uscc, actor, login, owing=ours[0].name)
    for estate, fault, ending in zip(ours, _FAULTS, _ENDINGS, strict=False):
        _plan(door, estate, fault, ending)
    return door


Ending = Callable[[Door, str, datetime], None]


def _plan(door: Door, estate: Estate, fault: str, ending: Ending | None) -> None:
    daily = door.daily
    numbers: list[str] = []

    def find(at: datetime) -> None:
        numbers.append(_find(daily, estate, fault, at))

    def serve(at: datetime) -> None:
        order = door.orders[estate.name] = _sign(daily, numbers[0], at)
        if ending is not None:
            _deliver(daily, order, at)

    daily.stage.at(daily.moment(_FOUND, NOON), find)
    daily.stage.at(daily.moment(_SERVED, MORNING), serve)
    if ending is not None:
        daily.stage.at(daily.moment(_ANSWERED, AFTERNOON), lambda at: ending(door, numbers[0], at))


def _find(daily: Daily, estate: Estate, fault: str, at: datetime) -> str:
    seen_by_two(daily, estate.code, VisitKind.SURVEY, at.date(), at)
    statement = problems.ProblemStatement(
        community_code=estate.code, category=Category.CAT_1, source=ProblemSource.SURVEY,
        confirmed_on=at.date(), description=fault, company_id=daily.company(estate.uscc),
        due_on=mending.term_after(at.date()), acts=mending.first_act(Category.CAT_1),
        evidence=mending.EVIDENCE, responsible="项目负责人",
    )  # fmt: skip
    return problems.add_problem(statement=statement, actor=daily.clerk(estate.code), at=at)


def _sign(daily: Daily, problem: str, at: datetime) -> str:
    (act,) = mending.first_act(Category.CAT_1)
    statement = ordering.OrderStatement(
        problem_numbers=(problem,), signed_on=at.date(), due_on=mending.term_after(at.date()),
        laws=tuple(SUB_ACT_BY_CODE[act].duties), officers=mending.officers_of(daily, COUNTY),
        demands=_DEMANDS, number=daily.order_number(COUNTY), organ_address=_OFFICE,
    )  # fmt: skip
    return ordering.sign_order(statement=statement, actor=daily.staff.heads[COUNTY], at=at)


def _deliver(daily: Daily, number: str, at: datetime) -> None:
    service = serving.ServiceStatement(Way.DIRECT, at.date(), "送达回证", "项目负责人")
    officer = daily.staff.officers[COUNTY]
    serving.deliver_order(number=number, statement=service, actor=officer, at=at)


def _owe(door: Door, number: str, at: datetime) -> None:
    """Nothing yet: the answer is left to whoever tries the demo."""


def _answer(door: Door, number: str, at: datetime) -> None:
    data = photo()
    after = Upload("车库照明修复后.jpg", len(data), lambda: data)
    report = company_answers.Report("更换灯具 46 盏，已全部点亮，电工每周巡查。", (after,))
    company_answers.answer(
        number=number, report=report, version=_version(number, door), actor=door.actor, at=at
    )


def _ask(door: Door, number: str, at: datetime) -> None:
    until = mending.term_after(_SERVED) + _MORE
    answering.ask_extension(
        number=number, until=until, reason="道闸配件需厂家发货，预计 10 天到货，到货当日安装。",
        version=_version(number, door), actor=door.actor, at=at,
    )  # fmt: skip


def _version(number: str, door: Door) -> int:
    return handles.problem(number=number, actor=door.actor).version


# The last one is signed and waits for the company to take it.
_ENDINGS: Final[Sequence[Ending | None]] = (_owe, _answer, _ask, None)
