"""Addresses of 文书. Numbers that counties brought may hold any sign."""

from django.urls import path

from tingban.web.desk import papers_acts_views as acts
from tingban.web.desk import papers_batches_views as batches
from tingban.web.desk import papers_views as views

urlpatterns = [
    path("papers/", views.papers, name="papers"),
    path("papers/batches/new/", batches.new, name="paper_batch_new"),
    path("papers/batches/sign/", batches.sign, name="paper_batch_sign"),
    path("papers/batches/<int:batch>/", batches.batch, name="paper_batch"),
    path("papers/batches/<int:batch>/file/", batches.file, name="paper_batch_file"),
    path("papers/draft/<str:template>/<path:about>/", acts.draft, name="paper_draft"),
    path("papers/<str:key>/steps/<slug:act>/", acts.step, name="paper_step"),
    path("papers/<str:key>/pages/<int:place>/", views.page, name="paper_page"),
    path("papers/<str:key>/<slug:ending>/", views.file, name="paper_file"),
    path("papers/<str:key>/", views.paper, name="paper"),
]
