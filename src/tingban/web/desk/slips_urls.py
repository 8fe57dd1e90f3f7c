"""Addresses of slips; they stand before those of cases, whose numbers may hold any sign."""

from django.urls import path

from tingban.web.desk import slips_views as slips

urlpatterns = [
    path("cases/slips/", slips.start, name="slips"),
    path("cases/slips/<int:batch_id>/", slips.batch, name="slips_batch"),
    path("cases/slips/<int:batch_id>/columns/", slips.columns, name="slips_columns"),
    path("cases/slips/<int:batch_id>/drop/", slips.drop, name="slips_drop"),
]
