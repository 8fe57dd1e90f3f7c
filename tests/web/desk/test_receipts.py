"""来件和答复 on the card of a case, and the step that records an answer (3.1.1)."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import case_steps
from tests.people import YANHU, ZONE
from tests.stories import a_case, an_accepted_case
from tests.web.visitors import Browser, browser_of
from tingban.data.complaints.models import Case
from tingban.reads.complaints.receipts import Receipt
from tingban.rules.actors import Role
from tingban.rules.complaints import Source
from tingban.rules.complaints.stages import MergeKind, Stage
from tingban.web.desk import cases_receipts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
CLOSED = datetime(2024, 6, 14, 16, tzinfo=ZONE)


@pytest.fixture
def desk() -> Browser:
    return browser_of(Role.C_OP, YANHU)


def a_slip(main: Case) -> Case:
    case = a_case(source=Source.HOTLINE_12345, source_ref="20240612-0007")
    case_steps.merge(case, main)
    return case


def page(desk: Browser, address: str) -> str:
    return desk.get(address).content.decode()


def step_of(case: Case) -> str:
    return f"/desk/cases/{case.number}/steps/answer_receipt/"


def test_the_card_lists_every_receipt_and_leads_to_the_answer_that_is_missing(desk):
    main = an_accepted_case()
    slip = a_slip(main)
    early = page(desk, f"/desk/cases/{main.number}/")
    case_steps.close(main, CLOSED)

    late = page(desk, f"/desk/cases/{main.number}/")

    assert "来件和答复" in early
    assert step_of(slip) not in early
    assert "12345政务服务热线转办 20240612-0007" in late
    assert "6月14日" in late
    assert step_of(slip) in late


def test_an_answer_is_recorded_by_its_form_which_begins_with_the_main_answer(desk):
    main = an_accepted_case()
    slip = a_slip(main)
    case_steps.close(main, CLOSED)
    form = page(desk, step_of(slip))
    slip.refresh_from_db()
    sent = {
        "version": str(slip.version), "to": "sender", "way": "letter",
        "on": "2024-06-18T10:00", "text": "电梯已修好。",
    }  # fmt: skip

    answer = desk.post(step_of(slip), sent)

    assert "已答复</textarea>" in form
    assert answer.url == f"/desk/cases/{slip.number}/"
    card = page(desk, answer.url)
    assert "来文单位，书面" in card
    assert "答复来文单位；方式：书面" in card
    assert step_of(slip) not in page(desk, f"/desk/cases/{main.number}/")


def test_a_card_asks_as_much_for_many_receipts_as_for_one(desk, django_assert_num_queries):
    main = an_accepted_case()
    a_slip(main)
    page(desk, f"/desk/cases/{main.number}/")
    with CaptureQueriesContext(connection) as one:
        page(desk, f"/desk/cases/{main.number}/")
    for _ in range(4):
        a_slip(main)

    with django_assert_num_queries(len(one)):
        page(desk, f"/desk/cases/{main.number}/")


@pytest.mark.parametrize(
    ("stage", "merged", "words"),
    [
        (Stage.MRG, MergeKind.DUPLICATE, "没有单独的期限"),
        (Stage.REG, None, "受理后起算期限"),
    ],
)
def test_a_receipt_without_a_limit_says_why(stage, merged, words):
    receipt = Receipt(
        number="TS-1", source=Source.CALL, source_ref="", received_at=CLOSED, merged=merged,
        stage=stage, due=None, answered_at=None, answered_to=None, way=None, may_answer=False,
    )  # fmt: skip

    assert [line.no_limit for line in cases_receipts.lines([receipt])] == [words]
