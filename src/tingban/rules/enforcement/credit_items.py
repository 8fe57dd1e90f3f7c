"""What a push tells: the 30 items of 双公示 in order (DOMAIN 7.1), and those of a K2 (7.2).

A value is kept as plain JSON: a day as ISO text, money in 0.01 yuan, kinds of penalty as a list.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from tingban.rules.enforcement.credit_stages import NATURE_LABELS
from tingban.rules.enforcement.kinds import PENALTY_TYPES
from tingban.rules.rectification.fields import Ask

LONG_TERM: Final = date(2099, 12, 31)
# 0.01 yuan in 10,000 yuan.
_WAN: Final = 1_000_000


class Party(StrEnum):
    """行政相对人类别."""

    BODY = "法人及非法人组织"
    PERSON = "自然人"
    TRADER = "个体工商户"


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its code, its name, the longest text, what kind of answer, whether always asked.

    `is_kept` is false for what is neither asked nor held: the column stays empty.
    """

    code: str
    label: str
    limit: int = 0
    ask: Ask = Ask.LINE
    is_required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    is_kept: bool = True


def _told(*values: str) -> tuple[tuple[str, str], ...]:
    return tuple((value, value) for value in values)


ITEMS: Final[tuple[Item, ...]] = (
    Item("CF_XDR_MC", "行政相对人名称", 200, is_required=True),
    Item("CF_XDR_LB", "行政相对人类别", 16, Ask.CHOICE, is_required=True, choices=_told(*Party)),
    Item("CF_XDR_SHXYM", "行政相对人代码_1（统一社会信用代码）", 18, hint="法人和个体工商户必填"),
    Item("CF_XDR_GSZC", "行政相对人代码_2（工商注册号）", 50),
    Item("CF_XDR_ZZJG", "行政相对人代码_3（组织机构代码）", 9),
    Item("CF_XDR_SWDJ", "行政相对人代码_4（税务登记号）", 15),
    Item("CF_XDR_SYDW", "行政相对人代码_5（事业单位证书号）", 12),
    Item("CF_XDR_SHZZ", "行政相对人代码_6（社会组织登记证号）", 50),
    Item("CF_FRDB", "法定代表人", 50, hint="法人必填；个体工商户填经营者"),
    Item("CF_FR_ZJLX", "法定代表人证件类型", 64, is_kept=False),
    Item("CF_FR_ZJHM", "法定代表人证件号码", 64, is_kept=False),
    Item("CF_XDR_ZJLX", "证件类型", 64, hint="只有自然人填写"),
    Item("CF_XDR_ZJHM", "证件号码", 64, hint="只有自然人填写；保存时自动遮蔽中间各位"),
    Item(
        "CF_WSH", "行政处罚决定书文号", 128, is_required=True, hint="例如：盐建罚决字〔2024〕1号"
    ),
    Item("CF_WFXW", "违法行为类型", 2000, Ask.TEXT, is_required=True),
    Item(
        "CF_SY", "违法事实", 2000, Ask.TEXT, is_required=True,
        hint="不写业主姓名、房号、电话和证件号码",
    ),
    Item("CF_YJ", "处罚依据", 2048, Ask.TEXT, is_required=True, hint="写到条、款、项"),
    Item(
        "CF_CFLB", "处罚类别", 255, Ask.MANY, is_required=True, choices=_told(*PENALTY_TYPES)
    ),
    Item("CF_NR", "处罚内容", 4000, Ask.TEXT, is_required=True),
    Item("CF_NR_FK", "罚款金额", 0, Ask.MONEY, hint="按元填写，报送时折成万元"),
    Item(
        "CF_NR_WFFF", "没收违法所得、没收非法财物的金额", 0, Ask.MONEY,
        hint="按元填写，报送时折成万元",
    ),
    Item("CF_NR_ZKDX", "暂扣或吊销证照名称及编号", 200),
    Item("CF_JDRQ", "处罚决定日期", 0, Ask.DAY, is_required=True),
    Item("CF_YXQ", "处罚有效期", 0, Ask.DAY, is_required=True, hint="长期有效的填 2099年12月31日"),
    Item("CF_GSJZQ", "公示截止期", 0, Ask.DAY, hint="不在信用中国公示的不填"),
    Item("CF_CFJG", "处罚机关", 200, is_required=True),
    Item("CF_CFJGDM", "处罚机关统一社会信用代码", 18, is_required=True),
    Item("CF_SJLY", "数据来源单位", 200, is_required=True),
    Item("CF_SJLYDM", "数据来源单位统一社会信用代码", 18, is_required=True),
    Item("BZ", "备注", 512, Ask.TEXT),
)  # fmt: skip
# What a K2 tells, in the order of DOMAIN 7.2.
REFUSAL_ITEMS: Final[tuple[Item, ...]] = (
    Item("company", "企业名称", 200, is_required=True),
    Item("uscc", "统一社会信用代码", 18, is_required=True),
    Item("community", "小区", 200, is_required=True),
    Item("decided_on", "解聘决定日期", 0, Ask.DAY, hint="没有解聘决定的不填，在下面写明原因"),
    Item("notice_served_on", "解聘通知送达日期", 0, Ask.DAY),
    Item("terminates_on", "合同终止日期", 0, Ask.DAY),
    Item("refused_items", "拒不移交的事项", 2000, Ask.LINES, is_required=True),
    Item("demand_letters", "催告函", 512, Ask.LINES, hint="一行一件：文号或日期、送达日期"),
    Item("lawsuit", "诉讼案号", 64, hint="没有起诉的不填"),
    Item("evidence", "证据材料", 2000, Ask.LINES, is_required=True),
    Item("reporting_unit", "报送单位", 200, is_required=True),
    Item("contact", "联系人及电话", 64, is_required=True, hint="填工作电话"),
    Item(
        "nature", "信息性质", 16, Ask.CHOICE, is_required=True,
        choices=tuple((str(key.value), label) for key, label in NATURE_LABELS.items()),
        hint="解聘通知已送达、通知期已满、至少催告一次的，才能作为失信信息",
    ),
)  # fmt: skip
ITEM_BY_CODE: Final[Mapping[str, Item]] = {it.code: it for it in (*ITEMS, *REFUSAL_ITEMS)}


@dataclass(frozen=True, slots=True)
class K2Facts:
    """What an exit hands over when a company will not leave or hand over; frozen then.

    Days that have not come about are None; `demand_letters` and `evidence` are lines to read.
    `no_decision` says why nobody decided to dismiss, where `decided_on` is None.
    """

    exit_number: str
    county: str
    company_id: int
    company: str
    uscc: str
    community_code: str
    community: str
    decided_on: date | None
    notice_served_on: date | None
    terminates_on: date | None
    refused_items: tuple[str, ...]
    demand_letters: tuple[str, ...]
    evidence: tuple[str, ...]
    reporting_unit: str
    contact: str
    lawsuit: str = ""
    no_decision: str = ""

    def told(self) -> dict[str, Any]:
        """As the first step of the push keeps them."""
        known = asdict(self)
        for name in ("exit_number", "county", "company_id", "community_code"):
            del known[name]
        plain = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in known.items()
        }
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in plain.items()
            if value not in (None, "", ())
        }


def in_wan(cents: int) -> str:
    """万元 with six decimals of an amount in 0.01 yuan: 2000 元 → 0.200000, to the cent."""
    return f"{cents // _WAN}.{cents % _WAN:06d}"


def cents_of_wan(text: str) -> int | None:
    """The amount in 0.01 yuan that a figure in 万元 says; None where it is none."""
    whole, _, part = text.strip().replace(",", "").partition(".")
    if not whole.isascii() or not whole.isdecimal() or (part and not part.isdecimal()):
        return None
    rest = part.rstrip("0")
    return None if len(rest) > 6 else int(whole) * _WAN + int(rest.ljust(6, "0"))


def masked(number: str) -> str:
    """An identity number with its middle hidden; one that is hidden already stays."""
    if "*" in number or len(number) < 8:
        return number
    return number[:3] + "*" * (len(number) - 7) + number[-4:]


def spelled(item: Item, value: Any) -> str:
    """A value as the exchange writes it: YYYY/MM/DD, 万元 with six decimals, kinds joined by ;."""
    if not item.is_kept or value in (None, "", []):
        return ""
    match item.ask:
        case Ask.DAY:
            return f"{date.fromisoformat(value):%Y/%m/%d}"
        case Ask.MONEY:
            return in_wan(value)
        case Ask.MANY | Ask.LINES:
            return ";".join(value)
        case Ask.CHOICE:
            return dict(item.choices).get(value, str(value))
    return masked(value) if item.code == "CF_XDR_ZJHM" else str(value)
