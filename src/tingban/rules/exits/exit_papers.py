"""Papers of the bureau and the street in an exit (DOMAIN 3.3, 8.2)."""

from typing import Final

from tingban.rules.actors import LEADERS, WRITERS, Role
from tingban.rules.documents.templates import Layout, Slot, SlotKind, Template
from tingban.rules.exits.owner_papers import OWNER_TEMPLATES, PLACE, PLACE_READERS

_CASE: Final = "退出案件"
_STAFF: Final = WRITERS | {Role.C_ENF}
_STREET: Final = WRITERS | {Role.STR}
_PARTY: Final = (
    Slot("主送", must="受文企业", source=_CASE),
    *PLACE,
    Slot("统一社会信用代码", must="统一社会信用代码", source="企业台账"),
    Slot("终止日", SlotKind.DAY, must="终止日", source=_CASE),
)
_REFUSAL: Final = (
    Slot("拒不移交的事项", SlotKind.LINES, must="事实", source="“登记拒不移交”这一步"),
    Slot("拒不移交的经过", must="事实", source="“登记拒不移交”这一步"),
    Slot("证据目录", SlotKind.TABLE, must="证据目录", source="案卷"),
)

ASSESSMENT: Final = Template(
    key="exits.assessment",
    title="退出风险研判表",
    layout=Layout.FORM,
    slots=(
        *PLACE,
        Slot("案件编号", must="案件编号", source=_CASE),
        Slot("事实", must="不整改、不履约的事实", source="启动时登记"),
        Slot("业主反映", must="业主反映情况", source="启动时登记"),
        Slot("反映统计", source="问题和投诉台账，只有数字"),
        Slot("街道意见", must="街道意见", source="“出具街道意见”这一步"),
        Slot("退出风险", SlotKind.LINES, must="退出风险", by_hand=True),
        Slot("应对措施", SlotKind.LINES, must="应对措施", by_hand=True),
        Slot("研判结论", must="结论", by_hand=True),
    ),
    body=(
        "案件编号｜【案件编号】\n"
        "小区｜【小区】｜企业｜【企业】\n"
        "不整改、不履约的事实｜【事实】\n"
        "业主反映情况｜【业主反映】\n"
        "问题和反映的统计｜【反映统计】\n"
        "街道（乡镇）意见｜【街道意见】\n"
        "退出风险｜【退出风险】\n"
        "应对措施（应急服务、接管准备）｜【应对措施】\n"
        "研判结论｜【研判结论】\n"
        "负责人签字｜　"
    ),
    drafters=WRITERS,
    signers=LEADERS,
    has_seal=False,
    limit_note="启动之日起 10 个工作日内",
)
GUIDANCE: Final = Template(
    key="exits.guidance",
    title="关于【小区】依法更换物业服务企业的指导意见书",
    layout=Layout.LETTER,
    slots=(
        Slot("主送", must="受文的业主组织", by_hand=True),
        *PLACE,
        Slot("指导依据", SlotKind.LAW, must="法律依据", source="退出的规定"),
        Slot("指导意见", SlotKind.LINES, must="指导意见", by_hand=True),
        Slot("联系人", must="联系人和电话", by_hand=True),
    ),
    body=(
        "你小区业主反映【企业】不履行物业服务合同。选聘和解聘物业服务企业由业主共同决定，"
        "依据【指导依据】，现提出以下指导意见：\n"
        "一、由谁召集\n"
        "由业主委员会召集业主大会会议；20%以上的业主提议的，业主委员会应当组织召开临时会议；"
        "没有成立业主大会的，可以由居民委员会组织。\n"
        "二、怎样通知\n"
        "会议召开15日以前通知全体业主，同时告知居民委员会，公示业主清册（面积、人数）。\n"
        "三、怎样表决\n"
        "由专有部分面积占比三分之二以上且人数占比三分之二以上的业主参与表决，"
        "经参与表决专有部分面积过半数且人数过半数的业主同意。计票请街道或者居民委员会的人见证，"
        "结果在小区公示。\n"
        "四、怎样解聘\n"
        "决定解聘的，提前60日书面通知企业，合同对通知期限另有约定的除外，并保存送达的凭证。\n"
        "五、具体意见\n【指导意见】\n"
        "联系人：【联系人】。"
    ),
    series="指导字",
    drafters=_STREET,
    signers=LEADERS | {Role.STR},
    readers=PLACE_READERS,
)
EMERGENCY: Final = Template(
    key="exits.emergency",
    title="关于【小区】启动应急物业服务的公告",
    layout=Layout.LETTER,
    slots=(
        Slot("主送", must="受文者", source="全体业主"),
        *PLACE,
        Slot("应急单位", must="应急服务单位", by_hand=True),
        Slot("应急期限", must="起止日期", by_hand=True),
        Slot("应急内容", SlotKind.LINES, must="服务内容", by_hand=True),
        Slot("费用承担", must="费用承担", by_hand=True),
        Slot("联系人", must="联系人和电话", by_hand=True),
    ),
    body=(
        "【企业】停止在【小区】提供物业服务。为保证供水、电梯、消防等基本运行，现公告如下：\n"
        "一、应急服务单位和期限\n"
        "由【应急单位】提供应急物业服务，期限：【应急期限】。\n"
        "二、服务内容\n【应急内容】\n"
        "三、费用\n【费用承担】\n"
        "四、后续安排\n"
        "应急服务期间，请业主依法召开会议，选聘新的物业服务企业或者决定自行管理。\n"
        "联系人：【联系人】。"
    ),
    series="应急字",
    drafters=_STREET,
    signers=LEADERS | {Role.STR},
    readers=PLACE_READERS,
)
DEMAND: Final = Template(
    key="exits.demand",
    title="催告函",
    layout=Layout.LETTER,
    slots=(
        *_PARTY,
        *_REFUSAL,
        Slot("催告依据", SlotKind.LAW, must="法律依据", source="退出的规定"),
        Slot("催告期限", SlotKind.DAY, must="履行期限", by_hand=True, is_term=True),
        Slot("联系人", must="联系人和电话", by_hand=True),
    ),
    body=(
        "【企业】（统一社会信用代码：【统一社会信用代码】）与【小区】的物业服务合同已于【终止日】终止，"
        "至今没有退出或者没有移交：\n【拒不移交的事项】\n"
        "经过：【拒不移交的经过】\n"
        "依据【催告依据】，你公司应当退出物业服务区域，移交物业服务用房、设施和资料。"
        "现催告你公司于【催告期限】前履行。逾期不履行的，将依法责令改正、支持业主提起诉讼，"
        "并将有关情况推送信用信息共享平台、报告市场监督管理部门。\n"
        "证据目录：\n【证据目录】\n联系人：【联系人】。"
    ),
    series="催字",
    drafters=_STAFF,
    signers=LEADERS,
    is_served=True,
    limit_note="登记拒不移交之日起 7 日内",
)
SUIT_GUIDANCE: Final = Template(
    key="exits.suit_guidance",
    title="关于【小区】要求【企业】退出和移交的诉讼指导函",
    layout=Layout.LETTER,
    slots=(
        Slot("主送", must="受文的业主组织", by_hand=True),
        *PLACE,
        Slot("统一社会信用代码", must="被告的身份", source="企业台账"),
        Slot("终止日", SlotKind.DAY, must="终止日", source=_CASE),
        *_REFUSAL,
        Slot("诉讼依据", SlotKind.LAW, must="法律依据", source="退出的规定"),
        Slot("诉讼请求", SlotKind.LINES, must="可以提出的请求", source="拒不移交的事项"),
        Slot("联系人", must="联系人和电话", by_hand=True),
    ),
    body=(
        "【企业】（统一社会信用代码：【统一社会信用代码】）与你小区的物业服务合同于【终止日】终止后，"
        "拒不退出或者拒不移交，经催告仍不履行：\n【拒不移交的事项】\n"
        "经过：【拒不移交的经过】\n"
        "一、可以依据的法律\n【诉讼依据】。\n"
        "二、可以提出的请求\n【诉讼请求】\n"
        "三、证据目录\n下列材料可以证明有关事实，复印件随函提供，原件备核：\n【证据目录】\n"
        "四、请注意\n"
        "起诉由业主大会、业主委员会或者业主依法提出，街道和住房城乡建设主管部门不代为起诉。"
        "起诉不影响业主依法组织接管。判决生效后企业仍不履行的，可以申请人民法院强制执行。\n"
        "联系人：【联系人】。"
    ),
    series="指导字",
    drafters=_STAFF,
    signers=LEADERS,
    # It is written to them.
    readers=PLACE_READERS - {Role.STR},
)
CONCLUSION: Final = Template(
    key="exits.conclusion",
    title="【小区】物业企业退出终止结论",
    layout=Layout.FORM,
    slots=(
        *PLACE,
        Slot("案件编号", must="案件编号", source=_CASE),
        Slot("办理经过", SlotKind.LINES, must="办理经过", source=_CASE),
        Slot("终止原因", must="终止原因", by_hand=True),
        Slot("后续安排", must="后续安排", by_hand=True),
    ),
    body=(
        "案件编号｜【案件编号】\n小区｜【小区】｜企业｜【企业】\n"
        "办理经过｜【办理经过】\n终止原因｜【终止原因】\n后续安排｜【后续安排】\n负责人签字｜　"
    ),
    drafters=WRITERS,
    signers=LEADERS,
    has_seal=False,
)
TEMPLATES: Final = (
    ASSESSMENT, GUIDANCE, EMERGENCY, DEMAND, SUIT_GUIDANCE, CONCLUSION, *OWNER_TEMPLATES,
)  # fmt: skip
