"""What the steps of a level case ask (DOMAIN 3.2, branch a)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from tingban.rules.enforcement.level_scores import SCHEME
from tingban.rules.enforcement.level_stages import Act
from tingban.rules.rectification.fields import Ask, Field, choices_of


class Channel(StrEnum):
    """How a letter reaches another organ."""

    SYSTEM = "system"
    HAND = "hand"
    POST = "post"


CHANNEL_LABELS: Final[Mapping[Channel, str]] = {
    Channel.SYSTEM: "公文系统",
    Channel.HAND: "当面送交",
    Channel.POST: "邮寄",
}
CHANNELS: Final = choices_of(CHANNEL_LABELS)

FIELDS: Final[Mapping[str, tuple[Field, ...]]] = {
    Act.OPEN: (
        Field(
            "voices", "业主反映的情况", Ask.TEXT, is_required=False,
            hint="小区没有逾期或升级的问题、也没有投诉举报件时填写：何时、以什么方式、"
            "反映了什么。不写反映人的姓名和电话。",
        ),
    ),
    Act.RATE: (
        Field(
            "raters", "评定人", Ask.PEOPLE,
            hint="至少三人，一行一人：姓名 空格 单位或证号，例如：王某 县住建局",
        ),
        Field("site", "评定地点", hint="例如：小区内现场、物业服务中心"),
        Field(
            "sheet", "评分表", Ask.SCORES,
            choices=tuple((item.name, str(item.full)) for item in SCHEME),
            hint="各评定人按上面填写的次序；项目和满分可以改，不用的项目清空名称。"
            "也可以用 Excel 填好读入。保存后在评分表页看每人的总分和平均分。",
        ),
        Field("standard", "评定所依据的标准", hint="标准的名称和文号"),
        Field("findings", "评定中看到的主要情况", Ask.TEXT),
        Field("old_level", "现执行的服务等级", hint="例如：二级"),
        Field("proposed", "拟核定的服务等级", hint="例如：三级"),
    ),
    Act.PLEAD: (
        Field("plea", "陈述意见", Ask.TEXT, hint="没有异议的，写“没有异议”。"),
    ),
    Act.DRAFT: (
        Field("new_level", "核定的服务等级", hint="例如：三级；维持原等级的，写原等级"),
        Field("effective_on", "自哪一天起执行", Ask.DAY),
        Field(
            "fee_standard", "对应的收费标准",
            hint="政府指导价中这一等级的标准，例如：0.60 元/月·平方米",
        ),
        Field("grounds", "核定理由", Ask.TEXT),
        Field(
            "plea_answer", "对企业陈述的答复", Ask.TEXT, is_required=False,
            hint="企业提交了陈述的必须填写：采纳或不采纳，理由是什么。",
        ),
    ),
    Act.WRITE: (
        Field("office", "收函单位", hint="例如：盐湖区发展和改革局"),
        Field("channel", "送达方式", Ask.CHOICE, choices=CHANNELS),
        Field("receipt", "回执", hint="收文编号，或签收人和时间"),
    ),
    Act.ANSWER: (
        Field("answer_number", "复函文号", is_required=False),
        Field("answer", "发改部门的意见和措施", Ask.TEXT),
    ),
    Act.POST: (
        Field("place", "公示位置", hint="小区内醒目位置，例如：南门公告栏和各单元门"),
        Field("photos", "公示照片", Ask.LINES, hint="一行一张：照片的编号或文件名、拍摄日期"),
        Field("days", "公示天数", Ask.COUNT),
    ),
    Act.VISIT: (
        Field("asked", "问了谁、看到什么", Ask.TEXT, hint="例如：抽看 5 户缴费单，仍按 0.80 元收"),
    ),
    Act.CONFIRM: (
        Field("old_fee", "原来的收费（每月每平方米）", Ask.MONEY),
        Field("new_fee", "现在的收费（每月每平方米）", Ask.MONEY),
        Field("fee_from", "从哪一天起按新标准收取", Ask.DAY),
        Field("fee_evidence", "凭证", hint="例如：缴费单、收费公示牌照片的编号"),
    ),
}  # fmt: skip
