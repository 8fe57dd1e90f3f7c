"""文书: list, card, its very pages, its files; what is done with one in `papers_acts_views`."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tingban.kit import clock
from tingban.reads.documents.paper_batches import latest_batches
from tingban.reads.documents.paper_lists import paper_ledger
from tingban.reads.documents.papers import PaperLine, paper_card
from tingban.reads.overview.sheets import SHEET_BY_KEY, SHEETS, sheet_of
from tingban.reports.documents.paper_docx import paper_docx
from tingban.reports.documents.paper_pdf import paper_pdf
from tingban.reports.lists import ListColumn
from tingban.rules.actors import Actor
from tingban.rules.audit.acts import subject_label
from tingban.rules.documents.papers import IN_FORCE, STAGE_LABELS, PaperStage
from tingban.rules.errors import NotFound
from tingban.web import doors
from tingban.web.desk import downloads
from tingban.web.desk import fact_lists as lists
from tingban.web.desk.papers_cards import PAPER_READERS, Seen, context_of, pictures, seen
from tingban.web.desk.papers_forms import PaperFilterForm
from tingban.web.desk.papers_panel import TONES
from tingban.web.doors import DeskRequest
from tingban.web.ui import list_file, listing
from tingban.web.ui.listing import Column
from tingban.web.ui.rows import Tab

COLUMNS: Final = (
    Column("title", "标题"),
    Column("number", "文号", sort=True),
    Column("stage", "状态"),
    Column("county", "县(市、区)", sort=True),
    Column("drafted", "起草", sort=True),
    Column("signed", "签发日期", sort=True),
    Column("served", "送达日期"),
)
BOOK: Final = (
    ListColumn("文书编号", 24), ListColumn("标题", 44), ListColumn("文号", 26),
    ListColumn("状态", 10), ListColumn("县(市、区)", 12), ListColumn("发文机关", 26),
    ListColumn("起草人", 12), ListColumn("签发日期", 12), ListColumn("签发人", 12),
    ListColumn("送达日期", 12),
)  # fmt: skip
_FILES: Final[dict[str, Callable[..., bytes]]] = {
    "docx": paper_docx, "pdf": paper_pdf,
}  # fmt: skip
_RECENT: Final = 3
_HIDDEN: Final = "所属事项您无权查看"
_NO_TEXT: Final = "这份文书所属的事项不在您的辖区内，或者已经作废，不能生成文件。"


@doors.desk(roles=lists.FIELD_READERS)
def papers(request: DeskRequest) -> HttpResponseBase:
    """The list, or its workbook."""
    form = filter_of(request.GET, request.actor)
    query = listing.asked(request, COLUMNS, default="-drafted")
    found = paper_ledger(request.actor, form.wanted(), list_file.window(query, request))
    if list_file.wanted(request):
        cells = (_cells(request.actor, row) for row in found.rows)
        return list_file.answer(request, "文书", BOOK, cells)
    lines = [_shown(request.actor, row) for row in found.rows]
    table = listing.Listing(query, COLUMNS, found.shown_as(lines))
    tabs = [
        Tab("各种文书", reverse("desk:papers"), is_current=True),
        Tab("责令限期整改通知书", reverse("desk:orders")),
    ]
    context = {
        "listing": table, "filters": form, "tabs": tabs, "may_sign": request.actor.is_leader,
        "batches": latest_batches(request.actor, limit=_RECENT),
    }  # fmt: skip
    return render(request, "desk/papers/list.html", context)


def filter_of(told: QueryDict, actor: Actor) -> PaperFilterForm:
    """The filter bar as an address tells it."""
    kinds = [(it.template.key, _plain(it.template.title)) for it in SHEETS]
    return PaperFilterForm(told, actor=actor, kinds=kinds)


def _plain(title: str) -> str:
    return title.replace("【", "").replace("】", "")


def _title(actor: Actor, row: PaperLine) -> str:
    """What is for some posts only is named to those who see what it speaks of (T-C05)."""
    sheet = SHEET_BY_KEY.get(row.template)
    if sheet is None or not sheet.template.readers or sheet.sees(actor, row.subject_key):
        return row.title
    return ""


def _shown(actor: Actor, row: PaperLine) -> dict[str, Any]:
    return {
        "row": row,
        "title": _title(actor, row),
        "about": subject_label(row.subject),
        "can_choose": row.stage in (PaperStage.REVIEW, *IN_FORCE),
        "stage": STAGE_LABELS[row.stage],
        "tone": TONES[row.stage],
        "county": lists.area_name(row.county),
    }


def _cells(actor: Actor, row: PaperLine) -> tuple[object, ...]:
    return (
        row.key, _title(actor, row) or _HIDDEN, row.number, STAGE_LABELS[row.stage],
        lists.area_name(row.county),
        row.organ, row.drafter, row.signed_on, row.signer, row.served_on,
    )  # fmt: skip


def paper_seen(request: DeskRequest, key: str) -> Seen:
    """The paper of an address, as these eyes have it."""
    card = paper_card(request.actor, key)
    return seen(request.actor, card, sheet_of(card.line.template))


@never_cache
@doors.desk(roles=PAPER_READERS)
def paper(request: DeskRequest, key: str) -> HttpResponse:
    """The card."""
    found = paper_seen(request, key)
    return render(request, "desk/papers/card.html", context_of(request.actor, found))


@require_safe
@never_cache
@doors.desk(roles=PAPER_READERS)
def page(request: DeskRequest, key: str, place: int) -> HttpResponse:
    """One of the very pages as a picture."""
    drawn = pictures(paper_seen(request, key))
    if not 0 < place <= len(drawn):
        raise NotFound("这份文书没有这一页。")
    return HttpResponse(drawn[place - 1], content_type="image/png")


@require_safe
@never_cache
@doors.desk(roles=PAPER_READERS)
def file(request: DeskRequest, key: str, ending: str) -> HttpResponseBase:
    """The paper as docx or pdf; a draft says so on each of its pages and in its name."""
    write = _FILES.get(ending)
    if write is None:
        raise NotFound("文书只有 docx 和 pdf 两种格式。")
    found = paper_seen(request, key)
    if found.text is None:
        raise NotFound(found.hidden or _NO_TEXT)
    on = found.card.line.signed_on or clock.today()
    target = downloads.draft()
    is_draft = found.card.kept is None
    target.write(write(found.text, on, is_draft=is_draft))
    name = f"{found.text.title}{found.card.line.number}{'（草稿）' if is_draft else ''}.{ending}"
    return downloads.sent(target, name)
