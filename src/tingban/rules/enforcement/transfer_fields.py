"""What the steps of a transfer ask (DOMAIN 3.2, branch c; 移送规定 5, 6, 8, 9)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from tingban.rules.enforcement.joint_guards import KEYS, WORDS
from tingban.rules.enforcement.level_fields import CHANNELS
from tingban.rules.enforcement.transfer_stages import MATTER_LABELS, RECEIVER_LABELS, Act
from tingban.rules.law import ARTICLE_BY_KEY
from tingban.rules.rectification.fields import Ask, Field, choices_of


class UrgingWay(StrEnum):
    """How somebody asks again."""

    LETTER = "letter"
    PHONE = "phone"
    VISIT = "visit"


WAY_LABELS: Final[Mapping[UrgingWay, str]] = {
    UrgingWay.LETTER: "发催询函",
    UrgingWay.PHONE: "电话询问",
    UrgingWay.VISIT: "上门询问",
}
# Articles on which something is handed over (DOMAIN 1.3).
BASES: Final = (
    "TRF-5", "PRC-9", "PRC-9..10", "PRC-13", "FPL-60.1", "FPL-60.3", "CL-271", "CL-272",
    "PMR-45.1", "PMR-48", "PMR-59", "PMR-60", "PET-22.2", "PET-30", "CC-944.3",
)  # fmt: skip
_ANSWER: Final = (
    Field("answer_number", "答复文书的文号", hint="没有文号的，写答复人、方式"),
    Field("answer", "答复的内容", Ask.TEXT),
)
# 移送规定 6: what goes with a suspected crime.
_ENCLOSED: Final = (
    Field(
        "report",
        "调查报告（涉嫌犯罪的）",
        is_required=False,
        hint="涉嫌犯罪案件情况的调查报告：名称、页数",
    ),
    Field(
        "inventory",
        "涉案物品清单（涉嫌犯罪的）",
        is_required=False,
        hint="名称、件数；没有涉案物品的，写“无涉案物品”",
    ),
    Field(
        "appraisal",
        "检验报告或者鉴定结论（涉嫌犯罪的）",
        is_required=False,
        hint="名称、编号；没有的，写“无需检验鉴定”",
    ),
)
# The list is the city's (DOMAIN 7.3); what it said that day is kept with the step.
_MEASURES: Final = (
    Field(
        KEYS, "建议的惩戒措施（联合惩戒的）", Ask.MANY, is_required=False, choices_by=KEYS,
        offers_by=f"{KEYS}_offered", spelled_by=WORDS,
        hint="只能从今天现行的联合惩戒措施清单中选，选对方能采取的",
    ),
    Field(
        WORDS, "建议的惩戒措施和依据", Ask.LINES, is_required=False, by_file=True,
    ),
)  # fmt: skip
_MATERIALS: Final = Field("materials", "移送的材料", Ask.LINES, hint="一行一件：名称、份数")
FIELDS: Final[Mapping[str, tuple[Field, ...]]] = {
    Act.OPEN: (
        Field("matter", "移送什么", Ask.CHOICE, choices=choices_of(MATTER_LABELS)),
        Field("receiver", "移送给", Ask.CHOICE, choices=choices_of(RECEIVER_LABELS)),
        Field("office", "对方单位全称", hint="例如：盐湖区市场监督管理局"),
        Field("summary", "案件概况", Ask.TEXT, hint="谁、何时、何处、做了什么、查到什么程度"),
        Field(
            "bases", "移送的法律依据", Ask.MANY,
            choices=tuple((key, ARTICLE_BY_KEY[key].citation) for key in BASES),
        ),
        _MATERIALS,
        *_ENCLOSED,
        Field(
            "team", "核实人员（涉嫌犯罪的）", Ask.PEOPLE, is_required=False,
            hint="两名以上行政执法人员组成专案组核实，一行一人：姓名 空格 执法证号",
        ),
        *_MEASURES,
    ),
    Act.PREPARE: (_MATERIALS, *_ENCLOSED, *_MEASURES),
    Act.APPROVE: (
        Field(
            "approved_at", "批准的时刻", Ask.MOMENT, is_required=False,
            hint="移送涉嫌犯罪案件必填：24 小时从这一刻起算",
        ),
    ),
    Act.SEND: (
        Field("channel", "移送方式", Ask.CHOICE, choices=CHANNELS),
        Field("receipt", "回执", hint="收文编号，或签收人和时间"),
        Field(
            "sent_at", "移送的时刻", Ask.MOMENT, is_required=False,
            hint="移送涉嫌犯罪案件必填",
        ),
    ),
    Act.ACCEPT: _ANSWER,
    Act.DECLINE: _ANSWER,
    Act.FILE: _ANSWER,
    Act.NOT_FILE: _ANSWER,
    Act.UPHOLD: _ANSWER,
    Act.RESULT: _ANSWER,
    Act.REVIEW: (Field("request", "提请复议的理由", Ask.TEXT),),
    Act.WATCH: (
        Field("prosecutor", "检察机关", hint="例如：盐湖区人民检察院"),
        Field("request", "建议立案监督的理由", Ask.TEXT),
    ),
    Act.URGE: (
        Field("way", "催询方式", Ask.CHOICE, choices=choices_of(WAY_LABELS)),
        Field("asked", "问了谁、对方怎么说", Ask.TEXT),
    ),
}  # fmt: skip
