"""A clerk at the registers while a file comes in: no row lands on what is gone meanwhile."""

from datetime import date

import pytest
from django.db import OperationalError
from psycopg.errors import DeadlockDetected

from tests.at_once import crossing, refusals
from tests.exchange_books import CODES, community, contract, problem, take, told, visit, workbook
from tests.people import NOW, clerk, head
from tests.stories import a_code, a_company
from tingban.actions.exchange import taking
from tingban.actions.inspections import visits
from tingban.actions.registry import communities, company_merges, merges
from tingban.data.inspections.models import Visit
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Community, Company, Contract
from tingban.rules.errors import Conflict
from tingban.rules.exchange.outcome import ImportReport
from tingban.rules.inspections import OrganiserLevel, VisitKind

pytestmark = pytest.mark.django_db(transaction=True)
PLAIN = {"统一社会信用代码": ""}


@pytest.fixture
def places() -> None:
    report = take(workbook({"小区台账": [community(0), community(1)]}))
    assert report.ok, told(report)


def importing(**sheets):
    actor, book = clerk(), workbook(sheets)
    return lambda: take(book, actor=actor)


def voiding(code: str = CODES[0]):
    actor, version = head(), Community.objects.get(code=code).version
    return lambda: communities.void_community(
        code=code, version=version, reason="登记错了", actor=actor, at=NOW
    )


def test_no_row_lands_on_a_community_that_is_being_voided(places):
    answers = crossing(voiding(), importing(检查记录=[visit(**PLAIN)]))

    report = answers[1]
    assert isinstance(report, ImportReport)
    assert [(kind, cell) for kind, _, cell in told(report)] == [("unknown", "B2")]
    assert not Visit.objects.exists()


def test_what_an_import_has_written_to_is_not_voided(places):
    answers = crossing(importing(检查记录=[visit(**PLAIN)]), voiding())

    (refusal,) = refusals(answers)
    assert "1 次检查" in refusal.sentence
    assert Visit.objects.count() == 1


def test_a_community_meant_by_its_name_is_held_too(places):
    named = PLAIN | {"小区编码": "盐湖/锦绣花园"}

    answers = crossing(voiding(), importing(检查记录=[visit(**named)]))

    assert told(answers[1])
    assert not Visit.objects.exists()


def test_a_row_for_one_that_is_being_merged_counts_for_the_one_that_stands(places):
    actor = clerk()

    answers = crossing(
        lambda: merges.merge_community(
            code=CODES[0], into=CODES[1], version=1, actor=actor, at=NOW
        ),
        importing(
            检查记录=[
                visit("PC-1", **PLAIN),
                visit("PC-2", 1, **PLAIN | {"检查日期": "2024-06-10"}),
            ],
            问题清单=[problem(place=1, **PLAIN)],
        ),
    )

    assert answers[1].ok, told(answers[1])
    assert Problem.objects.get().community.code == CODES[1]


def test_no_problem_rests_on_a_visit_that_is_being_voided(places):
    report = take(workbook({"检查记录": [visit(**PLAIN)]}))
    assert report.ok, told(report)
    seen, actor = Visit.objects.get(), clerk()

    answers = crossing(
        lambda: visits.void_visit(
            number=seen.number, version=seen.version, reason="没去", actor=actor, at=NOW
        ),
        importing(问题清单=[problem(**PLAIN)]),
    )

    assert [kind for kind, _, _ in told(answers[1])] == ["no_visit"]
    assert not Problem.objects.exists()


def test_a_visit_corrected_while_a_file_tells_of_it_waits_and_is_told(places):
    report = take(workbook({"检查记录": [visit(**PLAIN)]}))
    assert report.ok, told(report)
    seen, actor = Visit.objects.get(), clerk()
    statement = visits.VisitStatement(
        CODES[0], VisitKind.SURVEY, OrganiserLevel.COUNTY, date(2024, 6, 5)
    )

    answers = crossing(
        importing(检查记录=[visit(**PLAIN, 检查日期="2024-06-04")]),
        lambda: visits.correct_visit(
            number=seen.number, statement=statement, version=seen.version, actor=actor, at=NOW
        ),
    )

    assert len(refusals(answers)) == 1
    assert Visit.objects.get().done_on == date(2024, 6, 4)


def test_a_contract_with_a_company_that_is_being_merged_is_the_others(places):
    pending, known = a_company("明珠物业", code=""), a_company("明珠物业服务", code=a_code(70001))
    actor = clerk()

    answers = crossing(
        lambda: company_merges.merge_company(
            company_id=pending.pk, into=known.pk, version=1, actor=actor, at=NOW
        ),
        importing(物业服务合同=[contract(统一社会信用代码="明珠物业")]),
    )

    assert answers[1].ok, told(answers[1])
    assert Contract.objects.get().company == known
    assert Company.objects.count() == 2


def test_an_import_that_gives_way_to_an_act_says_so(places, monkeypatch):
    def deadlocked(intakes):
        raise OperationalError("deadlock detected") from DeadlockDetected()

    monkeypatch.setattr(taking, "gather", deadlocked)

    with pytest.raises(Conflict, match="让给了对方"):
        importing(检查记录=[visit(**PLAIN)])()
