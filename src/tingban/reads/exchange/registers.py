"""小区台账, 物业企业, 物业服务合同 and 督导任务 as rows of the workbook."""

from collections.abc import Iterator
from itertools import chain

from django.db.models import Q

from tingban.data.enforcement.models import Exposure, Penalty, PenaltyFact
from tingban.data.exits.models import Exit
from tingban.data.inspections.models import Mission, MissionFact, Visit, VisitFact
from tingban.data.rectification.models import Problem, ProblemFact
from tingban.data.registry.models import (
    Community,
    CommunityFact,
    Company,
    CompanyFact,
    Contract,
    ContractFact,
)
from tingban.reads.exchange.extent import Extent, walk
from tingban.rules.exchange.records import CommunityRow, CompanyRow, ContractRow, MissionRow


def communities(extent: Extent) -> Iterator[CommunityRow]:
    """小区台账; one that was merged stays, and says into which."""
    told = extent.facts(CommunityFact, "community", Community).order_by("community__code")
    for row in walk(
        told.values_list(
            "community__code", "county_id", "name", "street", "address", "management",
            "fee_mode", "households", "exclusive_area", "owner_count",
            "community__merged_into__code",
        )
    ):  # fmt: skip
        yield CommunityRow(0, *row)


def companies(extent: Extent) -> Iterator[CompanyRow]:
    """物业企业: of the whole city all, of one area those that its other sheets speak of."""
    told = CompanyFact.objects.standing().filter(
        company__in=Company.objects.visible_to(extent.actor).filter(merged_into__isnull=True)
    )
    if extent.own is not None:
        told = told.filter(company__in=_spoken_of(extent))
    ordered = told.order_by("uscc", "name", "id")
    for row in walk(ordered.values_list("uscc", "name", "legal_person", "phone")):
        yield CompanyRow(0, *row)


def _spoken_of(extent: Extent) -> set[int]:
    """The companies of one area, merged ones by those that they are now."""
    asked = (
        extent.rows(Contract).filter(is_void=False),
        extent.facts(VisitFact, "visit", Visit),
        extent.facts(ProblemFact, "problem", Problem),
        extent.facts(PenaltyFact, "penalty", Penalty),
        extent.rows(Exit),
        extent.rows(Exposure),
    )
    ids = chain.from_iterable(
        query.filter(company__isnull=False).order_by().values_list("company_id", flat=True)
        for query in asked
    )
    roots = Company.objects.filter(pk__in=set(ids)).order_by("id")
    return {into or id_ for id_, into in roots.values_list("id", "merged_into_id")}


def contracts(extent: Extent) -> Iterator[ContractRow]:
    """物业服务合同."""
    told = extent.facts(ContractFact, "contract", Contract)
    ordered = told.order_by("contract__community__code", "contract__starts_on", "contract_id")
    for code, company, kind, *rest in walk(
        ordered.values_list(
            "contract__community__code", "contract__company_id", "kind",
            "contract__starts_on", "ends_on", "fee", "level",
        )
    ):  # fmt: skip
        yield ContractRow(0, code, extent.firms[company], kind, *rest)


def missions(extent: Extent) -> Iterator[MissionRow]:
    """督导任务: of one area also those whose visits lie in it."""
    told = MissionFact.objects.standing()
    if extent.own is not None or not extent.actor.sees_whole_city:
        named = extent.facts(VisitFact, "visit", Visit).filter(mission__isnull=False)
        told = told.filter(
            Q(mission__in=extent.rows(Mission)) | Q(mission__in=named.values("mission"))
        )
    ordered = told.order_by("mission__number")
    for row in walk(ordered.values_list("mission__number", "level", "county_id", "started_on")):
        yield MissionRow(0, *row)
