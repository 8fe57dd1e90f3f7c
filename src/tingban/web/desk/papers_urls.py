"""Addresses of 文书. Numbers that counties brought may hold any sign."""

from django.urls import path

from tingban.web.desk import papers_acts_views as acts
from tingban.web.desk import papers_views as views

urlpatterns = [
    path("papers/", views.papers, name="papers"),
    path("papers/draft/<str:template>/<path:about>/", acts.draft, name="paper_draft"),
    path("papers/<str:key>/steps/<slug:act>/", acts.step, name="paper_step"),
    path("papers/<str:key>/pages/<int:place>/", views.page, name="paper_page"),
    path("papers/<str:key>/<slug:ending>/", views.file, name="paper_file"),
    path("papers/<str:key>/", views.paper, name="paper"),
]
