"""Addresses of drilling down: the live table, a number's list, two tables side by side."""

from django.urls import path

from tingban.web.desk import drill_compare_views as compare
from tingban.web.desk import drill_views as views

urlpatterns = [
    path("drill/", views.drill, name="drill"),
    path("drill/list/", views.list_behind, name="drill_list"),
    path("drill/list/file/", views.list_file, name="drill_list_file"),
    path("drill/compare/", compare.compare, name="drill_compare"),
    path("drill/meanings/", views.meanings, name="drill_meanings"),
]
