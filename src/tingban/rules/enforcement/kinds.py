"""Level decisions, penalties and exposures as the cells count them (CELL C02, C03, C05)."""

import re
from enum import StrEnum
from typing import Final

from tingban.kit.text import fold
from tingban.kit.words import Vocabulary


class LevelKind(StrEnum):
    """类型 of a level decision; an upgrade never counts in C02."""

    REASSESS = "reassess"
    UPGRADE = "upgrade"


LEVEL_LABELS: Final[dict[LevelKind, str]] = {
    LevelKind.REASSESS: "重新核定",
    LevelKind.UPGRADE: "上调",
}
LEVEL_KINDS: Final = Vocabulary(
    LEVEL_LABELS,
    also={
        LevelKind.REASSESS: ("重新核级", "核级", "降级", "下调"),
        LevelKind.UPGRADE: ("升级", "提级"),
    },
)


class PenaltyOrgan(StrEnum):
    """处罚机关; only 住建 counts in C03 (AMB-30)."""

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
PENALTY_ORGANS: Final = Vocabulary(
    ORGAN_LABELS,
    also={
        PenaltyOrgan.HOUSING: ("住建局", "住建部门", "住房和城乡建设局", "住房城乡建设"),
        PenaltyOrgan.MARKET: ("市场监管局", "市场监督管理局", "市监"),
        PenaltyOrgan.FIRE: ("消防", "消防救援大队", "消防救援支队", "消防救援机构"),
    },
)


class PenaltyStepKind(StrEnum):
    """Dated acts in the life of a penalty."""

    DECIDE = "decide"
    REVOKE = "revoke"


PENALTY_STEP_LABELS: Final[dict[PenaltyStepKind, str]] = {
    PenaltyStepKind.DECIDE: "决定",
    PenaltyStepKind.REVOKE: "撤销",
}


class ExposureStepKind(StrEnum):
    """Dated acts in the life of an exposure."""

    PUBLISH = "publish"
    WITHDRAW = "withdraw"


EXPOSURE_STEP_LABELS: Final[dict[ExposureStepKind, str]] = {
    ExposureStepKind.PUBLISH: "发布",
    ExposureStepKind.WITHDRAW: "撤下",
}

# 行政处罚法 9 as the credit exchange lists it (DOMAIN 7.1, row 18).
PENALTY_TYPES: Final = (
    "警告",
    "通报批评",
    "罚款",
    "没收违法所得",
    "没收非法财物",
    "暂扣许可证件",
    "降低资质等级",
    "吊销许可证件",
    "限制开展生产经营活动",
    "责令停产停业",
    "责令关闭",
    "限制从业",
    "行政拘留",
    "其他",
)
# 责令改正 is a duty beside a penalty, never one itself (DOMAIN 1.3, trap 1).
_NO_PENALTY: Final = re.compile(r"^责令(限期)?(改正|整改)$")


def penalty_types(text: str) -> tuple[str, ...]:
    """The kinds named in a cell, several joined by ; or 、."""
    return tuple(part for part in re.split(r"[;；、,，]", fold(text)) if part)


def is_no_penalty(text: str) -> bool:
    """Whether a cell names only an order to put right, which must not be counted in C03."""
    types = penalty_types(text)
    return bool(types) and all(_NO_PENALTY.match(kind) for kind in types)
