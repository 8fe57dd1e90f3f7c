"""Addresses of the export and the template."""

from django.urls import path

from tingban.web.desk import exports_views as exports

urlpatterns = [
    path("exchange/export/", exports.export, name="export"),
    path("exchange/export/<int:export_id>/", exports.exported, name="export_run"),
    path("exchange/export/<int:export_id>/file/", exports.file, name="export_file"),
    path("exchange/export/<int:export_id>/decide/", exports.decide, name="export_decide"),
    path("exchange/template/", exports.template, name="template"),
]
