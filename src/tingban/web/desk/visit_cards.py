"""What the card of a visit shows below its facts: the record, the photos, what was found."""

from collections.abc import Iterator
from typing import Any

from tingban.kit import clock
from tingban.reads.inspections import records
from tingban.reads.inspections.records import Record
from tingban.reads.inspections.visits import VisitRow
from tingban.reads.overview import attachments
from tingban.reads.rectification import problems
from tingban.rules.documents.sharing import Eyes
from tingban.rules.inspections import Inspector
from tingban.web.desk import problems_rows
from tingban.web.desk.files_rows import attached
from tingban.web.doors import DeskRequest
from tingban.web.ui import words
from tingban.web.ui.rows import Fact


def below(request: DeskRequest, row: VisitRow) -> dict[str, Any]:
    """Record, photos and problems of a visit, as these eyes may know them."""
    actor = request.actor
    gallery = attachments.gallery(actor, f"visit:{row.number}")
    is_handler = gallery.owner.eyes_of(actor) is Eyes.HANDLER
    record = records.record(actor, row.number, is_handler=is_handler)
    found = problems.found_on(actor, row.number, row.community_code)
    return {
        "record": list(_told(record)) if record else [],
        "files": attached(gallery),
        "may_add_files": gallery.may_write,
        "found": [problems_rows.shown(one) for one in found],
        "found_nothing": record is not None and record.found_nothing,
    }


def _told(record: Record) -> Iterator[Fact]:
    """The record, a line each."""
    yield Fact("时间", _course(record))
    yield Fact("检查人员", "、".join(map(_named, record.staff)))
    if record.place:
        yield Fact("具体位置", record.place)
    if record.position is not None:
        where = words.position(record.position.latitude, record.position.longitude)
        within = record.position.accuracy
        yield Fact("定位", where + (f"，误差约 {within} 米" if within is not None else ""))
    if record.reduced:
        yield Fact("照片", f"{record.reduced} 张在手机上缩小后上传，拍摄时间由手机读取")
    if record.notes:
        yield Fact("备注", record.notes)


def _named(person: Inspector) -> str:
    return f"{person.name}（执法证 {person.certificate}）" if person.certificate else person.name


def _course(record: Record) -> str:
    began, ended = (it.astimezone(clock.SHANGHAI) for it in (record.started_at, record.ended_at))
    day = words.day(began.date(), today=clock.today())
    until = "" if ended.date() == began.date() else words.day(ended.date(), today=clock.today())
    return f"{day} {began:%H:%M} 至 {until} {ended:%H:%M}".replace("  ", " ")
