"""撤销合并: what was confirmed in a merged community must still rest on a visit (DOMAIN 5.1)."""

from datetime import datetime

from django.db import transaction

from tingban.actions.audit.locking import check_seen, find
from tingban.actions.inspections import visits
from tingban.actions.registry import communities, merges
from tingban.data.inspections.models import Visit
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Community
from tingban.rules.actors import Actor, check_writes
from tingban.rules.errors import NotNow
from tingban.rules.rectification import ProblemSource

_MOST_TOLD = 5
_ENDED = ("void", "annulled")


@transaction.atomic
def undo_merge(*, code: str, version: int, reason: str, actor: Actor, at: datetime) -> None:
    """Believe no longer that the two are one, where no problem rests on the other's visits."""
    rows = Community.objects.visible_to(actor).select_related("merged_into")
    child = find(rows, communities.NOT_FOUND, code=code)
    visits.lock_families(child)
    child = find(rows, communities.NOT_FOUND, code=code)
    check_writes(actor, child.county_id)
    check_seen(child.version, version, subject=f"community:{code}")
    into = child.merged_into
    if into is None:
        raise NotNow(merges.NOT_MERGED)
    merges.undo(child=child, into=into, reason=reason, actor=actor, at=at)
    child.refresh_from_db()
    _check_rests_apart(child, into)


def _check_rests_apart(*parted: Community) -> None:
    """Each problem has a visit on its own side of the cut (CHK-02, INTERCHANGE 2)."""
    resting: set[str] = set()
    for community in parted:
        family = visits.family_of(community)
        resting |= _without_visit(community, family) | _found_elsewhere(family)
    if resting:
        told = sorted(resting)
        more = f"等 {len(told)} 个问题" if len(told) > _MOST_TOLD else ""
        raise NotNow(
            f"撤销合并后，问题 {'、'.join(told[:_MOST_TOLD])}{more}所依据的检查就是另一个小区的了。"
            "请先在问题所在的小区补登检查、改正问题的来源编号，或作废这些问题，再撤销合并。",
            rule="CHK-02",
        )


def _without_visit(community: Community, family: list[int]) -> set[str]:
    """Problems that nobody had been there to confirm."""
    first = visits.first_inspection_on(community)
    problems = Problem.objects.filter(community_id__in=family, confirmed_on__isnull=False)
    if first is not None:
        problems = problems.filter(confirmed_on__lt=first)
    return set(problems.exclude(state__in=_ENDED).values_list("number", flat=True))


def _found_elsewhere(family: list[int]) -> set[str]:
    """Problems of a supervision whose visit is another community's."""
    problems = Problem.objects.filter(
        community_id__in=family, source=ProblemSource.SUPERVISION.value
    ).exclude(state__in=_ENDED)
    numbers = dict(problems.exclude(source_ref="").values_list("number", "source_ref"))
    standing = Visit.objects.filter(number__in=numbers.values(), is_void=False)
    elsewhere = standing.exclude(community_id__in=family)
    lost = set(elsewhere.values_list("number", flat=True))
    return {number for number, visit in numbers.items() if visit in lost}
