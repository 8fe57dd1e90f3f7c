"""Papers of a credit push: 信用推送单, and 报告函 to 市场监管 (DOMAIN 7.2, 8.2)."""

from typing import Final

from tingban.rules.actors import LEADERS, WRITERS
from tingban.rules.documents.shapes import Layout, Template
from tingban.rules.documents.slots import Slot, SlotKind

PUSH_SLIP: Final = "enforcement.credit_slip"
MARKET_LETTER: Final = "enforcement.market_letter"
_PUSH: Final = "推送信息"
# What both papers tell; the words of the items that 8.2 asks for: facts, evidence index.
_FACTS: Final = (
    Slot("企业", must="企业", source=_PUSH),
    Slot("统一社会信用代码", must="统一社会信用代码", source=_PUSH),
    Slot("小区", must="小区", source=_PUSH),
    Slot("解聘和终止", must="事实", source=_PUSH),
    Slot("拒不移交的事项", SlotKind.LINES, must="事实", source=_PUSH),
    Slot("催告情况", must="事实", source=_PUSH),
    Slot("诉讼情况", must="事实", source=_PUSH),
    Slot("证据目录", SlotKind.LINES, must="证据目录", source=_PUSH),
    Slot("依据", SlotKind.LAW, must="法律依据", source="退出的规定"),
    Slot("联系人", must="联系人和电话", source=_PUSH),
)
_LINES: Final = "企业｜【企业】\n统一社会信用代码｜【统一社会信用代码】\n小区｜【小区】\n"

CREDIT_SLIP: Final = Template(
    key=PUSH_SLIP,
    title="信用信息推送单",
    layout=Layout.FORM,
    slots=(
        Slot("主送", must="受文者", source="信用平台"),
        *_FACTS,
        Slot("信息性质", must="信息性质", source=_PUSH),
        Slot("报送单位", must="报送单位", source=_PUSH),
        Slot("审核意见", must="法制审核", source="法制审核"),
        Slot("推送编号", must="推送编号", source=_PUSH),
    ),
    body=(
        "推送编号｜【推送编号】\n"
        "信息性质｜【信息性质】\n"
        f"{_LINES}"
        "解聘、通知送达与合同终止｜【解聘和终止】\n"
        "拒不移交的事项｜【拒不移交的事项】\n"
        "催告情况｜【催告情况】\n"
        "诉讼情况｜【诉讼情况】\n"
        "证据目录｜【证据目录】\n"
        "依据｜【依据】\n"
        "法制审核意见｜【审核意见】\n"
        "报送单位｜【报送单位】\n"
        "联系人及电话｜【联系人】"
    ),
    series="信推字",
    drafters=WRITERS,
    signers=LEADERS,
    limit_note="7 个工作日内推送，取得回执",
)
REPORT_LETTER: Final = Template(
    key=MARKET_LETTER,
    title="关于【企业】拒不退出【小区】有关情况的报告函",
    layout=Layout.LETTER,
    slots=(Slot("主送", must="受文者", source="同级市场监管局"), *_FACTS),
    body=(
        "【企业】（统一社会信用代码：【统一社会信用代码】）在【小区】的物业服务合同依法终止后，"
        "拒不退出或者拒不移交。现将有关情况函告如下：\n"
        "一、基本情况\n"
        "【解聘和终止】依据【依据】，企业应当在约定期限或者合理期限内退出并移交。\n"
        "二、拒不移交的事项\n"
        "【拒不移交的事项】\n"
        "三、已采取的措施\n"
        "催告：【催告情况】。诉讼：【诉讼情况】。有关信息已按规定推送信用信息共享平台。\n"
        "四、证据目录\n"
        "【证据目录】\n"
        "请你局依职责处理，并将签收回执和处理情况函复我局。\n"
        "联系人及电话：【联系人】。"
    ),
    series="函字",
    drafters=WRITERS,
    signers=LEADERS,
    is_served=True,
    limit_note="与信用推送同步，取得回执",
)
LAW_OF_LEAVING: Final = ("CC-946", "CC-949.1", "PMR-38.1", "PMR-58")
