"""What an exit is counted as, and the hint that one is due (CELL C04, DOMAIN 3.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tingban.rules.exits.exit_stages import Act, Origin
from tingban.rules.exits.kinds import ExitKind
from tingban.rules.rectification.course import Course

_KINDS: Final[Mapping[str, ExitKind]] = {
    Origin.TRIGGER: ExitKind.DISMISSED,
    Origin.OWNERS: ExitKind.DISMISSED,
    Origin.EXPIRY: ExitKind.NOT_RENEWED,
    Origin.NOT_RENEWING: ExitKind.NOT_RENEWED,
    Origin.INDEFINITE: ExitKind.WITHDREW,
    Origin.REPLACED: ExitKind.ROUTINE,
    Origin.ABANDONED: ExitKind.WITHDREW,
}
COMPLAINANTS: Final = 10
# 5 %, as the divisor.
_SHARE: Final = 20


def kind_of(now: Course) -> ExitKind:
    """By how it came about; what a court had to enforce is 强制, whatever it began as.

    Owners who end a contract that had run out (948) dismiss; the contract did not just end. So do
    owners who replace a 前期合同 (940) of a company with problems on record: succession is normal
    only without any (CELL C04, AMB-32).
    """
    if now.count(Act.JUDGE):
        return ExitKind.FORCED
    served_on, ends_on = now.day_of(Act.SERVE_NOTICE), now.day("contract_ends_on")
    kind = _KINDS[now.text("origin")]
    ran_out = bool(served_on and ends_on and served_on > ends_on)
    let_go = ran_out if kind is ExitKind.NOT_RENEWED else now.beside.get("has_problems")
    is_dismissed = kind in (ExitKind.NOT_RENEWED, ExitKind.ROUTINE) and let_go
    return ExitKind.DISMISSED if is_dismissed else kind


@dataclass(frozen=True, slots=True)
class TriggerHint:
    """The figures that speak for an assessment; a hint, nobody is bound by it.

    `complainants` are distinct people, known only as a number; `unnamed` are complaints of whom
    nobody can say whether they are the same.
    """

    escalated: int
    complainants: int
    unnamed: int
    households: int | None

    @property
    def is_loud(self) -> bool:
        """≥ 10 people, or ≥ 5 % of the households."""
        share = bool(self.households) and _SHARE * self.complainants >= (self.households or 0)
        return self.complainants >= COMPLAINANTS or share

    @property
    def is_met(self) -> bool:
        """≥ 1 escalated problem, and the owners are loud."""
        return self.escalated > 0 and self.is_loud

    @property
    def sentence(self) -> str:
        """The numbers in words."""
        homes = f"，全小区 {self.households} 户" if self.households else ""
        unnamed = f"，另有匿名反映 {self.unnamed} 件" if self.unnamed else ""
        advice = "达到研判条件" if self.is_met else "没有达到提示条件"
        return (
            f"升级处置的问题 {self.escalated} 个，反映的业主 {self.complainants} 人"
            f"{homes}{unnamed}，{advice}"
            f"（有升级处置的问题，且反映的业主 {COMPLAINANTS} 人以上或占 5% 以上的户）。"
        )
