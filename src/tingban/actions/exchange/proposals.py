"""Deciding what an import proposed: the community of a case (INTERCHANGE 1)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tingban.actions.audit import facts, log
from tingban.actions.complaints.projection import project_cases
from tingban.actions.exchange import bulk
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseFact
from tingban.data.exchange.models import CommunityProposal
from tingban.data.registry.models import Community
from tingban.rules.actors import Actor, check_writes
from tingban.rules.errors import NotFound, Refused

_NOT_FOUND = "所选的投诉举报件不在您的台账中，请刷新页面后再选。"
_NOT_PROPOSED = "所选小区不是为这一件提出的建议，请刷新页面后再选。"


@transaction.atomic
def decide_proposals(*, choices: Mapping[str, str], actor: Actor, at: datetime) -> tuple[int, int]:
    """Take or reject proposals by case number: a community's code, or "" for none of them.

    One act for all of them; the answer is how many were taken and how many rejected. Cases that
    somebody else has decided in the meantime are passed over.
    """
    check_writes(actor, actor.area_code)
    waiting = _waiting(choices, actor)
    if not waiting:
        if choices:
            return 0, 0
        raise Refused("请先为至少一件选择小区，或选“都不是”。")
    taken = {case: code for case in waiting if (code := choices[case.number])}
    entry = log.record(
        actor=actor,
        at=at,
        act="exchange.proposals_decided",
        subject=f"proposals:{len(waiting)}",
        change=(None, {case.number: choices[case.number] for case in waiting}),
    )
    for case, rows in waiting.items():
        _decide(rows, taken.get(case, ""), entry)
    _state(taken, actor, entry)
    return len(taken), len(waiting) - len(taken)


def _waiting(choices: Mapping[str, str], actor: Actor) -> dict[Case, list[CommunityProposal]]:
    """The locked cases with the proposals that nobody has decided yet."""
    cases = Case.objects.visible_to(actor).select_for_update(of=("self",))
    found = {case.pk: case for case in cases.filter(number__in=choices).order_by("pk")}
    if len(found) != len(choices) or not all(actor.writes(it.unit_id) for it in found.values()):
        raise NotFound(_NOT_FOUND)
    rows = CommunityProposal.objects.filter(case__in=found, decided=None)
    waiting: dict[Case, list[CommunityProposal]] = defaultdict(list)
    for row in rows.select_related("community").order_by("case_id", "id"):
        waiting[found[row.case_id]].append(row)
    return dict(waiting)


def _decide(rows: list[CommunityProposal], code: str, entry: Entry) -> None:
    if code and code not in {row.community.code for row in rows}:
        raise Refused(_NOT_PROPOSED)
    for row in rows:
        row.decided = entry
        row.is_accepted = row.community.code == code
        row.save(update_fields=["decided", "is_accepted"])


def _state(taken: Mapping[Case, str], actor: Actor, entry: Entry) -> None:
    """The community as a fact of each case; one that has a community keeps it."""
    query = Community.objects.visible_to(actor).filter(is_void=False)
    places = {it.code: it for it in query.filter(code__in=set(taken.values()))}
    standing = {it.case_id: it for it in CaseFact.objects.standing().filter(case__in=taken)}
    changed = []
    for case, code in taken.items():
        place, fact = places.get(code), standing[case.pk]
        if place is None:
            raise Refused(f"小区 {code} 已作废或不在您的辖区内，请刷新页面后再选。")
        if fact.county_id not in (None, place.county_id):
            raise Refused(f"{case.number} 已登记在另一个县(市、区)，请到这一件的页面修改。")
        if fact.community_id is None:
            facts.restate(fact, _placed(case, fact, place), owner="case", act=entry)
            changed.append(case.pk)
    bulk.count_up(Case, changed)
    if changed:
        project_cases(changed)


def _placed(case: Case, fact: CaseFact, place: Community) -> CaseFact:
    """What stands of the case, and where it is."""
    columns = {field.name: field.attname for field in CaseFact._meta.concrete_fields}
    told = facts.attributes(fact, without="case")
    kept = {columns[name]: value for name, value in told.items()}
    return CaseFact(case=case, **kept | {"community_id": place.pk, "county_id": place.county_id})
