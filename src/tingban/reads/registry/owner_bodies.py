"""业主组织 of communities."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from tingban.data.registry.models import OwnerBody
from tingban.reads.registry.pages import lean
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound
from tingban.rules.registry.owner_bodies import (
    OWNER_BODY_LABELS,
    OwnerBodyKind,
    TermState,
    term_state,
)


@dataclass(frozen=True, slots=True)
class OwnerBodyRow:
    """One owner body, and where its term stands."""

    id: int
    community_code: str
    community: str
    county_code: str
    kind: str
    term: str
    term_starts_on: date | None
    term_ends_on: date | None
    filed_on: date | None
    filing_number: str
    state: TermState
    is_void: bool
    version: int

    @property
    def label(self) -> str:
        """Kind and term in words."""
        return f"{OWNER_BODY_LABELS[OwnerBodyKind(self.kind)]} {self.term}".strip()


def of_communities(actor: Actor, members: Collection[int], *, today: date) -> list[OwnerBodyRow]:
    """The bodies of these communities, the latest term first."""
    rows = OwnerBody.objects.visible_to(actor).filter(community_id__in=members, is_void=False)
    named = lean(rows, "community__code", "community__name", "community__county_id")
    return [_row(body, today) for body in named.order_by("-term_starts_on", "-id")]


def owner_body(actor: Actor, body_id: int, *, today: date) -> OwnerBodyRow:
    """One body in sight."""
    rows = OwnerBody.objects.visible_to(actor).select_related("community")
    body = rows.filter(pk=body_id).first()
    if body is None:
        raise NotFound("没有找到这个业主组织，或者它不在您的辖区内。")
    return _row(body, today)


def _row(body: OwnerBody, today: date) -> OwnerBodyRow:
    return OwnerBodyRow(
        id=body.pk,
        community_code=body.community.code,
        community=body.community.name,
        county_code=body.community.county_id,
        kind=body.kind,
        term=body.term,
        term_starts_on=body.term_starts_on,
        term_ends_on=body.term_ends_on,
        filed_on=body.filed_on,
        filing_number=body.filing_number,
        state=term_state(body.term_ends_on, today),
        is_void=body.is_void,
        version=body.version,
    )
