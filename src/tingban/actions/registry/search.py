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
    """Found by name, alias, code, street and address."""
    rows = Community.objects.values_list("id", "code", "name", "street", "address").order_by("id")
    for batch in batches(rows.iterator() if ids is None else rows.filter(id__in=ids)):
        aliases = _names_by_owner(
            CommunityAlias.objects.standing()
            .filter(community_id__in=[row[0] for row in batch])
            .values_list("community_id", "name")
            .order_by("community_id", "id")
        )
        write_columns("registry_community", _COLUMNS, _communities(batch, aliases))


def _communities(
    batch: Iterable[tuple[int, str, str, str, str]], aliases: dict[int, list[str]]
) -> Iterator[tuple[int, str, str]]:
    for id_, code, name, street, address in batch:
        texts = (code, name, street, address, *aliases.get(id_, ()))
        yield id_, community_key(name), bigrams.document(*texts)


def index_companies(ids: Sequence[int] | None = None) -> None:
    """Found by name, every name it was ever recorded under, code and legal person."""
    rows = Company.objects.values_list("id", "uscc", "name", "legal_person").order_by("id")
    for batch in batches(rows.iterator() if ids is None else rows.filter(id__in=ids)):
        former = _names_by_owner(
            CompanyFact.objects.filter(company_id__in=[row[0] for row in batch])
            .values_list("company_id", "name")
            .order_by("company_id", "id")
        )
        write_columns(
            "registry_company",
            _COLUMNS,
            (
                (
                    id_,
                    company_key(name),
                    bigrams.document(uscc or "", name, legal_person, *former.get(id_, ())),
                )
                for id_, uscc, name, legal_person in batch
            ),
        )


def _names_by_owner(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    """Names grouped by the id they belong to; the rows come sorted by it."""
    return {owner: [name for _, name in group] for owner, group in groupby(rows, itemgetter(0))}
