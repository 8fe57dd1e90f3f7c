import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingban.rules.areas import TOWNSHIPS
from tingban.rules.errors import Refused
from tingban.rules.registry import codes


def test_a_code_is_street_and_sequence():  # DOMAIN 6.4
    code = codes.parse_community_code("1408020010023")

    assert code == codes.CommunityCode("140802", "001", 23)
    assert code is not None
    assert code.township_code == "140802001"


def test_a_code_that_excel_turned_into_a_number():
    assert codes.check_community_code(1408020010023.0) == "1408020010023"


@pytest.mark.parametrize(
    "text", ["140802001002", "1408000010023", "1401000010023", "1408020010000", "盐湖/恒大", ""]
)
def test_what_is_no_code_is_refused(text):
    with pytest.raises(Refused, match="不是小区编码"):
        codes.check_community_code(text)


def test_without_a_street_the_county_itself_counts():
    assert codes.series_prefix("140802") == "140802000"
    assert codes.series_prefix("140802", "140802001") == "140802001"


@pytest.mark.parametrize("sequence", [0, 10_000])
def test_a_sequence_that_does_not_fit_is_refused(sequence):
    with pytest.raises(Refused, match="已用完"):
        codes.format_community_code("140802001", sequence)


@given(st.sampled_from(TOWNSHIPS), st.integers(1, 9999))
def test_a_code_issued_is_read_back(township, sequence):
    code = codes.parse_community_code(codes.format_community_code(township.code, sequence))

    assert code is not None
    assert (code.township_code, code.sequence) == (township.code, sequence)
    assert str(code) == codes.format_community_code(township.code, sequence)
