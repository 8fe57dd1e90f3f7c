"""Lists and counts show a county what is its own, and nothing of another's (DESIGN 3.5).

Each read is asked as the county that has one of everything, and as one that has nothing.
"""

from datetime import date

import pytest

from tests import fridays
from tests.people import NOW, YANHU, YONGJI, head
from tests.stories import a_community, a_contract
from tests.two_counties import PLACE, a_full_county, a_sent_week
from tingban.data.complaints.models import Case
from tingban.data.exchange.models import CommunityProposal, ImportFile, TwinProposal
from tingban.data.registry.models import Community
from tingban.kit import clock
from tingban.kit.windows import Window
from tingban.reads.complaints import cases
from tingban.reads.enforcement import sanctions
from tingban.reads.enforcement.sanctions import SanctionFilter
from tingban.reads.exchange import proposals, registers_in, runs
from tingban.reads.inspections import missions
from tingban.reads.inspections.missions import MissionFilter
from tingban.reads.overview import communities, companies, search, workbench
from tingban.reads.overview.communities import CommunityFilter
from tingban.reads.overview.companies import CompanyFilter
from tingban.reads.rectification import problems
from tingban.reads.registry import communities as registry
from tingban.reads.registry import gaps, suggestions
from tingban.reads.weekly import boards
from tingban.rules.actors import Actor

pytestmark = pytest.mark.django_db
ALL, TODAY = Window(), NOW.date()


def _of_company(actor: Actor) -> int:
    """What shared companies have on record: contracts, problems, penalties."""
    rows = companies.ledger(actor, CompanyFilter(), ALL, today=TODAY).rows
    return sum(it.communities + it.open_problems + it.problems + it.penalties for it in rows)


def _with_record(actor: Actor, record: str) -> int:
    return companies.ledger(actor, CompanyFilter(record=record), ALL, today=TODAY).total


def _load(actor: Actor, *kinds: str) -> int:
    """What presses in the county that has everything, whoever's desk it is shown on."""
    loads = workbench._loads(actor, NOW)
    return sum(getattr(load, kind) for load in loads.values() for kind in kinds)


def _hits(text: str):
    return lambda actor: sum(
        len(group.hits) for group in search.search(actor, text) if group.topic != "company"
    )


def _missing(what: str):
    return lambda actor: getattr(gaps.gaps(actor, TODAY), what)


READS = {
    "communities": lambda actor: communities.ledger(actor, CommunityFilter(), ALL).total,
    "companies: their record": _of_company,
    "companies: with open problems": lambda actor: _with_record(actor, "open"),
    "companies: punished": lambda actor: _with_record(actor, "punished"),
    "companies: kept in the county": lambda actor: (
        companies.ledger(actor, CompanyFilter(county=YONGJI), ALL, today=TODAY).total
    ),
    "missions": lambda actor: missions.ledger(actor, MissionFilter(), ALL).total,
    "missions to choose": lambda actor: len(missions.open_on(actor, county="", on=None)),
    "exposures": lambda actor: sanctions.exposures(actor, SanctionFilter(), ALL).total,
    "penalties": lambda actor: sanctions.penalties(actor, SanctionFilter(), ALL).total,
    "levels": lambda actor: sanctions.levels(actor, SanctionFilter(), ALL).total,
    "problems to order": lambda actor: len(
        problems.open_in(actor, None, stages=("confirmed", "fixing"))
    ),
    "problems that press": lambda actor: _load(actor, "overdue", "due_soon", "open"),
    "cases that press": lambda actor: _load(actor, "unaccepted", "unclosed", "late"),
    "cases of a ledger": lambda actor: cases.nearest(actor, unit=YONGJI, limit=9).total,
    "streets": lambda actor: len(registry.streets(actor, YONGJI)),
    "names alike": lambda actor: len(registry.suggest(actor, PLACE)),
    "names in a text": lambda actor: len(suggestions.mentioned(actor, f"{PLACE}积水")),
    "problems by number": lambda actor: len(problems.numbered(actor, ["WT-140881-2024-000001"])),
    "names in a field": lambda actor: len(registry.namesakes(actor, YONGJI, PLACE)),
    "search: a community": _hits("西厢秘园"),
    "search: a problem": _hits("永济独有的描述"),
    "search: a case": _hits("永济独有的举报"),
    "search: an order": _hits("永建责改字〔2024〕1号"),
    "search: a visit": _hits("XC-140881-2024"),
    "search: a penalty": _hits("永建罚决字〔2024〕1号"),
    "without a street": _missing("without_street"),
    "without a contract": _missing("without_contract"),
    "with a contract that ended": _missing("lapsed_contracts"),
    "proposals": proposals.count_waiting,
    "twins": registers_in.count_twins,
    "registers brought": lambda actor: len(registers_in.drafts(actor)),
    "estates known": lambda actor: len(registers_in.estates(actor)),
    "uploads": lambda actor: len(runs.latest_runs(actor, limit=9)),
    "files taken": lambda actor: runs.past_imports(actor, ALL).total,
    "reports of a unit": lambda actor: len(
        boards.unit_history(actor=actor, area_code=YONGJI, at=fridays.TEN)
    ),
}


@pytest.fixture
def everything():
    """A county with one of everything, and what waits for a decision there."""
    with clock.standing_at(NOW):
        county = a_full_county(YONGJI)
        a_sent_week(county)
        place = Community.objects.get(code=county.keys["community"])
        case = Case.objects.get(number=county.keys["case"])
        CommunityProposal.objects.create(
            file=ImportFile.objects.get(), case=case, community=place, words="西厢"
        )
        a_community("东厢", county=YONGJI, street="城西街道")
        other = Community.objects.get(name="东厢")
        ended = {"ends_on": date(2023, 12, 31)}
        a_contract(other, county.company, date(2021, 1, 1), **ended)
        TwinProposal.objects.create(first=place, second=other, reason="同名", proposed_at=NOW)
        yield county


def test_its_own_people_see_it_and_another_county_does_not(everything):
    its_own, stranger = head(YONGJI), head(YANHU)

    unseen = [what for what, seen in READS.items() if not seen(its_own)]
    shown = [what for what, seen in READS.items() if seen(stranger)]

    assert (unseen, shown) == ([], [])
