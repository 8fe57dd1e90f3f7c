"""Addresses of the event log."""

from django.urls import path

from tingban.web.desk import audit_views as audit

urlpatterns = [
    path("audit/", audit.audit, name="audit"),
    path("audit/seals/", audit.seals, name="audit_seals"),
    path("audit/verify/", audit.verify, name="audit_verify"),
]
