"""What an export is asked with."""

from typing import Any, Final

from django import forms

from tingban.rules.actors import Actor
from tingban.rules.areas import AREAS
from tingban.web.ui.submitting import OnceForm

WHOLE_CITY: Final = ("", "全市")


class DecideForm(forms.Form):
    """A head's word on an export with many identities."""

    reason = forms.CharField(
        label="不同意的原因", required=False, max_length=200, help_text="同意的不用填",
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class ExportForm(OnceForm):
    """Whose facts; and whether whoever complained is named, with the reason."""

    area = forms.ChoiceField(label="范围", required=False)
    with_identities = forms.BooleanField(
        label="连同投诉举报人的姓名和联系方式（不遮蔽）",
        required=False,
        help_text="用于迁移到另一套系统。文件请妥善保管，导出的人、时间和用途会记入操作记录。",
    )
    reason = forms.CharField(
        label="用途",
        required=False,
        max_length=200,
        help_text="不遮蔽时必填，如“迁移到新服务器”。",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if actor.sees_whole_city:
            choices = [WHOLE_CITY, *((area.code, area.name) for area in AREAS)]
            self.fields["area"].choices = choices  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["area"]
        if not actor.is_writer:
            del self.fields["with_identities"], self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """Identities leave with a reason, and a reason is given for identities only."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("with_identities") and not told.get("reason"):
            self.add_error("reason", "请写明导出身份信息的用途，例如“迁移到新服务器”。")
        if not told.get("with_identities"):
            told["reason"] = ""
        return told
