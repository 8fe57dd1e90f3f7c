"""Addresses of the lists behind numbers, and of the causes of differences."""

from collections.abc import Callable

from django.utils.http import urlencode

from tingban.web.desk.drill_sides import Table
from tingban.web.desk.places import place

Link = Callable[[str, str], str]


def listed(table: Table) -> Link:
    """The list behind each number of a table."""
    base = f"{place('desk:drill_list')}?{urlencode({'of': table.spec})}"
    return lambda area, cell: f"{base}&area={area}&cell={cell}"


def compared(new: Table, old: Table) -> Link:
    """Why each number is another one."""
    base = f"{place('desk:drill_compare')}?{urlencode({'new': new.spec, 'old': old.spec})}"
    return lambda area, cell: f"{base}&area={area}&cell={cell}"
