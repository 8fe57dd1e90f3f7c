"""The calendar and the law, as data with source and validity."""

from tingban.rules.law.articles import (
    ARTICLE_BY_KEY,
    ARTICLES,
    LawArticle,
    cite,
    cite_articles,
    numeral,
)
from tingban.rules.law.calendar import Calendar, CalendarDay
from tingban.rules.law.statutory_days import SOURCES, STATUTORY_CALENDAR, STATUTORY_DAYS

__all__ = [
    "ARTICLES",
    "ARTICLE_BY_KEY",
    "SOURCES",
    "STATUTORY_CALENDAR",
    "STATUTORY_DAYS",
    "Calendar",
    "CalendarDay",
    "LawArticle",
    "cite",
    "cite_articles",
    "numeral",
]
