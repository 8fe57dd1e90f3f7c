"""移送: their flow."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from tingban.data.enforcement.models import Transfer, TransferMove
from tingban.reads.enforcement import grounds, joint_measures
from tingban.reads.law import calendar
from tingban.reads.rectification.proceedings import Flow
from tingban.rules.enforcement.joint_guards import KEYS, LIST
from tingban.rules.enforcement.joint_measures import as_of, choices_on
from tingban.rules.enforcement.measure_paper_stages import TRANSFER_DUE
from tingban.rules.enforcement.standing_ground import is_idle
from tingban.rules.enforcement.transfer_clocks import due_after
from tingban.rules.enforcement.transfer_fields import FIELDS
from tingban.rules.enforcement.transfer_flow import MAIN, RESTS_ON, TRANSFER_FLOW
from tingban.rules.enforcement.transfer_guards import GUARD_LABELS, Guard
from tingban.rules.enforcement.transfer_stages import ENDS, Act
from tingban.rules.rectification.course import Course
from tingban.rules.rectification.stages import MeasureKind


def _beside(row: Transfer) -> Mapping[str, Any]:
    """The clock, the company, the city's list: what may be chosen, what was meant then."""
    measures = joint_measures.versions()
    meant = {it.key: as_of(measures, it.key, row.opened_on) or it for it in measures}
    return {
        "due_on": grounds.due_on(row),
        **grounds.of_problems(grounds.linked(f"transfer:{row.number}")),
        "has_company": row.company_id is not None,
        LIST: measures,
        KEYS: tuple((key, it.label) for key, it in meant.items()),
        f"{KEYS}_offered": partial(choices_on, measures),
    }


def _supplemented(now: Course) -> Mapping[str, Any]:
    """What stands already, to be added to: a supplement replaces what was told before."""
    lines = "\n".join(str(it) for it in now.items("materials"))
    told = {name: now.text(name) for name in ("report", "inventory", "appraisal")}
    return {"materials": lines, KEYS: list(now.items(KEYS)), **told}


TRANSFERS: Final = Flow(
    model=Transfer,
    moves=TransferMove,
    machine=TRANSFER_FLOW,
    topic="enforcement",
    subject="transfer",
    prefix="YS",
    not_found="没有找到这件移送，或者它不在您的辖区内。",
    fields=FIELDS,
    guard_labels=GUARD_LABELS,
    ends=ENDS,
    main=MAIN,
    due=lambda now, step: due_after(now, step, calendar()),
    beside=_beside,
    known={Act.PREPARE: _supplemented},
    measure=MeasureKind.TRANSFER,
    papers_due=TRANSFER_DUE,
    rests_on=RESTS_ON,
    idle={Guard.PROBLEMS_STAND: is_idle},
)
