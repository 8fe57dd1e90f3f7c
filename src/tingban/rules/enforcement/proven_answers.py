"""What a clerk enters for a company has to be seen by others (T-X02, T-P12a)."""

from typing import Final

from tingban.rules.actors import Actor, Role
from tingban.rules.rectification.course import Course

PROVEN_LABEL: Final = "由经办人登记的陈述附有凭证"


def unproven(now: Course, actor: Actor, *, rule: str, otherwise: str) -> str:
    """The refusal of an answer without a file that came after what it answers; else "".

    `beside["proofs"]` counts these files; `otherwise` is the way on without any.
    """
    if actor.role is Role.CO or now.beside.get("proofs"):
        return ""
    return (
        "替企业登记陈述或者“没有异议”的，请先在“材料”中上传企业的书面意见或载明意见的送达回证"
        f"（{rule}）。企业也可以在自己的入口提交；没有凭证的，等陈述期限届满后{otherwise}。"
    )
