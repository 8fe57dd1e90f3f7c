"""Writing 小区台账, 物业企业 and 物业服务合同."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from tingban.actions import documents
from tingban.actions.exchange import bulk
from tingban.actions.exchange.gathering import firm_of, spot_of
from tingban.actions.exchange.index import Firm, Index, Mark, Spot, id_of
from tingban.actions.exchange.pen import Pen
from tingban.actions.exchange.statements import Shape, Statement, write
from tingban.data.registry.models import (
    Community,
    CommunityAlias,
    CommunityFact,
    CommunityMerge,
    Company,
    CompanyFact,
    CompanyMerge,
    Contract,
    ContractFact,
)
from tingban.rules.areas import township_by_text
from tingban.rules.exchange.records import CommunityRow, CompanyRow, ContractRow
from tingban.rules.exchange.tables import Table
from tingban.rules.registry import CompanyKind
from tingban.rules.registry.codes import format_community_code, series_prefix
from tingban.rules.registry.names import community_key, company_key

COMMUNITY: Final = Shape(
    Community,
    CommunityFact,
    "community",
    (
        "county_id",
        "street",
        "name",
        "address",
        "management",
        "fee_mode",
        "households",
        "exclusive_area",
        "owner_count",
    ),
    ("code", "county_id", "name", "name_key"),
)
COMPANY: Final = Shape(
    Company,
    CompanyFact,
    "company",
    ("uscc", "name", "legal_person", "phone", "kind"),
    ("uscc", "name", "name_key"),
)
CONTRACT: Final = Shape(
    Contract,
    ContractFact,
    "contract",
    ("ends_on", "kind", "fee", "level"),
    ("community_id", "company_id", "county_id", "starts_on"),
)


# --- 小区台账 -----------------------------------------------------------------------------------


def write_communities(pen: Pen, index: Index, table: Table) -> None:
    """State communities; those without a code get one; merges follow."""
    told = [
        (row, spot)
        for row in table.rows
        if isinstance(row, CommunityRow) and (spot := spot_of(index, row)) is not None
    ]
    _issue_codes(table, told, index)
    former = _names_of([spot for _, spot in told if spot.id is not None])
    changed = write(pen, COMMUNITY, [_community(table, row, spot) for row, spot in told])
    _keep_former_names(pen, former, changed)


def _community(table: Table, row: CommunityRow, spot: Spot) -> Statement:
    township = township_by_text(row.street, row.county) if row.street else None
    return Statement(
        handle=spot,
        table=table,
        row=row.row,
        values=(
            row.county,
            township.name if township else row.street,
            row.name,
            row.address,
            row.management,
            row.fee_mode,
            row.households,
            row.exclusive_area,
            row.owner_count,
        ),
        identity=(spot.code, row.county, row.name, community_key(row.name)),
    )


def _issue_codes(table: Table, told: list[tuple[CommunityRow, Spot]], index: Index) -> None:
    """小区编码 for communities that have none: under their street, or under the county (6.4)."""
    waiting: dict[str, list[Spot]] = defaultdict(list)
    for row, spot in told:
        if not spot.code:
            township = township_by_text(row.street, row.county) if row.street else None
            waiting[series_prefix(row.county, township.code if township else "")].append(spot)
    for prefix, spots in waiting.items():
        numbers = documents.take_numbers(
            f"community:{prefix}", len(spots), above=_highest(prefix, table)
        )
        for spot, number in zip(spots, numbers, strict=True):
            before = spot.key
            spot.code = format_community_code(prefix, number)
            index.spots[spot.code] = spot
            if before in index.merged:
                index.merged[spot.code] = index.merged.pop(before)


def _highest(prefix: str, table: Table) -> int:
    """The highest number under a prefix, in the database and in the file."""
    known = Community.objects.filter(code__startswith=prefix).order_by("-code")
    codes = [*known.values_list("code", flat=True)[:1]]
    codes += [code for row in table.rows if (code := getattr(row, "code", None))]
    return max((int(code[-4:]) for code in codes if code.startswith(prefix)), default=0)


def _names_of(spots: Iterable[Spot]) -> dict[int, str]:
    rows = Community.objects.values_list("id", "name")
    return dict(bulk.by_keys(rows, "id", (spot.id for spot in spots)))


def _keep_former_names(pen: Pen, former: dict[int, str], changed: list[Statement]) -> None:
    """A renamed community is still found by its former name (曾用名)."""
    renamed = [
        (statement, former[statement.handle.id])
        for statement in changed
        if statement.handle.id in former
        and community_key(former[statement.handle.id]) != community_key(str(statement.values[2]))
    ]
    standing = set(
        bulk.by_keys(
            CommunityAlias.objects.standing().values_list("community_id", "name_key"),
            "community_id",
            (statement.handle.id for statement, _ in renamed),
        )
    )
    pen.append(
        CommunityAlias,
        ("community_id", "name", "name_key"),
        [
            (it.origin, (it.handle.id, name, community_key(name)))
            for it, name in renamed
            if (it.handle.id, community_key(name)) not in standing
        ],
    )


def write_merges(pen: Pen, index: Index, table: Table) -> None:
    """合并至, once all communities of the upload are there."""
    told: list[tuple[int, int, int]] = []
    for row in table.rows:
        if isinstance(row, CommunityRow) and row.into is not None:
            child = spot_of(index, row)
            told.append((row.row, id_of(child) or 0, id_of(index.candidates(row.into)[0]) or 0))
    query = CommunityMerge.objects.standing().values_list("community_id", "into_id", "id")
    known = {
        child: (into, id_)
        for child, into, id_ in bulk.by_keys(query, "community_id", (it[1] for it in told))
    }
    fresh = [it for it in told if known.get(it[1], (None, 0))[0] != it[2]]
    pen.retract(CommunityMerge, [known[it[1]][1] for it in fresh if it[1] in known])
    pen.append(
        CommunityMerge,
        ("community_id", "into_id"),
        [(table.origin(row), (child, into)) for row, child, into in fresh],
    )
    pen.touch(Community, (id_ for it in fresh for id_ in it[1:]))


# --- 物业企业 -----------------------------------------------------------------------------------


def write_companies(pen: Pen, index: Index, table: Table) -> None:
    """State companies; a 待补 company whose code came gets it, or is merged into its owner."""
    told = [
        (row, firm)
        for row in table.rows
        if isinstance(row, CompanyRow) and (firm := firm_of(index, row)) is not None
    ]
    kinds = _kinds_of(firm for _, firm in told)
    write(pen, COMPANY, [_company(table, row, firm, kinds) for row, firm in told])


def _kinds_of(firms: Iterable[Firm]) -> dict[int, str]:
    rows = CompanyFact.objects.standing().values_list("company_id", "kind")
    return dict(bulk.by_keys(rows, "company_id", (firm.id for firm in firms if firm.id)))


def _company(table: Table, row: CompanyRow, firm: Firm, kinds: dict[int, str]) -> Statement:
    known = kinds.get(firm.id or 0, CompanyKind.PENDING.value)
    kind = known
    if known == CompanyKind.PENDING and firm.uscc:
        kind = CompanyKind.ENTERPRISE.value
    return Statement(
        handle=firm,
        table=table,
        row=row.row,
        values=(firm.uscc or None, row.name, row.legal_person, row.phone, kind),
        identity=(firm.uscc or None, row.name, company_key(row.name)),
    )


def write_pending(pen: Pen, index: Index) -> None:
    """Companies that only their name is known of: kept as 待补 (INTERCHANGE 1)."""
    pending = [
        firm
        for firms in index.firms_called.values()
        for firm in firms
        if firm.id is None and not firm.uscc
    ]
    values = [
        Statement(
            handle=firm,
            table=None,
            row=0,
            values=(None, firm.name, None, None, CompanyKind.PENDING.value),
            identity=(None, firm.name, company_key(firm.name)),
        )
        for firm in pending
    ]
    write(pen, COMPANY, values)
    for firm in pending:
        pen.warn(None, 0, f"企业“{firm.name}”没有统一社会信用代码，按“待补”登记，暂不计入企业数。")


def write_absorbed(pen: Pen, index: Index) -> None:
    """A 待补 company turned out to be one whose code is known."""
    for pending, known in index.absorbed:
        pen.append(CompanyMerge, ("company_id", "into_id"), [("", (id_of(pending), id_of(known)))])
        pen.touch(Company, [id_of(pending) or 0, id_of(known) or 0])
    index.absorbed.clear()


# --- 物业服务合同 -------------------------------------------------------------------------------


def write_contracts(pen: Pen, index: Index, table: Table) -> None:
    """State contracts; key is community, company and first day."""
    rows = [row for row in table.rows if isinstance(row, ContractRow)]
    spots = [index.spot(row.community) for row in rows]
    query = Contract.objects.values_list("community_id", bulk.PRESENT_COMPANY, "starts_on", "id")
    known = {
        key: id_
        for *key_parts, id_ in bulk.by_keys(query, "community_id", map(id_of, spots))
        for key in [tuple(key_parts)]
    }
    write(pen, CONTRACT, list(_contracts(index, table, zip(rows, spots, strict=True), known)))


def _contracts(
    index: Index,
    table: Table,
    told: Iterable[tuple[ContractRow, Spot]],
    known: dict[tuple[object, ...], int],
) -> Iterator[Statement]:
    for row, spot in told:
        key = (id_of(spot), id_of(index.firm(row.company)), row.starts_on)
        yield Statement(
            handle=Mark("", spot.county, known.get(key)),
            table=table,
            row=row.row,
            values=(row.ends_on, row.kind, row.fee, row.level),
            identity=(key[0], key[1], spot.county, row.starts_on),
        )
