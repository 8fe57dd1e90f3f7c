"""Search by character pairs (kit.bigrams), and the merges that lists and cards look through."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import BooleanField, F, Func, Model, QuerySet

from tingban.data.registry.models import Community, Company, Contract
from tingban.kit import bigrams

M = TypeVar("M", bound=Model)


class Bigrams(SearchQuery):
    """A query made in Python and cast, so that no text parser of the server has a say."""

    template = "(%(expressions)s)::tsquery"

    def __init__(self, text: str) -> None:
        super().__init__(bigrams.query(text), search_type="raw")


class AnyOf(Func):
    """Whether a column is one of the keys that a query finds, which is asked once and first.

    So that several ways to be found become one walk over their indexes; as `IN` they would be
    joined to the whole table.
    """

    template, arg_joiner = "%(expressions)s)", " = ANY("
    output_field = BooleanField()

    def __init__(self, column: str, keys: QuerySet[Any, Any]) -> None:
        super().__init__(F(column), ArraySubquery(keys))


def is_searchable(text: str) -> bool:
    """Whether a text holds anything to look for."""
    return bool(bigrams.query(text))


def communities_named(text: str) -> QuerySet[Community, int]:
    """Ids of communities found by name, alias, code or address."""
    return Community.objects.filter(search=Bigrams(text)).order_by().values_list("id", flat=True)


def companies_named(text: str) -> QuerySet[Company, int]:
    """Ids of companies found by any of their names or their code."""
    return Company.objects.filter(search=Bigrams(text)).order_by().values_list("id", flat=True)


def communities_kept_by(text: str) -> QuerySet[Contract, int]:
    """Ids of communities that a company found by this text has or had a contract with."""
    contracts = Contract.objects.filter(is_void=False, company_id__in=companies_named(text))
    return contracts.order_by().values_list("community_id", flat=True)


_FAMILIES = """
WITH RECURSIVE family(root, id) AS (
    SELECT id, id FROM {table} WHERE id = ANY(%(ids)s)
    UNION
    SELECT family.root, child.id FROM family JOIN {table} child ON child.merged_into_id = family.id
)
SELECT root, id FROM family ORDER BY root, id
"""


def families(model: type[Community] | type[Company], ids: Collection[int]) -> dict[int, int]:
    """Every row that stands for one of these or merged into it, with the one it belongs to."""
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_FAMILIES.format(table=model._meta.db_table), {"ids": list(ids)})
        return {member: root for root, member in cursor.fetchall()}


@dataclass(frozen=True, slots=True)
class OfOne:
    """One community (by code) or company (by id) whose rows are wanted; nothing means any."""

    community: str = ""
    company: int | None = None

    def __bool__(self) -> bool:
        return bool(self.community or self.company)

    def narrow(self, rows: QuerySet[M]) -> QuerySet[M]:
        """Its rows, and those of whatever was merged into it, as its card counts them."""
        if self.community:
            named = Community.objects.filter(code=self.community).order_by()
            members = families(Community, list(named.values_list("id", flat=True)))
            rows = rows.filter(community_id__in=list(members))
        if self.company:
            rows = rows.filter(company_id__in=list(families(Company, [self.company])))
        return rows


ANYTHING: Final = OfOne()
