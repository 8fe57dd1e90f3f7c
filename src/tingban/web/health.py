"""For the machines that watch this one: is it alive, can it work?"""

from django.http import HttpRequest, HttpResponse, JsonResponse

from tingban.reads.overview.health import health, scanner_health
from tingban.web import doors


@doors.public
def alive(request: HttpRequest) -> HttpResponse:
    """The web server answers; says nothing of the rest."""
    return JsonResponse({"status": "ok"})


@doors.public
def ready(request: HttpRequest) -> HttpResponse:
    """200 where pages can be served, else 503.

    A missing worker or a silent virus scanner is told but is no failure.
    """
    found = health()
    facts = {
        "database": found.database,
        "migrated": found.migrated,
        "workers": found.workers,
        "scanner": scanner_health().word,
    }
    return JsonResponse(
        {"status": "ready" if found.ready else "not ready"} | facts,
        status=200 if found.ready else 503,
    )
