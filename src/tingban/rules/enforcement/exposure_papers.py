"""Papers of 曝光: 曝光前告知书 and the text of the 典型案例 (DOMAIN 8.2, T-X02)."""

from typing import Final

from tingban.rules.documents.templates import Layout, Slot, SlotKind, Template
from tingban.rules.enforcement import exposure_stages
from tingban.rules.enforcement.level_papers import CALLS, CLERKS, HEADS

_TEXT: Final = "隐去个人信息后的文本"

NOTICE: Final = Template(
    key=exposure_stages.NOTICE,
    title="曝光前告知书",
    layout=Layout.WRIT,
    slots=(
        Slot("主送", must="受文者", source="企业台账"),
        Slot("统一社会信用代码", must="统一社会信用代码", source="企业台账"),
        Slot("拟公开的标题", must="拟公开的标题", source=_TEXT),
        Slot("拟公开的内容", SlotKind.LINES, must="拟公开的全文", source=_TEXT),
        *CALLS,
    ),
    body=(
        "你单位（统一社会信用代码：【统一社会信用代码】）：\n"
        "按照物业服务专项整治的要求，拟将你单位的下列事项作为典型案例向社会公开，"
        "标题为“【拟公开的标题】”，全文如下：\n"
        "【拟公开的内容】\n"
        "你单位可以自收到本告知书之日起 3 个工作日内，对上述事实提出书面陈述意见和证据；"
        "逾期不提出的，视为没有意见。陈述意见成立的，予以采纳。整改到位的，将在公开的内容之下"
        "补充说明，或者撤下。\n"
        "联系人：【联系人】，联系电话：【联系电话】。"
    ),
    series="曝告字",
    drafters=CLERKS,
    signers=HEADS,
    is_served=True,
    limit_note="送达后企业有 3 个工作日陈述",
)
CASE_TEXT: Final = Template(
    key=exposure_stages.CASE_TEXT,
    title="典型案例：【标题】",
    layout=Layout.FORM,
    slots=(
        Slot("标题", must="标题", source=_TEXT),
        Slot("小区", must="小区", source="小区台账"),
        Slot("企业", must="企业", source="企业台账"),
        Slot("事实", SlotKind.LINES, must="事实", source=_TEXT),
        Slot("依据", must="依据", source=_TEXT),
        Slot("处理", must="处理", source=_TEXT),
        Slot("启示", must="启示", source=_TEXT),
    ),
    body=(
        "小区｜【小区】\n"
        "企业｜【企业】\n"
        "一、基本事实\n"
        "【事实】\n"
        "二、依据\n"
        "【依据】\n"
        "三、处理情况\n"
        "【处理】\n"
        "四、启示\n"
        "【启示】"
    ),
    drafters=CLERKS,
    signers=HEADS,
)
EXPOSURE_PAPERS: Final = (NOTICE, CASE_TEXT)
