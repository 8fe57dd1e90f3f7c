"""Words of the Friday as badges: a report's state, and how a unit stands to its deadline."""

from django import forms, template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from tingban.actions.weekly.papers import PAPER_LABELS
from tingban.rules.weekly.cells import CELL_BY_CODE
from tingban.rules.weekly.contents import ORIGIN_LABELS, Origin
from tingban.rules.weekly.standing import STANDING_LABELS, Standing
from tingban.rules.weekly.steps import STATE_LABELS, State
from tingban.web.desk.weekly_words import STANDING_TONES, state_tone
from tingban.web.ui.templatetags.ui import badge, dress, icon

register = template.Library()
_SHAPES = {
    Standing.PENDING: "○",
    Standing.ON_TIME: "✓",
    Standing.LATE: "◐",
    Standing.AUTO: "※",
    Standing.MISSING: "●",
}


@register.simple_tag
def report_state(state: State) -> SafeString:
    """待填报, 已报送待审核 …"""
    return badge(STATE_LABELS[state], state_tone(state))


@register.simple_tag
def standing(value: Standing) -> SafeString:
    """按时报送, 迟报, 系统代报, 未报送, 未到期: a word, a shape and a colour."""
    return format_html(
        '<span class="tb-badge tb-{}">{} {}</span>',
        STANDING_TONES[value], _SHAPES[value], STANDING_LABELS[value],
    )  # fmt: skip


@register.simple_tag
def cell_name(code: str) -> str:
    """排查情况·全面排查小区数."""
    cell = CELL_BY_CODE.get(code)
    return cell.title if cell else code


@register.simple_tag
def origin(value: Origin) -> str:
    """县级报送, 系统代报, 更正, 月末数."""
    return ORIGIN_LABELS[value]


@register.simple_tag
def dressed(bound: forms.BoundField) -> SafeString:
    """The bare control of a field whose label stands elsewhere."""
    dress(bound.form)
    return mark_safe(str(bound))  # noqa: S308 -- a widget of Django's


@register.simple_tag
def paper_links(number: str, version: int, *, of_city: bool = False) -> SafeString:
    """The papers of an edition to take away."""
    name = "desk:weekly_city_file" if of_city else "desk:weekly_file"
    return format_html(
        '<p class="tb-actions tb-papers">{}</p>',
        format_html_join(
            "",
            '<a class="btn btn-sm" href="{}">{}{}</a>',
            (
                (reverse(name, args=(number, version, paper)), icon("download"), label)
                for paper, label in PAPER_LABELS.items()
            ),
        ),
    )
