"""The three steps of 我要反映, and the question before it is sent."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from tingban.actions.complaints.receiving import (
    LONGEST_TEXT,
    SHORTEST_TEXT,
    ReceivedStatement,
)
from tingban.kit.text import clean, clean_line, clean_name
from tingban.reads.registry.public import Found, PublicPlace, find_places, place_of
from tingban.rules.areas import AREA_BY_CODE, COUNTIES, Area
from tingban.rules.complaints import Contact, ContactKind, is_masked, personal_traces
from tingban.rules.complaints.stages import CaseKind
from tingban.rules.errors import Refused
from tingban.rules.registry.contacts import normalise_mail, parse_phone
from tingban.web.portal.files import files_field

# Neither of the communities that were found.
OTHER: Final = "other"
_CITY, _COUNTY = "city", "county"


class StepForm(forms.Form):
    """A step remembers what was typed, right or not."""

    def typed(self) -> dict[str, str]:
        """What came with the form, by field; files are kept elsewhere."""
        return {
            name: str(self.data.get(name, ""))
            for name, field in self.fields.items()
            if not isinstance(field, forms.FileField)
        }


def _box(**attrs: object) -> dict[str, object]:
    return {"class": "pt-box", **attrs}


class WhereForm(StepForm):
    """A community that was found, or a county and a place."""

    q = forms.CharField(
        label="小区叫什么名字", required=False, max_length=60,
        help_text="也可以写别名、街道，或者物业公司的名字。",
        widget=forms.TextInput(attrs=_box(autocomplete="off", enterkeyhint="search")),
    )  # fmt: skip
    place = forms.CharField(required=False, max_length=16)
    county = forms.ChoiceField(
        label="在哪个县(市、区)", required=False,
        choices=[("", "请选择"), *((area.code, area.full_name) for area in COUNTIES)],
        widget=forms.Select(attrs=_box()),
    )  # fmt: skip
    spot = forms.CharField(
        label="小区名或地点", required=False, max_length=100,
        help_text="写到小区或路口就够了，不用写楼号、门牌号。",
        widget=forms.TextInput(attrs=_box(autocomplete="off")),
    )  # fmt: skip
    to = forms.ChoiceField(
        label="由谁受理", initial=_COUNTY, widget=forms.RadioSelect,
        choices=[
            (_COUNTY, "小区所在县(市、区)的住建部门：离得近，一般办得更快"),
            (_CITY, "运城市住房和城乡建设局"),
        ],
    )  # fmt: skip

    def found(self) -> Found:
        """What the name that was typed leads to."""
        return find_places(str(self["q"].value() or ""))

    @property
    def chosen(self) -> PublicPlace | None:
        """The community, where one was picked."""
        place: PublicPlace | None = self.cleaned_data.get("picked")
        return place

    @property
    def area(self) -> Area:
        """The county it lies in."""
        place = self.chosen
        return AREA_BY_CODE[place.county_code if place else self.cleaned_data["county"]]

    @property
    def spot_told(self) -> str:
        """The place in words, where no community was picked."""
        return "" if self.chosen else str(self.cleaned_data["spot"])

    @property
    def is_to_city(self) -> bool:
        """Whether the city's office shall take it."""
        return bool(self.cleaned_data["to"] == _CITY)

    def clean(self) -> dict[str, Any]:
        """A community, or county and place; never both and never neither."""
        told: dict[str, Any] = self.cleaned_data
        code = told.get("place", "")
        if code and code != OTHER:
            told["picked"] = place_of(code)
            if told["picked"] is None:
                self.add_error("q", "这个小区刚刚有了变动，请重新查找。")
            return told
        told["spot"] = clean_name(told.get("spot", ""))
        is_other = code == OTHER or told["spot"] or told.get("county")
        if not is_other:
            self.add_error("q", self._unpicked(str(told.get("q", ""))))
            return told
        if not told.get("county") and "county" not in self.errors:
            self.add_error("county", "请选择在哪个县(市、区)。")
        if len(told["spot"]) < 2 and "spot" not in self.errors:
            self.add_error("spot", "请写小区名或地点，工作人员才找得到。")
        return told

    def _unpicked(self, word: str) -> str:
        if not word:
            return "请先写小区的名字，点“查找”。"
        if find_places(word).places:
            return "请在查到的小区里选一个；都不是的，选“以上都不是”。"
        return "没有查到这个小区。请换个写法再查，或者在下面写明县(市、区)和地点。"


KINDS: Final[dict[str, str]] = {
    CaseKind.COMPLAINT.value: "投诉：物业没做好、做得不对",
    CaseKind.REPORT.value: "举报：请依法查处",
    CaseKind.HELP.value: "求助：请帮忙解决",
    CaseKind.ENQUIRY.value: "咨询：想问清楚",
    CaseKind.PROPOSAL.value: "建议",
    "": "说不清，由工作人员判断",
}


class WhatForm(StepForm):
    """What happened."""

    text = forms.CharField(
        label="请把事情写下来", strip=True, max_length=LONGEST_TEXT,
        help_text="写清楚什么事、从什么时候开始、希望怎么解决。"
        "不要写身份证号，也不要写别人的姓名和电话。",
        widget=forms.Textarea(attrs=_box(rows=8)),
        error_messages={
            "required": "请写明什么事。",
            "max_length": f"最多 {LONGEST_TEXT} 个字，请说主要的。",
        },
    )  # fmt: skip
    uploads = files_field()
    kind = forms.ChoiceField(
        label="属于哪一种", required=False, choices=list(KINDS.items()), widget=forms.RadioSelect
    )

    def clean_text(self) -> str:
        """Long enough to be understood, and without an identity number."""
        text = clean(self.cleaned_data["text"])
        if len(text) < SHORTEST_TEXT:
            raise forms.ValidationError(f"只有 {len(text)} 个字，请至少写 {SHORTEST_TEXT} 个字。")
        if any(trace.kind == "身份证号" for trace in personal_traces(text)):
            raise forms.ValidationError("里面好像有身份证号，请删去。反映问题不需要身份证号。")
        return text


HOWS: Final[dict[str, str]] = {
    ContactKind.CONFIDENTIAL.value: "留联系方式，但要求保密",
    ContactKind.NAMED.value: "实名",
    ContactKind.ANONYMOUS.value: "匿名，不留联系方式",
}


class WhoForm(StepForm):
    """How the complainant wants to be known, and one way to reach them."""

    how = forms.ChoiceField(
        label="您希望怎样反映", choices=list(HOWS.items()), widget=forms.RadioSelect,
        error_messages={"required": "请选一种。"},
    )  # fmt: skip
    contact = forms.CharField(
        label="电话或邮箱", required=False, max_length=64,
        help_text="留一个就行，只用来核实情况、告诉您结果。匿名的不用填。",
        widget=forms.TextInput(attrs=_box(autocomplete="off", spellcheck="false")),
    )  # fmt: skip
    name = forms.CharField(
        label="怎么称呼您", required=False, max_length=32, help_text="匿名的不用填。",
        widget=forms.TextInput(attrs=_box(autocomplete="off")),
    )  # fmt: skip

    def clean_name(self) -> str:
        """A mask is nobody's name."""
        name = clean_name(self.cleaned_data["name"])
        if is_masked(name) and self._is_known():
            raise forms.ValidationError("称呼里有遮盖符号。请写完整，或者不写。")
        return name

    def clean_contact(self) -> str:
        """A phone or a mailbox that can be reached."""
        told = clean_line(self.cleaned_data["contact"])
        if not self._is_known():
            return told
        if not told:
            raise forms.ValidationError("请写一个电话或邮箱；不想留的，请选“匿名”。")
        if parse_phone(told) is None:
            _check_mail(told)
        return told

    def _is_known(self) -> bool:
        return self.cleaned_data.get("how", "") not in ("", ContactKind.ANONYMOUS.value)


def _check_mail(text: str) -> None:
    try:
        normalise_mail(text)
    except Refused as refusal:
        raise forms.ValidationError(
            "看不出这是电话还是邮箱。手机号 11 位，座机写 0359-1234567，邮箱中间有 @。"
        ) from refusal


Typed = Mapping[str, Mapping[str, str]]


def forms_of(typed: Typed) -> tuple[WhereForm, WhatForm, WhoForm]:
    """All three steps as they were typed."""
    return (
        WhereForm(dict(typed.get("where", {}))),
        WhatForm(dict(typed.get("what", {}))),
        WhoForm(dict(typed.get("who", {}))),
    )


def statement_of(typed: Typed) -> ReceivedStatement:
    """What the first two steps state; they were right when they were typed, the act asks again."""
    where, what = typed["where"], typed["what"]
    is_picked = where["place"] not in ("", OTHER)
    return ReceivedStatement(
        text=what["text"],
        community_code=where["place"] if is_picked else "",
        county_code="" if is_picked else where["county"],
        place="" if is_picked else clean_name(where["spot"]),
        to_city=where["to"] == _CITY,
        kind=CaseKind(what["kind"]) if what["kind"] else None,
    )


def contact_of(typed: Typed) -> Contact:
    """What goes to the vault; of an anonymous report nothing, whatever was typed."""
    who = typed["who"]
    kind = ContactKind(who["how"])
    if kind is ContactKind.ANONYMOUS:
        return Contact(kind)
    name, told = clean_name(who["name"]), clean_line(who["contact"])
    phone = parse_phone(told)
    return Contact(kind, name, (phone,)) if phone else Contact(kind, name, (), normalise_mail(told))
