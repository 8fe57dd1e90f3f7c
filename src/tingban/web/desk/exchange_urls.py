"""Addresses of the import: uploads, what they brought, proposals of communities."""

from django.urls import path

from tingban.web.desk import exchange_views as exchange

urlpatterns = [
    path("exchange/", exchange.imports, name="exchange"),
    path("exchange/runs/<int:run_id>/", exchange.run, name="exchange_run"),
    path("exchange/runs/<int:run_id>/marked/<int:place>/", exchange.copy, name="exchange_copy"),
    path("exchange/files/<int:import_id>/", exchange.origin, name="exchange_file"),
    path("exchange/proposals/", exchange.proposals, name="exchange_proposals"),
]
