"""Papers of 移送: 移送函, 涉嫌犯罪案件移送书 (移送规定 6), 催询函, 联合惩戒建议函 (DOMAIN 8.2)."""

from typing import Final

from tingban.rules.actors import Role
from tingban.rules.documents.templates import Layout, Slot, SlotKind, Template
from tingban.rules.enforcement import transfer_stages
from tingban.rules.enforcement.level_papers import CALLS, CLERKS, HEADS

_OPENED: Final = "移送的登记"
_TO: Final = Slot("主送", must="受文者", source=_OPENED)
_MATTER: Final = Slot("案由", must="案由", source=_OPENED)
_SUMMARY: Final = Slot("案件概况", must="案件概况", source=_OPENED)
_BASES: Final = Slot("移送依据", SlotKind.LAW, must="依据", source=_OPENED)
_LIST: Final = Slot("附件", SlotKind.LINES, must="材料清单", source=_OPENED)
_COMPANY: Final = Slot("涉及企业", source="企业台账")
_USCC: Final = Slot("统一社会信用代码", source="企业台账")
_BODY: Final = (
    "我单位在物业服务专项整治中发现：【案由】。\n"
    "一、案件概况\n"
    "【案件概况】\n"
    "二、移送依据\n"
    "该事项属于贵单位职权范围。依据【移送依据】，现移送贵单位依法处理，材料见附件。\n"
    "三、请予回复\n"
    "请自收到之日起 15 日内，将是否受理、是否立案告知我单位；办结后，请将处理结果函复我单位。\n"
    "联系人：【联系人】，联系电话：【联系电话】。"
)

LETTER: Final = Template(
    key=transfer_stages.LETTER,
    title="关于移送【案由】的函",
    layout=Layout.LETTER,
    slots=(_TO, _MATTER, _SUMMARY, _BASES, _LIST, *CALLS),
    body=_BODY,
    series="移字",
    drafters=CLERKS,
    signers=HEADS,
)
# Sealed: nobody but the city's head and 纪检监察 finds it (信访工作条例 30).
SEALED_LETTER: Final = Template(
    key=transfer_stages.SEALED_LETTER,
    title="关于移送【案由】的函（密封）",
    layout=Layout.LETTER,
    slots=(_TO, _MATTER, _SUMMARY, _BASES, _LIST, *CALLS),
    body=_BODY,
    series="密移字",
    drafters=frozenset({Role.M_LD}),
    signers=frozenset({Role.M_LD}),
    readers=frozenset({Role.M_LD, Role.JJ}),
)
CRIME_LETTER: Final = Template(
    key=transfer_stages.CRIME_LETTER,
    title="涉嫌犯罪案件移送书",
    layout=Layout.WRIT,
    slots=(
        _TO, _MATTER, _SUMMARY, _BASES, _COMPANY, _USCC,
        Slot("核实人员", SlotKind.OFFICERS, must="两名以上执法人员", source=_OPENED),
        Slot("批准时间", must="批准移送的时间", source="批准的登记"),
        Slot("调查报告", must="涉嫌犯罪案件情况的调查报告", source="移送材料的登记"),
        Slot("涉案物品清单", must="涉案物品清单", source="移送材料的登记"),
        Slot("检验报告或者鉴定结论", must="检验报告或者鉴定结论", source="移送材料的登记"),
        Slot("其他材料", SlotKind.LINES, must="其他有关涉嫌犯罪的材料", source=_OPENED),
        *CALLS,
    ),
    body=(
        "我单位在查处【案由】中，发现有关行为涉嫌犯罪。涉及企业：【涉及企业】"
        "（统一社会信用代码：【统一社会信用代码】）。\n"
        "一、案件情况\n"
        "【案件概况】\n"
        "本案由【核实人员】组成专案组核实，我单位负责人于【批准时间】批准移送。\n"
        "二、移送依据\n"
        "依据【移送依据】，现将本案移送贵机关。\n"
        "三、移送的材料\n"
        "（一）涉嫌犯罪案件情况的调查报告：【调查报告】。\n"
        "（二）涉案物品清单：【涉案物品清单】。\n"
        "（三）有关检验报告或者鉴定结论：【检验报告或者鉴定结论】。\n"
        "（四）其他有关涉嫌犯罪的材料：\n"
        "【其他材料】\n"
        "四、请予审查\n"
        "请自接受移送之日起 3 日内依法审查，作出立案或者不予立案的决定，书面告知我单位。\n"
        "联系人：【联系人】，联系电话：【联系电话】。"
    ),
    series="涉罪移字",
    drafters=CLERKS,
    signers=HEADS,
    limit_note="批准后 24 小时内移送",
)  # fmt: skip
JOINT_LETTER: Final = Template(
    key=transfer_stages.JOINT_LETTER,
    title="联合惩戒建议函",
    layout=Layout.LETTER,
    slots=(
        _TO, _MATTER, _SUMMARY, _BASES,
        Slot("涉及企业", must="企业", source="企业台账"),
        Slot("统一社会信用代码", must="统一社会信用代码", source="企业台账"),
        Slot("建议措施", SlotKind.LINES, must="建议的措施及其依据", source=_OPENED),
        _LIST,
        *CALLS,
    ),
    body=(
        "【涉及企业】（统一社会信用代码：【统一社会信用代码】）：【案由】。\n"
        "一、基本事实\n"
        "【案件概况】\n"
        "二、建议\n"
        "依据【移送依据】，按照合法、关联、比例的原则，建议贵单位依职权采取以下措施：\n"
        "【建议措施】\n"
        "三、请予回复\n"
        "请将是否采取及结果函复我单位。企业整改到位的，我单位及时函告解除。\n"
        "联系人：【联系人】，联系电话：【联系电话】。"
    ),
    series="惩建字",
    drafters=CLERKS,
    signers=HEADS,
)  # fmt: skip
URGING: Final = Template(
    key=transfer_stages.URGING,
    title="催询函",
    layout=Layout.LETTER,
    slots=(
        _TO, _MATTER,
        Slot("原移送文号", must="原移送函的文号", source="已签发的移送函"),
        Slot("移送日期", SlotKind.DAY, must="移送日期", source="移送的登记"),
        *CALLS,
    ),
    body=(
        "我单位于【移送日期】向贵单位移送了【案由】（【原移送文号】），至今尚未收到办理结果。\n"
        "请将受理、立案或者处理的情况尽快函复我单位。\n"
        "联系人：【联系人】，联系电话：【联系电话】。"
    ),
    series="催字",
    drafters=CLERKS,
    signers=HEADS,
    limit_note="每 15 日催询一次",
)  # fmt: skip
TRANSFER_PAPERS: Final = (LETTER, SEALED_LETTER, CRIME_LETTER, JOINT_LETTER, URGING)
