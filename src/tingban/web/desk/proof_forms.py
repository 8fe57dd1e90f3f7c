"""Proofs in the forms of a problem: files chosen there, files there already, lines on paper."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tingban.actions.rectification.proofs import Chosen
from tingban.reads.rectification.proof_files import KeptFile
from tingban.rules.documents.purposes import PURPOSE_LABELS
from tingban.rules.documents.sharing import Copy
from tingban.rules.documents.uploads import FileKind
from tingban.web.desk.fact_forms import text_field
from tingban.web.ui.optional import marked
from tingban.web.ui.uploads import FilesField, attachments_field, uploads_of

FILES: Final = "_files"
KEPT: Final = "_kept"
# Each may stay empty, both may not.
EITHER: Final = "照片、纸质件至少一样"
EVEN_PAPER: Final = "文件、纸质件至少一样"


def files_field(label: str, *, wanted: str = "") -> FilesField:
    """Photos and papers to send along; `wanted` says what is asked where one of two will do."""
    field = attachments_field(label, required=False)
    return marked(field, wanted) if wanted else field


def kept_field(label: str = "或勾选已有的") -> forms.MultipleChoiceField:
    """What the problem and the visits of its community have already; filled by `offer_kept`."""
    return forms.MultipleChoiceField(
        label=label, required=False, choices=[], widget=forms.CheckboxSelectMultiple
    )


def paper_field(label: str = "纸质件", *, hint: str = "", wanted: str = "") -> Any:
    """What lies on paper, one a line."""
    told = f"{hint}；" if hint else ""
    field = text_field(
        label, required=False, rows=2, hint=f"{told}材料在纸上的，写明名称和存档号，一行写一件"
    )
    return marked(field, wanted) if wanted else field


def offer_kept(form: forms.Form, files: Sequence[KeptFile]) -> None:
    """Let those be ticked; a form without any does not ask."""
    choices = [(str(file.id), _label(file)) for file in files]
    for name in [it for it in form.fields if it.endswith(KEPT)]:
        field = form.fields[name]
        if not choices:
            del form.fields[name]
        elif isinstance(field, forms.MultipleChoiceField):
            field.choices = choices


def _label(file: KeptFile) -> SafeString:
    where = PURPOSE_LABELS[file.purpose] if file.purpose else file.place
    face = ""
    if file.kind is FileKind.IMAGE:
        source = reverse("desk:file", args=[file.id, Copy.THUMB.value])
        face = format_html('<img class="tb-tick-face" src="{}" alt="" loading="lazy">', source)
    return format_html("{}{} <small>{}</small>", face, file.name, where)


def chosen(told: Mapping[str, Any], proofs: Iterable[str]) -> dict[str, Chosen]:
    """What a valid form brings for each proof."""
    return {
        proof: Chosen(
            tuple(uploads_of(told.get(f"{proof}{FILES}") or ())),
            tuple(int(key) for key in told.get(f"{proof}{KEPT}") or ()),
        )
        for proof in proofs
    }
