"""Problems of one company in one community."""

from django.db.models import Q, QuerySet

from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Community, Company


def problems_at(community: Community, company: Company) -> QuerySet[Problem]:
    """What was confirmed there of this company and not annulled, merges followed to their root."""
    place, firm = community.merged_into_id or community.pk, company.merged_into_id or company.pk
    return Problem.objects.filter(
        Q(community=place) | Q(community__merged_into=place),
        Q(company=firm) | Q(company__merged_into=firm),
        confirmed_on__isnull=False, annulled_on__isnull=True,
    )  # fmt: skip
