"""Addresses of the portal; they stand in the namespace `portal`: `{% url 'portal:phones' %}`."""

from django.urls import include, path

from tingban.web.portal import (
    board_views,
    front_views,
    levels_views,
    progress_views,
    report_views,
    sending_views,
)

_PATTERNS = [
    path("", front_views.front, name="front"),
    path("phones/", front_views.phones, name="phones"),
    path("report/", report_views.where, name="report"),
    path("report/places/", report_views.places, name="report_places"),
    path("report/what/", report_views.what, name="report_what"),
    path("report/who/", report_views.who, name="report_who"),
    path("report/check/", sending_views.check, name="report_check"),
    path("report/receipt/", sending_views.receipt, name="report_receipt"),
    path("report/start-over/", report_views.start_over, name="report_start_over"),
    path("progress/", progress_views.entry, name="progress"),
    path("progress/case/", progress_views.case, name="progress_case"),
    path("progress/material/", progress_views.material, name="progress_material"),
    path("progress/withdraw/", progress_views.withdraw, name="progress_withdraw"),
    path("progress/rate/", progress_views.rate, name="progress_rate"),
    path("progress/leave/", progress_views.leave, name="progress_leave"),
    path("exposures/", board_views.board, name="board"),
    path("exposures/<str:number>/", board_views.case, name="board_case"),
    path("levels/", levels_views.levels, name="regradings"),
    path("elder/", front_views.elder, name="elder"),
]
urlpatterns = [path("", include((_PATTERNS, "portal")))]
