"""One edition of one unit: what was sent, and never changes (ADR 0009)."""

from django.http import HttpResponse
from django.shortcuts import render

from tingban.kit import clock
from tingban.reads.weekly import boards, editions
from tingban.reads.weekly.editions import StoredEdition
from tingban.rules.actors import CITY_WIDE, COUNTY
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.weekly import checks
from tingban.rules.weekly.contents import BRIEF_PARTS, ORIGIN_LABELS
from tingban.web import doors
from tingban.web.desk import weekly_tables
from tingban.web.desk.places import place
from tingban.web.desk.weekly_words import title_of
from tingban.web.doors import DeskRequest
from tingban.web.ui import words
from tingban.web.ui.rows import Crumb, Fact

FACTS = COUNTY | CITY_WIDE


@doors.desk(roles=FACTS)
def edition(request: DeskRequest, number: str, version: int) -> HttpResponse:
    """附件3 of one edition, its 简报, its notes, its digests."""
    stored = editions.edition(actor=request.actor, number=number, version=version)
    week_code = number.split("-", 2)[2]
    now = boards.board(actor=request.actor, week_code=week_code, at=clock.now())
    name = AREA_BY_CODE[stored.area_code].name
    context = {
        "board": now,
        "stored": stored,
        "form_unit": name,
        "title": f"{name}{title_of(now.week)} 第 {version} 版",
        "sheet": weekly_tables.unit_sheet(stored),
        "extras": weekly_tables.unit_extras(stored),
        "facts": _facts(stored),
        "brief": [(label, stored.content.brief.parts[key]) for key, label in BRIEF_PARTS.items()],
        "notes": [(checks.in_words(check), text) for check, text in stored.content.notes.items()],
        "faults": stored.faults(),
        "crumbs": [
            Crumb("周报送", place("desk:weekly")),
            Crumb(now.week.short_label, place("desk:weekly_week", week_code)),
            Crumb(name, place("desk:weekly_report", number)),
            Crumb(f"第 {version} 版"),
        ],
    }
    return render(request, "desk/weekly/edition.html", context)


def _facts(stored: StoredEdition) -> list[Fact]:
    return [
        Fact("版次", stored.label),
        Fact("来历", ORIGIN_LABELS[stored.origin]),
        Fact("生成时间", words.exactly(stored.made_at)),
        Fact("签字人", stored.signer_name or "无"),
        Fact("报送人", stored.sender_name or "系统"),
        Fact("附件2 行数", f"{stored.content.annex2_rows} 行"),
        Fact("总摘要（SM3）", stored.digest),
    ]
