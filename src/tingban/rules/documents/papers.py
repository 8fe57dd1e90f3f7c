"""The life of a paper as one table of steps (DOMAIN 8.2; ADR 0003, 0029).

Who drafts and who signs is said by its template: the table is built for the template, so a
refusal names the posts that may. Pages, acts, tests and `docs/states` read these rows.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from tingban.rules.actors import ROLE_LABELS, Actor, Role
from tingban.rules.audit.machine import Machine, Side, Step, seats, steps
from tingban.rules.documents.guards import GUARDS, Guard, PaperCase
from tingban.rules.documents.shapes import Template

_RULE: Final = "DOMAIN 8.2"


class PaperStage(StrEnum):
    """Where a paper stands."""

    DRAFT = "draft"
    REVIEW = "review"
    SIGNED = "signed"
    SERVED = "served"
    FILED = "filed"
    VOID = "void"


STAGE_LABELS: Final[Mapping[PaperStage, str]] = MappingProxyType(
    {
        PaperStage.DRAFT: "起草中",
        PaperStage.REVIEW: "待签发",
        PaperStage.SIGNED: "已签发",
        PaperStage.SERVED: "已送达",
        PaperStage.FILED: "已归档",
        PaperStage.VOID: "已作废",
    }
)
# Not signed yet; signed and standing.
OPEN: Final = (PaperStage.DRAFT, PaperStage.REVIEW)
IN_FORCE: Final = (PaperStage.SIGNED, PaperStage.SERVED, PaperStage.FILED)


class PaperAct(StrEnum):
    """What may be done with a paper."""

    DRAFT = "draft"
    EDIT = "edit"
    SUBMIT = "submit"
    SEND_BACK = "send_back"
    SIGN = "sign"
    SERVE = "serve"
    FILE = "file"
    REVISE = "revise"
    VOID = "void"


ACT_LABELS: Final[Mapping[PaperAct, str]] = MappingProxyType(
    {
        PaperAct.DRAFT: "起草",
        PaperAct.EDIT: "修改",
        PaperAct.SUBMIT: "送签",
        PaperAct.SEND_BACK: "退回修改",
        PaperAct.SIGN: "签发",
        PaperAct.SERVE: "登记送达",
        PaperAct.FILE: "归档",
        PaperAct.REVISE: "出新版本",
        PaperAct.VOID: "作废",
    }
)


@lru_cache(maxsize=256)
def paper_flow(
    drafters: frozenset[Role], signers: frozenset[Role], title: str = "文书"
) -> Machine[PaperCase]:
    """The table for a kind of paper that these draft and those sign."""
    states = {stage.value: label for stage, label in STAGE_LABELS.items()}
    acts = {act.value: label for act, label in ACT_LABELS.items()}
    return Machine(title, states, acts, GUARDS, _rows(drafters, signers))


def flow_of(template: Template) -> Machine[PaperCase]:
    """The table for this template."""
    return paper_flow(template.drafters, template.signers, f"《{template.title}》")


def _rows(drafters: frozenset[Role], signers: frozenset[Role]) -> tuple[Step, ...]:
    drafting, signing = seats(Side.DRAFTER, *drafters), seats(Side.SIGNER, *signers)
    both = drafting | signing
    s, a, g = PaperStage, PaperAct, Guard
    return (
        *steps(_RULE, a.DRAFT, drafting, (None, s.DRAFT)),
        *steps(_RULE, a.EDIT, both, (s.DRAFT, s.DRAFT)),
        *steps(_RULE, a.EDIT, signing, (s.REVIEW, s.REVIEW)),
        *steps(_RULE, a.SUBMIT, drafting, (s.DRAFT, s.REVIEW), guards=(g.COMPLETE,)),
        *steps(_RULE, a.SEND_BACK, signing, (s.REVIEW, s.DRAFT), guards=(g.REASON,)),
        *steps("DOMAIN 6.5", a.SIGN, signing, (s.REVIEW, s.SIGNED), guards=(g.COMPLETE,)),
        *steps(
            "DOMAIN 6.5", a.SERVE, both, (s.SIGNED, s.SERVED), guards=(g.IS_SERVED, g.PROOF)
        ),
        *steps(_RULE, a.FILE, both, (s.SIGNED, s.FILED), guards=(g.SERVED_FIRST,)),
        *steps(_RULE, a.FILE, both, (s.SERVED, s.FILED)),
        *steps(
            _RULE, a.REVISE, signing,
            *((stage, s.VOID) for stage in IN_FORCE), guards=(g.REASON,),
        ),
        *steps(_RULE, a.VOID, both, *((stage, s.VOID) for stage in OPEN), guards=(g.REASON,)),
        *steps(
            "DOMAIN 6.5", a.VOID, signing,
            *((stage, s.VOID) for stage in IN_FORCE), guards=(g.REASON,),
        ),
    )  # fmt: skip


def sides_of(template: Template, actor: Actor, area_code: str) -> frozenset[Side]:
    """How somebody stands to a paper of the organ of this area."""
    if actor.area_code != area_code:
        return frozenset()
    found = []
    if actor.role in template.drafters:
        found.append(Side.DRAFTER)
    if actor.role in template.signers:
        found.append(Side.SIGNER)
    return frozenset(found)


def posts_of(template: Template) -> str:
    """Who drafts and who signs, in words."""
    told = (
        "、".join(ROLE_LABELS[role] for role in sorted(roles)) or "—"
        for roles in (template.drafters, template.signers)
    )
    return "{}起草，{}签发".format(*told)
