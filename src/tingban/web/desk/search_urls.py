"""Address of the search over everything."""

from django.urls import path

from tingban.web.desk import search_views

urlpatterns = [path("search/", search_views.search, name="search")]
