"""Papers of the owners' side (DOMAIN 8.2): the platform writes them, owners seal them."""

from typing import Final

from tingban.rules.actors import FIELD, READERS, WRITERS, Role
from tingban.rules.documents.templates import Layout, Slot, SlotKind, Template

DRAFTERS: Final = WRITERS | {Role.STR, Role.OWN}
SIGNERS: Final = frozenset({Role.OWN})
# Of their own place, as far as the exit is in their sight (`reads.exits.sheets`).
PLACE_READERS: Final = READERS | FIELD | {Role.STR, Role.OWN}
_CASE: Final = "退出案件"
_VOTE: Final = "业主表决的结果"
_PLAN: Final = "“业主表决”里的表决安排"
_ROLL: Final = "冻结的业主清册"
PLACE: Final = (
    Slot("小区", must="小区", source=_CASE),
    Slot("企业", must="企业", source=_CASE),
)
_SIGNED: Final = Slot("落款", must="落款的业主组织", by_hand=True)
# The six figures of DOMAIN 3.3, and what they were held against.
FIGURES: Final = (
    Slot("专有部分总面积", SlotKind.AREA, must="A", source=_VOTE),
    Slot("业主总人数", SlotKind.COUNT, must="N", source=_VOTE),
    Slot("参与面积", SlotKind.AREA, must="Pa", source=_VOTE),
    Slot("参与人数", SlotKind.COUNT, must="Pn", source=_VOTE),
    Slot("同意面积", SlotKind.AREA, must="Ya", source=_VOTE),
    Slot("同意人数", SlotKind.COUNT, must="Yn", source=_VOTE),
    Slot("比对", SlotKind.LINES, must="法定比例的比对", source=_VOTE),
)
_DECIDED: Final = (
    "经表决，全体业主专有部分总面积【专有部分总面积】（A），业主【业主总人数】人（N）；"
    "参与表决的面积【参与面积】（Pa）、【参与人数】人（Pn）；"
    "同意的面积【同意面积】（Ya）、【同意人数】人（Yn）。面积比对的单位是平方米。"
)

# The same words as on the numbered ballots (`reports.exits.ballots_pdf`).
BALLOT_HEADS: Final = ("序号", "表决事项", "赞成", "反对", "弃权")


def ballot_rows(matters: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """A row and its three boxes for each matter: each is decided by itself (民法典 278)."""
    return tuple((str(place), words, "□", "□", "□") for place, words in enumerate(matters, 1))


MEETING_NOTICE: Final = Template(
    key="exits.meeting_notice",
    title="业主大会会议通知",
    layout=Layout.OWNERS,
    slots=(
        Slot("主送", must="受文者", source="全体业主"),
        PLACE[0],
        _SIGNED,
        Slot("会议日期", SlotKind.DAY, must="会议时间", source=_PLAN),
        Slot("表决截止日期", SlotKind.DAY, must="表决截止时间", source=_PLAN),
        Slot("会议形式", must="会议形式", source=_PLAN),
        Slot("议题", SlotKind.LINES, must="议题", source=_PLAN),
        Slot("清册总面积", SlotKind.AREA, must="业主清册的总面积", source=_ROLL),
        Slot("清册总人数", SlotKind.COUNT, must="业主清册的总人数", source=_ROLL),
        Slot("投票地点", must="地点", by_hand=True),
        Slot("会议依据", SlotKind.LAW, must="法律依据", source="退出的规定"),
    ),
    body=(
        "根据【会议依据】，定于【会议日期】以【会议形式】召开【小区】业主大会会议。现将有关事项通知如下：\n"
        "一、表决事项\n【议题】\n"
        "二、表决时间和地点\n"
        "自【会议日期】起至【表决截止日期】止。地点：【投票地点】。\n"
        "三、表决规则\n"
        "应当由专有部分面积占比三分之二以上的业主且人数占比三分之二以上的业主参与表决；"
        "选聘、解聘物业服务企业，应当经参与表决专有部分面积过半数的业主且参与表决人数过半数的业主同意。"
        "委托他人投票的，请出具书面委托。\n"
        "四、清册公示\n"
        "业主清册（面积、人数）随本通知公示，计入表决的专有部分总面积【清册总面积】，"
        "业主【清册总人数】人。对本人面积有异议的，请在会议日期之前提出。\n"
        "本通知同时告知居民委员会。"
    ),
    drafters=DRAFTERS,
    signers=SIGNERS,
    readers=PLACE_READERS,
    limit_note="会议召开 15 日以前",
)
BALLOT_FORM: Final = Template(
    key="exits.ballot_form",
    title="【小区】业主大会表决票（样）",
    layout=Layout.OWNERS,
    slots=(
        PLACE[0],
        _SIGNED,
        Slot("表决事项和意见", SlotKind.TABLE, must="表决事项，每项一行意见", source=_PLAN),
        Slot("表决截止日期", SlotKind.DAY, must="截止时间", source=_PLAN),
    ),
    body=(
        "房号｜　｜专有部分面积｜　\n"
        "业主签名｜　｜日期｜　\n"
        "受托人签名（有委托的）｜　｜委托书｜　\n"
        "一、表决事项和我的意见\n"
        "每个事项分别表决，请在所选的一格里打“√”，一行只选一格。\n"
        "【表决事项和意见】\n"
        "二、说明\n"
        "一位业主一张票，名下几套房合并计算；共有的由共有人推选一人行使。"
        "没有签名、同一事项选两个以上意见的无效。"
        "请在【表决截止日期】前投入票箱或交给计票人。"
    ),
    drafters=DRAFTERS,
    signers=SIGNERS,
    readers=PLACE_READERS,
    has_seal=True,
)
_VOTED: Final = (
    PLACE[0],
    _SIGNED,
    *FIGURES,
    Slot("表决事项", must="表决事项", source=_VOTE),
    Slot("决定内容", must="决定", source=_VOTE),
    Slot("见证人", must="见证人", source=_VOTE),
    Slot("计票日期", SlotKind.DAY, must="计票日期", source=_VOTE),
)


def _decision(key: str, title: str, law: str, *slots: Slot, more: str = "") -> Template:
    """What the owners decided together, with the figures it was counted by and the way to annul it
    (民法典 278、280); `law` is the slot of the articles, `more` what follows from the decision."""
    return Template(
        key=key,
        title=title,
        layout=Layout.OWNERS,
        slots=(
            *_VOTED,
            Slot(law, SlotKind.LAW, must="法律依据", source="退出的规定"),
            *slots,
        ),
        body=(
            "【小区】业主大会会议就“【表决事项】”进行表决，【计票日期】计票，见证人：【见证人】。\n"
            f"{_DECIDED}\n"
            f"依据【{law}】，比对如下：\n【比对】\n"
            f"【决定内容】\n{more}"
            "业主认为本决定侵害其合法权益的，可以自知道或者应当知道之日起一年内请求人民法院撤销。"
        ),
        drafters=DRAFTERS,
        signers=SIGNERS,
        readers=PLACE_READERS,
        limit_note="计票之日起 3 日内公示",
    )


DECISION: Final = _decision(
    "exits.decision", "【小区】业主共同决定", "表决依据",
    Slot("撤销期限", SlotKind.DAY, source=_VOTE),
)  # fmt: skip
SUCCESSION: Final = _decision(
    "exits.succession", "【小区】业主共同决定（【决定类别】）", "接管依据",
    Slot("决定类别", must="选聘或者自行管理", source=_VOTE),
    Slot("公示日期", SlotKind.DAY, source=_VOTE),
    more=(
        "决定选聘的，由业主委员会与选聘的物业服务企业以书面形式订立物业服务合同，对全体业主具有法律约束力；"
        "新企业承接前与业主委员会查验共用部位、共用设施设备。\n"
    ),
)  # fmt: skip
_NOTICE: Final = (
    Slot("主送", must="受文企业", source=_CASE),
    PLACE[0],
    _SIGNED,
    *FIGURES,
    Slot("决定日期", SlotKind.DAY, must="决定日期", source=_VOTE),
    Slot("终止日", SlotKind.DAY, must="终止日", by_hand=True),
    Slot("解聘依据", SlotKind.LAW, must="法律依据", source="退出的规定"),
    Slot("交接要求", SlotKind.LINES, must="交接要求", source="移交清单的项目"),
    Slot("联系人", must="联系人和电话", by_hand=True),
)
_HANDING_OVER: Final = (
    "请你公司在约定期限或者合理期限内退出物业服务区域，向业主委员会、决定自行管理的业主或者其指定的人"
    "移交下列物业服务用房、设施和资料，配合做好交接，如实告知物业的使用和管理状况：\n【交接要求】\n"
    "合同终止前，以及终止后接管之前，请继续提供服务；预收合同终止后的物业费应当退还。"
    "违反上述规定的，不得请求支付合同终止后的物业费，造成损失的应当赔偿。\n联系人：【联系人】。"
)
DISMISSAL: Final = Template(
    key="exits.dismissal",
    title="解聘通知书",
    layout=Layout.OWNERS,
    slots=_NOTICE,
    body=(
        "【小区】业主于【决定日期】依法共同决定解聘你公司。\n"
        f"{_DECIDED}\n【比对】\n"
        "依据【解聘依据】，现书面通知你公司：双方的物业服务合同于【终止日】终止。\n" + _HANDING_OVER
    ),
    drafters=DRAFTERS,
    signers=SIGNERS,
    readers=PLACE_READERS,
    is_served=True,
    limit_note="合同终止 60 日以前，合同另有约定的按约定",
)
NOT_RENEWING: Final = Template(
    key="exits.not_renewing",
    title="不再续聘通知书",
    layout=Layout.OWNERS,
    slots=_NOTICE,
    body=(
        "【小区】业主于【决定日期】依法共同决定，物业服务合同期限届满后不再续聘你公司。\n"
        f"{_DECIDED}\n【比对】\n"
        "依据【解聘依据】，现书面通知你公司：双方的物业服务合同于【终止日】期满终止。\n"
        + _HANDING_OVER
    ),
    drafters=DRAFTERS,
    signers=SIGNERS,
    readers=PLACE_READERS,
    is_served=True,
    limit_note="合同到期之前",
)
HANDOVER: Final = Template(
    key="exits.handover_list",
    title="【小区】退出移交清单",
    layout=Layout.FORM,
    slots=(
        *PLACE,
        Slot("终止日", SlotKind.DAY, must="终止日", source=_CASE),
        Slot("接管单位", must="接管单位", source="接管安排"),
        Slot("移交明细", SlotKind.TABLE, must="十项移交内容的数量和状况", source="移交清单"),
        Slot("尚欠事项", SlotKind.LINES, source="移交清单"),
        Slot("照片目录", SlotKind.LINES, source="移交清单"),
        Slot("清单依据", SlotKind.LAW, must="法律依据", source="退出的规定"),
    ),
    body=(
        "原物业服务企业｜【企业】｜接管单位｜【接管单位】\n"
        "合同终止日｜【终止日】｜依据｜【清单依据】\n"
        "【移交明细】\n"
        "尚欠事项和补齐期限：\n【尚欠事项】\n"
        "移交时的照片和文件：\n【照片目录】\n"
        "原物业服务企业（章）｜　｜接管单位（章）｜　\n"
        "业主委员会（章）｜　｜街道办事处（章）｜　"
    ),
    drafters=DRAFTERS,
    signers=SIGNERS | WRITERS,
    readers=PLACE_READERS,
    has_seal=False,
)
CONFIRMATION: Final = Template(
    key="exits.confirmation",
    title="【小区】物业交接确认书",
    layout=Layout.OWNERS,
    slots=(
        *PLACE,
        _SIGNED,
        Slot("终止日", SlotKind.DAY, must="终止日", source=_CASE),
        Slot("接管单位", must="接管单位", source="接管安排"),
        Slot("移交明细", SlotKind.TABLE, must="十项移交内容的数量和状况", source="移交清单"),
        Slot("各方确认", SlotKind.LINES, must="四方签字", source="移交清单"),
        Slot("清单依据", SlotKind.LAW, must="法律依据", source="退出的规定"),
    ),
    body=(
        "【企业】与【小区】的物业服务合同于【终止日】终止。依据【清单依据】，各方已按下列清单完成交接，"
        "由【接管单位】接管。\n"
        "【移交明细】\n"
        "各方确认如下：\n【各方确认】\n"
        "原物业服务企业（章）｜　｜接管单位（章）｜　\n"
        "业主委员会（章）｜　｜街道办事处（章）｜　"
    ),
    drafters=DRAFTERS,
    signers=SIGNERS,
    readers=PLACE_READERS,
)
OWNER_TEMPLATES: Final = (
    MEETING_NOTICE, BALLOT_FORM, DECISION, SUCCESSION, DISMISSAL, NOT_RENEWING, HANDOVER,
    CONFIRMATION,
)  # fmt: skip
