"""The components as template tags. The gallery at /ui/ shows each with its source.

A list page:

    {% extends "desk/base.html" %}{% load ui %}
    {% block title %}小区台账{% endblock %}
    {% block main %}
    {% page_head "小区台账" count=listing.total is_more=listing.is_more unit="个" %}
      <a class="btn btn-primary" href="…">新增小区</a>
    {% endpage_head %}
    {% filter_bar filters %}
    {% table listing label="小区" %}
      {% for row in listing.rows %}
      <tr data-tingban-row>
        <th scope="row"><a href="{% url 'desk:community' row.code %}">{{ row.name }}</a></th>
        <td class="num">{{ row.problems|figure }}</td><td>{% deadline row.due_on %}</td></tr>
      {% empty %}
      <tr><td colspan="3">{% empty "没有符合条件的小区" "换一个条件。" %}{% endempty %}</td></tr>
      {% endfor %}
    {% endtable %}
    {% pager listing %}
    {% endblock %}

A form page: `{% form_errors form %}`, then `{% field form.name %}` or `{% fields form %}`, inside
`<form method="post" data-tingban-once>`. A card: `{% facts … %}`, `{% timeline … %}`,
`{% checklist … %}`, `{% tabs … %}`, `{% actions … %}` with the values of `tingban.web.ui.rows`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django import forms, template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from tingban.kit import clock
from tingban.web.ui import rows, words
from tingban.web.ui.listing import Listing
from tingban.web.ui.optional import word_of
from tingban.web.ui.submitting import place_of

register = template.Library()
_ICONS: Final = "@tabler/icons/icons/outline"
STYLESHEETS: Final = (
    "colours", "tokens", "shell", "page", "buttons", "messages", "forms", "filter", "table",
    "pager", "badges", "facts", "timeline", "checklist", "tabs", "tiles", "steps", "progress",
    "empty", "disclosure", "files", "lines", "annex3", "weekly", "changes", "history", "picks",
    "todo", "notices", "slips", "board", "cards", "papers", "votes", "plain", "print",
)  # fmt: skip
SCRIPTS: Final = (
    "rows", "cards", "once", "confirm", "menus", "errors", "idle", "keep", "files", "leave",
    "ballots",
)  # fmt: skip
_FEW: Final = 3
_TONES: Final = frozenset({"", "good", "soon", "late", "still", "plain", "accent"})


def _drawing(name: str) -> str:
    text = (Path(settings.NODE_MODULES) / _ICONS / f"{name}.svg").read_text(encoding="utf-8")
    return text[text.index(">", text.index("<svg")) + 1 : text.rindex("</svg>")]


@register.simple_tag
@lru_cache(maxsize=1)
def stylesheets() -> SafeString:
    """One file a component, in the order in which they build on each other."""
    return format_html_join(
        "\n",
        '<link rel="stylesheet" href="{}">',
        ((static(f"tingban/css/{name}.css"),) for name in STYLESHEETS),
    )


@register.simple_tag
@lru_cache(maxsize=1)
def scripts() -> SafeString:
    """Small modules that hook on `data-tingban-*`; every page works without them."""
    return format_html_join(
        "\n",
        '<script type="module" src="{}"></script>',
        ((static(f"tingban/js/{name}.js"),) for name in SCRIPTS),
    )


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """An icon of the Tabler set, drawn into the page; words stand beside it."""
    return mark_safe(  # noqa: S308 -- drawings of our own package
        '<svg class="tb-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        f"{_drawing(name)}</svg>"
    )


@register.simple_block_tag
def page_head(
    content: str,
    title: str,
    count: int | None = None,
    unit: str = "",
    note: str = "",
    is_more: bool = False,
) -> str:
    """What the page is, how many, the main action at right (the block's content)."""
    context = {
        "title": title, "count": count, "unit": unit, "note": note, "content": content,
        "is_more": is_more,
    }  # fmt: skip
    return render_to_string("ui/components/page_head.html", context)


@register.inclusion_tag("ui/components/filter_bar.html", takes_context=True)
def filter_bar(context: template.Context, form: forms.Form, label: str = "筛选") -> dict[str, Any]:
    """The form's fields in one line that stays; the state lives in the address.

    On a phone many fields that nobody used yet stand behind 更多条件.
    """
    request = context["request"]
    dress(form)
    narrowed = any(request.GET.get(form.add_prefix(name)) for name in form.fields)
    is_short = not narrowed and len(form.fields) > _FEW
    return {"form": form, "label": label, "path": request.path, "narrowed": narrowed,
            "is_short": is_short,
            "sort": request.GET.get("sort", ""), "size": request.GET.get("size", "")}  # fmt: skip


@register.simple_block_tag
def table(content: str, listing: Listing, label: str, extra: str = "") -> str:
    """A list with frozen head and first column; the content is its rows."""
    context = {"listing": listing, "label": label, "content": content, "extra": extra}
    return render_to_string("ui/components/table.html", context)


@register.inclusion_tag("ui/components/pager.html")
def pager(listing: Listing) -> dict[str, Any]:
    """Which rows are shown, pages, rows a page."""
    return {"listing": listing}


@register.simple_block_tag
def empty(content: str, title: str, text: str = "") -> str:
    """What will stand here, and the one button that begins it."""
    context = {"title": title, "text": text, "content": content}
    return render_to_string("ui/components/empty.html", context)


@register.simple_block_tag
def panel(content: str, title: str = "", note: str = "", ident: str = "") -> str:
    """A part of a page under its own head."""
    context = {"title": title, "note": note, "content": content, "ident": ident}
    return render_to_string("ui/components/panel.html", context)


@register.simple_block_tag
def disclosure(content: str, label: str, tone: str = "") -> str:
    """A button that opens what stands in it, without script."""
    context = {"label": label, "tone": tone, "content": content}
    return render_to_string("ui/components/disclosure.html", context)


@register.simple_tag
@lru_cache(maxsize=512, typed=True)
def badge(label: str, tone: str = "plain") -> SafeString:
    """A state as a word on a ground; `tone` colours it, never alone."""
    if tone not in _TONES:
        raise ValueError(f"no such tone: {tone}")
    kind = "neutral" if tone in ("", "plain") else tone
    return format_html('<span class="tb-badge tb-{}">{}</span>', kind, label)


@register.simple_tag
def deadline(due: date | None, rule: str = "", stopped: str = "") -> SafeString:
    """剩 3 天 / 今天 18:00 前 / 逾期 2 天; the rule on hover; `stopped`: why it stands."""
    if due is None:
        return mark_safe('<span class="tb-none">—</span>')
    chip = (
        words.Chip(f"停止计时：{stopped}", "still")
        if stopped
        else words.deadline(due, now=clock.now())
    )
    title = f"{words.exactly(due)} 到期" + (f"（{rule}）" if rule else "")
    return _chip(chip.tone, title, chip.text)


# A list says the same few things of its fifty rows.
@lru_cache(maxsize=1024)
def _chip(tone: str, title: str, text: str) -> SafeString:
    return format_html('<span class="tb-chip tb-{}" title="{}">{}</span>', tone, title, text)


@register.inclusion_tag("ui/components/attachments.html")
def attachments(files: Sequence[rows.Attached], none: str = "还没有材料。") -> dict[str, Any]:
    """Files with small pictures; each opens, and tells who brought it and when."""
    return {"files": files, "none": none}


@register.filter
def file_size(value: int) -> str:
    """640 KB, 1.2 MB."""
    return words.file_size(value)


@register.filter
def day(value: date | None) -> str:
    """6月18日 周二."""
    if value is None:
        return ""
    text = words.day(_date(value), today=clock.today())
    return _time(value, text)


@register.filter
def short_day(value: date | None) -> str:
    """6月18日, for narrow columns."""
    if value is None:
        return ""
    return _time(value, words.day(_date(value), today=clock.today(), weekday=False))


@register.filter
def moment(value: datetime | None) -> str:
    """6月18日 09:30, the exact moment on hover."""
    return "" if value is None else _time(value, words.moment(value, today=clock.today()))


def _date(value: date) -> date:
    return value.astimezone(clock.SHANGHAI).date() if isinstance(value, datetime) else value


def _time(value: date, text: str) -> SafeString:
    exactly = words.exactly(value)
    return mark_safe(  # noqa: S308 -- figures and words of a day, nothing that was typed
        f'<time datetime="{value.isoformat()}" title="{exactly}">{text}</time>'
    )


@register.filter
def figure(value: float | None) -> SafeString:
    """A number of a table: zeros pale, a missing base as a dash, thousands parted."""
    if value is None:
        return mark_safe('<span class="tb-none">—</span>')
    if value == 0:
        return mark_safe('<span class="tb-zero">0</span>')
    return mark_safe(f"{value:,}")  # noqa: S308 -- a number


@register.inclusion_tag("ui/components/facts.html")
def facts(lines: Sequence[rows.Fact]) -> dict[str, Any]:
    """A definition list."""
    return {"lines": lines}


@register.inclusion_tag("ui/components/timeline.html")
def timeline(moments: Sequence[rows.Moment], none: str = "还没有记录。") -> dict[str, Any]:
    """Who, when, what; newest first as given."""
    return {"moments": moments, "none": none}


@register.inclusion_tag("ui/components/checklist.html")
def checklist(checks: Sequence[rows.Check]) -> dict[str, Any]:
    """What is there and what is missing for the next step."""
    return {"checks": checks}


@register.inclusion_tag("ui/components/tabs.html")
def tabs(items: Sequence[rows.Tab], label: str = "分页") -> dict[str, Any]:
    """Tabs; each is a page of its own."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/components/tiles.html")
def tiles(items: Sequence[rows.Tile]) -> dict[str, Any]:
    """Figures that lead to their lists."""
    return {"items": items}


@register.inclusion_tag("ui/components/actions.html", takes_context=True)
def actions(context: template.Context, items: Sequence[rows.Action]) -> dict[str, Any]:
    """Next steps as buttons, closed ones with their reason."""
    return {"items": items, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/components/breadcrumbs.html")
def breadcrumbs(crumbs: Sequence[rows.Crumb]) -> dict[str, Any]:
    """The way here."""
    return {"crumbs": crumbs}


@register.inclusion_tag("ui/components/progress.html")
def progress(done: int, total: int, label: str, poll: str = "") -> dict[str, Any]:
    """A bar with its counts; `poll` is the address of the fragment that replaces it."""
    share = 0 if not total else min(100, done * 100 // total)
    return {"done": done, "total": total, "label": label, "poll": poll, "share": share}


@register.inclusion_tag("ui/components/form_errors.html")
def form_errors(form: forms.Form) -> dict[str, Any]:
    """All errors at the top, each a link to its field."""
    lines = [
        (place_of(form, name), _label(form, name), error)
        for name, errors in form.errors.items()
        for error in errors
    ]
    return {"lines": lines}


def _label(form: forms.Form, name: str) -> str:
    return str(form[name].label) if name in form.fields else ""


@register.inclusion_tag("ui/components/field.html")
def field(bound: forms.BoundField, unit: str = "") -> dict[str, Any]:
    """Label above, hint below it, the control, its error."""
    dress(bound.form)
    return {"field": bound, "unit": unit, "optional": word_of(bound.field),
            "is_group": bound.widget_type in _GROUPS,
            "is_single_check": bound.widget_type == "checkbox"}  # fmt: skip


@register.inclusion_tag("ui/components/fields.html")
def fields(form: forms.Form) -> dict[str, Any]:
    """All fields of a form, one below the other."""
    return {"form": form}


_GROUPS: Final = ("radioselect", "checkboxselectmultiple")
_CLASSES: Final[Mapping[str, str]] = {
    "select": "form-select",
    "quickselect": "form-select",
    "selectmultiple": "form-select",
    "checkbox": "form-check-input",
    "radioselect": "form-check-input",
    "checkboxselectmultiple": "form-check-input",
}


def dress(form: forms.BaseForm) -> None:
    """Give the widgets of a form their classes."""
    for bound in (form[name] for name in form.fields):
        attrs = bound.field.widget.attrs
        attrs.setdefault("class", _CLASSES.get(bound.widget_type, "form-control"))
