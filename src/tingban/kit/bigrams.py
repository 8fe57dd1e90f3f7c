"""Chinese full-text search without a dictionary: character pairs, made here, not in the database.

Both functions return literals to be cast (`%s::tsvector`, `%s::tsquery`), so that the answer
does not depend on the locale of the server's text parser. The last character of every run is
stored alone as well: so each character begins some token, and a query of one character is a
prefix.
"""

import re
import unicodedata
from collections.abc import Iterator
from operator import add
from typing import Final

# Longer words are base64 or nonsense; PostgreSQL refuses lexemes of 2,046 bytes.
LONGEST_WORD: Final = 64
_HAN: Final = (
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
)
# A run of Chinese characters, or one of other letters and digits; everything else cuts.
_RUN: Final = re.compile(rf"([{_HAN}]+)|([^\W_{_HAN}]+)")


def _runs(text: str) -> list[tuple[str, str]]:
    """(Chinese run, "") and ("", other word) in the order of the text."""
    return _RUN.findall(unicodedata.normalize("NFKC", text).casefold())


def _pairs(run: str) -> Iterator[str]:
    # An import makes some ten million of them.
    return map(add, run, run[1:])


def _quote(token: str) -> str:
    """Tokens are letters and digits only, so nothing in them needs an escape."""
    return f"'{token}'"


def document_tokens(*texts: str) -> list[str]:
    """The distinct tokens of a document, sorted."""
    tokens: set[str] = set()
    for text in texts:
        for run, word in _runs(text):
            if run:
                tokens.update(_pairs(run))
                tokens.add(run[-1])
            else:
                tokens.add(word[:LONGEST_WORD])
    return sorted(tokens)


def document(*texts: str) -> str:
    """Literal for `::tsvector`."""
    tokens = document_tokens(*texts)
    return _quote("' '".join(tokens)) if tokens else ""


def query(text: str) -> str:
    """Literal for `::tsquery`; empty where the text holds nothing to look for."""
    terms: dict[str, None] = {}
    for run, word in _runs(text):
        if len(run) > 1:
            terms.update(dict.fromkeys(_quote(pair) for pair in _pairs(run)))
        else:
            # A lone character and the beginning of a number or word are prefixes.
            terms[_quote(run or word[:LONGEST_WORD]) + ":*"] = None
    return " & ".join(terms)
