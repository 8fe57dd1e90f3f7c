"""The receipts of one matter: source, number, until when, and whether it was answered (3.1.1)."""

from datetime import date, datetime

import pytest

from tests import case_steps
from tests.people import NOW, ZONE, clerk, head
from tests.stories import a_case, an_accepted_case
from tingban.data.complaints.models import Case
from tingban.reads.complaints.case_cards import case as card
from tingban.reads.complaints.receipts import Receipt
from tingban.rules.actors import Actor
from tingban.rules.complaints import Source
from tingban.rules.complaints.stages import AnsweredTo, AnswerWay, MergeKind, Stage

pytestmark = pytest.mark.django_db
CLOSED = datetime(2024, 6, 14, 16, tzinfo=ZONE)


def a_slip(main: Case, kind: MergeKind = MergeKind.DUPLICATE, **told: object) -> Case:
    case = a_case(
        source=Source.HOTLINE_12345, received_at=datetime(2024, 6, 12, 9, tzinfo=ZONE), **told
    )
    case_steps.merge(case, main, kind)
    return case


def receipts(case: Case, actor: Actor | None = None) -> tuple[Receipt, ...]:
    return card(actor or clerk(), case.number, at=NOW).receipts


def due_days(case: Case) -> list[date | None]:
    return [one.due.due_on if one.due else None for one in receipts(case)]


def test_a_case_that_is_its_only_receipt_lists_none():
    assert receipts(an_accepted_case()) == ()


def test_each_receipt_of_a_matter_names_its_source_and_its_own_number():
    main = an_accepted_case()
    slip = a_slip(main, source_ref="20240612-0007")
    other = a_slip(main, MergeKind.ALIKE)

    told = [(one.number, one.source, one.source_ref, one.merged) for one in receipts(main)]

    assert told == [
        (main.number, "S03", "", None),
        (slip.number, "S05", "20240612-0007", MergeKind.DUPLICATE),
        (other.number, "S05", "", MergeKind.ALIKE),
    ]


def test_until_its_main_case_is_done_a_receipt_goes_by_that_or_by_its_senders_day():
    main = an_accepted_case()
    a_slip(main)
    a_slip(main, sender_due_on=date(2024, 6, 20))

    # 投诉: five working days after it was accepted on the 11th (DL-08).
    assert due_days(main) == [date(2024, 6, 18), date(2024, 6, 18), date(2024, 6, 20)]


def test_a_receipt_says_when_how_and_whom_its_answer_reached():
    main = an_accepted_case()
    slip, waiting = a_slip(main), a_slip(main)
    case_steps.close(main, CLOSED)
    case_steps.answer_receipt(slip)

    told = [
        (one.waits, one.answered_at, one.answered_to, one.way, one.due and one.due.due_on)
        for one in receipts(main)
    ]

    assert told == [
        (False, CLOSED, AnsweredTo.PERSON, AnswerWay.PHONE, None),
        (False, NOW, AnsweredTo.SENDER, AnswerWay.LETTER, None),
        (True, None, None, None, date(2024, 6, 21)),
    ]
    assert receipts(waiting)[0].waits


def test_an_alike_case_stays_among_the_receipts_when_it_goes_on_by_itself():
    main = an_accepted_case()
    alike = a_slip(main, MergeKind.ALIKE)
    case_steps.lead_to(main, Stage.FBK)

    before = receipts(main)[1]
    case_steps.tell(alike, CLOSED)
    after = receipts(main)[1]

    assert (before.stage, before.waits) == (Stage.FBK, True)
    assert (after.stage, after.waits, after.answered_at) == (Stage.CLS, False, CLOSED)


def test_the_way_to_its_answer_is_open_to_whoever_may_and_only_when_there_is_one():
    main = an_accepted_case()
    a_slip(main)
    early = receipts(main)[1].may_answer

    case_steps.close(main, CLOSED)

    assert not early
    assert [receipts(main, actor)[1].may_answer for actor in (clerk(), head())] == [True, False]


def test_the_answer_of_the_main_case_is_there_to_begin_with():
    main = an_accepted_case()
    slip = a_slip(main)
    case_steps.close(main, CLOSED)

    assert card(clerk(), slip.number, at=NOW).main_reply == "已答复"
