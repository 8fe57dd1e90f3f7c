"""How a company leaves a community (CELL C04)."""

from enum import StrEnum
from typing import Final


class ExitKind(StrEnum):
    """退出方式."""

    DISMISSED = "dismissed"
    WITHDREW = "withdrew"
    NOT_RENEWED = "not_renewed"
    FORCED = "forced"
    ROUTINE = "routine"


EXIT_LABELS: Final[dict[ExitKind, str]] = {
    ExitKind.DISMISSED: "解聘",
    ExitKind.WITHDREW: "企业撤出",
    ExitKind.NOT_RENEWED: "到期不续",
    ExitKind.FORCED: "强制",
    ExitKind.ROUTINE: "正常更替",
}


class ExitStepKind(StrEnum):
    """Dated acts in the life of an exit; DONE is the confirmed handover."""

    DONE = "done"
