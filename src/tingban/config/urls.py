"""The root of all addresses. Every view names its door (`tingban.web.doors`)."""

from django.urls import URLPattern, URLResolver, include, path

from tingban.web import health
from tingban.web.ui import faults

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("", include("tingban.web.portal.urls")),
    path("company/", include("tingban.web.company.urls")),
    path("", include("tingban.web.desk.urls")),
]

handler400 = faults.bad_request
handler403 = faults.forbidden
handler404 = faults.not_found
handler500 = faults.broken
