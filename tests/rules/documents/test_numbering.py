import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingban.rules import documents
from tingban.rules.documents import DocumentNumber
from tingban.rules.errors import Refused


def test_the_decrees_own_number_is_right():  # TV-N
    number = documents.parse_document_number("运建房字〔2024〕42号")

    assert number == DocumentNumber("运建房字", 2024, 42)
    assert documents.check_document_number(" 运建房字〔2024〕42号 ") == "运建房字〔2024〕42号"


@pytest.mark.parametrize(
    "text",
    [
        "运建房字[2024]42号",
        "运建房字〔2024〕042号",
        "运建房字〔24〕42号",
        "运建房字〔2024〕第42号",
        "运建房字（2024）42号",
        "运建房字〔2024〕42",
        "〔2024〕42号",
        "",
    ],
)
def test_every_other_form_is_refused(text):  # TV-N
    assert documents.parse_document_number(text) is None
    with pytest.raises(Refused, match="不是规范的发文字号"):
        documents.check_document_number(text)


@pytest.mark.parametrize(
    "text", ["运建房字[2024]42号", "运建房字（2024）第042号", "运建房字〔2024〕42"]
)
def test_a_near_miss_is_answered_with_what_was_meant(text):
    with pytest.raises(Refused, match="是否为“运建房字〔2024〕42号”"):
        documents.check_document_number(text)


def test_only_one_prefix_is_known_the_others_wait_for_the_bureau():
    assert [row.text for row in documents.PREFIXES if row.is_confirmed] == ["运建房字"]


def test_numbers_are_counted_per_prefix_and_year():
    assert documents.counter_series("运建房字", 2024) == "document:运建房字:2024"


@given(
    st.sampled_from([row.text for row in documents.PREFIXES]),
    st.integers(1900, 2099),
    st.integers(1, 99_999),
)
def test_a_number_written_is_read_back(prefix, year, sequence):
    number = DocumentNumber(prefix, year, sequence)

    assert documents.parse_document_number(str(number)) == number
    assert documents.mend_document_number(str(number)) == str(number)
