import pytest

from tingban.rules.errors import Refused
from tingban.rules.registry import codes


def test_without_a_street_the_county_itself_counts():
    assert codes.series_prefix("140802") == "140802000"
    assert codes.series_prefix("140802", "140802001") == "140802001"


@pytest.mark.parametrize("sequence", [0, 10_000])
def test_a_sequence_that_does_not_fit_is_refused(sequence):
    with pytest.raises(Refused, match="已用完"):
        codes.format_community_code("140802001", sequence)


def test_a_code_is_street_and_sequence():  # DOMAIN 6.4
    assert codes.format_community_code("140802001", 23) == "1408020010023"
