"""What followed: level decisions, penalties, exposures, exits."""

from django.db.models import QuerySet

from tingban.data.enforcement.models import (
    Exposure,
    ExposureStep,
    LevelDecision,
    LevelFact,
    Penalty,
    PenaltyStep,
)
from tingban.data.exits.models import Exit, ExitFact, ExitStep
from tingban.reads.overview.lines import ACT, Line, day_of, who
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.enforcement import (
    EXPOSURE_STEP_LABELS,
    LEVEL_LABELS,
    ORGAN_LABELS,
    PENALTY_STEP_LABELS,
    ExposureStepKind,
    LevelKind,
    PenaltyOrgan,
    PenaltyStepKind,
)
from tingban.rules.exits import EXIT_LABELS, ExitKind

_PAIR = ("exit__company__name", "exit__community__name")


def level_lines(decisions: QuerySet[LevelDecision], limit: int) -> list[Line]:
    """Decisions on the service level that stand."""
    facts = LevelFact.objects.standing().filter(decision__in=decisions.order_by())
    columns = ("recorded_at", "old_level", "new_level", "document", "decision__decided_on",
               "decision__kind")  # fmt: skip
    rows = facts.select_related("decision", "act").only(*columns, *ACT)
    return [
        Line(
            on=fact.decision.decided_on,
            recorded_at=fact.recorded_at,
            what=f"服务等级{LEVEL_LABELS[LevelKind(fact.decision.kind)]}",
            who=who(fact.act),
            note=f"{fact.old_level or '—'} → {fact.new_level or '—'} {fact.document}".strip(),
            topic="level",
            key=str(fact.decision_id),
        )
        for fact in rows.order_by("-decision__decided_on", "-id")[: limit + 1]
    ]


def penalty_lines(penalties: QuerySet[Penalty], limit: int) -> list[Line]:
    """Penalties decided and revoked."""
    steps = PenaltyStep.objects.standing().filter(penalty__in=penalties.order_by())
    columns = ("on", "kind", "recorded_at", "penalty__number", "penalty__county_id",
               "penalty__organ", "penalty__category", "penalty__fine")  # fmt: skip
    rows = steps.select_related("penalty", "act").only(*columns, *ACT).order_by("-on", "-id")
    return [
        Line(
            on=step.on,
            recorded_at=step.recorded_at,
            what=f"行政处罚{PENALTY_STEP_LABELS[PenaltyStepKind(step.kind)]} {step.penalty.number}",
            who=who(step.act),
            note=_penalty_note(step.penalty),
            topic="penalty",
            key=str(step.penalty_id),
            tone="late" if step.kind == PenaltyStepKind.DECIDE else "",
        )
        for step in rows[: limit + 1]
    ]


def _penalty_note(penalty: Penalty) -> str:
    organ = f"{AREA_BY_CODE[penalty.county_id].name}{ORGAN_LABELS[PenaltyOrgan(penalty.organ)]}"
    fine = f"罚款 {penalty.fine:,.2f} 元" if penalty.fine else ""
    return " · ".join(part for part in (organ, penalty.category, fine) if part)


def exposure_lines(exposures: QuerySet[Exposure], limit: int) -> list[Line]:
    """Exposures published and withdrawn."""
    steps = ExposureStep.objects.standing().filter(exposure__in=exposures.order_by())
    columns = ("on", "kind", "recorded_at", "exposure__media", "exposure__case_title")
    rows = steps.select_related("exposure", "act").only(*columns, *ACT).order_by("-on", "-id")
    return [
        Line(
            on=step.on,
            recorded_at=step.recorded_at,
            what=f"媒体曝光{EXPOSURE_STEP_LABELS[ExposureStepKind(step.kind)]}"
            f" {step.exposure.media}".rstrip(),
            who=who(step.act),
            note=f"典型案例：{step.exposure.case_title}" if step.exposure.case_title else "",
            topic="exposure",
            key=str(step.exposure_id),
            tone="late" if step.kind == ExposureStepKind.PUBLISH else "",
        )
        for step in rows[: limit + 1]
    ]


def exit_lines(exits: QuerySet[Exit], limit: int) -> list[Line]:
    """Exits begun, by the day they were registered."""
    facts = ExitFact.objects.standing().filter(exit__in=exits.order_by())
    rows = facts.select_related("exit__community", "exit__company", "act").only(
        "kind", "recorded_at", *_PAIR, *ACT
    )
    return [
        Line(
            on=day_of(fact.recorded_at),
            recorded_at=fact.recorded_at,
            what=f"企业退出登记（{EXIT_LABELS[ExitKind(fact.kind)]}）",
            who=who(fact.act),
            note=_pair(fact.exit),
            topic="exit",
            key=str(fact.exit_id),
        )
        for fact in rows.order_by("-id")[: limit + 1]
    ]


def handover_lines(exits: QuerySet[Exit], limit: int) -> list[Line]:
    """Handovers confirmed: from this day the exit counts (CELL C04)."""
    steps = ExitStep.objects.standing().filter(exit__in=exits.order_by())
    rows = steps.select_related("exit__community", "exit__company", "act").only(
        "on", "recorded_at", *_PAIR, *ACT
    )
    return [
        Line(
            on=step.on,
            recorded_at=step.recorded_at,
            what="企业退出，交接已确认",
            who=who(step.act),
            note=_pair(step.exit),
            topic="exit",
            key=str(step.exit_id),
        )
        for step in rows.order_by("-on", "-id")[: limit + 1]
    ]


def _pair(leaving: Exit) -> str:
    return f"{leaving.company.name} 退出 {leaving.community.name}"
