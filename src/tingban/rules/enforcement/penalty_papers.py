"""Papers of a penalty case up to the decision (DOMAIN 8.2, 行政处罚法 42-58, 63, 64)."""

from typing import Final

from tingban.rules.documents.shapes import Layout, Template
from tingban.rules.documents.slots import Slot, SlotKind
from tingban.rules.enforcement.penalty_slots import (
    BASIS,
    BROKEN,
    CASE,
    CONTENT,
    COUNSEL,
    DISCRETION,
    EVIDENCE,
    FACTS,
    HANDLERS,
    HEADS,
    OFFICERS,
    PARTY,
    PARTY_LINES,
    PARTY_ROWS,
    PHONES,
    PLACE,
    TO,
    law,
    step,
)
from tingban.rules.enforcement.penalty_stages import PAPER_LABELS, PaperKey

_RIGHTS: Final = (
    "我们是【机关】的执法人员，现依法向你出示执法证件（【出示依据】）。"
    "你有权申请执法人员回避，有权拒绝不出示证件的检查、询问；应当如实回答询问、协助检查，不得拒绝或者阻挠。"
)
FILING: Final = Template(
    key=PaperKey.FILING, title=PAPER_LABELS[PaperKey.FILING], layout=Layout.FORM,
    slots=(
        *CASE, PLACE, *PARTY, step("线索来源", "线索来源", "登记线索"),
        step("发现日期", "发现日期", "登记线索", SlotKind.DAY),
        step("终了情况", "追究时效", "登记线索"), step("初步事实", "初步事实", "登记线索"),
        BROKEN, Slot("可用依据", must="处罚的依据", source="问题行为"),
        law("立案依据", "立案的依据"),
        Slot("拟派执法人员", must="两名执法人员及证号", by_hand=True),
    ),
    body=(
        f"{PARTY_ROWS}小区｜【小区】｜线索来源｜【线索来源】\n"
        "发现日期｜【发现日期】｜违法行为终了｜【终了情况】\n"
        "初步查明的事实｜【初步事实】\n涉嫌违反｜【违反条款】\n处罚依据｜【可用依据】\n"
        "承办意见｜经审查，当事人涉嫌实施上述违法行为，依法应当给予行政处罚，属于本机关管辖，"
        "尚在追究时效之内，符合立案标准。依照【立案依据】，建议立案调查。\n"
        "拟派执法人员｜【拟派执法人员】\n负责人审批｜"
    ),
    drafters=HANDLERS, signers=HEADS, has_seal=False, limit_note="立案之日起 90 日内作出决定",
)  # fmt: skip
INSPECTION: Final = Template(
    key=PaperKey.INSPECTION, title=PAPER_LABELS[PaperKey.INSPECTION], layout=Layout.WRIT,
    slots=(
        *CASE, PARTY[0], step("检查时间", "检查时间", "记录现场检查"),
        step("检查地点", "检查地点", "记录现场检查"), step("在场人员", "在场人员", "记录现场检查"),
        step("检查人员", "两名执法人员及证号", "记录现场检查", SlotKind.OFFICERS),
        Slot("机关", must="行政机关名称", source="案件"), law("出示依据", "出示证件的依据"),
        step("检查情况", "检查情况", "记录现场检查"),
        step("检查意见", "当事人意见", "记录现场检查"),
        step("拒签说明", "拒绝签字、到场的说明", "记录现场检查"),
    ),
    body=(
        "案号：【案号】\n案由：【案由】\n被检查人：【当事人】\n检查时间：【检查时间】\n"
        "检查地点：【检查地点】\n检查人员：【检查人员】\n当事人、见证人：【在场人员】\n"
        f"告知：{_RIGHTS}\n现场检查情况：【检查情况】\n当事人意见：【检查意见】\n"
        "拒绝签字、拒绝到场的说明：【拒签说明】\n"
        "当事人核对后签字：　　　　　　　　年　　月　　日\n"
        "见证人签字：　　　　　　　　　　　年　　月　　日\n"
        "执法人员签字：　　　　　　　　　　年　　月　　日"
    ),
    drafters=HANDLERS, signers=HANDLERS, has_seal=False, limit_note="检查当场制作",
)  # fmt: skip
INTERVIEW: Final = Template(
    key=PaperKey.INTERVIEW, title=PAPER_LABELS[PaperKey.INTERVIEW], layout=Layout.WRIT,
    slots=(
        *CASE, PARTY[0], step("询问时间", "询问时间", "记录询问"),
        step("询问地点", "询问地点", "记录询问"), step("被询问人", "被询问人", "记录询问"),
        step("询问人员", "两名执法人员及证号", "记录询问", SlotKind.OFFICERS),
        Slot("机关", must="行政机关名称", source="案件"), law("出示依据", "出示证件的依据"),
        step("问答内容", "问答内容", "记录询问"),
    ),
    body=(
        "案号：【案号】\n案由：【案由】\n当事人：【当事人】\n询问时间：【询问时间】\n"
        "询问地点：【询问地点】\n询问人员：【询问人员】\n被询问人：【被询问人】\n"
        f"告知：{_RIGHTS}\n问答：【问答内容】\n"
        "以上笔录我已看过（已向我宣读），与我说的相符。\n"
        "被询问人签字：　　　　　　　　　　年　　月　　日\n"
        "被询问人拒绝签字的，由执法人员在此注明：　　　　　　　　　　\n"
        "执法人员签字：　　　　　　　　　　年　　月　　日"
    ),
    drafters=HANDLERS, signers=HANDLERS, has_seal=False, limit_note="询问当场制作",
)  # fmt: skip
KEEPING: Final = Template(
    key=PaperKey.KEEPING, title=PAPER_LABELS[PaperKey.KEEPING], layout=Layout.WRIT,
    slots=(
        TO, *CASE, *PARTY, PHONES, law("登记保存依据", "登记保存的依据"),
        step("保存人员", "两名执法人员及证号", "批准先行登记保存", SlotKind.OFFICERS),
        step("保存原因", "登记保存的原因", "批准先行登记保存"),
        step("保存清单", "登记保存的清单", "批准先行登记保存", SlotKind.LINES),
        step("保存地点", "保存地点", "批准先行登记保存"),
        step("保存期限", "处理的期限", "批准先行登记保存", SlotKind.DAY),
    ),
    body=(
        f"{PARTY_LINES}因【保存原因】，"
        "为防止证据灭失或者以后难以取得，依照【登记保存依据】，"
        "经本机关负责人批准，决定对下列证据先行登记保存，保存地点：【保存地点】。\n"
        "先行登记保存清单：\n【保存清单】\n"
        "本机关将在七个工作日内（【保存期限】前）作出处理决定。在此期间，"
        "你单位和有关人员不得销毁或者转移上列证据。\n"
        "执法人员：【保存人员】。联系电话：【联系电话】。"
    ),
    series="登保字", drafters=HANDLERS, signers=HEADS, is_served=True,
    limit_note="7 个工作日内作出处理决定",
)  # fmt: skip
REPORT: Final = Template(
    key=PaperKey.REPORT, title=PAPER_LABELS[PaperKey.REPORT], layout=Layout.FORM,
    slots=(
        *CASE, PLACE, *PARTY, step("立案日期", "立案日期", "批准立案", SlotKind.DAY),
        FACTS, EVIDENCE, BROKEN, Slot("可用依据", must="处罚的依据", source="问题行为"),
        step("处理建议", "处理建议", "调查终结"), OFFICERS,
    ),
    body=(
        f"{PARTY_ROWS}小区｜【小区】｜立案日期｜【立案日期】\n查明的违法事实｜【违法事实】\n"
        "证据｜【证据】\n违反的规定｜【违反条款】\n处罚依据｜【可用依据】\n"
        "处理建议｜【处理建议】\n承办人｜【执法人员】\n负责人审查意见｜"
    ),
    drafters=HANDLERS, signers=HEADS, has_seal=False, limit_note="调查终结之日",
)  # fmt: skip
REVIEW: Final = Template(
    key=PaperKey.REVIEW, title=PAPER_LABELS[PaperKey.REVIEW], layout=Layout.FORM,
    slots=(
        *CASE, *PARTY, FACTS, BASIS, CONTENT[0], DISCRETION,
        step("审核情形", "应当审核的情形", "提出处罚意见"), law("审核依据", "审核的依据"),
        step("审核结论", "审核结论", "出具法制审核意见"),
        step("审核意见", "审核意见", "出具法制审核意见"),
        step("审核人", "审核人", "出具法制审核意见"),
        step("审核日期", "审核日期", "出具法制审核意见", SlotKind.DAY),
    ),
    body=(
        f"{PARTY_ROWS}查明的违法事实｜【违法事实】\n处罚依据｜【处罚依据】\n"
        "拟处罚内容｜【处罚内容】\n裁量理由｜【裁量理由】\n"
        "审核情形｜【审核情形】（【审核依据】）\n审核意见｜【审核意见】\n"
        "审核结论｜【审核结论】\n审核人｜【审核人】｜审核日期｜【审核日期】"
    ),
    drafters=COUNSEL, signers=COUNSEL, has_seal=False, limit_note="作出决定之前",
)  # fmt: skip
NOTICE: Final = Template(
    key=PaperKey.NOTICE, title=PAPER_LABELS[PaperKey.NOTICE], layout=Layout.WRIT,
    slots=(
        TO, *CASE, *PARTY, FACTS, EVIDENCE, BROKEN, BASIS, *CONTENT, DISCRETION, OFFICERS, PHONES,
        law("告知依据", "告知的依据"),
    ),
    body=(
        f"{PARTY_LINES}经查，【违法事实】\n上述事实有下列证据证明：\n【证据】\n"
        "你单位的行为违反了【违反条款】的规定。【裁量理由】\n"
        "依照【处罚依据】，本机关拟对你单位作出如下行政处罚：\n【处罚内容】\n"
        "依照【责令改正依据】，责令你单位改正：【责令改正】\n"
        "依照【告知依据】，你单位对上述拟作出的行政处罚的内容、事实、理由、依据有权进行陈述和申辩。"
        "可以在收到本告知书之日起五个工作日内向本机关书面或者口头提出；"
        "逾期没有提出又没有明确放弃的，本机关仍将听取在决定作出之前提出的意见。"
        "本机关不会因陈述、申辩而给予更重的处罚。\n"
        "执法人员：【执法人员】。联系电话：【联系电话】。"
    ),
    series="罚告字", drafters=HANDLERS, signers=HEADS, is_served=True, limit_note="作出决定之前",
)  # fmt: skip
HEARING_RIGHT: Final = Template(
    key=PaperKey.HEARING_RIGHT, title=PAPER_LABELS[PaperKey.HEARING_RIGHT], layout=Layout.WRIT,
    slots=(
        TO, *CASE, *PARTY, FACTS, BASIS, CONTENT[0], law("听证依据", "听证的依据"), PHONES,
    ),
    body=(
        f"{PARTY_LINES}经查，【违法事实】\n依照【处罚依据】，本机关拟对你单位作出如下行政处罚：\n"
        "【处罚内容】\n"
        "依照【听证依据】，你单位有要求听证的权利。要求听证的，"
        "应当在收到本告知书之日起五个工作日内向本机关提出；逾期没有提出的，视为放弃听证。"
        "听证不收取费用；可以亲自参加，也可以委托一至二人代理。\n联系电话：【联系电话】。"
    ),
    series="听告字", drafters=HANDLERS, signers=HEADS, is_served=True, limit_note="作出决定之前",
)  # fmt: skip
HEARING: Final = Template(
    key=PaperKey.HEARING, title=PAPER_LABELS[PaperKey.HEARING], layout=Layout.WRIT,
    slots=(
        TO, *CASE, *PARTY[:2], step("听证时间", "听证时间", "安排听证"),
        step("听证地点", "听证地点", "安排听证"), step("主持人", "主持人", "安排听证"),
        step("公开方式", "是否公开", "安排听证"), law("听证依据", "听证的依据"), PHONES,
    ),
    body=(
        "你单位就【案由】一案（案号【案号】）要求听证。依照【听证依据】，"
        "本机关决定于【听证时间】在【听证地点】举行听证，【公开方式】，由【主持人】主持。\n"
        "请你单位法定代表人（负责人）携带身份证明准时参加；委托代理的，可以委托一至二人，"
        "并提交授权委托书。认为主持人与本案有直接利害关系的，有权申请回避。"
        "无正当理由拒不出席，或者未经许可中途退出的，视为放弃听证权利，听证终止。\n"
        "当事人：【当事人】（【统一社会信用代码】）。联系电话：【联系电话】。"
    ),
    series="听通字", drafters=HANDLERS, signers=HEADS, is_served=True,
    limit_note="听证 7 个工作日前送达",
)  # fmt: skip
# 行政处罚法 64(八): read over to the party, signed by all; who will not sign, the host says so.
HEARING_RECORD: Final = Template(
    key=PaperKey.HEARING_RECORD, title=PAPER_LABELS[PaperKey.HEARING_RECORD], layout=Layout.FORM,
    slots=(
        *CASE, *PARTY, step("听证时间", "听证时间", "安排听证"),
        step("听证地点", "听证地点", "安排听证"), step("公开方式", "是否公开", "安排听证"),
        step("主持人", "主持人", "安排听证"),
        Slot("记录人", must="记录人", by_hand=True),
        Slot("当事人一方", must="到场的当事人、代理人", by_hand=True),
        OFFICERS, FACTS, EVIDENCE, BASIS, CONTENT[0],
        step("听证经过", "听证经过", "记录听证"), step("申辩和质证", "申辩和质证", "记录听证"),
        step("主持人意见", "主持人意见", "记录听证"), law("笔录依据", "听证笔录的依据"),
    ),
    body=(
        f"{PARTY_ROWS}听证时间｜【听证时间】｜听证地点｜【听证地点】\n"
        "公开方式｜【公开方式】｜听证经过｜【听证经过】\n主持人｜【主持人】｜记录人｜【记录人】\n"
        "案件调查人员｜【执法人员】\n当事人一方到场的人｜【当事人一方】\n"
        "调查人员提出的违法事实｜【违法事实】\n证据｜【证据】\n"
        "行政处罚建议和依据｜【处罚内容】（【处罚依据】）\n当事人的申辩和质证｜【申辩和质证】\n"
        "主持人意见｜【主持人意见】\n"
        "核对｜本笔录依照【笔录依据】制作，已交当事人或者其代理人核对。无误的签字或者盖章；"
        "有误的当场更正；拒绝签字或者盖章的，由主持人注明。\n"
        "当事人（代理人）签字｜　｜日期｜　\n主持人签字｜　｜记录人签字｜　\n"
        "调查人员签字｜　｜拒签的说明｜　"
    ),
    drafters=HANDLERS, signers=HEADS, has_seal=False, limit_note="听证结束当日",
)  # fmt: skip
PLEA: Final = Template(
    key=PaperKey.PLEA, title=PAPER_LABELS[PaperKey.PLEA], layout=Layout.FORM,
    slots=(
        *CASE, *PARTY, step("陈述申辩", "陈述、申辩的内容", "提交陈述、申辩"),
        step("提出人", "提出人", "提交陈述、申辩"),
        step("提出日期", "提出日期", "提交陈述、申辩", SlotKind.DAY),
        step("复核情况", "复核情况", "复核陈述、申辩"),
        step("复核结论", "复核结论", "复核陈述、申辩"), law("复核依据", "复核的依据"), OFFICERS,
    ),
    body=(
        f"{PARTY_ROWS}提出人｜【提出人】｜提出日期｜【提出日期】\n陈述、申辩的内容｜【陈述申辩】\n"
        "复核情况｜【复核情况】\n复核结论｜【复核结论】（【复核依据】）\n承办人｜【执法人员】\n"
        "负责人意见｜"
    ),
    drafters=HANDLERS, signers=HEADS, has_seal=False, limit_note="作出决定之前",
)  # fmt: skip
DISCUSSION: Final = Template(
    key=PaperKey.DISCUSSION, title=PAPER_LABELS[PaperKey.DISCUSSION], layout=Layout.FORM,
    slots=(
        *CASE, *PARTY, FACTS, CONTENT[0],
        step("讨论日期", "讨论日期", "记录集体讨论", SlotKind.DAY),
        step("讨论地点", "讨论地点", "记录集体讨论"),
        step("参加人", "参加讨论的负责人", "记录集体讨论", SlotKind.LINES),
        step("各人意见", "各人意见", "记录集体讨论"), step("讨论结论", "讨论结论", "记录集体讨论"),
        law("讨论依据", "集体讨论的依据"),
    ),
    body=(
        f"{PARTY_ROWS}讨论日期｜【讨论日期】｜讨论地点｜【讨论地点】\n参加的负责人｜【参加人】\n"
        "案情｜【违法事实】\n拟处罚内容｜【处罚内容】\n各人意见｜【各人意见】\n"
        "讨论结论｜【讨论结论】（【讨论依据】）\n参加人签字｜"
    ),
    drafters=HANDLERS, signers=HEADS, has_seal=False, limit_note="作出决定之前",
)  # fmt: skip
INQUIRY_PAPERS: Final = (
    FILING, INSPECTION, INTERVIEW, KEEPING, REPORT, REVIEW, NOTICE, HEARING_RIGHT, HEARING,
    HEARING_RECORD, PLEA, DISCUSSION,
)  # fmt: skip
