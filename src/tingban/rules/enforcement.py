"""Level decisions, penalties and exposures as the cells count them (CELL C02, C03, C05)."""

from enum import StrEnum
from typing import Final


class LevelKind(StrEnum):
    """类型 of a level decision; an upgrade never counts in C02."""

    REASSESS = "reassess"
    UPGRADE = "upgrade"


LEVEL_LABELS: Final[dict[LevelKind, str]] = {
    LevelKind.REASSESS: "重新核定",
    LevelKind.UPGRADE: "上调",
}


class PenaltyOrgan(StrEnum):
    """处罚机关; only 住建 counts in C03."""

    HOUSING = "housing"
    MARKET = "market"
    FIRE = "fire"
    OTHER = "other"


ORGAN_LABELS: Final[dict[PenaltyOrgan, str]] = {
    PenaltyOrgan.HOUSING: "住建",
    PenaltyOrgan.MARKET: "市场监管",
    PenaltyOrgan.FIRE: "消防救援",
    PenaltyOrgan.OTHER: "其他",
}


class PenaltyStepKind(StrEnum):
    """Dated acts in the life of a penalty."""

    DECIDE = "decide"
    REVOKE = "revoke"


class ExposureStepKind(StrEnum):
    """Dated acts in the life of an exposure."""

    PUBLISH = "publish"
    WITHDRAW = "withdraw"
