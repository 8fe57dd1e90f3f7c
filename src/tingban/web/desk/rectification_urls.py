"""Addresses of 问题清单 and 责令整改. Numbers that counties brought may hold any sign."""

from django.urls import path

from tingban.web.desk import orders_views as orders
from tingban.web.desk import problems_views as problems

urlpatterns = [
    path("problems/", problems.problems, name="problems"),
    path("problems/new/", problems.new, name="problem_new"),
    path("problems/<path:number>/edit/", problems.edit, name="problem_edit"),
    path("problems/<path:number>/steps/<slug:act>/", problems.step, name="problem_step"),
    path("problems/<path:number>/", problems.problem, name="problem"),
    path("orders/", orders.orders, name="orders"),
    path("orders/new/", orders.new, name="order_new"),
    path("orders/<path:number>/withdraw/", orders.withdraw, name="order_withdraw"),
    path("orders/<path:number>/", orders.order, name="order"),
]
