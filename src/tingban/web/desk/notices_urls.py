"""Addresses of the inbox."""

from django.urls import path

from tingban.web.desk import notices_stuck_views as stuck
from tingban.web.desk import notices_views as notices

urlpatterns = [
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.read, name="notices_read"),
    path("notices/<int:notice_id>/open/", notices.open_, name="notice_open"),
    path("notices/stuck/", stuck.outgoing, name="notices_stuck"),
    path("notices/stuck/resend/", stuck.resend_all, name="notices_resend"),
    path("notices/stuck/<uuid:delivery_id>/resend/", stuck.resend, name="notice_resend"),
    path("notices/stuck/<uuid:delivery_id>/drop/", stuck.drop, name="notice_drop"),
]
