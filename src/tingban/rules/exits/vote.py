"""业主共同决定: what owners may decide together, and whether they did (民法典 278, DOMAIN 3.3).

Integers only: areas in 0.01 m², heads by 解释 9. Two thirds and three quarters include equality
(民法典 1259), a majority does not.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from tingban.rules.law.articles import cite


class Majority(StrEnum):
    """How many of those who take part must be in favour."""

    ORDINARY = "ordinary"
    SPECIAL = "special"


class Matter(StrEnum):
    """What is put to the vote, by the items of 民法典 278Ⅰ."""

    DISMISS = "dismiss"
    HIRE = "hire"
    RENEW = "renew"
    SELF_MANAGE = "self_manage"
    ASSEMBLY_RULES = "assembly_rules"
    COVENANT = "covenant"
    COMMITTEE = "committee"
    USE_FUND = "use_fund"
    RAISE_FUND = "raise_fund"
    REBUILD = "rebuild"
    COMMON_PARTS = "common_parts"
    OTHER = "other"


MATTER_LABELS: Final[dict[Matter, str]] = {
    Matter.DISMISS: "解聘物业服务企业",
    Matter.HIRE: "选聘物业服务企业",
    Matter.RENEW: "续聘物业服务企业",
    Matter.SELF_MANAGE: "自行管理",
    Matter.ASSEMBLY_RULES: "制定和修改业主大会议事规则",
    Matter.COVENANT: "制定和修改管理规约",
    Matter.COMMITTEE: "选举业主委员会或者更换业主委员会成员",
    Matter.USE_FUND: "使用建筑物及其附属设施的维修资金",
    Matter.RAISE_FUND: "筹集建筑物及其附属设施的维修资金",
    Matter.REBUILD: "改建、重建建筑物及其附属设施",
    Matter.COMMON_PARTS: "改变共有部分的用途或者利用共有部分从事经营活动",
    Matter.OTHER: "有关共有和共同管理权利的其他重大事项",
}
# The item of 民法典 278Ⅰ; hiring, dismissing and managing oneself are all (四).
MATTER_ITEMS: Final[dict[Matter, int]] = {
    Matter.DISMISS: 4,
    Matter.HIRE: 4,
    Matter.RENEW: 4,
    Matter.SELF_MANAGE: 4,
    Matter.ASSEMBLY_RULES: 1,
    Matter.COVENANT: 2,
    Matter.COMMITTEE: 3,
    Matter.USE_FUND: 5,
    Matter.RAISE_FUND: 6,
    Matter.REBUILD: 7,
    Matter.COMMON_PARTS: 8,
    Matter.OTHER: 9,
}
_SPECIAL_ITEMS: Final = frozenset({6, 7, 8})
_ITEM_NUMERALS: Final = "一二三四五六七八九"


def majority_of(matter: Matter) -> Majority:
    """(六), (七) and (八) ask for three quarters, everything else for more than half."""
    is_special = MATTER_ITEMS[matter] in _SPECIAL_ITEMS
    return Majority.SPECIAL if is_special else Majority.ORDINARY


def item_label(matter: Matter) -> str:
    """`第二百七十八条第一款第（四）项` with the law before it."""
    return f"{cite('CC-278')}第一款第（{_ITEM_NUMERALS[MATTER_ITEMS[matter] - 1]}）项"


@dataclass(frozen=True, slots=True)
class Weight:
    """So much exclusive area, in 0.01 m², and so many heads."""

    area: int = 0
    heads: int = 0

    def __add__(self, other: "Weight") -> "Weight":
        return Weight(self.area + other.area, self.heads + other.heads)

    def __sub__(self, other: "Weight") -> "Weight":
        return Weight(self.area - other.area, self.heads - other.heads)

    @property
    def shown_area(self) -> str:
        """Square metres with two decimals: `60000.00`."""
        return square_metres(self.area)


def square_metres(centares: int) -> str:
    """0.01 m² as square metres: 6000000 → `60000.00`."""
    sign, whole = ("-", -centares) if centares < 0 else ("", centares)
    return f"{sign}{whole // 100}.{whole % 100:02d}"


@dataclass(frozen=True, slots=True)
class Inequality:
    """One comparison that the law asks for, with its numbers; `left` and `right` are exact."""

    what: str
    sides: tuple[str, str]
    left: int
    right: int
    is_strict: bool

    @property
    def holds(self) -> bool:
        """Whether it is met."""
        return self.left > self.right if self.is_strict else self.left >= self.right

    @property
    def missing(self) -> int:
        """By how much the left side falls short; 0 where it holds."""
        return max(0, self.right - self.left + (1 if self.is_strict else 0))

    @property
    def sign(self) -> str:
        """What the law asks for between the two sides."""
        return "＞" if self.is_strict else "≥"

    @property
    def shown(self) -> tuple[str, str]:
        """Both sides to be read: areas in square metres, heads as they are."""
        told = square_metres if self.what.endswith("面积") else str
        return told(self.left), told(self.right)

    @property
    def relation(self) -> str:
        """How the two sides really stand to each other."""
        if self.left == self.right:
            return "＝"
        return "＞" if self.left > self.right else "＜"


@dataclass(frozen=True, slots=True)
class Tally:
    """A, N of all; Pa, Pn of those who took part; Ya, Yn of those in favour."""

    whole: Weight
    taking_part: Weight
    in_favour: Weight
    majority: Majority = Majority.ORDINARY

    @property
    def quorum(self) -> bool:
        """3·Pa ≥ 2·A and 3·Pn ≥ 2·N, of owners there must be."""
        return self.whole.heads > 0 and all(it.holds for it in self.quorum_asks)

    @property
    def passed(self) -> bool:
        """Quorum, and enough in favour by both measures."""
        return self.quorum and all(it.holds for it in self.majority_asks)

    @property
    def quorum_asks(self) -> tuple[Inequality, Inequality]:
        """By area, then by heads."""
        return (
            self._ask("参与面积", ("3·Pa", "2·A"), 3 * self.taking_part.area, 2 * self.whole.area),
            self._ask(
                "参与人数", ("3·Pn", "2·N"), 3 * self.taking_part.heads, 2 * self.whole.heads
            ),
        )

    @property
    def majority_asks(self) -> tuple[Inequality, Inequality]:
        """By area, then by heads."""
        yes, took = self.in_favour, self.taking_part
        if self.majority is Majority.SPECIAL:
            return (
                self._ask("同意面积", ("4·Ya", "3·Pa"), 4 * yes.area, 3 * took.area),
                self._ask("同意人数", ("4·Yn", "3·Pn"), 4 * yes.heads, 3 * took.heads),
            )
        return (
            self._ask("同意面积", ("2·Ya", "Pa"), 2 * yes.area, took.area, is_strict=True),
            self._ask("同意人数", ("2·Yn", "Pn"), 2 * yes.heads, took.heads, is_strict=True),
        )

    @property
    def missing_to_quorum(self) -> Weight:
        """The least area and heads that must still take part."""
        area, heads = self.quorum_asks
        return Weight(_third(area.missing), _third(heads.missing))

    @staticmethod
    def _ask(
        what: str, sides: tuple[str, str], left: int, right: int, *, is_strict: bool = False
    ) -> Inequality:
        return Inequality(what, sides, left, right, is_strict)


def _third(number: int) -> int:
    """A third, rounded up: each unit that takes part counts three times."""
    return -(-number // 3)


@dataclass(frozen=True, slots=True)
class MatterResult:
    """What came of one matter; `strict` is the tally without those who were counted with most."""

    place: int
    matter: Matter
    text: str
    tally: Tally
    against: Weight
    abstained: Weight
    strict: Tally

    @property
    def passed(self) -> bool:
        """Whether the owners decided it."""
        return self.tally.passed

    @property
    def hangs_on_followers(self) -> bool:
        """Whether it would have come out otherwise without those who did not vote."""
        return self.tally.passed != self.strict.passed


@dataclass(frozen=True, slots=True)
class VoteResult:
    """The frozen result of a vote, for the guards of an exit and for its document.

    `digest` is the SM3 of the ids of all that was counted; `annulment_until` is the last day on
    which an owner who knew from the posting may ask the court (解释 12); `counted_at` is the
    moment at which the count was closed.
    """

    vote_id: int
    matters: tuple[MatterResult, ...]
    closed_on: date
    digest: str
    witness: str = ""
    posted_on: date | None = None
    posted_where: str = ""
    annulment_until: date | None = None
    counted_at: datetime | None = None
    counted: int = 0
    invalid: int = 0
    not_returned: int = 0
    reasons: tuple[tuple[str, int], ...] = field(default=())

    @property
    def quorum(self) -> bool:
        """Whether enough owners took part in the first matter, which the vote is about."""
        return self.matters[0].tally.quorum

    @property
    def passed(self) -> bool:
        """Whether the first matter was decided."""
        return self.matters[0].passed

    def on(self, matter: Matter) -> MatterResult | None:
        """What came of this matter; None where it was not put to the vote."""
        return next((it for it in self.matters if it.matter is matter), None)

    def has_decided(self, *matters: Matter) -> bool:
        """Whether one of these matters was put to the vote and passed."""
        return any(it.passed for it in self.matters if it.matter in matters)
