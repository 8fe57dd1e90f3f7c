"""附件2 as of a Friday: which words stand in it (DOMAIN 2.1)."""

from datetime import datetime

import pytest

from tests.people import YANHU, ZONE, clerk
from tests.stories import an_accepted_case, case_statement
from tingban.actions.complaints import answering, cases
from tingban.reads.complaints.ledger import annex2_rows
from tingban.rules.complaints.annex2 import LedgerLine
from tingban.rules.complaints.contacts import parse_contact

pytestmark = pytest.mark.django_db
CAMPAIGN = datetime(2024, 5, 20, tzinfo=ZONE)


def line_on(as_of: datetime, known_at: datetime = datetime(2024, 6, 21, tzinfo=ZONE)) -> LedgerLine:
    """The one line that the unit's list has."""
    (line,) = annex2_rows(actor=clerk(), unit=YANHU, since=CAMPAIGN, as_of=as_of, known_at=known_at)
    return line


def progress_on(as_of: datetime) -> str:
    return line_on(as_of).progress


def note(case, day: int, text: str) -> None:
    case.refresh_from_db()
    answering.note_progress(
        number=case.number, version=case.version, text=text, actor=clerk(),
        at=datetime(2024, 6, day, 15, tzinfo=ZONE),
    )  # fmt: skip


@pytest.fixture
def case():
    return an_accepted_case()


def test_the_last_words_before_the_cut_off_stand(case):
    note(case, 18, "已到现场核查")
    note(case, 19, "已送达整改通知")

    assert progress_on(datetime(2024, 6, 19, tzinfo=ZONE)) == "2024-06-18：已到现场核查"
    assert progress_on(datetime(2024, 6, 20, tzinfo=ZONE)) == "2024-06-19：已送达整改通知"


def test_words_told_only_since_the_cut_off_are_dated_rather_than_left_out(case):
    note(case, 18, "已到现场核查")
    note(case, 19, "已送达整改通知")

    assert progress_on(datetime(2024, 6, 18, tzinfo=ZONE)) == "2024-06-18：已到现场核查"


def test_what_was_stated_anew_is_one_line_as_it_was_known(case):
    """Fact and contact once as known before the correction, once as known after it."""
    later = datetime(2024, 6, 20, 9, tzinfo=ZONE)
    case.refresh_from_db()
    cases.correct_case(
        number=case.number, statement=case_statement(summary="锦绣花园电梯停运五天无人维修"),
        contact=parse_contact("李四光 13900139000"), version=case.version, actor=clerk(), at=later,
    )  # fmt: skip
    as_of = datetime(2024, 6, 21, tzinfo=ZONE)

    before = line_on(as_of, datetime(2024, 6, 19, tzinfo=ZONE))
    after = line_on(as_of)

    assert before.summary != after.summary == "锦绣花园电梯停运五天无人维修"
    assert before.contact != after.contact
    assert after.contact.startswith("李")
