"""What each step of a push asks (DOMAIN 7)."""

from collections.abc import Mapping
from typing import Final

from tingban.rules.enforcement.credit_items import ITEMS, REFUSAL_ITEMS, Item
from tingban.rules.enforcement.credit_stages import CreditAct
from tingban.rules.rectification.fields import Ask, Field

_A = CreditAct
FORMATS: Final = (("xlsx", "Excel 工作簿"), ("csv", "CSV 文本"), ("json", "JSON 文本"))
PROCEDURES: Final = (("ordinary", "普通程序"), ("simple", "简易程序"))
AREAS_OF_LAW: Final = (("general", "一般领域"), ("fire", "消防安全"))


def _field(item: Item) -> Field:
    """The items are checked together, so that all faults are told at once."""
    return Field(item.code, item.label, item.ask, False, item.hint, item.choices)


PROCEDURE: Final = Field("procedure", "处罚程序", Ask.CHOICE, False, "", PROCEDURES)
AREA_OF_LAW: Final = Field(
    "field", "所属领域", Ask.CHOICE, False, "消防安全领域最短公示一年", AREAS_OF_LAW
)
PENALTY_FIELDS: Final = (*(_field(it) for it in ITEMS if it.is_kept), PROCEDURE, AREA_OF_LAW)
# Kept with the push, not sent: the exchange has no column for it.
NO_DECISION: Final = Field(
    "no_decision",
    "没有解聘决定的原因",
    Ask.LINE,
    False,
    "企业撤场、到期不续、前期合同被替代等，没有解聘决定的填写",
)
REFUSAL_FIELDS: Final = (*(_field(it) for it in REFUSAL_ITEMS), NO_DECISION)
_FROZEN: Final = tuple(it for it in REFUSAL_FIELDS if it.name != "nature")
_WORDING: Final = (*PENALTY_FIELDS, *REFUSAL_FIELDS)
_FORMAT: Final = Field("format", "文件格式", Ask.CHOICE, choices=FORMATS)
_RECEIPT: Final = Field("receipt", "回执编号")

CREDIT_FIELDS: Final[Mapping[str, tuple[Field, ...]]] = {
    _A.OPEN_PENALTY: (
        Field("penalty", "处罚决定书文号", hint="已登记的，例如：盐建罚决字〔2024〕1号"),
    ),
    _A.OPEN_REFUSAL: _FROZEN,
    _A.BUILD: _WORDING,
    _A.AMEND: _WORDING,
    _A.REVIEW: (
        Field("opinion", "审核意见", Ask.TEXT),
        Field(
            "basis", "认定失信的依据", Ask.TEXT, False,
            "作为失信信息推送的必填：法律、法规或者生效的法律文书",
        ),
        Field(
            "is_catalogued", "已列入公布的公共信用信息目录", Ask.FLAG, False,
            "作为失信信息推送的必须列入目录（国办发〔2020〕49号）",
        ),
    ),
    _A.SEND: (_FORMAT,),
    _A.RETRY: (_FORMAT,),
    _A.DELIVER: (Field("file", "文件"), Field("digest", "文件摘要")),
    _A.HAND_IN: (Field("how", "报送方式", hint="例如：光盘送市发改委信用科，王某签收"),),
    _A.ACKNOWLEDGE: (_RECEIPT,),
    _A.WITHDRAW: (
        Field("withdrawal_receipt", "平台撤回回执编号"),
        Field("off_site_on", "本单位网站撤下日期", Ask.DAY),
    ),
    _A.ASK_REPAIR: (
        Field("asked_on", "企业申请日期", Ask.DAY),
        Field("materials", "申请材料", Ask.LINES, hint="一行一件：履行处罚的证明、信用承诺书等"),
        Field("is_fulfilled", "处罚决定的义务已履行、违法行为已改正", Ask.FLAG, False),
        Field("is_pledged", "已提交信用承诺书", Ask.FLAG, False),
    ),
    _A.OPINE: (
        Field("agrees", "意见", Ask.CHOICE, choices=(("yes", "同意修复"), ("no", "不同意修复"))),
        Field("repair_opinion", "理由", Ask.TEXT),
    ),
    _A.RESTORE: (Field("repair_receipt", "平台修复决定编号"),),
    _A.TAKE_OFF: (Field("taken_off", "撤下的网页", hint="写明栏目或网址"),),
    _A.ADD_DECISION: (
        Field("decision_on", "补录的解聘决定日期", Ask.DAY, hint="业主共同决定作出的那一天"),
        Field(
            "decision_proof", "决定的凭证",
            hint="例如：业主大会决定（2024年5月6日）、计票公告，原件存业委会",
        ),
    ),
    _A.REPORT_MARKET: (Field("market", "收函的市场监管局", hint="同级市场监管部门"),),
    _A.MARKET_RECEIPT: (Field("market_receipt", "回执或签收编号"),),
}  # fmt: skip
