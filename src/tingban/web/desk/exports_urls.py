"""Addresses of the export and the template."""

from django.urls import path

from tingban.web.desk import exports_views as exports

urlpatterns = [
    path("exchange/export/", exports.export, name="export"),
    path("exchange/template/", exports.template, name="template"),
]
