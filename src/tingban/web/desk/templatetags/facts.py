"""What the pages of facts show again and again: list tools, picks, numbers cut short."""

from typing import Any

from django import template

from tingban.rules.inspections import VISIT_LABELS, VisitKind
from tingban.web.desk.fact_picks import Pick
from tingban.web.ui.listing import Listing
from tingban.web.ui.templatetags.ui import dress

register = template.Library()


@register.inclusion_tag("desk/_list_tools.html", takes_context=True)
def list_tools(context: template.Context, listing: Listing) -> dict[str, Any]:
    """The filter in words, other ways to look, and the workbook of the same rows."""
    return {
        "filters": context["filters"],
        "tabs": context.get("tabs"),
        "export_href": listing.query.with_(export="xlsx", page=None),
    }


@register.inclusion_tag("desk/_pick.html")
def pick(chosen: Pick) -> dict[str, Any]:
    """A search field with the choices it found."""
    dress(chosen.form)
    return {"pick": chosen}


@register.filter
def visit_kind(kind: str) -> str:
    """排查, 复核, …"""
    return VISIT_LABELS[VisitKind(kind)]


@register.filter
def tail_of(number: str) -> str:
    """The end of a document number, for narrow columns: 〔2024〕3号."""
    place = number.find("〔")
    return number[place:] if place >= 0 else number
