"""Addresses of the desk. Each topic lists its own in `<topic>_urls.py`; name them here.

Names stand in the namespace `desk`: `{% url 'desk:communities' %}`.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Final

from django.urls import URLPattern, URLResolver, include, path

from tingban.web.ui import gallery

TOPICS: Final = (
    "home", "accounts", "staff", "audit", "notices", "settings", "registry", "field",
    "inspections", "rectification", "slips", "complaints", "enforcement", "exits", "credit",
    "proceeding", "weekly", "overview", "exchange", "exports", "mapper", "drill", "search",
    "files", "papers", "votes", "law",
)  # fmt: skip


def _patterns() -> list[URLPattern | URLResolver]:
    found: list[URLPattern | URLResolver] = []
    for topic in TOPICS:
        module = f"tingban.web.desk.{topic}_urls"
        if find_spec(module):
            found += import_module(module).urlpatterns
    return found


urlpatterns = [
    path("desk/", include((_patterns(), "desk"))),
    path("ui/", gallery.gallery, name="gallery"),
]
