"""Addresses of 等级核定, 行政处罚, 媒体曝光 and 联合惩戒措施清单."""

from django.urls import path

from tingban.web.desk import enforcement_lists_views as lists
from tingban.web.desk import enforcement_views as views
from tingban.web.desk import joint_measures_views as joint
from tingban.web.desk import level_scores_views as scores
from tingban.web.desk import measure_views as previews

_EXPOSURE = "exposures/<int:exposure_id>"
_MEASURE = "joint-measures/<str:measure>"

urlpatterns = [
    path("levels/", lists.levels_list, name="levels"),
    path("levels/add/", views.level_add, name="level_add"),
    path("levels/<int:decision_id>/", views.level, name="level"),
    path("levels/<int:decision_id>/void/", views.level_void, name="level_void"),
    path("penalties/", lists.penalties_list, name="penalties"),
    path("penalties/add/", views.penalty_add, name="penalty_add"),
    path("penalties/<int:penalty_id>/", views.penalty, name="penalty"),
    path("penalties/<int:penalty_id>/revoke/", views.penalty_revoke, name="penalty_revoke"),
    path("exposures/", lists.exposures_list, name="exposures"),
    path("exposures/add/", views.exposure_add, name="exposure_add"),
    path(f"{_EXPOSURE}/", views.exposure, name="exposure"),
    path(f"{_EXPOSURE}/case/", views.exposure_attach, name="exposure_attach"),
    path("level-scores/template/", scores.template, name="level_score_template"),
    path("level-scores/<str:number>/", previews.level_score, name="level_score"),
    path("level-scores/<str:number>/read/", scores.read, name="level_score_read"),
    path("exposure-previews/<str:number>/", previews.exposure_preview, name="exposure_preview"),
    path(f"{_EXPOSURE}/withdraw/", views.exposure_withdraw, name="exposure_withdraw"),
    path("joint-measures/", joint.measures, name="transfer_measures"),
    path("joint-measures/add/", joint.measure_add, name="transfer_measure_add"),
    path(f"{_MEASURE}/", joint.measure, name="transfer_measure"),
    path(f"{_MEASURE}/change/", joint.measure_change, name="transfer_measure_change"),
    path(f"{_MEASURE}/end/", joint.measure_end, name="transfer_measure_end"),
    path(f"{_MEASURE}/withdraw/", joint.measure_withdraw, name="transfer_measure_withdraw"),
]
