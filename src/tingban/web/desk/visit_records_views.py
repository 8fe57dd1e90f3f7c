"""更正现场记录: what was written down wrong on the spot."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tingban.actions.inspections import field as acts
from tingban.kit import clock
from tingban.reads.inspections import records
from tingban.reads.inspections import visits as reads
from tingban.reads.inspections.records import Record
from tingban.rules.actors import FIELD_WRITERS
from tingban.rules.errors import NotFound
from tingban.rules.inspections import LONGEST_NAME, LONGEST_PLACE, Inspector, check_mends
from tingban.web import doors
from tingban.web.desk.fact_forms import ChangingForm, line_field, moment_field, text_field
from tingban.web.desk.field_forms import STAFF_ROWS
from tingban.web.doors import DeskRequest
from tingban.web.ui.submitting import refusals_on

_NONE: Final = "这条检查记录没有现场记录，没有可以更正的。"
_DONE: Final = "现场记录已更正，更正前的内容留在时间线上。"
_SAME: Final = "内容和原来一样，没有改动。"


class RecordForm(ChangingForm):
    """The record as it should read, and why."""

    started_at = moment_field("开始时间")
    ended_at = moment_field("结束时间")
    place = line_field("具体位置", limit=LONGEST_PLACE)
    notes = text_field("备注", required=False, rows=3)
    reason = text_field("更正原因", rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(STAFF_ROWS):
            self.fields[f"name_{place}"] = line_field("姓名", limit=LONGEST_NAME)
            self.fields[f"cert_{place}"] = line_field("执法证号", limit=LONGEST_NAME)

    @property
    def staff_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Names with their certificates."""
        return [(self[f"name_{place}"], self[f"cert_{place}"]) for place in range(STAFF_ROWS)]

    def statement(self) -> acts.Correction:
        """The form as the act takes it."""
        told = self.cleaned_data
        people = (Inspector(told[f"name_{n}"], told[f"cert_{n}"]) for n in range(STAFF_ROWS))
        return acts.Correction(
            started_at=told["started_at"],
            ended_at=told["ended_at"],
            staff=tuple(one for one in people if one.name.strip() or one.certificate.strip()),
            place=told["place"],
            notes=told["notes"],
            reason=told["reason"],
        )


@doors.desk(roles=FIELD_WRITERS)
def correct(request: DeskRequest, number: str) -> HttpResponse:
    """State anew what was written down on the spot."""
    actor, detail = request.actor, reads.visit(request.actor, number)
    record = records.record(actor, number, is_handler=False)
    if record is None:
        raise NotFound(_NONE)
    check_mends(actor, wrote=detail.is_own)
    form = RecordForm(request.POST or None, initial=_present(record, detail.version))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, version=detail.version):
            changed = acts.correct_record(
                number=number, statement=form.statement(), version=form.cleaned_data["version"],
                actor=actor, at=clock.now(),
            )  # fmt: skip
            messages.success(request, _DONE if changed else _SAME)
            return redirect("desk:visit", number=number)
    return render(request, "desk/inspections/visit_record.html", {"form": form, "row": detail.row})


def _present(record: Record, version: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "version": version, "started_at": record.started_at, "ended_at": record.ended_at,
        "place": record.place, "notes": record.notes,
    }  # fmt: skip
    for place, person in enumerate(record.staff):
        told |= {f"name_{place}": person.name, f"cert_{place}": person.certificate}
    return told
