"""Addresses of proceedings: four for every kind that has a row in `proceeding_kinds`."""

from django.urls import URLPattern, path

from tingban.web.desk.proceeding_kinds import KINDS, Kind
from tingban.web.desk.proceedings_views import views_of


def _paths(kind: Kind) -> list[URLPattern]:
    views, stem = views_of(kind), kind.flow.folder
    return [
        path(f"{stem}/", views.listed, name=kind.plural),
        path(f"{stem}/add/", views.add, name=f"{kind.name}_add"),
        path(f"{stem}/<str:number>/", views.card, name=kind.name),
        path(f"{stem}/<str:number>/undo/", views.undo, name=f"{kind.name}_undo"),
        path(f"{stem}/<str:number>/<slug:act>/", views.step, name=f"{kind.name}_step"),
    ]


urlpatterns = [one for kind in KINDS for one in _paths(kind)]
