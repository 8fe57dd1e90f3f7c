"""From an overdue problem to the counted exit; from a refusal through the court."""

from datetime import date, datetime

import pytest

from tests import credit
from tests.exit_cases import (
    ABANDONED,
    OPENED,
    SHEET,
    completed,
    handed_over,
    later,
    moment,
    opened,
    ordered_58,
    paper,
    served_paper,
    started,
    take,
    undo,
)
from tests.lives import escalated, fresh, officer, with_company
from tests.papers import signed
from tests.people import NOW, YANHU, clerk, head
from tests.reads.weekly.numbers import value
from tests.reports.weekly.test_brief import pdf_words, plain
from tests.rules.exits.rolls import roll_file
from tests.votes import owner, street, three_homes
from tingban.actions.exits import ballots, rolls, tallies
from tingban.actions.rectification import escalating
from tingban.data.documents.models import PaperSignature
from tingban.data.enforcement.models import CreditPush
from tingban.data.exits.models import Exit
from tingban.data.rectification.models import Diversion
from tingban.reads.documents.filling import fill
from tingban.reads.exits.exit_cases import handing_over
from tingban.reads.exits.flows import EXIT
from tingban.reads.rectification import proceedings
from tingban.reports.documents.paper_pdf import paper_pdf
from tingban.rules.documents.composing import thaw, to_be_called
from tingban.rules.documents.templates import spell
from tingban.rules.enforcement.credit_stages import Nature
from tingban.rules.errors import NotNow
from tingban.rules.exits import ExitKind
from tingban.rules.exits.exit_stages import Act, Stage
from tingban.rules.exits.handover import WITHOUT_OLD
from tingban.rules.exits.vote import Matter
from tingban.rules.exits.vote_ballots import Mark, Reading, ballot_number
from tingban.rules.exits.vote_stages import Convener, Plan, Way
from tingban.rules.rectification.stages import MeasureKind
from tingban.rules.rectification.stages import Stage as ProblemStage

pytestmark = pytest.mark.django_db
CONVENED, MEETING, UNTIL = date(2024, 7, 22), date(2024, 8, 6), date(2024, 8, 13)
COUNTED, SERVED, ENDS = date(2024, 8, 13), date(2024, 8, 19), date(2024, 10, 18)
# The result hangs out for three days, to Friday the 16th.
DECIDED = date(2024, 8, 17)
PLAN = Plan(
    "解聘表决", Convener.COMMITTEE, Way.WRITTEN, CONVENED, MEETING, UNTIL,
    ((Matter.DISMISS, "解聘现物业企业"), (Matter.HIRE, "选聘安居物业")),
)  # fmt: skip


def counted(cell: str, on: date) -> int:
    return value(cell, YANHU, as_of=on, known_at=datetime(2024, 10, 31, tzinfo=moment(on).tzinfo))


def convened(case) -> int:
    """X1 → X2: called together, announced, the roll frozen; the vote."""
    paper(case, "exits.guidance", CONVENED)
    take(case, Act.GUIDE, CONVENED, actor=street(case), guided_whom="业委会", guidance="怎样开会")
    take(case, Act.CONVENE, CONVENED, actor=owner(case), convener="committee")
    at = moment(CONVENED)
    vote = rolls.open_roll(case_number=case.number, plan=PLAN, actor=clerk(), at=at)
    rolls.import_roll(
        vote_id=vote, name="清册.xlsx", data=roll_file(three_homes()), actor=clerk(), at=at
    )
    rolls.freeze_roll(vote_id=vote, names_checked=True, actor=clerk(), at=at)
    take(
        case, Act.ANNOUNCE, CONVENED, actor=owner(case), committee_told_on=str(CONVENED),
        posted_where="各单元入口", meeting_original="会议通知和表决票，存业委会",
    )  # fmt: skip
    ballots.issue_ballots(vote_id=vote, actor=clerk(), at=at)
    return vote


def voted(case, vote: int, yes: int) -> None:
    """X2 → X4: so many of three homes say yes to both, the others stay away."""
    take(case, Act.OPEN_VOTE, MEETING, actor=owner(case))
    for serial in range(1, yes + 1):
        for teller in (clerk(name="计票甲"), clerk(name="计票乙")):
            ballots.enter_ballot(
                vote_id=vote, code=ballot_number(serial), actor=teller, at=moment(MEETING),
                reading=Reading((Mark.FOR, Mark.FOR)),
            )  # fmt: skip
    take(case, Act.CLOSE_VOTE, COUNTED, actor=owner(case))
    tallies.close_vote(
        vote_id=vote, on=COUNTED, witness="中城街道 赵某", actor=clerk(), at=moment(COUNTED)
    )


def test_from_an_overdue_problem_to_the_counted_exit():
    problem = escalated(with_company(), MeasureKind.EXIT)
    case = opened(
        community=problem.community, company=problem.company, on=date(2024, 7, 19),
        problems=(problem.number,),
    )  # fmt: skip
    started(case, CONVENED)
    vote = convened(case)
    with pytest.raises(NotNow, match="须在公告满 15 日之后开始"):
        take(case, Act.OPEN_VOTE, date(2024, 8, 5), actor=owner(case))
    voted(case, vote, yes=2)
    with pytest.raises(NotNow, match="还没有在小区公示"):
        take(case, Act.DECIDE, COUNTED, actor=owner(case))
    tallies.post_result(
        vote_id=vote, on=COUNTED, place="各单元入口", actor=clerk(), at=moment(COUNTED)
    )
    with pytest.raises(NotNow, match=r"到 2024年8月16日 24:00 才满.*2024年8月17日起再办理"):
        take(case, Act.DECIDE, date(2024, 8, 16), actor=owner(case))
    take(case, Act.DECIDE, DECIDED, actor=owner(case))

    facts = SHEET["exits.decision"].facts(clerk(), case.number)
    figures = [facts[name] for name in ("专有部分总面积", "业主总人数", "参与面积", "同意人数")]
    assert figures == [300_00, 3, 200_00, 2]
    assert facts["比对"][0] == "参与面积：3·Pa=600.00 ≥ 2·A=600.00，成立"

    chosen = SHEET["exits.succession"].facts(clerk(), case.number)
    assert (chosen["决定类别"], chosen["决定内容"]) == (
        "选聘物业服务企业",
        "决定：选聘物业服务企业：选聘安居物业。",
    )
    assert [chosen[name] for name in ("同意面积", "同意人数")] == [200_00, 2]
    begun = SHEET["exits.succession"]
    called = to_be_called(begun.template, begun.names(clerk(), case.number))
    assert called == "锦绣花园业主共同决定（选聘物业服务企业）"
    own = owner(case)
    name = signed(SHEET["exits.succession"], case.number, by=own, signer=own, at=moment(DECIDED))
    words = plain(
        pdf_words(paper_pdf(thaw(PaperSignature.objects.get(paper__key=name).text), DECIDED))
    )
    for part in (
        "业主共同决定（选聘物业服务企业）", "“选聘安居物业”",
        "同意的面积200.00平方米（Ya）、2人（Yn）",
        "3·Pa=600.00≥2·A=600.00，成立", "第九百三十八条", "见证人：中城街道赵某",
    ):  # fmt: skip
        assert part in words, part

    notice = {
        "service_way": "post", "proof": "邮件单号 1", "notice_original": "解聘通知书，存业委会",
    }  # fmt: skip
    with pytest.raises(NotNow, match="不能早于 2024年10月18日"):
        take(case, Act.SERVE_NOTICE, SERVED, actor=owner(case), ends_on="2024-10-17", **notice)
    take(case, Act.SERVE_NOTICE, SERVED, actor=owner(case), ends_on=str(ENDS), **notice)
    assert proceedings.running_clock(case).due_on == ENDS
    # The vote chose the successor as well: no other decision is asked.
    take(case, Act.SUCCEED, SERVED, actor=owner(case), takeover="company", successor="安居物业",
         takeover_on=str(ENDS))  # fmt: skip
    with pytest.raises(NotNow, match="继续服务，也可以收费"):
        take(case, Act.TERMINATE, date(2024, 10, 17))
    take(case, Act.TERMINATE, ENDS)
    assert case.due_rule == "DL-22"
    gone = date(2024, 10, 21)
    before = counted("C04", date(2024, 10, 25))

    completed(case, gone)

    assert (before, counted("C04", date(2024, 10, 21)), counted("C04", date(2024, 10, 25))) == (
        0,
        0,
        1,
    )
    leaving = Exit.objects.get()
    assert (leaving.kind, leaving.exited_on) == (ExitKind.DISMISSED, gone)
    assert fresh(problem).stage == ProblemStage.ESC
    escalating.hand_over_problem(
        number=problem.number, on=gone, successor="安居物业书面确认", version=problem.version,
        actor=clerk(), at=moment(gone),
    )  # fmt: skip
    assert fresh(problem).stage == ProblemStage.CMP
    take(case, Act.ARCHIVE, gone, archive_number="0042-2024-D30-FC-0003")


def test_a_vote_that_fails_leads_back_and_a_new_one_is_needed():
    case = started(opened(on=date(2024, 7, 19)), CONVENED)
    vote = convened(case)
    voted(case, vote, yes=1)

    with pytest.raises(NotNow, match="都应达到三分之二（《中华人民共和国民法典》第二百七十八条）"):
        take(case, Act.DECIDE, COUNTED, actor=owner(case))
    take(case, Act.RETRY, COUNTED, reason="参与不足，重新发动")

    assert case.stage == Stage.X1
    # The old announcement and the old roll are the old vote's.
    on = date(2024, 8, 20)
    take(case, Act.CONVENE, on, actor=owner(case), convener="committee")
    with pytest.raises(NotNow, match="会议还没有公告"):
        take(case, Act.OPEN_VOTE, date(2024, 9, 10), actor=owner(case))


# Urged with one day to perform, for a reason; the day after that it is enforced.
EVE = later(OPENED, -2)


def refusing() -> object:
    """X11 in three days: the company ran away and keeps back rooms and drawings."""
    case = opened(ABANDONED | {"ends_on": str(EVE)}, on=EVE)
    take(case, Act.TERMINATE, EVE)
    take(
        case, Act.REFUSE, EVE, actor=officer(), refused=["M1", "M3"], refusal="要求移交，被拒",
        refusal_evidence=["要求移交的函"], still_there=True,
    )  # fmt: skip
    served_paper(case, "exits.demand", EVE, 催告期限=str(later(EVE, 1)))
    take(case, Act.URGE, EVE, actor=officer(), reason="电梯停运，等不了 7 日")
    ordered_58(case, EVE, days=1)
    return take(case, Act.ENFORCE, OPENED, actor=officer())


def both_reported(case, on) -> None:
    """The platform and the market regulator have answered."""
    take(case, Act.BEGIN_PUSH, on, contact="物业科 6388865")
    push = CreditPush.objects.get(about=case.number).number
    # Nobody had to give notice of a company that ran away: it goes as 监管信息.
    credit.build(push, nature=Nature.REGULATORY.value)
    credit.review(push)
    credit.slip(push)
    credit.take(push, "send", format="xlsx")
    credit.carried(push, NOW)
    credit.take(push, "acknowledge", receipt="SX-2024-0001")
    credit.letter(push)
    credit.take(push, "report_market", market="盐湖区市场监督管理局")
    credit.take(push, "market_receipt", market_receipt="盐市监收〔2024〕3号")
    take(case, Act.PUSH_CREDIT, on)
    take(case, Act.REPORT_MARKET, on)


def test_from_the_refusal_through_the_court_to_the_exit():
    case = refusing()
    paper(case, "exits.suit_guidance", OPENED)
    take(case, Act.GUIDE_SUIT, OPENED, suit_told_on=str(OPENED), suit_told_to="业委会 李某")
    assert case.due_rule == "X11"

    suit = OPENED
    take(case, Act.SUE, suit, actor=owner(case), plaintiff="锦绣花园业主委员会",
         court="盐湖区人民法院", suit_number="（2024）晋0802民初1号",
         suit_claims=["判令移交"])  # fmt: skip
    # The owners went to court; the bureau still owes its reports, and its limit runs on.
    assert (case.stage, case.due_rule) == (Stage.X12, "X11")
    both_reported(case, suit)
    assert proceedings.running_clock(case).due_on == date(2024, 7, 18)
    take(case, Act.DIARY, date(2024, 7, 19), diary="已开庭")
    assert proceedings.running_clock(case).due_on == date(2024, 8, 19)
    judged = date(2024, 7, 22)
    take(case, Act.JUDGE, judged, judgment="（2024）晋0802民初1号", judgment_on=str(judged),
         judgment_effective_on="2024-08-06", judgment_told="判令移交")  # fmt: skip
    gone = date(2024, 8, 20)
    handed_over(case, gone, parties=tuple(WITHOUT_OLD))
    told = {"received_by": "committee", "confirmation_original": "交接确认书，存业委会"}
    with pytest.raises(NotNow, match="执行结案文书"):
        take(case, Act.COMPLETE, gone, **told)

    take(case, Act.COMPLETE, gone, outcome="执行结案通知书 8月20日", **told)

    leaving = Exit.objects.get()
    assert (case.stage, leaving.kind, leaving.exited_on) == (Stage.X9, ExitKind.FORCED, gone)
    # The list does not wait for a signature that the court has made needless.
    told = handing_over(owner(case), case.number, today=gone)
    assert told.unconfirmed == ()
    assert told.without_old == (
        "由人民法院强制执行移交（执行结案通知书 8月20日），不需要原企业签字"
    )
    facts = SHEET["exits.confirmation"].facts(clerk(), case.number)
    assert facts["各方确认"][0] == f"原物业服务企业：{told.without_old}"
    assert counted("C04", date(2024, 8, 23)) == 1


def test_a_suit_diverts_the_problems_and_an_end_that_is_taken_back_diverts_them_again():
    problem = escalated(with_company(), MeasureKind.EXIT)
    on = date(2024, 7, 19)
    case = opened(
        {"origin": "abandoned", "ends_on": "2024-07-18"}, community=problem.community,
        company=problem.company, on=on,
    )  # fmt: skip
    type(case).objects.filter(pk=case.pk).update(stage=Stage.X11)
    for act in (Act.PUSH_CREDIT, Act.REPORT_MARKET):
        move = case.moves.get(step=Act.OPEN_ABANDONED)
        move.pk, move._state.adding, move.step, move.to = None, True, act, Stage.X11
        move.save(force_insert=True)

    take(case, Act.SUE, on, plaintiff="业主委员会", court="盐湖区人民法院", suit_number="1号",
         suit_claims=["移交"])  # fmt: skip
    kinds = set(Diversion.objects.standing().values_list("kind", flat=True))
    assert kinds == {"exit", "suit"}

    with pytest.raises(NotNow, match=r"“登记起诉”已经对外生效.*写明原因，再登记一次"):
        undo(case, on)
    take(case, Act.SUE, on, reason="案号写错", plaintiff="业主委员会", court="盐湖区人民法院",
         suit_number="2号", suit_claims=["移交"])  # fmt: skip
    assert Diversion.objects.standing().count() == 2
    take(case, Act.CLOSE, on, actor=head(), reason="登记有误", ending="mistake")
    assert not Diversion.objects.standing().exists()

    undo(case, on, actor=head())
    told = dict(Diversion.objects.standing().values_list("kind", "on"))
    assert (case.stage, told) == (Stage.X12, {"exit": on, "suit": on})


def test_the_demand_names_what_is_kept_back_and_carries_its_index():
    case = refusing()
    sheet = SHEET["exits.demand"]

    filled = fill(sheet, case.number, body=sheet.template.body, typed={}, actor=clerk(), on=OPENED)

    slot = sheet.template.slot_by_label["拒不移交的事项"]
    told = spell(slot.kind, filled.facts["拒不移交的事项"], filled.articles)
    assert told == (
        "1.移交清单第 1 项 物业服务用房；2.移交清单第 3 项 竣工图等验收资料；3.拒不撤出物业服务区域"
    )
    names = [row[1] for row in filled.facts["证据目录"].rows]
    assert names == [
        "物业服务合同", "退出移交清单", "要求移交的函", "催告函", "催告函的送达回证",
        "责令限期整改通知书", "责令限期整改通知书的送达回证",
    ]  # fmt: skip
    assert EXIT.subject == sheet.subject
