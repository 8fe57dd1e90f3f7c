"""One matter, many receipts: each 重复件 is answered for itself, and waits until it is (3.1.1)."""

from datetime import date, datetime

import pytest

from tests import case_steps
from tests.case_steps import answer_receipt, seen
from tests.people import NOW, YANHU, YONGJI, ZONE, city_clerk, clerk, head, person
from tests.stories import a_case, an_accepted_case
from tingban.actions.complaints import ending, merging, reminding
from tingban.actions.complaints.projection import project_all_cases
from tingban.data.complaints.models import Case, CaseReply
from tingban.data.notices.models import Notice
from tingban.reads.complaints.case_cards import case as card
from tingban.rules.actors import Actor, Role
from tingban.rules.complaints import Source
from tingban.rules.complaints.stages import MergeKind, Stage
from tingban.rules.errors import NotAllowed, NotFound, NotNow, Refused

pytestmark = pytest.mark.django_db
CLOSED = datetime(2024, 6, 14, 16, tzinfo=ZONE)
SLIP = {"source": Source.HOTLINE_12345, "source_ref": "20240610-0001"}


def a_merged(main: Case | None = None, **told: object) -> Case:
    case = a_case(**(SLIP | told))
    case_steps.merge(case, main or an_accepted_case())
    return case


def a_waiting(**told: object) -> Case:
    """Merged into a case that is closed by now."""
    case = a_merged(**told)
    case_steps.close(case.parent, CLOSED)
    case.refresh_from_db()
    return case


def due_on(case: Case) -> date | None:
    case.refresh_from_db()
    due = card(clerk(), case.number, at=NOW).row.due
    return due.on if due else None


def test_a_duplicate_waits_for_its_own_answer_once_its_main_case_is_closed():
    case = a_merged()
    before = due_on(case)

    case_steps.close(case.parent, CLOSED)

    # Five working days after the conclusion (DL-10).
    assert (before, due_on(case)) == (None, date(2024, 6, 21))


def test_an_answered_receipt_waits_no_more_and_keeps_what_was_told():
    case = a_waiting()

    answer_receipt(case, "已修好，请查收。")

    assert due_on(case) is None
    assert (case.stage, case.standing) == ("merged", "duplicate")
    assert CaseReply.objects.standing().get(case=case).text == "已修好，请查收。"


def test_its_sender_may_ask_for_an_earlier_answer():
    case = a_merged(sender_due_on=date(2024, 6, 17))
    before = due_on(case)

    case_steps.close(case.parent, CLOSED)

    assert (before, due_on(case)) == (date(2024, 6, 17), date(2024, 6, 17))


def test_it_is_answered_as_soon_as_its_main_case_is():
    case = a_merged()
    with pytest.raises(NotNow, match="主件还没有答复"):
        answer_receipt(case)

    case_steps.lead_to(case.parent, Stage.FBK)
    answer_receipt(case)

    case_steps.tell(case.parent, CLOSED)
    assert due_on(case) is None


def test_it_is_answered_once():
    case = a_waiting()
    answer_receipt(case)

    with pytest.raises(NotNow, match="已经在 2024年6月18日答复过"):
        answer_receipt(case)


def test_a_main_case_that_goes_on_is_answered_anew():
    case = a_waiting()
    answer_receipt(case)

    case_steps.reopen(case.parent, datetime(2024, 6, 18, 9, tzinfo=ZONE))
    reopened = due_on(case)
    case_steps.close(case.parent, NOW)

    assert (reopened, due_on(case)) == (None, date(2024, 6, 25))
    answer_receipt(case)
    assert due_on(case) is None


def test_a_duplicate_of_a_case_that_was_not_accepted_is_told_so():
    main = a_case()
    case = a_merged(main)

    case_steps.reject(main)

    assert due_on(case) == date(2024, 6, 25)
    answer_receipt(case, "不属本部门职权，已告知去处。")
    assert due_on(case) is None


def test_what_has_no_answer_to_pass_on_is_taken_apart_again():
    alike, double = a_case(), a_case(**SLIP)
    main = a_case()
    case_steps.merge(alike, main, MergeKind.ALIKE)
    case_steps.merge(double, main)

    ending.void_case(**seen(main, head()), reason="登记错了")

    assert [due_on(alike), due_on(double)] == [date(2024, 6, 25)] * 2
    for case in (alike, double):
        with pytest.raises(NotNow, match="先撤销并案"):
            answer_receipt(case)
        merging.unmerge_case(**seen(case, clerk()), reason="主件作废了")
        case.refresh_from_db()
        assert case.stage == "registered"


def test_nothing_is_answered_before_it_came_or_in_the_future():
    case = a_waiting()

    with pytest.raises(Refused, match="早于收到时间"):
        answer_receipt(case, on=datetime(2024, 6, 9, tzinfo=ZONE))
    with pytest.raises(Refused, match="晚于现在"):
        answer_receipt(case, on=datetime(2024, 6, 19, tzinfo=ZONE))
    with pytest.raises(NotNow, match="答复意见"):
        answer_receipt(case, "  ")


@pytest.mark.parametrize(
    ("role", "area", "refusal"),
    [
        (Role.C_OP, YANHU, None),
        (Role.C_LD, YANHU, NotAllowed),
        (Role.M_OP, "140800", NotAllowed),
        (Role.M_LD, "140800", NotAllowed),
        (Role.M_XF, "140800", NotAllowed),
        (Role.JJ, "140800", NotAllowed),
        (Role.C_OP, YONGJI, NotFound),
        (Role.C_ENF, YANHU, NotFound),
        (Role.CO, YANHU, NotFound),
    ],
)
def test_the_clerks_of_the_office_that_keeps_it_answer_it(role, area, refusal):
    case = a_waiting()
    actor = person(role, area)

    if refusal is None:
        answer_receipt(case, actor=actor)
        assert due_on(case) is None
    else:
        with pytest.raises(refusal):
            answer_receipt(case, actor=actor)
        assert due_on(case) is not None


@pytest.mark.parametrize("actor", [city_clerk, lambda: person(Role.M_XF)])
def test_the_city_answers_what_stands_in_its_own_ledger(actor):
    main, case = an_accepted_case(city_clerk()), a_case(city_clerk(), **SLIP)
    case_steps.merge(case, main)
    case_steps.close(main, CLOSED)
    answering: Actor = actor()

    answer_receipt(case, actor=answering)

    case.refresh_from_db()
    assert case.due_at is None


def test_whoever_keeps_it_is_reminded_of_it():
    case = a_waiting()

    reminding.remind(at=datetime(2024, 6, 21, 9, tzinfo=ZONE))

    notice = Notice.objects.get(subject=f"case:{case.number}", kind="reminder")
    assert (notice.area_code, notice.roles) == (YANHU, ["C-OP"])


def test_it_waits_again_where_all_is_projected_anew():
    case = a_waiting()
    Case.objects.filter(pk=case.pk).update(due_at=None, due_rule="")

    project_all_cases()

    assert due_on(case) == date(2024, 6, 21)
