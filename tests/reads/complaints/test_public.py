"""A case as its complainant may see it, in every stage, and what never shows (3.1.2, 3.1.3)."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest

from tests import case_steps
from tests.actions.complaints.test_public import led_to
from tests.actions.complaints.test_receiving import receive, the_case
from tests.case_steps import seen
from tests.people import NOW, YANHU, clerk, head
from tests.stories import a_case, a_community
from tingban.actions.complaints import answering, public, taking_up, verifying
from tingban.reads.complaints.public import Progress, progress
from tingban.rules.actors import visitor
from tingban.rules.complaints.public import MARK_LABELS, STAGE_WORDS, Mark, open_to_complainant
from tingban.rules.complaints.stages import (
    MergeKind,
    Rating,
    RejectReason,
    Stage,
    SuspendReason,
)
from tingban.rules.errors import NotFound

pytestmark = pytest.mark.django_db


def of(receipt) -> Progress:
    return progress(receipt.number)


def words(found: Progress) -> list[str]:
    return [line.text for line in found.done]


def test_what_has_just_come_in_says_so_and_by_when_it_is_told():
    found = of(receive())

    assert (found.stage, found.mark, found.answer) == (Stage.NEW, Mark.RECEIVED, "")
    assert found.dates == {Mark.RECEIVED: NOW}
    assert found.promise.due_on == date(2024, 7, 3)
    assert "15 日，信访工作条例第二十三条第二款" in found.promise.reason
    assert [line.text for line in found.own] == ["电梯停运半个月没有人修"]
    assert found.place == "盐湖区 无名小区"


def test_what_is_handled_says_until_when():
    found = of(led_to(Stage.INV))

    assert found.mark is Mark.HANDLED
    assert found.promise.limit.what == "投诉求助办结"
    assert words(found) == ["已受理。"]


def test_a_draft_of_the_answer_is_nobodys_until_it_was_approved():
    assert of(led_to(Stage.REV)).answer == ""
    assert of(led_to(Stage.FBK)).answer == "已答复"


def test_an_answer_that_was_taken_back_is_gone():
    receipt = led_to(Stage.CLS)
    case_steps.reopen(the_case(receipt), NOW)

    found = of(receipt)

    assert found.answer == ""
    assert Mark.ANSWERED not in found.dates
    assert "重新办理：电梯又停了" in words(found)


def test_a_refused_one_says_by_which_reason_and_where_to_go():
    receipt = led_to(Stage.ACC)
    case = a_case()
    taking_up.reject_case(
        **seen(case, head()), why=RejectReason.NOT_OURS, reason="请向市场监管局反映 13935912345"
    )

    found = progress(case.number)

    assert (found.stage, found.mark) == (Stage.REJ, None)
    assert words(found) == ["不予受理：不属本部门职权。请向市场监管局反映 139****2345"]
    assert of(receipt).mark is Mark.ACCEPTED


def test_a_suspended_one_says_what_it_waits_for_and_that_its_clock_stands():
    receipt = led_to(Stage.HND)
    case = the_case(receipt)
    told = verifying.Suspension(SuspendReason.COURT, "等一审判决", NOW.date() + timedelta(days=20))
    verifying.suspend_case(**seen(case, head()), suspension=told)

    found = of(receipt)

    assert found.promise.is_stopped
    assert "暂停办理：等待法院裁判。等一审判决" in words(found)


def test_an_extended_one_says_until_when_and_why():
    receipt = led_to(Stage.INV)
    case = the_case(receipt)
    verifying.extend_case(**seen(case, head()), reason="需要检测")

    assert any("办理期限延长到" in line and "需要检测" in line for line in words(of(receipt)))


def test_what_concerns_officials_is_told_without_saying_where_it_went():
    case = a_case()
    case_steps.transfer(case, "盐湖区纪委监委", sealed=True)

    found = progress(case.number)

    assert words(found) == ["已移送有权机关。"]
    assert "纪委" not in str(asdict(found))


def test_a_repetition_is_answered_with_the_case_it_belongs_to():
    main, again = the_case(led_to(Stage.ACC)), a_case()
    case_steps.merge(again, main)
    before = progress(again.number)
    case_steps.close(main, NOW)

    assert before.answer == ""
    assert progress(again.number).answer == "已答复"


def test_one_of_several_says_nothing_of_the_others():
    main, alike = the_case(led_to(Stage.ACC)), a_case()
    case_steps.merge(alike, main, MergeKind.ALIKE)

    assert main.number not in str(asdict(progress(alike.number)))


def test_the_last_rating_stands():
    receipt = led_to(Stage.CLS)
    key = {"number": receipt.number, "code": receipt.query_code, "actor": visitor(), "at": NOW}
    public.rate(**key, rating=Rating.NOT_CONTENT, reason="又停了")
    public.rate(**key, rating=Rating.CONTENT, reason="")

    assert of(receipt).rating is Rating.CONTENT


def test_no_clerk_no_company_and_no_note_of_a_call_is_shown():
    receipt = led_to(Stage.CLS)
    case = the_case(receipt)
    told = answering.Contacting(answering.AnswerWay.PHONE, reached=False, note="打了三次没人接")
    answering.note_attempt(**seen(case, clerk()), contacting=told, on=NOW)

    shown = str(asdict(of(receipt)))

    assert "没人接" not in shown
    assert clerk().name not in shown
    assert "物业科" not in shown


def test_an_unknown_number_is_not_found():
    with pytest.raises(NotFound):
        progress("TS-140802-20240603-0012-0")


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_words_of_its_own_and_no_word_of_the_office(stage):
    assert STAGE_WORDS[stage]
    assert "待审核办结" not in STAGE_WORDS[stage]


def test_who_may_do_what_when():
    """By hand, from DOMAIN 3.1: adding, withdrawing, rating."""
    told = {
        stage.name: "".join(
            mark for mark, is_open in zip("awr", vars_of(stage), strict=True) if is_open
        )
        for stage in Stage
    }

    assert told == {
        "NEW": "aw", "REG": "aw", "ACC": "aw", "REJ": "", "ASG": "aw", "RET": "aw", "INV": "aw",
        "HND": "aw", "SUS": "a", "REV": "a", "FBK": "ar", "CLS": "r", "MRG": "", "TRF": "",
        "WDR": "", "VOID": "",
    }  # fmt: skip


def vars_of(stage: Stage) -> tuple[bool, bool, bool]:
    may = open_to_complainant(stage)
    return may.adding, may.withdrawing, may.rating


def test_the_marks_are_named_in_their_order():
    assert list(MARK_LABELS) == list(Mark)


@pytest.mark.parametrize("count", [0, 6])
def test_it_takes_a_fixed_number_of_statements(count, django_assert_num_queries):
    place = a_community()
    receipt = receive(community_code=place.code, county_code=YANHU)
    key = {"number": receipt.number, "code": receipt.query_code, "actor": visitor(), "at": NOW}
    for number in range(count):
        public.add_material(**key, material=public.Material(f"补充 {number}"))

    with django_assert_num_queries(6):
        progress(receipt.number)
