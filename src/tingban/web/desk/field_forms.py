"""The form for the field: one column, one question below the other, each category a finding."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any, Final

from django import forms

from tingban.actions.documents.intake import Upload
from tingban.actions.inspections.field import FieldVisit
from tingban.actions.rectification.field_visits import FieldReport, SiteFinding
from tingban.rules.actors import WRITERS, Actor
from tingban.rules.documents.sharing import Sharing
from tingban.rules.inspections import (
    INSPECTING_KINDS,
    LONGEST_NAME,
    LONGEST_PLACE,
    VISIT_LABELS,
    Inspector,
    Position,
    VisitKind,
    level_of,
)
from tingban.rules.rectification import CATEGORIES, GROUP_LABELS, Category, sub_acts_of
from tingban.web.desk.fact_forms import CreatingForm, line_field, text_field
from tingban.web.desk.fact_picks import Pick, pick_key
from tingban.web.ui.uploads import FilesField, uploads_of

STAFF_ROWS: Final = 5
CONFIRM, CLUE = "confirm", "clue"
_KINDS: Final = [(kind.value, VISIT_LABELS[kind]) for kind in VisitKind if kind in INSPECTING_KINDS]
_MOMENT: Final = "%Y-%m-%dT%H:%M"


def _moment(label: str, *, required: bool = True, hint: str = "") -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label, required=required, help_text=hint,
        input_formats=[_MOMENT, "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
        error_messages={"invalid": "请填写日期和时间，例如 2024-06-18 09:30。"},
    )  # fmt: skip


def _hidden(**told: Any) -> Any:
    return forms.CharField(required=False, widget=forms.HiddenInput, **told)


@dataclass(frozen=True, slots=True)
class FindingFields:
    """The fields of one category, as the page shows them."""

    category: Category
    label: str
    acts: forms.BoundField
    text: forms.BoundField
    photos: forms.BoundField
    mended: forms.BoundField
    after: forms.BoundField

    @property
    def is_begun(self) -> bool:
        """Whether something was entered; then it stands open."""
        return any(self.acts.value() or ()) or bool(self.text.value())


class FieldVisitForm(CreatingForm):
    """What is written down on the spot."""

    person = _hidden(max_length=64)
    community_text = forms.CharField(label="小区", max_length=64, required=False)
    community = pick_key()
    recent = forms.CharField(required=False, max_length=32)
    kind = forms.ChoiceField(label="检查类型", choices=_KINDS, widget=forms.RadioSelect)
    mission = line_field("督导任务", hint="属于某次督导的填任务编号", limit=32)
    started_at = _moment("开始时间", hint="到达小区的时间")
    ended_at = _moment("结束时间", required=False, hint="不填就按发送的时间")
    place = line_field("具体位置", hint="例如 3 号楼地下室", limit=LONGEST_PLACE)
    latitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    longitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    accuracy = forms.FloatField(required=False, widget=forms.HiddenInput, min_value=0)
    photos = FilesField(label="现场照片", required=False, allow_empty_file=True)
    found_nothing = forms.BooleanField(label="没有发现问题", required=False)
    certainty = forms.ChoiceField(
        label="这些问题", widget=forms.RadioSelect, initial=CONFIRM, required=False,
        choices=[(CONFIRM, "证据齐全，确认为问题"), (CLUE, "先记为线索，回单位再确认")],
    )  # fmt: skip
    responsible = line_field("责任人", hint="整改由谁负责到底，姓名和职务", limit=64)
    shareable = forms.BooleanField(
        label="问题照片可以给企业看",
        required=False,
        help_text="自动去掉拍摄地点和手机信息；现场照片不给",
    )
    notes = text_field("备注", required=False, rows=3)

    def __init__(self, *args: Any, actor: Actor | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        for place in range(STAFF_ROWS):
            self.fields[f"name_{place}"] = line_field("姓名", limit=LONGEST_NAME)
            self.fields[f"cert_{place}"] = line_field("执法证号", limit=LONGEST_NAME)
        for category in Category:
            self._add_finding(category)
        self.community_pick = Pick(self, "community", actor) if actor else None
        if actor and actor.role not in WRITERS:
            # An officer brings clues; the office confirms (T-P02).
            del self.fields["certainty"], self.fields["responsible"]

    def _add_finding(self, category: Category) -> None:
        key = category.digit
        self.fields[f"acts_{key}"] = forms.MultipleChoiceField(
            label="问题行为", required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(act.code, act.label) for act in sub_acts_of(category)],
        )  # fmt: skip
        self.fields[f"text_{key}"] = text_field("哪里、怎样", required=False, rows=2)
        self.fields[f"photos_{key}"] = FilesField(
            label="问题照片", required=False, allow_empty_file=True
        )
        self.fields[f"mended_{key}"] = forms.BooleanField(label="当场已改好", required=False)
        self.fields[f"after_{key}"] = FilesField(
            label="改好后的照片", required=False, allow_empty_file=True
        )

    @property
    def staff_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Names with their certificates."""
        return [(self[f"name_{place}"], self[f"cert_{place}"]) for place in range(STAFF_ROWS)]

    @property
    def groups(self) -> list[tuple[str, list[FindingFields]]]:
        """The categories below the two headings of the decree, the rest below a third."""
        found: dict[str, list[FindingFields]] = {}
        for it in CATEGORIES:
            heading = GROUP_LABELS[it.group] if it.group else "其他"
            found.setdefault(heading, []).append(self._finding_fields(it.category, it.body))
        return list(found.items())

    def _finding_fields(self, category: Category, label: str) -> FindingFields:
        names = ("acts", "text", "photos", "mended", "after")
        return FindingFields(category, label, *(self[f"{name}_{category.digit}"] for name in names))

    def clean(self) -> dict[str, Any]:
        """Settle what was picked: what is typed counts before a place of lately."""
        told = self.cleaned_data
        if self.community_pick:
            self.community_pick.settle()
        told["community"] = told.get("community") or told.get("recent", "")
        if not told["community"] and "community_text" not in self.errors:
            self.add_error("community_text", "请选定小区。")
        return told

    def report(self, *, at: datetime) -> FieldReport:
        """The form as the act takes it."""
        told = self.cleaned_data
        confirms = "certainty" in self.fields and told["certainty"] != CLUE
        return FieldReport(
            visit=self._visit(at),
            photos=tuple(self._uploads("photos")),
            findings=tuple(self._findings()),
            is_confirmed=confirms,
            responsible=told.get("responsible", ""),
            sharing=Sharing.SHAREABLE if told["shareable"] else Sharing.INTERNAL,
        )

    def _visit(self, at: datetime) -> FieldVisit:
        told = self.cleaned_data
        if self.actor is None:
            raise TypeError("an empty shell states nothing")
        people = (Inspector(told[f"name_{n}"], told[f"cert_{n}"]) for n in range(STAFF_ROWS))
        return FieldVisit(
            community_code=told["community"],
            kind=VisitKind(told["kind"]),
            level=level_of(self.actor),
            started_at=told["started_at"],
            ended_at=told["ended_at"] or max(at, told["started_at"]),
            staff=tuple(it for it in people if it.name.strip()),
            place=told["place"],
            mission_number=told["mission"].strip(),
            position=self._position(),
            found_nothing=told["found_nothing"],
            notes=told["notes"],
        )

    def _position(self) -> Position | None:
        north, east, within = (
            self.cleaned_data.get(name) for name in ("latitude", "longitude", "accuracy")
        )
        if north is None or east is None:
            return None
        return Position(north, east, None if within is None else round(within))

    def _findings(self) -> Iterator[SiteFinding]:
        told = self.cleaned_data
        for category in Category:
            key = category.digit
            found = SiteFinding(
                category=category,
                acts=tuple(told[f"acts_{key}"]),
                description=told[f"text_{key}"],
                photos=tuple(self._uploads(f"photos_{key}")),
                is_mended=told[f"mended_{key}"],
                after=tuple(self._uploads(f"after_{key}")),
            )
            if found.acts or found.description.strip() or found.photos or found.after:
                yield found

    def _uploads(self, name: str) -> Iterator[Upload]:
        """The photos of a field; a telephone tells beside each when it was taken."""
        told = self.data.getlist(f"{name}-taken") if hasattr(self.data, "getlist") else []
        for upload, taken in zip_longest(uploads_of(self.cleaned_data[name]), told, fillvalue=None):
            if isinstance(upload, Upload):
                yield Upload(upload.name, upload.size, upload.load, _told_moment(taken))


def _told_moment(text: object) -> datetime | None:
    """A moment as a telephone writes it; what is none says nothing."""
    try:
        return datetime.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


def faults(form: FieldVisitForm) -> Sequence[str]:
    """What is wrong, a line each, for a telephone that shows it beside its draft."""
    return [
        f"{form[name].label}：{error}" if name in form.fields else str(error)
        for name, errors in form.errors.items()
        for error in errors
    ]
