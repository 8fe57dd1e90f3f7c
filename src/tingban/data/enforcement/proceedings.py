"""核级, 处罚, 移送, 曝光, 信用推送 on their way (DOMAIN 3.2, 3.5, 7); each has its moves."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tingban.data.rectification.proceedings import Proceeding, ProceedingMove
from tingban.rules.actors import Role
from tingban.rules.enforcement.penalty_stages import TOLD_TO_COMPANY


class LevelCase(Proceeding):
    """重新核定服务等级 of one community (3.2, branch a)."""

    class Meta(Proceeding.Meta):
        verbose_name = "核级案件"

    TOLD: ClassVar[dict[Role, frozenset[str]]] = {}


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


class Transfer(Proceeding):
    """移送 to another organ (3.2, branch c)."""

    class Meta(Proceeding.Meta):
        verbose_name = "移送"


class TransferMove(ProceedingMove):
    """A step of a transfer."""

    row = models.ForeignKey(Transfer, models.PROTECT, related_name="moves")


class ExposureCase(Proceeding):
    """典型案例曝光 on its way to publication (T-X02)."""

    class Meta(Proceeding.Meta):
        verbose_name = "曝光案件"

    TOLD: ClassVar[dict[Role, frozenset[str]]] = {}


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
