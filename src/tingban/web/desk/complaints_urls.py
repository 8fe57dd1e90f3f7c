"""Addresses of 登记办理台账. Numbers that counties brought may hold any sign."""

from django.urls import path

from tingban.web.desk import cases_steps_views as steps
from tingban.web.desk import cases_views as cases
from tingban.web.desk import identity_views as identity

urlpatterns = [
    path("cases/", cases.cases, name="cases"),
    path("cases/new/", cases.new, name="case_new"),
    path("cases/hints/", cases.look_alike, name="case_hints"),
    path("cases/<path:number>/edit/", cases.edit, name="case_edit"),
    path("cases/<path:number>/register/", cases.register, name="case_register"),
    path("cases/<path:number>/identity/", identity.look, name="case_identity"),
    path("cases/<path:number>/steps/<slug:act>/", steps.step, name="case_step"),
    path("cases/<path:number>/", cases.case, name="case"),
]
