"""Addresses of the form for the field; all below one folder, which its service worker may serve."""

from django.urls import path

from tingban.web.desk import field_offline_views as offline
from tingban.web.desk import field_views as views

urlpatterns = [
    path("visits/field/", views.visit, name="field_visit"),
    path("visits/field/places/", views.places, name="field_places"),
    path("visits/field/session/", offline.session, name="field_session"),
    path("visits/field/shell/", offline.shell, name="field_shell"),
    path("visits/field/worker.js", offline.worker, name="field_worker"),
]
