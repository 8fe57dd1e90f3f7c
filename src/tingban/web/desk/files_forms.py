"""Forms of 材料."""

from typing import Any

from django import forms

from tingban.reads.overview.attachments import Owner
from tingban.rules.documents.sharing import SHARED_BY_ALL, Sharing, SubjectKind
from tingban.rules.documents.uploads import MOST_BYTES, MOST_FILES, FileKind
from tingban.web.desk.fact_forms import CreatingForm, text_field
from tingban.web.ui.uploads import attachments_field


class AddFilesForm(CreatingForm):
    """Files, and whether the company may be shown them."""

    uploads = attachments_field()
    sharing = forms.ChoiceField(
        label="给谁看", widget=forms.RadioSelect, initial=Sharing.INTERNAL.value,
        choices=[
            (Sharing.INTERNAL.value, "只供内部：办理单位和上级"),
            (Sharing.SHAREABLE.value, "照片和视频也可提供给企业：自动去掉拍摄地点和手机信息"),
        ],
    )  # fmt: skip

    def __init__(self, *args: Any, owner: Owner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = owner.kind
        self.default = Sharing.SHAREABLE if kind in SHARED_BY_ALL else Sharing.INTERNAL
        if kind in (SubjectKind.CASE, SubjectKind.RULES) or kind in SHARED_BY_ALL:
            # What belongs to a case stays inside, and a hand-over is everybody's: no choice.
            del self.fields["sharing"]
        if kind is SubjectKind.HANDOVER:
            self.fields[
                "uploads"
            ].help_text = f"移交各方都看得到。{self.fields['uploads'].help_text}"
        if kind is SubjectKind.RULES:
            self.fields["uploads"].help_text = (
                "全文的 PDF，或者逐页的照片（JPG、PNG），装订进证据册；Word 文件先另存为 PDF。"
                f"一次最多 {MOST_FILES} 个，图片最大 {_megabytes(FileKind.IMAGE)} MB，"
                f"PDF 最大 {_megabytes(FileKind.PAPER)} MB。"
            )
        if owner.asks:
            self.fields["affirmed"] = forms.BooleanField(
                label=owner.asks, help_text="名册当面交给业主一方；要拍的先盖住姓名和房号。",
                error_messages={"required": "请逐个看过再勾选。"},
            )  # fmt: skip

    @property
    def sharing_told(self) -> Sharing:
        """What was chosen, once the form is valid."""
        return Sharing(self.cleaned_data.get("sharing") or self.default)


def _megabytes(kind: FileKind) -> int:
    return MOST_BYTES[kind] // (1024 * 1024)


class RetractFileForm(forms.Form):
    """Why a file is taken away."""

    reason = text_field("撤回原因", rows=3)
