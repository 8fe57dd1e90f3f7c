"""What the steps of an exposure ask (T-X02)."""

from collections.abc import Mapping
from typing import Final

from tingban.rules.enforcement.exposure_penalty import REGISTER_CHOICES
from tingban.rules.enforcement.exposure_stages import GROUND_LABELS, NATURE_LABELS, Act
from tingban.rules.rectification.fields import Ask, Field, choices_of

_TEXT: Final = (
    Field(
        "headline", "标题", hint="例如：某小区公共收益三年未公示，企业逾期不改被曝光",
    ),
    Field(
        "facts", "基本事实", Ask.LINES,
        hint="一行一个事实：何时、何处、做了什么。不写业主的姓名、电话、门牌、车牌。",
    ),
    Field("grounds", "依据", Ask.TEXT, hint="违反的法律条款、合同约定"),
    Field("handling", "处理情况", Ask.TEXT, hint="已作出的责令整改、处罚、移送等，写明日期和文号"),
    Field("lesson", "启示", Ask.TEXT),
)  # fmt: skip
FIELDS: Final[Mapping[str, tuple[Field, ...]]] = {
    Act.OPEN: (
        Field("ground", "为什么曝光", Ask.CHOICE, choices=choices_of(GROUND_LABELS)),
        Field(
            "penalty", "据以曝光的处罚决定", Ask.CHOICE, is_required=False,
            choices_by=REGISTER_CHOICES,
            hint="处罚台账中这家企业的决定。由问题立案作出的不用选，从问题的页面选题。",
        ),
        Field(
            "penalty_served_on", "这份决定送达企业的日期", Ask.DAY, is_required=False,
            only_with="penalty",
            hint="按送达回证。送达后发生效力；企业申请复议、起诉的不停止执行（行政处罚法第七十三条）。",
        ),
        Field(
            "refusal", "拒不退出、拒不移交的事实和凭证", Ask.TEXT, is_required=False,
            hint="选“拒不退出、拒不移交”的必须填写",
        ),
        *_TEXT,
    ),
    Act.WRITE: _TEXT,
    Act.CHECK: (
        Field(
            "sources", "每个事实的出处", Ask.LINES,
            hint="一行一个，与“基本事实”的各行一一对应：检查记录、通知书、决定书的编号和日期",
        ),
        Field("is_checked", "已逐条对照原件核对，事实无误", Ask.FLAG),
    ),
    Act.ADMIT: (
        Field("nature", "是工作通报还是通报批评", Ask.CHOICE, choices=choices_of(NATURE_LABELS)),
        Field("opinion", "审核意见", Ask.TEXT),
    ),
    Act.HOLD: (Field("opinion", "审核意见", Ask.TEXT),),
    Act.REDACT: (
        Field(
            "hidden", "还要隐去的内容", Ask.LINES, is_required=False,
            hint="系统没有认出的姓名、绰号、单位内具体岗位等，一行一项",
        ),
        Field(
            "spared", "不属于个人信息、保留的内容", Ask.LINES, is_required=False,
            hint="系统误认的内容，例如企业的公开服务电话，一行一项",
        ),
        Field("is_seen", "已通读公众将看到的全文，没有任何人的个人信息", Ask.FLAG),
    ),
    Act.PLEAD: (Field("plea", "陈述意见", Ask.TEXT, hint="没有异议的，写“没有异议”。"),),
    Act.SIGN: (
        Field(
            "plea_answer", "对企业陈述的答复", Ask.TEXT, is_required=False,
            hint="企业提交了陈述的必须填写：采纳或不采纳，理由是什么。",
        ),
    ),
    Act.PUBLISH: (
        Field("media", "发布的媒体", Ask.LINES, hint="一行一家，例如：运城日报、市局官网"),
        Field("url", "网址", hint="公众能打开的网址；只在报纸刊登的，写报纸的日期和版面"),
    ),
    Act.UPDATE: (
        Field("update", "整改情况", Ask.TEXT, hint="改了什么、谁验收、哪一天。公众会看到这段话。"),
    ),
}  # fmt: skip
