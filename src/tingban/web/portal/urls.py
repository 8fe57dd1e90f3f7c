"""Addresses of the portal; they stand in the namespace `portal`: `{% url 'portal:phones' %}`."""

from django.urls import include, path

from tingban.web.portal import front_views

_PATTERNS = [
    path("", front_views.front, name="front"),
    path("phones/", front_views.phones, name="phones"),
    path("elder/", front_views.elder, name="elder"),
]
urlpatterns = [path("", include((_PATTERNS, "portal")))]
