"""Address of the settings."""

from django.urls import path

from tingban.web.desk import settings_views

urlpatterns = [path("settings/", settings_views.settings, name="settings")]
