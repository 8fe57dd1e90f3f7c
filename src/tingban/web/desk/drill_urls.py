"""Addresses of drilling down: the live table, a number's list, its meaning."""

from django.urls import path

from tingban.web.desk import drill_views as views

urlpatterns = [
    path("drill/", views.drill, name="drill"),
    path("drill/meanings/", views.meanings, name="drill_meanings"),
]
