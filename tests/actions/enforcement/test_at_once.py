"""One decision, two clerks: registered once, taken back once."""

from datetime import date, timedelta

import pytest

from tests.at_once import crossing, refusals
from tests.measures import SHEETS, TEXT, a_transfer, an_exposure
from tests.papers import drafted, fresh
from tests.people import NOW, YANHU, clerk, head
from tests.stories import a_community, a_company
from tingban.actions.documents import papers
from tingban.actions.enforcement import exposure_cases, exposures, levels, penalties
from tingban.actions.exits import exits
from tingban.actions.rectification.proceedings import Told
from tingban.data.documents.models import PaperSignature
from tingban.data.enforcement.models import (
    Exposure,
    ExposureFact,
    LevelDecision,
    Penalty,
    PenaltyStep,
)
from tingban.data.exits.models import Exit, ExitStep
from tingban.rules.enforcement import LevelKind, PenaltyOrgan
from tingban.rules.errors import Conflict
from tingban.rules.exits import ExitKind

pytestmark = pytest.mark.django_db(transaction=True)
ON = date(2024, 6, 13)


def penalising(company_id: int):
    actor = clerk()
    told = penalties.PenaltyStatement(
        "盐住建罚字〔2024〕1号", company_id, YANHU, PenaltyOrgan.HOUSING, ON, "警告"
    )
    return lambda: penalties.record_penalty(statement=told, actor=actor, at=NOW)


def exposing(company_id: int):
    actor = clerk()
    told = exposures.ExposureStatement(company_id, YANHU, ON, "运城日报")
    return lambda: exposures.record_exposure(statement=told, actor=actor, at=NOW)


def levelling(code: str):
    actor = clerk()
    told = levels.LevelStatement(code, ON, LevelKind.UPGRADE, "三级", "二级")
    return lambda: levels.record_level(statement=told, actor=actor, at=NOW)


def leaving(code: str, company_id: int):
    actor = clerk()
    return lambda: exits.record_exit(
        community_code=code, company_id=company_id, kind=ExitKind.DISMISSED, actor=actor, at=NOW
    )


@pytest.mark.parametrize("what", ["penalty", "exposure", "level", "exit"])
def test_what_two_register_at_once_stands_once(what):
    company, community = a_company(), a_community()
    act, model = {
        "penalty": (penalising(company.pk), Penalty),
        "exposure": (exposing(company.pk), Exposure),
        "level": (levelling(community.code), LevelDecision),
        "exit": (leaving(community.code, company.pk), Exit),
    }[what]

    answers = crossing(act, act)

    (refusal,) = refusals(answers)
    assert isinstance(refusal, Conflict)
    assert model.objects.count() == 1


def test_a_penalty_is_revoked_once():
    number = penalising(a_company().pk)()
    leader = head()

    def revoking():
        penalties.revoke_penalty(number=number, on=ON, reason="复议撤销", actor=leader, at=NOW)

    answers = crossing(revoking, revoking)

    assert len(refusals(answers)) == 1
    assert PenaltyStep.objects.filter(kind="revoke").count() == 1


def test_of_two_who_attach_a_case_at_once_the_second_is_told():
    exposure = exposing(a_company().pk)()
    seen = ExposureFact.objects.get().pk

    def attaching(title: str):
        actor = clerk()
        return lambda: exposures.attach_case(
            exposure_id=exposure, case_title=title, version=seen, actor=actor, at=NOW
        )

    answers = crossing(attaching("案例一"), attaching("案例二"))

    assert len(refusals(answers)) == 1
    assert Exposure.objects.get().case_title == "案例一"


def test_a_handover_is_not_confirmed_on_an_exit_that_is_being_voided():
    community, company = a_community(), a_company()
    key = leaving(community.code, company.pk)()
    leader, actor = head(), clerk()

    answers = crossing(
        lambda: exits.void_exit(exit_id=key, reason="登记错了", actor=leader, at=NOW),
        lambda: exits.confirm_exit(exit_id=key, on=ON, actor=actor, at=NOW),
    )

    assert len(refusals(answers)) == 1
    assert not ExitStep.objects.exists()


def test_a_step_that_waited_for_a_signature_is_told_to_look_at_the_paper():
    """It began before the signature and ends behind it: the paper does not speak of it."""
    walk = an_exposure(a_company()).told().answered()
    paper = drafted(SHEETS["enforcement.exposure_case"], walk.number)
    told = {"paper": paper, "sheet": SHEETS["enforcement.exposure_case"]}
    papers.submit(**told, version=fresh(paper).version, actor=clerk(), at=NOW)
    signer, writer, version = head(), clerk(), fresh(paper).version

    def signing() -> str:
        at = NOW + timedelta(seconds=2)
        return papers.sign(**told, on=NOW.date(), version=version, actor=signer, at=at)

    def rewriting() -> None:
        exposure_cases.take_exposure_step(
            number=walk.number, act="write", told=Told(NOW.date(), "补充事实", TEXT),
            version=walk.row.version, actor=writer, at=NOW + timedelta(seconds=1),
        )  # fmt: skip

    (refusal,) = refusals(crossing(signing, rewriting))

    assert isinstance(refusal, Conflict)
    assert "刚刚签发" in refusal.sentence
    assert walk.row.stage == "heard"


def test_a_signature_that_waited_for_a_step_signs_what_the_step_left():
    walk = a_transfer().step("approve", by=head())
    sheet = SHEETS["enforcement.transfer_letter"]
    paper = drafted(sheet, walk.number)
    papers.submit(paper=paper, sheet=sheet, version=fresh(paper).version, actor=clerk(), at=NOW)
    signer, version = head(), fresh(paper).version

    def adding() -> None:
        walk.step("prepare", materials=["新的一份材料"])

    def signing() -> str:
        return papers.sign(
            paper=paper, sheet=sheet, on=NOW.date(), version=version, actor=signer, at=NOW
        )

    assert not refusals(crossing(adding, signing))
    assert "新的一份材料" in str(PaperSignature.objects.get(paper__key=paper).text)
