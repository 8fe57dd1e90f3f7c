"""企业退出 through its acts: opened once, counted at its end, diverted and taken back."""

from datetime import date

import pytest

from tests.at_once import at_once
from tests.attached import attached
from tests.exit_cases import (
    ABANDONED,
    OPENED,
    SHEET,
    TRIGGER,
    a_line,
    abandoned,
    completed,
    confirm,
    handed_over,
    later,
    moment,
    opened,
    ordered_58,
    paper,
    served_paper,
    started,
    state,
    take,
    undo,
)
from tests.lives import escalated, fresh, officer, the_company, with_company
from tests.people import NOW, YANHU, YONGJI, clerk, head
from tests.sample_files import photo
from tests.stories import a_community, a_company
from tests.votes import owner, street
from tingban.actions.exits import exit_cases
from tingban.actions.overview.attachments import retract_attachment
from tingban.actions.rectification import escalating
from tingban.actions.rectification.proceedings import Opening, Told
from tingban.data.audit.models import Entry
from tingban.data.enforcement.models import CreditPush
from tingban.data.exits.models import Exit, ExitCase
from tingban.data.rectification.models import Diversion, ProblemLink
from tingban.reads.exits import exit_cases as reads
from tingban.reads.exits.flows import EXIT
from tingban.reads.exits.handover import handover_of
from tingban.reads.rectification import proceedings
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused
from tingban.rules.exits import ExitKind
from tingban.rules.exits.exit_stages import Act, Stage
from tingban.rules.exits.handover import WITHOUT_OLD, Item, Party, State
from tingban.rules.rectification.stages import MeasureKind
from tingban.rules.rectification.stages import Stage as ProblemStage

pytestmark = pytest.mark.django_db
GONE = date(2024, 6, 24)


def test_an_exit_is_opened_under_the_next_number_and_its_clock_runs():
    case = opened()

    assert case.number == "TC-140802-2024-000001"
    assert (case.stage, case.due_rule) == (Stage.X0, "X0")
    # Ten working days from Tuesday 18 June.
    assert proceedings.running_clock(case).due_on == date(2024, 7, 2)


def test_a_repeated_form_opens_one():
    place, company = a_community(), a_company()
    opening = Opening(
        county=YANHU, title="撤场", on=OPENED, community_code=place.code, company_id=company.pk,
        answers=ABANDONED,
    )  # fmt: skip
    told = [
        exit_cases.open_exit_case(opening=opening, actor=clerk(), at=NOW, form="a-mark")
        for _ in range(2)
    ]

    assert told[0] == told[1]
    assert ExitCase.objects.count() == 1


def test_one_company_leaves_one_community_once_at_a_time():
    case = opened()

    with pytest.raises(Conflict, match=f"已经在办（{case.number}）"):
        opened(community=case.community, company=case.company)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"answers": {}}, "请选起因"),
        ({"company_id": None}, "请选定小区和退出的企业"),
        ({"community_code": ""}, "请选定小区和退出的企业"),
        ({"answers": TRIGGER | {"grounds": ""}}, "不整改、不履约的事实"),
        ({"title": " "}, "请写明事由"),
    ],
)
def test_what_is_missing_at_the_opening_is_told(told, sentence):
    place, company = a_community(), a_company()
    known = {
        "county": YANHU, "title": "退出", "on": OPENED, "community_code": place.code,
        "company_id": company.pk, "answers": TRIGGER,
    }  # fmt: skip

    with pytest.raises(Refused, match=sentence):
        exit_cases.open_exit_case(opening=Opening(**(known | told)), actor=clerk(), at=NOW)

    assert not ExitCase.objects.exists()


def test_problems_that_were_handed_up_are_diverted_to_the_exit_and_stay_problems():
    problem = escalated(with_company(), MeasureKind.EXIT)
    case = opened(community=problem.community, company=problem.company, on=date(2024, 7, 19))

    link = ProblemLink.objects.get(subject=f"exit_case:{case.number}")
    diversion = Diversion.objects.standing().get(problem=problem)
    assert link.measure.kind == MeasureKind.EXIT
    assert (diversion.kind, diversion.on) == ("exit", date(2024, 7, 19))
    # T-P13: the branch does not close it; its own hand-over step does.
    assert fresh(problem).stage == ProblemStage.ESC
    completed_on = date(2024, 7, 19)
    escalating.hand_over_problem(
        number=problem.number, on=completed_on, successor="安居物业书面确认",
        version=problem.version, actor=clerk(), at=moment(completed_on),
    )  # fmt: skip
    assert fresh(problem).stage == ProblemStage.CMP


def test_an_exit_that_ends_without_one_gives_its_problems_back():
    problem = escalated(with_company(), MeasureKind.EXIT)
    on = date(2024, 7, 19)
    case = opened(community=problem.community, company=problem.company, on=on)
    paper(case, "exits.conclusion", on)

    take(case, Act.CLOSE, on, actor=head(), reason="企业已整改", ending="not_started")

    assert (case.stage, case.closed_on) == (Stage.XC, on)
    assert not Diversion.objects.standing().exists()

    with pytest.raises(NotAllowed, match="由办理这一步的岗位撤回"):
        undo(case, on)
    undo(case, on, actor=head())
    assert (case.stage, case.closed_on) == (Stage.X0, None)
    assert Diversion.objects.standing().get().kind == "exit"


def test_what_is_handed_over_and_confirmed_by_all_counts_from_that_day():
    case = abandoned()
    take(case, Act.TERMINATE, OPENED)
    take(case, Act.SUCCEED, OPENED, takeover="company", successor="安居物业",
         decision="6月业主大会决定", takeover_on="2024-06-18")  # fmt: skip

    completed(case, GONE)

    leaving = Exit.objects.get(community=case.community, company=case.company)
    assert (leaving.exited_on, leaving.kind) == (GONE, ExitKind.WITHDREW)
    assert (case.stage, case.closed_on, case.due_at) == (Stage.X9, GONE, None)
    acts = Entry.objects.filter(at=moment(GONE)).values_list("act", flat=True)
    assert {"exits.exit_begun", "exits.handover_confirmed", "exits.exit_case_moved"} <= set(acts)


def test_without_the_list_nothing_is_counted():
    case = abandoned()
    take(case, Act.TERMINATE, OPENED)
    handed_over(case, GONE, parties=())

    with pytest.raises(NotNow, match="还没有确认：接管单位（10 项）"):
        take(case, Act.COMPLETE, GONE, received_by="committee", confirmation_original="纸质")

    case.refresh_from_db()
    assert (case.stage, Exit.objects.count()) == (Stage.X8, 0)


def test_a_confirmed_handover_is_taken_back_by_the_head_and_counts_no_more():
    case = abandoned()
    take(case, Act.TERMINATE, OPENED)
    completed(case, GONE)
    with pytest.raises(NotNow, match="已经对外生效"):
        undo(case, GONE)
    with pytest.raises(NotAllowed):
        take(case, Act.REVERT, GONE, reason="清单有误")

    take(case, Act.REVERT, GONE, actor=head(), reason="清单有误")

    assert (case.stage, case.closed_on) == (Stage.X8, None)
    assert Exit.objects.get().exited_on is None
    # And it can be confirmed again.
    on = later(GONE, 1)
    take(case, Act.COMPLETE, on, received_by="committee", confirmation_original="重签的确认书")
    assert Exit.objects.get().exited_on == on


def test_an_archived_exit_stands():
    case = abandoned()
    take(case, Act.TERMINATE, OPENED)
    completed(case, GONE)
    take(case, Act.ARCHIVE, GONE, archive_number="0042-2024-D30-FC-0003")

    with pytest.raises(NotNow, match="已经归档"):
        take(case, Act.REVERT, GONE, actor=head(), reason="清单有误")
    assert case.closed_on == GONE


def test_the_last_step_is_taken_back_with_its_clock():
    case = started(opened(), date(2024, 6, 20))
    assert (case.stage, case.due_at) == (Stage.X1, None)

    undo(case, date(2024, 6, 21), actor=head())

    assert (case.stage, case.due_rule) == (Stage.X0, "X0")
    assert proceedings.running_clock(case).due_on == date(2024, 7, 2)


def test_only_the_bureau_takes_back_and_only_what_is_not_the_first():
    case = opened()

    with pytest.raises(NotAllowed):
        undo(case, OPENED, actor=street(case))
    with pytest.raises(NotNow, match="第一步"):
        undo(case, OPENED)


def test_whoever_saw_an_older_state_is_told():
    case = opened()
    take(case, Act.GIVE_OPINION, OPENED, actor=street(case), street_opinion="可以召集")

    with pytest.raises(Conflict):
        exit_cases.take_exit_step(
            number=case.number, act=Act.GIVE_OPINION,
            told=Told(OPENED, "", {"street_opinion": "再说一次"}), version=1, actor=street(case),
            at=NOW,
        )  # fmt: skip


def test_another_county_finds_nothing():
    case = opened()

    with pytest.raises(NotFound):
        take(case, Act.GIVE_OPINION, OPENED, actor=clerk(YONGJI), street_opinion="x")


@pytest.mark.parametrize("stage", list(Stage))
def test_company_street_and_owners_are_told_their_part(stage):
    case = opened()
    ExitCase.objects.update(stage=stage)

    def sees(actor) -> bool:
        return ExitCase.objects.visible_to(actor).exists()

    before_decision = {"X0", "X1", "X2", "X3", "X4", "XC"}
    assert sees(the_company(case.company)) is (stage.name not in before_decision)
    assert sees(street(case))
    assert sees(owner(case)) is (stage is not Stage.X0)


def test_another_place_is_nobodys():
    case = opened(ABANDONED)
    other = opened(ABANDONED, community=a_community("别处", street="北相镇"))

    assert list(ExitCase.objects.visible_to(owner(case))) == [case]
    assert other not in ExitCase.objects.visible_to(street(case))


def test_the_street_gives_its_own_opinion_and_owners_theirs_only_where_it_is_their_turn():
    case = opened()

    take(case, Act.GIVE_OPINION, OPENED, actor=street(case), street_opinion="可以召集")
    with pytest.raises(NotFound):
        take(case, Act.GIVE_OPINION, OPENED, actor=owner(case), street_opinion="x")
    with pytest.raises(NotAllowed):
        take(case, Act.START, OPENED, actor=street(case), risk="x")


def test_what_is_entered_for_the_street_needs_its_paper_each_time():  # X0
    case = opened()
    subject, first, second = f"exit_case:{case.number}", later(OPENED, 1), later(OPENED, 2)
    with pytest.raises(NotNow, match=r"上传街道的书面意见.*再登记（X0）.*街道也可以用自己的账号"):
        take(case, Act.GIVE_OPINION, OPENED, street_opinion="可以召集")

    attached(subject, photo(), "街道意见.jpg", at=moment(OPENED))
    take(case, Act.GIVE_OPINION, first, street_opinion="可以召集")

    # Heard anew: what came before was of the earlier opinion.
    with pytest.raises(NotNow, match="每登记一次附一份新的"):
        take(case, Act.GIVE_OPINION, second, actor=head(), street_opinion="现在不宜启动")
    attached(subject, photo(), "街道意见二.jpg", at=moment(second))
    take(case, Act.GIVE_OPINION, second, actor=head(), street_opinion="现在不宜启动")
    assert case.moves.filter(step=Act.GIVE_OPINION).count() == 2


def test_a_paper_that_was_retracted_proves_no_opinion():
    case = opened()
    row = attached(f"exit_case:{case.number}", photo(), "街道意见.jpg", at=moment(OPENED))
    retract_attachment(attachment_id=row.pk, reason="传错了", actor=clerk(), at=moment(OPENED))

    with pytest.raises(NotNow, match="上传街道的书面意见"):
        take(case, Act.GIVE_OPINION, OPENED, street_opinion="可以召集")


def test_an_answer_that_is_missing_is_refused_by_its_name():
    case = opened()

    with pytest.raises(Refused, match="请填写“街道意见”"):
        take(case, Act.GIVE_OPINION, OPENED, actor=street(case))


def test_the_hint_counts_and_tells_no_names():
    problem = escalated(with_company(), MeasureKind.EXIT)

    hint = reads.trigger_hint(
        clerk(), community_code=problem.community.code, company_id=problem.company_id
    )

    assert (hint.escalated, hint.complainants, hint.is_met) == (1, 0, False)
    with pytest.raises(NotFound):
        reads.trigger_hint(
            officer(), community_code=problem.community.code, company_id=problem.company_id
        )


def test_an_assessment_tells_counts_to_whoever_sees_complaints_and_to_nobody_else():
    problem = escalated(with_company(), MeasureKind.EXIT)
    case = opened(community=problem.community, company=problem.company, on=date(2024, 7, 19))

    told = SHEET["exits.assessment"].facts(clerk(), case.number)["反映统计"]
    untold = SHEET["exits.assessment"].facts(street(case), case.number)

    assert told.startswith("升级处置的问题 1 个，反映的业主 0 人")
    assert "反映统计" not in untold


# --- refusal ------------------------------------------------------------------------------------


def refusing(**told) -> ExitCase:
    """X10: documents are kept back, and the place as well."""
    case = abandoned(**told)
    take(case, Act.TERMINATE, OPENED)
    answers = {
        "refused": ["M1", "M3"], "still_there": True, "refusal": "6月19日要求移交，被拒",
        "refusal_evidence": ["要求移交的函"],
    }  # fmt: skip
    return take(case, Act.REFUSE, date(2024, 6, 19), actor=officer(), **answers)


ENFORCED = date(2024, 6, 28)


def enforced() -> ExitCase:
    """X11, after the demand and the order."""
    on = date(2024, 6, 20)
    case = refusing()
    served_paper(case, "exits.demand", on, 催告期限="2024-06-27")
    take(case, Act.URGE, on)
    ordered_58(case, on, days=0)
    return take(case, Act.ENFORCE, ENFORCED, actor=officer())


def test_refusal_is_demanded_ordered_and_pushed_with_its_facts():
    case = enforced()
    assert (case.stage, case.due_rule) == (Stage.X11, "X11")

    take(case, Act.BEGIN_PUSH, ENFORCED, contact="物业科 0359-6388865")

    pushed = CreditPush.objects.get(about=case.number)
    told = pushed.moves.get().told
    assert (pushed.kind, pushed.company, pushed.community) == ("K2", case.company, case.community)
    assert told["refused_items"] == [
        "移交清单第 1 项 物业服务用房",
        "移交清单第 3 项 竣工图等验收资料",
        "拒不撤出物业服务区域",
    ]
    assert told["terminates_on"] == "2024-06-17"
    # Nobody decided anything about a company that ran away: no day is made up.
    assert "decided_on" not in told
    assert told["no_decision"] == "企业突然撤场"
    assert "催告" in told["demand_letters"][0]
    assert any("责令限期整改通知书" in line for line in told["evidence"])


def test_without_the_receipts_nobody_goes_on():
    case = enforced()
    take(case, Act.BEGIN_PUSH, ENFORCED, contact="物业科")

    with pytest.raises(NotNow, match="还没有收到平台回执"):
        take(case, Act.PUSH_CREDIT, ENFORCED)
    # The suit is the owners' own and waits for neither; the end of the exit does (方案).
    take(case, Act.SUE, ENFORCED, actor=owner(case), plaintiff="业委会", court="盐湖区人民法院",
         suit_number="（2024）晋0802民初1号", suit_claims=["移交"])  # fmt: skip
    handed_over(case, ENFORCED, parties=tuple(WITHOUT_OLD))
    with pytest.raises(NotNow, match="信用推送、报告市场监管部门还没有回执"):
        take(case, Act.COMPLETE, ENFORCED, received_by="committee", outcome="调解书",
             confirmation_original="纸质")  # fmt: skip


def test_whoever_is_urged_gets_days_to_perform_and_they_run_out_first():
    case = refusing()
    on = date(2024, 6, 20)
    with pytest.raises(NotNow, match="“催告期限”写的是 2024年6月20日，不晚于签发的日期"):
        served_paper(case, "exits.demand", on, 催告期限=str(on))
    served_paper(case, "exits.demand", on, 催告期限="2024-06-26")
    with pytest.raises(NotNow, match="从送达起不足 7 日"):
        take(case, Act.URGE, on)
    take(case, Act.URGE, on, reason="汛期将至")
    ordered_58(case, on, days=0)

    assert case.moves.latest("id").told["urged_until"] == "2024-06-26"
    with pytest.raises(NotNow, match="到 2024年6月26日 24:00 才满，2024年6月27日起"):
        take(case, Act.ENFORCE, date(2024, 6, 26), actor=officer())
    assert take(case, Act.ENFORCE, date(2024, 6, 27), actor=officer()).stage == Stage.X11


def test_a_penalty_case_of_nobody_is_not_linked():
    case = enforced()

    with pytest.raises(Refused, match="没有找到这家企业的处罚案件"):
        take(case, Act.LINK_PENALTY, ENFORCED, penalty_case="CF-140802-2024-000009")


def test_what_is_refused_stands_in_the_list_and_goes_with_the_step_that_is_taken_back():
    on = date(2024, 6, 19)
    case = abandoned()
    take(case, Act.TERMINATE, OPENED)
    state(case, a_line(Item.M3, OPENED))
    told = {"refused": ["M1", "M3"], "refusal": "要求移交，被拒", "refusal_evidence": ["函"]}
    take(case, Act.REFUSE, on, actor=officer(), **told)

    listed = handover_of(case).lines
    # Of the drawings the sides said more already.
    assert {(it.item, it.state, it.on) for it in listed} == {
        (Item.M1, State.REFUSED, on), (Item.M3, State.HANDED, OPENED),
    }  # fmt: skip
    take(case, Act.RESUME, on, actor=officer(), reason="企业同意移交")
    with pytest.raises(NotNow, match="移交清单还不完整"):
        take(case, Act.COMPLETE, on, received_by="committee", confirmation_original="纸质")
    case.refresh_from_db()
    undo(case, on)
    undo(case, on)
    assert [it.item for it in handover_of(case).lines] == [Item.M3]


def test_who_gives_in_hands_over_and_the_case_goes_back():
    case = refusing()

    take(case, Act.RESUME, date(2024, 6, 20), actor=officer(), reason="企业同意移交")

    assert case.stage == Stage.X8
    state(case, a_line(Item.M1, date(2024, 6, 20)))
    confirm(case, Party.OLD, date(2024, 6, 20), [Item.M1], actor=the_company(case.company))


@pytest.mark.django_db(transaction=True)
def test_two_who_step_at_once_take_one_step():
    case = abandoned()
    told = [clerk(), head()]

    def step(place: int) -> None:
        exit_cases.take_exit_step(
            number=case.number, act=Act.TERMINATE, told=Told(OPENED), version=1,
            actor=told[place], at=NOW,
        )  # fmt: skip

    outcomes = at_once(lambda: step(0), lambda: step(1))

    refused = [it for it in outcomes if isinstance(it, Refused)]
    case.refresh_from_db()
    assert (len(refused), case.stage, case.moves.count()) == (1, Stage.X8, 2)


@pytest.mark.django_db(transaction=True)
def test_two_who_open_at_once_open_one():
    place, company = a_community(), a_company()
    actors = [clerk(), head()]
    opening = Opening(
        county=YANHU, title="撤场", on=OPENED, community_code=place.code, company_id=company.pk,
        answers=ABANDONED,
    )  # fmt: skip

    outcomes = at_once(
        *(
            lambda actor=actor: exit_cases.open_exit_case(opening=opening, actor=actor, at=NOW)
            for actor in actors
        )
    )

    assert sum(isinstance(it, Conflict) for it in outcomes) == 1
    assert ExitCase.objects.count() == 1


def test_the_old_company_need_not_sign_where_it_ran_away():
    case = abandoned()
    take(case, Act.TERMINATE, OPENED)

    completed(case, GONE, parties=tuple(WITHOUT_OLD))

    assert case.stage == Stage.X9
    assert EXIT.subject_of(case.number) == f"exit_case:{case.number}"
