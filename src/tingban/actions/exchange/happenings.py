"""Writing missions, visits, problems, orders, level decisions, penalties, exits, exposures."""

from collections.abc import Iterable
from typing import Final

from tingban.actions.exchange import bulk
from tingban.actions.exchange.index import Index, Mark, id_of
from tingban.actions.exchange.pen import Pen
from tingban.actions.exchange.statements import Shape, Statement, days, write
from tingban.data.enforcement.models import (
    Exposure,
    ExposureFact,
    ExposureStep,
    LevelDecision,
    LevelFact,
    Penalty,
    PenaltyFact,
    PenaltyStep,
)
from tingban.data.exits.models import Exit, ExitFact, ExitStep
from tingban.data.inspections.models import Mission, MissionFact, Visit, VisitFact
from tingban.data.rectification.models import (
    Order,
    OrderProblem,
    OrderStep,
    Problem,
    ProblemFact,
    ProblemStep,
)
from tingban.rules.enforcement import ExposureStepKind, PenaltyStepKind
from tingban.rules.exchange.records import (
    ExitRow,
    ExposureRow,
    LevelRow,
    MissionRow,
    OrderRow,
    PenaltyRow,
    ProblemRow,
    VisitRow,
)
from tingban.rules.exchange.tables import Table
from tingban.rules.exits import ExitStepKind
from tingban.rules.rectification import OrderStepKind, ProblemStepKind

MISSION: Final = Shape(
    Mission,
    MissionFact,
    "mission",
    ("level", "county_id", "started_on"),
    ("number", "level", "county_id", "started_on"),
)
VISIT: Final = Shape(
    Visit,
    VisitFact,
    "visit",
    ("community_id", "kind", "level", "mission_id", "company_id", "done_on"),
    ("number", "community_id", "county_id", "kind", "level", "done_on"),
)
PROBLEM: Final = Shape(
    Problem,
    ProblemFact,
    "problem",
    (
        "community_id",
        "company_id",
        "category",
        "acts",
        "description",
        "source",
        "source_ref",
        "due_on",
    ),
    ("number", "community_id", "county_id", "category", "source", "state"),
    ProblemStep,
)
LEVEL: Final = Shape(
    LevelDecision,
    LevelFact,
    "decision",
    ("old_level", "new_level", "document"),
    ("community_id", "county_id", "decided_on", "kind"),
)
PENALTY: Final = Shape(
    Penalty,
    PenaltyFact,
    "penalty",
    ("company_id", "county_id", "organ", "category", "fine"),
    ("number", "company_id", "county_id", "organ"),
    PenaltyStep,
)
EXIT: Final = Shape(
    Exit,
    ExitFact,
    "exit",
    ("kind",),
    ("community_id", "county_id", "company_id", "kind"),
    ExitStep,
)
EXPOSURE: Final = Shape(
    Exposure,
    ExposureFact,
    "exposure",
    ("case_title",),
    ("company_id", "county_id", "published_on", "media"),
    ExposureStep,
)


def write_missions(pen: Pen, index: Index, table: Table) -> None:
    """督导任务."""
    write(
        pen,
        MISSION,
        [
            Statement(
                handle=index.missions[row.number],
                table=table,
                row=row.row,
                values=(row.level, row.county, row.started_on),
                identity=(row.number, row.level, row.county, row.started_on),
            )
            for row in table.rows
            if isinstance(row, MissionRow)
        ],
    )


def write_visits(pen: Pen, index: Index, table: Table) -> None:
    """检查记录."""
    write(
        pen,
        VISIT,
        [_visit(index, table, row) for row in table.rows if isinstance(row, VisitRow)],
    )


def _visit(index: Index, table: Table, row: VisitRow) -> Statement:
    spot = index.spot(row.community)
    mission = index.missions[row.mission] if row.mission else None
    where = id_of(spot)
    return Statement(
        handle=index.visits[row.number],
        table=table,
        row=row.row,
        values=(
            where,
            row.kind,
            row.level,
            id_of(mission),
            id_of(index.firm(row.company)),
            row.done_on,
        ),
        identity=(row.number, where, spot.county, row.kind, row.level, row.done_on),
    )


def write_problems(pen: Pen, index: Index, table: Table) -> None:
    """问题清单."""
    write(
        pen,
        PROBLEM,
        [_problem(index, table, row) for row in table.rows if isinstance(row, ProblemRow)],
    )


def _problem(index: Index, table: Table, row: ProblemRow) -> Statement:
    spot = index.spot(row.community)
    where = id_of(spot)
    return Statement(
        handle=index.problems[row.number],
        table=table,
        row=row.row,
        values=(
            where,
            id_of(index.firm(row.company)),
            row.category,
            row.acts,
            row.description,
            row.source,
            row.source_ref,
            row.due_on,
        ),
        identity=(row.number, where, spot.county, row.category, row.source, "clue"),
        steps={
            ProblemStepKind.CONFIRM.value: [row.confirmed_on],
            ProblemStepKind.COMPLETE.value: days(row.completed_on, row.completed_again_on),
            ProblemStepKind.REOPEN.value: days(row.reopened_on),
            ProblemStepKind.ANNUL.value: days(row.annulled_on),
        },
    )


def write_orders(pen: Pen, index: Index, table: Table) -> None:
    """责令整改: an order has no statement of its own, only its problems and its days."""
    rows = [row for row in table.rows if isinstance(row, OrderRow)]
    fresh = [row for row in rows if index.orders[row.number].id is None]
    counties = _counties_of_problems(index, rows)
    statements = []
    for row, id_ in zip(fresh, bulk.take_ids(Order, len(fresh)), strict=True):
        index.orders[row.number].id = id_
        county = counties[row.problems[0]]
        statements.append((id_, row.number, county, 1))
    bulk.copy_rows(Order, ("id", "number", "county_id", "version"), statements)
    linked = _link(pen, index, table, rows)
    dated = _date(pen, index, table, rows)
    brand_new = {row.number for row in fresh}
    changed = [row for row in rows if row.number in linked | dated]
    for row in changed:
        (pen.count_new if row.number in brand_new else pen.count_changed)(table)
    ids = [id_of(index.orders[row.number]) or 0 for row in changed]
    bulk.count_up(Order, [id_of(index.orders[n]) or 0 for n in (linked | dated) - brand_new])
    pen.touch(Order, ids)
    # A served order begins the putting right of its problems.
    told = {number for row in changed for number in row.problems}
    pen.touch(Problem, [id_of(index.problems[number]) or 0 for number in told])


def _counties_of_problems(index: Index, rows: Iterable[OrderRow]) -> dict[str, str]:
    numbers = {number for row in rows for number in row.problems}
    query = Problem.objects.values_list("number", "county_id")
    return dict(bulk.by_keys(query, "number", numbers)) | {
        number: index.problems[number].spot.county  # type: ignore[union-attr]  # just filtered
        for number in numbers
        if index.problems[number].spot is not None
    }


def _link(pen: Pen, index: Index, table: Table, rows: list[OrderRow]) -> set[str]:
    """The problems an order speaks of: those told are added, those no longer told retracted."""
    known: dict[int, dict[int, int]] = {}
    query = OrderProblem.objects.standing().values_list("order_id", "problem_id", "id")
    orders = {row.number: id_of(index.orders[row.number]) or 0 for row in rows}
    for order, problem, id_ in bulk.by_keys(query, "order_id", orders.values()):
        known.setdefault(order, {})[problem] = id_
    fresh: list[tuple[str, tuple[object, ...]]] = []
    gone: list[int] = []
    changed: set[str] = set()
    for row in rows:
        order = orders[row.number]
        told = {id_of(index.problems[number]) or 0 for number in row.problems}
        standing = known.get(order, {})
        added = sorted(told - standing.keys())
        dropped = [id_ for problem, id_ in standing.items() if problem not in told]
        fresh += [(table.origin(row.row), (order, problem)) for problem in added]
        gone += dropped
        if added or dropped:
            changed.add(row.number)
    pen.retract(OrderProblem, gone)
    pen.append(OrderProblem, ("order_id", "problem_id"), fresh)
    return changed


def _date(pen: Pen, index: Index, table: Table, rows: list[OrderRow]) -> set[str]:
    """送达日期 and 撤回日期."""
    query = OrderStep.objects.standing().values_list("order_id", "kind", "on", "id", "officers")
    orders = [id_of(index.orders[row.number]) for row in rows]
    known = {(order, kind): told for order, kind, *told in bulk.by_keys(query, "order_id", orders)}
    fresh: list[tuple[str, tuple[object, ...]]] = []
    gone: list[int] = []
    changed: set[str] = set()
    for row, order in zip(rows, orders, strict=True):
        for kind, on in (
            (OrderStepKind.SERVE.value, row.served_on),
            (OrderStepKind.WITHDRAW.value, row.withdrawn_on),
        ):
            standing = known.get((order, kind))
            if on is None or (standing is not None and standing[0] == on):
                continue
            officers = None
            if standing is not None:
                gone.append(standing[1])
                # A file tells days; whom the paper names stays as entered, nobody included.
                officers = None if standing[2] is None else bulk.as_json(standing[2])
            fresh.append((table.origin(row.row), (order, kind, on, officers)))
            changed.add(row.number)
    pen.retract(OrderStep, gone)
    pen.append(OrderStep, ("order_id", "kind", "on", "officers"), fresh)
    return changed


def write_levels(pen: Pen, index: Index, table: Table) -> None:
    """等级核定."""
    rows = [row for row in table.rows if isinstance(row, LevelRow)]
    spots = [index.spot(row.community) for row in rows]
    query = LevelDecision.objects.values_list("community_id", "decided_on", "kind", "id")
    known = {
        (spot, on, kind): id_
        for spot, on, kind, id_ in bulk.by_keys(query, "community_id", map(id_of, spots))
    }
    write(
        pen,
        LEVEL,
        [
            Statement(
                handle=Mark("", spot.county, known.get((id_of(spot), row.decided_on, row.kind))),
                table=table,
                row=row.row,
                values=(row.old_level, row.new_level, row.document),
                identity=(id_of(spot), spot.county, row.decided_on, row.kind),
            )
            for row, spot in zip(rows, spots, strict=True)
        ],
    )


def write_penalties(pen: Pen, index: Index, table: Table) -> None:
    """行政处罚."""
    statements = []
    for row in table.rows:
        if not isinstance(row, PenaltyRow):
            continue
        company = id_of(index.firm(row.company))
        statements.append(
            Statement(
                handle=index.penalties[row.number],
                table=table,
                row=row.row,
                values=(company, row.county, row.organ, row.category, row.fine),
                identity=(row.number, company, row.county, row.organ),
                steps={
                    PenaltyStepKind.DECIDE.value: [row.decided_on],
                    PenaltyStepKind.REVOKE.value: days(row.revoked_on),
                },
            )
        )
    write(pen, PENALTY, statements)


def write_exits(pen: Pen, index: Index, table: Table) -> None:
    """企业退出."""
    rows = [row for row in table.rows if isinstance(row, ExitRow)]
    spots = [index.spot(row.community) for row in rows]
    query = Exit.objects.values_list("community_id", bulk.PRESENT_COMPANY, "id")
    known = {
        (spot, company): id_
        for spot, company, id_ in bulk.by_keys(query, "community_id", map(id_of, spots))
    }
    statements = []
    for row, spot in zip(rows, spots, strict=True):
        key = (id_of(spot), id_of(index.firm(row.company)))
        statements.append(
            Statement(
                handle=Mark("", spot.county, known.get(key)),
                table=table,
                row=row.row,
                values=(row.kind,),
                identity=(key[0], spot.county, key[1], row.kind),
                steps={ExitStepKind.DONE.value: days(row.done_on)},
            )
        )
    write(pen, EXIT, statements)


def write_exposures(pen: Pen, index: Index, table: Table) -> None:
    """媒体曝光; publishing is a step, so that a wrong day can be put right."""
    rows = [row for row in table.rows if isinstance(row, ExposureRow)]
    firms = [id_of(index.firm(row.company)) for row in rows]
    query = Exposure.objects.alias(firm=bulk.PRESENT_COMPANY).values_list(
        bulk.PRESENT_COMPANY, "county_id", "published_on", "media", "id"
    )
    known = {
        (company, county, on, media): id_
        for company, county, on, media, id_ in bulk.by_keys(query, "firm", firms)
    }
    statements = []
    for row, company in zip(rows, firms, strict=True):
        key = (company, row.county, row.published_on, row.media or "")
        statements.append(
            Statement(
                handle=Mark("", row.county, known.get(key)),
                table=table,
                row=row.row,
                values=(row.case_title,),
                identity=key,
                steps={
                    ExposureStepKind.PUBLISH.value: [row.published_on],
                    ExposureStepKind.WITHDRAW.value: days(row.withdrawn_on),
                },
            )
        )
    write(pen, EXPOSURE, statements)
