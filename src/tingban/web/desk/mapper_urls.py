"""Addresses of the register mapper."""

from django.urls import path

from tingban.web.desk import mapper_views as mapper

urlpatterns = [
    path("exchange/registers/", mapper.start, name="mapper"),
    path("exchange/registers/pairs/", mapper.pairs, name="mapper_pairs"),
    path("exchange/registers/<int:draft_id>/", mapper.preview, name="mapper_draft"),
    path("exchange/registers/<int:draft_id>/columns/", mapper.columns, name="mapper_columns"),
    path("exchange/registers/<int:draft_id>/drop/", mapper.drop, name="mapper_drop"),
    path("exchange/registers/<int:draft_id>/areas/", mapper.areas, name="mapper_areas"),
]
