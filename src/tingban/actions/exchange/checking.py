"""What must fit between the rows of the files and the facts that the platform holds.

Every check yields faults at the cell where the clerk can put it right. Rows with faults of their
own are checked too, so that all is told at once; but a check that needs a cell that could not be
read, or a row that such a cell may have brought, is left out: nobody is told twice of one mistake.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from tingban.actions.exchange.gathering import firm_of, spot_of
from tingban.actions.exchange.index import Index, Mark, Spot
from tingban.actions.exchange.keys import repeated
from tingban.actions.exchange.term_checks import Scene, overlap_faults
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.exchange import records as rows
from tingban.rules.exchange.faults import Fault, FaultKind
from tingban.rules.exchange.tables import Table
from tingban.rules.rectification import ProblemSource

Check = Callable[[Scene, Table, Any], Iterator[Fault]]


def check_tables(scene: Scene, tables: list[Table]) -> Iterator[Fault]:
    """Every fault of a file's rows against each other and against the index.

    `lay_out_terms` comes first, for all files that are taken together.
    """
    for table in tables:
        stated = table.stated
        for check in _CHECKS.get(table.sheet.record, ()):
            for row in stated:
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
        if not scene.index.may_yet_bring(ref):
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
        if not scene.index.is_unread("companies", "uscc"):
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


def _moved(marks_of: Callable[[Index], Mapping[str, Mark]]) -> Check:
    """A known number that now tells of another community may have been used twice."""

    def check(scene: Scene, table: Table, row: Any) -> Iterator[Fault]:
        mark, root = marks_of(scene.index).get(row.number), _own_root(scene.index, row)
        before = mark.stood_in if mark is not None else None
        if before is not None and root is not None and scene.index.root(before) != root:
            scene.moved.append((table, row.row, row.number, before.name))
        return iter(())

    return check


def _unknown(table: Table, row: Any, at: str, what: str) -> Fault:
    return table.fault(
        FaultKind.UNKNOWN, row.row, at, read=getattr(row, at), expected=f"应为{what}"
    )


def _is_unknown(index: Index, topic: str, marks: Mapping[str, Mark], number: str | None) -> bool:
    """Whether a number is told that nobody bears, nor can a row whose number was not read."""
    if number is None:
        return False
    mark = marks.get(number)
    return (mark is None and not index.is_unread(topic, "number")) or (
        mark is not None and mark.is_void
    )


# --- sheets -------------------------------------------------------------------------------------


def _own_community(scene: Scene, table: Table, row: rows.CommunityRow) -> Iterator[Fault]:
    if table.is_unsure(row.row, *(("code",) if row.code else ("code", "county", "name"))):
        return
    spot = spot_of(scene.index, row)
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
    if spot.county != row.county and not table.is_unsure(row.row, "county"):
        yield table.fault(
            FaultKind.CONFLICT,
            row.row,
            "county",
            read=AREA_BY_CODE[row.county].name,
            expected=f"小区 {spot.code} 已登记在{AREA_BY_CODE[spot.county].name}，所在县不能改",
        )


def _into(scene: Scene, table: Table, row: rows.CommunityRow) -> Iterator[Fault]:
    """合并至: one known community."""
    if row.into is None or row.into == row.code:
        return
    found = [it for it in scene.index.candidates(row.into) if not it.is_void]
    if len(found) == 1:
        spot = spot_of(scene.index, row)
        if spot is not None and not table.is_unsure(row.row, "code"):
            yield from _merge(scene, table, row, spot, found)
    elif found or not scene.index.may_yet_bring(row.into):
        kind = FaultKind.AMBIGUOUS if found else FaultKind.UNKNOWN
        expected = "应为小区台账中唯一的一个小区"
        yield table.fault(kind, row.row, "into", read=row.into, expected=expected)


def _merge(
    scene: Scene, table: Table, row: rows.CommunityRow, spot: Spot, found: list[Spot]
) -> Iterator[Fault]:
    """Two communities of the same county, and no ring (DOMAIN 5.1)."""
    if found[0] is spot:
        expected = "小区不能合并到自己"
        yield table.fault(FaultKind.RING, row.row, "into", read=row.into, expected=expected)
    elif found[0].county != spot.county and (
        spot.id is not None or not table.is_unsure(row.row, "county")
    ):
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
    if not table.is_unsure(row.row, "uscc", "name") and firm_of(scene.index, row) is None:
        yield table.fault(
            FaultKind.AMBIGUOUS,
            row.row,
            "name",
            read=row.name,
            expected="有几家企业叫这个名称，请填统一社会信用代码",
        )


def _visit(scene: Scene, table: Table, row: rows.VisitRow) -> Iterator[Fault]:
    if _is_unknown(scene.index, "missions", scene.index.missions, row.mission):
        yield _unknown(table, row, "mission", "督导任务表中已有的任务编号")


def _own_root(index: Index, row: Any) -> str | None:
    """The community that stands for the one of a row, where it is known."""
    found = index.candidates(row.community) if row.community else []
    return index.root(found[0]) if len(found) == 1 else None


def _inspected(scene: Scene, table: Table, row: rows.ProblemRow) -> Iterator[Fault]:
    """CHK-02."""
    index = scene.index
    root = _own_root(index, row)
    if root is None or index.is_visit_lost or table.is_unsure(row.row, "confirmed_on"):
        return
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


def _found_by(scene: Scene, table: Table, row: rows.ProblemRow) -> Iterator[Fault]:
    """The visit that a supervision's problem came from (INTERCHANGE 2)."""
    if row.source != ProblemSource.SUPERVISION or row.source_ref is None:
        return
    index = scene.index
    if _is_unknown(index, "visits", index.visits, row.source_ref):
        yield _unknown(
            table, row, "source_ref", "检查记录的记录编号（来源是督导检查的，来源编号填它）"
        )
        return
    visit, root = index.visits.get(row.source_ref), _own_root(index, row)
    if visit is None or visit.spot is None or root is None or index.is_merge_lost:
        return
    if index.root(visit.spot) != root:
        expected = "应为本小区的检查记录，这条记录是另一个小区的"
        yield table.fault(
            FaultKind.CONFLICT, row.row, "source_ref", read=row.source_ref, expected=expected
        )


def _order(scene: Scene, table: Table, row: rows.OrderRow) -> Iterator[Fault]:
    for number in row.problems or ():
        mark = scene.index.problems.get(number)
        if mark is None:
            if scene.index.is_unread("problems", "number"):
                continue
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
    if _is_unknown(scene.index, "cases", scene.index.cases, row.parent):
        yield _unknown(table, row, "parent", "台账中已有的受理编号")
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
    rows.CommunityRow: (_own_county, _own_community, _into),
    rows.CompanyRow: (_own_company,),
    rows.ContractRow: (_community, _company, overlap_faults),
    rows.MissionRow: (_number(lambda index: index.missions), _own_county),
    rows.VisitRow: (
        _number(lambda index: index.visits),
        _moved(lambda index: index.visits),
        _community,
        _company,
        _visit,
    ),
    rows.ProblemRow: (
        _number(lambda index: index.problems),
        _moved(lambda index: index.problems),
        _community,
        _company,
        _inspected,
        _found_by,
    ),
    rows.OrderRow: (_number(lambda index: index.orders), _order),
    rows.LevelRow: (_community,),
    rows.PenaltyRow: (_number(lambda index: index.penalties), _company, _own_county),
    rows.ExitRow: (_community, _company),
    rows.ExposureRow: (_company, _own_county),
    rows.LedgerRow: (_community, _case),
}
