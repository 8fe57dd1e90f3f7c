"""Addresses of the registers: communities, companies, contracts."""

from django.urls import path

from tingban.web.desk import communities_acts_views as community_acts
from tingban.web.desk import communities_views as communities
from tingban.web.desk import companies_acts_views as company_acts
from tingban.web.desk import companies_views as companies
from tingban.web.desk import contracts_views as contracts
from tingban.web.desk import owner_bodies_views as owner_bodies
from tingban.web.desk import service_levels_views as levels

_PLACE = "communities/<str:code>"
_FIRM = "companies/<int:company_id>"
_TERM = "contracts/<int:contract_id>"

urlpatterns = [
    path("communities/", communities.communities_list, name="communities"),
    path("communities/gaps/", communities.communities_gaps, name="communities_gaps"),
    path("communities/add/", community_acts.community_add, name="community_add"),
    path(f"{_PLACE}/", communities.community, name="community"),
    path(f"{_PLACE}/edit/", community_acts.community_edit, name="community_edit"),
    path(f"{_PLACE}/alias/", community_acts.community_alias, name="community_alias"),
    path(f"{_PLACE}/merge/", community_acts.community_merge, name="community_merge"),
    path(f"{_PLACE}/undo-merge/", community_acts.community_undo_merge, name="community_undo_merge"),
    path(f"{_PLACE}/void/", community_acts.community_void, name="community_void"),
    path(f"{_PLACE}/owner-bodies/add/", owner_bodies.owner_body_add, name="owner_body_add"),
    path("owner-bodies/<int:body_id>/", owner_bodies.owner_body_edit, name="owner_body_edit"),
    path("owner-bodies/<int:body_id>/void/", owner_bodies.owner_body_void, name="owner_body_void"),
    path("companies/", companies.companies_list, name="companies"),
    path("companies/add/", company_acts.company_add, name="company_add"),
    path(f"{_FIRM}/", companies.company, name="company"),
    path(f"{_FIRM}/edit/", company_acts.company_edit, name="company_edit"),
    path(f"{_FIRM}/code/", company_acts.company_code, name="company_code"),
    path(f"{_FIRM}/merge/", company_acts.company_merge, name="company_merge"),
    path(f"{_FIRM}/undo-merge/", company_acts.company_undo_merge, name="company_undo_merge"),
    path("service-levels/", levels.service_levels, name="service_levels"),
    path("service-levels/add/", levels.service_level_add, name="service_level_add"),
    path("service-levels/<int:level_id>/", levels.service_level_edit, name="service_level_edit"),
    path("contracts/", contracts.contracts_list, name="contracts"),
    path("contracts/add/", contracts.contract_add, name="contract_add"),
    path(f"{_TERM}/", contracts.contract, name="contract"),
    path(f"{_TERM}/edit/", contracts.contract_edit, name="contract_edit"),
    path(f"{_TERM}/void/", contracts.contract_void, name="contract_void"),
]
