"""Forms of the steps of a case: each asks what its row of the table needs, and no more."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms

from tingban.reads import accounts
from tingban.reads.complaints.case_cards import CaseDetail
from tingban.reads.inspections import visits
from tingban.reads.rectification import problems
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE, AREAS, CITY
from tingban.rules.complaints.sources import SENT_ON, Source
from tingban.rules.complaints.stages import (
    ANSWERED_TO_LABELS,
    FINDING_LABELS,
    FOUNDED,
    KIND_LABELS,
    MERGE_LABELS,
    REJECT_LABELS,
    SUSPEND_LABELS,
    WAY_LABELS,
    AnsweredTo,
    AnswerWay,
    Finding,
    MergeKind,
)
from tingban.rules.inspections import VisitKind
from tingban.rules.rectification import CATEGORY_LABELS, Category
from tingban.web.desk.fact_forms import (
    ChangingForm,
    day_field,
    line_field,
    moment_field,
    text_field,
)
from tingban.web.ui import days

_PICK: Final = ("", "请选择")


def _choices(labels: dict[Any, str], only: Iterable[Any] | None = None) -> list[tuple[str, str]]:
    kept = list(labels) if only is None else [key for key in labels if key in set(only)]
    return [(key.value, labels[key]) for key in kept]


class CaseStepForm(ChangingForm):
    """A step whose choices depend on the case."""

    def prepare(self, actor: Actor, detail: CaseDetail) -> None:
        """Fill in choices and what stands there already."""


class VersionForm(CaseStepForm):
    """Nothing is asked."""


class ReasonForm(CaseStepForm):
    """Why."""

    reason = text_field("原因", rows=3)


class TextForm(CaseStepForm):
    """One text."""

    text = text_field("内容")


class AcceptForm(CaseStepForm):
    """When, and as what."""

    on = moment_field("受理时间")
    kind = forms.ChoiceField(label="诉求类型", choices=[_PICK, *_choices(KIND_LABELS)])


class RejectForm(CaseStepForm):
    """By which reason of the law, and where to go."""

    why = forms.ChoiceField(label="不予受理的情形", choices=[_PICK, *_choices(REJECT_LABELS)])
    reason = text_field("具体理由和建议去处", rows=3, hint="会写进不予受理告知书")


class TransferForm(CaseStepForm):
    """To whom a case goes."""

    to = line_field("移送到哪个单位", required=True, limit=60)
    reason = text_field("移送理由", rows=3)
    sealed = forms.BooleanField(
        label="检举控告公职人员", required=False,
        help_text="移送纪检监察后密封：只有市局信访办和纪检监察能再看到这一件",
    )  # fmt: skip


class AssignForm(CaseStepForm):
    """One 主办; a county hands on within itself."""

    area = forms.ChoiceField(label="主办单位")
    unit = forms.ChoiceField(label="交街道(乡镇)办理", required=False)
    office = line_field("承办科室", hint="交本单位科室的填写")
    helping = line_field("协办单位", limit=120, hint="没有的不填；几个单位用顿号隔开")

    def prepare(self, actor: Actor, detail: CaseDetail) -> None:
        """The city hands to the counties, a county to its streets."""
        own = AREA_BY_CODE[actor.area_code]
        areas = AREAS if actor.area_code == CITY else [own]
        area, unit = self.fields["area"], self.fields["unit"]
        streets = accounts.streets_of(actor.area_code)
        if isinstance(area, forms.ChoiceField):
            area.choices = [(one.code, one.name) for one in areas]
            area.initial = detail.row.county_code or own.code
        if isinstance(unit, forms.ChoiceField):
            unit.choices = [("", "不交街道(乡镇)"), *streets]
        if not streets:
            del self.fields["unit"]


class ReassignForm(AssignForm):
    """The same, and why."""

    reason = text_field("处理意见", rows=3, hint="同意退回的写明改交谁；不同意的写明理由")


class SignInForm(CaseStepForm):
    """Whoever handles it is nobody's friend here (3.1.4)."""

    impartial = forms.BooleanField(
        label="本人不是该小区业主，与被反映的企业没有利害关系", required=False,
        help_text="有关系的应当回避，请不要勾选，换人签收",
    )  # fmt: skip


class VerifyForm(CaseStepForm):
    """Which visit, who was there, what was found, which problems follow."""

    visit = forms.ChoiceField(
        label="线索核查记录", help_text="没有的，先在“到场核查”里登记一条，再回到这里选它"
    )
    first = line_field("到场人员一", required=True, limit=24)
    second = line_field("到场人员二", required=True, limit=24)
    finding = forms.ChoiceField(
        label="核查结论", choices=_choices(FINDING_LABELS, FOUNDED), widget=forms.RadioSelect
    )
    problems = forms.MultipleChoiceField(
        label="关联的问题", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="没有列出的，先用“把查实的登记为问题”登记",
    )  # fmt: skip

    def prepare(self, actor: Actor, detail: CaseDetail) -> None:
        """Visits and problems of the community."""
        code = detail.row.community_code
        found = visits.of_community(actor, code, limit=20) if code else []
        verified = [row for row in found if row.kind == VisitKind.VERIFY]
        visit, linked = self.fields["visit"], self.fields["problems"]
        if isinstance(visit, forms.ChoiceField):
            told = [(row.number, f"{days.in_cell(row.done_on)}，{row.number}") for row in verified]
            visit.choices = told if len(told) == 1 else [_PICK, *told]
        rows = problems.of_community(actor, code) if code else []
        if isinstance(linked, forms.MultipleChoiceField):
            linked.choices = [
                (
                    row.number,
                    f"{CATEGORY_LABELS[Category(row.category)]}：{row.description or row.number}",
                )
                for row in rows
            ]
        self.fields["first"].initial = actor.name


class ReportForm(CaseStepForm):
    """How it was checked, what the complainant is told, what the ledger prints."""

    grounds = text_field("办理情况和依据", hint="给审核人看，不对外")
    reply = text_field("给投诉举报人的答复", hint="审核通过后告知本人，写清结论、依据和救济途径")
    note = text_field("台账上的办理结果", rows=3, hint="印在附件2，不写个人信息")


class UnfoundedForm(ReportForm):
    """The same, and what it came to."""

    finding = forms.ChoiceField(
        label="核查结论", choices=_choices(FINDING_LABELS, set(Finding) - FOUNDED),
        widget=forms.RadioSelect,
    )  # fmt: skip
    field_order = ("version", "finding", "grounds", "reply", "note")


class SuspendForm(CaseStepForm):
    """What is waited for, and until when."""

    why = forms.ChoiceField(label="等待什么", choices=_choices(SUSPEND_LABELS))
    reason = text_field("说明", rows=3)
    until = day_field("哪天再看", hint="从今天起不超过 30 日")


class ApproveForm(CaseStepForm):
    """The answer as it goes out."""

    reply = text_field("答复意见", hint="可以改；通过后告知投诉举报人", rows=6)

    def prepare(self, actor: Actor, detail: CaseDetail) -> None:
        """What the handler proposed."""
        self.fields["reply"].initial = detail.reply


class AttemptForm(CaseStepForm):
    """One try."""

    on = moment_field("联系时间")
    way = forms.ChoiceField(label="方式", choices=_choices(WAY_LABELS), initial=AnswerWay.PHONE)
    reached = forms.ChoiceField(
        label="结果", choices=[("yes", "联系上了"), ("no", "没有联系上")],
        widget=forms.RadioSelect, initial="yes",
    )  # fmt: skip
    note = line_field("记录", limit=200, hint="例如“无人接听”；不写电话号码")


class CloseForm(CaseStepForm):
    """When, how it was told, and the result for the ledger."""

    on = moment_field("告知时间")
    way = forms.ChoiceField(
        label="怎么告知的", required=False,
        choices=[*_choices(WAY_LABELS), ("", "已有联系记录，或匿名件放查询页面")],
        initial=AnswerWay.PHONE,
    )  # fmt: skip
    result = text_field("办理结果", rows=3, hint="印在附件2，不写个人信息；“承诺整改”不算办结")

    def prepare(self, actor: Actor, detail: CaseDetail) -> None:
        """What the ledger says already."""
        self.fields["result"].initial = detail.row.line.progress


class ReopenForm(CaseStepForm):
    """Why it goes on."""

    on = moment_field("重新办理时间")
    text = text_field("新情况或没有解决的事实", rows=3, hint="印在附件2，不写个人信息")
    by_supervision = forms.BooleanField(label="督导检查发现没有解决", required=False)


class MergeForm(CaseStepForm):
    """The main case, and whether it is the same person."""

    parent = line_field("主件的受理编号", required=True, limit=32)
    kind = forms.ChoiceField(
        label="哪一种", choices=_choices(MERGE_LABELS), widget=forms.RadioSelect,
        initial=MergeKind.DUPLICATE,
        help_text="重复件不再计数；同类件各自计数，主件答复后各自反馈",
    )  # fmt: skip


class AnswerReceiptForm(CaseStepForm):
    """Whom, when and how the answer reached, and its words."""

    to = forms.ChoiceField(
        label="答复给谁", choices=_choices(ANSWERED_TO_LABELS), widget=forms.RadioSelect
    )
    on = moment_field("答复时间")
    way = forms.ChoiceField(label="方式", choices=_choices(WAY_LABELS))
    text = text_field("答复内容", rows=6)

    def prepare(self, actor: Actor, detail: CaseDetail) -> None:
        """What the main case was answered, to whoever sent this one."""
        sent_on = Source(detail.row.source) in SENT_ON
        self.fields["to"].initial = AnsweredTo.SENDER if sent_on else AnsweredTo.PERSON
        self.fields["way"].initial = AnswerWay.LETTER if sent_on else AnswerWay.PHONE
        self.fields["text"].initial = detail.main_reply
        if detail.main_reply:
            self.fields["text"].help_text = "已填入主件的答复意见，可以改"


class RerouteForm(CaseStepForm):
    """Where it should have come in."""

    unit = forms.ChoiceField(label="登记单位")
    reason = text_field("原因", rows=2)

    def prepare(self, actor: Actor, detail: CaseDetail) -> None:
        """Everybody but ourselves."""
        unit = self.fields["unit"]
        if isinstance(unit, forms.ChoiceField):
            others = [one for one in AREAS if one.code != detail.row.unit_code]
            unit.choices = [(one.code, one.name) for one in others]
