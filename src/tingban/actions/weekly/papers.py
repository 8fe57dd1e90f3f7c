"""附件2, 附件3 and 周工作简报 of an edition, made when they are taken: each download is an event.

The files follow from the edition alone, so they are the same byte for byte whenever they are
made; contacts in 附件2 are masked (AMB-31).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from io import BytesIO
from typing import Final

from django.conf import settings
from django.db import transaction

from tingban.actions.audit import log
from tingban.actions.weekly.freezing import FileStatement, mark_exported
from tingban.kit.clock import SHANGHAI
from tingban.kit.digests import sm3
from tingban.reads.complaints.ledger import annex2_rows
from tingban.reads.weekly import boards, editions
from tingban.reads.weekly.counting import campaign
from tingban.reads.weekly.editions import StoredEdition, standing_before, values_of
from tingban.reads.weekly.periods import week_of, week_row
from tingban.reports.weekly import briefing, filling
from tingban.reports.weekly.annex2 import write_annex2_book
from tingban.reports.weekly.annex3 import write_annex3
from tingban.reports.weekly.brief_docx import write_brief_docx
from tingban.reports.weekly.brief_pdf import brief_pdf
from tingban.reports.weekly.package import weekly_package
from tingban.reports.weekly.shapes import Annex2Form, Annex3Form, Briefing, Edition
from tingban.rules.actors import SYSTEM, Actor
from tingban.rules.areas import AREA_BY_CODE, PRINTED
from tingban.rules.errors import NotFound
from tingban.rules.weekly.weeks import Kind, Week

FILE_TAKEN: Final = "weekly.file_taken"


class Paper(StrEnum):
    """What can be taken away of an edition; the value stands in addresses."""

    ANNEX2 = "annex2"
    ANNEX3 = "annex3"
    BRIEF_DOCX = "brief-docx"
    BRIEF_PDF = "brief-pdf"
    PACKAGE = "package"


PAPER_LABELS: Final[dict[Paper, str]] = {
    Paper.ANNEX3: "附件3（xlsx）",
    Paper.ANNEX2: "附件2（xlsx）",
    Paper.BRIEF_DOCX: "周工作简报（docx）",
    Paper.BRIEF_PDF: "周工作简报（pdf）",
    Paper.PACKAGE: "全套（签名压缩包）",
}
_NAMES: Final[dict[Paper, str]] = {
    Paper.ANNEX2: "附件2_登记办理台账_{}.xlsx",
    Paper.ANNEX3: "附件3_情况汇总表_{}.xlsx",
    Paper.BRIEF_DOCX: "周工作简报_{}.docx",
    Paper.BRIEF_PDF: "周工作简报_{}.pdf",
    Paper.PACKAGE: "报送材料_{}.zip",
}
_IN_PACKAGE: Final = (Paper.ANNEX2, Paper.ANNEX3, Paper.BRIEF_DOCX, Paper.BRIEF_PDF)


@dataclass(frozen=True, slots=True)
class File:
    """A file as it goes out."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Source:
    """What the papers of one edition are filled in from."""

    label: str
    mark: Edition
    signer: str
    annex3: Annex3Form
    annex2: tuple[Annex2Form, ...]
    brief: Briefing


@transaction.atomic
def take_unit_paper(*, number: str, version: int, paper: Paper, actor: Actor, at: datetime) -> File:
    """A paper of one unit's edition."""
    source = _of_unit(editions.edition(actor=actor, number=number, version=version))
    return _taken(source, paper, subject=f"report:{number}", actor=actor, at=at)


@transaction.atomic
def take_city_paper(
    *, week_code: str, version: int, paper: Paper, actor: Actor, at: datetime
) -> File:
    """A paper of the city's frozen table."""
    source = _of_city(week_code, version, actor, at)
    return _taken(source, paper, subject=f"week:{week_code}", actor=actor, at=at)


@transaction.atomic
def export_city(*, week_code: str, actor: Actor, at: datetime) -> File:
    """T-R10: the signed package for 省厅 and 市集中整治办; its digest is kept."""
    version = boards.board(actor=actor, week_code=week_code, at=at).city_version
    if version is None:
        raise NotFound("这一期还没有冻结，没有可以上报的汇总表。请先冻结。", rule="T-R10")
    file = _file(_of_city(week_code, version, actor, at), Paper.PACKAGE, at)
    kept = FileStatement("package", file.name, sm3(file.data), len(file.data))
    mark_exported(week_code=week_code, files=[kept], actor=actor, at=at)
    return file


def _taken(source: _Source, paper: Paper, *, subject: str, actor: Actor, at: datetime) -> File:
    file = _file(source, paper, at)
    change = (None, {"file": file.name, "sm3": sm3(file.data), "bytes": len(file.data)})
    log.record(actor=actor, at=at, act=FILE_TAKEN, subject=subject, change=change)
    return file


def _file(source: _Source, paper: Paper, at: datetime) -> File:
    name = _NAMES[paper].format(source.label)
    if paper is not Paper.PACKAGE:
        return File(name, _made(source, paper))
    files = {_NAMES[one].format(source.label): _made(source, one) for one in _IN_PACKAGE}
    return File(
        name,
        weekly_package(
            files, edition=source.mark, signed_by=source.signer, at=at, secret=settings.SECRET_KEY
        ),
    )


def _made(source: _Source, paper: Paper) -> bytes:
    target = BytesIO()
    match paper:
        case Paper.ANNEX2:
            write_annex2_book(source.annex2, target)
        case Paper.ANNEX3:
            write_annex3(source.annex3, target)
        case Paper.BRIEF_DOCX:
            write_brief_docx(source.brief, target)
        case _:
            return brief_pdf(source.brief)
    return target.getvalue()


def _of_unit(stored: StoredEdition) -> _Source:
    week = week_of(week_row(stored.number.split("-", 2)[2]))
    since = campaign().starts_on
    mark = filling.edition_mark(stored, since=since)
    keys = standing_before(actor=SYSTEM, as_of=week.as_of, areas=[stored.area_code])
    last = values_of(keys.values()).get(keys.get(stored.area_code, 0), {})
    return _Source(
        label=_label(AREA_BY_CODE[stored.area_code].name, week, stored.version),
        mark=mark,
        signer=stored.signer_name,
        annex3=filling.annex3_of_unit(stored, since=since),
        annex2=(_annex2(stored, mark, since),),
        brief=briefing.brief_of_unit(stored, week=week, since=since, last=last),
    )


def _of_city(week_code: str, version: int, actor: Actor, at: datetime) -> _Source:
    stored = editions.city_edition(actor=actor, week_code=week_code, version=version)
    parts = editions.parts_of(stored)
    board = boards.board(actor=actor, week_code=week_code, at=at)
    since, as_of = campaign().starts_on, board.week.as_of
    mark = filling.city_mark(stored, as_of=as_of, since=since)
    return _Source(
        label=_label("全市", board.week, version),
        mark=mark,
        signer=stored.signer_name,
        annex3=filling.annex3_of_city(stored, parts, as_of=as_of, since=since),
        annex2=tuple(
            _annex2(parts[area.code], mark, since) for area in PRINTED if area.code in parts
        ),
        brief=briefing.brief_of_city(
            stored, parts, board=board, since=since, last=_last_city(actor, board.week)
        ),
    )


def _last_city(actor: Actor, week: Week) -> Mapping[str, int]:
    before = editions.city_before(actor=actor, as_of=week.as_of)
    return briefing.values_of(before.figures) if before else {}


def _annex2(stored: StoredEdition, mark: Edition, since: date) -> Annex2Form:
    """The list as it was known when the edition was made."""
    lines = annex2_rows(
        actor=SYSTEM,
        unit=stored.area_code,
        since=datetime(since.year, since.month, since.day, tzinfo=SHANGHAI),
        as_of=stored.as_of,
        known_at=stored.known_at,
    )
    made_on = stored.made_at.astimezone(SHANGHAI).date()
    return filling.annex2_of(
        stored.area_code, lines, mark, filled_by=stored.sender_name, filled_on=made_on
    )


def _label(who: str, week: Week, version: int) -> str:
    period = f"{week.number % 100}月末" if week.kind is Kind.MONTH else f"第{week.number}周"
    return f"{who}_{week.as_of.year}年{period}_第{version}版"
