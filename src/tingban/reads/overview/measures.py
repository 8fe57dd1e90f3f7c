"""What the branches of an escalated problem have led to.

A proceeding that was opened for the branch is named by its link. The registers name no problem:
what was decided of its company or its community since the branch was opened, and before it was
ended, is shown beside it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from django.db.models import Model, QuerySet

from tingban.data.enforcement.models import Exposure, LevelDecision, Penalty
from tingban.data.exits.models import Exit
from tingban.data.rectification.models import ProblemLink
from tingban.data.registry.models import Company
from tingban.kit.dates import chinese_day
from tingban.reads.rectification.measures import Branch, branches
from tingban.reads.rectification.problem_cards import ProblemDetail
from tingban.reads.registry.search import OfOne
from tingban.rules.actors import Actor
from tingban.rules.rectification.stages import MeasureKind

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row of another register; `topic` and `key` lead to its card."""

    topic: str
    key: str
    document: str
    on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Running:
    """A branch, the proceedings opened for it, and what else came of it."""

    branch: Branch
    opened: tuple[Outcome, ...]
    outcomes: tuple[Outcome, ...]


def measures(actor: Actor, detail: ProblemDetail) -> tuple[Running, ...]:
    """The branches of a problem in sight, those that run first."""
    links = _opened(detail)
    found = [
        Running(branch, links.get(branch.id, ()), _outcomes(actor, detail, branch))
        for branch in branches(detail)
    ]
    return tuple(sorted(found, key=lambda it: it.branch.ended_on is not None))


def _opened(detail: ProblemDetail) -> dict[int, tuple[Outcome, ...]]:
    """By branch, the proceedings that were opened for it; the problem is in sight already."""
    rows = ProblemLink.objects.standing().filter(problem__number=detail.row.number)
    found: dict[int, tuple[Outcome, ...]] = {}
    for measure, subject, on in rows.order_by("id").values_list("measure_id", "subject", "on"):
        topic, _, key = subject.partition(":")
        outcome = Outcome(topic, key, key, on, "启动")
        found[measure] = (*found.get(measure, ()), outcome)
    return found


def _outcomes(actor: Actor, detail: ProblemDetail, branch: Branch) -> tuple[Outcome, ...]:
    look = _LOOKS.get(branch.kind)
    if look is None:
        return ()
    found = look(actor, detail, branch.since)
    until = branch.ended_on or date.max
    return tuple(it for it in found if it.on is None or it.on <= until)


def _levels(actor: Actor, detail: ProblemDetail, since: date) -> list[Outcome]:
    rows = LevelDecision.objects.visible_to(actor).filter(is_void=False, decided_on__gte=since)
    here = OfOne(community=detail.row.community_code).narrow(rows).order_by("decided_on", "id")
    return [
        Outcome(
            "level", str(row.pk), row.document, row.decided_on,
            f"{row.old_level or '—'} → {row.new_level or '—'}",
        )
        for row in here
    ]  # fmt: skip


def _penalties(actor: Actor, detail: ProblemDetail, since: date) -> list[Outcome]:
    rows = Penalty.objects.visible_to(actor).filter(decided_on__gte=since)
    own = _of_company(detail, rows.filter(county_id=detail.row.county_code))
    return [
        Outcome(
            "penalty", str(row.pk), row.number, row.decided_on,
            "，".join(filter(None, (
                row.category,
                f"罚款 {row.fine:,.2f} 元" if row.fine else "",
                f"{chinese_day(row.revoked_on)}撤销" if row.revoked_on else "",
            ))),
        )
        for row in own.order_by("decided_on", "id")
    ]  # fmt: skip


def _exits(actor: Actor, detail: ProblemDetail, since: date) -> list[Outcome]:
    rows = _of_company(detail, Exit.objects.visible_to(actor))
    here = OfOne(community=detail.row.community_code).narrow(rows)
    stated = here.filter(facts__retracted_at__isnull=True).distinct().order_by("id")
    return [
        Outcome(
            "exit", str(row.pk), "", row.exited_on,
            "交接已确认" if row.exited_on else "正在退出，交接还没有确认",
        )
        for row in stated
        if row.exited_on is None or row.exited_on >= since
    ]  # fmt: skip


def _exposures(actor: Actor, detail: ProblemDetail, since: date) -> list[Outcome]:
    rows = Exposure.objects.visible_to(actor).filter(published_on__gte=since)
    own = _of_company(detail, rows.filter(county_id=detail.row.county_code))
    return [
        Outcome(
            "exposure", str(row.pk), row.media, row.published_on,
            "，".join(filter(None, (
                row.case_title, f"{chinese_day(row.withdrawn_on)}撤下" if row.withdrawn_on else "",
            ))),
        )
        for row in own.order_by("published_on", "id")
    ]  # fmt: skip


def _of_company(detail: ProblemDetail, rows: QuerySet[M]) -> QuerySet[M]:
    """Those of the company that owes it, under whatever name; none where nobody knows which."""
    known = detail.row.company_id
    if known is None:
        return rows.none()
    found = Company.objects.get(pk=known)
    return OfOne(company=found.merged_into_id or found.pk).narrow(rows)


# 移送 and 重点督办 have no register of their own yet.
_LOOKS: Final[Mapping[MeasureKind, Callable[[Actor, ProblemDetail, date], list[Outcome]]]] = {
    MeasureKind.REGRADE: _levels,
    MeasureKind.PENALTY: _penalties,
    MeasureKind.EXIT: _exits,
    MeasureKind.EXPOSE: _exposures,
}
