"""Chinese full-text search without a dictionary: character pairs, made here, not in the database.

Both functions return literals to be cast (`%s::tsvector`, `%s::tsquery`), so that the answer
does not depend on the locale of the server's text parser. The last character of every run is
stored alone as well: so each character begins some token, and a query of one character is a
prefix.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final

# Longer words are base64 or nonsense; PostgreSQL refuses lexemes of 2,046 bytes.
LONGEST_WORD: Final = 64
_HAN: Final = (
    (0x3005, 0x3007),
    (0x3040, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
)


def _is_han(sign: str) -> bool:
    code = ord(sign)
    return any(first <= code <= last for first, last in _HAN)


def _runs(text: str) -> Iterator[tuple[bool, str]]:
    """Runs of one kind, Chinese characters or other letters and digits; the rest cuts."""
    run, run_is_han = "", False
    for sign in unicodedata.normalize("NFKC", text).casefold():
        is_han = _is_han(sign)
        is_word = is_han or sign.isalnum()
        if run and (not is_word or is_han != run_is_han):
            yield run_is_han, run
            run = ""
        if is_word:
            run, run_is_han = run + sign, is_han
    if run:
        yield run_is_han, run


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]


def _quote(token: str) -> str:
    escaped = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def document_tokens(*texts: str) -> list[str]:
    """The distinct tokens of a document, sorted."""
    tokens: set[str] = set()
    for text in texts:
        for is_han, run in _runs(text):
            if is_han:
                tokens.update(_pairs(run))
                tokens.add(run[-1])
            else:
                tokens.add(run[:LONGEST_WORD])
    return sorted(tokens)


def document(*texts: str) -> str:
    """Literal for `::tsvector`."""
    return " ".join(_quote(token) for token in document_tokens(*texts))


def query(text: str) -> str:
    """Literal for `::tsquery`; empty where the text holds nothing to look for."""
    terms: dict[str, None] = {}
    for is_han, run in _runs(text):
        if is_han and len(run) > 1:
            terms.update(dict.fromkeys(_quote(pair) for pair in _pairs(run)))
        else:
            # A lone character and the beginning of a number or word are prefixes.
            terms[_quote(run[:LONGEST_WORD]) + ":*"] = None
    return " & ".join(terms)
