"""更正现场记录: what was written down wrong on the spot."""

import re
from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from tingban.actions.inspections import field as acts
from tingban.kit import clock
from tingban.reads.inspections import records
from tingban.reads.inspections import visits as reads
from tingban.reads.inspections.records import Record
from tingban.rules.errors import NotFound
from tingban.rules.inspections import LONGEST_NAME, LONGEST_PLACE, Inspector
from tingban.web import doors
from tingban.web.desk import fact_lists as lists
from tingban.web.desk.fact_forms import ChangingForm, line_field, moment_field, text_field
from tingban.web.desk.step_pages import ShortForm, step_page
from tingban.web.doors import DeskRequest
from tingban.web.ui.rows import Crumb

_NONE: Final = "这条检查记录没有现场记录，没有可以更正的。"
# Between a name and its certificate, or names on one line.
_BETWEEN: Final = re.compile(r"[\s,，、;；]+")
_MOST: Final = 2


class RecordForm(ChangingForm):
    """The record as it should read, and why."""

    started_at = moment_field("开始时间")
    ended_at = moment_field("结束时间")
    staff = text_field("检查人员", rows=3, hint="一行一人：姓名，后面写执法证号，中间空一格")
    place = line_field("具体位置", limit=LONGEST_PLACE)
    notes = text_field("备注", required=False, rows=3)
    reason = text_field("更正原因", rows=2)

    def clean_staff(self) -> tuple[Inspector, ...]:
        """A line each: the name, then the certificate."""
        return tuple(self._people(self.cleaned_data["staff"]))

    def _people(self, text: str) -> Iterator[Inspector]:
        for line in filter(None, map(str.strip, text.splitlines())):
            parts = _BETWEEN.split(line)
            if len(parts) > _MOST or max(map(len, parts)) > LONGEST_NAME:
                raise forms.ValidationError(f"“{line[:20]}”请分行写，一行一人：姓名 执法证号。")
            yield Inspector(parts[0], parts[1] if len(parts) == _MOST else "")

    def statement(self) -> acts.Correction:
        """The form as the act takes it."""
        told = {name: self.cleaned_data[name] for name in self.fields if name != "version"}
        return acts.Correction(**told)


@doors.desk(roles=lists.WRITING)
def correct(request: DeskRequest, number: str) -> HttpResponse:
    """State anew what was written down on the spot."""
    actor, detail = request.actor, reads.visit(request.actor, number)
    record = records.record(actor, number, is_handler=False)
    if record is None:
        raise NotFound(_NONE)
    card = reverse("desk:visit", args=[number])
    step = ShortForm(
        title="更正现场记录",
        lead="改正写错的时间、人员、位置和备注。原来的记录留在时间线上，手机测得的定位不变。",
        button="保存更正",
        done="现场记录已更正，更正前的内容留在时间线上。",
        back=card,
        crumbs=[Crumb("检查记录", reverse("desk:visits")), Crumb(number, card)],
        seen=detail.version,
    )
    form = RecordForm(request.POST or None, initial=_present(record, detail.version))

    return step_page(
        request,
        form,
        step,
        lambda _: acts.correct_record(
            number=number, statement=form.statement(), version=form.cleaned_data["version"],
            actor=actor, at=clock.now(),
        ),
    )  # fmt: skip


def _present(record: Record, version: int) -> dict[str, Any]:
    staff = (f"{it.name} {it.certificate}".strip() for it in record.staff)
    return {
        "version": version, "started_at": record.started_at, "ended_at": record.ended_at,
        "staff": "\n".join(staff), "place": record.place, "notes": record.notes,
    }  # fmt: skip
