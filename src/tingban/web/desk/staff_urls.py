"""Addresses of users, posts and units."""

from django.urls import path

from tingban.web.desk import staff_views as staff

urlpatterns = [
    path("users/", staff.users, name="users"),
    path("users/add/", staff.user_add, name="user_add"),
    path("users/<int:user_id>/", staff.user, name="user"),
    path("users/<int:user_id>/password/", staff.password_reset, name="user_password"),
    path("users/<int:user_id>/posts/", staff.post_give, name="user_post_give"),
    path("users/<int:user_id>/posts/<int:post_id>/end/", staff.post_end, name="user_post_end"),
    path("users/<int:user_id>/<slug:act>/", staff.user_act, name="user_act"),
    path("units/", staff.units, name="units"),
    path("units/add/", staff.unit_add, name="unit_add"),
]
