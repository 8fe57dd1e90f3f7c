"""Short ways to a situation, through the acts a person would do."""

from datetime import date, datetime
from itertools import count

from tests import case_steps
from tests.people import NOW, YANHU, ZONE, clerk
from tingban.actions.complaints import cases
from tingban.actions.inspections import visits
from tingban.actions.rectification import problems
from tingban.actions.registry import communities, companies, contracts, owner_bodies
from tingban.data.complaints.models import Case
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Community, Company
from tingban.rules.actors import Actor
from tingban.rules.complaints import Contact, ContactKind, Source
from tingban.rules.complaints.stages import Stage
from tingban.rules.inspections import OrganiserLevel, VisitKind
from tingban.rules.rectification import Category, ProblemSource, sub_acts_of
from tingban.rules.registry import uscc
from tingban.rules.registry.owner_bodies import OwnerBodyKind

VISITED = date(2024, 6, 3)
CONFIRMED = date(2024, 6, 5)
_serial = count(1)


def a_community(name: str = "锦绣花园", *, county: str = YANHU, **told: object) -> Community:
    statement = communities.CommunityStatement(county_code=county, name=name, **told)
    code = communities.add_community(statement=statement, actor=clerk(county), at=NOW)
    return Community.objects.get(code=code)


def a_code(serial: int) -> str:
    """A right 统一社会信用代码 that belongs to nobody we know."""
    base = f"91140802MA0T{serial:05d}"
    return base + uscc.check_character(base)


def a_company(name: str = "明珠物业服务有限公司", *, code: str | None = None) -> Company:
    code = a_code(next(_serial)) if code is None else code
    statement = companies.CompanyStatement(name=name, uscc=code)
    return Company.objects.get(pk=companies.add_company(statement=statement, actor=clerk(), at=NOW))


def a_contract(community: Community, company: Company, starts_on: date, **told: object) -> int:
    return contracts.add_contract(
        key=(community.code, company.pk, starts_on),
        statement=contracts.ContractStatement(**told),
        actor=clerk(community.county_id),
        at=NOW,
    )


def a_visit(
    community: Community, on: date = VISITED, kind: VisitKind = VisitKind.SURVEY, **told: object
) -> str:
    actor = told.pop("actor", None) or clerk(community.county_id)
    statement = visits.VisitStatement(
        community_code=community.code,
        kind=kind,
        level=told.pop("level", OrganiserLevel.COUNTY),
        done_on=on,
        **told,
    )
    return visits.add_visit(statement=statement, actor=actor, at=NOW)


def problem_statement(community: Community, **told: object) -> problems.ProblemStatement:
    defaults = {
        "category": Category.CAT_1,
        "source": ProblemSource.SURVEY,
        "confirmed_on": CONFIRMED,
        "acts": ("1-03",),
        "description": "楼道多日无人清扫",
        "evidence": ("现场照片 3 张",),
        "responsible": "项目经理 王某",
    }
    if "category" in told and "acts" not in told:
        told["acts"] = (sub_acts_of(told["category"])[0].code,)
    return problems.ProblemStatement(community_code=community.code, **(defaults | told))


def a_problem(community: Community, **told: object) -> Problem:
    """A confirmed problem of a community that was visited before."""
    if not community.visits.exists():
        a_visit(community)
    number = problems.add_problem(
        statement=problem_statement(community, **told),
        actor=clerk(community.county_id),
        at=NOW,
    )
    return Problem.objects.get(number=number)


def case_statement(**told: object) -> cases.CaseStatement:
    defaults = {
        "source": Source.CALL,
        "summary": "锦绣花园电梯停运三天无人维修",
        "received_at": datetime(2024, 6, 10, 9, tzinfo=ZONE),
        "category": Category.CAT_1.value,
        "duplicates_seen": True,
    }
    return cases.CaseStatement(**(defaults | told))


def a_case(actor: Actor | None = None, contact: Contact | None = None, **told: object) -> Case:
    number = cases.register_case(
        statement=case_statement(**told),
        contact=contact or Contact(ContactKind.ANONYMOUS),
        actor=actor or clerk(),
        at=NOW,
    )
    return Case.objects.get(number=number)


def an_accepted_case(actor: Actor | None = None, **told: object) -> Case:
    case = a_case(actor, **told)
    case_steps.accept(case, datetime(2024, 6, 11, 9, tzinfo=ZONE), actor=actor or clerk())
    return case


def a_case_in(stage: Stage, **told: object) -> Case:
    """An accepted case, led on to this stage."""
    case = an_accepted_case(**told)
    case_steps.lead_to(case, stage)
    return case


def an_owner_body(community: Community, **told: object) -> int:
    known = {"kind": OwnerBodyKind.COMMITTEE, "term": "第一届"} | told
    return owner_bodies.add_owner_body(
        code=community.code,
        statement=owner_bodies.OwnerBodyStatement(**known),
        actor=clerk(community.county_id),
        at=NOW,
    )
