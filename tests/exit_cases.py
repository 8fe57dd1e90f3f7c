"""Short ways through an exit, by the acts that people would do."""

from datetime import date, datetime, timedelta

from tests.lives import fresh, officer, order_statement
from tests.papers import fresh as fresh_paper
from tests.papers import signed
from tests.people import YANHU, ZONE, clerk, head
from tests.stories import a_community, a_company, a_contract, a_visit, problem_statement
from tests.votes import street
from tingban.actions.documents import papers
from tingban.actions.exits import exit_cases, handovers
from tingban.actions.rectification import ordering, problems, serving
from tingban.actions.rectification.proceedings import Opening, Told
from tingban.actions.rectification.serving import ServiceStatement
from tingban.data.exits.models import ExitCase
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Community, Company
from tingban.reads.exits.sheets import SHEETS
from tingban.rules.actors import Actor
from tingban.rules.documents.service import Way
from tingban.rules.exits.exit_stages import Act, Origin
from tingban.rules.exits.handover import PARTS, Item, Line, Party, State
from tingban.rules.rectification import Category

SHEET = {sheet.template.key: sheet for sheet in SHEETS}
OPENED = date(2024, 6, 18)
TRIGGER = {
    "origin": Origin.TRIGGER.value, "grounds": "三次责令不改，电梯长期停运",
    "reaction": "业主多次集体反映", "contract_ends_on": "2025-12-31",
}  # fmt: skip
ABANDONED = {"origin": Origin.ABANDONED.value, "ends_on": "2024-06-17"}


def moment(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 10, tzinfo=ZONE)


def opened(
    answers: dict | None = None, *, community: Community | None = None,
    company: Company | None = None, on: date = OPENED, actor: Actor | None = None, **told,
) -> ExitCase:  # fmt: skip
    """An exit, just begun."""
    community = community or a_community()
    if company is None:
        company = a_company()
        a_contract(community, company, date(2023, 1, 1))
    opening = Opening(
        county=YANHU, title="拒不整改，启动退出", on=on, community_code=community.code,
        company_id=company.pk, answers=TRIGGER if answers is None else answers, **told,
    )  # fmt: skip
    number = exit_cases.open_exit_case(opening=opening, actor=actor or clerk(), at=moment(on))
    return ExitCase.objects.get(number=number)


def abandoned(**told) -> ExitCase:
    """The company ran away; what follows is the hand-over."""
    return opened(ABANDONED, **told)


def take(case: ExitCase, act: str, on: date, *, actor: Actor | None = None, reason="", **answers):
    """One step, on its day; the case as it then stands."""
    case.refresh_from_db()
    exit_cases.take_exit_step(
        number=case.number, act=act, told=Told(on, reason, answers), version=case.version,
        actor=actor or clerk(), at=moment(on),
    )  # fmt: skip
    case.refresh_from_db()
    return case


def undo(case: ExitCase, on: date, *, actor: Actor | None = None, reason="登记有误"):
    case.refresh_from_db()
    exit_cases.undo_exit_step(
        number=case.number, reason=reason, version=case.version, actor=actor or clerk(),
        at=moment(on),
    )  # fmt: skip
    case.refresh_from_db()
    return case


def paper(case: ExitCase, key: str, on: date, **typed: str) -> str:
    """A signed paper of the bureau."""
    return signed(SHEET[key], case.number, at=moment(on), **typed)


def served_paper(case: ExitCase, key: str, on: date, **typed: str) -> str:
    """Signed, and handed over the same day."""
    found = paper(case, key, on, **typed)
    service = papers.Service(Way.DIRECT, on, "送达回证", "企业前台")
    papers.serve(
        paper=found, sheet=SHEET[key], service=service, version=fresh_paper(found).version,
        actor=clerk(), at=moment(on),
    )  # fmt: skip
    return found


def a_line(item: Item, on: date, part: str = "", **told) -> Line:
    known = {"state": State.HANDED, "balance": 0 if item in (Item.M7, Item.M8) else None}
    return Line(item=item, part=part or PARTS[item][0], on=on, **(known | told))


def state(case: ExitCase, line: Line, *, actor: Actor | None = None, at: datetime | None = None):
    case.refresh_from_db()
    handovers.state_line(
        number=case.number, line=line, version=case.version, actor=actor or clerk(),
        at=at or moment(line.on),
    )  # fmt: skip
    case.refresh_from_db()


def confirm(case: ExitCase, party: Party, on: date, items=tuple(Item), *, actor=None):
    case.refresh_from_db()
    handovers.confirm_lines(
        number=case.number, party=party, keys=[(item.value, PARTS[item][0]) for item in items],
        on=on, seen=(actor or clerk(), case.version), at=moment(on),
    )  # fmt: skip
    case.refresh_from_db()


def handed_over(case: ExitCase, on: date, parties=tuple(Party)) -> None:
    """All ten items, confirmed by these sides."""
    for item in Item:
        state(case, a_line(item, on))
    for party in parties:
        confirm(case, party, on)


def completed(case: ExitCase, on: date, parties=tuple(Party), **answers) -> ExitCase:
    """Handed over and confirmed: the exit counts."""
    handed_over(case, on, parties)
    told = {"received_by": "committee", "confirmation_original": "交接确认书，存业委会"}
    return take(case, Act.COMPLETE, on, **(told | answers))


def ordered_58(case: ExitCase, on: date, days: int = 7) -> Problem:
    """The documents kept back: a confirmed problem, ordered to be put right and told that day."""
    place, company, at = case.community, case.company, moment(on)
    if not place.visits.exists():
        a_visit(place)
    number = problems.add_problem(
        statement=problem_statement(
            place, category=Category.CAT_4, acts=("4-04",), company_id=company.pk,
            confirmed_on=on, description="合同终止后不移交竣工图等资料",
        ),
        actor=clerk(), at=at,
    )  # fmt: skip
    problem = Problem.objects.get(number=number)
    statement = order_statement(
        problem, signed_on=on, due_on=later(on, days), laws=("CC-949.1", "PMR-29.1"),
        demands="移交竣工总平面图等全部有关资料。",
    )  # fmt: skip
    order = ordering.sign_order(statement=statement, actor=head(), at=at)
    service = ServiceStatement(Way.DIRECT, on, "送达回证", "李某")
    serving.deliver_order(number=order, statement=service, actor=officer(), at=at)
    return fresh(problem)


def started(case: ExitCase, on: date) -> ExitCase:
    """X0 → X1: the street heard, the assessment signed, the head decided."""
    take(case, Act.GIVE_OPINION, on, actor=street(case), street_opinion="业委会健全，可以召集")
    paper(case, "exits.assessment", on)
    return take(case, Act.START, on, actor=head(), risk="由应急服务衔接，风险可控")


def later(on: date, days: int) -> date:
    return on + timedelta(days=days)
