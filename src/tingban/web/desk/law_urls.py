"""The address of the law book."""

from django.urls import path

from tingban.web.desk import law_views as views

urlpatterns = [path("law/", views.law, name="law")]
