"""What the page of the field and its empty shell share: addresses, and the files they need."""

from typing import Final

from django.templatetags.static import static
from django.urls import reverse

from tingban.web.ui.templatetags.ui import STYLESHEETS

SCRIPTS: Final = (
    "store", "photos", "draft", "album", "places", "send", "queue", "check", "page",
)  # fmt: skip


def addresses() -> dict[str, object]:
    """Where the page sends and asks; the same for everybody."""
    return {"scripts": [static(f"tingban/field/{name}.js") for name in SCRIPTS]}


def files() -> list[str]:
    """What the page needs to stand without a line: the shell and its static files, no more."""
    styles = (f"tingban/css/{name}.css" for name in (*STYLESHEETS, "field"))
    return [
        reverse("desk:field_shell"),
        static("vendor/tabler.css"),
        static("tingban/mark.svg"),
        *(static(name) for name in styles),
        *(static(f"tingban/field/{name}.js") for name in SCRIPTS),
    ]
