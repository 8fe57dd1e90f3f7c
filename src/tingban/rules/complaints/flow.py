"""The life of a case as one table of steps (DOMAIN 3.1, T-C01…T-C22; ADR 0003).

Where DOMAIN names the county's clerk or head, the city's own stand in for a case in the city's
ledger. Pages, acts, tests and `docs/states/complaints.md` read these rows.
"""

from dataclasses import dataclass
from typing import Final

from tingban.rules.actors import CASE_WRITERS, Actor, Role
from tingban.rules.areas import CITY
from tingban.rules.audit.machine import Machine, Side, Step, seats, steps
from tingban.rules.complaints.guards import GUARDS, Guard, Situation
from tingban.rules.complaints.kinds import AcceptLevel
from tingban.rules.complaints.sources import Source
from tingban.rules.complaints.stages import ACT_LABELS, IN_HAND, STAGE_LABELS, Act, Stage

_K, _H, _R, _C = Side.KEEPER, Side.HANDLER, Side.REVIEWER, Side.CITY
_DESK: Final = seats(_K, Role.C_OP, Role.M_OP, Role.M_XF)
_REJECTS: Final = seats(_K, Role.C_LD, Role.M_LD, Role.M_XF)
_HEADS: Final = seats(_K, Role.C_LD, Role.M_LD)
_SENDS: Final = seats(_K, Role.C_LD, Role.M_OP)
_CLERKS: Final = seats(_H, Role.C_OP, Role.M_OP)
_TAKES: Final = seats(_H, Role.C_OP, Role.M_OP, Role.STR)
_CHIEFS: Final = seats(_H, Role.C_LD, Role.M_LD)
_REVIEWS: Final = seats(_R, Role.C_LD, Role.M_OP, Role.M_LD)
_REOPENS: Final = seats(_R, Role.C_LD, Role.M_OP)
_PUBLIC: Final = seats(Side.OWN, Role.PUB)
_S, _A, _G = Stage, Act, Guard
_BEFORE_HANDLING: Final = (
    _S.NEW, _S.REG, _S.ACC, _S.ASG, _S.RET, _S.INV, _S.HND,
)  # fmt: skip
_ENDED: Final = (_S.REJ, _S.MRG, _S.TRF, _S.WDR)


def _stay(*stages: Stage) -> tuple[tuple[Stage, Stage], ...]:
    return tuple((stage, stage) for stage in stages)


def _to(end: Stage, *starts: Stage) -> tuple[tuple[Stage, Stage], ...]:
    return tuple((start, end) for start in starts)


STEPS: Final[tuple[Step, ...]] = (
    *steps("T-C01", _A.RECEIVE, _PUBLIC, (None, _S.NEW), document="受理回执（受理编号、查询码）"),
    *steps("T-C01", _A.REROUTE, _DESK, (_S.NEW, _S.NEW), guards=(_G.REASON,)),
    *steps(
        "T-C02", _A.REGISTER, _DESK, (None, _S.REG), (_S.NEW, _S.REG),
        guards=(_G.CATEGORY, _G.CHECKED), deadline="DL-01",
    ),
    *steps(
        "T-C03", _A.ACCEPT, _DESK, (_S.REG, _S.ACC),
        guards=(_G.KIND,), deadline="DL-02", document="受理告知书",
    ),
    *steps(
        "T-C04", _A.REJECT, _REJECTS, (_S.REG, _S.REJ),
        guards=(_G.CODE, _G.TRACED, _G.REASON), deadline="DL-02",
        document="不予受理告知书",
    ),
    *steps(
        "T-C05", _A.TRANSFER, _REJECTS, (_S.REG, _S.TRF),
        guards=(_G.RECEIVER, _G.REASON), deadline="DL-03", document="移送函",
    ),
    *steps(
        "T-C06", _A.ASSIGN, _SENDS, (_S.ACC, _S.ASG),
        guards=(_G.HANDLER,), deadline="DL-04", document="交办单",
    ),
    *steps(
        "T-C07", _A.SEND_BACK, _TAKES, (_S.ASG, _S.RET),
        guards=(_G.REASON, _G.OBJECTION, _G.FIRST_RETURN), deadline="DL-05",
        document="退件说明",
    ),
    *steps(
        "T-C08", _A.REASSIGN, _SENDS | seats(_C, Role.M_LD), (_S.RET, _S.ASG),
        guards=(_G.HANDLER, _G.REASON), deadline="T-C08",
    ),
    *steps(
        "T-C09", _A.SIGN_IN, _TAKES, (_S.ASG, _S.INV),
        guards=(_G.IMPARTIAL,), deadline="DL-06",
    ),
    *steps(
        "T-C10", _A.VERIFY, _CLERKS, (_S.INV, _S.HND),
        guards=(_G.PLACE, _G.ON_SITE, _G.FOUNDED, _G.PROBLEM), deadline="DL-07",
        document="现场核查记录",
    ),
    *steps(
        "T-C11", _A.REPORT_UNFOUNDED, _CLERKS, (_S.INV, _S.REV),
        guards=(_G.UNFOUNDED, _G.EVIDENCE, _G.REPLY), deadline="DL-07", document="核查报告",
    ),
    *steps(
        "T-C12", _A.REPORT_DONE, _CLERKS, (_S.HND, _S.REV),
        guards=(_G.PROBLEMS_DONE, _G.EVIDENCE, _G.REPLY), deadline="DL-08",
        document="办理报告",
    ),
    *steps(
        "T-C13", _A.SUSPEND, _CHIEFS, (_S.HND, _S.SUS),
        guards=(_G.REASON, _G.UNTIL), document="中止告知",
    ),
    *steps("T-C13", _A.RESUME, _CHIEFS, (_S.SUS, _S.HND), document="恢复告知"),
    *steps(
        "T-C14", _A.EXTEND, _CHIEFS, *_stay(*IN_HAND),
        guards=(_G.FIRST_EXTENSION, _G.IN_TIME, _G.REASON), deadline="DL-09",
        document="延期审批表、延期告知书",
    ),
    *steps(
        "T-C15", _A.APPROVE, _REVIEWS, (_S.REV, _S.FBK),
        guards=(_G.APART, _G.REPLY), deadline="T-C15", document="答复意见（信访处理意见书）",
    ),
    *steps(
        "T-C16", _A.SEND_FOR_REWORK, _REVIEWS, (_S.REV, _S.HND),
        guards=(_G.APART, _G.REASON), deadline="T-C15",
    ),
    *steps(
        "T-C17", _A.ATTEMPT, _CLERKS | _DESK, *_stay(_S.REG, *IN_HAND, _S.CLS, _S.MRG),
        document="联系记录",
    ),
    *steps(
        "T-C17", _A.CLOSE, _CLERKS | _DESK, (_S.FBK, _S.CLS),
        guards=(_G.INFORMED,), deadline="DL-10", document="反馈函",
    ),
    *steps(
        "T-C18", _A.REOPEN, _REOPENS, (_S.CLS, _S.HND),
        guards=(_G.REASON, _G.REOPENABLE, _G.TWICE),
    ),
    *steps(
        "T-C19", _A.MERGE, seats(_K, Role.C_OP, Role.M_OP, Role.M_XF),
        *_to(_S.MRG, _S.REG, _S.ACC, _S.ASG), guards=(_G.PARENT,),
    ),
    *steps(
        "T-C19", _A.UNMERGE, seats(_K, Role.C_OP, Role.C_LD, Role.M_OP, Role.M_LD, Role.M_XF),
        (_S.MRG, _S.REG), guards=(_G.REASON,),
    ),
    *steps(
        "T-C19", _A.ANSWER_RECEIPT, _CLERKS | _DESK, (_S.MRG, _S.MRG),
        guards=(_G.MAIN_ANSWERED, _G.UNTOLD, _G.REPLY), deadline="DL-10", document="答复意见",
    ),
    *steps(
        "T-C20", _A.WITHDRAW, _PUBLIC | _DESK | _CLERKS, *_to(_S.WDR, *_BEFORE_HANDLING),
        guards=(_G.REASON,), document="撤回记录",
    ),
    *steps(
        "T-C21", _A.APPEAL, _PUBLIC | _DESK, (_S.CLS, _S.CLS),
        guards=(_G.PETITION, _G.APPEAL_TIME, _G.REASON), deadline="DL-11/apply",
        document="复查、复核申请",
    ),
    *steps(
        "T-C21", _A.ANSWER_APPEAL, seats(_C, Role.M_LD, Role.M_XF), (_S.CLS, _S.CLS),
        guards=(_G.APPEALED, _G.REPLY), deadline="DL-11", document="复查、复核意见书",
    ),
    *steps(
        "DOMAIN 2.1", _A.NOTE,
        _DESK | _TAKES | seats(_K, Role.C_LD, Role.M_LD) | seats(Side.PLACE, Role.C_OP, Role.C_LD),
        *_stay(_S.REG, *IN_HAND, _S.CLS),
    ),
    *steps(
        "DOMAIN 2.1", _A.CORRECT, _DESK | seats(_K, Role.C_LD, Role.M_LD),
        *_stay(_S.NEW, _S.REG, *IN_HAND, _S.CLS),
    ),
    *steps(
        "T-C22", _A.RESTORE, _HEADS, *_to(_S.REG, _S.REJ, _S.TRF, _S.WDR, _S.VOID),
        guards=(_G.REASON,),
    ),
    *steps(
        "T-C22", _A.VOID, _HEADS, *_to(_S.VOID, _S.NEW, _S.REG, *IN_HAND, _S.CLS, *_ENDED),
        guards=(_G.REASON,),
    ),
)  # fmt: skip

CASE_FLOW: Final[Machine[Situation]] = Machine(
    what="投诉举报件", states=STAGE_LABELS, acts=ACT_LABELS, guards=GUARDS, rows=STEPS
)


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Whose ledger a case stands in, who has it in hand, and who reviews."""

    unit: str
    handler_area: str
    handler_unit: str
    level: str
    source: str
    county: str = ""

    @property
    def is_reviewed_by_city(self) -> bool:
        """City cases and those of the province are reviewed by the city (T-C15)."""
        return self.level == AcceptLevel.CITY or self.source == Source.PROVINCE

    @property
    def reviewing(self) -> str:
        """The area whose office reviews."""
        return CITY if self.is_reviewed_by_city else (self.handler_area or self.unit)

    def sides(self, actor: Actor) -> frozenset[Side]:
        """How somebody of an office stands to the case; the complainant shows a code instead."""
        found = set()
        is_bureau = actor.role is not Role.STR
        if is_bureau and actor.area_code == self.unit:
            found.add(Side.KEEPER)
        if is_bureau and actor.area_code == self.county:
            found.add(Side.PLACE)
        if is_bureau and actor.area_code == CITY:
            found.add(Side.CITY)
        if self._handles(actor, is_bureau=is_bureau):
            found.add(Side.HANDLER)
        if is_bureau and actor.area_code == self.reviewing:
            found.add(Side.REVIEWER)
        return frozenset(found)

    def may_know(self, actor: Actor) -> bool:
        """Whoever has to reach the complainant may ask who it is (信访工作条例 30)."""
        return actor.role in CASE_WRITERS and bool(self.sides(actor) & {Side.KEEPER, Side.HANDLER})

    def _handles(self, actor: Actor, *, is_bureau: bool) -> bool:
        if self.handler_unit:
            # The bureau that handed it to a street goes on answering for it.
            return actor.unit_code == self.handler_unit or (
                is_bureau and actor.area_code == self.handler_area
            )
        return is_bureau and actor.area_code == (self.handler_area or self.unit)


OWN_CASE: Final = frozenset({Side.OWN})
