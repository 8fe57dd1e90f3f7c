"""评分表 of a level case; 公众将看到的: the text of an exposure before it is published."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tingban.kit import clock
from tingban.reads.enforcement import exposure_cases, level_cases
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


@require_safe
@doors.desk
def level_score(request: DeskRequest, number: str) -> HttpResponse:
    """What each rater gave, in all, and the mean."""
    found = level_cases.score(request.actor, number)
    context = {
        "score": found,
        "crumbs": [
            Crumb("重新核定服务等级", reverse("desk:level_cases")),
            Crumb(number, reverse("desk:level_case", args=[number])),
            Crumb("评分表"),
        ],
    }
    return render(request, "desk/enforcement/level_score.html", context)
