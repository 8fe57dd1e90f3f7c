"""Addresses of the company door, in the namespace `company`."""

from django.urls import include, path

from tingban.web.company import (
    answer_views,
    entrance_views,
    handover_views,
    order_views,
    proceeding_views,
)

_ORDER = "orders/<path:number>/"
_PROBLEM = f"{_ORDER}problems/<path:problem>/"
_HANDOVER = "matters/exit_case/<str:number>/handover/"
_PATTERNS = [
    path("", order_views.home, name="home"),
    path("go/<int:link>/<slug:token>/", entrance_views.go, name="go"),
    path("confirm/", entrance_views.confirm, name="confirm"),
    path("leave/", entrance_views.leave, name="leave"),
    path(f"{_ORDER}receive/", order_views.receive, name="receive"),
    path(f"{_ORDER}paper/<slug:ending>/", order_views.paper, name="paper"),
    path(f"{_ORDER}plea/", answer_views.plea, name="plea"),
    path(f"{_ORDER}files/<int:file>/<slug:copy>/", order_views.file, name="file"),
    path(f"{_PROBLEM}answer/", answer_views.answer, name="answer"),
    path(f"{_PROBLEM}extension/", answer_views.extension, name="extension"),
    path(_ORDER, order_views.order, name="order"),
    path(_HANDOVER, handover_views.handover, name="handover"),
    path(f"{_HANDOVER}object/", handover_views.object_to, name="handover_object"),
    path(f"{_HANDOVER}<int:file>/<slug:copy>/", handover_views.picture, name="handover_file"),
    path("matters/<slug:kind>/<str:number>/", proceeding_views.matter, name="matter"),
    path(
        "matters/<slug:kind>/<str:number>/papers/<str:key>/",
        proceeding_views.paper,
        name="matter_paper",
    ),
    path("matters/<slug:kind>/<str:number>/<slug:act>/", proceeding_views.say, name="say"),
]
urlpatterns = [path("", include((_PATTERNS, "company")))]
