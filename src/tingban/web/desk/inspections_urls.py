"""Addresses of 检查记录 and 督导任务. Numbers that counties brought may hold any sign."""

from django.urls import path

from tingban.web.desk import fact_picks_views as picks
from tingban.web.desk import missions_views as missions
from tingban.web.desk import visit_records_views as records
from tingban.web.desk import visits_views as visits

urlpatterns = [
    path("pick/<slug:what>/", picks.pick, name="pick"),
    path("visits/", visits.visits, name="visits"),
    path("visits/new/", visits.new, name="visit_new"),
    path("visits/<path:number>/edit/", visits.edit, name="visit_edit"),
    path("visits/<path:number>/record/", records.correct, name="visit_record"),
    path("visits/<path:number>/void/", visits.void, name="visit_void"),
    path("visits/<path:number>/", visits.visit, name="visit"),
    path("missions/", missions.missions, name="missions"),
    path("missions/new/", missions.new, name="mission_new"),
    path("missions/<path:number>/edit/", missions.edit, name="mission_edit"),
    path("missions/<path:number>/void/", missions.void, name="mission_void"),
    path("missions/<path:number>/", missions.mission, name="mission"),
]
