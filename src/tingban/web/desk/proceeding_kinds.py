"""The kinds of proceedings that have pages on the desk, each with its words (ADR 0028).

A row here gives a list, a card, a page that opens one and a page for every step of its table.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import HttpResponse

from tingban.actions.enforcement import (
    credit_pushes,
    exposure_cases,
    level_cases,
    penalty_cases,
    transfers,
)
from tingban.actions.exits import exit_cases
from tingban.reads.enforcement.credit import CREDIT
from tingban.reads.enforcement.exposure_cases import EXPOSURES
from tingban.reads.enforcement.level_cases import LEVELS
from tingban.reads.enforcement.penalty_cases import PENALTY
from tingban.reads.enforcement.transfers import TRANSFERS
from tingban.reads.exits.flows import EXIT
from tingban.reads.rectification.proceedings import Flow
from tingban.rules.actors import FIELD, READERS, WRITERS, Actor, Role
from tingban.rules.documents.sharing import SubjectKind
from tingban.rules.enforcement import exposure_stages, level_stages, transfer_stages
from tingban.rules.enforcement.credit_stages import CreditAct
from tingban.rules.enforcement.penalty_intros import INTROS as PENALTY_INTROS
from tingban.rules.enforcement.penalty_stages import Act as PenaltyAct
from tingban.rules.enforcement.penalty_told import Sum, sums
from tingban.rules.exits.evidence import lacking
from tingban.rules.exits.exit_stages import Act as ExitAct
from tingban.rules.exits.sides import DUTIES
from tingban.rules.rectification.course import Course
from tingban.web.desk.exit_side import exit_side
from tingban.web.desk.exposure_grounds import (
    first_answers,
    offered_penalties,
    resting_facts,
)
from tingban.web.desk.measure_words import EXPOSURE_INTROS, LEVEL_INTROS, TRANSFER_INTROS
from tingban.web.doors import DeskRequest
from tingban.web.ui.rows import Fact

DESK: Final = READERS | FIELD


def _nothing(now: Course) -> tuple[str, ...]:
    del now
    return ()


def _no_sums(_: Course) -> tuple[Sum, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `name` is the stem of its addresses ("penalty_case", listed under "plural").

    `open_act` and `undo_act` are acts of its machine ("" where it has none); `needs` says what is
    chosen before it is opened, `may_lack` what of it may be left out; `openers` may open one;
    `intros` say what a step means before it is taken; `grave` are acts shown in red; `links` leads
    to further pages of one, by their words; `beside` are pages beside the list, by their words;
    `laws` the articles of a step, shown beside its form; `sums` what is to be paid and
    until when it may be appealed; `each` are acts of which every one is told, not the newest alone.
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
    may_lack: frozenset[str] = frozenset()
    intros: Mapping[str, str] = field(default_factory=dict)
    grave: frozenset[str] = frozenset()
    links: tuple[tuple[str, str], ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    laws: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # What is offered when one is opened, by the choice of company and county.
    choices: Callable[[Actor, int, str], Mapping[str, Any]] | None = None
    # Parameters of the address that the form begins with, and how.
    carries: tuple[str, ...] = ()
    begins: Callable[[Actor, Mapping[str, str]], Mapping[str, Any]] | None = None
    # Templates that stand beside the form of a step, by its act; they may post its form elsewhere.
    asides: Mapping[str, str] = field(default_factory=dict)
    # More that the card shows of one, inside the bureau.
    more: Callable[[Any, Any], Sequence[Fact]] | None = None
    sums: Callable[[Course], tuple[Sum, ...]] = field(default=_no_sums)
    each: frozenset[str] = frozenset()
    # The card of whoever is not of the bureau, where they have one of their own.
    outside: Callable[[DeskRequest, str], HttpResponse] | None = None
    # Which evidence is wanted and not there, in words; where it is brought is a gallery.
    lacks: Callable[[Course], tuple[str, ...]] = _nothing
    gallery: str = ""


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
        CreditAct.ADD_DECISION: (
            "启动时没有解聘决定、后来才有的，在这里补录；原来写的原因留在时间线上。"
            "已组织、已审核的回到“待组织”；平台收下过的转为更正，重新审核后发出。"
        ),
        CreditAct.DROP: "不再推送这条信息，须写明原因，例如已由原渠道报送。",
        CreditAct.ASK_REPAIR: "公示满最短期限、义务已履行、已提交承诺书的，可以申请修复。",
    },
    grave=frozenset({CreditAct.DROP, CreditAct.RECALL}),
    laws={
        CreditAct.REVIEW: ("APL-48", "PIP-28"),
        CreditAct.RECALL: ("APL-48.2", "APL-85"),
        CreditAct.WITHDRAW: ("APL-48.2", "APL-85"),
        CreditAct.REPORT_MARKET: ("CC-949.1", "PMR-38.1", "PMR-58"),
    },
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
        {
            PenaltyAct.REVOKE,
            PenaltyAct.ANNUL,
            PenaltyAct.DISMISS,
            PenaltyAct.REFUSE,
            PenaltyAct.HAND_OVER,
        }
    ),
    beside=(("已登记的决定", "desk:penalties"),),
    sums=sums,
    each=frozenset({PenaltyAct.INSPECT, PenaltyAct.INTERVIEW, PenaltyAct.COLLECT}),
)
_LEVEL: Final = Kind(
    flow=LEVELS,
    name="level_case",
    plural="level_cases",
    title="重新核定服务等级",
    unit="件",
    open_label="启动重新核定",
    none="企业拒不整改、服务达不到收费等级的，从这里启动重新核定。",
    open_act=level_stages.Act.OPEN,
    undo_act=level_stages.Act.UNDO,
    open=level_cases.open_level_case,
    take=level_cases.take_level_step,
    undo=level_cases.undo_level_step,
    openers=WRITERS,
    intros=LEVEL_INTROS,
    links=(("评分表：每人的总分和平均分", "level_score"),),
    asides={level_stages.Act.RATE: "desk/enforcement/_score_upload.html"},
    beside=(("已登记的决定", "desk:levels"),),
    grave=frozenset({level_stages.Act.REVOKE, level_stages.Act.STOP}),
)
_TRANSFER: Final = Kind(
    flow=TRANSFERS,
    name="transfer",
    plural="transfers",
    title="移送和联合惩戒",
    unit="件",
    open_label="提请移送",
    none="属于其他部门职权的，从这里移送：价格、消防、涉嫌犯罪、联合惩戒建议。",
    open_act=transfer_stages.Act.OPEN,
    undo_act=transfer_stages.Act.UNDO,
    open=transfers.open_transfer,
    take=transfers.take_transfer_step,
    undo=transfers.undo_transfer_step,
    openers=WRITERS,
    intros=TRANSFER_INTROS,
    needs=("company",),
    may_lack=frozenset({"company"}),
    beside=(("联合惩戒措施清单", "desk:transfer_measures"),),
    grave=frozenset({transfer_stages.Act.KEEP_BACK, transfer_stages.Act.DROP}),
)
_EXPOSURE: Final = Kind(
    flow=EXPOSURES,
    name="exposure_case",
    plural="exposure_cases",
    title="典型案例曝光",
    unit="件",
    open_label="选题",
    none="问题升级仍不改、已受处罚、拒不移交的，从这里选题；每县每月至少一批。",
    open_act=exposure_stages.Act.OPEN,
    undo_act=exposure_stages.Act.UNDO,
    open=exposure_cases.open_exposure_case,
    take=exposure_cases.take_exposure_step,
    undo=exposure_cases.undo_exposure_step,
    openers=WRITERS,
    intros=EXPOSURE_INTROS,
    beside=(("已登记的曝光", "desk:exposures"),),
    grave=frozenset(
        {exposure_stages.Act.WITHDRAW, exposure_stages.Act.DROP, exposure_stages.Act.HOLD}
    ),
    links=(("公众将看到的", "exposure_preview"),),
    choices=offered_penalties,
    carries=("penalty",),
    begins=first_answers,
    more=resting_facts,
)
_EXIT: Final = Kind(
    flow=EXIT,
    name="exit_case",
    plural="exit_cases",
    title="退出案件",
    unit="件",
    open_label="启动退出",
    none="企业拒不整改、业主要换企业、合同到期或者企业撤场的，在这里启动。",
    open_act=ExitAct.OPEN_TRIGGER,
    undo_act=ExitAct.UNDO,
    open=exit_cases.open_exit_case,
    take=exit_cases.take_exit_step,
    undo=exit_cases.undo_exit_step,
    openers=WRITERS,
    roles=DESK | {Role.STR, Role.OWN},
    intros={
        ExitAct.OPEN_TRIGGER: "先选起因，再填与它有关的项目，缺什么会提示。",
        ExitAct.SERVE_NOTICE: "日期填送达的那一天；终止日至少在 60 日以后，合同另有约定的按约定。",
        ExitAct.COMPLETE: "清单交齐、各方确认以后办理；从这一天起计入退出小区数，正常更替不计。",
        ExitAct.REFUSE: "写清拒不移交的项目、经过和证据；不交有关资料的，才适用责令改正和罚款。",
        ExitAct.CLOSE: "没有退出就结束的，先签发终止结论，再写明原因。",
        ExitAct.REVERT: "交接确认有误的撤回，退出小区数随之减少。",
    },
    grave=frozenset({ExitAct.CLOSE, ExitAct.REVERT}),
    outside=exit_side,
    lacks=lacking,
    gallery=SubjectKind.RULES,
    laws={duty: it.law for duty, it in DUTIES.items()},
    links=(
        ("业主表决", "vote_case"),
        ("移交清单", "exit_case_handover"),
        ("证据册（PDF）", "exit_case_evidence"),
    ),
    beside=(("办理指南", "desk:exit_guide"), ("已登记的退出", "desk:exits")),
)
KINDS: Final[tuple[Kind, ...]] = (_LEVEL, _PENALTY, _TRANSFER, _EXPOSURE, _CREDIT, _EXIT)
