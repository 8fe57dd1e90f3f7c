"""Addresses of the lists behind numbers: of a live table, of an edition, of the city's table."""

from datetime import date, datetime

from tingban.kit.clock import SHANGHAI
from tingban.web.desk.places import place
from tingban.web.desk.weekly_grid import Link

LIST = "desk:drill_list"
COMPARE = "desk:drill_compare"


def live(as_of: date, known_at: datetime | None = None) -> Link:
    """Numbers counted now; the moment of knowledge only where one was chosen."""
    known = f"&known_at={plain(known_at)}" if known_at else ""
    return _linked(f"as_of={as_of:%Y-%m-%d}{known}")


def edition(number: str, version: int) -> Link:
    """Numbers of one unit's edition."""
    return _linked(f"edition={number}&v={version}")


def city(week_code: str, version: int) -> Link:
    """Numbers of the city's frozen table."""
    return _linked(f"week={week_code}&v={version}")


def differences(week_code: str) -> Link:
    """Causes of what changed since the week before."""
    base = place(COMPARE)
    return lambda area, cell: f"{base}?week={week_code}&area={area}&cell={cell}" if base else ""


def plain(moment: datetime) -> str:
    """The moment of knowledge as an address carries it."""
    return moment.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M:%S")


def _linked(query: str) -> Link:
    base = place(LIST)
    return lambda area, cell: f"{base}?{query}&area={area}&cell={cell}" if base else ""
