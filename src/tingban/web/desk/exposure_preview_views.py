"""公众将看到的: the text of an exposure before it is published, and what is hidden in it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tingban.kit import clock
from tingban.reads.enforcement import exposure_cases
from tingban.rules.enforcement.redaction import DATUM_LABELS
from tingban.web import doors
from tingban.web.doors import DeskRequest
from tingban.web.ui.rows import Crumb


@require_safe
@doors.desk
def exposure_preview(request: DeskRequest, number: str) -> HttpResponse:
    """Exactly what the public will read."""
    seen = exposure_cases.preview(request.actor, number, today=clock.today())
    context = {
        "preview": seen,
        "text": seen.text,
        "hidden": [(DATUM_LABELS[it.datum], it.text) for it in seen.hidden],
        "crumbs": [
            Crumb("典型案例曝光", reverse("desk:exposure_cases")),
            Crumb(number, reverse("desk:exposure_case", args=[number])),
            Crumb("公众将看到的"),
        ],
    }
    return render(request, "desk/enforcement/exposure_preview.html", context)
