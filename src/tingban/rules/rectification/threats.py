"""What an order may threaten with (DOMAIN 1.3): nothing that no article supports.

责令改正 is no penalty itself; 重新核定 is for projects under 政府指导价 alone (AMB-35).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tingban.rules.rectification.categories import Category


class Threat(StrEnum):
    """逾期后果 named in a 责令限期整改通知书."""

    REGRADE = "regrade"
    PENALTY = "penalty"
    TRANSFER = "transfer"
    EXPOSE = "expose"


THREAT_LABELS: Final[dict[Threat, str]] = {
    Threat.REGRADE: "重新核定服务等级",
    Threat.PENALTY: "依法给予行政处罚",
    Threat.TRANSFER: "移送有关部门处理",
    Threat.EXPOSE: "作为典型案例通报曝光",
}
# 物业管理条例 58, 59, 60, 62, 63: what the housing authority itself may fine.
_FINED_ACTS: Final = frozenset({"4-04", "9-02", "9-04"})
_FINED: Final = frozenset({Category.CAT_5})


@dataclass(frozen=True, slots=True)
class Target:
    """A problem as far as threats look at it."""

    category: Category
    acts: tuple[str, ...]
    is_guided: bool


def idle_threats(threats: Iterable[Threat], targets: Iterable[Target]) -> tuple[str, ...]:
    """Those that none of the problems of the order supports, in words."""
    known = tuple(targets)
    return tuple(
        THREAT_LABELS[threat]
        for threat in dict.fromkeys(threats)
        if not any(_supports(target, threat) for target in known)
    )


def _supports(target: Target, threat: Threat) -> bool:
    match threat:
        case Threat.REGRADE:
            return target.is_guided
        case Threat.PENALTY:
            return target.category in _FINED or bool(_FINED_ACTS & set(target.acts))
        case _:
            return True
