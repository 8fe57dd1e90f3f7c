"""Every act refuses whoever it is not for: another county, a post without the duty (DOMAIN 0.3).

The acts are read from the modules, so a new one without an attempt here fails. Each attempt is
first made by whoever it is for, and must succeed: a refusal then comes from the guard alone.
"""

import inspect
import pkgutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import import_module

import pytest
from django.db import transaction

from tests.field_visits import a_field_visit
from tests.people import NOW, YANHU, YONGJI, ZONE, city_clerk, clerk, head, person
from tests.stories import (
    a_code,
    a_community,
    a_company,
)
from tests.two_counties import County, a_full_county
from tingban import actions
from tingban.actions.inspections import field, missions, visits
from tingban.actions.registry import (
    communities,
    companies,
    company_merges,
    contracts,
    merges,
    owner_bodies,
    service_levels,
)
from tingban.data.audit.models import Entry
from tingban.data.inspections.models import MissionFact, Visit
from tingban.data.registry.models import Community, Company, Contract, OwnerBody, ServiceLevel
from tingban.reads.registry import service_levels as levels
from tingban.rules.actors import CITY_CODE, WRITERS, Actor, Role
from tingban.rules.errors import NotAllowed, NotFound
from tingban.rules.inspections import Inspector, OrganiserLevel, VisitKind
from tingban.rules.registry.owner_bodies import OwnerBodyKind

pytestmark = pytest.mark.django_db
# Cases and problems have tables of their own: `test_who.py` in their folders.
COLUMNS = ("inspections", "registry")
DAY = date(2024, 6, 13)
MOMENT = datetime(2024, 6, 13, 9, tzinfo=ZONE)
# Parts of greater acts, which have asked already.
PARTS = {"registry.merges.undo", "registry.companies.state_code"}
# One register for the whole city: any county's clerk writes in it (DOMAIN 5.2), or only the city.
SHARED = {"companies", "company_merges"}
CITY_ONLY = {"service_levels"}
# They name a county, and nothing that exists there.
NAME_A_COUNTY = {
    "inspections.missions.add_mission", "registry.communities.add_community",
    "registry.rolls.take_roll",
}  # fmt: skip
# Of heads only (T-P15, T-C22 and the like); a clerk of the same office is refused.
LEADERS_ONLY = {
    "registry.communities.void_community",
}


@dataclass
class Place:
    """A county with one of everything, and what else the acts need."""

    county: County
    spare: Community
    pending: Company
    # A visit that was written down on the spot.
    recorded: str


@cache
def public_acts() -> dict[str, Callable[..., object]]:
    """Each public function of the columns that is told who acts and when."""
    found = {}
    for column in COLUMNS:
        package = import_module(f"{actions.__name__}.{column}")
        for module in pkgutil.iter_modules(package.__path__):
            inside = import_module(f"{package.__name__}.{module.name}")
            for name, act in inspect.getmembers(inside, inspect.isfunction):
                told = inspect.signature(act).parameters
                own = act.__module__ == inside.__name__ and not name.startswith("_")
                named = {it for it, how in told.items() if how.kind is how.KEYWORD_ONLY}
                if own and {"actor", "at"} <= named:
                    found[f"{column}.{module.name}.{name}"] = act
    return found


@pytest.fixture(scope="module")
def a_place(shared_rows) -> Place:
    county = a_full_county(YONGJI)
    own = {"actor": clerk(YONGJI), "at": NOW}
    service_levels.add_service_level(statement=_level("六级", 6), actor=city_clerk(), at=NOW)
    communities.add_alias(code=county.place.code, name="旧名", **own)
    gone = a_company("并走物业", code="")
    company_merges.merge_company(company_id=gone.pk, into=county.company.pk, version=1, **own)
    recorded = field.record_visit(statement=a_field_visit(county.place), **own)
    spare = a_community("东厢", county=YONGJI)
    return Place(county, spare, a_company("待补物业", code=""), recorded)


@pytest.fixture
def place(a_place) -> Place:
    return deepcopy(a_place)


def _level(name: str, rank: int) -> service_levels.ServiceLevelStatement:
    return service_levels.ServiceLevelStatement(name, name, rank, date(2024, 1, 1))


def _place(row: Community, **told: object) -> dict[str, object]:
    return {"code": row.code, "version": Community.objects.get(pk=row.pk).version} | told


def _visit(it: Place, **told: object) -> dict[str, object]:
    visit = Visit.objects.get(number=it.county.keys["visit"])
    return {"number": visit.number, "version": visit.version} | told


def _visited(it: Place, on: date) -> visits.VisitStatement:
    return visits.VisitStatement(it.county.place.code, VisitKind.SURVEY, OrganiserLevel.COUNTY, on)


def _mission(on: date) -> missions.MissionStatement:
    return missions.MissionStatement(OrganiserLevel.COUNTY, YONGJI, on)


def _sixth() -> ServiceLevel:
    return ServiceLevel.objects.get(code="六级")


def _six() -> dict[str, object]:
    level = _sixth()
    seen = levels.service_level(city_clerk(), level.pk, today=NOW.date()).stated
    return {"level_id": level.pk, "seen": seen, "statement": _level("六级", 7)}


def _body(it: Place, **told: object) -> dict[str, object]:
    body = OwnerBody.objects.get(pk=it.county.keys["owner_body"])
    return {"body_id": body.pk, "version": body.version} | told


def _contract(it: Place, **told: object) -> dict[str, object]:
    contract = Contract.objects.get(pk=it.county.keys["contract"])
    return {"contract_id": contract.pk, "version": contract.version} | told


def _firm(row: Company, **told: object) -> dict[str, object]:
    return {"company_id": row.pk, "version": Company.objects.get(pk=row.pk).version} | told


def _named(it: Place, name: str) -> communities.CommunityStatement:
    return communities.CommunityStatement(county_code=YONGJI, name=name)


TERM = contracts.ContractStatement(ends_on=date(2026, 12, 31))
COUNCIL = owner_bodies.OwnerBodyStatement(kind=OwnerBodyKind.COMMITTEE, term="第二届")
CORRECTION = field.Correction(
    NOW - timedelta(minutes=40), NOW, (Inspector("王勘"), Inspector("李查")), "5号楼地下室",
    notes="", reason="写错楼号",
)  # fmt: skip
ATTEMPTS: dict[str, Callable[[Place], dict[str, object]]] = {
    "inspections.missions.add_mission": lambda it: {"statement": _mission(DAY)},
    "inspections.missions.correct_mission": lambda it: {
        "number": it.county.keys["mission"], "statement": _mission(DAY),
        "version": MissionFact.objects.standing().get().pk,
    },
    "inspections.missions.void_mission": lambda it: {
        "number": it.county.keys["mission"], "reason": "没有去",
    },
    "inspections.field.record_visit": lambda it: {"statement": a_field_visit(it.county.place)},
    "inspections.field.correct_record": lambda it: {
        "number": it.recorded, "version": Visit.objects.get(number=it.recorded).version,
        "statement": CORRECTION,
    },
    "inspections.visits.add_visit": lambda it: {"statement": _visited(it, DAY)},
    "inspections.visits.correct_visit": lambda it: _visit(it, statement=_visited(it, DAY)),
    "inspections.visits.void_visit": lambda it: _visit(it, reason="没有去"),
    "registry.communities.add_community": lambda it: {"statement": _named(it, "南厢")},
    "registry.communities.correct_community": lambda it: _place(
        it.spare, statement=_named(it, "东厢花园")
    ),
    "registry.communities.add_alias": lambda it: {"code": it.spare.code, "name": "东苑"},
    "registry.communities.remove_alias": lambda it: {"code": it.county.place.code, "name": "旧名"},
    "registry.communities.void_community": lambda it: _place(it.spare, reason="登记错了"),
    "registry.companies.add_company": lambda it: {
        "statement": companies.CompanyStatement(name="新来物业", uscc=a_code(70011)),
    },
    "registry.companies.correct_company": lambda it: _firm(
        it.county.company,
        statement=companies.CompanyStatement(name="改名物业", uscc=it.county.company.uscc),
    ),
    "registry.company_merges.merge_company": lambda it: _firm(
        it.pending, into=it.county.company.pk
    ),
    "registry.company_merges.give_code": lambda it: _firm(it.pending, code=a_code(70012)),
    "registry.company_merges.undo_company_merge": lambda it: _firm(
        Company.objects.get(name="并走物业"), reason="两家企业"
    ),
    "registry.contracts.add_contract": lambda it: {
        "key": (it.spare.code, it.county.company.pk, DAY), "statement": TERM,
    },
    "registry.contracts.correct_contract": lambda it: _contract(it, statement=TERM),
    "registry.contracts.void_contract": lambda it: _contract(it, reason="登记错了"),
    "registry.merges.merge_community": lambda it: _place(it.spare, into=it.county.place.code),
    "registry.owner_bodies.add_owner_body": lambda it: {
        "code": it.spare.code, "statement": COUNCIL,
    },
    "registry.owner_bodies.correct_owner_body": lambda it: _body(it, statement=COUNCIL),
    "registry.owner_bodies.void_owner_body": lambda it: _body(it, reason="登记错了"),
    "registry.rolls.take_roll": lambda it: {"county_code": YONGJI},
    "registry.service_levels.add_service_level": lambda it: {"statement": _level("七级", 8)},
    "registry.service_levels.correct_service_level": lambda it: _six(),
}  # fmt: skip


def answer(name: str, place: Place, actor: Actor) -> object:
    """What the act says to this actor; it leaves no trace. None where it was done."""
    act, told = public_acts()[name], ATTEMPTS[name](place)
    before = Entry.objects.count()
    try:
        with transaction.atomic():
            act(**told, actor=actor, at=NOW)
            written = Entry.objects.count() > before
            transaction.set_rollback(True)
    except (NotAllowed, NotFound) as refusal:
        return type(refusal)
    return None if written else "nothing written"


def rightful(name: str) -> Actor:
    return city_clerk() if name.split(".")[1] in CITY_ONLY else head(YONGJI)


def let_in(place: Place, names: list[str], actor: Actor) -> list[str]:
    """The acts that did not refuse this actor."""
    return [name for name in names if answer(name, place, actor) not in (NotAllowed, NotFound)]


def test_every_public_act_is_tried():
    assert ATTEMPTS.keys() | PARTS == public_acts().keys()


def test_whoever_an_act_is_for_may_do_it(place):
    answers = {name: answer(name, place, rightful(name)) for name in ATTEMPTS}

    assert {name: said for name, said in answers.items() if said is not None} == {}


@pytest.mark.parametrize("role", [Role.C_OP, Role.C_LD])
def test_no_act_is_done_by_another_county(place, role):
    stranger = person(role, YANHU)
    names = [name for name in ATTEMPTS if name.split(".")[1] not in SHARED | CITY_ONLY]

    answers = {name: answer(name, place, stranger) for name in names}

    # What exists elsewhere is not even admitted to exist (DESIGN 3.5).
    assert answers == {name: NotAllowed if name in NAME_A_COUNTY else NotFound for name in names}


def test_no_act_is_done_by_a_post_without_the_duty(place):
    posts = [person(role, area) for role in set(Role) - WRITERS for area in (YONGJI, CITY_CODE)]

    done = {(it.role, it.area_code): let_in(place, list(ATTEMPTS), it) for it in posts}

    # An officer in the field writes down where he was (DOMAIN 0.3).
    assert {post: acts for post, acts in done.items() if acts} == {
        (Role.C_ENF, YONGJI): [
            "inspections.field.record_visit",
            "inspections.visits.add_visit",
            "registry.rolls.take_roll",
        ]
    }


def test_what_the_head_decides_the_clerk_does_not(place):
    refused = {name for name in ATTEMPTS if answer(name, place, clerk(YONGJI)) is NotAllowed}

    assert refused == LEADERS_ONLY | {it for it in ATTEMPTS if it.split(".")[1] in CITY_ONLY}


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (missions.correct_mission, {"statement": _mission(date(2024, 6, 14))}),
        (missions.void_mission, {"reason": "没有去"}),
    ],
)
def test_the_citys_mission_is_seen_in_the_county_and_changed_by_the_city(place, act, told):
    statement = missions.MissionStatement(OrganiserLevel.CITY, YONGJI, DAY)
    number = missions.add_mission(statement=statement, actor=city_clerk(), at=NOW)
    if "statement" in told:
        standing = MissionFact.objects.standing().get(mission__number=number)
        told = told | {"version": standing.pk}

    with pytest.raises(NotAllowed):
        act(number=number, **told, actor=head(YONGJI), at=NOW)


def test_a_mission_is_not_moved_to_another_county(place):
    aside = missions.MissionStatement(OrganiserLevel.COUNTY, YANHU, DAY)

    with pytest.raises(NotAllowed):
        missions.correct_mission(
            number=place.county.keys["mission"], statement=aside,
            version=MissionFact.objects.standing().get().pk, actor=clerk(YONGJI), at=NOW,
        )  # fmt: skip


def test_what_an_act_refers_to_is_looked_for_in_its_own_county(place):
    mission = missions.add_mission(
        statement=missions.MissionStatement(OrganiserLevel.COUNTY, YANHU, DAY),
        actor=clerk(YANHU),
        at=NOW,
    )
    aimed = visits.VisitStatement(
        place.county.place.code, VisitKind.SUPERVISE, OrganiserLevel.COUNTY, DAY, mission
    )
    own = {"actor": head(YONGJI), "at": NOW}

    with pytest.raises(NotFound):
        visits.add_visit(statement=aimed, **own)
    with pytest.raises(NotFound):
        merges.merge_community(**_place(place.spare, into=a_community("甲").code), **own)
