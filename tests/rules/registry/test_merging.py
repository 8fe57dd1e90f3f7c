import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingban.rules.errors import Refused
from tingban.rules.registry import merging

NODES = st.sampled_from("abcdef")
ANY_MERGES = st.dictionaries(NODES, NODES, max_size=6)


def test_merges_are_followed_to_the_root():  # DOMAIN 2.3
    assert merging.root_of("a", {"a": "b", "b": "c"}) == "c"
    assert merging.root_of("c", {"a": "b", "b": "c"}) == "c"


def test_a_merge_into_itself_is_refused():
    with pytest.raises(Refused, match="不能合并到自己"):
        merging.check_merge("a", "a", {})


def test_a_merge_that_would_close_a_ring_is_refused():
    with pytest.raises(Refused, match="成环"):
        merging.check_merge("c", "a", {"a": "b", "b": "c"})


def test_a_community_may_be_merged_elsewhere_instead():
    merging.check_merge("a", "c", {"a": "b"})


def test_a_ring_already_there_is_told():
    with pytest.raises(Refused, match="成环"):
        merging.root_of("a", {"a": "b", "b": "a"})


@given(st.lists(st.tuples(NODES, NODES), max_size=12))
def test_checked_merges_never_make_a_ring(wishes):
    merges: dict[str, str] = {}
    for code, into in wishes:
        try:
            merging.check_merge(code, into, merges)
        except Refused:
            continue
        merges[code] = into

    assert all(merging.root_of(code, merges) not in merges for code in merges)


@given(ANY_MERGES)
def test_a_code_has_no_root_exactly_when_it_leads_into_a_ring(merges):
    for code in merges:
        path = [code]
        while path[-1] in merges and len(path) < 10:
            path.append(merges[path[-1]])
        if path[-1] in merges:
            with pytest.raises(Refused):
                merging.root_of(code, merges)
        else:
            assert merging.root_of(code, merges) == path[-1]
