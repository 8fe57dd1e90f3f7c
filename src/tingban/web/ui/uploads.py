"""Choosing files: several at once, by script or without, and with the camera of a telephone."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tingban.actions.documents.intake import Upload
from tingban.rules.documents import uploads as rules
from tingban.rules.documents.uploads import FileKind

_MB = 1024 * 1024


class ManyFiles(forms.FileInput):
    """A file input that takes several at once; files can be dropped on it."""

    allow_multiple_selected = True


class AttachmentsInput(ManyFiles):
    """The same, with a second input beside it that opens the camera of a telephone.

    One input cannot do both: with `capture` a telephone no longer offers the pictures it has.
    """

    def render(
        self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Both inputs, and the place where a script lists what was chosen."""
        told = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        ident = str(told.get("id", name))
        limits = {
            "data-tingban-files": True,
            "data-most": rules.MOST_FILES,
            "data-together": rules.MOST_TOGETHER,
            "data-image": rules.MOST_BYTES[FileKind.IMAGE] // _MB,
            "data-video": rules.MOST_BYTES[FileKind.VIDEO] // _MB,
            "data-other": rules.MOST_BYTES[FileKind.PAPER] // _MB,
        }
        return format_html(
            '<div class="tb-files"{}><input type="file" multiple accept="{}"{}>'
            '<p class="tb-files-camera"><label for="{}_camera">现在拍一张</label>'
            '<input type="file" id="{}_camera" name="{}" accept="image/*"'
            ' capture="environment" class="form-control"></p></div>',
            flatatt(limits), rules.ACCEPT, flatatt(told), ident, ident, name,
        )  # fmt: skip


class FilesField(forms.FileField):
    """Several files."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each file by itself; an empty one is told by whoever reads it, like any other fault."""
        files = data if isinstance(data, list | tuple) else [data]
        if self.required and not any(files):
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(FilesField, self).clean(file, initial) for file in files]


def attachments_field(label: str = "选择文件", *, required: bool = True) -> FilesField:
    """Files as proof: pictures, papers, sound, films."""
    image, video, other = (
        rules.MOST_BYTES[kind] // _MB for kind in (FileKind.IMAGE, FileKind.VIDEO, FileKind.PAPER)
    )
    return FilesField(
        label=label, required=required, allow_empty_file=True, widget=AttachmentsInput,
        help_text=f"{rules.WANTED}；一次最多 {rules.MOST_FILES} 个，"
        f"图片最大 {image} MB，视频 {video} MB，其他 {other} MB。",
        error_messages={"required": "请选择要上传的文件。"},
    )  # fmt: skip


def scans_field(label: str, *, hint: str) -> FilesField:
    """Sheets of paper, scanned or photographed."""
    accept = ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
    return FilesField(
        label=label, allow_empty_file=True, widget=ManyFiles(attrs={"accept": accept}),
        help_text=hint, error_messages={"required": f"请选择{label}。"},
    )  # fmt: skip


def uploads_of(files: Sequence["UploadedFile[Any] | None"]) -> list[Upload]:
    """What was chosen, read when its turn comes."""
    return [_upload(file) for file in files if file is not None]


def _upload(file: "UploadedFile[Any]") -> Upload:
    def load() -> bytes:
        file.seek(0)
        return bytes(file.read())

    return Upload(file.name or "", file.size or 0, load)
