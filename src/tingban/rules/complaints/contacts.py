"""Taking 投诉(举报)人及联系方式 apart and showing it (DOMAIN 2.1, INTERCHANGE 1)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tingban.kit.text import clean_name, code_text, fold
from tingban.rules.complaints.kinds import CONTACT_LABELS, ContactKind
from tingban.rules.complaints.masking import is_masked, mask_mail, mask_name, mask_phone
from tingban.rules.errors import Refused
from tingban.rules.registry.contacts import IN_TEXT, MAIL_IN_TEXT, Phone, parse_phone

_ANONYMOUS: Final = re.compile(
    r"匿名|不愿透露|未留姓名|不留姓名|未透露|无名|隐名|^(网友|网民|群众)$"
)
_CONFIDENTIAL: Final = re.compile(r"实名\(保密\)|\(?要求保密\)?|\(?保密\)?")
_NOT_CARRIED: Final = re.compile(r"身份未(移交|携带|持有|提供)|信息未移交|已脱敏")
_EMPTY: Final = frozenset({"", "-", "--", "/", "无", "不详", "未知", "暂无", "略"})
_LABELS: Final = re.compile(
    r"(投诉人|举报人|反映人|来访人|来电人|联系人|姓名|联系方式|联系电话|电话号码|电话|手机号码|手机号"
    r"|手机|邮箱|实名)[:]?"
)
_TRIM: Final = " ,，.。;；:、/|()[]-—\"'"


@dataclass(frozen=True, slots=True)
class Contact:
    """What a cell tells of the complainant. Nothing is held but for the first two kinds.

    Its repr names nobody: that is what a fault would write into the log.
    """

    kind: ContactKind
    name: str = field(default="", repr=False)
    phones: tuple[Phone, ...] = field(default=(), repr=False)
    mail: str = field(default="", repr=False)

    @property
    def is_held(self) -> bool:
        """Whether there is an identity to keep in the vault."""
        return bool(self.name or self.phones or self.mail)

    @property
    def shown(self) -> str:
        """As the ledger prints it in clear, for those who may."""
        parts = [self.name, *(phone.shown for phone in self.phones), self.mail]
        text = " ".join(part for part in parts if part)
        if self.kind is ContactKind.CONFIDENTIAL:
            return f"{CONTACT_LABELS[self.kind]} {text}".strip()
        return text or CONTACT_LABELS[self.kind]

    @property
    def masked(self) -> str:
        """As the ledger prints it for everybody else; a confidential name is not even hinted."""
        if self.kind is not ContactKind.NAMED:
            return CONTACT_LABELS[self.kind]
        parts = [mask_name(self.name), *(mask_phone(phone) for phone in self.phones)]
        parts += [mask_mail(self.mail)] if self.mail else []
        return " ".join(part for part in parts if part) or CONTACT_LABELS[ContactKind.NOT_HELD]


def parse_contact(value: object) -> Contact:
    """Name and numbers out of a cell as counties fill it; masks are recognised, never kept."""
    text = code_text(value) if isinstance(value, int | float) else clean_name(str(value or ""))
    word = fold(text)
    if word in _EMPTY or is_masked(text) or _NOT_CARRIED.search(word):
        return Contact(ContactKind.NOT_HELD)
    if _ANONYMOUS.search(word):
        return Contact(ContactKind.ANONYMOUS)
    is_confidential = bool(_CONFIDENTIAL.search(word))
    text = _CONFIDENTIAL.sub(" ", " ".join(fold(part) for part in text.split()))
    mails = MAIL_IN_TEXT.findall(text)
    text = MAIL_IN_TEXT.sub(" ", text)
    phones, text = _take_phones(text)
    name = _name_in(text)
    if is_confidential:
        return Contact(ContactKind.CONFIDENTIAL, name, phones, mails[0].lower() if mails else "")
    if not (name or phones or mails):
        return Contact(ContactKind.NOT_HELD)
    return Contact(ContactKind.NAMED, name, phones, mails[0].lower() if mails else "")


def _take_phones(text: str) -> tuple[tuple[Phone, ...], str]:
    """The numbers, and the text without them."""
    whole = parse_phone(text)
    if whole:
        return (whole,), ""
    found = (parse_phone(match.group()) for match in IN_TEXT.finditer(text))
    return tuple(dict.fromkeys(phone for phone in found if phone)), IN_TEXT.sub(" ", text)


def _name_in(text: str) -> str:
    """What stays of the cell when labels and signs are gone."""
    bare = _LABELS.sub(" ", text)
    return " ".join(part.strip(_TRIM) for part in bare.split() if part.strip(_TRIM))


def check_identity(name: str, numbers: str = "", mail: str = "") -> None:
    """A mask is never saved over a person (INTERCHANGE 1, DESIGN 3.6)."""
    for part in (name, numbers, mail):
        if is_masked(part):
            raise Refused(
                "姓名或联系方式带有遮盖符号，不能保存。请填写完整内容，或选择“匿名”。",
                rule="AMB-31",
            )


# Digits as people part them in a text: 139 3591 2345, 0359—2222363.
_RUN: Final = re.compile(r"\d(?:[\s\-—]*\d){6,}")
_PARTS: Final = re.compile(r"[、,，/\s]+")
# What stands for a name and is none.
_NOBODY: Final = frozenset({"市民", "群众", "业主", "居民", "住户", "先生", "女士", "网友"})


def without_person(contact: Contact, text: str) -> str:
    """A text in which the complainant's own name and numbers are masked, however parted."""
    masks = {re.sub(r"\D", "", phone.shown): mask_phone(phone) for phone in contact.phones}
    if masks:
        text = _RUN.sub(lambda run: _masked_run(run.group(), masks), text)
    for name in sorted(_PARTS.split(contact.name), key=len, reverse=True):
        if len(name) > 1 and name not in _NOBODY:
            text = text.replace(name, mask_name(name))
    return text.replace(contact.mail, mask_mail(contact.mail)) if contact.mail else text


def _masked_run(run: str, masks: Mapping[str, str]) -> str:
    """The run with these numbers masked; what stands beside them in one run stays."""
    for digits, mask in masks.items():
        if digits in re.sub(r"\D", "", run):
            run = re.sub(r"[\s\-—]*".join(digits), mask, run)
    return run
