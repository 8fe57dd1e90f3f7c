"""企业退出 as a kind of proceeding: its tables, its machine, what its guards look at beside it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from tingban.data.enforcement.models import CreditPush, CreditPushMove
from tingban.data.exits.models import ExitCase, ExitCaseMove
from tingban.data.registry.models import Community, Company, Contract
from tingban.kit.dates import parse_date
from tingban.reads.documents import papers
from tingban.reads.enforcement.grounds import proofs_after
from tingban.reads.exits.handover import handover_of
from tingban.reads.exits.rule_files import rule_files
from tingban.reads.exits.votes import votes_of_case
from tingban.reads.law import calendar
from tingban.reads.rectification.company_problems import (
    between,
    open_with_act,
    problems_at,
    standing_orders,
)
from tingban.reads.rectification.proceedings import Flow
from tingban.rules.audit.machine import Step
from tingban.rules.enforcement.credit_stages import CreditAct, CreditKind, CreditStage
from tingban.rules.exits import exit_clocks
from tingban.rules.exits.evidence import ContractTerm
from tingban.rules.exits.exit_fields import FIELDS
from tingban.rules.exits.exit_flow import EXIT_FLOW, MAIN, RESTS_ON
from tingban.rules.exits.exit_guard_keys import GUARD_LABELS
from tingban.rules.exits.exit_papers import DEMAND
from tingban.rules.exits.exit_stages import ENDS, OPEN, Act, Stage
from tingban.rules.exits.meeting_guards import read_from_plan
from tingban.rules.exits.notice_service import NOTICES, NoticeService, read_from_paper
from tingban.rules.exits.paper_stages import DUE_PAPERS
from tingban.rules.exits.refusal_guards import KEPT_BACK, read_from_demand
from tingban.rules.exits.sides import TOLD_CLOCKS
from tingban.rules.rectification.clocks import Due
from tingban.rules.rectification.course import Course
from tingban.rules.rectification.stages import MeasureKind

_SUBJECT: Final = "exit_case"
_SERVING: Final = frozenset({Stage.X5, Stage.X6})
_RECEIPTS: Final = (CreditAct.ACKNOWLEDGE.value, CreditAct.MARKET_RECEIPT.value)


def _due(now: Course, step: Step) -> Due | None:
    return exit_clocks.due(now, step, calendar())


def _beside(row: ExitCase) -> Mapping[str, Any]:
    if row.pk is None:
        return {"calendar": calendar()}
    votes = votes_of_case(row)
    last = votes[-1] if votes else None
    return {
        **_opinion_papers(row),
        **_notice_service(row),
        **_demand_until(row),
        **_other_open(row),
        "calendar": calendar(),
        "handover": handover_of(row),
        **_parties(row),
        "vote": last.result if last else None,
        "plan": last.plan if last else None,
        "rule_files": rule_files(row.number) if last and last.plan.follow else (),
        "roll": last.whole if last else None,
        "roll_gaps": last.gaps if last else "",
        "roll_frozen_on": last.frozen_on if last else None,
        **_receipts(row.number),
    }


def _parties(row: ExitCase) -> Mapping[str, Any]:
    """Between these two: their contract, whether the company leaves a record here (AMB-32), and
    how it was ordered to give back the documents (条例 58)."""
    if row.community is None or row.company is None:
        return {}
    kept = open_with_act(row.community, row.company, KEPT_BACK)
    return {
        "contract": _contract(row.community, row.company, row.opened_on),
        "has_problems": problems_at(row.community, row.company).exists(),
        "problems_58": tuple(it.number for it in kept),
        "orders_58": standing_orders(kept),
    }


def _contract(community: Community, company: Company, on: date) -> ContractTerm | None:
    """The last that had begun on that day."""
    rows = Contract.objects.filter(between(community, company), is_void=False, starts_on__lte=on)
    last = rows.order_by("-starts_on").first()
    return ContractTerm(last.starts_on, last.ends_on) if last else None


def _opinion_papers(row: ExitCase) -> Mapping[str, Any]:
    """Files that came since 街道 was last heard; what came earlier is of the earlier opinion."""
    if row.stage != Stage.X0:
        return {}
    subject = f"{_SUBJECT}:{row.number}"
    found = proofs_after(subject, ExitCaseMove, Act.OPEN_TRIGGER, Act.GIVE_OPINION)
    return {"opinion_papers": found}


def _notice_service(row: ExitCase) -> Mapping[str, Any]:
    """As the paper says; asked while the notice is served, not ever after."""
    if row.stage not in _SERVING:
        return {}
    found = papers.service_of(f"{_SUBJECT}:{row.number}", NOTICES)
    if found is None:
        return {}
    told = NoticeService(found.served_on, found.way, found.proof, found.receiver)
    return {"notice_service": told}


def _demand_until(row: ExitCase) -> Mapping[str, Any]:
    """The last day that the letter of demand names; asked while the company is urged."""
    if row.stage != Stage.X10:
        return {}
    typed = papers.typed_of(f"{_SUBJECT}:{row.number}", DEMAND.key)
    return {"demand_until": parse_date(typed["催告期限"])} if typed.get("催告期限") else {}


def _other_open(row: ExitCase) -> Mapping[str, Any]:
    """The number of an exit that runs beside one that has ended."""
    if row.stage not in ENDS:
        return {}
    rows = ExitCase.objects.filter(
        community=row.community_id, company=row.company_id, stage__in=OPEN
    )
    return {"other_open": rows.values_list("number", flat=True).first() or ""}


def _receipts(number: str) -> Mapping[str, str]:
    """The receipts of the push that this exit handed on (DOMAIN 7.2)."""
    pushes = CreditPush.objects.filter(kind=CreditKind.REFUSAL.value, about=number)
    moves = CreditPushMove.objects.standing().filter(
        row__in=pushes.exclude(stage=CreditStage.DROPPED.value), step__in=_RECEIPTS
    )
    found = dict(moves.order_by("id").values_list("step", "told"))
    return {
        "credit_receipt": str(found.get(CreditAct.ACKNOWLEDGE.value, {}).get("receipt", "")),
        "market_receipt": str(
            found.get(CreditAct.MARKET_RECEIPT.value, {}).get("market_receipt", "")
        ),
    }


EXIT: Final = Flow(
    model=ExitCase,
    moves=ExitCaseMove,
    machine=EXIT_FLOW,
    topic="exits",
    subject=_SUBJECT,
    prefix="TC",
    not_found="没有找到这件退出案件，或者它不在您的辖区内。",
    fields=FIELDS,
    guard_labels=GUARD_LABELS,
    ends=frozenset(stage.value for stage in ENDS),
    main={stage.value: act.value for stage, act in MAIN.items()},
    due=_due,
    beside=_beside,
    measure=MeasureKind.EXIT,
    rests_on=RESTS_ON,
    told_clocks=TOLD_CLOCKS,
    told_clock=exit_clocks.told,
    papers_due=DUE_PAPERS,
    known={
        Act.ANNOUNCE: read_from_plan,
        Act.SERVE_NOTICE: read_from_paper,
        Act.URGE: read_from_demand,
    },
)
