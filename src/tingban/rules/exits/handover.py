"""退出移交清单 M1…M10 (民法典 949Ⅰ, 物业管理条例 29Ⅰ): in which state, who confirmed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from tingban.kit.blanking import without_contacts
from tingban.kit.dates import chinese_day
from tingban.kit.text import clean
from tingban.rules.actors import Role
from tingban.rules.errors import NotAllowed, Refused
from tingban.rules.law import cite


class Item(StrEnum):
    """What a company hands over when it leaves."""

    M1 = "M1"
    M2 = "M2"
    M3 = "M3"
    M4 = "M4"
    M5 = "M5"
    M6 = "M6"
    M7 = "M7"
    M8 = "M8"
    M9 = "M9"
    M10 = "M10"


ITEM_LABELS: Final[Mapping[str, str]] = {
    Item.M1: "物业服务用房",
    Item.M2: "相关设施设备",
    Item.M3: "竣工图等验收资料",
    Item.M4: "设施设备技术资料",
    Item.M5: "质量保修文件和使用说明",
    Item.M6: "其他必需资料",
    Item.M7: "公共收益账册、余额、合同",
    Item.M8: "预收物业费、押金、代收代缴结清表",
    Item.M9: "监控门禁等系统账号密码",
    Item.M10: "在途事项、诉讼、隐患告知书",
}
_PLACES: Final = {item: place for place, item in enumerate(Item, start=1)}


def item_label(item: str) -> str:
    """第 1 项 物业服务用房: on the list itself, where everybody sees which list it is."""
    return f"第 {_PLACES[Item(item)]} 项 {ITEM_LABELS[item]}"


def item_named(item: str) -> str:
    """移交清单第 1 项 物业服务用房: in letters and elsewhere."""
    return f"移交清单{item_label(item)}"


# What usually stands under an item; a county may write others.
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    Item.M1: ("物业服务用房（钥匙、面积）",),
    Item.M2: ("电梯", "供水泵房", "配电设备", "消防设施", "监控门禁"),
    Item.M3: (
        "竣工总平面图", "单体建筑、结构、设备竣工图", "配套设施、地下管网工程竣工图",
    ),
    Item.M4: ("设施设备的安装、使用和维护保养资料",),
    Item.M5: ("物业质量保修文件和使用说明文件",),
    Item.M6: ("业主名册", "维保合同", "消防、电梯、二次供水档案", "装修档案"),
    Item.M7: ("公共收益账册和余额", "共有部分经营合同"),
    Item.M8: ("预收物业费", "装修押金", "代收代缴水电费"),
    Item.M9: ("监控、门禁、车场系统账号",),
    Item.M10: ("在途事项、诉讼和隐患告知书",),
}  # fmt: skip
MANDATORY: Final = (Item.M1, Item.M2, Item.M3, Item.M4, Item.M5, Item.M6)
# 条例 58 punishes only who keeps documents back.
DOCUMENTS: Final = frozenset({Item.M3, Item.M4, Item.M5, Item.M6})
WITH_AMOUNT: Final = frozenset({Item.M7, Item.M8})
# Passwords are never kept, on no picture either (DOMAIN 9.2).
WITHOUT_FILES: Final = frozenset({Item.M9})
NO_FILES: Final = (
    "系统不保存密码，这一项不收照片和文件。账号当面移交、当场改密，只在移交清单上登记。"
)
# Their papers name residents: the roll, who prepaid what, who sues whom. A picture is for all four
# sides and the roll is the owners' alone (DOMAIN 3.3 M6, 个人信息保护法 6).
NAMING_PEOPLE: Final = frozenset({Item.M6, Item.M8, Item.M10})
NOBODY_NAMED: Final = (
    "已逐个看过：没有业主名册，看不到业主的姓名、电话、房号、证件号，也没有账号密码"
)
_ROLL: Final = re.compile("业主名(册|单)|业主清册")
OBJECTION_LENGTH: Final = 400
_SHORTEST: Final = 5
# A password in the text: the word, then something that looks like one.
_PASSWORD: Final = re.compile(
    r"(密码|口令|passw(or)?d|pwd)[^\w]{0,3}(是|为)?[^\w]{0,3}[A-Za-z0-9@#$%_.-]{4,}",
    re.IGNORECASE,
)


class State(StrEnum):
    """How far a part of an item was handed over."""

    HANDED = "handed"
    PARTIAL = "partial"
    REFUSED = "refused"
    REPLACED = "replaced"
    EXPLAINED = "explained"


STATE_LABELS: Final[Mapping[str, str]] = {
    State.HANDED: "已移交",
    State.PARTIAL: "部分移交",
    State.REFUSED: "拒不移交",
    State.REPLACED: "原企业未交，已另行取得",
    State.EXPLAINED: "没有这一项或已说明",
}
_SETTLED: Final = frozenset({State.HANDED, State.REPLACED})


class Party(StrEnum):
    """The four sides of a hand-over."""

    OLD = "old"
    NEW = "new"
    OWNERS = "owners"
    STREET = "street"


PARTY_LABELS: Final[Mapping[str, str]] = {
    Party.OLD: "原物业服务企业",
    Party.NEW: "接管单位",
    Party.OWNERS: "业主一方",
    Party.STREET: "街道（乡镇）",
}
BUREAU_LABEL: Final = "住建部门"
# Whose own word is said by a post outside the bureau.
PARTY_OF: Final[Mapping[Role, Party]] = {
    Role.CO: Party.OLD, Role.OWN: Party.OWNERS, Role.STR: Party.STREET,
}  # fmt: skip
# Where the old company refuses, the other three confirm what was taken over.
WITHOUT_OLD: Final = frozenset({Party.NEW, Party.OWNERS, Party.STREET})


def pictures_key(number: str, item: Item) -> str:
    """How the files of one item of a case are named: "TC-140802-2024-000001-M3"."""
    return f"{number}-{item.value}"


def from_pictures_key(key: str) -> tuple[str, Item]:
    """The case and the item of such a name; ValueError where it is none."""
    number, _, item = key.rpartition("-")
    return number, Item(item)


@dataclass(frozen=True, slots=True)
class Line:
    """One part of an item as it was stated; `balance` in 0.01 yuan."""

    item: Item
    part: str
    state: State
    on: date
    receiver: Party = Party.OWNERS
    quantity: str = ""
    condition: str = ""
    reading: str = ""
    balance: int | None = None
    lacking: str = ""
    lacking_until: date | None = None
    note: str = ""
    files: tuple[str, ...] = ()
    confirmed: Mapping[Party, date] | None = None
    objected: Mapping[Party, str] | None = None
    # Whose statement it is; None where the bureau wrote it down from the list on paper.
    stated_by: Party | None = None

    @property
    def is_settled(self) -> bool:
        """Nothing more is owed of it."""
        if self.state in _SETTLED:
            return True
        return self.state is State.EXPLAINED and self.item not in MANDATORY


@dataclass(frozen=True, slots=True)
class HandoverList:
    """All lines that stand; `changed_at` is when one was last stated, confirmed or taken back."""

    lines: tuple[Line, ...] = ()
    changed_at: datetime | None = None

    def of(self, item: str) -> tuple[Line, ...]:
        """The lines of one item."""
        return tuple(line for line in self.lines if line.item == item)

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not settled yet, in words; nothing where the list is complete."""
        return tuple(self._missing())

    def _missing(self) -> Iterator[str]:
        for item in Item:
            lines, label = self.of(item), item_label(item)
            if not lines:
                yield f"{label}还没有登记"
            for line in lines:
                if not line.is_settled:
                    yield f"{label}“{line.part}”{STATE_LABELS[line.state]}{_until(line)}"

    def waiting(self, party: Party) -> tuple[Line, ...]:
        """The lines that this side has not confirmed."""
        return tuple(line for line in self.lines if party not in (line.confirmed or {}))

    def unconfirmed(self, parties: frozenset[Party]) -> tuple[str, ...]:
        """Which of these sides have not confirmed every line, in words."""
        told = []
        for party in Party:
            if party in parties:
                open_lines = self.waiting(party)
                if open_lines or not self.lines:
                    told.append(f"{PARTY_LABELS[party]}（{len(open_lines)} 项）")
        return tuple(told)

    @property
    def refused(self) -> tuple[Item, ...]:
        """The items of which something is kept back."""
        kept = {line.item for line in self.lines if line.state is State.REFUSED}
        return tuple(item for item in Item if item in kept)


def stated_by(role: str) -> Party | None:
    """Whose statement a line is by the post that made it; None: the bureau, from paper."""
    return PARTY_OF.get(Role(role))


def side_label(party: Party | None) -> str:
    """业主一方, 街道（乡镇）, 住建部门."""
    return PARTY_LABELS[party] if party else BUREAU_LABEL


def check_own_line(part: str, party: Party | None, role: Role) -> None:
    """A line is the word of the side that stated it: nobody else changes or withdraws it."""
    if PARTY_OF.get(role) is not party:
        raise NotAllowed(
            f"“{part}”由{side_label(party)}登记，只能由{side_label(party)}更正或者撤回。"
            "您这一方情况不同的，请另登记一项，或者不予确认。",
            rule="DOMAIN 3.3",
        )


def _until(line: Line) -> str:
    if not line.lacking:
        return ""
    until = f"，应于 {chinese_day(line.lacking_until)}前补齐" if line.lacking_until else ""
    return f"，还欠{line.lacking}{until}"


def check_line(line: Line) -> None:
    """Refuse what the law does not let stand on the list, and what says nothing."""
    if not line.part.strip():
        raise Refused("请写明移交的是什么，例如“竣工总平面图”。", rule="DOMAIN 3.3")
    _check_secrets(line)
    if _ROLL.search(line.part) and line.receiver is not Party.OWNERS:
        raise Refused(
            f"业主名册含个人信息，只能交给业主一方，不能交给{PARTY_LABELS[line.receiver]}"
            f"（{cite('CC-949.1')}、{cite('PIP-6')}）。",
            rule="DOMAIN 3.3",
        )
    _check_state(line)


def _check_secrets(line: Line) -> None:
    texts = (line.part, line.quantity, line.condition, line.reading, line.lacking, line.note)
    if any(_PASSWORD.search(text) for text in texts):
        raise Refused(
            "系统不保存密码。请删去密码，只写明账号已移交、由接收人当场改密。", rule="DOMAIN 9.2"
        )


def check_objection(text: str) -> str:
    """The words of an objection, tidy: what all four sides read says nothing of a person."""
    told = clean(text)
    if len(told) < _SHORTEST:
        raise Refused(
            "请写明哪里不对、实际是多少，例如“水泵房钥匙只收到 2 把”。", rule="DOMAIN 3.3"
        )
    if len(told) > OBJECTION_LENGTH:
        raise Refused(f"异议最多写 {OBJECTION_LENGTH} 个字，请写得短一些。")
    if _PASSWORD.search(told):
        raise Refused("系统不保存密码。请删去密码，只写明哪个账号有问题。", rule="DOMAIN 9.2")
    if without_contacts(told) != told:
        raise Refused(
            "四方都看得到异议，请删去电话、证件号和邮箱；要联系的，请打页面下方的电话。",
            rule="DOMAIN 9.2",
        )
    return told


def _check_state(line: Line) -> None:
    if line.state is State.PARTIAL and not (line.lacking.strip() and line.lacking_until):
        raise Refused("部分移交的，请写明还欠什么、哪天以前补齐。", rule="DOMAIN 3.3")
    if line.lacking_until is not None and line.lacking_until < line.on:
        raise Refused(f"补齐的期限早于登记日期 {chinese_day(line.on)}，请核对。")
    if line.state is State.EXPLAINED and line.item in MANDATORY:
        raise Refused(
            f"“{ITEM_LABELS[line.item]}”必须移交（{cite('CC-949.1', 'PMR-29.1')}），不能只作说明。"
            "原企业确实没有的，另行取得后选“原企业未交，已另行取得”。",
            rule="DOMAIN 3.3",
        )
    if line.state in (State.EXPLAINED, State.REPLACED, State.REFUSED) and not line.note.strip():
        raise Refused(f"选“{STATE_LABELS[line.state]}”的，请写明情况和依据。", rule="DOMAIN 3.3")
    if line.state is State.HANDED and line.item in WITH_AMOUNT and line.balance is None:
        raise Refused(
            f"“{ITEM_LABELS[line.item]}”请写明金额，没有的写 0。多收的预收物业费应当退还"
            f"（{cite('PMD-3')}）。",
            rule="DOMAIN 3.3",
        )
