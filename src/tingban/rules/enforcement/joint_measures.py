"""联合惩戒: what may stand on the city's list of measures, and since when (DOMAIN 7.3, T-X07).

Which measures there are is data that the city keeps, version by version; nothing is proposed that
is not on the list. What a good one is stands here: lawful (an article in force, or another named
basis), connected (organs that have the power), in proportion (words of its own).

A change or an end begins tomorrow at the earliest, and may lie further ahead, so that the counties
can be told. What is on the list today is on it until midnight: otherwise a letter of this morning
would lose its basis in the afternoon. A new measure may begin today, as no letter has named it yet.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.kit.text import clean, clean_line, fold
from tingban.rules.actors import Actor, Role
from tingban.rules.enforcement.transfer_stages import RECEIVER_LABELS, Receiver
from tingban.rules.errors import NotAllowed, NotNow, Refused

RULE: Final = "DOMAIN 7.3"
LABEL_LENGTH: Final = 64
BASIS_LENGTH: Final = 200
# A crime and an official are handed over, not proposed for (移送规定 5; 信访工作条例 30).
BARRED: Final = frozenset({Receiver.POLICE, Receiver.DISCIPLINE})
RECEIVERS: Final[tuple[Receiver, ...]] = tuple(it for it in Receiver if it not in BARRED)
# The list rests on law, so 法规科 keeps it (DOMAIN 0.3); the head answers for it (ADR 0032).
KEEPERS: Final = frozenset({Role.M_LAW, Role.M_LD})


@dataclass(frozen=True, slots=True)
class Text:
    """An article in one version of its law: how it is cited, and when it is law, days inclusive."""

    citation: str
    start: date
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is law on that day."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Ground:
    """An article that a measure rests on, with its versions, the oldest first."""

    key: str
    texts: tuple[Text, ...]

    def holds_on(self, day: date) -> bool:
        """Whether it is law on that day."""
        return any(text.holds_on(day) for text in self.texts)

    def cited_on(self, day: date) -> str:
        """By the last version that had begun by then, in force or not, else by the first to come;
        one that the book has lost is cited by its key."""
        begun = [text for text in self.texts if text.start <= day]
        return begun[-1].citation if begun else next((it.citation for it in self.texts), self.key)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a measure says; `articles` are keys of the law book, `basis` what else it rests on."""

    label: str
    receivers: frozenset[Receiver]
    articles: tuple[str, ...] = ()
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """New words from a day on, and why."""

    wording: Wording
    valid_from: date
    reason: str

    def clean(self) -> "Change":
        """The same with tidy words."""
        told = self.wording
        tidy = Wording(
            clean_line(told.label), told.receivers, tuple(dict.fromkeys(told.articles)),
            clean_line(told.basis),
        )  # fmt: skip
        return Change(tidy, self.valid_from, clean(self.reason))


@dataclass(frozen=True, slots=True)
class JointMeasure:
    """One version of a measure; it holds from `valid_from` until the day before `valid_until`."""

    key: str
    label: str
    receivers: frozenset[Receiver]
    grounds: tuple[Ground, ...]
    basis: str
    valid_from: date
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is offered: in its days, and while there is law that it rests on."""
        return self.is_due_on(day) and self.is_grounded_on(day)

    def is_due_on(self, day: date) -> bool:
        """Whether the day lies in its days."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    def is_grounded_on(self, day: date) -> bool:
        """Whether anything that it rests on is in force."""
        return bool(self.basis) or any(ground.holds_on(day) for ground in self.grounds)

    def words(self, day: date) -> str:
        """As a letter says it: the measure with what it rests on that day."""
        told = [ground.cited_on(day) for ground in self.grounds if ground.holds_on(day)]
        return f"{self.label}（依据：{'、'.join([*told, self.basis] if self.basis else told)}）"

    @property
    def wording(self) -> Wording:
        """What it says, without its days."""
        articles = tuple(ground.key for ground in self.grounds)
        return Wording(self.label, self.receivers, articles, self.basis)


class MeasureState(StrEnum):
    """How a measure stands on a day."""

    IN_FORCE = "in_force"
    FUTURE = "future"
    LAPSED = "lapsed"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


STATE_LABELS: Final[Mapping[MeasureState, str]] = {
    MeasureState.IN_FORCE: "现行",
    MeasureState.FUTURE: "尚未施行",
    MeasureState.LAPSED: "依据已失效，不再提供",
    MeasureState.ENDED: "已停用",
    MeasureState.WITHDRAWN: "登记已撤销",
}


def state_of(versions: Sequence[JointMeasure], day: date) -> MeasureState:
    """How the measure with these versions, oldest first, stands."""
    if any(it.is_due_on(day) for it in versions):
        is_held = any(it.holds_on(day) for it in versions)
        return MeasureState.IN_FORCE if is_held else MeasureState.LAPSED
    return MeasureState.FUTURE if versions[0].valid_from > day else MeasureState.ENDED


def holding(measures: Iterable[JointMeasure], day: date) -> dict[str, JointMeasure]:
    """The list of a day, by key."""
    return {it.key: it for it in measures if it.holds_on(day)}


def as_of(measures: Iterable[JointMeasure], key: str, day: date) -> JointMeasure | None:
    """What a measure said on a day: its version of then, else the nearest before or after."""
    mine = sorted((it for it in measures if it.key == key), key=lambda it: it.valid_from)
    begun = [it for it in mine if it.valid_from <= day]
    return begun[-1] if begun else next(iter(mine), None)


def receivers_told(receivers: Collection[Receiver]) -> str:
    """To whom, in words."""
    if set(receivers) == set(RECEIVERS):
        return "各部门"
    return "、".join(RECEIVER_LABELS[it] for it in RECEIVERS if it in receivers)


def choices_on(measures: Iterable[JointMeasure], day: date) -> tuple[tuple[str, str], ...]:
    """What the opening form offers on a day; a measure of few organs says of which."""
    return tuple(
        (it.key, it.label if set(it.receivers) == set(RECEIVERS) else _narrow(it))
        for it in holding(measures, day).values()
    )


def _narrow(measure: JointMeasure) -> str:
    return f"{measure.label}（限{receivers_told(measure.receivers)}）"


# What may be entered.


def check_keeper(actor: Actor) -> None:
    """Refuse whoever only reads the list."""
    if actor.role in KEEPERS or actor.is_system:
        return
    raise NotAllowed(
        "联合惩戒措施清单由市局法规科和市级负责人管理，其他岗位只能查看；需要增加、修改的，请告诉法规科。",
        rule=RULE,
    )


def check_wording(told: Wording) -> None:
    """Refuse words that are no lawful measure."""
    if not told.label:
        raise Refused("请写明措施的内容，例如：加大抽查频次。", rule=RULE)
    if len(told.label) > LABEL_LENGTH:
        raise Refused(f"措施的内容最多 {LABEL_LENGTH} 个字。", rule=RULE)
    if not told.receivers:
        raise Refused("请选择可以向哪些部门建议这项措施。", rule=RULE)
    barred = [RECEIVER_LABELS[it] for it in Receiver if it in told.receivers & BARRED]
    if barred:
        raise Refused(
            f"联合惩戒建议不发给{'、'.join(barred)}：涉嫌犯罪的、检举公职人员的另行移送。",
            rule=RULE,
        )
    if not told.articles and not told.basis:
        raise Refused("请至少写明一项依据：选定条款，或者写明其他依据。", rule=RULE)


def check_grounds(grounds: Mapping[str, Ground], told: Wording, on: date) -> None:
    """Refuse an article that is no law on the day from which the measure holds."""
    for key in told.articles:
        ground = grounds.get(key)
        if ground is None:
            raise Refused("所选的条款不在法律条文库里，请重新选定。", rule=RULE)
        if not ground.holds_on(on):
            raise Refused(
                f"{ground.cited_on(on)}在 {chinese_day(on)}不是有效的条文，请改选现行条款。",
                rule=RULE,
            )


def check_unlike(label: str, others: Iterable[JointMeasure], on: date, *, key: str = "") -> None:
    """Two measures of one name would be one with two bases; what has ended does not count."""
    other = _namesake(label, others, on, key)
    if other is not None:
        raise Refused(f"清单上已有“{other.label}”，请修改那一项，不另立一项。", rule=RULE)


def check_comes_back(key: str, measures: Collection[JointMeasure], on: date) -> None:
    """Refuse to take back an end or new words where the words of before would hold again from
    that day on, and their name is another measure's by now."""
    before = [it for it in measures if it.key == key and it.valid_from < on]
    other = _namesake(before[-1].label, measures, on, key) if before else None
    if other is not None:
        raise NotNow(
            f"撤销以后，{chinese_day(on)}起清单上会有两项“{other.label}”。"
            "请先修改、停用另一项，或者撤销它的登记。",
            rule=RULE,
        )


def _namesake(
    label: str, others: Iterable[JointMeasure], on: date, key: str
) -> JointMeasure | None:
    for other in others:
        ahead = other.valid_until is None or other.valid_until > on
        if other.key != key and ahead and fold(other.label) == fold(label):
            return other
    return None


def check_begins(on: date, today: date) -> None:
    """Refuse a new measure that would begin on a day behind."""
    if on < today:
        raise Refused(
            f"施行日期不能早于今天（{chinese_day(today)}）：已经发出的建议函以当时的清单为据。",
            rule=RULE,
        )


def earliest_change(today: date) -> date:
    """Tomorrow: the list of a day is not changed within the day."""
    return today + timedelta(days=1)


def check_changes(on: date, today: date) -> None:
    """Refuse other words from today on, or from a day behind."""
    floor = earliest_change(today)
    if on < floor:
        raise Refused(
            f"改动最早从明天（{chinese_day(floor)}）起施行：今天的建议函以今天的清单为据。",
            rule=RULE,
        )


def check_ends(on: date, today: date) -> None:
    """Refuse an end before tomorrow; the day itself is the first on which it is not offered."""
    floor = earliest_change(today)
    if on < floor:
        raise Refused(
            f"停用最早从明天（{chinese_day(floor)}）起：今天的建议函以今天的清单为据。", rule=RULE
        )


def check_settled(versions: Sequence[JointMeasure], ends_on: date | None, today: date) -> None:
    """One change at a time: what lies ahead is withdrawn before something else is entered."""
    if ends_on is not None and ends_on <= today:
        raise NotNow(
            f"这项措施自 {chinese_day(ends_on)}起已经停用；要恢复的，请另行登记一项。", rule=RULE
        )
    if ends_on is not None:
        raise NotNow(
            f"这项措施已登记自 {chinese_day(ends_on)}起停用，请先撤销那次登记。", rule=RULE
        )
    if versions[-1].valid_from > today:
        raise NotNow(
            f"这项措施已有一版自 {chinese_day(versions[-1].valid_from)}起施行的内容，"
            "请先撤销那一版，再重新登记。",
            rule=RULE,
        )


def check_differs(before: Wording, after: Wording) -> None:
    """Refuse a change that changes nothing."""
    if before == after:
        raise Refused("内容和现在的一样，没有需要保存的改动。", rule=RULE)


def check_reason(reason: str) -> None:
    """Whatever is done to the list says why."""
    if not reason.strip():
        raise Refused("请写明原因，原因长期留在记录里。", rule=RULE)
