"""典型案例曝光 on the database: what is published is counted in C05, what was told stays."""

from datetime import date

import pytest

from tests.actions.enforcement.test_enforcement import punish
from tests.at_once import at_once, refusals
from tests.attached import attached
from tests.lives import escalated, the_company, with_company
from tests.measures import SOURCES, TEXT, TODAY, an_exposure, at, counsel
from tests.penalties import decided, noticed, served
from tests.people import NOW, YONGJI, clerk, head
from tests.reads.weekly.numbers import value
from tests.sample_files import photo
from tests.stories import a_community, a_company, a_contract, a_problem
from tingban.actions.enforcement import exposure_cases, exposures
from tingban.actions.rectification.proceedings import Opening
from tingban.data.enforcement.models import Exposure, ExposureCase, ExposureCaseMove
from tingban.reads.enforcement.exposure_cases import preview
from tingban.reads.enforcement.penalty_cases import decision_number
from tingban.rules.enforcement.penalty_stages import Act as PenaltyAct
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused
from tingban.rules.rectification import Category
from tingban.rules.rectification.stages import MeasureKind

pytestmark = pytest.mark.django_db
FRIDAY = date(2024, 7, 5)


def c05() -> int:
    return value("C05", as_of=FRIDAY, known_at=at(date(2024, 10, 1)))


def undo(walk, by=None) -> None:
    exposure_cases.undo_exposure_step(
        number=walk.number, reason="登记错", version=walk.row.version, actor=by or clerk(), at=NOW
    )


def test_published_it_counts_in_the_same_moment_with_its_case():
    company = a_company()
    walk = an_exposure(company).told()
    assert c05() == 0

    walk.answered().sign("exposure_case")
    walk.step("sign", by=head(), plea_answer="没有异议")
    assert c05() == 0
    walk.step("publish", media=["运城日报", "市局官网"], url="https://example.com/1")

    exposure = Exposure.objects.get()
    assert walk.row.exposure == exposure
    assert (exposure.company, exposure.media) == (company, "运城日报、市局官网")
    assert exposure.case_title == TEXT["headline"]
    assert c05() == 1


def test_withdrawn_it_counts_no_longer():
    walk = an_exposure(a_company()).published().later(3)

    walk.step("update", by=head(), update="企业已补公示，经复核属实。")
    walk.later(3).step("withdraw", by=head(), reason="已整改到位")

    assert (walk.row.stage, Exposure.objects.get().withdrawn_on) == ("withdrawn", walk.on)
    assert c05() == 0


def test_withdrawn_in_the_list_of_exposures_already_it_is_still_withdrawn_here():
    walk = an_exposure(a_company()).published()
    exposures.withdraw_exposure(
        exposure_id=walk.row.exposure_id, on=TODAY, reason="撤", actor=head(), at=NOW
    )

    walk.step("withdraw", by=head(), reason="已撤")

    assert walk.row.stage == "withdrawn"


def test_it_needs_a_ground():
    with pytest.raises(NotNow, match="没有升级处置的问题"):
        an_exposure(a_company(), ground="escalated")
    with pytest.raises(NotNow, match="没有已作出的行政处罚决定"):
        an_exposure(a_company(), ground="penalty")


def test_an_escalated_problem_or_a_penalty_is_one():
    problem = escalated(with_company(), MeasureKind.EXPOSE)
    by_problem = an_exposure(problem.company, ground="escalated")

    case = decided()
    place, problems = case.problem.community, (case.problem.number,)
    by_penalty = an_exposure(case.company, place, problems=problems, ground="penalty")

    assert set(ExposureCase.objects.values_list("number", flat=True)) == {
        by_problem.number, by_penalty.number,
    }  # fmt: skip


def test_a_case_names_its_community():
    opening = Opening(county="140802", title="公共收益", on=TODAY, company_id=a_company().pk)

    with pytest.raises(Refused, match="典型案例要写明小区"):
        exposure_cases.open_exposure_case(opening=opening, actor=clerk(), at=NOW)


def test_a_company_without_code_is_exposed_nowhere():
    with pytest.raises(NotNow, match="统一社会信用代码"):
        an_exposure(a_company(code=""))


def test_public_criticism_is_no_report_and_needs_a_penalty():  # 行政处罚法 9(一)
    walk = an_exposure(a_company())
    walk.step("check", by=clerk(name="核对员"), sources=SOURCES, is_checked=True)
    with pytest.raises(NotNow, match=r"行政处罚法第九条第一项.*先立处罚案件"):
        walk.step("admit", by=counsel(), nature="criticism", opinion="属通报批评")

    walk.step("hold", by=counsel(), opinion="属通报批评，须先立案")
    with pytest.raises(NotNow, match=r"没有关联问题.*行政处罚法第九条第一项.*从问题的页面重新选题"):
        walk.step("resume")


def held(case, *problems: str):
    """Exposed with these problems, and found to be a 通报批评."""
    walk = an_exposure(case.company, case.problem.community, problems=problems)
    walk.on = case.on
    walk.step("check", by=clerk(name="核对员"), sources=SOURCES, is_checked=True)
    return walk.step("hold", by=counsel(), opinion="属通报批评，须先立案")


def test_the_penalty_of_the_exposed_problem_itself_lets_it_go_on():  # 行政处罚法 9(一)
    case = decided()
    walk = held(case, case.problem.number)

    assert walk.step("resume").row.stage == "chosen"


def test_a_penalty_of_the_company_for_something_else_is_none_for_this():
    case = decided()
    place = case.problem.community
    other = a_problem(place, category=Category.CAT_1, acts=("1-03",))
    punish(case.company, number="盐建罚〔2024〕99号")

    for problems in [(other.number,), (case.problem.number, other.number)]:
        with pytest.raises(NotNow, match=f"问题 {other.number} 还没有已作出的处罚决定"):
            held(case, *problems).step("resume")


def test_the_same_conduct_seen_again_is_a_new_problem_without_a_penalty():  # T-P14
    case = decided()
    place, elsewhere = case.problem.community, a_community("别处花园")
    a_contract(elsewhere, case.company, date(2024, 1, 1))
    same = a_problem(place, category=Category.CAT_5, acts=("5-02",))
    away = a_problem(elsewhere, category=Category.CAT_5, acts=("5-02",))

    with pytest.raises(NotNow, match=f"问题 {same.number} 还没有已作出的处罚决定"):
        held(case, same.number).step("resume")
    with pytest.raises(Refused, match=f"{same.number} 没有受过行政处罚"):
        an_exposure(case.company, place, problems=(same.number,), ground="penalty")
    # What happened elsewhere is exposed for itself.
    with pytest.raises(Refused, match="是小区“别处花园”的，不在"):
        held(case, away.number)


def test_of_a_case_without_decision_nothing_goes_on():
    case = noticed()
    walk = held(case, case.problem.number)

    with pytest.raises(NotNow, match="还没有已作出的处罚决定"):
        walk.step("resume")


def test_revoked_before_it_is_published_it_is_not_published():
    case = served()
    walk = held(case, case.problem.number).step("resume")
    revoked_before_publication(case, walk, "还没有已作出的处罚决定")


def test_nor_is_what_was_chosen_for_that_penalty():
    case = served()
    place, problems = case.problem.community, (case.problem.number,)
    walk = an_exposure(case.company, place, problems=problems, ground="penalty")
    walk.on = case.on
    number = decision_number(case.number)
    revoked_before_publication(
        case, walk, f"{case.problem.number}：处罚决定 {number} 已于 .*撤销.*请“不予曝光”"
    )


def revoked_before_publication(case, walk, sentence: str) -> None:
    """From the checking to the signature, and then the penalty is gone."""
    walk.step("check", by=clerk(name="核对员"), sources=SOURCES, is_checked=True)
    walk.step("admit", by=counsel(), nature="report", opinion="属工作通报")
    walk.step("redact", is_seen=True).sign("exposure_notice", served=True).step("tell").answered()
    walk.sign("exposure_case").step("sign", by=head(), plea_answer="没有异议")
    case.take(PenaltyAct.REVOKE)
    before = (walk.row.stage, walk.row.moves.count())

    with pytest.raises(NotNow, match=sentence):
        walk.step("publish", media=["日报"], url="第 3 版")

    assert (walk.row.stage, walk.row.moves.count()) == before


def test_what_a_clerk_enters_for_the_company_needs_its_paper():  # T-X02
    walk = an_exposure(a_company())
    attached(f"exposure_case:{walk.number}", photo(), "旧材料.jpg")
    walk.on = date(2024, 6, 19)  # what came before the text was redacted proves no answer to it
    walk.told()
    with pytest.raises(NotNow, match=r"上传企业的书面意见.*T-X02.*期限届满后签发"):
        walk.step("plead", plea="没有异议")

    attached(f"exposure_case:{walk.number}", photo(), "意见.jpg", at=at(walk.on, 11))
    assert walk.step("plead", plea="没有异议").row.stage == "heard"


def test_exposed_for_a_penalty_without_a_problem_nobody_sees_for_what():  # T-X02
    case = decided()

    with pytest.raises(Refused, match="要关联受过处罚的问题，或者选处罚台账里的决定") as refused:
        an_exposure(case.company, case.problem.community, ground="penalty")
    assert refused.value.rule == "T-X02"


def test_exposed_for_a_penalty_it_is_for_the_problems_that_were_punished():
    case = decided()
    other = a_problem(case.problem.community, category=Category.CAT_1, acts=("1-03",))
    told = {"ground": "penalty"}

    with pytest.raises(Refused, match=f"{other.number} 没有受过行政处罚"):
        an_exposure(case.company, case.problem.community, problems=(other.number,), **told)
    an_exposure(case.company, case.problem.community, problems=(case.problem.number,), **told)


def test_the_citys_counsel_alone_reviews():
    walk = an_exposure(a_company())
    walk.step("check", by=clerk(name="核对员"), sources=SOURCES, is_checked=True)

    with pytest.raises(NotAllowed):
        walk.step("admit", by=head(), nature="report", opinion="可以")


def test_whoever_wrote_it_does_not_check_it():
    with pytest.raises(NotNow, match="由另一名同事核对"):
        an_exposure(a_company()).step("check", sources=SOURCES, is_checked=True)


def test_texts_are_versions_and_a_new_one_is_looked_at_anew():
    walk = an_exposure(a_company()).told()

    walk.step("write", reason="补充事实", **TEXT | {"facts": ["只有一个事实。"]})

    assert (walk.row.stage, walk.row.due_at) == ("chosen", None)
    texts = ExposureCaseMove.objects.standing().filter(row=walk.row, step__in=("open", "write"))
    assert [len(move.told["facts"]) for move in texts.order_by("id")] == [2, 1]
    walk.later(1)
    walk.step("check", by=clerk(name="核对员"), sources=["检查记录"], is_checked=True)
    walk.step("admit", by=counsel(), nature="report", opinion="属工作通报")
    walk.step("redact", is_seen=True)
    with pytest.raises(NotNow, match="企业要按现在的文本重新告知"):
        walk.step("tell")


def test_a_text_rewritten_the_same_afternoon_is_not_the_one_that_was_signed():
    walk = an_exposure(a_company()).told().answered()
    old = walk.sign("exposure_case")
    walk.hour = 15
    walk.step("write", reason="补充事实", **TEXT | {"facts": ["只有一个事实。"]})
    walk.step("check", by=clerk(name="核对员"), sources=["检查记录"], is_checked=True)
    walk.step("admit", by=counsel(), nature="report", opinion="属工作通报")
    walk.step("redact", is_seen=True)
    with pytest.raises(NotNow, match="签发于 2024年6月18日 10:30，之后又办理了“隐去个人信息”"):
        walk.step("tell")
    walk.sign("exposure_notice", served=True).step("tell").answered()

    with pytest.raises(NotNow, match=r"签发于 2024年6月18日 10:30.*出新版本") as refused:
        walk.step("sign", by=head(), plea_answer="企业没有异议")

    assert refused.value.rule == "T-X02"
    assert old.sign("exposure_case").step("sign", by=head(), plea_answer="无").row.stage == "signed"


def test_the_preview_is_what_the_public_will_read():
    company = a_company()
    walk = an_exposure(company).reviewed()
    walk.step("redact", is_seen=True, hidden=["拒签"])

    seen = preview(clerk(), walk.number, today=TODAY)

    lines = [line for part in seen.text.parts for line in part.lines]
    assert "项目经理王某（已隐去），电话（电话已隐去）。" in lines
    assert [it.text for it in seen.hidden] == ["王强", "拒签", "13835900017"]


def test_the_company_answers_itself_or_its_three_days_run_out():
    company = a_company()
    walk = an_exposure(company).told()  # Tuesday 18 June: until Friday 21 June
    assert walk.row.due_rule == "DL-31/plea"
    walk.later(3)
    with pytest.raises(NotNow, match="2024年6月21日）还没有满"):
        walk.step("sign", by=head())

    walk.later(1).sign("exposure_case").step("sign", by=head())
    assert walk.row.stage == "signed"

    other = an_exposure(company).told().step("plead", by=the_company(company), plea="不属实")
    other.sign("exposure_case")
    with pytest.raises(NotNow, match="采纳或不采纳"):
        other.step("sign", by=head())


def test_another_company_finds_nothing():
    walk = an_exposure(a_company()).told()

    with pytest.raises(NotFound):
        walk.step("plead", by=the_company(a_company("别家物业")), plea="不属实")


def test_an_update_tells_nothing_of_a_person():
    walk = an_exposure(a_company()).published()

    with pytest.raises(NotNow, match="姓名“刘芳”"):
        walk.step("update", by=head(), update="由业主刘芳，验收。")


def test_what_was_published_is_not_taken_back_but_withdrawn():
    walk = an_exposure(a_company()).published()

    with pytest.raises(NotNow, match="已经对外生效"):
        undo(walk)


def test_a_clerk_does_not_take_back_the_counsels_opinion():
    walk = an_exposure(a_company()).reviewed()

    with pytest.raises(NotAllowed, match="由办理这一步的岗位撤回"):
        undo(walk)
    undo(walk, by=counsel())
    assert walk.row.stage == "checked"


def test_of_two_who_publish_at_once_one_is_told_and_it_counts_once(transactional_db):
    walk = an_exposure(a_company()).told().answered().sign("exposure_case")
    walk.step("sign", by=head(), plea_answer="没有异议")
    version, told = walk.row.version, {"media": ["日报"], "url": "第 3 版"}

    answers = at_once(*[lambda: walk.step("publish", version=version, **told)] * 2)

    (refusal,) = refusals(answers)
    assert isinstance(refusal, Conflict | NotNow)
    assert Exposure.objects.count() == 1


def test_another_county_finds_nothing():
    walk = an_exposure(a_company())

    with pytest.raises(NotFound):
        walk.step("drop", by=head(YONGJI), reason="x")


def test_a_form_sent_twice_chooses_once():
    told = {"ground": "refusal", "refusal": "拒不移交"} | TEXT
    opening = Opening(
        county="140802", title="公共收益", on=TODAY, company_id=a_company().pk, answers=told,
        community_code=a_community().code,
    )  # fmt: skip
    again = {"opening": opening, "actor": clerk(), "at": NOW, "form": "f1"}

    assert len({exposure_cases.open_exposure_case(**again) for _ in range(2)}) == 1
    assert ExposureCase.objects.count() == 1
