"""Visits as they are written down on the spot."""

from datetime import timedelta

from tests.people import NOW
from tingban.actions.inspections.field import FieldVisit
from tingban.data.registry.models import Community
from tingban.rules.inspections import Inspector, OrganiserLevel, VisitKind


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
