"""All that a company is shown: its orders and what they say (DOMAIN 3.1.3, ADR 0023).

The values here are the whole list. None of them holds where a problem came from, who complained,
or a word that does not stand in an order, an answer of the company or a decision told to it. Of an
order that was entered from paper the description is left out, because nobody has signed it here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from tingban.data.documents.models import Attachment
from tingban.data.rectification.models import (
    Order,
    OrderFact,
    OrderPlea,
    OrderProblem,
    Problem,
    ProblemFact,
    Repayment,
)
from tingban.data.registry.models import Company
from tingban.reads.documents import attachments
from tingban.reads.documents.attachments import AttachmentLine
from tingban.reads.law import articles, calendar
from tingban.reads.rectification import situations
from tingban.reads.rectification.company_history import SideLine, side_lines
from tingban.reads.rectification.order_papers import demands_of
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.deadlines.clock import Clock
from tingban.rules.documents.sharing import Copy, Eyes, SubjectKind
from tingban.rules.errors import NotFound, Refused
from tingban.rules.rectification import CATEGORY_LABELS, SUB_ACT_BY_CODE, Category
from tingban.rules.rectification.clocks import Due, clock_of
from tingban.rules.rectification.flow import PROBLEM_FLOW
from tingban.rules.rectification.situation import as_if_filled
from tingban.rules.rectification.stages import OPEN, OWING, Act, Stage
from tingban.rules.registry.campaign import YUNCHENG_2024

NOT_FOUND: Final = "没有找到这份通知书。请核对是不是发给贵公司的。"
_NOBODY: Final = (
    "您的单位没有对应到登记的物业服务企业。请联系县(市、区)住建部门，"
    "把单位代码改成企业的统一社会信用代码。"
)
STAGE_WORDS: Final = {
    Stage.ORD: "待签收",
    Stage.FIX: "整改中",
    Stage.SUB: "已提交，等待复核",
    Stage.CMP: "已办结",
    Stage.OVD: "逾期",
    Stage.ESC: "逾期，已升级处置",
    Stage.ANN: "已撤销",
}


@dataclass(frozen=True, slots=True)
class Sight:
    """A company that looks; by a link it sees the order of the link alone."""

    actor: Actor
    only: str = ""


@dataclass(frozen=True, slots=True)
class SideOrder:
    """One order as its company lists it."""

    number: str
    signed_on: date | None
    served_on: date | None
    places: tuple[str, ...]
    problems: int
    open_problems: int
    clock: Clock | None

    @property
    def is_waiting(self) -> bool:
        """It has not been received: what it says is shown after the receipt."""
        return self.served_on is None


@dataclass(frozen=True, slots=True)
class SideProblem:
    """What was found, what is owed, and what the company may do now."""

    number: str
    version: int
    community: str
    category: Category
    acts: tuple[str, ...]
    description: str
    stage: Stage
    due_on: date | None
    clock: Clock | None
    answer_refusal: str
    extension_refusal: str
    is_extension_asked: bool
    repayment: tuple[int, int] | None
    files: tuple[AttachmentLine, ...]
    history: tuple[SideLine, ...]

    @property
    def category_words(self) -> str:
        """未按合同提供服务 …"""
        return CATEGORY_LABELS[self.category]

    @property
    def stage_words(self) -> str:
        """As the company reads it."""
        return STAGE_WORDS[self.stage]

    @property
    def is_owing(self) -> bool:
        """Whether the company has something to do."""
        return self.stage in OWING


@dataclass(frozen=True, slots=True)
class SidePlea:
    """What the company said against the order."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class SideDetail:
    """One order that was received. `is_signed_here`: its paper can be printed."""

    row: SideOrder
    county: str
    phones: tuple[str, ...]
    is_signed_here: bool
    organ_address: str
    laws: tuple[str, ...]
    demands: tuple[str, ...]
    problems: tuple[SideProblem, ...]
    pleas: tuple[SidePlea, ...]
    # Not received yet, and its term is over: it cannot be received any more (T-P06).
    is_late: bool = False

    def problem(self, number: str) -> SideProblem:
        """One of its problems."""
        found = next((it for it in self.problems if it.number == number), None)
        if found is None:
            raise NotFound(NOT_FOUND)
        return found


def company_name(sight: Sight) -> str:
    """Whose door it is; a unit that is no registered company has none."""
    return _company(sight.actor).name


def _company(actor: Actor) -> Company:
    code = actor.unit_code
    found = Company.objects.filter(uscc=code).first() if code else None
    if found is None:
        raise Refused(_NOBODY, rule="DOMAIN 0.3")
    return found


def orders(sight: Sight) -> list[SideOrder]:
    """The orders of the company: those to be taken, then by their nearest term, then the rest."""
    rows = list(_own(sight))
    by_order = _problems(sight, rows)
    found = [_row(order, by_order.get(order.pk, ())) for order in rows]
    late = date.max
    return sorted(
        found,
        key=lambda it: (
            not it.is_waiting, not it.open_problems, it.clock.due_on if it.clock else late,
            it.number,
        ),
    )  # fmt: skip


def order(sight: Sight, number: str, *, today: date) -> SideDetail:
    """One order of the company, received; another's does not exist."""
    found = owned(sight, number)
    problems = _problems(sight, [found]).get(found.pk, ())
    fact = OrderFact.objects.standing().filter(order=found).first()
    is_shown = found.served_on is not None
    pleas = OrderPlea.objects.standing().filter(order=found).order_by("id")
    area = AREA_BY_CODE[found.county_id]
    return SideDetail(
        row=_row(found, problems),
        county=area.full_name,
        phones=area.phones,
        is_signed_here=fact is not None and is_shown,
        organ_address=fact.organ_address if fact else "",
        laws=_laws(fact) if is_shown else (),
        demands=demands_of(fact.demands) if fact and is_shown else (),
        problems=tuple(_side(sight, it, fact, found, today) for it in problems) if is_shown else (),
        pleas=tuple(SidePlea(it.on, it.text) for it in pleas),
        is_late=not is_shown and any(_is_over(it, today) for it in problems),
    )


def _is_over(problem: Problem, today: date) -> bool:
    """The term that an order tells was over before the company took it (T-P06)."""
    is_waiting = problem.stage == Stage.ORD.value
    return is_waiting and problem.due_on is not None and problem.due_on < today


def owned(sight: Sight, number: str) -> Order:
    """The row of an order of the company."""
    found = _own(sight).filter(number=number).first()
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def _own(sight: Sight) -> QuerySet[Order]:
    """Orders of its problems, but those that were signed for another company."""
    code = sight.actor.unit_code
    facts = OrderFact.objects.standing()
    own = facts.filter(Q(company__uscc=code) | Q(company__merged_into__uscc=code))
    others = facts.exclude(pk__in=own.values("pk")).order_by().values("order_id")
    rows = Order.objects.visible_to(sight.actor).filter(withdrawn_on=None).exclude(pk__in=others)
    begun = Q(signed_on__isnull=False) | Q(served_on__isnull=False)
    rows = rows.filter(begun, number=sight.only) if sight.only else rows.filter(begun)
    return rows.order_by("number")


def _problems(sight: Sight, rows: Sequence[Order]) -> dict[int, list[Problem]]:
    own = Problem.objects.visible_to(sight.actor).order_by().values("id")
    targets = OrderProblem.objects.standing().filter(order__in=rows, problem__in=own)
    named = targets.select_related("problem__community", "problem__company__merged_into")
    found: dict[int, list[Problem]] = {}
    for target in named.order_by("problem__number"):
        found.setdefault(target.order_id, []).append(target.problem)
    return found


def _row(row: Order, problems: Sequence[Problem]) -> SideOrder:
    clocks = [_clock(it, row.served_on) for it in problems if it.stage in OWING]
    return SideOrder(
        number=row.number,
        signed_on=row.signed_on,
        served_on=row.served_on,
        places=tuple(dict.fromkeys(it.community.name for it in problems)),
        problems=len(problems),
        open_problems=sum(it.stage in OPEN for it in problems),
        clock=min((it for it in clocks if it), key=lambda it: it.due_on, default=None),
    )


def _clock(row: Problem, served_on: date | None) -> Clock | None:
    """The company's term; the bureau's own clocks are not its business."""
    if row.stage not in OWING or row.due_on is None:
        return None
    if served_on is not None and row.due_on < served_on:
        early = Due(row.due_on, f"DL-12/{row.category}", served_on)
        return clock_of(early, calendar(), ends_on=YUNCHENG_2024.ends_on)
    is_running = row.stage == Stage.FIX and bool(row.due_rule)
    # Once it is over, the clock of the row is the bureau's.
    rule = row.due_rule if is_running else f"DL-12/{row.category}"
    since = (row.due_since if is_running else row.confirmed_on) or row.due_on
    return clock_of(Due(row.due_on, rule, since), calendar(), ends_on=YUNCHENG_2024.ends_on)


def _side(
    sight: Sight, row: Problem, fact: OrderFact | None, order: Order, today: date
) -> SideProblem:
    moves = situations.standing_moves(row)
    now = situations.situation(row, moves, today=today)
    stated = None
    if fact is not None:
        rows = ProblemFact.objects.believed(fact.recorded_at).filter(problem=row)
        stated = rows.order_by("-id").first()

    def refusal(act: Act) -> str:
        sides = situations.standpoint(row).sides(sight.actor)
        try:
            PROBLEM_FLOW.check(
                act, row.stage, actor=sight.actor, sides=sides, now=as_if_filled(now)
            )
        except Refused as refused:
            return refused.sentence
        return ""

    codes = (stated.acts if stated else row.acts).split("、")
    return SideProblem(
        number=row.number,
        version=row.version,
        community=row.community.name,
        category=Category(stated.category if stated else row.category),
        acts=tuple(SUB_ACT_BY_CODE[code].label for code in codes if code in SUB_ACT_BY_CODE),
        description=stated.description if stated else "",
        stage=Stage(row.stage),
        due_on=row.due_on,
        clock=_clock(row, order.served_on),
        answer_refusal=refusal(Act.SUBMIT),
        extension_refusal=refusal(Act.ASK_EXTENSION),
        is_extension_asked=now.is_asked,
        repayment=_repayment(row, sight.actor),
        files=files(sight, row.number),
        history=side_lines(moves, sight.actor, owned_numbers(sight, row)),
    )


def owned_numbers(sight: Sight, row: Problem) -> frozenset[str]:
    """The orders of this company that speak of the problem."""
    whole = Sight(sight.actor)
    targets = OrderProblem.objects.standing().filter(problem=row, order__in=_own(whole))
    return frozenset(targets.values_list("order__number", flat=True))


def _repayment(row: Problem, actor: Actor) -> tuple[int, int] | None:
    """应退 and 已退 as the company told them, in 0.01 yuan."""
    own = Repayment.objects.standing().filter(problem=row, act__unit_code=actor.unit_code)
    return own.values_list("owed", "repaid").order_by("-id").first()


def _laws(fact: OrderFact | None) -> tuple[str, ...]:
    if fact is None:
        return ()
    known = {it.key: it.label for it in articles(fact.laws, on=fact.signed_on)}
    return tuple(known[key] for key in fact.laws if key in known)


def answer_subject(number: str) -> str:
    """What the files of a company's answers belong to."""
    return f"{SubjectKind.ANSWER.value}:{number}"


def files(sight: Sight, number: str) -> tuple[AttachmentLine, ...]:
    """The pictures that this company has brought for the problem."""
    own = _files(sight, number).values_list("pk", flat=True)
    lines = attachments.of_subject(answer_subject(number), Eyes.OUTSIDE)
    kept = set(own)
    return tuple(line for line in lines if line.id in kept)


def _files(sight: Sight, number: str) -> QuerySet[Attachment]:
    rows = Attachment.objects.standing().filter(subject=answer_subject(number))
    return rows.filter(act__unit_code=sight.actor.unit_code)


def file(sight: Sight, order_number: str, attachment_id: int) -> Attachment:
    """A picture that this company brought for a problem of this order of its own."""
    problems = _problems(sight, [owned(sight, order_number)]).values()
    for row in (it for rows in problems for it in rows):
        found = _files(sight, row.number).filter(pk=attachment_id).first()
        if found is not None:
            return found
    raise NotFound(attachments.NOT_FOUND)


def copies(row: Attachment) -> tuple[Copy, ...]:
    """What goes out to a company."""
    return attachments.copies_of(row, Eyes.OUTSIDE)
