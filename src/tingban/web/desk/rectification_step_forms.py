"""Forms of the steps of a problem. Proofs are files, or one a line as they stand on paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from django import forms

from tingban.reads.inspections.visits import VisitRow
from tingban.reads.rectification.problems import ProblemRow
from tingban.reads.rectification.proof_files import KeptFile
from tingban.rules.inspections import VISIT_LABELS, VisitKind
from tingban.rules.rectification import SUB_ACT_BY_CODE, Category, sub_acts_of
from tingban.rules.rectification.guards import LOOKING_BACK
from tingban.rules.rectification.stages import MEASURE_LABELS, MeasureKind
from tingban.web.desk.fact_forms import ChangingForm, day_field, line_field, text_field
from tingban.web.desk.proof_forms import (
    EITHER,
    EVEN_PAPER,
    files_field,
    kept_field,
    offer_kept,
    paper_field,
)
from tingban.web.ui import days
from tingban.web.ui.optional import marked

_ASKED_OF: Final = {
    Category.CAT_6: ("publication_files", "publication_kept", "publication"),
    Category.CAT_7: ("owed", "repaid", "voucher_files", "voucher_kept", "voucher"),
}
_MEASURES: Final = [(kind.value, label) for kind, label in MEASURE_LABELS.items()]


@dataclass(frozen=True, slots=True)
class About:
    """What a form may offer: the problem, the visits of its community, the running measures."""

    row: ProblemRow
    visits: tuple[VisitRow, ...] = ()
    running: tuple[MeasureKind, ...] = ()
    barred: Mapping[MeasureKind, str] = field(default_factory=dict)
    kept: tuple[KeptFile, ...] = ()


class StepForm(ChangingForm):
    """A form that is fitted to the problem it is about."""

    def fit(self, about: About) -> None:
        """Offer what there is, ask only what belongs to the category."""
        offer_kept(self, about.kept)


def _visit_choice(label: str, *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=required, choices=[],
        help_text="没有的，先在“这个小区的检查”里登记一条，再回到这里选它",
        error_messages={"required": "请选择一条检查记录；还没有的，请先登记。"},
    )  # fmt: skip


def _offer_visits(form: forms.Form, about: About, kinds: frozenset[VisitKind]) -> None:
    field = form.fields["visit"]
    if isinstance(field, forms.ChoiceField):
        field.choices = [("", "请选择")] + [
            (
                row.number,
                f"{days.in_cell(row.done_on)} {VISIT_LABELS[VisitKind(row.kind)]} {row.number}",
            )
            for row in about.visits
            if row.kind in kinds
        ]


class RejectionForm(StepForm):
    """提请认定不属实."""

    evidence_files = files_field("核查依据", wanted=EVEN_PAPER)
    evidence_kept = kept_field()
    evidence = paper_field(hint="例如笔录、合同", wanted=EVEN_PAPER)
    reason = text_field("核查情况", rows=3)


class NoteForm(StepForm):
    """Nothing but a remark."""

    note = text_field("说明", required=False, rows=3)


class OnSpotForm(StepForm):
    """立行立改."""

    on = day_field("完成日期", hint="只用于确认当日就改好的；隔日的请责令整改")
    before_files = files_field("整改前照片", wanted=EITHER)
    before_kept = kept_field()
    before = paper_field("整改前的纸质件", wanted=EITHER)
    after_files = files_field("整改后照片", wanted=EITHER)
    after_kept = kept_field()
    after = paper_field("整改后的纸质件", wanted=EITHER)
    staff = line_field("到场人员", required=True, hint="两名工作人员，用顿号分开", limit=64)

    def fit(self, about: About) -> None:
        """Only the day of the confirmation can be the right one."""
        super().fit(about)
        self.initial["on"] = about.row.confirmed_on


class GrantForm(StepForm):
    """批准延期."""

    until = day_field("延长至", hint="最多延长 15 日，只能延长一次；应是工作日")
    request = text_field(
        "书面申请要点", required=False, rows=3, hint="企业没有在网上申请、交来书面申请的才填"
    )
    note = text_field("批复说明", required=False, rows=2)


class AnswerForm(StepForm):
    """整改报告, as it came on paper."""

    on = day_field("提交日期", hint="收到整改报告的日期")
    report = text_field("整改情况", hint="做了什么、现在怎样")
    after_files = files_field("整改后照片", wanted=EITHER)
    after_kept = kept_field()
    after = paper_field("整改后的纸质件", wanted=EITHER)
    publication_files = files_field("公示照片", wanted=EITHER)
    publication_kept = kept_field()
    publication = paper_field("公示的纸质件", hint="在小区醒目位置公示的", wanted=EITHER)
    owed = forms.DecimalField(
        label="应退金额（元）", min_value=Decimal("0.01"), max_digits=12, decimal_places=2
    )
    repaid = forms.DecimalField(
        label="已退金额（元）", min_value=Decimal("0.01"), max_digits=12, decimal_places=2
    )
    voucher_files = files_field("退款凭证", wanted="凭证、编号至少一样")
    voucher_kept = kept_field()
    voucher = marked(
        line_field("退款凭证编号", hint="例如银行回单的编号和日期", limit=200),
        "凭证、编号至少一样",
    )

    def fit(self, about: About) -> None:
        """Publication is asked of CAT-6, amounts of CAT-7."""
        super().fit(about)
        for category, names in _ASKED_OF.items():
            if about.row.category != category:
                for name in names:
                    self.fields.pop(name, None)


class ClearForm(StepForm):
    """复核通过."""

    visit = _visit_choice("复核检查")
    recheck_files = files_field("复核照片")
    recheck_kept = kept_field()
    conclusion = text_field("复核结论", rows=3)
    opinion = text_field("街道、业委会意见", required=False, rows=2, hint="征求过意见的填写")

    def fit(self, about: About) -> None:
        """Rechecks alone prove it."""
        super().fit(about)
        _offer_visits(self, about, frozenset({VisitKind.RECHECK}))


class FailForm(StepForm):
    """复核不通过."""

    on = day_field("复核日期")
    reason = text_field("不通过的原因", rows=3)
    until = day_field("再整改至", required=False, hint="不填则为复核之日起 7 日")
    visit = _visit_choice("复核检查", required=False)
    recheck_files = files_field("复核照片")
    recheck_kept = kept_field()

    def fit(self, about: About) -> None:
        """A visit may be named, and need not."""
        super().fit(about)
        _offer_visits(self, about, frozenset({VisitKind.RECHECK}))


def _closed(barred: Mapping[MeasureKind, str]) -> str:
    """Which branches are not offered, and why."""
    return "".join(f"不能选“{MEASURE_LABELS[kind]}”：{why}" for kind, why in barred.items())


class EscalateForm(StepForm):
    """升级处置."""

    measures = forms.MultipleChoiceField(
        label="处置措施", choices=_MEASURES, widget=forms.CheckboxSelectMultiple,
        help_text="至少选一项；措施本身不销号，整改到位仍要复核",
        error_messages={"required": "请至少选一项处置措施。"},
    )  # fmt: skip
    reason = text_field("理由", rows=3)

    def fit(self, about: About) -> None:
        """What belongs to another organ is not offered; who it is stands beside."""
        field = self.fields["measures"]
        if about.barred and isinstance(field, forms.MultipleChoiceField):
            field.choices = [it for it in _MEASURES if it[0] not in about.barred]
            field.help_text = f"{_closed(about.barred)}{field.help_text}"
            field.error_messages["invalid_choice"] = _closed(about.barred)


class MeasureForm(StepForm):
    """One branch more, or one that is over."""

    measure = forms.ChoiceField(label="处置措施", choices=[])
    reason = text_field("理由", rows=3)
    is_ending = False

    def fit(self, about: About) -> None:
        """To begin: those that do not run and are the bureau's own; to end: those that run."""
        field = self.fields["measure"]
        barred = {} if self.is_ending else about.barred
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (kind.value, label)
                for kind, label in MEASURE_LABELS.items()
                if (kind in about.running) == self.is_ending and kind not in barred
            ]
        if barred:
            field.help_text = field.error_messages["invalid_choice"] = _closed(barred)


class EndMeasureForm(MeasureForm):
    """结束处置措施."""

    is_ending = True


class HandOverForm(StepForm):
    """企业退出后销号."""

    on = day_field("销号日期", hint="接任企业书面确认的日期")
    successor = text_field("接任确认", rows=3, hint="企业何时退出、谁接任、书面确认的文号或日期")


class RelapseForm(StepForm):
    """回潮重开."""

    visit = _visit_choice("回头看或督导检查")
    acts = forms.MultipleChoiceField(
        label="又出现的问题行为", choices=[], widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选定又出现了哪项问题行为。"},
    )  # fmt: skip
    reason = text_field("看到的情况", rows=3)
    until = day_field("整改期限", required=False, hint="不填则按类别的默认期限")

    def fit(self, about: About) -> None:
        """The sub-acts it had before; of the whole category where none were told."""
        _offer_visits(self, about, LOOKING_BACK)
        field = self.fields["acts"]
        known = [code for code in about.row.acts if code in SUB_ACT_BY_CODE]
        codes = known or [act.code for act in sub_acts_of(Category(about.row.category))]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(code, SUB_ACT_BY_CODE[code].label) for code in codes]


class AssignForm(StepForm):
    """调整责任人."""

    responsible = line_field("责任人", required=True, hint="姓名和职务", limit=64)
