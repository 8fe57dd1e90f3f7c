"""核级, 处罚, 移送, 曝光, 信用推送 on their way (DOMAIN 3.2, 3.5, 7); each has its moves."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from tingban.data.rectification.proceedings import (
    Proceeding,
    ProceedingMove,
    ProceedingQuerySet,
)
from tingban.rules.actors import Actor, Role
from tingban.rules.enforcement import exposure_stages, level_stages
from tingban.rules.enforcement.penalty_stages import TOLD_TO_COMPANY

_L, _X = level_stages.Stage, exposure_stages.Stage


class LevelCase(Proceeding):
    """重新核定服务等级 of one community (3.2, branch a); `decision` is the one that C02 counts."""

    decision = models.ForeignKey(
        "enforcement.LevelDecision", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Proceeding.Meta):
        verbose_name = "核级案件"

    # The company from the notice on; 街道 and the owners when it hangs in their community.
    TOLD: ClassVar[dict[Role, frozenset[str]]] = {
        Role.CO: frozenset(
            {
                _L.TOLD, _L.HEARD, _L.DRAFTED, _L.DECIDED, _L.WRITTEN, _L.ANSWERED, _L.POSTED,
                _L.CLOSED, _L.REVOKED,
            }
        ),
        Role.STR: frozenset({_L.POSTED, _L.CLOSED}),
        Role.OWN: frozenset({_L.POSTED, _L.CLOSED}),
    }  # fmt: skip


class LevelCaseMove(ProceedingMove):
    """A step of a level case."""

    row = models.ForeignKey(LevelCase, models.PROTECT, related_name="moves")


class PenaltyCase(Proceeding):
    """行政处罚案件 against one company (3.2, branch b)."""

    class Meta(Proceeding.Meta):
        verbose_name = "处罚案件"

    TOLD: ClassVar[dict[Role, frozenset[str]]] = {Role.CO: TOLD_TO_COMPANY}


class PenaltyCaseMove(ProceedingMove):
    """A step of a penalty case."""

    row = models.ForeignKey(PenaltyCase, models.PROTECT, related_name="moves")


class TransferQuerySet(ProceedingQuerySet["Transfer"]):
    """What went to 纪检监察 exists for the city's head and for them alone (信访工作条例 30)."""

    def visible_to(self, actor: Actor) -> Self:
        """By area, without what is sealed."""
        rows = super().visible_to(actor)
        sees_sealed = actor.role in (Role.M_LD, Role.JJ) or actor.is_system
        return rows if sees_sealed else rows.filter(is_sealed=False)


class Transfer(Proceeding):
    """移送 to another organ (3.2, branch c)."""

    is_sealed = models.BooleanField("密封", default=False)

    objects = TransferQuerySet.as_manager()  # type: ignore[misc]  # its own sight

    class Meta(Proceeding.Meta):
        verbose_name = "移送"


class TransferMove(ProceedingMove):
    """A step of a transfer."""

    row = models.ForeignKey(Transfer, models.PROTECT, related_name="moves")


class ExposureCase(Proceeding):
    """典型案例曝光 on its way to publication (T-X02); `exposure` is the one that C05 counts."""

    exposure = models.ForeignKey(
        "enforcement.Exposure", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Proceeding.Meta):
        verbose_name = "曝光案件"

    # The company is asked before the public is told.
    TOLD: ClassVar[dict[Role, frozenset[str]]] = {
        Role.CO: frozenset({_X.TOLD, _X.HEARD, _X.SIGNED, _X.PUBLISHED, _X.WITHDRAWN}),
    }


class ExposureCaseMove(ProceedingMove):
    """A step of an exposure."""

    row = models.ForeignKey(ExposureCase, models.PROTECT, related_name="moves")


class CreditPush(Proceeding):
    """信用信息推送, K1 and K2 (DOMAIN 7); `about` is the 文号 of the penalty, or the exit."""

    kind = models.CharField("类型", max_length=8, blank=True, default="")
    about = models.CharField("事项", max_length=64, blank=True, default="")

    class Meta(Proceeding.Meta):
        verbose_name = "信用推送"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=("kind", "about"),
                condition=~Q(about="") & ~Q(stage="dropped"),
                name="enforcement_creditpush_once",
            ),
        ]


class CreditPushMove(ProceedingMove):
    """A step of a credit push."""

    row = models.ForeignKey(CreditPush, models.PROTECT, related_name="moves")
