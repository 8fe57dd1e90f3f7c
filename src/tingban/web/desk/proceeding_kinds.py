"""The kinds of proceedings that have pages on the desk, each with its words (ADR 0028).

A row here gives a list, a card, a page that opens one and a page for every step of its table.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from tingban.actions.enforcement import credit_pushes, penalty_cases
from tingban.reads.enforcement.credit import CREDIT
from tingban.reads.enforcement.penalty_cases import PENALTY
from tingban.reads.rectification.proceedings import Flow
from tingban.rules.actors import FIELD, READERS, WRITERS, Role
from tingban.rules.enforcement.credit_stages import CreditAct
from tingban.rules.enforcement.penalty_intros import INTROS as PENALTY_INTROS
from tingban.rules.enforcement.penalty_stages import Act as PenaltyAct

DESK: Final = READERS | FIELD


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `name` is the stem of its addresses ("penalty_case", listed under "plural").

    `open_act` and `undo_act` are acts of its machine ("" where it has none); `needs` says what is
    chosen before it is opened; `openers` may open one; `intros` say what a step means before it is
    taken; `grave` are acts shown in red; `links` leads to further pages of one, by their words;
    `beside` are pages beside the list, by their words.
    """

    flow: Flow
    name: str
    plural: str
    title: str
    unit: str
    open_label: str
    none: str
    open_act: str
    undo_act: str
    open: Callable[..., str]
    take: Callable[..., None]
    undo: Callable[..., None]
    openers: frozenset[Role]
    roles: frozenset[Role] = DESK
    needs: tuple[str, ...] = ("community", "company")
    intros: Mapping[str, str] = field(default_factory=dict)
    grave: frozenset[str] = frozenset()
    links: tuple[tuple[str, str], ...] = ()
    beside: tuple[tuple[str, str], ...] = ()


_CREDIT: Final = Kind(
    flow=CREDIT,
    name="credit_push",
    plural="credit_pushes",
    title="信用推送",
    unit="条",
    open_label="启动处罚信息推送",
    none="处罚决定登记后，系统会自动提请推送；也可以在这里启动。拒不退出的由退出案件转来。",
    open_act=CreditAct.OPEN_PENALTY,
    undo_act=CreditAct.UNDO,
    open=credit_pushes.open_k1,
    take=credit_pushes.take_credit_step,
    undo=credit_pushes.undo_credit_step,
    openers=WRITERS,
    needs=(),
    intros={
        CreditAct.OPEN_PENALTY: "填写已登记的处罚决定书文号。决定作出之日起 7 个工作日内公示。",
        CreditAct.REVIEW: "审核事实、依据和信息性质。失信信息须以法律、法规或者生效法律文书为据。",
        CreditAct.SEND: "生成报送文件，由本单位上传信用平台。几条一起发出的，用“发出和文件”页。",
        CreditAct.RECALL: "处罚决定被撤销、变更的，3 个工作日内撤回，并公开说明理由。",
        CreditAct.DROP: "不再推送这条信息，须写明原因，例如已由原渠道报送。",
        CreditAct.ASK_REPAIR: "公示满最短期限、义务已履行、已提交承诺书的，可以申请修复。",
    },
    grave=frozenset({CreditAct.DROP, CreditAct.RECALL}),
    beside=(("发出和文件", "desk:credit_send"), ("停滞和回执", "desk:credit_stuck")),
)
_PENALTY: Final = Kind(
    flow=PENALTY,
    name="penalty_case",
    plural="penalty_cases",
    title="处罚案件",
    unit="件",
    open_label="登记处罚线索",
    none="还没有处罚案件。问题升级为“立案处罚”后，从问题的页面登记线索。",
    open_act=PenaltyAct.OPEN,
    undo_act=PenaltyAct.UNDO,
    open=penalty_cases.open_penalty_case,
    take=penalty_cases.take_penalty_step,
    undo=penalty_cases.undo_penalty_step,
    openers=WRITERS | {Role.C_ENF},
    intros=PENALTY_INTROS,
    grave=frozenset(
        {PenaltyAct.REVOKE, PenaltyAct.DISMISS, PenaltyAct.REFUSE, PenaltyAct.HAND_OVER}
    ),
)
KINDS: Final[tuple[Kind, ...]] = (_PENALTY, _CREDIT)
