"""Who gets which copy: every combination, against a table written by hand."""

import itertools

import pytest

from tingban.rules.documents.sharing import (
    Copy,
    Eyes,
    Sharing,
    Standing,
    Verdict,
    check_sharing,
    copies_for,
    scan_words,
)
from tingban.rules.errors import Refused

# One letter a case: o original, c stripped copy, - none.
WITH_SCANNER = {
    # eyes, sharing, has a copy: by verdict
    (Eyes.HANDLER, Sharing.INTERNAL, True): "ooo-",
    (Eyes.HANDLER, Sharing.INTERNAL, False): "ooo-",
    (Eyes.HANDLER, Sharing.SHAREABLE, True): "ooo-",
    (Eyes.HANDLER, Sharing.SHAREABLE, False): "ooo-",
    (Eyes.OFFICIAL, Sharing.INTERNAL, True): "-c--",
    (Eyes.OFFICIAL, Sharing.INTERNAL, False): "-o--",
    (Eyes.OFFICIAL, Sharing.SHAREABLE, True): "-c--",
    (Eyes.OFFICIAL, Sharing.SHAREABLE, False): "-o--",
    (Eyes.OUTSIDE, Sharing.INTERNAL, True): "----",
    (Eyes.OUTSIDE, Sharing.INTERNAL, False): "----",
    (Eyes.OUTSIDE, Sharing.SHAREABLE, True): "-c--",
    (Eyes.OUTSIDE, Sharing.SHAREABLE, False): "----",
}
WITHOUT_SCANNER = {
    (Eyes.HANDLER, Sharing.INTERNAL, True): "ooo-",
    (Eyes.HANDLER, Sharing.INTERNAL, False): "ooo-",
    (Eyes.HANDLER, Sharing.SHAREABLE, True): "ooo-",
    (Eyes.HANDLER, Sharing.SHAREABLE, False): "ooo-",
    (Eyes.OFFICIAL, Sharing.INTERNAL, True): "ccc-",
    (Eyes.OFFICIAL, Sharing.INTERNAL, False): "ooo-",
    (Eyes.OFFICIAL, Sharing.SHAREABLE, True): "ccc-",
    (Eyes.OFFICIAL, Sharing.SHAREABLE, False): "ooo-",
    (Eyes.OUTSIDE, Sharing.INTERNAL, True): "----",
    (Eyes.OUTSIDE, Sharing.INTERNAL, False): "----",
    (Eyes.OUTSIDE, Sharing.SHAREABLE, True): "ccc-",
    (Eyes.OUTSIDE, Sharing.SHAREABLE, False): "----",
}
VERDICTS = (None, Verdict.CLEAN, Verdict.TOO_LARGE, Verdict.INFECTED)
LETTERS = {Copy.ORIGINAL: "o", Copy.STRIPPED: "c"}


def best(eyes: Eyes, standing: Standing) -> str:
    """The letter of the fullest copy; a picture of no more than a thumb's size is none."""
    return next((LETTERS[it] for it in copies_for(eyes, standing) if it in LETTERS), "-")


@pytest.mark.parametrize(
    ("scanning", "golden"), [(True, WITH_SCANNER), (False, WITHOUT_SCANNER)], ids=["on", "off"]
)
def test_everybody_gets_what_the_table_says(scanning, golden):
    answers = {
        (eyes, sharing, has_copy): "".join(
            best(eyes, Standing(sharing, has_copy, has_copy, verdict, scanning))
            for verdict in VERDICTS
        )
        for eyes, sharing, has_copy in itertools.product(Eyes, Sharing, (True, False))
    }

    assert answers == golden


def test_the_original_of_a_picture_goes_to_nobody_but_its_handler():
    for eyes, sharing, verdict, scanning in itertools.product(
        (Eyes.OFFICIAL, Eyes.OUTSIDE), Sharing, VERDICTS, (True, False)
    ):
        standing = Standing(sharing, True, True, verdict, scanning)
        assert Copy.ORIGINAL not in copies_for(eyes, standing)


def test_whoever_gets_nothing_gets_no_small_picture_either():
    for eyes, sharing, verdict in itertools.product(Eyes, Sharing, VERDICTS):
        copies = copies_for(eyes, Standing(sharing, True, True, verdict, scanning=True))
        assert Copy.THUMB not in copies or Copy.STRIPPED in copies


@pytest.mark.parametrize("subject", ["visit:XC-1", "problem:WT-1", "answer:1"])
def test_what_belongs_to_no_case_may_be_shared(subject):
    check_sharing(subject, Sharing.SHAREABLE)
    check_sharing("case:TS-1", Sharing.INTERNAL)


def test_what_belongs_to_a_case_stays_inside():
    with pytest.raises(Refused, match="以免暴露投诉人"):
        check_sharing("case:TS-1", Sharing.SHAREABLE)


@pytest.mark.parametrize(
    ("verdict", "scanning", "words"),
    [
        (None, True, "未扫描"), (None, False, ""), (Verdict.CLEAN, True, ""),
        (Verdict.TOO_LARGE, True, "太大，未扫描"), (Verdict.TOO_LARGE, False, ""),
        (Verdict.INFECTED, True, "查出病毒，已封存"), (Verdict.INFECTED, False, "查出病毒，已封存"),
    ],
)  # fmt: skip
def test_a_page_says_what_the_scanner_has_not_passed(verdict, scanning, words):
    standing = Standing(Sharing.INTERNAL, True, True, verdict, scanning)

    assert scan_words(standing) == words
