"""Everything as it should be before a step, so that one thing can be amiss."""

from datetime import date

from tingban.rules.actors import Actor, Role
from tingban.rules.documents.service import Way
from tingban.rules.documents.slots import Officer
from tingban.rules.inspections import VisitKind
from tingban.rules.rectification import Category
from tingban.rules.rectification.situation import Seen, Situation
from tingban.rules.rectification.stages import MeasureKind, Stage

TODAY = date(2024, 6, 18)
# What an act needs otherwise than the rest.
GOOD = {
    "mark_overdue": {"term_on": date(2024, 6, 17)},
}
_KINDS = {"category": Category, "way": Way}


def an_actor(role: Role, *, area: str = "140802", unit: str = "unit") -> Actor:
    return Actor(7, "某人", role, unit, "某局", area)


def good(act: str = "", stage: Stage | None = None, **amiss: object) -> Situation:
    """A Tuesday on which every step would go on, but for what is amiss."""
    told: dict[str, object] = {
        "today": TODAY,
        "category": Category.CAT_1,
        "known_acts": ("1-03",),
        "confirmed_on": TODAY,
        "completed_on": date(2024, 6, 10),
        "term_on": date(2024, 6, 20),
        "ends_on": date(2024, 10, 31),
        "finder_id": 1,
        "proposer_id": 1,
        "is_proposed": True,
        "is_asked": True,
        "submitted_on": TODAY,
        "failures": 2,
        "running": (MeasureKind.EXIT,),
        "first_visit_on": date(2024, 6, 3),
        "evidence": 1,
        "acts": ("1-03",),
        "responsible": "项目经理 王某",
        "new_term_on": date(2024, 6, 24),
        "latest_on": date(2024, 6, 25),
        "reason": "写明原因",
        "staff": ("甲", "乙"),
        "before": 1,
        "after": 1,
        "laws": ("CC-942.1",),
        "officers": (Officer("甲", "0801"), Officer("乙", "0802")),
        "demands": "一、每日清扫",
        "way": Way.DIRECT,
        "proof": "送达回证",
        "deemed_on": date(2024, 6, 17),
        "report": "已清扫",
        "publication": 1,
        "owed": 100,
        "repaid": 100,
        "voucher": "银行回单 0001",
        "visit": Seen("XC-1", VisitKind.RECHECK, TODAY),
        "measures": (MeasureKind.SUPERVISE,),
        "ended": (MeasureKind.EXIT,),
        "successor": "接任企业 6月17日书面确认",
    }
    told |= GOOD.get(act, {}) | {
        name: _KINDS[name](value) if name in _KINDS else value for name, value in amiss.items()
    }
    if "measures" in amiss:
        told["measures"] = tuple(MeasureKind(kind) for kind in amiss["measures"])
    return Situation(**told)
