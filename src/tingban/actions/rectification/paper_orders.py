"""补登: an order that was signed and served on paper enters the register with its scan (T-P05)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from tingban.actions.documents import attachments, intake
from tingban.actions.documents.intake import Upload
from tingban.actions.rectification.moving import NOT_FOUND
from tingban.actions.rectification.orders import PaperOrder, state_order
from tingban.data.rectification.models import Problem
from tingban.rules.actors import FIELD_WRITERS, Actor, check_writes
from tingban.rules.documents.sharing import Sharing, SubjectKind
from tingban.rules.errors import NotFound
from tingban.rules.rectification.paper_orders import check_scans, named_officers


def enter_paper_order(
    *,
    paper: PaperOrder,
    scans: Sequence[Upload],
    actor: Actor,
    at: datetime,
    names_fewer: bool = False,
) -> str:
    """Enter the order and keep its scan, or neither; the answer is its number.

    `names_fewer` affirms that it does not name two officers with their certificates. The scan is
    looked at before the transaction begins: that may take long, and locks nothing.
    """
    _check_reach(paper, actor)
    officers = named_officers(paper.officers or (), names_fewer=names_fewer)
    examined = intake.examine(scans) if scans else []
    check_scans((it.name, it.type.ending) for it in examined)
    with transaction.atomic():
        number = state_order(replace(paper, officers=officers), actor=actor, at=at)
        attachments.attach_all(
            subject=f"{SubjectKind.ORDER.value}:{number}", uploads=examined,
            sharing=Sharing.INTERNAL, actor=actor, at=at,
        )  # fmt: skip
    return number


def _check_reach(paper: PaperOrder, actor: Actor) -> None:
    """Nobody's files are looked at for problems that are not his to work on."""
    rows = Problem.objects.visible_to(actor).filter(number__in=paper.problem_numbers)
    counties = set(rows.order_by().values_list("county_id", flat=True))
    if paper.problem_numbers and not counties:
        raise NotFound(NOT_FOUND)
    for county in counties:
        check_writes(actor, county, by=FIELD_WRITERS)
