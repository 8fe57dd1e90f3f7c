"""Who hears of a step: whoever is next, and the complainant where a step concerns them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tingban.rules.actors import Role
from tingban.rules.areas import CITY
from tingban.rules.complaints.flow import Standpoint
from tingban.rules.complaints.stages import Act, Stage
from tingban.rules.notices import Kind, Message, Recipient

_CLERKS: Final = (Role.C_OP, Role.M_OP, Role.M_XF)
_SENDERS: Final = (Role.C_LD, Role.M_OP)
_REVIEWERS: Final = (Role.C_LD, Role.M_OP, Role.M_LD)
# Stage that a step led to: whose turn it is, and what there is to do.
_NEXT: Final[Mapping[Stage, tuple[str, tuple[Role, ...], str]]] = {
    Stage.NEW: ("keeper", _CLERKS, "网上来件，请登记"),
    Stage.ASG: ("handler", _CLERKS, "交办件，请签收"),
    Stage.RET: ("keeper", _SENDERS, "申请退回，请决定"),
    Stage.REV: ("reviewer", _REVIEWERS, "办理报告，请审核"),
    Stage.FBK: ("handler", _CLERKS, "审核已通过，请告知本人"),
}


def next_up(stage: Stage, where: Standpoint) -> tuple[Recipient, str] | None:
    """Who has to go on, and with what; None where nobody is waited for."""
    found = _NEXT.get(stage)
    if found is None:
        return None
    side, roles, words = found
    if side == "handler" and where.handler_unit:
        return Recipient.post(where.handler_unit, Role.STR), words
    area = {
        "keeper": where.unit,
        "handler": where.handler_area or where.unit,
        "reviewer": where.reviewing,
    }[side]
    kept = [role for role in roles if role.value.startswith("M-") == (area == CITY)]
    return Recipient.office(area, kept[0], *kept[1:]), words


@dataclass(frozen=True, slots=True)
class Word:
    """What the complainant is told of a step."""

    kind: Kind
    title: str
    text: str


_TO_COMPLAINANT: Final[Mapping[Act, Word]] = {
    Act.ACCEPT: Word(Kind.RECEIPT, "您反映的问题已受理", "我们会在规定期限内办理并答复。"),
    Act.REJECT: Word(Kind.RECEIPT, "您反映的问题不予受理", "理由和建议去处可以在查进度页面看到。"),
    Act.TRANSFER: Word(Kind.RECEIPT, "您反映的问题已移送", "已移送有权处理的单位，由其告知结果。"),
    Act.SUSPEND: Word(Kind.FEEDBACK, "您反映的问题暂时中止办理", "原因消除后恢复办理。"),
    Act.RESUME: Word(Kind.FEEDBACK, "您反映的问题恢复办理", "办理期限接着计算。"),
    Act.EXTEND: Word(Kind.FEEDBACK, "您反映的问题延期办理", "理由和新的期限可以在查进度页面看到。"),
    Act.APPROVE: Word(
        Kind.FEEDBACK, "您反映的问题有答复了", "请在查进度页面查看，并告诉我们是否满意。"
    ),
}


def to_complainant(act: Act, number: str) -> Message | None:
    """The message of a step; it names the number and nothing else of the case."""
    word = _TO_COMPLAINANT.get(act)
    if word is None:
        return None
    text = f"受理编号 {number}。{word.text}请凭受理编号和查询码查看。"
    return Message(word.kind, word.title, text, link="/progress/")
