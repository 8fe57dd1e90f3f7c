"""Addresses of the Friday: weeks, the city's board and table, one unit's report, editions."""

from django.urls import path

from tingban.web.desk import weekly_city_views as city
from tingban.web.desk import weekly_edition_views as editions
from tingban.web.desk import weekly_views as views

urlpatterns = [
    path("weekly/", views.weekly, name="weekly"),
    path("weekly/report/<str:number>/", views.report, name="weekly_report"),
    path("weekly/report/<str:number>/v<int:version>/", editions.edition, name="weekly_edition"),
    path("weekly/<str:code>/", city.board, name="weekly_week"),
    path("weekly/<str:code>/table/", city.table, name="weekly_table"),
    path("weekly/<str:code>/editions/", city.versions, name="weekly_versions"),
    path("weekly/<str:code>/v<int:version>/", city.city_edition, name="weekly_city_edition"),
]
