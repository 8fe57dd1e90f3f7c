"""Addresses of the Friday: weeks, the city's board and table, one unit's report, editions."""

from django.urls import path

from tingban.web.desk import weekly_act_views as acts
from tingban.web.desk import weekly_city_views as city
from tingban.web.desk import weekly_edition_views as editions
from tingban.web.desk import weekly_file_views as files
from tingban.web.desk import weekly_report_views as reports
from tingban.web.desk import weekly_views as views

_REPORT = "weekly/report/<str:number>/"

urlpatterns = [
    path("weekly/", views.weekly, name="weekly"),
    path(_REPORT, reports.report, name="weekly_report"),
    path(f"{_REPORT}draft/", reports.draft, name="weekly_draft"),
    path(f"{_REPORT}check/", reports.check, name="weekly_check"),
    path(f"{_REPORT}sign/", reports.sign, name="weekly_sign"),
    path(f"{_REPORT}submit/", reports.submit, name="weekly_submit"),
    path(f"{_REPORT}review/", reports.review, name="weekly_review"),
    path(f"{_REPORT}accept/", reports.accept, name="weekly_accept"),
    path(f"{_REPORT}grant/", reports.grant, name="weekly_grant"),
    path(f"{_REPORT}rework/", acts.rework, name="weekly_rework"),
    path(f"{_REPORT}return/", acts.send_back, name="weekly_return"),
    path(f"{_REPORT}ask/", acts.ask, name="weekly_ask"),
    path(f"{_REPORT}refuse/", acts.refuse, name="weekly_refuse"),
    path(f"{_REPORT}override/", acts.override, name="weekly_override"),
    path(f"{_REPORT}override/<str:cell>/", acts.override_cell, name="weekly_override_cell"),
    path(f"{_REPORT}v<int:version>/", editions.edition, name="weekly_edition"),
    path(f"{_REPORT}v<int:version>/<str:paper>/", files.unit_file, name="weekly_file"),
    path("weekly/<str:code>/", city.board, name="weekly_week"),
    path("weekly/<str:code>/accept/", city.accept, name="weekly_batch"),
    path("weekly/<str:code>/freeze/", city.freeze, name="weekly_freeze"),
    path("weekly/<str:code>/table/", city.table, name="weekly_table"),
    path("weekly/<str:code>/editions/", city.versions, name="weekly_versions"),
    path("weekly/<str:code>/v<int:version>/", city.city_edition, name="weekly_city_edition"),
    path("weekly/<str:code>/v<int:version>/<str:paper>/", files.city_file, name="weekly_city_file"),
    path("weekly/<str:code>/export/", files.export, name="weekly_export"),
]
