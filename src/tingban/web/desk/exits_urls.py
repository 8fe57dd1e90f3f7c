"""Addresses of 企业退出."""

from django.urls import path

from tingban.web.desk import exits_views as views
from tingban.web.desk import handover_views as handing

_EXIT = "exits/<int:exit_id>"
_CASE = "exit-cases/<str:number>/handover"

urlpatterns = [
    path("exits/", views.exits_list, name="exits"),
    path("exits/guide/", handing.guide, name="exit_guide"),
    path(f"{_CASE}/", handing.handover, name="exit_case_handover"),
    path("exit-cases/<str:number>/evidence/", handing.evidence, name="exit_case_evidence"),
    path(f"{_CASE}/withdraw/", handing.withdraw, name="exit_case_withdraw"),
    path("exits/add/", views.exit_add, name="exit_add"),
    path(f"{_EXIT}/", views.exit_card, name="exit"),
    path(f"{_EXIT}/confirm/", views.exit_confirm, name="exit_confirm"),
    path(f"{_EXIT}/undo/", views.exit_undo, name="exit_undo"),
    path(f"{_EXIT}/void/", views.exit_void, name="exit_void"),
]
