"""Addresses of 材料."""

from django.urls import path

from tingban.web.desk import files_views as views

urlpatterns = [
    path("files/of/<str:subject>/", views.files, name="files"),
    path("files/<int:attachment_id>/retract/", views.retract, name="file_retract"),
    path("files/<int:attachment_id>/<str:copy>/", views.file, name="file"),
]
