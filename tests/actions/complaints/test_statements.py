"""What a step of a case asks of the database: bounded, and what has not changed is left alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.case_steps import accept, seen
from tests.people import NOW, clerk
from tests.stories import a_case
from tingban.actions.complaints import answering
from tingban.data.complaints.models import Case
from tingban.reads.complaints.cases import CaseFilter, chosen

pytestmark = pytest.mark.django_db
NEWS = "已约维修人员下午到场"
INDEXED = "search = v.search"


def found_by(words: str) -> list[str]:
    return list(chosen(clerk(), CaseFilter(text=words)).values_list("number", flat=True))


def note(case: Case, text: str) -> None:
    answering.note_progress(**seen(case, clerk(case.unit_id)), text=text)


@pytest.mark.parametrize("notes", [1, 12])
def test_a_step_asks_as_much_after_many_as_after_one(notes, django_assert_max_num_queries):
    case = a_case()
    accept(case, NOW)
    for number in range(notes):
        note(case, f"第{number + 1}次到现场")
    told = seen(case, clerk(case.unit_id))

    with django_assert_max_num_queries(13):
        answering.note_progress(**told, text=NEWS)


def test_a_case_is_found_by_the_words_of_its_last_note():
    case = a_case()
    accept(case, NOW)

    note(case, NEWS)

    assert found_by("维修人员") == [case.number]


def test_a_step_that_changes_no_word_does_not_index_anew():
    case = a_case()
    accept(case, NOW)
    told = seen(case, clerk(case.unit_id))

    with CaptureQueriesContext(connection) as asked:
        answering.note_progress(**told, text=NEWS)
    with CaptureQueriesContext(connection) as asked_again:
        answering.note_progress(**seen(case, clerk(case.unit_id)), text=NEWS)

    assert [INDEXED in one["sql"] for one in asked.captured_queries].count(True) == 1
    assert not any(INDEXED in one["sql"] for one in asked_again.captured_queries)
    assert found_by("维修人员") == [case.number]
