"""Visits as they are written down on the spot."""

from datetime import timedelta

from tests import sample_files
from tests.attached import upload
from tests.people import NOW
from tingban.actions.inspections.field import FieldVisit
from tingban.actions.rectification.field_visits import FieldReport, SiteFinding
from tingban.data.registry.models import Community
from tingban.rules.inspections import Inspector, OrganiserLevel, VisitKind
from tingban.rules.rectification import Category


def a_field_visit(community: Community, **told: object) -> FieldVisit:
    """Two people for forty minutes this morning; they found nothing."""
    defaults = {
        "kind": VisitKind.SURVEY,
        "level": OrganiserLevel.COUNTY,
        "started_at": NOW - timedelta(minutes=40),
        "ended_at": NOW,
        "staff": (Inspector("王勘", "1408-01"), Inspector("李查")),
        "place": "3号楼地下室",
        "found_nothing": True,
    }
    return FieldVisit(community_code=community.code, **(defaults | told))


def a_finding(category: Category = Category.CAT_1, **told: object) -> SiteFinding:
    """Dirty stairs, with a photo of them."""
    defaults = {
        "acts": (f"{category.digit}-01",),
        "description": "楼道多日无人清扫",
        "photos": (upload(sample_files.photo(), "楼道 1.jpg"),),
    }
    return SiteFinding(category, **(defaults | told))


def a_report(community: Community, *findings: SiteFinding, **told: object) -> FieldReport:
    """A report with these findings, confirmed by whoever sends it; `visit` restates the visit."""
    visit = {"found_nothing": not findings} | told.pop("visit", {})
    known = {"responsible": "项目经理 王某", "photos": (upload(sample_files.photo(), "大门.jpg"),)}
    return FieldReport(a_field_visit(community, **visit), findings=findings, **(known | told))
