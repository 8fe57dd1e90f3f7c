"""Forms of 登记办理台账. A contact is typed in, never shown in a form again."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from django import forms

from tingban.actions.complaints.cases import CaseStatement
from tingban.kit import clock
from tingban.reads.complaints.cases import CaseFilter
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE, AREAS, CITY
from tingban.rules.complaints import (
    CONTACT_LABELS,
    SOURCE_LABELS,
    Contact,
    ContactKind,
    Source,
    check_identity,
    summary_warnings,
)
from tingban.rules.complaints.stages import STAGE_LABELS, URGENCY_LABELS, Urgency
from tingban.rules.errors import Refused
from tingban.rules.rectification import CATEGORY_LABELS
from tingban.rules.registry.contacts import Phone, normalise_mail, parse_phones
from tingban.web.desk.cases_hints import Hints, Typed, hints
from tingban.web.desk.fact_forms import (
    ChangingForm,
    CreatingForm,
    day_field,
    line_field,
    moment_field,
    text_field,
)
from tingban.web.desk.fact_picks import Pick, pick_key, pick_text
from tingban.web.desk.narrowing import OfCommunity
from tingban.web.ui.filters import choice, county_choices, day, search_field

_CATEGORIES: Final = [(one.value, label) for one, label in CATEGORY_LABELS.items()]
_URGENCIES: Final = [(one.value, label) for one, label in URGENCY_LABELS.items()]
_SOURCES: Final = [(one.value, label) for one, label in SOURCE_LABELS.items()]
_UNITS: Final = [(area.code, area.name) for area in AREAS]
# Cases that the reader's own bureau keeps or has in hand.
_OURS: Final = "ours"
KEEP: Final = "keep"
_DETAILS: Final = ("source_ref", "sender_due_on", "is_complex", "office", "remark")
_KINDS: Final = [
    (ContactKind.NAMED.value, CONTACT_LABELS[ContactKind.NAMED]),
    (ContactKind.CONFIDENTIAL.value, "实名，要求保密"),
    (ContactKind.ANONYMOUS.value, CONTACT_LABELS[ContactKind.ANONYMOUS]),
]


class CaseFilterForm(OfCommunity):
    """Which cases."""

    q = search_field("编号、小区、企业、内容、进展")
    unit = choice("登记单位", "全市", _UNITS)
    source = choice("来源", "各种来源", _SOURCES)
    state = choice(
        "阶段",
        "各个阶段",
        [
            ("living", "除作废外"),
            ("todo", "还有事要办的"),
            ("running", "还没办完"),
            ("unaccepted", "还没受理"),
            ("inhand", "受理了还没办结"),
            ("untold", "并案了还没答复来源"),
            *((stage.value, label) for stage, label in STAGE_LABELS.items()),
        ],
    )
    due = choice("期限", "不论期限", [("late", "已超期")])
    place = choice("小区", "不论", [("located", "已对应小区"), ("unlocated", "未对应小区")])
    since = day("收到自")
    until = day("收到至")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """A county sees its own ledger, and what the city's holds of it."""
        self._own = actor.area_code
        super().__init__(*args, actor=actor, **kwargs)
        unit = self.fields["unit"]
        if not actor.sees_whole_city and isinstance(unit, forms.ChoiceField):
            own = [(code, AREA_BY_CODE[code].name) for code in (actor.area_code, CITY)]
            unit.choices = [("", "本县和市本级"), (_OURS, "本县登记或承办的"), *own]
        elif isinstance(unit, forms.ChoiceField):
            unit.choices = [("", "全市"), (_OURS, "市本级登记或承办的"), *_UNITS]

    def wanted(self, now: datetime, *, is_registered: bool) -> CaseFilter:
        """The filter as the read takes it."""
        is_ours = self.text_of("unit") == _OURS
        return CaseFilter(
            text=self.text_of("q"),
            of=self.of,
            unit="" if is_ours else self.text_of("unit"),
            worked_by=self._own if is_ours else "",
            source=self.text_of("source"),
            state=self.text_of("state"),
            due=self.text_of("due"),
            place=self.text_of("place"),
            since=self.day_of("since"),
            until=self.day_of("until"),
            now=now,
            is_registered=is_registered,
        )


class CaseForm(forms.Form):
    """What is stated of a case."""

    source = forms.ChoiceField(label="来源", choices=_SOURCES, initial=Source.CALL.value)
    received_at = moment_field("收到时间")
    summary = text_field(
        "问题和舆情简要内容",
        hint="以小区名称开头，写清什么事，200 字以内；不写他人的电话、证件号、车牌号",
    )
    summary.widget.attrs["autofocus"] = True
    community_text = pick_text(
        "community",
        required=False,
        hint="输入名称、别名、街道或物业企业中的几个字，再选定；不清楚的可以不填",
    )
    community = pick_key()
    county = forms.ChoiceField(label="问题所在县(市、区)", required=False)
    place = line_field("具体位置", limit=120, hint="例如“3号楼地下车库”；不在名单上的小区写在这里")
    category = forms.ChoiceField(
        label="问题类别", choices=[("", "请选择"), *_CATEGORIES], help_text="拿不准的可以以后再改"
    )
    urgency = forms.ChoiceField(
        label="紧急程度", choices=_URGENCIES, widget=forms.RadioSelect,
        initial=Urgency.ORDINARY.value,
    )  # fmt: skip
    is_complex = forms.BooleanField(label="情况复杂（15 个工作日办结）", required=False)
    source_ref = line_field("来文编号", hint="12345、信访、省厅转办的单号")
    sender_due_on = day_field("来文要求办结日", required=False)
    office = line_field("承办科室")
    receiver = line_field("受理人")
    remark = line_field("备注", limit=200)
    duplicates_seen = forms.BooleanField(
        label="已看过这些件，不是同一件事；或登记后再并案", required=False
    )

    # The case that is being corrected is not its own double.
    besides = ""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.community_pick = Pick(self, "community", actor)
        county = self.fields["county"]
        if not actor.sees_whole_city:
            del self.fields["county"]
        elif isinstance(county, forms.ChoiceField):
            county.choices = [("", "还不清楚"), *county_choices()]

    def clean(self) -> dict[str, Any]:
        """Settle what was picked."""
        self.community_pick.settle()
        return self.cleaned_data

    @property
    def so_far(self) -> Typed:
        """What stands in the form, judged or not."""
        county = "" if self.actor.sees_whole_city else self.actor.area_code
        phones = str(self["phones"].value() or "") if "phones" in self.fields else ""
        return Typed(
            summary=str(self["summary"].value() or ""),
            source=str(self["source"].value() or ""),
            community=self.community_pick.marked,
            county=str(self["county"].value() or "") if "county" in self.fields else county,
            category=str(self["category"].value() or ""),
            phones=phones,
        )

    @cached_property
    def hints(self) -> Hints:
        """What helps while it is typed."""
        return hints(self.actor, self.so_far, today=clock.today(), besides=self.besides)

    @property
    def still_seen(self) -> bool:
        """Whether the tick stands for the cases that are alike now, and not for others."""
        return bool(self.hints.alike) and self.data.get("duplicates_seen") == self.hints.looked_at

    @property
    def has_details(self) -> bool:
        """Whether something stands, or is wrong, in what a call seldom needs."""
        return any(self[name].value() or self[name].errors for name in _DETAILS)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is unsafe or unclear in the content; a warning, no refusal."""
        words = str(self["summary"].value() or "")
        return summary_warnings(words, self.community_pick.text) if words else ()

    def statement(self) -> CaseStatement:
        """The form as the act takes it."""
        told = self.cleaned_data
        own = "" if self.actor.area_code == CITY else self.actor.area_code
        return CaseStatement(
            source=Source(told["source"]),
            summary=told["summary"],
            received_at=told["received_at"],
            community_code=told["community"],
            county_code=told.get("county", own),
            office=told["office"],
            receiver=told["receiver"],
            remark=told["remark"],
            category=told["category"],
            urgency=Urgency(told["urgency"]),
            is_complex=told["is_complex"],
            place=told["place"],
            source_ref=told["source_ref"],
            sender_due_on=told["sender_due_on"],
            duplicates_seen=self.still_seen or not self.hints.alike,
        )


class ContactFields(forms.Form):
    """Who complained; what is typed goes to the vault and never comes back into a form."""

    contact_kind = forms.ChoiceField(
        label="投诉(举报)人", choices=_KINDS, widget=forms.RadioSelect,
        initial=ContactKind.NAMED.value,
    )  # fmt: skip
    name = line_field("姓名")
    phones = line_field("电话", limit=96)
    mail = line_field("邮箱", limit=96)

    def contact(self) -> Contact | None:
        """The contact as the act takes it; None where the former one stays."""
        told = self.cleaned_data
        if told["contact_kind"] == KEEP:
            return None
        kind = ContactKind(told["contact_kind"])
        if kind is ContactKind.ANONYMOUS:
            return Contact(kind)
        phones = parse_phones(told["phones"]) if told["phones"] else ()
        mail = normalise_mail(told["mail"]) if told["mail"] else ""
        return Contact(kind, told["name"].strip(), phones, mail)

    def clean(self) -> dict[str, Any]:
        """A named one has a name or a way to be reached; numbers must be numbers."""
        told = super().clean() or self.cleaned_data
        kind = told.get("contact_kind")
        if kind in (ContactKind.NAMED, ContactKind.CONFIDENTIAL):
            self._check_held(told)
        return told

    def _check_held(self, told: dict[str, Any]) -> None:
        if not (told.get("name") or told.get("phones") or told.get("mail")):
            self.add_error("name", "请填写姓名或联系方式；不愿透露的，请选“匿名”。")
        checks: tuple[tuple[str, Callable[[str], object]], ...] = (
            ("name", check_identity),
            ("phones", _read_phones),
            ("mail", normalise_mail),
        )
        for name, check in checks:
            try:
                check(told[name]) if told.get(name) else None
            except Refused as refusal:
                self.add_error(name, refusal.sentence)


def _read_phones(text: str) -> tuple[Phone, ...]:
    """The numbers, or a refusal; a mask is told apart from a slip."""
    check_identity("", text)
    return parse_phones(text)


class NewCaseForm(CaseForm, ContactFields, CreatingForm):
    """A case to register."""

    def clean(self) -> dict[str, Any]:
        """Both parts."""
        CaseForm.clean(self)
        return ContactFields.clean(self)


class RegisterForm(CaseForm, ChangingForm):
    """What came in through the portal, in the clerk's words; the contact is in the vault."""


class EditCaseForm(CaseForm, ContactFields, ChangingForm):
    """A case to correct; the contact is only touched where a new one is typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["contact_kind"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = [(KEEP, "不改动"), *_KINDS]
        kind.initial = KEEP

    def clean(self) -> dict[str, Any]:
        """Both parts."""
        CaseForm.clean(self)
        return ContactFields.clean(self)


class LookForm(forms.Form):
    """What a look at an identity is for."""

    reason = line_field(
        "查看用途", required=True, limit=100, hint="例如“电话回访办理结果”；会记入操作记录"
    )
