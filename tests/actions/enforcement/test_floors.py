"""No step of a proceeding lies before what it rests on, whatever was entered last."""

from datetime import date, timedelta

import pytest

from tests import credit
from tests.exit_cases import OPENED, abandoned, opened, paper, served_paper, take
from tests.lives import officer, the_company
from tests.measures import DRAFT, TODAY, a_level_case
from tests.penalties import a_case, noticed, served
from tests.people import head
from tests.stories import a_community, a_company
from tests.votes import street
from tingban.rules.actors import Actor, Role
from tingban.rules.enforcement.credit_stages import CreditAct
from tingban.rules.enforcement.penalty_stages import Act, PaperKey
from tingban.rules.errors import Refused
from tingban.rules.exits.exit_stages import Act as ExitAct

pytestmark = pytest.mark.django_db


def test_an_exit_does_not_start_before_the_street_was_heard():  # X0
    case = opened()
    heard, early = date(2024, 6, 21), date(2024, 6, 20)
    take(case, ExitAct.GIVE_OPINION, heard, actor=street(case), street_opinion="可以召集")
    paper(case, "exits.assessment", heard)

    with pytest.raises(Refused, match="早于“出具街道意见”的日期"):
        take(case, ExitAct.START, early, actor=head(), risk="可控")


def test_an_exit_goes_on_only_after_the_demand():  # X10
    case = abandoned()
    take(case, ExitAct.TERMINATE, OPENED)
    take(case, ExitAct.REFUSE, OPENED, actor=officer(), refused=["M1"], refusal="被拒",
         refusal_evidence=["函"])  # fmt: skip
    served_paper(case, "exits.demand", date(2024, 6, 20))
    # Its term ended on the 2nd; that nothing came of it was entered on the 5th.
    take(case, ExitAct.URGE, date(2024, 7, 5))

    with pytest.raises(Refused, match="早于“登记催告”的日期"):
        take(case, ExitAct.ENFORCE, date(2024, 7, 3), actor=officer())


def test_a_case_is_not_concluded_before_its_inspection_nor_answered_before_it_was_said():
    walk = a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE)
    walk.to(6, 24).take(Act.INSPECT).paper(PaperKey.INSPECTION)
    with pytest.raises(Refused, match="早于“记录现场检查”的日期"):
        walk.to(6, 21).take(Act.CONCLUDE)


def test_a_plea_is_not_answered_before_it_was_made():  # 行政处罚法 45
    walk = noticed().to(6, 28).take(Act.PLEAD)

    with pytest.raises(Refused, match="早于“提交陈述、申辩”的日期"):
        walk.to(6, 27).take(Act.ANSWER_PLEA)


def test_an_appeal_does_not_end_before_it_began_nor_a_deferral_before_it_was_asked():
    walk = served().to(7, 15).take(Act.APPEAL).take(Act.ASK_DEFERRAL)

    for act in (Act.END_APPEAL, Act.ANNUL):
        with pytest.raises(Refused, match="早于“登记复议、诉讼”的日期"):
            walk.to(7, 12).take(act)
    with pytest.raises(Refused, match="早于“申请延期、分期缴纳”的日期"):
        walk.take(Act.DEFER)


def test_what_is_paid_in_full_is_paid_after_its_parts():
    walk = served().to(7, 15).take(Act.PAY_PART, amount=20_000_00, voucher="1")

    with pytest.raises(Refused, match="早于“登记部分缴款”的日期"):
        walk.to(7, 10).take(Act.PAY_ALL, amount=30_000_00, voucher="2")


def test_a_draft_does_not_lie_before_what_the_company_said_by_its_link():
    place, company = a_community(fee_mode="guided"), a_company()
    walk = a_level_case(place, company).told()
    by_link = the_company(company)
    by_link = Actor(None, company.name, Role.CO, by_link.unit_code, company.name, "")
    walk.later(3).step("plead", by=by_link, plea="清扫人员当日请假")

    walk.on = TODAY + timedelta(days=1)
    with pytest.raises(Refused, match="早于“提交陈述意见”的日期"):
        walk.step("draft", **DRAFT)


def test_a_push_is_not_withdrawn_before_the_revocation_took_it_back():  # DL-27
    number = credit.acknowledged()
    credit.revoke(on=TODAY + timedelta(days=2), at=credit.later(3))

    with pytest.raises(Refused, match="早于“提出撤回”的日期"):
        credit.take(
            number, CreditAct.WITHDRAW, at=credit.later(3), day=TODAY + timedelta(days=1),
            withdrawal_receipt="CH-1", off_site_on="2024-06-19",
        )  # fmt: skip


def test_what_it_does_not_rest_on_binds_no_step():
    """A publication that came late in the file does not keep an earlier payment out."""
    walk = served().to(7, 15).take(Act.PUBLISH)

    walk.to(7, 10).take(Act.PAY_ALL, amount=50_000_00, voucher="1")

    assert walk.row.moves.standing().latest("id").on == walk.on
