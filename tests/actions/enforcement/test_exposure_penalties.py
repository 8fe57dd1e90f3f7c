"""Exposed for a decision that the register alone knows (T-X02; DOMAIN 1.3, trap 2)."""

from datetime import date

import pytest

from tests import credit
from tests.actions.enforcement.test_enforcement import punish
from tests.lives import with_company
from tests.measures import SOURCES, ExposureWalk, an_exposure, counsel
from tests.penalties import decided
from tests.people import YONGJI, clerk, head
from tests.stories import a_company
from tingban.actions.enforcement import penalties
from tingban.data.enforcement.models import CreditPush, Exposure, ExposureCase, Penalty
from tingban.reads.enforcement import exposure_penalties, punished
from tingban.reads.enforcement.exposure_cases import EXPOSURES, preview
from tingban.reads.enforcement.penalty_cases import decision_number
from tingban.reads.rectification.proceedings import course_of
from tingban.rules.enforcement import PenaltyOrgan
from tingban.rules.enforcement.credit_stages import CreditStage
from tingban.rules.errors import NotNow, Refused

pytestmark = pytest.mark.django_db
NUMBER, SERVED = "盐市监罚〔2024〕7号", "2024-06-14"
DECIDED = date(2024, 6, 12)


def a_decision(company, **told) -> str:
    return punish(
        company, **{"number": NUMBER, "organ": PenaltyOrgan.MARKET, "decided_on": DECIDED} | told
    )


def exposed(company, **told) -> ExposureWalk:
    chosen = {"ground": "penalty", "penalty": NUMBER, "penalty_served_on": SERVED}
    return an_exposure(company, **chosen | told)


def signed(company, **told) -> ExposureWalk:
    """Ready to be published."""
    walk = exposed(company, **told).told().answered().sign("exposure_case")
    return walk.step("sign", by=head(), plea_answer="没有异议")


def publish(walk: ExposureWalk) -> ExposureWalk:
    return walk.step("publish", media=["运城日报"], url="https://example.com/1")


def told_of(walk: ExposureWalk) -> exposure_penalties.RestsOn:
    found = exposure_penalties.rests_on(walk.row, course_of(EXPOSURES, walk.row, today=walk.on))
    assert found is not None
    return found


def test_it_rests_on_the_row_of_the_register_and_is_published():
    company = a_company()
    a_decision(company)

    walk = publish(signed(company))

    assert Exposure.objects.get().company == company
    assert punished.behind(f"exposure_case:{walk.number}") == ()
    words = f"盐湖区市场监管部门 2024年6月12日作出处罚决定（{NUMBER}）：罚款 50,000.00 元"
    assert told_of(walk).words == f"{words}；2024年6月14日送达"
    assert told_of(walk).hindrance == ""


def revoked(company) -> None:
    del company
    penalties.revoke_penalty(
        number=NUMBER, on=date(2024, 6, 18), reason="复议撤销", actor=head(), at=credit.NOW
    )


def voided(company) -> None:
    """No fact states it any more."""
    del company
    Penalty.objects.filter(number=NUMBER).update(decided_on=None)


def of_another(company) -> None:
    """The register was corrected: it was somebody else."""
    del company
    Penalty.objects.filter(number=NUMBER).update(company=a_company("别家物业服务有限公司"))


def moved(company) -> None:
    del company
    Penalty.objects.filter(number=NUMBER).update(county_id=YONGJI)


def repaired(company) -> None:
    CreditPush.objects.create(
        number="XY-140802-2024-000001", county_id="140802", company=company, title="处罚",
        stage=CreditStage.REPAIRED.value, opened_on=DECIDED, kind="K1", about=NUMBER,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("then", "sentence"),
    [
        (revoked, f"处罚决定 {NUMBER} 已于 2024年6月18日撤销"),
        (voided, f"处罚决定 {NUMBER} 还没有作出，或者登记已经作废"),
        (of_another, f"处罚决定 {NUMBER} 处罚的是“别家物业服务有限公司”，不是这家企业"),
        (moved, f"处罚决定 {NUMBER} 登记在别的"),
        (repaired, f"处罚决定 {NUMBER} 已经信用修复"),
    ],
)
def test_it_is_looked_at_again_when_it_is_published(then, sentence):
    company = a_company()
    a_decision(company)
    walk = signed(company)

    then(company)

    with pytest.raises(NotNow, match=sentence):
        publish(walk)
    assert not Exposure.objects.exists()
    assert sentence in told_of(walk).hindrance


def test_a_merged_company_is_the_same_one():
    company, other = a_company(), a_company("旧名物业服务有限公司")
    a_decision(other)
    other.merged_into = company
    other.save()

    assert publish(signed(company)).row.stage == "published"


def test_nothing_is_chosen_that_is_not_in_the_register_of_this_company():
    company = a_company()
    a_decision(a_company("别家物业服务有限公司"))

    with pytest.raises(Refused, match="据以曝光的处罚决定"):
        exposed(company)


def test_what_is_annulled_already_is_told_with_its_day():
    company = a_company()
    a_decision(company)
    revoked(company)

    with pytest.raises(NotNow, match=f"处罚决定 {NUMBER} 已于 2024年6月18日撤销"):
        exposed(company)


def test_it_was_served_or_it_is_not_in_force():
    company = a_company()
    a_decision(company)

    with pytest.raises(NotNow, match=f"请写明处罚决定 {NUMBER} 送达企业的日期"):
        exposed(company, penalty_served_on=None)


def test_found_to_be_a_criticism_it_does_not_go_on_by_any_decision():  # 行政处罚法 9(一)
    company = a_company()
    a_decision(company)
    walk = exposed(company)
    walk.step("check", by=clerk(name="核对员"), sources=SOURCES, is_checked=True)
    walk.step("hold", by=counsel(), opinion="属通报批评")

    with pytest.raises(NotNow, match=r"看不出那次处罚的是不是同一行为.*不能代替"):
        walk.step("resume")
    assert walk.row.stage == "criticism"
    assert walk.step("drop", by=head(), reason="另立处罚案件").row.stage == "dropped"


def test_with_a_problem_behind_it_the_problem_needs_a_penalty_of_its_own():
    problem = with_company()
    a_decision(problem.company)

    with pytest.raises(Refused, match=f"{problem.number} 没有受过行政处罚.*直接选那份决定"):
        exposed(
            problem.company, place=problem.community, problems=(problem.number,), penalty="",
            penalty_served_on=None,
        )  # fmt: skip


def test_it_rests_on_a_problem_or_on_a_decision_of_the_register_and_not_on_both():
    case = decided()
    a_decision(case.company)
    told = {"place": case.problem.community, "problems": (case.problem.number,)}

    with pytest.raises(Refused, match="关联了问题，又选了处罚台账里的决定"):
        exposed(case.company, **told)
    assert not ExposureCase.objects.exists()
    assert exposed(case.company, **told, penalty="", penalty_served_on=None).row.stage == "chosen"


def test_the_public_reads_nothing_of_the_choice():
    company = a_company()
    a_decision(company)
    walk = exposed(company)

    text = str(preview(head(), walk.number, today=walk.on).text)

    assert NUMBER not in text


def test_what_a_case_here_decided_is_chosen_from_its_problem():
    case = decided()
    number = decision_number(case.number)

    assert exposure_penalties.choices(clerk(), case.company.pk, "140802") == ()
    with pytest.raises(Refused, match="据以曝光的处罚决定"):
        exposed(case.company, place=case.problem.community, penalty=number)
