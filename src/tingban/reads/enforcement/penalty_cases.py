"""Penalty cases: their flow, and what their guards look at beside the file itself."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from tingban.data.documents.models import Paper
from tingban.data.enforcement.models import (
    CreditPush,
    CreditPushMove,
    Penalty,
    PenaltyCase,
    PenaltyCaseMove,
    Transfer,
    TransferMove,
)
from tingban.data.rectification.models import Problem, ProblemLink
from tingban.reads.enforcement import grounds
from tingban.reads.law import calendar
from tingban.reads.rectification.company_problems import standing_orders
from tingban.reads.rectification.proceedings import Flow
from tingban.rules.actors import Actor, Role
from tingban.rules.enforcement import penalty_course as seen
from tingban.rules.enforcement.credit_stages import CreditAct, CreditKind, CreditStage
from tingban.rules.enforcement.penalty_clocks import due
from tingban.rules.enforcement.penalty_deciding import REVIEWED_IN, awaited
from tingban.rules.enforcement.penalty_fields import FIELDS
from tingban.rules.enforcement.penalty_flow import PENALTY_FLOW, RESTS_ON
from tingban.rules.enforcement.penalty_guard_keys import GUARD_LABELS
from tingban.rules.enforcement.penalty_levers import LOCAL
from tingban.rules.enforcement.penalty_paper_stages import DUE_PAPERS
from tingban.rules.enforcement.penalty_stages import ENDS, MAIN, SETTLED, Act, PaperKey
from tingban.rules.enforcement.penalty_told import IDLE, told_clock
from tingban.rules.enforcement.transfer_stages import Act as TransferAct
from tingban.rules.enforcement.transfer_stages import Matter, Receiver
from tingban.rules.rectification.course import Course
from tingban.rules.rectification.stages import MeasureKind
from tingban.rules.rectification.standing_orders import term_of

NOT_FOUND: Final = "没有找到这件处罚案件，或者它不在您的辖区内。"
SUBJECT: Final = "penalty_case"
# These pushes carry no publication any more.
_OVER: Final = (CreditStage.DROPPED, CreditStage.WITHDRAWN, CreditStage.REPAIRED)
# The other organ did not keep it: the case goes on here, until that organ files it after all.
_RETURNING: Final = (TransferAct.DECLINE, TransferAct.NOT_FILE, TransferAct.UPHOLD)


def _beside(row: Any) -> Mapping[str, Any]:
    problems = linked_problems(row.number)
    standing = grounds.standing(problems)
    acts = (act for problem in standing for act in problem.acts.split("、") if act)
    decision = decision_number(row.number)
    return {
        "calendar": calendar(),
        "has_company": row.company_id is not None,
        **grounds.of_problems(problems),
        "acts": tuple(dict.fromkeys(acts)),
        "order_due_on": term_of(standing_orders(standing)),
        "fined": tuple(_fined(row.number, problems)),
        "has_prior": _has_prior(row, but=decision),
        **_transfers(row, problems),
        **_push(decision),
    }


def linked_problems(number: str) -> list[Problem]:
    """The problems that led to a case."""
    return grounds.linked(f"{SUBJECT}:{number}")


def standing_problems(number: str) -> list[Problem]:
    """Those of them that a decision may rest on (T-P15)."""
    return grounds.standing(linked_problems(number))


def _fined(number: str, problems: list[Problem]) -> Iterator[str]:
    """Fines of other cases on the same problems that stand (行政处罚法 29)."""
    links = ProblemLink.objects.standing().filter(
        problem__in=problems, subject__startswith=f"{SUBJECT}:"
    )
    subjects = set(links.values_list("subject", flat=True)) - {f"{SUBJECT}:{number}"}
    for subject in sorted(subjects):
        decision = decision_number(subject.partition(":")[2])
        fined = Penalty.objects.filter(number=decision, fine__gt=0, revoked_on__isnull=True)
        if decision and fined.exists():
            yield decision


def _transfers(row: Any, problems: list[Problem]) -> Mapping[str, Any]:
    """What was really handed over on these problems or of this company, as choices; of it what
    went to the police as a crime on these problems and stayed there (移送规定 5)."""
    links = ProblemLink.objects.standing().filter(problem__in=problems)
    numbers = [it.partition(":")[2] for it in links.values_list("subject", flat=True)]
    about = Q(number__in=numbers)
    if row.company_id is not None:
        about |= Q(company_id=row.company_id, county_id=row.county_id)
    sent = TransferMove.objects.standing().filter(step=TransferAct.SEND.value)
    rows = Transfer.objects.filter(about, pk__in=sent.values("row_id"), is_sealed=False)
    found = list(rows.exclude(pk__in=_returned()).order_by("number"))
    begun = TransferMove.objects.standing().filter(row__in=found, step=TransferAct.OPEN.value)
    crimes = [
        move.row.number
        for move in begun.select_related("row").order_by("row__number")
        if move.row.number in numbers
        and move.told.get("matter") == Matter.CRIME
        and move.told.get("receiver") == Receiver.POLICE
    ]
    return {
        "transfers": tuple((it.number, f"{it.number} {it.title}") for it in found),
        "crimes_sent": tuple(crimes),
    }


def _returned() -> QuerySet[TransferMove, Any]:
    """Rows that came back and were not filed since; closing them changes nothing about that."""
    standing = TransferMove.objects.standing()
    filed = standing.filter(
        row=OuterRef("row"), step=TransferAct.FILE.value, pk__gt=OuterRef("pk")
    )  # fmt: skip
    back = standing.filter(step__in=[act.value for act in _RETURNING])
    return back.exclude(Exists(filed)).values("row_id")


def _push(decision: str) -> Mapping[str, Any]:
    """The push that carries the publication of the decision, and its receipt (DL-26)."""
    rows = CreditPush.objects.filter(kind=CreditKind.PENALTY.value, about=decision or "-")
    push = rows.exclude(stage__in=[stage.value for stage in _OVER]).order_by("-id").first()
    withdrawn = {"withdrawn": _withdrawn(rows)}
    if push is None:
        return withdrawn
    moves = CreditPushMove.objects.standing().filter(row=push, step=CreditAct.ACKNOWLEDGE.value)
    told = moves.order_by("-id").values_list("told", flat=True).first() or {}
    return withdrawn | {"push": push.number, "push_receipt": str(told.get("receipt", ""))}


def _withdrawn(rows: QuerySet[CreditPush]) -> Mapping[str, date]:
    """Receipts that the platform took back, each with the day; one given anew is not."""
    steps = (CreditAct.ACKNOWLEDGE.value, CreditAct.WITHDRAW.value)
    found: dict[str, date] = {}
    receipt = ""
    for move in (
        CreditPushMove.objects.standing()
        .filter(row__in=rows, step__in=steps)
        .order_by("row_id", "id")
    ):
        if move.step == CreditAct.WITHDRAW:
            found[receipt] = move.on
        else:
            receipt = str(move.told.get("receipt", ""))
            found.pop(receipt, None)
    return found


def changed_on(decision: str) -> date | None:
    """The day on which a review or a judgment changed the fine of this decision last."""
    moves = PenaltyCaseMove.objects.standing().filter(
        row__number=case_deciding(decision), step=Act.END_APPEAL.value
    )
    changes = [move.on for move in moves.order_by("id") if "changed_fine" in move.told]
    return changes[-1] if changes else None


def decided_by_cases() -> QuerySet[Any, Any]:
    """The 文号 of all decisions that cases here made."""
    papers = Paper.objects.filter(
        template__in=(PaperKey.DECISION, PaperKey.SPOT), subject__startswith=f"{SUBJECT}:"
    )
    return papers.exclude(number="").order_by().values("number")


def case_deciding(decision: str) -> str:
    """The case that made the decision of this 文号; empty where none did."""
    papers = Paper.objects.filter(
        number=decision, template__in=(PaperKey.DECISION, PaperKey.SPOT),
        subject__startswith=f"{SUBJECT}:",
    )  # fmt: skip
    subject = papers.order_by("-id").values_list("subject", flat=True).first() or ""
    return subject.partition(":")[2]


def decision_number(number: str) -> str:
    """The 文号 under which the decision of a case is counted, also where its paper is void by
    now; empty before it is decided."""
    papers = Paper.objects.filter(
        subject=f"{SUBJECT}:{number}", template__in=(PaperKey.DECISION, PaperKey.SPOT)
    )
    counted = Penalty.objects.filter(number__in=papers.exclude(number="").values("number"))
    return counted.order_by("-id").values_list("number", flat=True).first() or ""


def _has_prior(row: Any, *, but: str) -> bool:
    """Whether the company was punished before, by whatever organ, `but` the case's decision."""
    if row.company_id is None:
        return False
    rows = Penalty.objects.filter(
        company_id__in=(row.company_id, row.company.merged_into_id or row.company_id),
        decided_on__isnull=False, revoked_on__isnull=True,
    )  # fmt: skip
    return rows.exclude(number=but or "-").exists()


def open_case_of(problem: str) -> PenaltyCase | None:
    """The case that deals with this problem and is not at an end, whoever sees it."""
    links = ProblemLink.objects.standing().filter(
        problem__number=problem, subject__startswith=f"{SUBJECT}:"
    )
    numbers = [it.partition(":")[2] for it in links.values_list("subject", flat=True)]
    rows = PenaltyCase.objects.filter(number__in=numbers)
    return rows.exclude(stage__in=[stage.value for stage in SETTLED]).order_by("id").first()


def _waits(actor: Actor) -> Q | None:
    """What waits for 法规科: a proposal, or a hearing after it, of which it said nothing yet.

    The question of `penalty_deciding.awaits_review`, asked of all cases at once.
    """
    if actor.role is not Role.M_LAW:
        return None
    moves = PenaltyCaseMove.objects.standing()
    after = moves.filter(row=OuterRef("row"), pk__gt=OuterRef("pk"))
    unseen = moves.exclude(
        Exists(after.filter(step__in=(Act.PROPOSE.value, Act.REVIEW.value, Act.RESUME.value)))
    )
    called_for = Q(told__articles__contains=[LOCAL]) | Q(told__review__0__isnull=False)
    proposed = unseen.filter(called_for, step=Act.PROPOSE.value)
    heard = unseen.filter(step=Act.HOLD_HEARING.value)
    waiting = Q(pk__in=proposed.values("row_id")) | Q(pk__in=heard.values("row_id"))
    return waiting & Q(stage__in=[stage.value for stage in REVIEWED_IN])


def _held(course: Course) -> Mapping[str, Any]:
    """The day of a hearing that is past is the day of its step, whenever that is entered."""
    day = seen.hearing_day(course)
    return {"on": day} if day and day <= course.today else {}


def _officers(course: Course) -> Mapping[str, Any]:
    """Those of the case, a line each, as the form asks for them."""
    return {"officers": "\n".join(f"{name} {number}" for name, number in seen.in_charge(course))}


PENALTY: Final = Flow(
    model=PenaltyCase,
    moves=PenaltyCaseMove,
    machine=PENALTY_FLOW,
    topic="enforcement",
    subject=SUBJECT,
    prefix="CF",
    not_found=NOT_FOUND,
    fields=FIELDS,
    guard_labels=GUARD_LABELS,
    ends=ENDS,
    main=MAIN,
    due=due,
    beside=_beside,
    measure=MeasureKind.PENALTY,
    rests_on=RESTS_ON,
    papers_due=DUE_PAPERS,
    known={Act.HOLD_HEARING: _held}
    | dict.fromkeys((Act.INSPECT, Act.INTERVIEW, Act.COLLECT, Act.KEEP), _officers),
    awaits=awaited,
    waits=_waits,
    told_clock=told_clock,
    idle=IDLE,
)
