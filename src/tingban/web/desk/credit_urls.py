"""Addresses of credit pushes beside those of every proceeding: the item form, files, answers."""

from django.urls import path

from tingban.rules.enforcement.credit_stages import CreditAct
from tingban.web.desk import credit_files_views as files
from tingban.web.desk import credit_views as views

_PUSH = "credit-pushes/<str:number>"

urlpatterns = [
    # Before the page that every step has: these two ask for the items, with their faults.
    path(f"{_PUSH}/{CreditAct.BUILD}/", views.build, name="credit_build"),
    path(f"{_PUSH}/{CreditAct.AMEND}/", views.amend, name="credit_amend"),
    path("credit/send/", files.send, name="credit_send"),
    path("credit/files/<str:batch>/", files.file, name="credit_file"),
    path("credit/stuck/", files.stuck, name="credit_stuck"),
    path("credit/receipts/", files.receipts, name="credit_receipts"),
    path("credit/checks/", files.checks, name="credit_checks"),
    path("credit/checks/<int:check_id>/", files.check, name="credit_check"),
]
