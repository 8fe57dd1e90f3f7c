"""Forms of the import."""

import secrets
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from tingban.rules.actors import Actor
from tingban.rules.areas import AREAS
from tingban.rules.exchange.runs import MOST_FILES
from tingban.web.ui.uploads import FilesField, ManyFiles


class UploadForm(forms.Form):
    """Files, whose a bare 附件2 is, and whether to write."""

    books = FilesField(
        label="选择文件，或把文件拖到这里", allow_empty_file=True,
        help_text=f"数据交换簿、附件2 均可，.xlsx 或 .xls，一次最多 {MOST_FILES} 份。"
        "每份整份收或整份不收；同一份再传一次不会重复。",
        widget=ManyFiles(attrs={"accept": ".xlsx,.xls"}),
        error_messages={"required": "请选择要导入的文件。"},
    )  # fmt: skip
    area = forms.ChoiceField(
        label="附件2 是谁的", required=False,
        choices=[("", "按表中的“单位（盖章）”"), *((area.code, area.name) for area in AREAS)],
        help_text="只有附件2 没写单位时才需要选。",
    )  # fmt: skip
    dry_run = forms.ChoiceField(
        label="怎么做", widget=forms.RadioSelect, initial="write",
        choices=[("write", "检查并导入"), ("check", "只检查，什么都不写入")],
    )  # fmt: skip
    mark = forms.CharField(widget=forms.HiddenInput, max_length=32)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mark"].initial = secrets.token_hex(16)
        if not actor.sees_whole_city:
            # A county's clerk brings her own county's files.
            del self.fields["area"]

    @property
    def uploads(self) -> Sequence["UploadedFile[Any]"]:
        """The files, once the form is valid."""
        files: Sequence[UploadedFile[Any]] = self.cleaned_data["books"]
        return files


class PastFilter(forms.Form):
    """Which past imports."""

    q = forms.CharField(
        label="文件名", required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
