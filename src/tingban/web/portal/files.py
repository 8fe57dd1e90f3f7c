"""Files of visitors: looked at before anything else is done with them, and not without end."""

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.http import HttpRequest

from tingban.actions.accounts import quotas
from tingban.actions.documents import intake
from tingban.actions.documents.intake import Examined
from tingban.kit import clock
from tingban.rules.accounts import Quota
from tingban.rules.documents.uploads import MOST_BYTES, MOST_FILES, FileKind
from tingban.rules.errors import Refused
from tingban.web.portal import visitors
from tingban.web.ui.uploads import FilesField, attachments_field, uploads_of

FIELD: Final = "uploads"
HINT: Final = (
    f"照片、录音、视频、PDF、Word 都行，最多 {MOST_FILES} 个。"
    f"照片每张不超过 {MOST_BYTES[FileKind.IMAGE] >> 20} MB，"
    f"视频不超过 {MOST_BYTES[FileKind.VIDEO] >> 20} MB。"
)
# Nobody owns these files yet: how many times an address may bring some within an hour.
_UPLOADS: Final = Quota("portal.upload", most=60, within=timedelta(hours=1))


def files_field() -> FilesField:
    """Photos and the like, never required, in the words of the portal."""
    field = attachments_field("照片、录音或文件", required=False)
    field.help_text = HINT
    return field


def brought(request: HttpRequest, form: forms.Form, *, had: int = 0) -> list[Examined]:
    """What was chosen, looked at; what is wrong with it stands on the form, and nothing is kept."""
    chosen: list[Any] = [file for file in form.cleaned_data.get(FIELD) or [] if file is not None]
    if not chosen:
        return []
    if had + len(chosen) > MOST_FILES:
        form.add_error(FIELD, f"一共最多 {MOST_FILES} 个，请先去掉一些，或者提交以后再补充。")
        return []
    at = clock.now()
    if quotas.spend(_UPLOADS, address=visitors.address(request), at=at) is not None:
        form.add_error(FIELD, "从您所在的网络上传得太多了，请过一小时再传。文字可以先提交。")
        return []
    try:
        return intake.examine(uploads_of(chosen))
    except Refused as refusal:
        for line in refusal.sentence.splitlines():
            form.add_error(FIELD, line)
        return []
