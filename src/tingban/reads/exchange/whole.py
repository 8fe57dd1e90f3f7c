"""The twelve sheets of one export, in the order in which they depend on each other."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final

from tingban.reads.exchange import happenings, ledger, registers
from tingban.reads.exchange.extent import Extent
from tingban.reads.exchange.ledger import Shown, masked
from tingban.rules.actors import Actor
from tingban.rules.exchange.columns import Sheet
from tingban.rules.exchange.records import Record
from tingban.rules.exchange.sheets import SHEETS

_READ: Final[dict[str, Callable[[Extent], Iterator[Record]]]] = {
    "communities": registers.communities,
    "companies": registers.companies,
    "contracts": registers.contracts,
    "missions": registers.missions,
    "visits": happenings.visits,
    "problems": happenings.problems,
    "orders": happenings.orders,
    "levels": happenings.levels,
    "penalties": happenings.penalties,
    "exits": happenings.exits,
    "exposures": happenings.exposures,
}


def sheets(
    actor: Actor, *, area: str | None = None, shown: Shown = masked
) -> Iterator[tuple[Sheet, Iterable[Record]]]:
    """Each sheet with its rows, read one after the other as they are asked for."""
    extent = Extent(actor, area)
    read: dict[str, Callable[[Extent], Iterator[Record]]] = {
        **_READ,
        "cases": partial(ledger.cases, shown=shown),
    }
    for sheet in SHEETS:
        yield sheet, read[sheet.topic](extent)
