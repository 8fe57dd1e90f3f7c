"""An exit, its push, its penalty case, its problem and its order lead to each other."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.urls import reverse

from tests.exit_cases import (
    OPENED,
    abandoned,
    completed,
    later,
    ordered_58,
    served_paper,
    take,
)
from tests.lives import officer
from tests.people import NOW, YANHU, YONGJI
from tests.web.visitors import browser_of
from tingban.data.enforcement.models import CreditPush, PenaltyCase
from tingban.data.exits.models import Exit
from tingban.data.rectification.models import Order
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.enforcement.penalty_paper_stages import DUE_PAPERS
from tingban.rules.enforcement.penalty_stages import PaperKey, Stage
from tingban.rules.exits.exit_stages import Act

pytestmark = pytest.mark.django_db
ORDERED, FORCED = date(2024, 6, 18), date(2024, 6, 26)


@dataclass(frozen=True)
class Bundle:
    """The addresses of what belongs together."""

    exit: str
    push: str
    penalty: str
    problem: str
    order: str


def page(address: str, area: str = YANHU) -> str:
    return browser_of(Role.C_OP, area).get(address).content.decode()


@pytest.fixture
def bundle():
    with clock.standing_at(NOW):
        case = take(abandoned(), Act.TERMINATE, OPENED)
        take(
            case, Act.REFUSE, OPENED, actor=officer(), refused=["M3"], refusal="要求移交，被拒",
            refusal_evidence=["函"],
        )  # fmt: skip
        served_paper(case, "exits.demand", OPENED, 催告期限=str(later(FORCED, -1)))
        take(case, Act.URGE, OPENED, reason="汛期将至")
        problem = ordered_58(case, OPENED)
        take(case, Act.ENFORCE, FORCED, actor=officer())
        take(case, Act.BEGIN_PUSH, FORCED, contact="物业科")
        penalty = PenaltyCase.objects.create(
            number="CF-140802-2024-000077", county_id=YANHU, company=case.company, title="不移交",
            community=case.community, stage=Stage.CLUE, opened_on=OPENED,
        )  # fmt: skip
        move = case.moves.latest("id")
        move.pk, move._state.adding, move.step = None, True, Act.LINK_PENALTY.value
        move.told = {"penalty_case": penalty.number}
        move.save(force_insert=True)
        yield Bundle(
            f"/desk/exit-cases/{case.number}/",
            f"/desk/credit-pushes/{CreditPush.objects.get().number}/",
            f"/desk/penalty-cases/{penalty.number}/",
            f"/desk/problems/{problem.number}/",
            reverse("desk:order", args=[Order.objects.get().number]),
        )


def test_the_exit_leads_to_all_of_them(bundle):
    told = page(bundle.exit)

    for address in (bundle.push, bundle.penalty, bundle.problem, bundle.order):
        assert f'href="{address}"' in told


@pytest.mark.parametrize("name", ["push", "penalty", "problem", "order"])
def test_each_of_them_leads_to_the_exit(bundle, name):
    assert f'href="{bundle.exit}"' in page(getattr(bundle, name))


def test_the_counted_exit_and_its_case_lead_to_each_other():
    with clock.standing_at(NOW):
        case = take(abandoned(), Act.TERMINATE, OPENED)
        completed(case, OPENED)
        card = f"/desk/exits/{Exit.objects.get().pk}/"

        assert f'href="{card}"' in page(f"/desk/exit-cases/{case.number}/")
        assert f'href="/desk/exit-cases/{case.number}/"' in page(card)


def test_a_case_that_belongs_with_nothing_shows_no_ties(bundle):
    PenaltyCase.objects.create(
        number="CF-140802-2024-000078", county_id=YANHU, title="别的", stage=Stage.CLUE,
        opened_on=OPENED,
    )  # fmt: skip

    assert "有关的案件和通知书" not in page("/desk/penalty-cases/CF-140802-2024-000078/")
    assert browser_of(Role.C_OP, YONGJI).get(bundle.exit).status_code == 404


# --- papers of the stage ------------------------------------------------------------------------


def test_every_stage_of_a_penalty_names_its_papers_and_every_paper_has_a_stage():
    assert set(DUE_PAPERS) == set(Stage)
    assert {key for keys in DUE_PAPERS.values() for key in keys} == set(PaperKey)


def test_a_penalty_case_offers_first_what_its_stage_asks_for(bundle):
    first, _, others = page(bundle.penalty).partition("其他文书（")

    assert "现在起草（1）" in first
    assert "行政处罚立案审批表" in first
    assert "行政处罚决定书" not in first
    assert "行政处罚决定书" in others


def test_an_exit_offers_first_what_its_stage_asks_for(bundle):
    first, _, others = page(bundle.exit).partition("其他文书（")

    assert "诉讼指导函" in first
    assert "业主大会会议通知" not in first
    assert "业主大会会议通知" in others
