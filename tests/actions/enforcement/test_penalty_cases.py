"""Penalty cases against the database: counts, diversions, payments, the company's side."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from tests.actions.rectification.test_finding import a_clue
from tests.at_once import crossing, refusals
from tests.penalties import (
    ANSWERS,
    SHEET,
    SPOT,
    WAN,
    Walk,
    a_case,
    at,
    company_of,
    counsel,
    decided,
    noticed,
    officer,
    on_the_spot,
    served,
)
from tests.people import YANHU, YONGJI, clerk, head
from tests.reads.weekly.numbers import value
from tests.reports.weekly.test_brief import pdf_words, plain
from tests.stories import a_community, a_company, a_contract, a_problem
from tingban.actions.documents import papers
from tingban.actions.enforcement.penalties import revoke_penalty
from tingban.actions.enforcement.penalty_cases import (
    open_penalty_case,
    take_penalty_step,
    undo_penalty_step,
)
from tingban.actions.rectification.proceedings import Opening, Told
from tingban.data.audit.models import Entry
from tingban.data.documents.models import Paper, PaperSignature
from tingban.data.enforcement.models import Penalty, PenaltyCase, PenaltyFact, PenaltyStep
from tingban.data.notices.models import Notice
from tingban.data.rectification.models import Diversion, ProblemLink
from tingban.reads.enforcement.penalty_cases import PENALTY
from tingban.reads.rectification.proceeding_queues import waiting
from tingban.reads.rectification.proceedings import closed_because, following, found
from tingban.reads.rectification.proceedings import course_of as course
from tingban.reports.documents.paper_pdf import paper_pdf
from tingban.rules.actors import Actor, Role
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.documents.composing import thaw
from tingban.rules.enforcement.penalty_stages import Act, PaperKey, Stage
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused
from tingban.rules.rectification import Category

pytestmark = pytest.mark.django_db


def diversions() -> list[str]:
    return list(Diversion.objects.standing().values_list("kind", flat=True))


def test_a_decision_counts_one_penalty_of_housing_and_diverts_its_problem_under_one_entry():
    walk = decided()

    penalty = Penalty.objects.get()
    (fact,) = PenaltyFact.objects.all()
    (step,) = PenaltyStep.objects.all()
    (diversion,) = Diversion.objects.standing()
    assert walk.row.stage == Stage.DECIDED
    assert (penalty.number, penalty.organ, penalty.category) == (
        "盐建罚决字〔2024〕1号", "housing", "警告、罚款",
    )  # fmt: skip
    assert (penalty.fine, penalty.decided_on) == (Decimal("50000.00"), date(2024, 7, 4))
    assert fact.act == step.act == diversion.act
    assert (diversion.kind, diversion.problem) == ("penalty", walk.problem)
    assert diversion.subject == f"penalty_case:{walk.number}"


def test_no_branch_closes_the_problem():  # T-P13
    before = a_case().problem.stage
    walk = served()

    walk.problem.refresh_from_db()
    assert walk.problem.stage == before
    assert walk.problem.state == "open"


def test_paid_closed_published_and_filed():
    walk = served().to(7, 10).take(Act.PUBLISH)
    walk.to(7, 20).take(Act.PAY_ALL, amount=5 * WAN, voucher="0001")
    walk.paper(PaperKey.CLOSING).take(Act.CLOSE).take(Act.ARCHIVE)

    assert walk.row.stage == Stage.ARCHIVED
    assert walk.row.closed_on == date(2024, 7, 20)
    assert walk.row.due_at is None


def test_ten_days_late_a_fine_of_50000_is_65000_to_the_cent():  # TV-F
    walk = served().to(7, 30)  # due on 20 July, a Saturday, and so on the 22nd

    with pytest.raises(NotNow, match=r"应缴 62,000.00 元（其中加处罚款 12,000.00 元）"):
        walk.take(Act.PAY_ALL, amount=5 * WAN, voucher="0001")

    walk.to(8, 1).take(Act.PAY_ALL, amount=65_000_00, voucher="0001")
    assert walk.row.stage == Stage.PAID


def test_urged_and_brought_to_court_after_six_months():
    walk = served().to(7, 31).paper(PaperKey.URGING, serve=True).take(Act.URGE)
    with pytest.raises(NotNow, match="满十个工作日"):
        walk.to(8, 14).take(Act.APPLY_COURT)
    with pytest.raises(NotNow, match="期限到 2025年1月6日"):
        walk.to(8, 15).take(Act.APPLY_COURT)
    walk.to(1, 7, 2025).paper(PaperKey.COURT).take(Act.APPLY_COURT)
    walk.to(3, 3, 2025).take(Act.NOTE_COURT).paper(PaperKey.CLOSING).take(Act.CLOSE)

    assert walk.row.stage == Stage.CLOSED
    assert walk.row.due_rule == "DL-26"


def test_a_review_freezes_the_surcharge_and_may_change_what_is_counted():  # 73Ⅲ, 48Ⅱ
    walk = served().to(7, 10).take(Act.PUBLISH).to(7, 25).take(Act.APPEAL)
    walk.to(9, 2).take(Act.END_APPEAL, outcome="changed", changed_fine=6 * WAN)

    assert Penalty.objects.get().fine == Decimal("60000.00")
    assert PenaltyFact.objects.standing().count() == 1
    assert walk.row.due_rule == "DL-27"
    # the 23rd and 24th of July, then the 3rd of September
    with pytest.raises(NotNow, match=r"应缴 65,400.00 元（其中加处罚款 5,400.00 元）"):
        walk.to(9, 3).take(Act.PAY_ALL, amount=6 * WAN, voucher="1")
    walk.to(9, 3).take(Act.UNPUBLISH).take(Act.PUBLISH)
    walk.take(Act.PAY_ALL, amount=65_400_00, voucher="1")
    assert walk.row.stage == Stage.PAID


def test_what_is_revoked_counts_until_the_day_before_and_is_taken_back_from_the_public():
    walk = served().to(7, 10).take(Act.PUBLISH).to(7, 25).take(Act.REVOKE)

    penalty = Penalty.objects.get()
    assert penalty.revoked_on == date(2024, 7, 25)
    assert diversions() == []
    assert (walk.row.stage, walk.row.due_rule) == (Stage.REVOKED, "DL-27")
    with pytest.raises(NotNow, match="2024年7月30日前撤回"):
        walk.take(Act.ARCHIVE)
    walk.take(Act.UNPUBLISH).take(Act.ARCHIVE)
    assert walk.row.stage == Stage.ARCHIVED


def test_a_decision_of_a_case_is_revoked_in_its_case():
    walk = decided()

    with pytest.raises(NotNow, match=f"由处罚案件 {walk.number} 作出"):
        revoke_penalty(number="盐建罚决字〔2024〕1号", on=walk.on, reason="复议撤销", actor=head(),
                       at=at(walk.on, 16))  # fmt: skip
    assert Penalty.objects.get().revoked_on is None


def test_c03_counts_the_company_from_the_decision_until_the_day_before_it_is_revoked():
    walk = served().to(7, 25).take(Act.REVOKE)
    known = at(date(2024, 7, 31))

    counted = {day: value("C03", as_of=date(2024, 7, day), known_at=known) for day in
               (4, 5, 25, 26)}  # fmt: skip

    assert walk.row.stage == Stage.REVOKED
    assert counted == {4: 0, 5: 1, 25: 1, 26: 0}


def test_whoever_is_only_spared_or_told_is_not_in_c03():
    noticed()

    assert value("C03", as_of=date(2024, 6, 28), known_at=at(date(2024, 6, 28))) == 0


def test_evidence_is_kept_seven_working_days_and_dealt_with_before_the_inquiry_ends():  # 56
    walk = a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE).take(Act.INSPECT)
    walk.paper(PaperKey.INSPECTION).to(6, 20).take(Act.KEEP).paper(PaperKey.KEEPING, serve=True)

    assert (walk.row.due_rule, last_day_of(walk.row.due_at)) == ("DL-15", date(2024, 7, 1))
    with pytest.raises(NotNow, match="应在 2024年7月1日前处理"):
        walk.take(Act.CONCLUDE)
    walk.to(6, 24).take(Act.RELEASE).take(Act.CONCLUDE)
    assert (walk.row.stage, walk.row.due_rule) == (Stage.CONCLUDED, "DL-14")


def test_a_deferral_is_asked_for_by_the_company_and_moves_the_term():  # 66
    walk = served().to(7, 10).take(Act.PUBLISH)
    with pytest.raises(NotNow, match="须由当事人申请"):
        walk.take(Act.DEFER)
    walk.take(Act.ASK_DEFERRAL, by=company_of(walk.company)).take(Act.DEFER)
    walk.paper(PaperKey.DEFERRAL, serve=True)

    assert last_day_of(walk.row.due_at) == date(2024, 12, 31)
    walk.to(8, 30).take(Act.PAY_PART, amount=2 * WAN, voucher="1")
    walk.to(12, 31).take(Act.PAY_ALL, amount=3 * WAN, voucher="2")
    assert walk.row.stage == Stage.PAID


def test_on_the_spot_counts_at_once_and_is_sued_only_after_a_review():
    walk = on_the_spot()

    assert walk.row.stage == Stage.SERVED
    assert Penalty.objects.get().fine == Decimal("2000.00")
    assert diversions() == ["penalty"]
    with pytest.raises(NotNow, match="应当先申请行政复议"):
        walk.to(6, 20).take(Act.APPEAL, appeal="suit")
    walk.take(Act.PAY_ALL, amount=2_000_00, voucher="1")
    with pytest.raises(NotNow, match="报所属行政机关备案"):
        walk.take(Act.CLOSE)
    walk.take(Act.REPORT_COPY).paper(PaperKey.CLOSING).take(Act.CLOSE)
    assert walk.row.stage == Stage.CLOSED


def test_whoever_is_spared_counts_nowhere_and_is_on_no_other_way():
    walk = a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE)
    walk.take(Act.INSPECT).paper(PaperKey.INSPECTION)
    walk.take(Act.CONCLUDE).paper(PaperKey.REPORT).paper(PaperKey.SPARING, serve=True)
    walk.take(Act.SPARE).paper(PaperKey.CLOSING).take(Act.CLOSE)

    assert walk.row.stage == Stage.CLOSED
    assert not Penalty.objects.exists()
    assert diversions() == []
    assert walk.take(Act.ARCHIVE).row.stage == Stage.ARCHIVED


def test_a_hearing_from_its_request_to_the_decision_and_the_clock_that_stands_still():
    walk = noticed().to(6, 28)
    assert last_day_of(walk.row.due_at) == date(2024, 9, 18)  # the 17th is 中秋
    walk.take(Act.ASK_HEARING)
    assert walk.row.due_at is None
    walk.to(7, 1).take(Act.CALL_HEARING).paper(PaperKey.HEARING, serve=True)
    walk.to(7, 12).take(Act.HOLD_HEARING)
    with pytest.raises(NotNow, match=r"根据听证笔录作出决定（行政处罚法第六十五条）"):
        walk.take(Act.DISCUSS)
    walk.paper(PaperKey.HEARING_RECORD)
    record = Paper.objects.get(template=PaperKey.HEARING_RECORD)
    words = plain(pdf_words(paper_pdf(thaw(record.signature.text), walk.on)))
    for part in (walk.number, "2024年7月12日09:00", "书记丁", "律师周某", "申辩和质证",
                 "第六十四条",
                 "拒绝签字或者盖章的，由主持人注明", "当事人出席，听证举行完毕"):  # fmt: skip
        assert part in words, part
    # fourteen days later, and so after the feast
    assert last_day_of(walk.row.due_at) == date(2024, 10, 8)
    walk.to(7, 15).take(Act.DISCUSS).paper(PaperKey.DISCUSSION)
    with pytest.raises(NotNow, match=r"“作出处罚决定”的条件还不齐.*第五十八条"):
        walk.paper(PaperKey.DECISION)
    walk.take(Act.REVIEW)
    waiting = Paper.objects.get(template=PaperKey.DECISION)

    def sign() -> None:
        papers.sign(
            paper=waiting.key, sheet=SHEET[PaperKey.DECISION], on=walk.on,
            version=waiting.version, actor=head(), at=walk.now(),
        )  # fmt: skip

    with pytest.raises(NotNow, match="《行政处罚法制审核意见书》签发于 2024年6月25日"):
        sign()
    walk.paper(PaperKey.REVIEW)
    sign()
    walk.take(Act.DECIDE)
    assert walk.row.stage == Stage.DECIDED


def test_a_notice_of_the_round_before_tells_of_another_penalty_though_served_that_day():
    walk = noticed().take(Act.RESUME).take(Act.CONCLUDE).paper(PaperKey.REPORT)
    walk.take(Act.PROPOSE, fine=6 * WAN).take(Act.REVIEW).paper(PaperKey.REVIEW)

    with pytest.raises(NotNow, match=r"《行政处罚事先告知书》签发于.*又办理了“提出处罚意见”"):
        walk.take(Act.NOTIFY)

    walk.paper(PaperKey.NOTICE, serve=True).paper(PaperKey.HEARING_RIGHT, serve=True)
    assert walk.take(Act.NOTIFY).row.stage == Stage.NOTICED


def test_the_company_speaks_for_itself_once_it_was_told_and_not_before():
    walk = a_case()
    own = company_of(walk.company)
    with pytest.raises(NotFound, match="没有找到这件处罚案件"):
        walk.take(Act.PLEAD, by=own)
    walk = noticed()
    own = company_of(walk.company)

    walk.to(6, 27).take(Act.PLEAD, by=own).take(Act.ASK_HEARING, by=own)

    assert walk.row.stage == Stage.HEARING
    last = Entry.objects.filter(subject=f"penalty_case:{walk.number}").latest("id")
    assert last.actor_name == own.name
    other = company_of(a_company("别家物业"))
    with pytest.raises(NotFound):
        walk.take(Act.DROP_HEARING, by=other)


def test_the_same_problem_is_not_fined_twice():  # 29
    first = served().to(7, 8).take(Act.PAY_ALL, amount=5 * WAN, voucher="1")
    first.paper(PaperKey.CLOSING).take(Act.CLOSE)
    opening = Opening(
        county=YANHU, title="再罚一次", on=date(2024, 7, 8), company_id=first.company.pk,
        community_code=first.problem.community.code, problems=(first.problem.number,),
        answers={"source": "problem", "facts": "同一事实", "found_on": "2024-07-08",
                 "party_address": "某处"},
    )  # fmt: skip
    number = open_penalty_case(opening=opening, actor=clerk(), at=at(opening.on))
    walk = Walk(number, first.problem, first.company, opening.on)

    with pytest.raises(NotNow, match="盐建罚决字〔2024〕1号 罚款，不得再次罚款"):
        walk.take(Act.PUNISH_ON_SPOT)
    warned = {"kinds": ["warning"], "fine": 0}
    assert walk.take(Act.PUNISH_ON_SPOT, **warned).row.stage == Stage.SPOT


def test_a_case_is_opened_from_problems_of_one_company():
    place, company = a_community(), a_company()
    a_contract(place, company, date(2024, 1, 1))
    problem = a_problem(place)
    other = a_company("别家物业")
    told = {"source": "problem", "facts": "x", "found_on": "2024-06-17", "party_address": "某处"}
    opening = Opening(county=YANHU, title="x", on=date(2024, 6, 18), answers=told,
                      company_id=other.pk, problems=(problem.number,))  # fmt: skip

    with pytest.raises(Refused, match="不是这家企业的"):
        open_penalty_case(opening=opening, actor=clerk(), at=at(opening.on))
    bare = Opening(county=YANHU, title="x", on=date(2024, 6, 18), company_id=company.pk,
                   answers=told)  # fmt: skip
    with pytest.raises(Refused, match="请从问题的页面登记处罚线索"):
        open_penalty_case(opening=bare, actor=clerk(), at=at(bare.on))
    elsewhere = Opening(county=YANHU, title="x", on=date(2024, 6, 18), answers=told,
                        community_code=a_community("别处").code, company_id=company.pk,
                        problems=(problem.number,))  # fmt: skip
    with pytest.raises(Refused, match="是小区“锦绣花园”的，不在“别处”"):
        open_penalty_case(opening=elsewhere, actor=clerk(), at=at(opening.on))
    with pytest.raises(Refused, match="没有找到问题"):
        open_penalty_case(opening=opening, actor=clerk(YONGJI), at=at(opening.on))
    assert not PenaltyCase.objects.exists()
    assert not ProblemLink.objects.exists()


def test_another_county_does_not_find_it_and_a_clerk_does_not_decide():
    walk = noticed()

    with pytest.raises(NotFound):
        walk.take(Act.PLEAD, by=clerk(YONGJI))
    with pytest.raises(NotAllowed, match="由登记单位（县级负责人、市级负责人）办理"):
        walk.take(Act.DECIDE, by=clerk())


def test_a_slip_is_taken_back_but_not_what_went_out():
    walk = a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE).take(Act.INSPECT)

    undo_penalty_step(
        number=walk.number, reason="登记错了", version=walk.row.version, actor=officer(),
        at=at(walk.on, 16),
    )  # fmt: skip
    assert walk.row.moves.standing().count() == 2
    walk = noticed()
    with pytest.raises(NotNow, match="已经对外生效"):
        undo_penalty_step(
            number=walk.number, reason="登记错了", version=walk.row.version, actor=officer(),
            at=at(walk.on, 16),
        )  # fmt: skip
    with pytest.raises(NotAllowed):
        undo_penalty_step(
            number=walk.number, reason="登记错了", version=walk.row.version,
            actor=company_of(walk.company), at=at(walk.on, 16),
        )  # fmt: skip


@pytest.mark.parametrize("act", [papers.void, papers.revise])
def test_the_paper_of_a_decision_stays_as_long_as_the_decision(act):
    walk = served()
    line = Paper.objects.get(subject=f"penalty_case:{walk.number}", template=PaperKey.DECISION)

    with pytest.raises(NotNow, match="“作出处罚决定”以这份文书为依据"):
        act(
            paper=line.key, sheet=SHEET[PaperKey.DECISION], reason="文字有误",
            version=line.version, actor=head(), at=at(walk.on),
        )  # fmt: skip

    assert Paper.objects.get(pk=line.pk).stage == line.stage


def test_a_paper_that_nothing_rests_on_is_void_and_signed_anew():
    walk = a_case().to(6, 19).paper(PaperKey.FILING)
    line = Paper.objects.get(subject=f"penalty_case:{walk.number}", template=PaperKey.FILING)

    papers.void(
        paper=line.key, sheet=SHEET[PaperKey.FILING], reason="文字有误", version=line.version,
        actor=head(), at=at(walk.on),
    )  # fmt: skip

    with pytest.raises(NotNow, match="立案审批表"):
        walk.take(Act.FILE)
    assert walk.paper(PaperKey.FILING).take(Act.FILE).row.stage == Stage.INQUIRY


def test_no_decision_is_signed_before_the_case_is_ready_for_it():
    """The company still has its days to speak (行政处罚法 44、45)."""
    with pytest.raises(NotNow, match="“作出处罚决定”的条件还不齐"):
        noticed().paper(PaperKey.DECISION)


def test_what_the_head_or_counsel_did_is_not_taken_back_by_who_handles_the_case():
    walk = a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE)
    with pytest.raises(NotAllowed, match="由办理这一步的岗位撤回"):
        undone(walk, officer())
    undone(walk, head())
    assert walk.row.stage == Stage.CLUE

    walk = a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE).take(Act.INSPECT)
    walk.paper(PaperKey.INSPECTION).take(Act.CONCLUDE).paper(PaperKey.REPORT).take(
        Act.PROPOSE
    ).take(Act.REVIEW, passed="no")
    with pytest.raises(NotAllowed, match="由办理这一步的岗位撤回"):
        undone(walk, officer())


def undone(walk: Walk, actor: Actor) -> None:
    undo_penalty_step(
        number=walk.number, reason="登记错了", version=walk.row.version, actor=actor,
        at=at(walk.on, 16),
    )  # fmt: skip


def test_the_card_says_what_is_missing_before_the_decision():
    walk = noticed()
    row = found(PENALTY, head(), walk.number)

    steps = following(PENALTY, head(), row, course(PENALTY, row, today=date(2024, 6, 27)))

    missing = {line.label: line.hint for line in steps.missing if not line.is_done}
    assert steps.main == "作出处罚决定"
    assert "2024年7月3日" in missing["听取了陈述、申辩，或期满、放弃"]
    assert "《行政处罚决定书》还没有签发" in missing["处罚决定书已签发"]
    assert "90 日" in steps.clock.limit.label


def again(walk: Walk, problem: str = "", **told) -> Opening:
    """One more case against the same company."""
    return Opening(
        county=YANHU, title="又一件", on=told.pop("on", walk.on), company_id=walk.company.pk,
        community_code=walk.problem.community.code, problems=(problem or walk.problem.number,),
        answers={"source": "problem", "facts": "x", "found_on": "2024-06-17",
                 "party_address": "某处"} | told,
    )  # fmt: skip


def test_a_problem_that_a_case_deals_with_is_not_opened_once_more():  # 29
    walk = a_case()

    with pytest.raises(Conflict, match=rf"由处罚案件 {walk.number}（线索）办理.*第二十九条"):
        open_penalty_case(opening=again(walk), actor=clerk(), at=walk.now())
    walk.to(6, 19).take(Act.REFUSE)
    number = open_penalty_case(opening=again(walk), actor=clerk(), at=walk.now())

    second = Walk(number, walk.problem, walk.company, walk.on)
    with pytest.raises(Conflict, match=number):
        open_penalty_case(opening=again(walk), actor=clerk(), at=second.now())


def test_what_was_spared_does_not_hinder_a_new_act():  # 33
    walk = a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE)
    walk.take(Act.INSPECT).paper(PaperKey.INSPECTION)
    walk.take(Act.CONCLUDE).paper(PaperKey.REPORT).paper(PaperKey.SPARING, serve=True)
    walk.take(Act.SPARE)

    open_penalty_case(opening=again(walk), actor=clerk(), at=walk.now())

    assert PenaltyCase.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_cases_for_one_problem_at_once_one_is_opened():  # 29
    walk = a_case()
    other = a_problem(walk.problem.community, category=Category.CAT_5, acts=("5-03",))
    opening, moment = again(walk, other.number), walk.now()

    def begin() -> None:
        open_penalty_case(opening=opening, actor=clerk(), at=moment, form=str(uuid4()))

    (refusal,) = refusals(crossing(begin, begin))
    assert isinstance(refusal, Conflict)
    assert PenaltyCase.objects.count() == 2


def test_a_case_is_not_opened_before_its_problem_was_confirmed_nor_on_what_is_to_come():
    walk = a_case()
    early = walk.problem.confirmed_on - timedelta(days=1)

    with pytest.raises(Refused, match=r"才确认，登记线索的日期.*早于这一天"):
        open_penalty_case(opening=again(walk, on=early), actor=clerk(), at=walk.now())
    other = a_problem(walk.problem.community, category=Category.CAT_5, acts=("5-03",))
    later = again(walk, other.number, found_on="2024-06-19")
    with pytest.raises(NotNow, match="发现日期 2024年6月19日晚于"):
        open_penalty_case(opening=later, actor=clerk(), at=walk.now())


def test_no_case_is_opened_out_of_a_clue_that_nobody_confirmed():  # T-P12
    walk = a_case()
    clue = a_clue(walk.problem.community, company_id=walk.company.pk)

    with pytest.raises(Refused, match=f"问题 {clue.number} 还没有确认") as refusal:
        open_penalty_case(opening=again(walk, clue.number), actor=clerk(), at=walk.now())

    assert refusal.value.rule == "T-P12"
    assert PenaltyCase.objects.count() == 1


def test_an_inspection_of_tonight_or_of_before_the_clue_is_refused():
    walk = a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE)

    with pytest.raises(NotNow, match="填写的时间 2024年6月19日 23:30还没有到"):
        walk.take(Act.INSPECT, from_at="2024-06-19T23:30:00+08:00")
    with pytest.raises(NotNow, match="早于发现线索的日期 2024年6月18日"):
        walk.take(Act.INTERVIEW, from_at="2024-06-17T09:00:00+08:00")


def test_each_inspection_has_its_own_record_and_the_newest_may_be_mended():  # 55Ⅱ
    walk = a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE).take(Act.INSPECT)
    with pytest.raises(NotNow, match="2024年6月19日的检查还没有签字的笔录"):
        walk.take(Act.INSPECT)
    walk.paper(PaperKey.INSPECTION).to(6, 20).take(Act.INSPECT, place="地下车库")
    with pytest.raises(NotNow, match="《现场检查笔录》"):
        walk.take(Act.CONCLUDE)
    walk.paper(PaperKey.INSPECTION)
    first, second = Paper.objects.filter(template=PaperKey.INSPECTION).order_by("id")
    assert "小区北门" in str(first.signature.text)
    assert "地下车库" in str(second.signature.text)

    papers.revise(
        paper=second.key, sheet=SHEET[PaperKey.INSPECTION], version=second.version,
        actor=clerk(), at=walk.now(), reason="写错了",
    )  # fmt: skip


def test_after_a_plea_that_was_taken_up_the_same_penalty_is_not_decided():  # 45Ⅰ
    walk = noticed().to(6, 27).take(Act.PLEAD)
    walk.to(6, 28).take(Act.ANSWER_PLEA, accepted="partly").paper(PaperKey.PLEA)
    with pytest.raises(NotNow, match="重新“提出处罚意见”"):
        walk.to(7, 4).take(Act.DISCUSS)
    walk.take(Act.PROPOSE)
    with pytest.raises(NotNow, match="与采纳陈述、申辩之前完全相同"):
        walk.take(Act.DISCUSS)
    walk.take(Act.PROPOSE, correction="十日内恢复道路原状").take(Act.REVIEW)
    walk.paper(PaperKey.REVIEW).take(Act.DISCUSS).paper(PaperKey.DISCUSSION)

    walk.paper(PaperKey.DECISION).take(Act.DECIDE)

    assert walk.row.stage == Stage.DECIDED


def test_a_hearing_is_entered_days_later_for_its_own_day():  # 65
    walk = noticed().to(6, 28).take(Act.ASK_HEARING)
    walk.to(7, 1).take(Act.CALL_HEARING).paper(PaperKey.HEARING, serve=True)
    held = Told(date(2024, 7, 12), "", ANSWERS[Act.HOLD_HEARING])

    def enter(told: Told, on: date) -> None:
        take_penalty_step(number=walk.number, act=Act.HOLD_HEARING, told=told,
                          version=walk.row.version, actor=officer(), at=at(on))  # fmt: skip

    with pytest.raises(NotNow, match="举行之后才登记"):
        enter(held, date(2024, 7, 11))
    with pytest.raises(NotNow, match="请填写这一天"):
        enter(replace(held, on=date(2024, 7, 15)), date(2024, 7, 15))
    assert closed_because(PENALTY, officer(), walk.number, Act.HOLD_HEARING,
                          today=date(2024, 7, 15)) == ""  # fmt: skip
    known = PENALTY.told_already(officer(), walk.number, Act.HOLD_HEARING, today=date(2024, 7, 15))
    assert known == {"on": date(2024, 7, 12)}
    enter(held, date(2024, 7, 15))

    assert walk.row.stage == Stage.HEARD
    # The ninety days stood still until the hearing, not until it was entered.
    assert last_day_of(walk.row.due_at) == date(2024, 10, 8)


def review_lists(walk: Walk) -> tuple[list[str], int]:
    """What 法规科 finds on its first page, and how often it was told."""
    found = waiting([PENALTY], counsel(), limit=8)
    told = Notice.objects.filter(subject=f"penalty_case:{walk.number}", roles=[Role.M_LAW])
    return [row.number for row in found.rows], told.count()


def test_what_waits_for_a_review_is_listed_and_told_to_counsel_until_it_is_given():  # 58
    walk = a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE)
    walk.take(Act.INSPECT).paper(PaperKey.INSPECTION).take(Act.CONCLUDE).paper(PaperKey.REPORT)
    assert review_lists(walk) == ([], 0)
    walk.take(Act.PROPOSE, review=[])
    assert review_lists(walk) == ([], 0)
    walk.take(Act.PROPOSE)
    assert review_lists(walk) == ([walk.number], 1)
    assert ("市局法规科", "出具法制审核意见") in awaited_by(walk)
    walk.take(Act.REVIEW, passed="no")
    assert review_lists(walk) == ([], 1)
    walk.take(Act.PROPOSE)
    assert review_lists(walk) == ([walk.number], 2)
    walk.take(Act.REVIEW)
    assert review_lists(walk) == ([], 2)
    assert ("市局法规科", "出具法制审核意见") not in awaited_by(walk)


def test_a_hearing_that_was_held_waits_for_counsel_whatever_was_asked_before():  # 58Ⅰ(二)
    walk = noticed().to(6, 28).take(Act.ASK_HEARING)
    walk.to(7, 1).take(Act.CALL_HEARING).paper(PaperKey.HEARING, serve=True)
    assert review_lists(walk)[0] == []
    walk.to(7, 12).take(Act.HOLD_HEARING)
    assert review_lists(walk) == ([walk.number], 2)
    walk.take(Act.RESUME)
    assert review_lists(walk)[0] == []


def awaited_by(walk: Walk) -> tuple[tuple[str, str], ...]:
    """Who else is awaited, as the officer reads it."""
    row = found(PENALTY, officer(), walk.number)
    return following(PENALTY, officer(), row, course(PENALTY, row, today=walk.on)).awaited


def test_a_closed_case_waits_for_nobody_but_for_its_publicity():  # DL-26
    walk = served().to(7, 10).take(Act.PAY_ALL, amount=5 * WAN, voucher="1")
    walk.paper(PaperKey.CLOSING).take(Act.CLOSE)
    (line,) = waiting([PENALTY], officer(), limit=8).rows
    assert (line.number, line.due_rule) == (walk.number, "DL-26")
    walk.take(Act.PUBLISH)

    assert waiting([PENALTY], officer(), limit=8).rows == []


def test_a_repeated_form_opens_one_case():
    walk = a_case()
    other = a_problem(walk.problem.community, category=Category.CAT_5, acts=("5-03",))
    opening = again(walk, other.number)
    actor = clerk()

    numbers = {
        open_penalty_case(opening=opening, actor=actor, at=at(opening.on), form="f1")
        for _ in range(2)
    }

    assert len(numbers) == 1
    assert PenaltyCase.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_one_counts():
    walk = noticed().to(6, 27).take(Act.WAIVE).to(7, 4).take(Act.DISCUSS)
    walk.paper(PaperKey.DISCUSSION).paper(PaperKey.DECISION)
    version, actor = walk.row.version, head()

    def decide() -> None:
        take_penalty_step(number=walk.number, act=Act.DECIDE, told=Told(walk.on), version=version,
                          actor=actor, at=at(walk.on, 15))  # fmt: skip

    answers = crossing(decide, decide)

    (refusal,) = refusals(answers)
    assert isinstance(refusal, NotNow | Conflict)
    assert Penalty.objects.count() == 1


def test_an_older_page_does_not_lead_a_case_on():
    walk = noticed()

    with pytest.raises(Conflict, match="已由"):
        take_penalty_step(
            number=walk.number, act=Act.PLEAD, told=Told(walk.on, "", ANSWERS[Act.PLEAD]),
            version=1, actor=clerk(), at=at(walk.on, 15),
        )  # fmt: skip


def test_a_number_that_was_registered_by_hand_is_skipped():
    walk = noticed().to(6, 27).take(Act.WAIVE).to(7, 4).take(Act.DISCUSS)
    Penalty.objects.create(number="盐建罚决字〔2024〕1号", company=walk.company, county_id=YANHU)
    walk.paper(PaperKey.DISCUSSION).paper(PaperKey.DECISION).take(Act.DECIDE)

    assert Penalty.objects.filter(number="盐建罚决字〔2024〕2号").exists()


def test_whoever_is_fined_by_local_law_is_told_so_in_the_paper():
    walk = on_the_spot()
    line = Paper.objects.get(subject=f"penalty_case:{walk.number}", template=PaperKey.SPOT)

    assert line.number == "盐建当罚字〔2024〕1号"
    assert SPOT["local_law"] in str(PaperSignature.objects.get(paper=line).text)
