"""Papers of 重新核定服务等级: 告知书, 决定书, 函告发改, 小区公示 (DOMAIN 8.2)."""

from typing import Final

from tingban.rules.actors import Role
from tingban.rules.documents.templates import Layout, Slot, SlotKind, Template
from tingban.rules.enforcement import level_stages

CLERKS: Final = frozenset({Role.C_OP, Role.M_OP})
HEADS: Final = frozenset({Role.C_LD, Role.M_LD})
_REGISTER: Final = "小区台账、企业台账"
_RATING: Final = "现场评定的登记"
_DRAFT: Final = "拟定决定的登记"
CALLS: Final = (
    Slot("联系人", must="联系人", by_hand=True),
    Slot("联系电话", must="联系电话", by_hand=True),
)
_PLACE: Final = Slot("小区", must="小区", source=_REGISTER)
_COMPANY: Final = Slot("企业", must="企业", source=_REGISTER)
_USCC: Final = Slot("统一社会信用代码", must="统一社会信用代码", source=_REGISTER)
_OLD: Final = Slot("原等级", must="原等级", source=_RATING)
_NEW: Final = Slot("核定等级", must="新等级", source=_DRAFT)
_STANDARD: Final = Slot("依据标准", must="依据标准", source=_RATING)
_FROM: Final = Slot("执行日期", SlotKind.DAY, must="生效日", source=_DRAFT)
_FEE: Final = Slot("对应收费标准", must="对应收费标准", source=_DRAFT)
_BY: Final = Slot("依据文件", must="依据文件", source="专项行动的文件")
_DECISION: Final = Slot("决定书文号", must="决定书文号", source="已签发的决定书")

NOTICE: Final = Template(
    key=level_stages.NOTICE,
    title="重新核定物业服务等级告知书",
    layout=Layout.WRIT,
    slots=(
        Slot("主送", must="受文者", source="企业台账"),
        _USCC, _PLACE, _OLD,
        Slot("拟核定等级", must="拟核定的等级", source=_RATING),
        Slot("评定日期", SlotKind.DAY, must="评定日期", source=_RATING),
        Slot("评定人", must="评定人", source=_RATING),
        Slot("评分表", SlotKind.TABLE, must="评分表", source=_RATING),
        Slot("平均分", must="平均分", source=_RATING),
        Slot("主要情况", must="查明的情况", source=_RATING),
        _BY, _STANDARD,
        *CALLS,
    ),
    body=(
        "你单位（统一社会信用代码：【统一社会信用代码】）服务的【小区】实行政府指导价，"
        "现执行的物业服务等级为【原等级】。\n"
        "一、现场评定的情况\n"
        "根据【依据文件】关于重新核定小区物业服务等级的要求，【评定日期】，由【评定人】按照"
        "【依据标准】进行了现场评定，评分如下：\n"
        "【评分表】\n"
        "各评定人总分的平均分为【平均分】分。评定中看到的主要情况：【主要情况】。\n"
        "二、拟核定的等级\n"
        "根据以上情况，拟将【小区】的物业服务等级重新核定为【拟核定等级】。\n"
        "三、陈述的权利\n"
        "你单位可以自收到本告知书之日起 5 个工作日内，书面提出陈述意见和证据；"
        "逾期不提出的，视为没有意见。\n"
        "联系人：【联系人】，联系电话：【联系电话】。"
    ),
    series="核告字",
    drafters=CLERKS,
    signers=HEADS,
    is_served=True,
    limit_note="送达后企业有 5 个工作日陈述",
)  # fmt: skip
DECISION: Final = Template(
    key=level_stages.DECISION,
    title="关于重新核定【小区】物业服务等级的决定",
    layout=Layout.FILE,
    slots=(
        Slot("主送", must="受文者", source="企业台账"),
        _USCC, _PLACE, _OLD, _NEW, _BY, _STANDARD, _FROM, _FEE,
        Slot("核定理由", must="核定理由", source=_DRAFT),
        Slot("陈述和答复", must="陈述意见的采纳情况", source="陈述的登记"),
        Slot("救济依据", SlotKind.LAW, must="救济依据", source="行政复议法、行政诉讼法"),
        Slot("复议机关", must="复议机关", by_hand=True),
        Slot("管辖法院", must="管辖法院", by_hand=True),
    ),
    body=(
        "你单位（统一社会信用代码：【统一社会信用代码】）服务的【小区】，经现场评定，"
        "并告知你单位陈述的权利，根据【依据文件】关于重新核定小区物业服务等级的要求，现决定如下：\n"
        "一、核定结果\n"
        "按照【依据标准】，将【小区】的物业服务等级由【原等级】重新核定为【核定等级】，"
        "自【执行日期】起执行。对应的收费标准为【对应收费标准】。\n"
        "二、理由\n"
        "【核定理由】。陈述意见及答复：【陈述和答复】。\n"
        "三、救济\n"
        "对本决定不服的，依据【救济依据】，可以自收到本决定之日起 60 日内向【复议机关】"
        "申请行政复议，或者自收到本决定之日起 6 个月内向【管辖法院】提起行政诉讼。"
    ),
    series="核级字",
    drafters=CLERKS,
    signers=HEADS,
    is_served=True,
    limit_note="签发当日登记作出决定，随即送达企业",
)  # fmt: skip
LETTER: Final = Template(
    key=level_stages.LETTER,
    title="关于【小区】物业服务等级重新核定结果的函",
    layout=Layout.LETTER,
    slots=(
        Slot("主送", must="受文者", by_hand=True),
        _PLACE, _COMPANY, _DECISION, _OLD, _NEW, _STANDARD, _FROM, _FEE, *CALLS,
    ),
    body=(
        "我局已对【企业】服务的【小区】作出重新核定物业服务等级的决定（【决定书文号】）。"
        "按照【依据标准】，服务等级由【原等级】核定为【核定等级】，自【执行日期】起执行。\n"
        "该小区物业服务收费实行政府指导价，与【核定等级】对应的收费标准为【对应收费标准】。"
        "请贵单位依职权督促企业自【执行日期】起执行对应的收费标准，并将督促情况函复我局。\n"
        "联系人：【联系人】，联系电话：【联系电话】。"
    ),
    series="函字",
    drafters=CLERKS,
    signers=HEADS,
    limit_note="决定送达企业后函告",
)  # fmt: skip
POSTER: Final = Template(
    key=level_stages.POSTER,
    title="关于重新核定【小区】物业服务等级的公示",
    layout=Layout.LETTER,
    slots=(
        Slot("主送", must="受文者", source="小区台账"),
        _PLACE, _COMPANY, _DECISION, _OLD, _NEW, _FROM, _FEE,
        Slot("监督电话", must="监督电话", source="监督反映方式"),
    ),
    body=(
        "【企业】服务的【小区】，物业服务等级由【原等级】重新核定为【核定等级】"
        "（【决定书文号】），自【执行日期】起执行。对应的物业服务收费标准为【对应收费标准】。\n"
        "企业没有按上述标准收费的，可以拨打监督电话【监督电话】反映。"
    ),
    drafters=CLERKS,
    signers=HEADS,
)  # fmt: skip
LEVEL_PAPERS: Final = (NOTICE, DECISION, LETTER, POSTER)
