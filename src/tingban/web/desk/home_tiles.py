"""The figures of the 工作台 by post: each leads to the list that it counts."""

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from tingban.reads.complaints.cases import Handed
from tingban.reads.overview.workbench import Workbench
from tingban.rules.actors import COUNTY, FIELD, Actor
from tingban.web.ui.rows import Tile


def address(name: str, *args: object, **query: str) -> str:
    """Where a list stands, narrowed; empty while its page is still to be built."""
    try:
        path = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    wanted = {key: value for key, value in query.items() if value}
    return f"{path}?{urlencode(wanted)}" if wanted else path


def _tile(label: str, count: int, unit: str, href: str, *, tone: str = "late") -> Tile:
    """A figure that colours only where there is something to do."""
    return Tile(label, count, unit, href, tone=tone if count else "")


def tiles(
    actor: Actor, bench: Workbench, *, untold: int, proposals: int, approvals: int, stuck: int
) -> list[Tile]:
    """What is late comes first, then what waits for this post."""
    own = actor.area_code if actor.role in COUNTY else ""
    # No case exists for them, and no report: what is not told is not a nought.
    if actor.role in FIELD:
        return _problems(bench)
    found = [
        *_problems(bench),
        _tile("超期未办", bench.total("late"), "件",
              address("desk:cases", view="work", due="late", unit=own, sort="due")),
        _tile("待受理", bench.total("unaccepted"), "件",
              address("desk:cases", view="work", state="unaccepted", unit=own), tone="soon"),
        _tile("办理中", bench.total("unclosed"), "件",
              address("desk:cases", view="work", state="inhand", unit=own), tone=""),
    ]  # fmt: skip
    if untold:
        href = address("desk:cases", view="work", state="untold", unit=actor.area_code, sort="due")
        found.append(_tile("并案了还没答复来源", untold, "件", href, tone="soon"))
    if actor.is_writer and proposals:
        href = address("desk:exchange_proposals")
        found.append(_tile("小区待确认", proposals, "件", href, tone="soon"))
    if approvals:
        found.append(_tile("导出待批", approvals, "份", address("desk:export"), tone="soon"))
    if stuck:
        found.append(_tile("通知没有送达", stuck, "条", address("desk:notices_stuck")))
    return found if own else [*_city(actor, bench), *found]


def _problems(bench: Workbench) -> list[Tile]:
    return [
        _tile("逾期未整改", bench.total("overdue"), "个",
              address("desk:problems", due="overdue", sort="due")),
        _tile("7 天内到期", bench.total("due_soon"), "个",
              address("desk:problems", due="week", sort="due"), tone="soon"),
    ]  # fmt: skip


def street_tiles(handed: Handed) -> list[Tile]:
    """What a street was handed."""
    return [
        _tile("待签收", handed.unsigned, "件", address("desk:cases", view="work", state="assigned"),
              tone="soon"),
        _tile("在手上的", handed.in_hand, "件", address("desk:cases", view="work", state="running"),
              tone=""),
        _tile("超期未办", handed.late, "件", address("desk:cases", view="work", due="late")),
    ]  # fmt: skip


def _city(actor: Actor, bench: Workbench) -> list[Tile]:
    """The fourteen reports as the city sees them."""
    href = address("desk:weekly_week", bench.week.code) if bench.week else ""
    corrections = len(bench.corrections)
    first = bench.corrections[0].number if corrections else ""
    return [
        _tile("未报送", bench.unsent, "个单位", href, tone="soon"),
        _tile("待审核", bench.to_review, "个单位", href, tone="soon"),
        _tile("更正待批", corrections, "份", address("desk:weekly_report", first) if first else "",
              tone="soon"),
    ]  # fmt: skip
