"""Addresses of the inbox."""

from django.urls import path

from tingban.web.desk import notices_views as notices

urlpatterns = [
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.read, name="notices_read"),
    path("notices/<int:notice_id>/open/", notices.open_, name="notice_open"),
]
