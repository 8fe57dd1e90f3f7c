"""What cards and lists of proceedings show: facts, steps, what is missing, what was done."""

from typing import Any, Final

from django.urls import reverse

from tingban.kit import clock
from tingban.reads.overview.sheets import sheets_about
from tingban.reads.overview.ties import ties_of
from tingban.reads.rectification import proceeding_lists as lists
from tingban.reads.rectification import proceedings as reads
from tingban.reads.rectification.proceeding_lists import ProceedingRow
from tingban.reports.lists import ListColumn
from tingban.rules.actors import Actor
from tingban.rules.audit.offers import Offer
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.rectification import CATEGORY_LABELS, Category
from tingban.rules.rectification.fields import offered, told_in_words
from tingban.rules.rectification.stages import STAGE_LABELS
from tingban.web.desk import fact_lists, tied
from tingban.web.desk.fact_histories import lines
from tingban.web.desk.papers_panel import papers_panel
from tingban.web.desk.proceeding_kinds import Kind
from tingban.web.ui import days, rows
from tingban.web.ui.listing import Column
from tingban.web.ui.rows import Crumb, Fact

_COLUMNS: Final = (
    Column("number", "编号", sort=True),
    Column("due", "期限", sort=True, hint="现在这个阶段的期限"),
    Column("stage", "阶段"),
    Column("title", "事由"),
    Column("company", "企业"),
    Column("community", "小区"),
    Column("county", "县(市、区)", sort=True),
    Column("on", "启动", sort=True, hint="启动日期"),
)
_BOOK: Final = (
    ListColumn("编号", 24), ListColumn("县(市、区)", 12), ListColumn("事由", 40),
    ListColumn("企业", 30), ListColumn("小区", 24), ListColumn("阶段", 14),
    ListColumn("启动日期", 12), ListColumn("期限", 12), ListColumn("办结日期", 12),
)  # fmt: skip


def columns_of(actor: Actor) -> tuple[Column, ...]:
    """Whoever sees one county needs no column for it."""
    if actor.sees_whole_city:
        return _COLUMNS
    return tuple(column for column in _COLUMNS if column.key != "county")


def list_heads() -> tuple[ListColumn, ...]:
    """The columns of the workbook."""
    return _BOOK


def list_line(kind: Kind, row: ProceedingRow, actor: Actor) -> dict[str, Any]:
    """A line in words."""
    is_over = row.stage in kind.flow.ends
    is_told = kind.flow.tells_clock(actor, row.stage)
    return {
        "row": row,
        "href": reverse(f"desk:{kind.name}", args=[row.number]),
        "stage": kind.flow.machine.states[row.stage],
        "tone": "still" if is_over else "accent",
        "county": fact_lists.area_name(row.county_code),
        "due_on": last_day_of(row.due_at) if row.due_at and is_told else None,
        "due_rule": _limit(row.due_rule),
    }


def list_cells(kind: Kind, row: ProceedingRow, actor: Actor) -> tuple[object, ...]:
    """A line as the workbook has it."""
    line = list_line(kind, row, actor)
    return (
        row.number, line["county"], row.title, row.company, row.community, line["stage"],
        row.opened_on, line["due_on"], row.closed_on,
    )  # fmt: skip


def crumbs(kind: Kind, number: str = "") -> list[Crumb]:
    """The way to a page below the list."""
    found = [Crumb(kind.title, reverse(f"desk:{kind.plural}"))]
    if number:
        found.append(Crumb(number, reverse(f"desk:{kind.name}", args=[number])))
    return found


def context_of(kind: Kind, actor: Actor, row: Any) -> dict[str, Any]:
    """All that the card shows."""
    flow, today = kind.flow, clock.today()
    is_inside = actor.sees_facts
    course = reads.course_of(flow, row, today=today)
    following = reads.following(flow, actor, row, course)
    shown = lists.row_of(row)
    offers = [offer for offer in following.offers if offer.act != kind.open_act]
    near = sorted((it for it in offers if it.is_near), key=lambda it: _place(kind, it, following))
    more = kind.more(row, course) if kind.more and is_inside else ()
    return {
        "kind": kind,
        "crumbs": [*crumbs(kind), Crumb(row.number)],
        "line": list_line(kind, shown, actor),
        "facts": [*_facts(shown, is_inside=is_inside), *more],
        "told": _told(kind, course) if is_inside else [],
        "sums": kind.sums(course) if is_inside else (),
        "problems": [_problem(it) for it in lists.problems_of(flow, actor, row.number)],
        "following": following,
        "checks": _checks(following) if is_inside else [],
        "lacking": kind.lacks(course) if is_inside else (),
        "rules_href": _rules_href(kind, row.number),
        "steps": [_action(kind, row, it) for it in near],
        "later": [_action(kind, row, it) for it in offers if not it.is_near],
        "ties": tied.shown(ties_of(actor, flow.subject, row.number)),
        "links": [
            (label, reverse(f"desk:{name}", args=[row.number])) for label, name in kind.links
        ],
        "lines": lines(
            actor, lists.history_of(flow, row, is_inside=is_inside, beside=course.beside)
        ),
        "number": row.number,
        "subject": flow.subject_of(row.number),
        "papers": papers_panel(
            actor,
            flow.subject_of(row.number),
            sheets_about(flow.subject),
            first=None if flow.papers_due is None else flow.papers_due.get(row.stage, ()),
        ),
    }


def _rules_href(kind: Kind, number: str) -> str:
    return reverse("desk:files", args=[f"{kind.gallery}:{number}"]) if kind.gallery else ""


def _checks(following: reads.NextSteps) -> list[rows.Check]:
    """What the main step still lacks; told inside the bureau."""
    return [
        rows.Check(it.label, it.is_done, "" if it.is_done else it.hint) for it in following.missing
    ]


def _place(kind: Kind, offer: Offer, following: reads.NextSteps) -> tuple[bool, bool, bool]:
    is_main = offer.label == following.main
    return (offer.act == kind.undo_act or offer.act in kind.grave, not is_main, not offer.is_open)


def _action(kind: Kind, row: Any, offer: Offer) -> rows.Action:
    number = row.number
    if offer.act == kind.undo_act:
        return fact_lists.step(offer.label, f"desk:{kind.name}_undo", number, reason=offer.reason)
    tone = "late" if offer.act in kind.grave else "accent" if _leads(kind, row.stage, offer) else ""
    return fact_lists.step(
        offer.label, f"desk:{kind.name}_step", number, offer.act, reason=offer.reason, tone=tone
    )


def _leads(kind: Kind, stage: str, offer: Offer) -> bool:
    """What leads on from another stage only corrects what stands in this one."""
    return offer.act in kind.flow.main.values() and not (
        any(it.act == offer.act and it.start == it.to == stage for it in kind.flow.machine.rows)
    )


def _facts(row: ProceedingRow, *, is_inside: bool) -> list[Fact]:
    """街道 and owners have no page of the company or of the community to go to."""
    company = reverse("desk:company", args=[row.company_id]) if row.company_id else ""
    place = reverse("desk:community", args=[row.community_code]) if row.community_code else ""
    if not is_inside:
        company = place = ""
    found = [
        Fact("企业", row.company, company),
        Fact("小区", row.community, place),
        Fact("县(市、区)", fact_lists.area_name(row.county_code)),
        Fact("启动日期", days.in_fact(row.opened_on, "")),
    ]
    if row.closed_on:
        found.append(Fact("办结日期", days.in_fact(row.closed_on, "")))
    return [fact for fact in found if fact.text]


def _told(kind: Kind, course: Any) -> list[Fact]:
    """The newest answer to every question that was ever asked, in the order of the steps; of acts
    that were done several times each for itself, where the kind says so."""
    found: dict[str, Fact] = {}
    for place, move in enumerate(course.moves):
        is_one_of = move.act in kind.each and course.count(move.act) > 1
        asked = offered(kind.flow.fields.get(move.act, ()), course.beside)
        for field, words in told_in_words(asked, move.told):
            label = key = field.label
            if is_one_of:
                label, key = f"{label}（{days.in_fact(move.on)}）", f"{label} {place}"
            found[key] = Fact(label, words)
    return list(found.values())


def _problem(row: lists.LinkedProblem) -> dict[str, str]:
    return {
        "number": row.number,
        "href": reverse("desk:problem", args=[row.number]),
        "category": CATEGORY_LABELS[Category(row.category)],
        "description": row.description,
        "stage": STAGE_LABELS[row.stage],
    }


def _limit(rule: str) -> str:
    limit = LIMIT_BY_KEY.get(rule)
    return limit.label if limit else ""
