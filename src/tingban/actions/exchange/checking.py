"""What must fit between the rows of the files and the facts that the platform holds.

Every check yields faults at the cell where the clerk can put it right. Rows with faults of their
own are not checked again: nobody is told twice of one mistake.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tingban.actions.exchange.gathering import contract_key, firm_of, spot_of
from tingban.actions.exchange.index import Index, Mark, Spot
from tingban.actions.exchange.keys import repeated
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.exchange import records as rows
from tingban.rules.exchange.faults import Fault, FaultKind
from tingban.rules.exchange.tables import Table
from tingban.rules.rectification import ProblemSource
from tingban.rules.registry.contracts import Term, overlap_sentence, overlaps


@dataclass(slots=True)
class Scene:
    """What the checks look at: the index, whose eyes, and what they leave to be said."""

    index: Index
    actor: Actor
    terms: dict[str, dict[str, Term]] = field(default_factory=dict)
    handovers: list[tuple[Table, int]] = field(default_factory=list)


Check = Callable[[Scene, Table, Any], Iterator[Fault]]


def check_tables(scene: Scene, tables: list[Table]) -> Iterator[Fault]:
    """Every fault of a file's rows against each other and against the index.

    `lay_out_terms` comes first, for all files that are taken together.
    """
    for table in tables:
        for check in _CHECKS.get(table.sheet.record, ()):
            for row in table.rows:
                yield from check(scene, table, row)
    for _, fault in repeated(scene.index, tables):
        yield fault


# --- references ---------------------------------------------------------------------------------


def _community(scene: Scene, table: Table, row: Any) -> Iterator[Fault]:
    """小区编码 fits exactly one community, and it lies where the actor may write."""
    ref = row.community
    if ref is None:
        return
    found = [spot for spot in scene.index.candidates(ref) if not spot.is_void]
    if len(found) > 1:
        codes = "、".join(spot.key for spot in found)
        yield table.fault(
            FaultKind.AMBIGUOUS,
            row.row,
            "community",
            read=ref,
            expected=f"有 {len(found)} 个小区叫这个名称（{codes}），请填小区编码",
        )
    elif not found:
        yield table.fault(
            FaultKind.UNKNOWN,
            row.row,
            "community",
            read=ref,
            expected="应为小区台账中已有的、未作废的小区",
        )
    else:
        yield from _foreign(scene, table, row, found[0].county, "community")


def _foreign(scene: Scene, table: Table, row: Any, county: str, at: str) -> Iterator[Fault]:
    """Another county's rows in a county's file."""
    if county and not scene.actor.writes(county):
        own = AREA_BY_CODE[scene.actor.area_code].name
        yield table.fault(
            FaultKind.FOREIGN,
            row.row,
            at,
            read=getattr(row, at),
            expected=f"这一行属于{AREA_BY_CODE[county].name}，{own}只能导入本县的数据",
        )


def _own_county(scene: Scene, table: Table, row: Any) -> Iterator[Fault]:
    """The row's 县(市、区) is one that the actor may write for."""
    if row.county is not None:
        yield from _foreign(scene, table, row, row.county, "county")


def _company(scene: Scene, table: Table, row: Any) -> Iterator[Fault]:
    """统一社会信用代码 is known, or the name fits exactly one company."""
    if row.company is None:
        return
    found = scene.index.firm_candidates(row.company)
    if not found:
        yield table.fault(
            FaultKind.UNKNOWN,
            row.row,
            "company",
            read=row.company,
            expected="物业企业表中没有这个代码，应先登记这家企业",
        )
    elif len(found) > 1:
        yield table.fault(
            FaultKind.AMBIGUOUS,
            row.row,
            "company",
            read=row.company,
            expected=f"有 {len(found)} 家企业叫这个名称，请填统一社会信用代码",
        )


def _number(marks_of: Callable[[Index], Mapping[str, Mark]]) -> Check:
    """A number that another county has already given is not taken over."""

    def check(scene: Scene, table: Table, row: Any) -> Iterator[Fault]:
        mark = marks_of(scene.index).get(row.number)
        if mark is not None and mark.id is not None and not scene.actor.writes(mark.county):
            yield table.fault(
                FaultKind.FOREIGN,
                row.row,
                "number",
                read=row.number,
                expected=f"这个编号已由{AREA_BY_CODE[mark.county].name}使用",
            )

    return check


def _unknown(
    table: Table, row: Any, at: str, marks: Mapping[str, Mark], what: str
) -> Iterator[Fault]:
    number = getattr(row, at)
    mark = marks.get(number)
    if number is not None and (mark is None or mark.is_void):
        yield table.fault(FaultKind.UNKNOWN, row.row, at, read=number, expected=f"应为{what}")


# --- sheets -------------------------------------------------------------------------------------


def _own_community(scene: Scene, table: Table, row: rows.CommunityRow) -> Iterator[Fault]:
    index = scene.index
    spot = spot_of(index, row)
    if spot is None:
        yield table.fault(
            FaultKind.AMBIGUOUS,
            row.row,
            "name",
            read=row.name,
            expected="本县有几个小区叫这个名称，请填小区编码",
        )
        return
    if spot.is_void:
        yield table.fault(
            FaultKind.CONFLICT, row.row, "code", read=row.code, expected="这个小区已作废"
        )
    if spot.county != row.county:
        yield table.fault(
            FaultKind.CONFLICT,
            row.row,
            "county",
            read=AREA_BY_CODE[row.county].name,
            expected=f"小区 {spot.code} 已登记在{AREA_BY_CODE[spot.county].name}，所在县不能改",
        )
    if row.into is not None and row.into != row.code:
        yield from _merge(scene, table, row, spot)


def _merge(scene: Scene, table: Table, row: rows.CommunityRow, spot: Spot) -> Iterator[Fault]:
    """合并至: one known community of the same county, and no ring (DOMAIN 5.1)."""
    found = [it for it in scene.index.candidates(row.into or "") if not it.is_void]
    if len(found) != 1:
        kind = FaultKind.AMBIGUOUS if found else FaultKind.UNKNOWN
        expected = "应为小区台账中唯一的一个小区"
        yield table.fault(kind, row.row, "into", read=row.into, expected=expected)
    elif found[0] is spot:
        expected = "小区不能合并到自己"
        yield table.fault(FaultKind.RING, row.row, "into", read=row.into, expected=expected)
    elif found[0].county != spot.county:
        expected = "两个小区不在同一个县(市、区)，不能合并"
        yield table.fault(FaultKind.CONFLICT, row.row, "into", read=row.into, expected=expected)
    elif _is_in_ring(scene.index, spot):
        expected = "合并关系成环，应只指向最终保留的小区"
        yield table.fault(FaultKind.RING, row.row, "into", read=row.into, expected=expected)


def _is_in_ring(index: Index, spot: Spot) -> bool:
    seen: set[str] = set()
    key = spot.key
    while (into := index.merged.get(key)) and into not in seen:
        seen.add(into)
        key = into
    return spot.key in seen


def _own_company(scene: Scene, table: Table, row: rows.CompanyRow) -> Iterator[Fault]:
    if firm_of(scene.index, row) is None:
        yield table.fault(
            FaultKind.AMBIGUOUS,
            row.row,
            "name",
            read=row.name,
            expected="有几家企业叫这个名称，请填统一社会信用代码",
        )


def lay_out_terms(scene: Scene, tables: list[Table]) -> None:
    """All contracts of the communities concerned: those that stand, and the files' on top."""
    for code, standing in scene.index.terms.items():
        scene.terms[code] = {term.key: term for term in standing}
    for table in tables:
        for row in table.rows:
            if isinstance(row, rows.ContractRow):
                term = _term(scene.index, row)
                if term is not None:
                    scene.terms.setdefault(term[0], {})[term[1].key] = term[1]


def _term(index: Index, row: rows.ContractRow) -> tuple[str, Term] | None:
    spots, firms = index.candidates(row.community), index.firm_candidates(row.company)
    if len(spots) != 1 or len(firms) != 1:
        return None
    spot, firm = spots[0].key, firms[0].key
    key = contract_key(spot, firm, row.starts_on)
    ends_on = row.ends_on
    if ends_on is None:
        # An empty cell does not take back an end that is known.
        known = (term.ends_on for term in index.terms.get(spot, ()) if term.key == key)
        ends_on = next(known, None)
    return spot, Term(key, firm, row.starts_on, ends_on)


def _overlap(scene: Scene, table: Table, row: rows.ContractRow) -> Iterator[Fault]:
    """One company a community at a time but for a handover (条例 33, DOMAIN 5.3)."""
    found = _term(scene.index, row)
    if found is None:
        return
    spot, term = found
    known = {standing.key for standing in scene.index.terms.get(spot, ())}
    for overlap in overlaps(term, scene.terms[spot].values()):
        other = overlap.second
        # Of two rows the later contract is told, once.
        if other.key not in known and (other.starts_on, other.key) > (term.starts_on, term.key):
            continue
        if overlap.is_handover:
            scene.handovers.append((table, row.row))
            continue
        yield table.fault(
            FaultKind.OVERLAP,
            row.row,
            "starts_on",
            read=row.starts_on,
            expected=overlap_sentence(overlap).rstrip("。"),
        )
        return


def _visit(scene: Scene, table: Table, row: rows.VisitRow) -> Iterator[Fault]:
    return _unknown(table, row, "mission", scene.index.missions, "督导任务表中已有的任务编号")


def _problem(scene: Scene, table: Table, row: rows.ProblemRow) -> Iterator[Fault]:
    """CHK-02, and the visit that a supervision's problem came from (INTERCHANGE 2)."""
    index = scene.index
    found = index.candidates(row.community)
    if len(found) != 1:
        return
    root = index.root(found[0])
    first = index.first_visit.get(root)
    if first is None or first > row.confirmed_on:
        had = f"（该小区最早的检查是 {first:%Y-%m-%d}）" if first else "（该小区还没有检查记录）"
        yield table.fault(
            FaultKind.NO_VISIT,
            row.row,
            "confirmed_on",
            read=row.confirmed_on,
            expected=f"确认日期当日或之前应有该小区的检查记录，自查不算{had}",
        )
    if row.source != ProblemSource.SUPERVISION or row.source_ref is None:
        return
    visit = index.visits.get(row.source_ref)
    if visit is None or visit.is_void:
        expected = "来源是督导检查的，来源编号应为检查记录的记录编号"
        yield table.fault(
            FaultKind.UNKNOWN, row.row, "source_ref", read=row.source_ref, expected=expected
        )
    elif visit.spot is not None and index.root(visit.spot) != root:
        expected = "应为本小区的检查记录，这条记录是另一个小区的"
        yield table.fault(
            FaultKind.CONFLICT, row.row, "source_ref", read=row.source_ref, expected=expected
        )


def _order(scene: Scene, table: Table, row: rows.OrderRow) -> Iterator[Fault]:
    for number in row.problems:
        mark = scene.index.problems.get(number)
        if mark is None:
            yield table.fault(
                FaultKind.UNKNOWN,
                row.row,
                "problems",
                read=number,
                expected="应为问题清单中已有的问题编号",
            )
        else:
            county = mark.county or (mark.spot.county if mark.spot else "")
            yield from _foreign(scene, table, row, county, "problems")


def _case(scene: Scene, table: Table, row: rows.LedgerRow) -> Iterator[Fault]:
    yield from _unknown(table, row, "parent", scene.index.cases, "台账中已有的受理编号")
    found = scene.index.candidates(row.community) if row.community else []
    if len(found) == 1 and row.county and found[0].county != row.county:
        yield table.fault(
            FaultKind.CONFLICT,
            row.row,
            "county",
            read=AREA_BY_CODE[row.county].name,
            expected=f"小区在{AREA_BY_CODE[found[0].county].name}，与县(市、区)不一致",
        )


_CHECKS: Final[Mapping[type, tuple[Check, ...]]] = {
    rows.CommunityRow: (_own_county, _own_community),
    rows.CompanyRow: (_own_company,),
    rows.ContractRow: (_community, _company, _overlap),
    rows.MissionRow: (_number(lambda index: index.missions), _own_county),
    rows.VisitRow: (_number(lambda index: index.visits), _community, _company, _visit),
    rows.ProblemRow: (_number(lambda index: index.problems), _community, _company, _problem),
    rows.OrderRow: (_number(lambda index: index.orders), _order),
    rows.LevelRow: (_community,),
    rows.PenaltyRow: (_number(lambda index: index.penalties), _company, _own_county),
    rows.ExitRow: (_community, _company),
    rows.ExposureRow: (_company, _own_county),
    rows.LedgerRow: (_community, _case),
}
