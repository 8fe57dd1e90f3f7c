"""Addresses of the 工作台."""

from django.urls import path

from tingban.web.desk import home_views

urlpatterns = [path("", home_views.home, name="home")]
