"""附件2 as of a Friday: which words stand in it (DOMAIN 2.1)."""

from datetime import datetime

import pytest

from tests.people import YANHU, ZONE, clerk
from tests.stories import an_accepted_case
from tingban.actions.complaints import answering
from tingban.reads.complaints.ledger import annex2_rows

pytestmark = pytest.mark.django_db
CAMPAIGN = datetime(2024, 5, 20, tzinfo=ZONE)


def progress_on(as_of: datetime) -> str:
    (line,) = annex2_rows(
        actor=clerk(),
        unit=YANHU,
        since=CAMPAIGN,
        as_of=as_of,
        known_at=datetime(2024, 6, 21, tzinfo=ZONE),
    )
    return line.progress


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
