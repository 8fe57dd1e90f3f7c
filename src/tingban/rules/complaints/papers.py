"""Papers to a complainant (DOMAIN 8.2; 信访工作条例 23, 32, 34, 35).

The addressee is the mask: a name in a sealed vault never comes into a paper, and whoever hands the
letter over writes it in. They exist for those alone who see cases.
"""

from typing import Final

from tingban.rules.actors import CASE_WRITERS, READERS, Role
from tingban.rules.documents.templates import Layout, Slot, SlotKind, Template

_DRAFTERS: Final = CASE_WRITERS
_SIGNERS: Final = frozenset({Role.C_LD, Role.M_LD, Role.M_XF})
_NOTICES, _OPINIONS = "访告字", "访意字"
_HEAD: Final = (
    Slot("主送", must="受文者", source="投诉举报件"),
    Slot("受理编号", must="受理编号", source="投诉举报件"),
    Slot("收到日期", SlotKind.DAY, must="收到日期", source="投诉举报件"),
    Slot("反映事项", must="反映事项", source="投诉举报件"),
)
_OPEN: Final = "您于【收到日期】反映的“【反映事项】”事项（受理编号【受理编号】）收悉。"
_ASK: Final = "凭受理编号和查询码可以随时查询办理情况。"


def _template(name: str, title: str, slots: tuple[Slot, ...], body: str, limit: str) -> Template:
    return Template(
        key=f"complaints.{name}",
        title=title,
        layout=Layout.LETTER,
        slots=(*_HEAD, *slots),
        body=body,
        series=_OPINIONS if name == "opinion" else _NOTICES,
        drafters=_DRAFTERS,
        signers=_SIGNERS,
        is_served=True,
        limit_note=limit,
        readers=READERS,
    )


ACCEPTED: Final = _template(
    "accepted",
    "受理告知书",
    (
        Slot("受理日期", SlotKind.DAY, must="受理日期", source="“受理”这一步"),
        Slot("受理单位", must="受理单位", source="投诉举报件的登记单位"),
        Slot("办结期限", SlotKind.DAY, must="办结期限", source="办理时限"),
        Slot("依据", SlotKind.LAW, must="法律依据", source="系统"),
    ),
    f"{_OPEN}\n经审查，该事项属于本机关职权范围，【受理单位】已于【受理日期】受理，"
    "依据【依据】，将于【办结期限】前办结并书面答复您。\n"
    f"办理中需要您补充情况的，会与您联系。{_ASK}",
    "收到之日起 15 日内",
)
REJECTED: Final = _template(
    "rejected",
    "不予受理告知书",
    (
        Slot("不予受理原因", must="不予受理原因", source="“不予受理”这一步"),
        Slot("去向", must="应向哪里提出", source="“不予受理”这一步写明的说明"),
        Slot("依据", SlotKind.LAW, must="法律依据", source="“不予受理”这一步"),
    ),
    f"{_OPEN}\n经审查，该事项【不予受理原因】，依据【依据】，本机关决定不予受理。\n【去向】",
    "收到之日起 15 日内",
)
EXTENDED: Final = _template(
    "extended",
    "延期告知书",
    (
        Slot("延期至", SlotKind.DAY, must="延长后的期限", source="“延期”这一步"),
        Slot("延期理由", must="延期理由", source="“延期”这一步"),
        Slot("依据", SlotKind.LAW, must="法律依据", source="系统"),
    ),
    f"{_OPEN}\n因【延期理由】，在原期限内不能办结。依据【依据】，经本机关负责人批准，"
    f"办理期限延长至【延期至】，办结后书面答复您。\n{_ASK}",
    "原期限届满前",
)
TRANSFERRED: Final = _template(
    "transferred",
    "转送告知书",
    (
        Slot("转送日期", SlotKind.DAY, must="转送日期", source="“移送”这一步"),
        Slot("转送单位", must="转送到哪里", source="“移送”这一步"),
        Slot("转送理由", must="转送理由", source="“移送”这一步"),
        Slot("依据", SlotKind.LAW, must="法律依据", source="系统"),
    ),
    f"{_OPEN}\n经审查，该事项【转送理由】，依据【依据】，本机关已于【转送日期】转送【转送单位】处理，"
    "请您向该单位了解办理情况。",
    "转送之日起 15 日内",
)
FEEDBACK: Final = _template(
    "feedback",
    "关于您反映事项办理情况的反馈函",
    (Slot("办理结果", must="办理结果", source="审核通过的答复意见"),),
    f"{_OPEN}\n现将办理情况反馈如下：\n【办理结果】\n"
    f"{_ASK}对办理结果满意与否，可以在查询页面评价，也可以告诉与您联系的工作人员。",
    "审核通过之日起 5 个工作日内",
)
OPINION: Final = _template(
    "opinion",
    "信访事项处理意见书",
    (
        Slot("诉求", must="信访人的诉求", by_hand=True),
        Slot("查明事实", must="查明的事实", by_hand=True),
        Slot("依据", SlotKind.LAW, must="法律依据", source="系统"),
        Slot("处理意见", must="处理意见", source="审核通过的答复意见"),
        Slot("救济依据", SlotKind.LAW, must="救济途径", source="系统"),
    ),
    f"{_OPEN}\n一、信访人的诉求\n【诉求】\n二、查明的事实\n【查明事实】\n三、处理意见\n"
    "依据【依据】，现提出处理意见如下：\n【处理意见】\n四、救济途径\n"
    "对本处理意见不服的，可以依据【救济依据】，自收到本意见书之日起三十日内"
    "请求本机关的上一级机关、单位复查。",
    "受理之日起 60 日内",
)
TEMPLATES: Final = (ACCEPTED, REJECTED, EXTENDED, TRANSFERRED, FEEDBACK, OPINION)
