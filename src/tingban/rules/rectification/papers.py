"""Papers of 问题整改 besides the order itself (DOMAIN 8.2; T-P07, T-P09, T-P12)."""

from typing import Final

from tingban.rules.actors import LEADERS, WRITERS
from tingban.rules.documents.templates import Layout, Slot, SlotKind, Template

_PLACE: Final = (
    Slot("小区", must="小区", source="问题登记"),
    Slot("企业", source="问题登记"),
    Slot("问题编号", must="问题编号", source="问题登记"),
    Slot("查明的问题", must="查明的问题", source="问题登记"),
    Slot("通知书文号", source="责令限期整改通知书"),
    Slot("整改期限", SlotKind.DAY, source="问题登记"),
)
_STEP: Final = "“升级处置”这一步；还没有办理的在此填写"
CLOSING: Final = Template(
    key="rectification.closing",
    title="整改复核记录（销号单）",
    layout=Layout.FORM,
    slots=(
        *_PLACE,
        Slot("整改前照片", SlotKind.LINES, must="整改前照片", source="确认问题时列出的证据"),
        Slot("整改情况", source="企业的整改报告"),
        Slot("整改后照片", SlotKind.LINES, must="整改后照片", source="企业的整改报告"),
        Slot("复核日期", SlotKind.DAY, must="复核日期", source="复核检查记录"),
        Slot("复核人", must="复核人", source="复核检查记录"),
        Slot("街道业委会意见", source="复核时登记的意见"),
        Slot("复核结论", must="结论", source="“复核通过并销号”这一步"),
    ),
    body=(
        "小区｜【小区】｜企业｜【企业】\n"
        "问题编号｜【问题编号】｜通知书文号｜【通知书文号】\n"
        "查明的问题｜【查明的问题】\n"
        "整改期限｜【整改期限】｜复核日期｜【复核日期】\n"
        "整改前照片｜【整改前照片】\n"
        "整改情况｜【整改情况】\n"
        "整改后照片｜【整改后照片】\n"
        "街道、业委会意见｜【街道业委会意见】\n"
        "复核结论｜【复核结论】\n"
        "复核人｜【复核人】｜签名｜\n"
    ),
    drafters=WRITERS,
    signers=LEADERS,
    limit_note="复核通过之日",
)
ESCALATION: Final = Template(
    key="rectification.escalation",
    title="升级处置审批表",
    layout=Layout.FORM,
    slots=(
        *_PLACE,
        Slot("升级原因", must="升级原因", source=_STEP, by_hand=True),
        Slot("处置措施", SlotKind.LINES, must="处置措施", source=_STEP, by_hand=True),
        Slot("承办意见", must="承办意见", by_hand=True),
    ),
    body=(
        "小区｜【小区】｜企业｜【企业】\n"
        "问题编号｜【问题编号】｜通知书文号｜【通知书文号】\n"
        "查明的问题｜【查明的问题】\n"
        "整改期限｜【整改期限】\n"
        "升级原因｜【升级原因】\n"
        "拟采取的措施｜【处置措施】\n"
        "承办意见｜【承办意见】\n"
        "负责人审批｜"
    ),
    drafters=WRITERS,
    signers=LEADERS,
    has_seal=False,
    limit_note="逾期之日起 5 个工作日内",
)  # fmt: skip
EXTENSION: Final = Template(
    key="rectification.extension",
    title="关于【小区】整改延期申请的批复",
    layout=Layout.LETTER,
    slots=(
        Slot("主送", must="受文企业", source="问题登记"),
        Slot("小区", must="小区", source="问题登记"),
        Slot("问题编号", must="问题编号", source="问题登记"),
        Slot("通知书文号", source="责令限期整改通知书"),
        Slot("整改期限", SlotKind.DAY, must="原期限", source="问题登记"),
        Slot("申请理由", must="申请理由", source="延期申请"),
        Slot("批复意见", must="批复意见", source="“批准延期”或“不同意延期”这一步"),
    ),
    body=(
        "你单位关于【小区】问题（编号【问题编号】）整改延期的申请收悉。"
        "该问题按责令限期整改通知书（【通知书文号】）应于【整改期限】前完成整改，你单位申请延期的理由是：【申请理由】\n"
        "经研究，现批复如下：\n【批复意见】\n"
        "请按期完成整改，并提交整改报告和整改前后的照片。逾期不整改的，依法处理。"
    ),
    series="延批字",
    drafters=WRITERS,
    signers=LEADERS,
    is_served=True,
    limit_note="原期限届满前",
)
TEMPLATES: Final = (CLOSING, ESCALATION, EXTENSION)
