"""How a company leaves a community (CELL C04)."""

from enum import StrEnum
from typing import Final

from tingban.kit.words import Vocabulary


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
EXIT_KINDS: Final = Vocabulary(
    EXIT_LABELS,
    also={
        ExitKind.DISMISSED: ("业主解聘", "业主大会解聘"),
        ExitKind.WITHDREW: ("主动退出", "主动撤出", "撤出", "企业退出"),
        ExitKind.NOT_RENEWED: ("到期不续聘", "合同到期不续", "到期退出"),
        ExitKind.FORCED: ("强制退出", "强制清退", "清退", "法院强制执行"),
        ExitKind.ROUTINE: ("正常更换", "前期合同被新合同替代"),
    },
)
# Normal succession never counts, whatever else is on record (CELL C04, AMB-32, INTERCHANGE 2).
COUNTED_KINDS: Final = frozenset(ExitKind) - {ExitKind.ROUTINE}


class ExitStepKind(StrEnum):
    """Dated acts in the life of an exit; DONE is the confirmed handover (`exited_on`)."""

    DONE = "done"


def counts(kind: ExitKind) -> bool:
    """Whether a finished exit of this kind counts in C04."""
    return kind in COUNTED_KINDS
