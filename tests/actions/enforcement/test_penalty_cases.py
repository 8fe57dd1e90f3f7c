"""Penalty cases against the database: counts, diversions, payments, the company's side."""

from datetime import date
from decimal import Decimal

import pytest

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
    decided,
    noticed,
    officer,
    on_the_spot,
    served,
)
from tests.people import YANHU, YONGJI, clerk, head
from tests.reads.weekly.numbers import value
from tingban.actions.documents import papers
from tingban.actions.enforcement.penalties import revoke_penalty
from tingban.actions.enforcement.penalty_cases import (
    take_penalty_step,
    undo_penalty_step,
)
from tingban.actions.rectification.proceedings import Told
from tingban.data.documents.models import Paper, PaperSignature
from tingban.data.enforcement.models import Penalty, PenaltyFact, PenaltyStep
from tingban.data.rectification.models import Diversion
from tingban.reads.enforcement.penalty_cases import PENALTY
from tingban.reads.rectification.proceeding_queues import waiting
from tingban.reads.rectification.proceedings import course_of as course
from tingban.reads.rectification.proceedings import following, found
from tingban.rules.actors import Actor
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.enforcement.penalty_stages import Act, PaperKey, Stage
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow

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


def test_a_closed_case_waits_for_nobody_but_for_its_publicity():  # DL-26
    walk = served().to(7, 10).take(Act.PAY_ALL, amount=5 * WAN, voucher="1")
    walk.paper(PaperKey.CLOSING).take(Act.CLOSE)
    (line,) = waiting([PENALTY], officer(), limit=8).rows
    assert (line.number, line.due_rule) == (walk.number, "DL-26")
    walk.take(Act.PUBLISH)

    assert waiting([PENALTY], officer(), limit=8).rows == []


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
