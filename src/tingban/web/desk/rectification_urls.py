"""Addresses of 问题清单 and 责令整改. Numbers that counties brought may hold any sign."""

from django.urls import path

from tingban.web.desk import clues_views as clues
from tingban.web.desk import order_papers_views as order_papers
from tingban.web.desk import orders_acts_views as order_acts
from tingban.web.desk import orders_views as orders
from tingban.web.desk import problem_boards_views as boards
from tingban.web.desk import problems_views as problems

urlpatterns = [
    path("problems/", problems.problems, name="problems"),
    path("problems/board/", boards.board, name="problem_board"),
    path("problems/counties/", boards.counties, name="problem_counties"),
    path("problems/new/", problems.new, name="problem_new"),
    path("problems/clues/new/", clues.new, name="problem_clue"),
    path("problems/<path:number>/confirm/", clues.confirm, name="problem_confirm"),
    path("problems/<path:number>/edit/", problems.edit, name="problem_edit"),
    path("problems/<path:number>/steps/<slug:act>/", problems.step, name="problem_step"),
    path("problems/<path:number>/", problems.problem, name="problem"),
    path("orders/", orders.orders, name="orders"),
    path("orders/new/", orders.new, name="order_new"),
    path("orders/sign/", order_acts.sign, name="order_sign"),
    path("orders/<path:number>/dispatch/", order_acts.dispatch, name="order_dispatch"),
    path("orders/<path:number>/serve/", order_acts.serve, name="order_serve"),
    path("orders/<path:number>/paper/<slug:ending>/", order_papers.paper, name="order_paper"),
    path("orders/<path:number>/link/", order_papers.link, name="order_link"),
    path("orders/<path:number>/withdraw/", orders.withdraw, name="order_withdraw"),
    path("orders/<path:number>/", orders.order, name="order"),
]
