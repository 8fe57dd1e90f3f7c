"""The life of a problem as one table (DOMAIN 3.2, T-P01…T-P15; ADR 0003).

Pages, acts, tests and `docs/states/rectification.md` read these rows. The city's clerks and heads
act in every county, as they do on all registers.
"""

from dataclasses import dataclass
from typing import Final

from tingban.rules.actors import Actor, Role
from tingban.rules.areas import CITY
from tingban.rules.audit.machine import CLOCK, Machine, Side, Step, seats, steps
from tingban.rules.rectification.guards import GUARDS
from tingban.rules.rectification.situation import Guard, Situation
from tingban.rules.rectification.stages import ACT_LABELS, OPEN, STAGE_LABELS, Act, Stage

_A, _G, _S = Act, Guard, Stage
_HEADS: Final = seats(Side.KEEPER, Role.C_LD, Role.M_LD)
_CLERKS: Final = _HEADS | seats(Side.KEEPER, Role.C_OP, Role.M_OP)
# Officers serve; where a bureau has no post of its own for them, its head writes the service down.
_OFFICERS: Final = _HEADS | seats(Side.KEEPER, Role.C_ENF)
_FINDERS: Final = _CLERKS | seats(Side.KEEPER, Role.C_ENF) | seats(Side.CITY, Role.M_INS)
_LOOKING_BACK: Final = _CLERKS | seats(Side.CITY, Role.M_INS)
_COMPANY: Final = seats(Side.OWN, Role.CO)
# What the company sent on paper is entered for it.
_ANSWERS: Final = _COMPANY | _CLERKS
_ANSWER: Final = (_G.REPORT, _G.AFTER_PHOTOS, _G.PUBLICATION, _G.REPAYMENT)
# A court may annul at any time: "CFM…FIX" is read as every stage after the confirmation.
_ANNULLABLE: Final = (*OPEN, _S.CMP)
_LIVING: Final = (_S.SUS, _S.REJ, *_ANNULLABLE)


def _stay(*stages: Stage) -> tuple[tuple[str | None, str], ...]:
    """Steps that leave the stage as it is."""
    return tuple((stage, stage) for stage in stages)


def _to(end: Stage, *starts: Stage) -> tuple[tuple[str | None, str], ...]:
    return tuple((start, end) for start in starts)


STEPS: Final[tuple[Step, ...]] = (
    *steps("T-P01", _A.ADD_CLUE, _FINDERS, (None, _S.SUS)),
    *steps(
        "T-P02", _A.CONFIRM, _CLERKS, (_S.SUS, _S.CFM),
        guards=(_G.INSPECTED, _G.EVIDENCE, _G.SUB_ACTS, _G.RESPONSIBLE, _G.TERM),
        deadline="T-P02", document="问题清单",
    ),
    *steps(
        "T-P03", _A.PROPOSE_REJECTION, _CLERKS, (_S.SUS, _S.SUS),
        guards=(_G.EVIDENCE, _G.REASON), deadline="T-P02", document="核查记录",
    ),
    *steps(
        "T-P03", _A.APPROVE_REJECTION, _HEADS, (_S.SUS, _S.REJ),
        guards=(_G.PROPOSED, _G.NOT_PROPOSER), deadline="T-P02", document="核查记录",
    ),
    *steps(
        "T-P04", _A.FIX_ON_SPOT, _CLERKS, (_S.CFM, _S.CMP),
        guards=(_G.SAME_DAY, _G.STAFF, _G.BEFORE_AFTER), document="现场整改确认",
    ),
    *steps(
        "T-P05", _A.SIGN, _HEADS, (_S.CFM, _S.ORD),
        guards=(_G.PARTY, _G.LAW, _G.OFFICERS, _G.DEMANDS, _G.TERM, _G.WHOLE),
        deadline="T-P05", document="责令限期整改通知书",
    ),
    *steps(
        "T-P05", _A.DISPATCH, _OFFICERS, (_S.ORD, _S.ORD),
        guards=(_G.PROOF,), deadline="T-P06", document="送达回证",
    ),
    *steps(
        "T-P06", _A.SERVE, _OFFICERS, (_S.ORD, _S.FIX),
        guards=(_G.BY_RECEIPT, _G.PROOF), deadline="T-P06", document="送达回证",
    ),
    *steps("T-P06", _A.RECEIVE, _COMPANY, (_S.ORD, _S.FIX), document="送达回证"),
    *steps("T-P06", _A.DEEM, CLOCK, (_S.ORD, _S.FIX), guards=(_G.LAPSED,)),
    *steps(
        "T-P05", _A.RECORD_ORDER, _CLERKS | _OFFICERS, (_S.CFM, _S.FIX), (_S.FIX, _S.FIX),
        document="责令限期整改通知书、送达回证",
    ),
    *steps(
        "T-P07", _A.ASK_EXTENSION, _COMPANY, (_S.FIX, _S.FIX),
        guards=(_G.FIRST_EXTENSION, _G.NOT_SAFETY, _G.IN_TIME, _G.REASON),
    ),
    *steps(
        "T-P07", _A.GRANT_EXTENSION, _HEADS, (_S.FIX, _S.FIX),
        guards=(_G.FIRST_EXTENSION, _G.NOT_SAFETY, _G.IN_TIME, _G.REQUESTED, _G.EXTENT),
        deadline="T-P07", document="延期批复",
    ),
    *steps(
        "T-P07", _A.REFUSE_EXTENSION, _HEADS, (_S.FIX, _S.FIX),
        guards=(_G.ASKED, _G.REASON), document="延期批复",
    ),
    *steps(
        "T-P08", _A.SUBMIT, _ANSWERS, (_S.FIX, _S.SUB),
        guards=_ANSWER, deadline="DL-12", document="整改报告",
    ),
    *steps(
        "T-P08b", _A.SUBMIT, _ANSWERS, (_S.OVD, _S.SUB),
        guards=_ANSWER, document="整改报告(逾期)",
    ),
    *steps(
        "T-P09", _A.CLEAR, _CLERKS, (_S.SUB, _S.CMP),
        guards=(_G.RECHECKED, _G.NOT_FINDER), deadline="DL-13", document="复核(验收)记录、销号单",
    ),
    *steps(
        "T-P10", _A.FAIL, _CLERKS, (_S.SUB, _S.FIX),
        guards=(_G.REASON, _G.SHORT_TERM), deadline="DL-13", document="复核意见",
    ),
    *steps(
        "T-P11", _A.MARK_OVERDUE, CLOCK, (_S.FIX, _S.OVD),
        guards=(_G.DUE_PASSED,), document="逾期提醒",
    ),
    *steps(
        "T-P12", _A.ESCALATE, _HEADS, (_S.OVD, _S.ESC),
        guards=(_G.BRANCH, _G.REASON), deadline="T-P12", document="升级处置审批表",
    ),
    *steps(
        "T-P12", _A.ESCALATE, _HEADS, (_S.FIX, _S.ESC),
        guards=(_G.FAILED_TWICE, _G.BRANCH, _G.REASON), deadline="T-P12",
        document="升级处置审批表",
    ),
    *steps(
        "T-P12", _A.ADD_MEASURE, _HEADS, (_S.ESC, _S.ESC),
        guards=(_G.BRANCH, _G.REASON), document="升级处置审批表",
    ),
    *steps(
        "T-P08b", _A.END_MEASURE, _HEADS, *_stay(_S.ESC, _S.SUB, _S.FIX, _S.OVD, _S.CMP),
        guards=(_G.RUNNING, _G.REASON),
    ),
    *steps(
        "T-P13", _A.SUBMIT, _ANSWERS, (_S.ESC, _S.SUB),
        guards=_ANSWER, document="整改报告(逾期)",
    ),
    *steps(
        "T-P13", _A.CLEAR, _CLERKS, (_S.ESC, _S.CMP),
        guards=(_G.RECHECKED, _G.NOT_FINDER), document="复核(验收)记录、销号单",
    ),
    *steps(
        "T-P13", _A.HAND_OVER, _CLERKS, (_S.ESC, _S.CMP),
        guards=(_G.LEAVING, _G.SUCCESSOR), document="接任企业确认",
    ),
    *steps(
        "T-P14", _A.RELAPSE, _LOOKING_BACK, (_S.CMP, _S.FIX),
        guards=(_G.SEEN_AGAIN, _G.SAME_ACT, _G.LOOK_BACK, _G.TERM, _G.REASON),
        document="回头看记录",
    ),
    *steps(
        "T-P15", _A.ANNUL, _HEADS, *_to(_S.ANN, *_ANNULLABLE), guards=(_G.REASON,),
    ),
    *steps("T-P02", _A.ASSIGN, _CLERKS, *_stay(*OPEN), guards=(_G.RESPONSIBLE,)),
    *steps("ADR 0004", _A.CORRECT, _CLERKS, *_stay(_S.SUS, *_ANNULLABLE)),
    # Where it leads is told by the step that is taken back.
    *steps(
        "ADR 0004", _A.UNDO, _CLERKS, *_stay(*_LIVING, _S.ANN),
        guards=(_G.UNDOABLE, _G.REASON),
    ),
    *steps("ADR 0004", _A.VOID, _HEADS, *_to(_S.VOID, *_LIVING), guards=(_G.REASON,)),
)  # fmt: skip

PROBLEM_FLOW: Final[Machine[Situation]] = Machine(
    what="问题", states=STAGE_LABELS, acts=ACT_LABELS, guards=GUARDS, rows=STEPS
)


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Whose problem it is: the county where it lies, and the company by its code."""

    county: str
    company: str = ""

    def sides(self, actor: Actor) -> frozenset[Side]:
        """How somebody stands to the problem. The unit of a company bears the company's code."""
        if actor.is_system:
            return frozenset({Side.CLOCK})
        if actor.role is Role.CO:
            is_own = bool(self.company) and actor.unit_code == self.company
            return frozenset({Side.OWN}) if is_own else frozenset()
        found = set()
        if actor.covers(self.county):
            found.add(Side.KEEPER)
        if actor.area_code == CITY:
            found.add(Side.CITY)
        return frozenset(found)
