"""检查记录 to 媒体曝光 as rows of the workbook."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q

from tingban.data.enforcement.models import (
    Exposure,
    ExposureFact,
    ExposureStep,
    LevelDecision,
    LevelFact,
    Penalty,
    PenaltyFact,
    PenaltyStep,
)
from tingban.data.exits.models import Exit, ExitFact, ExitStep
from tingban.data.inspections.models import Visit, VisitFact
from tingban.data.rectification.models import (
    Order,
    OrderProblem,
    Problem,
    ProblemFact,
    ProblemStep,
)
from tingban.reads.exchange.extent import Extent, days, first, walk
from tingban.rules.enforcement import ExposureStepKind, PenaltyStepKind
from tingban.rules.exchange.records import (
    ExitRow,
    ExposureRow,
    LevelRow,
    OrderRow,
    PenaltyRow,
    ProblemRow,
    VisitRow,
)
from tingban.rules.exits import ExitStepKind
from tingban.rules.rectification import ProblemSource, ProblemStepKind


def visits(extent: Extent) -> Iterator[VisitRow]:
    """检查记录."""
    told = extent.facts(VisitFact, "visit", Visit).order_by("visit__number")
    for number, code, kind, level, mission, done_on, company in walk(
        told.values_list(
            "visit__number", "community__code", "kind", "level", "mission__number",
            "done_on", "company_id",
        )
    ):  # fmt: skip
        firm = extent.firms.get(company)
        yield VisitRow(0, number, code, kind, level, mission, done_on, firm)


_PROBLEM: Final = (
    "problem__number", "community__code", "company_id", "category", "acts", "description",
    "source", "source_ref", "due_on", "is_named", "confirmed", "completed", "reopened", "annulled",
)  # fmt: skip


def problems(extent: Extent) -> Iterator[ProblemRow]:
    """问题清单. Of more than two completions the workbook holds two, and how it stands now."""
    told = extent.facts(ProblemFact, "problem", Problem).annotate(
        # A visit that was voided since is not named: an import would look for it in vain.
        is_named=~Q(source=ProblemSource.SUPERVISION.value)
        | Exists(Visit.objects.filter(number=OuterRef("source_ref"), is_void=False)),
        confirmed=days(ProblemStep, "problem", ProblemStepKind.CONFIRM.value),
        completed=days(ProblemStep, "problem", ProblemStepKind.COMPLETE.value),
        reopened=days(ProblemStep, "problem", ProblemStepKind.REOPEN.value),
        annulled=days(ProblemStep, "problem", ProblemStepKind.ANNUL.value),
    )
    for row in walk(told.order_by("problem__number").values_list(*_PROBLEM)):
        number, code, company, category, acts, description, source, ref, due_on, *life = row
        is_named, confirmed, completed, reopened, annulled = life
        if not confirmed:
            # A clue is no problem of the list yet.
            continue
        yield ProblemRow(
            0,
            number,
            code,
            extent.firms.get(company),
            category,
            acts,
            description,
            source,
            ref if is_named else None,
            confirmed[0],
            due_on,
            *_turns(completed, reopened),
            first(annulled),
        )


def _turns(
    completed: list[date], reopened: list[date]
) -> tuple[date | None, date | None, date | None]:
    """Completed, reopened, completed again; open in the end where it is open."""
    is_complete = len(completed) > len(reopened)
    again = completed[1] if len(completed) > 1 and is_complete else None
    return first(completed), first(reopened), again


def orders(extent: Extent) -> Iterator[OrderRow]:
    """责令整改, with those of its problems that stand."""
    targets = OrderProblem.objects.standing().filter(
        Exists(ProblemFact.objects.standing().filter(problem=OuterRef("problem"))),
        order=OuterRef("pk"),
    )
    told = extent.rows(Order).annotate(
        named=ArraySubquery(targets.order_by("problem__number").values("problem__number"))
    )
    for number, named, served_on, withdrawn_on in walk(
        told.order_by("number").values_list("number", "named", "served_on", "withdrawn_on")
    ):
        if named and served_on is not None:
            yield OrderRow(0, number, tuple(named), served_on, withdrawn_on)


def levels(extent: Extent) -> Iterator[LevelRow]:
    """等级核定."""
    told = extent.facts(LevelFact, "decision", LevelDecision)
    ordered = told.order_by("decision__community__code", "decision__decided_on", "decision_id")
    for row in walk(
        ordered.values_list(
            "decision__community__code", "decision__decided_on", "decision__kind",
            "old_level", "new_level", "document",
        )
    ):  # fmt: skip
        yield LevelRow(0, *row)


def penalties(extent: Extent) -> Iterator[PenaltyRow]:
    """行政处罚; one that was taken back whole has no day and does not stand."""
    told = extent.facts(PenaltyFact, "penalty", Penalty).annotate(
        decided=days(PenaltyStep, "penalty", PenaltyStepKind.DECIDE.value),
        revoked=days(PenaltyStep, "penalty", PenaltyStepKind.REVOKE.value),
    )
    for number, company, county, organ, decided, revoked, category, fine in walk(
        told.order_by("penalty__number").values_list(
            "penalty__number", "company_id", "county_id", "organ", "decided", "revoked",
            "category", "fine",
        )
    ):  # fmt: skip
        if decided:
            yield PenaltyRow(
                0,
                number,
                extent.firms[company],
                county,
                organ,
                decided[0],
                first(revoked),
                category,
                fine,
            )


def exits(extent: Extent) -> Iterator[ExitRow]:
    """企业退出."""
    told = extent.facts(ExitFact, "exit", Exit).annotate(
        done=days(ExitStep, "exit", ExitStepKind.DONE.value)
    )
    for code, company, kind, done in walk(
        told.order_by("exit__community__code", "exit_id").values_list(
            "exit__community__code", "exit__company_id", "kind", "done"
        )
    ):
        yield ExitRow(0, code, extent.firms[company], kind, first(done))


def exposures(extent: Extent) -> Iterator[ExposureRow]:
    """媒体曝光."""
    told = extent.facts(ExposureFact, "exposure", Exposure).annotate(
        withdrawn=days(ExposureStep, "exposure", ExposureStepKind.WITHDRAW.value)
    )
    for company, county, published_on, withdrawn, media, title in walk(
        told.order_by("exposure__county_id", "exposure__published_on", "exposure_id").values_list(
            "exposure__company_id", "exposure__county_id", "exposure__published_on",
            "withdrawn", "exposure__media", "case_title",
        )
    ):  # fmt: skip
        firm = extent.firms[company]
        yield ExposureRow(0, firm, county, published_on, first(withdrawn), media, title)
