"""Addresses of 企业退出."""

from django.urls import path

from tingban.web.desk import exits_views as views

_EXIT = "exits/<int:exit_id>"

urlpatterns = [
    path("exits/", views.exits_list, name="exits"),
    path("exits/add/", views.exit_add, name="exit_add"),
    path(f"{_EXIT}/", views.exit_card, name="exit"),
    path(f"{_EXIT}/confirm/", views.exit_confirm, name="exit_confirm"),
    path(f"{_EXIT}/undo/", views.exit_undo, name="exit_undo"),
    path(f"{_EXIT}/void/", views.exit_void, name="exit_void"),
]
