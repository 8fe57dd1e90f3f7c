"""A case from acceptance to 办结, and its other endings (DOMAIN 3.1)."""

from datetime import datetime

import pytest

from tests.people import NOW, YANHU, ZONE, city_clerk, clerk, head
from tests.stories import a_case, an_accepted_case
from tingban.actions.complaints import progress
from tingban.data.complaints.models import Case
from tingban.rules.errors import NotAllowed, NotFound, NotNow, Refused

pytestmark = pytest.mark.django_db
CLOSED = datetime(2024, 6, 14, 16, tzinfo=ZONE)


def move(act, case: Case, **told: object) -> Case:
    actor = told.pop("actor", None) or clerk()
    case.refresh_from_db()
    act(number=case.number, version=case.version, actor=actor, at=NOW, **told)
    case.refresh_from_db()
    return case


def close(case: Case, **told: object) -> Case:
    return move(progress.close_case, case, **({"on": CLOSED, "result": "电梯已修复"} | told))


def test_a_case_is_accepted_then_closed_with_its_result():
    case = close(an_accepted_case())

    assert (case.standing, case.closed_at, case.progress) == ("closed", CLOSED, "电梯已修复")


def test_what_is_not_accepted_is_not_closed():
    with pytest.raises(NotNow, match="“已登记”，不能办结"):
        close(a_case())


def test_nothing_is_accepted_before_it_was_received():
    with pytest.raises(Refused, match="早于收到时间"):
        move(progress.accept_case, a_case(), on=datetime(2024, 6, 9, tzinfo=ZONE))


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (datetime(2024, 6, 10, tzinfo=ZONE), "早于受理时间"),
        (datetime(2024, 6, 18, 11, tzinfo=ZONE), "晚于现在"),
    ],
)
def test_a_closing_has_its_place_in_time(on, sentence):
    with pytest.raises(Refused, match=sentence):
        close(an_accepted_case(), on=on)


def test_a_closing_says_with_what_result():
    with pytest.raises(Refused, match="结果"):
        close(an_accepted_case(), result=" ")


def test_the_printed_progress_names_nobodys_phone():
    with pytest.raises(Refused, match="个人的电话"):
        move(progress.note_progress, an_accepted_case(), text="已致电 13800138000")


def test_a_closed_case_goes_on_when_reopened():
    case = close(an_accepted_case())

    move(progress.reopen_case, case, on=CLOSED, reason="又停了")

    assert (case.standing, case.closed_at, case.progress) == ("open", None, "重办：又停了")


def test_a_duplicate_points_to_its_main_case():
    main, case = a_case(), a_case()

    move(progress.mark_duplicate, case, parent=main.number)

    assert (case.standing, case.parent) == ("duplicate", main)
    assert case.remark == f"重复件，主件 {main.number}"


def test_a_case_is_no_duplicate_of_itself_or_of_a_duplicate():
    main, case, third = a_case(), a_case(), a_case()
    move(progress.mark_duplicate, case, parent=main.number)

    with pytest.raises(Refused, match="它自己"):
        move(progress.mark_duplicate, third, parent=third.number)
    with pytest.raises(NotNow, match="本身是重复件"):
        move(progress.mark_duplicate, third, parent=case.number)
    with pytest.raises(NotNow, match="它是主件"):
        move(progress.mark_duplicate, main, parent=third.number)


def test_the_main_case_must_be_in_sight():
    with pytest.raises(NotFound):
        move(progress.mark_duplicate, a_case(), parent="TS-1")


def test_a_case_goes_to_another_office():
    case = move(progress.transfer_case, an_accepted_case(), to="市场监管局")

    assert (case.standing, case.remark) == ("transferred", "移送市场监管局")


def test_a_void_case_keeps_its_row_and_can_be_restored_by_the_head():
    case = a_case()
    with pytest.raises(NotAllowed):
        move(progress.void_case, case, reason="录错")

    move(progress.void_case, case, reason="录错", actor=head())
    assert (case.standing, case.row_no, case.remark) == ("void", 1, "作废：录错")
    move(progress.restore_case, case, reason="不该作废", actor=head())

    assert case.standing == "open"


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (progress.transfer_case, {"to": " "}),
        (progress.void_case, {"reason": " "}),
        (progress.note_progress, {"text": " "}),
    ],
)
def test_words_are_asked_for(act, told):
    with pytest.raises(Refused, match="请写明"):
        move(act, a_case(), actor=head(), **told)


def test_the_county_may_note_progress_on_the_citys_case_but_not_close_it():
    case = an_accepted_case(city_clerk(), county_code=YANHU)

    move(progress.note_progress, case, text="已到现场核查")

    assert case.progress == "已到现场核查"
    with pytest.raises(NotAllowed):
        close(case)
