"""Who gets which copy: every combination, against a table written by hand."""

import itertools

import pytest

from tingban.rules.documents.sharing import (
    Copy,
    Eyes,
    Sharing,
    Standing,
    Verdict,
    copy_for,
    scan_words,
)

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
LETTERS = {Copy.ORIGINAL: "o", Copy.STRIPPED: "c", None: "-"}


@pytest.mark.parametrize(
    ("scanning", "golden"), [(True, WITH_SCANNER), (False, WITHOUT_SCANNER)], ids=["on", "off"]
)
def test_everybody_gets_what_the_table_says(scanning, golden):
    answers = {
        (eyes, sharing, has_copy): "".join(
            LETTERS[copy_for(eyes, Standing(sharing, has_copy, verdict, scanning))]
            for verdict in VERDICTS
        )
        for eyes, sharing, has_copy in itertools.product(Eyes, Sharing, (True, False))
    }

    assert answers == golden


def test_the_original_of_a_picture_goes_to_nobody_but_its_handler():
    for eyes, sharing, verdict, scanning in itertools.product(
        (Eyes.OFFICIAL, Eyes.OUTSIDE), Sharing, VERDICTS, (True, False)
    ):
        standing = Standing(sharing, has_copy=True, verdict=verdict, scanning=scanning)
        assert copy_for(eyes, standing) is not Copy.ORIGINAL


@pytest.mark.parametrize(
    ("verdict", "scanning", "words"),
    [
        (None, True, "未扫描"), (None, False, ""), (Verdict.CLEAN, True, ""),
        (Verdict.TOO_LARGE, True, "太大，未扫描"), (Verdict.TOO_LARGE, False, ""),
        (Verdict.INFECTED, True, "查出病毒，已封存"), (Verdict.INFECTED, False, "查出病毒，已封存"),
    ],
)  # fmt: skip
def test_a_page_says_what_the_scanner_has_not_passed(verdict, scanning, words):
    standing = Standing(Sharing.INTERNAL, has_copy=True, verdict=verdict, scanning=scanning)

    assert scan_words(standing) == words
