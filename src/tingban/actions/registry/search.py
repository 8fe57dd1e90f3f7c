"""Search columns and name keys of communities and companies, made from their names."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from tingban.actions.audit.indexing import batches, write_columns
from tingban.data.registry.models import Community, CommunityAlias, Company, CompanyFact
from tingban.kit import bigrams
from tingban.rules.registry.names import community_key, company_key

_COLUMNS = {"name_key": "text", "search": "tsvector"}


def index_communities(ids: Sequence[int] | None = None) -> None:
    """Found by name, alias, code, street, address, and the names of what merged into it."""
    rows = Community.objects.values_list("id", "code", "name", "street", "address").order_by("id")
    for batch in batches(rows.iterator() if ids is None else rows.filter(id__in=ids)):
        owners = [row[0] for row in batch]
        aliases = _names_by_owner(
            CommunityAlias.objects.standing()
            .filter(community_id__in=owners)
            .values_list("community_id", "name")
            .order_by("community_id", "id")
        )
        merged = _names_by_owner(
            Community.objects.filter(merged_into_id__in=owners)
            .values_list("merged_into_id", "name")
            .order_by("merged_into_id", "id")
        )
        write_columns("registry_community", _COLUMNS, _communities(batch, aliases, merged))


def _communities(
    batch: Iterable[tuple[int, str, str, str, str]],
    aliases: dict[int, list[str]],
    merged: dict[int, list[str]],
) -> Iterator[tuple[int, str, str]]:
    for id_, code, name, street, address in batch:
        other = (*aliases.get(id_, ()), *merged.get(id_, ()))
        yield id_, community_key(name), bigrams.document(code, name, street, address, *other)


def index_companies(ids: Sequence[int] | None = None) -> None:
    """Found by name, every name it or what merged into it ever had, code, legal person."""
    rows = Company.objects.values_list("id", "uscc", "name", "legal_person").order_by("id")
    for batch in batches(rows.iterator() if ids is None else rows.filter(id__in=ids)):
        former = _names_by_owner(
            CompanyFact.objects.filter(company_id__in=[row[0] for row in batch])
            .values_list("company_id", "name")
            .order_by("company_id", "id")
        )
        merged = _names_by_owner(
            Company.objects.filter(merged_into_id__in=[row[0] for row in batch])
            .values_list("merged_into_id", "name")
            .order_by("merged_into_id", "id")
        )
        write_columns("registry_company", _COLUMNS, _companies(batch, former, merged))


def _companies(
    batch: Iterable[tuple[int, str | None, str, str]],
    former: dict[int, list[str]],
    merged: dict[int, list[str]],
) -> Iterator[tuple[int, str, str]]:
    for id_, uscc, name, person in batch:
        other = (*former.get(id_, ()), *merged.get(id_, ()))
        yield id_, company_key(name), bigrams.document(uscc or "", name, person, *other)


def _names_by_owner(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    """Names grouped by the id they belong to; the rows come sorted by it."""
    return {owner: [name for _, name in group] for owner, group in groupby(rows, itemgetter(0))}
