"""等级核定, 行政处罚 and 媒体曝光 (CELL C02, C03, C05)."""

from datetime import date
from decimal import Decimal

import pytest

from tests.people import NOW, YANHU, YONGJI, clerk, head
from tests.stories import a_community, a_company
from tingban.actions.enforcement import exposures, levels, penalties
from tingban.data.enforcement.models import Exposure, ExposureFact, LevelDecision, Penalty
from tingban.rules.actors import Actor
from tingban.rules.enforcement import LevelKind, PenaltyOrgan
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused

pytestmark = pytest.mark.django_db
DAY, LATER = date(2024, 6, 10), date(2024, 6, 14)
NUMBER = "盐建罚决字〔2024〕1号"


def decide(community, **told) -> int:
    values = {
        "decided_on": DAY,
        "kind": LevelKind.REASSESS,
        "old_level": "二级",
        "new_level": "三级",
    }
    return levels.record_level(
        statement=levels.LevelStatement(community_code=community.code, **(values | told)),
        actor=clerk(),
        at=NOW,
    )


def punish(company, **told) -> str:
    values = {
        "number": NUMBER,
        "county_code": YANHU,
        "organ": PenaltyOrgan.HOUSING,
        "decided_on": DAY,
        "category": "罚款",
        "fine": Decimal(50000),
    }
    return penalties.record_penalty(
        statement=penalties.PenaltyStatement(company_id=company.pk, **(values | told)),
        actor=clerk(),
        at=NOW,
    )


def expose(company, **told) -> int:
    values = {"county_code": YANHU, "published_on": DAY, "media": "运城日报"}
    return exposures.record_exposure(
        statement=exposures.ExposureStatement(company_id=company.pk, **(values | told)),
        actor=clerk(),
        at=NOW,
    )


def attach(exposure: int, title: str, actor: Actor | None = None, version: int = 0) -> None:
    standing = ExposureFact.objects.standing().get(exposure=exposure)
    exposures.attach_case(
        exposure_id=exposure,
        case_title=title,
        version=version or standing.pk,
        actor=actor or clerk(),
        at=NOW,
    )


def test_a_level_is_decided_for_guided_prices_only():
    guided, market = a_community("甲", fee_mode="guided"), a_community("乙", fee_mode="market")

    decision = decide(guided)

    assert LevelDecision.objects.get(pk=decision).new_level == "三级"
    with pytest.raises(NotNow, match="没有登记为政府指导价"):
        decide(market)


def test_levels_are_compared_by_rank():
    with pytest.raises(Refused, match="不符"):
        decide(a_community(fee_mode="guided"), old_level="三级", new_level="一级")


def test_an_upgrade_needs_no_guided_price():
    assert decide(a_community(), kind=LevelKind.UPGRADE, old_level="三级", new_level="二级")


def test_what_is_no_level_is_told():
    with pytest.raises(Refused, match="不是服务等级"):
        decide(a_community(fee_mode="guided"), new_level="很好")


def test_the_same_decision_twice_is_told_and_void_ones_can_be_stated_again():
    community = a_community(fee_mode="guided")
    decision = decide(community)
    with pytest.raises(Conflict):
        decide(community)

    levels.void_level(decision_id=decision, reason="录错", actor=head(), at=NOW)

    assert decide(community) == decision
    with pytest.raises(NotAllowed):
        levels.void_level(decision_id=decision, reason="录错", actor=clerk(), at=NOW)


def test_a_penalty_is_kept_and_revoked():
    number = punish(a_company())

    penalties.revoke_penalty(number=number, on=LATER, reason="复议撤销", actor=head(), at=NOW)

    penalty = Penalty.objects.get(number=number)
    assert (penalty.decided_on, penalty.revoked_on, penalty.fine) == (DAY, LATER, 50000)
    with pytest.raises(NotNow):
        penalties.revoke_penalty(number=number, on=LATER, reason="再次", actor=head(), at=NOW)


def test_an_order_to_put_right_is_no_penalty():
    with pytest.raises(Refused, match="责令改正不是行政处罚"):
        punish(a_company(), category="责令改正")


@pytest.mark.parametrize(
    "told",
    [{"fine": Decimal(-1)}, {"number": "某号"}, {"decided_on": date(2025, 1, 1)}],
)
def test_a_penalty_that_cannot_be_is_refused(told):
    with pytest.raises(Refused):
        punish(a_company(), **told)


def test_one_document_number_is_one_penalty():
    punish(a_company())

    with pytest.raises(Conflict, match="已经登记"):
        punish(a_company("乙"))


def test_a_county_punishes_for_itself():
    with pytest.raises(NotAllowed, match="其他县"):
        punish(a_company(), county_code=YONGJI)


def test_an_exposure_gets_its_case_later_and_is_withdrawn():
    exposure = expose(a_company())

    attach(exposure, "典型案例一", actor=clerk())
    exposures.withdraw_exposure(
        exposure_id=exposure, on=LATER, reason="已整改", actor=clerk(), at=NOW
    )

    row = Exposure.objects.get(pk=exposure)
    assert (row.case_title, row.withdrawn_on) == ("典型案例一", LATER)
    with pytest.raises(NotNow):
        exposures.withdraw_exposure(
            exposure_id=exposure, on=LATER, reason="再次", actor=clerk(), at=NOW
        )


def test_a_case_is_not_attached_over_one_that_was_not_seen():
    exposure = expose(a_company())
    seen = ExposureFact.objects.get(exposure=exposure).pk
    attach(exposure, "典型案例一")

    with pytest.raises(Conflict, match="修改"):
        attach(exposure, "典型案例二", version=seen)

    assert Exposure.objects.get(pk=exposure).case_title == "典型案例一"


def test_the_same_exposure_twice_is_told():
    company = a_company()
    expose(company)

    with pytest.raises(Conflict):
        expose(company)


def test_another_countys_exposure_does_not_exist():
    exposure = expose(a_company())

    with pytest.raises(NotFound):
        attach(exposure, "甲", actor=clerk(YONGJI))
