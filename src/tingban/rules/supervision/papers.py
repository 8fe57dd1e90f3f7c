"""Papers of supervision (DOMAIN 8.2; T-X01, T-X03…T-X06, 3.4, AMB-14).

What sets them off comes with its own topic; until then whoever drafts one types what it says.
"""

from typing import Final

from tingban.rules.actors import Role
from tingban.rules.documents.templates import Layout, Slot, SlotKind, Template

_CLERKS: Final = frozenset({Role.M_OP, Role.M_LD})
_HEADS: Final = frozenset({Role.M_LD})
_TO: Final = Slot("主送", must="受文单位", by_hand=True)
_CONTACT: Final = Slot("联系人", by_hand=True)
_FIGURES: Final = "冻结的全市汇总"


def _hand(label: str, kind: SlotKind = SlotKind.TEXT, must: str = "") -> Slot:
    return Slot(label, kind, must=must or label, by_hand=True)


def _template(
    name: str, title: str, layout: Layout, slots: tuple[Slot, ...], body: str, **told: object
) -> Template:
    return Template(
        key=f"supervision.{name}",
        title=title,
        layout=layout,
        slots=slots,
        body=body,
        drafters=_CLERKS,
        signers=_HEADS,
        **told,  # type: ignore[arg-type]  # series, limit_note and the like
    )


OVERSEE: Final = _template(
    "oversee",
    "关于【督办事项】的督办通知单",
    Layout.LETTER,
    (
        _TO, _hand("督办事项", must="事项"), _hand("办理要求", SlotKind.LINES, "要求"),
        _hand("办结时限", SlotKind.DAY, "时限"), _hand("反馈要求"), _CONTACT,
    ),
    "经研究，现将【督办事项】列为重点督办事项，请认真办理。\n一、办理要求\n【办理要求】\n二、时限\n"
    "请于【办结时限】前办结。\n三、反馈要求\n【反馈要求】\n联系人：【联系人】",
    series="督字", is_served=True, limit_note="10 个工作日内反馈",
)  # fmt: skip
SUMMONS: Final = _template(
    "summons",
    "约谈通知书",
    Layout.LETTER,
    (
        _TO, _hand("被约谈人"), _hand("约谈时间"), _hand("约谈地点"),
        _hand("约谈事由", must="事由"), _hand("准备材料", SlotKind.LINES), _CONTACT,
    ),
    "因【约谈事由】，决定对你单位进行约谈。现将有关事项通知如下：\n一、被约谈人\n【被约谈人】\n"
    "二、时间和地点\n时间：【约谈时间】；地点：【约谈地点】。\n三、请准备的材料\n【准备材料】\n"
    "请按时参加，不得委托他人。联系人：【联系人】",
    series="约字", is_served=True, limit_note="约谈前至少 2 个工作日送达",
)  # fmt: skip
TALK: Final = _template(
    "talk",
    "约谈纪要",
    Layout.FILE,
    (
        _TO, _hand("约谈时间"), _hand("约谈地点"), _hand("被约谈人"), _hand("约谈人"),
        _hand("指出的问题", SlotKind.LINES), _hand("整改承诺", SlotKind.LINES, "承诺"),
        _hand("承诺时限", SlotKind.DAY, "时限"),
    ),
    "【约谈时间】，在【约谈地点】，【约谈人】对【被约谈人】进行了约谈。\n一、指出的问题\n【指出的问题】\n"
    "二、整改承诺\n【整改承诺】\n三、时限\n上述承诺应于【承诺时限】前兑现，由市局跟踪核验、销号。",
    series="约字",
)  # fmt: skip
CIRCULAR: Final = _template(
    "circular",
    "关于全市物业服务专项整治工作进展情况的通报",
    Layout.FILE,
    (
        _TO, _hand("截至日期", SlotKind.DAY), _hand("总体情况", must="总体数据"),
        Slot("数据表", SlotKind.TABLE, must="数据表", source=_FIGURES),
        Slot("排名", SlotKind.LINES, must="排名", source=_FIGURES),
        _hand("做法"), _hand("问题"), _hand("下步工作", must="下步"),
        Slot("数据来源", must="快照编号", source=_FIGURES), Slot("抄送", by_hand=True),
        Slot("附注", by_hand=True),
    ),
    "现将截至【截至日期】全市物业服务专项整治工作进展情况通报如下：\n一、总体情况\n【总体情况】\n"
    "【数据表】\n二、各县（市、区）排名\n【排名】\n三、主要做法\n【做法】\n四、存在问题\n【问题】\n"
    "五、下步工作\n【下步工作】",
    series="房字", limit_note="每月月末快照之后",
)  # fmt: skip
REMINDER: Final = _template(
    "reminder",
    "督促提醒函",
    Layout.LETTER,
    (
        _TO, _hand("提醒事由", must="事由"), _hand("提醒要求", SlotKind.LINES, "要求"),
        _hand("回复时限", SlotKind.DAY, "回复时限"), _CONTACT,
    ),
    "【提醒事由】现提醒如下：\n【提醒要求】\n请于【回复时限】前书面回复。联系人：【联系人】",
    series="督字", is_served=True, limit_note="签收后 5 个工作日内回复",
)  # fmt: skip
SPECIAL: Final = _template(
    "special",
    "关于【报告事项】的专题报告",
    Layout.FILE,
    (
        _TO, _hand("报告事项", must="事项"), _hand("基本情况"),
        _hand("已采取的措施", SlotKind.LINES), _hand("存在问题"), _hand("建议"),
    ),
    "现将【报告事项】报告如下：\n一、基本情况\n【基本情况】\n二、已采取的措施\n【已采取的措施】\n"
    "三、存在问题\n【存在问题】\n四、建议\n【建议】\n专此报告。",
    series="房字", readers=frozenset({Role.M_OP, Role.M_LD, Role.JJ}),
    limit_note="约谈后仍推进较慢、不见实效的",
)  # fmt: skip
SUMMARY: Final = _template(
    "summary",
    "物业服务专项整治工作总结报告",
    Layout.FILE,
    (
        _TO, _hand("组织情况", must="组织"),
        Slot("数据表", SlotKind.TABLE, must="三十三项数据", source=_FIGURES),
        _hand("趋势分析"), _hand("做法"), _hand("问题"), _hand("下步工作", must="下步"),
        _hand("制度成果", SlotKind.LINES, "制度成果清单"),
        Slot("数据来源", must="快照编号", source=_FIGURES),
        Slot("附件", SlotKind.LINES, by_hand=True),
    ),
    "现将专项整治工作总结如下：\n一、组织情况\n【组织情况】\n二、整治数据\n【数据表】\n【趋势分析】\n"
    "三、主要做法\n【做法】\n四、存在问题\n【问题】\n五、下步工作\n【下步工作】\n六、制度成果\n【制度成果】",
    series="房字", limit_note="2024年10月15日前",
)  # fmt: skip
INSPECTION: Final = _template(
    "inspection",
    "督导检查记录",
    Layout.FORM,
    (
        _hand("被检查小区", must="小区"), _hand("检查时间"), _hand("检查内容"),
        _hand("发现问题", SlotKind.LINES), _hand("督导人员"), _hand("现场人员"),
    ),
    "小区｜【被检查小区】｜检查时间｜【检查时间】\n检查内容｜【检查内容】\n发现的问题｜【发现问题】\n"
    "督导人员｜【督导人员】｜签名｜\n现场人员｜【现场人员】｜签名｜",
    has_seal=False,
)  # fmt: skip
FINDINGS: Final = _template(
    "findings",
    "督导反馈单",
    Layout.LETTER,
    (
        _TO, _hand("督导情况"), _hand("反馈问题", SlotKind.LINES, "问题"),
        _hand("整改要求", SlotKind.LINES), _hand("反馈时限", SlotKind.DAY), _CONTACT,
    ),
    "【督导情况】\n一、发现的问题\n【反馈问题】\n二、整改要求\n【整改要求】\n三、反馈\n"
    "请于【反馈时限】前书面反馈整改情况。联系人：【联系人】",
    series="督字", is_served=True, limit_note="县（市、区）10 个工作日内反馈",
)  # fmt: skip
TEMPLATES: Final = (
    OVERSEE, SUMMONS, TALK, CIRCULAR, REMINDER, SPECIAL, SUMMARY, INSPECTION, FINDINGS,
)  # fmt: skip
