"""Addresses of 业主表决."""

from django.urls import path

from tingban.web.desk import votes_ballots_views as ballots
from tingban.web.desk import votes_count_views as counting
from tingban.web.desk import votes_objections_views as objections
from tingban.web.desk import votes_roll_views as roll
from tingban.web.desk import votes_views as views

_VOTE = "votes/<int:vote_id>"

urlpatterns = [
    path("votes/", views.votes, name="votes"),
    path("votes/open/", views.vote_open, name="vote_open"),
    path("votes/template/", roll.template, name="vote_template"),
    path("votes/of/<str:number>/", views.votes_of_case, name="vote_case"),
    path(f"{_VOTE}/", views.vote, name="vote"),
    path(f"{_VOTE}/plan/", views.plan, name="vote_plan"),
    path(f"{_VOTE}/drop/", views.drop, name="vote_drop"),
    path(f"{_VOTE}/roll/", roll.roll, name="vote_roll"),
    path(f"{_VOTE}/roll/file/", roll.roll_file, name="vote_roll_file"),
    path(f"{_VOTE}/roll/freeze/", roll.freeze, name="vote_freeze"),
    path(f"{_VOTE}/roll/names/", roll.names, name="vote_names"),
    path(f"{_VOTE}/roll/part/", roll.part_add, name="vote_part_add"),
    path(f"{_VOTE}/roll/part/<int:part_id>/", roll.part, name="vote_part"),
    path(f"{_VOTE}/roll/part/<int:part_id>/strike/", roll.strike, name="vote_strike"),
    path(f"{_VOTE}/ballots/", ballots.ballots, name="vote_ballots"),
    path(f"{_VOTE}/ballots/issue/", ballots.issue, name="vote_issue"),
    path(f"{_VOTE}/ballots/serve/", ballots.serve, name="vote_serve"),
    path(f"{_VOTE}/ballots/print/<int:first>/", ballots.paper, name="vote_paper"),
    path(f"{_VOTE}/ballots/<int:ballot_id>/", ballots.ballot, name="vote_ballot"),
    path(f"{_VOTE}/count/", counting.count, name="vote_count"),
    path(f"{_VOTE}/differences/", counting.differences, name="vote_differences"),
    path(f"{_VOTE}/close/", counting.close, name="vote_close"),
    path(f"{_VOTE}/post/", counting.post, name="vote_post"),
    path(f"{_VOTE}/objections/", objections.objections, name="vote_objections"),
    path(f"{_VOTE}/objections/<int:objection_id>/", objections.answer, name="vote_answer"),
]
