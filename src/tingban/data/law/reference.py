"""Load the published calendar years and the cited articles; used by a data migration."""

from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tingban.rules.law import ARTICLES, SOURCES, STATUTORY_DAYS, LawArticle
from tingban.rules.law.articles import OUR_SOURCES


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write days off, make-up working days, published years and law articles."""
    day = apps.get_model("law", "CalendarDay")
    year = apps.get_model("law", "CalendarYear")
    article = apps.get_model("law", "LawArticle")
    day.objects.bulk_create(
        day(on=row.on, is_workday=row.is_workday, note=row.note, source=row.source)
        for row in STATUTORY_DAYS
    )
    year.objects.bulk_create(year(year=key, source=source) for key, source in SOURCES.items())
    article.objects.bulk_create(_article(article, row) for row in ARTICLES)


def load_new_articles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the articles that are cited since, and no row anew."""
    article = apps.get_model("law", "LawArticle")
    known = set(article.objects.values_list("key", flat=True))
    article.objects.bulk_create(_article(article, row) for row in ARTICLES if row.key not in known)


def keep_in_step(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add what the rules cite by now, and give our own rows the words of the law.

    A row that the bureau wrote bears another source and stays as it is.
    """
    article = apps.get_model("law", "LawArticle")
    known = {(row.key, row.valid_from): row for row in article.objects.all()}
    for told in ARTICLES:
        row = known.get((told.key, told.valid_from))
        if row is None:
            _article(article, told).save()
        elif row.source in OUR_SOURCES and (row.text, row.source) != (told.text, told.source):
            row.text, row.source = told.text, told.source
            row.save(update_fields=["text", "source"])


def _article(model: Any, row: LawArticle) -> Any:
    return model(
        key=row.key, law=row.law, version=row.version, article=row.article, text=row.text,
        valid_from=row.valid_from, valid_to=row.valid_to, source=row.source,
    )  # fmt: skip
