"""送达解聘通知 is entered once, with the paper (民法典 946); what is counted goes back whole."""

from datetime import date

import pytest

from tests.actions.exits.test_exit_stories import CONVENED, COUNTED, convened, voted
from tests.exit_cases import OPENED, SHEET, abandoned, completed, moment, opened, started, take
from tests.papers import fresh, signed
from tests.people import YANHU, clerk, head
from tests.stories import a_company
from tests.votes import owner
from tests.web.visitors import browser_of
from tingban.actions.documents import papers
from tingban.actions.exits import exits, tallies
from tingban.actions.registry import company_merges
from tingban.data.exits.models import Exit, ExitCase
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.documents.service import Way
from tingban.rules.errors import NotNow
from tingban.rules.exits.exit_stages import Act, Stage

pytestmark = pytest.mark.django_db
SIGNED, SERVED, ENDS = date(2024, 8, 17), date(2024, 8, 19), date(2024, 10, 18)
TYPED = {"service_way": "direct", "proof": "口头说的", "ends_on": str(ENDS)}


def decided() -> ExitCase:
    """X5: the owners have decided, and posted it."""
    case = started(opened(on=date(2024, 7, 19)), CONVENED)
    vote = convened(case)
    voted(case, vote, yes=2)
    tallies.post_result(
        vote_id=vote, on=COUNTED, place="单元入口", actor=clerk(), at=moment(COUNTED)
    )
    return take(case, Act.DECIDE, SIGNED, actor=owner(case))


def notice(case: ExitCase) -> str:
    """The owners' notice, signed on the platform."""
    return signed(
        SHEET["exits.dismissal"], case.number, signer=owner(case), at=moment(SIGNED),
        终止日=str(ENDS),
    )  # fmt: skip


def serve(paper: str, on: date = SERVED, way: Way = Way.MAIL) -> None:
    service = papers.Service(way, on, "邮件单号 1108", "项目前台")
    papers.serve(
        paper=paper, sheet=SHEET["exits.dismissal"], service=service,
        version=fresh(paper).version, actor=clerk(), at=moment(on),
    )  # fmt: skip


def test_the_step_takes_day_way_and_proof_from_the_paper():
    case = decided()
    serve(notice(case))

    take(case, Act.SERVE_NOTICE, SERVED, **TYPED)

    told = case.moves.latest("id").told
    assert (told["service_way"], told["proof"], told["taken_by"]) == (
        "post", "邮件单号 1108", "项目前台",
    )  # fmt: skip


def test_another_day_than_the_papers_is_refused_and_so_is_a_paper_that_nobody_served():
    case = decided()
    paper = notice(case)

    with pytest.raises(NotNow, match="《解聘通知书》还没有登记送达"):
        take(case, Act.SERVE_NOTICE, SERVED, **TYPED)
    serve(paper)
    with pytest.raises(NotNow, match="登记的送达日是 2024年8月19日，这里填的是 2024年8月20日"):
        take(case, Act.SERVE_NOTICE, date(2024, 8, 20), **TYPED | {"ends_on": "2024-10-21"})

    assert case.stage == Stage.X5


def test_the_form_begins_with_what_the_paper_says():
    case = decided()
    serve(notice(case))

    with clock.standing_at(moment(date(2024, 8, 19))):
        page = browser_of(Role.C_OP, YANHU).get(f"/desk/exit-cases/{case.number}/serve_notice/")

    told = page.content.decode()
    assert 'value="2024-08-19"' in told
    assert 'value="邮件单号 1108"' in told
    assert '<option value="post" selected>' in told


def test_a_notice_served_anew_counts_from_the_new_day():
    case = decided()
    serve(notice(case))
    take(case, Act.SERVE_NOTICE, SERVED, **TYPED)
    later = date(2024, 8, 20)
    serve(notice(case), later)

    with pytest.raises(NotNow, match="写明原因"):
        take(case, Act.SERVE_NOTICE, later, **TYPED | {"ends_on": "2024-10-21"})
    with pytest.raises(NotNow, match="不能早于 2024年10月21日"):
        take(case, Act.SERVE_NOTICE, later, reason="重新送达", **TYPED)
    take(
        case, Act.SERVE_NOTICE, later, reason="前一次签收人不是企业的人",
        **TYPED | {"ends_on": "2024-10-21"},
    )  # fmt: skip

    assert (case.stage, case.moves.latest("id").told["ends_on"]) == (Stage.X6, "2024-10-21")


def test_a_public_notice_serves_on_the_day_its_time_has_run():
    case = decided()
    serve(notice(case), way=Way.NOTICE)

    with pytest.raises(NotNow, match="还没有到送达的日期"):
        take(case, Act.SERVE_NOTICE, SERVED, **TYPED)


# --- what is counted ----------------------------------------------------------------------------


def gone() -> ExitCase:
    case = take(abandoned(), Act.TERMINATE, OPENED)
    return completed(case, OPENED)


def test_a_count_that_was_voided_by_hand_does_not_keep_the_case_in_its_end():
    case = gone()
    exits.void_exit(
        exit_id=Exit.objects.get().pk, reason="登记错误", actor=head(), at=moment(OPENED)
    )

    take(case, Act.REVERT, OPENED, actor=head(), reason="清单有误")

    assert case.stage == Stage.X8
    take(case, Act.COMPLETE, OPENED, received_by="committee", confirmation_original="重签")
    assert Exit.objects.get().exited_on == OPENED


def test_a_confirmation_that_was_taken_back_by_hand_is_not_asked_for_again():
    case = gone()
    exits.undo_handover(
        exit_id=Exit.objects.get().pk, reason="日期错", actor=head(), at=moment(OPENED)
    )

    take(case, Act.REVERT, OPENED, actor=head(), reason="清单有误")

    assert (case.stage, Exit.objects.get().exited_on) == (Stage.X8, None)


def test_a_company_that_turned_out_to_be_another_is_counted_and_taken_back_as_that_one():
    case = take(abandoned(company=a_company("旧名物业", code="")), Act.TERMINATE, OPENED)
    other = a_company("真名物业")
    company_merges.merge_company(
        company_id=case.company_id, into=other.pk, version=case.company.version, actor=clerk(),
        at=moment(OPENED),
    )  # fmt: skip
    completed(case, OPENED)
    assert Exit.objects.get().company == other

    take(case, Act.REVERT, OPENED, actor=head(), reason="清单有误")

    assert (case.stage, Exit.objects.get().exited_on) == (Stage.X8, None)
