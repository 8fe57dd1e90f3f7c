"""Papers of a penalty case from the decision on (DOMAIN 8.2, 行政处罚法 33, 51-53, 57-72)."""

from typing import Final

from tingban.rules.documents.shapes import Layout, Template
from tingban.rules.documents.slots import Slot, SlotKind
from tingban.rules.enforcement.penalty_slots import (
    BASIS,
    BROKEN,
    CASE,
    CONTENT,
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

_GOVERNMENT: Final = Slot("复议机关", must="复议的途径", source="机关所在地")
_DECIDED: Final = (
    Slot("决定书", must="处罚决定文号", source="处罚决定书"),
    Slot("决定文号", must="处罚决定文号", source="处罚决定书"),
    Slot("决定日期", SlotKind.DAY, must="处罚决定日期", source="处罚决定书"),
    step("送达日期", "送达日期", "登记决定书送达", SlotKind.DAY),
)
_MONEY: Final = (
    Slot("罚款数额", must="应缴数额", source="处罚决定书"),
    Slot("缴款期限", SlotKind.DAY, must="缴款期限", source="送达日期和延期决定"),
    Slot("缴纳情况", must="已缴数额", source="缴款登记"),
    Slot("每日加处", must="加处罚款", source="处罚决定书"),
)
DECISION: Final = Template(
    key=PaperKey.DECISION, title=PAPER_LABELS[PaperKey.DECISION], layout=Layout.WRIT,
    slots=(
        TO, *CASE, *PARTY, FACTS, EVIDENCE, BROKEN, BASIS, *CONTENT, DISCRETION, OFFICERS, PHONES,
        Slot("听取意见", must="陈述、申辩和听证情况", source="陈述、申辩和听证的步骤"),
        Slot("履行方式", must="履行方式和期限", source="“提出处罚意见”这一步"),
        Slot("缴款账户", must="履行方式和期限", by_hand=True),
        law("履行依据", "履行期限的依据"),
        Slot("逾期后果", must="逾期的后果", source="“提出处罚意见”这一步"),
        _GOVERNMENT, law("复议依据", "复议的期限"), law("诉讼依据", "诉讼的期限"),
        law("停止依据", "复议、诉讼不停止执行的依据"),
    ),
    body=(
        f"{PARTY_LINES}本机关对本案依法进行了调查，现查明：【违法事实】\n"
        "上述事实有下列证据证明：\n【证据】\n【听取意见】\n"
        "本机关认为，你单位的行为违反了【违反条款】的规定。【裁量理由】\n"
        "依照【处罚依据】，决定给予你单位如下行政处罚：\n【处罚内容】\n"
        "依照【责令改正依据】，责令你单位改正：【责令改正】\n"
        "【履行方式】（【履行依据】）。缴款账户：【缴款账户】。【逾期后果】\n"
        "不服本决定的，可以自知道本决定之日起六十日内向【复议机关】申请行政复议（【复议依据】），"
        "也可以自知道本决定之日起六个月内直接向有管辖权的人民法院提起行政诉讼（【诉讼依据】）。"
        "申请行政复议或者提起行政诉讼的，行政处罚不停止执行，法律另有规定的除外；"
        "加处罚款的数额在行政复议或者行政诉讼期间不予计算（【停止依据】）。\n"
        "执法人员：【执法人员】。联系电话：【联系电话】。"
    ),
    series="罚决字", drafters=HANDLERS, signers=HEADS, is_served=True,
    limit_note="立案之日起 90 日内；当场交付，不在场的 7 个工作日内送达",
)  # fmt: skip
SPOT: Final = Template(
    key=PaperKey.SPOT, title=PAPER_LABELS[PaperKey.SPOT], layout=Layout.WRIT,
    slots=(
        TO, *CASE, *PARTY, FACTS, BROKEN, BASIS, *CONTENT, OFFICERS, PHONES,
        step("处罚地点", "处罚的地点", "当场处罚（简易程序）"),
        step("处罚时间", "处罚的时间", "当场处罚（简易程序）", SlotKind.DAY),
        step("当场申辩", "陈述、申辩", "当场处罚（简易程序）"), law("简易依据", "简易程序的依据"),
        Slot("履行方式", must="履行方式和期限", source="“当场处罚”这一步"),
        Slot("缴款账户", must="履行方式和期限", by_hand=True), _GOVERNMENT,
        law("复议依据", "复议的期限"), law("复议前置", "先复议后诉讼的依据"),
        law("后诉依据", "对复议决定起诉的期限"),
    ),
    body=(
        f"{PARTY_LINES}【处罚时间】，执法人员在【处罚地点】出示执法证件后查明：【违法事实】"
        "你单位的行为违反了【违反条款】的规定。当事人的陈述、申辩及答复：【当场申辩】\n"
        "依照【处罚依据】和【简易依据】，当场决定给予如下行政处罚：\n【处罚内容】\n"
        "依照【责令改正依据】，责令你单位改正：【责令改正】\n"
        "【履行方式】。缴款账户：【缴款账户】。\n"
        "不服本决定的，应当先自知道本决定之日起六十日内向【复议机关】申请行政复议（【复议依据】）；"
        "对当场作出的行政处罚决定，未经行政复议不得直接提起行政诉讼（【复议前置】）。"
        "不服复议决定的，可以自收到复议决定书之日起十五日内向人民法院提起诉讼（【后诉依据】）。\n"
        "执法人员：【执法人员】（签名）。联系电话：【联系电话】。\n"
        "当事人签收：　　　　　　　　　　　年　　月　　日\n"
        "当事人拒绝签收的，在此注明：　　　　　　　　　　"
    ),
    series="当罚字", drafters=HANDLERS, signers=HANDLERS, is_served=True, limit_note="当场交付",
)  # fmt: skip
SPARING: Final = Template(
    key=PaperKey.SPARING, title=PAPER_LABELS[PaperKey.SPARING], layout=Layout.WRIT,
    slots=(
        TO, *CASE, *PARTY, FACTS, EVIDENCE, OFFICERS,
        Slot("不罚情形", must="不予处罚的情形", by_hand=True),
        Slot("教育要求", must="教育的内容", by_hand=True), law("不罚依据", "不予处罚的依据"),
        _GOVERNMENT, law("复议依据", "复议的期限"), law("诉讼依据", "诉讼的期限"),
    ),
    body=(
        f"{PARTY_LINES}本机关对本案依法进行了调查，现查明：【违法事实】\n"
        "上述事实有下列证据证明：\n【证据】\n"
        "本机关认为：【不罚情形】依照【不罚依据】，决定不予行政处罚。\n"
        "本机关对你单位进行教育，要求：【教育要求】\n"
        "不服本决定的，可以自知道本决定之日起六十日内向【复议机关】申请行政复议（【复议依据】），"
        "也可以自知道本决定之日起六个月内直接向有管辖权的人民法院提起行政诉讼（【诉讼依据】）。\n"
        "执法人员：【执法人员】。"
    ),
    series="不罚字", drafters=HANDLERS, signers=HEADS, is_served=True,
    limit_note="当场交付，不在场的 7 个工作日内送达",
)  # fmt: skip
DEFERRAL: Final = Template(
    key=PaperKey.DEFERRAL, title=PAPER_LABELS[PaperKey.DEFERRAL], layout=Layout.WRIT,
    slots=(
        TO, *CASE, *PARTY, *_DECIDED, _MONEY[0],
        step("困难情况", "申请的理由", "申请延期、分期缴纳"),
        step("分期安排", "各期数额和期限", "批准延期、分期缴纳", SlotKind.LINES),
        step("最后期限", "最后的期限", "批准延期、分期缴纳", SlotKind.DAY),
        law("缓缴依据", "延期、分期的依据"),
    ),
    body=(
        f"{PARTY_LINES}本机关【决定日期】作出《【决定书】》（【决定文号】），【送达日期】送达，"
        "你单位应缴罚款【罚款数额】。你单位以经济困难为由申请延期、分期缴纳：【困难情况】\n"
        "经审查，依照【缓缴依据】，批准按下列安排缴纳：\n【分期安排】\n"
        "最后一期的期限是【最后期限】。到期不缴纳的，依法加处罚款，并申请人民法院强制执行。"
    ),
    series="缓罚字", drafters=HANDLERS, signers=HEADS, is_served=True, limit_note="批准之日",
)  # fmt: skip
URGING: Final = Template(
    key=PaperKey.URGING, title=PAPER_LABELS[PaperKey.URGING], layout=Layout.WRIT,
    slots=(
        TO, *CASE, *PARTY, *_DECIDED, *_MONEY, PHONES, law("催告依据", "催告的依据"),
        law("加处依据", "加处罚款的依据"), Slot("缴款账户", must="履行方式", by_hand=True),
    ),
    body=(
        f"{PARTY_LINES}本机关【决定日期】作出的《【决定书】》（【决定文号】）已于【送达日期】送达。"
        "你单位应在【缴款期限】前缴纳【罚款数额】，【缴纳情况】。"
        "依照【加处依据】，自期限届满的次日起每日加处罚款【每日加处】，"
        "至实际缴纳之日止，加处罚款的数额不超出罚款的数额；"
        "行政复议、行政诉讼期间和已经缴纳的部分不计算。\n"
        "依照【催告依据】，现催告你单位自收到本催告书之日起十个工作日内履行，"
        "缴款账户：【缴款账户】。逾期仍不履行的，本机关将依法申请人民法院强制执行。\n"
        "收到本催告书后，你单位有权进行陈述和申辩。联系电话：【联系电话】。"
    ),
    series="催告字", drafters=HANDLERS, signers=HEADS, is_served=True,
    limit_note="送达 10 个工作日后可以申请强制执行",
)  # fmt: skip
COURT: Final = Template(
    key=PaperKey.COURT, title=PAPER_LABELS[PaperKey.COURT], layout=Layout.LETTER,
    slots=(
        Slot("主送", must="受理的人民法院", by_hand=True), *CASE, *PARTY, FACTS, BASIS,
        *_DECIDED, *_MONEY, Slot("当事人意见", must="当事人的意见", source="陈述、申辩的步骤"),
        Slot("催告文号", must="催告情况", source="催告书"),
        step("催告日期", "催告情况", "登记催告书送达", SlotKind.DAY),
        Slot("标的情况", must="申请强制执行的标的情况", by_hand=True),
        law("申请依据", "申请的依据"),
        Slot("机关", must="申请机关", source="案件"),
    ),
    body=(
        "案号：【案号】\n案由：【案由】\n申请执行人：【机关】\n被申请执行人：【当事人】\n统一社会信用代码：【统一社会信用代码】\n"
        "住所：【住所】\n法定代表人（负责人）：【法定代表人】\n一、申请事项\n"
        "请求强制执行《【决定书】》（【决定文号】，【决定日期】作出，【送达日期】送达）："
        "罚款、没收共【罚款数额】，【缴纳情况】；自【缴款期限】的次日起每日加处罚款【每日加处】，"
        "以罚款数额为限。\n二、事实、理由和依据\n【违法事实】\n本机关依照【处罚依据】作出上述决定。"
        "被申请执行人在法定期限内不申请行政复议、不提起行政诉讼，又不履行决定。\n"
        "三、当事人意见和催告情况\n【当事人意见】本机关以《履行催告书》（【催告文号】）催告，"
        "【催告日期】送达，满十个工作日仍未履行。\n四、执行标的\n【标的情况】\n"
        "依照【申请依据】，特此申请。"
    ),
    series="强执字", drafters=HANDLERS, signers=HEADS,
    limit_note="复议、诉讼期限届满之日起三个月内",
)  # fmt: skip
CLOSING: Final = Template(
    key=PaperKey.CLOSING, title=PAPER_LABELS[PaperKey.CLOSING], layout=Layout.FORM,
    slots=(
        *CASE, PLACE, *PARTY, Slot("立案日期", SlotKind.DAY, source="“批准立案”这一步"),
        Slot("处理结果", must="处理结果", source="决定书"),
        Slot("执行情况", must="执行情况", source="缴款、复议诉讼和法院的步骤"), OFFICERS,
        Slot("结案意见", must="结案意见", by_hand=True),
    ),
    body=(
        f"{PARTY_ROWS}小区｜【小区】｜立案日期｜【立案日期】\n处理结果｜【处理结果】\n"
        "执行情况｜【执行情况】\n结案意见｜【结案意见】\n承办人｜【执法人员】\n负责人审批｜"
    ),
    drafters=HANDLERS, signers=HEADS, has_seal=False, limit_note="执行完毕之后",
)  # fmt: skip
DECISION_PAPERS: Final = (DECISION, SPOT, SPARING, DEFERRAL, URGING, COURT, CLOSING)
