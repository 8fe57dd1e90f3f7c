"""Acts on what is stated of a problem: add, correct, assign, void (DOMAIN 3.2)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from tingban.actions import documents
from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import create_once, find, once
from tingban.actions.inspections import visits
from tingban.actions.rectification import moving
from tingban.actions.rectification.moving import Said, Turn
from tingban.actions.rectification.ordered_terms import corrected_term
from tingban.actions.rectification.projection import project_problems
from tingban.actions.registry import communities, companies
from tingban.data.audit.models import Entry
from tingban.data.rectification.models import (
    Measure,
    Problem,
    ProblemFact,
    ProblemMove,
    ProblemStep,
    Repayment,
)
from tingban.data.registry.models import Community, Company
from tingban.kit.dates import chinese_day
from tingban.kit.text import clean, clean_line
from tingban.reads.law import calendar
from tingban.rules.actors import FIELD_WRITERS, SYSTEM, Actor
from tingban.rules.deadlines.days import check_day
from tingban.rules.errors import NotFound, NotNow, Refused
from tingban.rules.rectification import (
    CATEGORY_LABELS,
    SUB_ACT_BY_CODE,
    Category,
    ProblemSource,
    ProblemStepKind,
    check_sub_acts,
    default_due_on,
    problem_number,
)
from tingban.rules.rectification.clocks import LOOK_BACK_DAYS
from tingban.rules.rectification.guards import GUARDS
from tingban.rules.rectification.situation import Guard, Situation
from tingban.rules.rectification.stages import Act, Stage
from tingban.rules.rectification.sub_acts import FREE_TEXT
from tingban.rules.registry.campaign import YUNCHENG_2024

NOT_FOUND = moving.NOT_FOUND


@dataclass(frozen=True, slots=True)
class ProblemStatement:
    """What is stated of a problem (问题清单). `evidence` names each piece that was secured.

    `regression_of` is the problem that came back after its look-back time (T-P14).
    """

    community_code: str
    category: Category
    source: ProblemSource
    confirmed_on: date
    acts: tuple[str, ...] = ()
    description: str = ""
    company_id: int | None = None
    source_ref: str = ""
    due_on: date | None = None
    evidence: tuple[str, ...] = ()
    responsible: str = ""
    regression_of: str = ""

    @property
    def term_on(self) -> date:
        """整改期限 as told, else that of the category (DL-12)."""
        return self.due_on or default_due_on(
            self.category, self.confirmed_on, calendar(), cap_on=YUNCHENG_2024.ends_on
        )

    def check(self, *, today: date, what: str = "确认日期") -> None:
        """Refuse what cannot be."""
        unknown = [code for code in self.acts if code not in SUB_ACT_BY_CODE]
        if unknown:
            raise Refused(f"没有问题行为 {unknown[0]}。", rule="DOMAIN 1.2")
        check_sub_acts(self.category, [SUB_ACT_BY_CODE[code] for code in self.acts])
        if FREE_TEXT in self.acts and not self.description.strip():
            raise Refused("选择“其他”时，请在问题描述中写明是什么行为。", rule="DOMAIN 1.2")
        check_day(self.confirmed_on, today=today, what=what)
        if self.due_on is not None and self.due_on < self.confirmed_on:
            raise Refused(
                f"整改期限（{chinese_day(self.due_on)}）早于{what}（{chinese_day(self.confirmed_on)}）。",
                rule="DL-12",
            )

    def as_fact(self, problem: Problem, company: Company | None) -> ProblemFact:
        """The fact that states this."""
        return ProblemFact(
            problem=problem,
            community_id=problem.community_id,
            company=company,
            category=self.category.value,
            acts="、".join(self.acts),
            description=clean(self.description),
            source=self.source.value,
            source_ref=clean_line(self.source_ref),
            due_on=self.due_on,
        )


@transaction.atomic
def add_problem(*, statement: ProblemStatement, actor: Actor, at: datetime, form: str = "") -> str:
    """Find and confirm a problem in one go (T-P01, T-P02), and give it its number."""
    act = "rectification.problem_confirmed"

    def write() -> str:
        turn, community = open_new(statement, actor, at)
        statement.check(today=turn.today)
        told = replace(statement, due_on=statement.term_on)
        fact = told.as_fact(turn.problem, company_of(told, community, actor))
        moving.allow(turn, Act.ADD_CLUE)
        found, turn.is_new = turn.taken, False
        allow_confirmation(turn, told, community)
        entry = log.record(
            actor=actor,
            at=at,
            act=act,
            subject=f"problem:{turn.problem.number}",
            note=CATEGORY_LABELS[told.category],
            change=(None, as_told(fact, told) | ({"form": form} if form else {})),
        )
        facts.append(fact, act=entry)
        moving.move(turn, Said(told.confirmed_on), entry=entry, step=found)
        confirm(turn, told, entry)
        project_problems([turn.problem.pk])
        return turn.problem.number

    return once(form, act=act, actor=actor, at=at, write=write)


def open_new(statement: ProblemStatement, actor: Actor, at: datetime) -> tuple[Turn, Community]:
    """A row for a problem that is to be registered, with its locked community."""
    community = hold_community(statement.community_code, actor)
    problem = create_once(
        Problem(
            number=next_problem_number(community.county_id, statement.confirmed_on.year),
            community=community,
            county_id=community.county_id,
            category=statement.category.value,
            source=statement.source.value,
            state="clue",
        ),
        documents.TAKEN,
    )
    if statement.regression_of:
        check_regression(statement, community, actor)
    turn = moving.turn_on(problem, actor, at)
    turn.is_new = True
    return turn, community


def hold_community(code: str, actor: Actor) -> Community:
    """The community, locked with its family so that its visits stay as they are read.

    Whoever works in the field may come this far; the table tells what is his to do.
    """
    rows = Community.objects.visible_to(actor)
    visits.lock_families(find(rows, communities.NOT_FOUND, code=code))
    return communities.open_community(code, actor, "问题", by=FIELD_WRITERS)


def check_regression(statement: ProblemStatement, community: Community, actor: Actor) -> None:
    """It came back after its look-back time: within it the old one is reopened (T-P14)."""
    rows = Problem.objects.visible_to(actor).filter(
        community_id__in=visits.family_of(community), number=statement.regression_of
    )
    former = rows.first()
    if former is None:
        raise NotFound(f"没有找到问题 {statement.regression_of}，或者它不是这个小区的。")
    if former.completed_on is None or former.stage != Stage.CMP:
        raise NotNow(f"问题 {former.number} 还没有销号，请在那个问题上办理。", rule="T-P14")
    passed = (statement.confirmed_on - former.completed_on).days
    same = set(statement.acts) & set(former.acts.split("、"))
    if passed <= LOOK_BACK_DAYS and same:
        raise NotNow(
            f"问题 {former.number} 销号未满 {LOOK_BACK_DAYS} 日又出现，请在那个问题上“回潮重开”。",
            rule="T-P14",
        )


def allow_confirmation(
    turn: Turn, told: ProblemStatement, community: Community, *, version: int | None = None
) -> None:
    """T-P02: a visit other than a 自查, evidence, sub-acts, 责任人 and 完成时限 (CHK-02)."""
    turn.problem.category = told.category.value
    moving.allow(
        turn,
        Act.CONFIRM,
        version=version,
        on=told.confirmed_on,
        first_visit_on=visits.first_inspection_on(community),
        evidence=len([piece for piece in told.evidence if piece.strip()]),
        acts=told.acts,
        responsible=told.responsible,
        new_term_on=told.due_on,
    )


def confirm(turn: Turn, told: ProblemStatement, entry: Entry) -> None:
    """The counted step of T-P02 and its move."""
    step = ProblemStep(
        problem=turn.problem, kind=ProblemStepKind.CONFIRM.value, on=told.confirmed_on
    )
    facts.append(step, act=entry)
    said = {
        "evidence": list(told.evidence),
        "responsible": clean_line(told.responsible),
        "regression_of": told.regression_of,
    }
    kept = {name: value for name, value in said.items() if value}
    moving.move(turn, Said(told.confirmed_on, told=kept), entry=entry)


def as_told(fact: ProblemFact, told: ProblemStatement) -> dict[str, object]:
    """The statement for the event log."""
    stated = facts.stated(fact, without="problem") or {}
    return stated | {
        "confirmed_on": told.confirmed_on.isoformat(),
        "evidence": list(told.evidence),
        "responsible": told.responsible,
    }


def company_of(statement: ProblemStatement, community: Community, actor: Actor) -> Company | None:
    """The company told, or the holder of the contract on the day (T-P02)."""
    if statement.company_id is None:
        return visits.holder_on(community, statement.confirmed_on)
    rows = Company.objects.visible_to(actor).select_related("merged_into")
    company = find(rows, companies.NOT_FOUND, pk=statement.company_id)
    return company.merged_into or company


def next_problem_number(area_code: str, year: int) -> str:
    """The next number that no import has taken."""
    return documents.issue(
        f"problem:{area_code}:{year}",
        lambda sequence: problem_number(area_code, year, sequence),
        lambda number: Problem.objects.filter(number=number).exists(),
    )


@transaction.atomic
def correct_problem(
    *, number: str, statement: ProblemStatement, version: int, actor: Actor, at: datetime
) -> None:
    """State a problem anew, the day of its confirmation included; the community stays.

    A clue has no confirmation yet: its day is not looked at. A term that an order has told stays.
    """
    turn = moving.begin(number=number, actor=actor, at=at)
    moving.allow(turn, Act.CORRECT, version=version)
    problem = turn.problem
    community = problem.community
    visits.lock_families(community)
    if statement.community_code != community.code:
        raise Refused("问题所在小区不能改。登记错了小区的，请作废后重新登记。", rule="DOMAIN 2.3")
    statement = replace(statement, due_on=corrected_term(problem, statement.due_on))
    statement.check(today=turn.today)
    confirmed = ProblemStep.objects.standing().filter(problem=problem, kind="confirm").first()
    if confirmed is not None:
        check_was_visited(community, statement.confirmed_on)
        _check_before_other_steps(problem, statement.confirmed_on)
    standing = ProblemFact.objects.standing().get(problem=problem)
    fresh = statement.as_fact(problem, company_of(statement, community, actor))
    again = ProblemStep(problem=problem, kind="confirm", on=statement.confirmed_on)
    before, after = _told(standing, confirmed), _told(fresh, confirmed and again)
    if before == after:
        return
    entry = log.record(
        actor=actor,
        at=at,
        act="rectification.problem_corrected",
        subject=f"problem:{number}",
        change=(before, after),
    )
    facts.restate(standing, fresh, owner="problem", act=entry)
    if confirmed is not None:
        facts.restate(confirmed, again, owner="problem", act=entry)
    moving.end(turn)


def check_was_visited(community: Community, confirmed_on: date) -> None:
    """A problem is confirmed by a visit other than a 自查, on or before that day (CHK-02)."""
    first = visits.first_inspection_on(community)
    now = Situation(today=confirmed_on, first_visit_on=first)
    if sentence := GUARDS[Guard.INSPECTED](now, SYSTEM):
        raise Refused(sentence, rule="CHK-02")


def _told(fact: ProblemFact, confirmed: ProblemStep | None) -> dict[str, object]:
    stated = facts.stated(fact, without="problem") or {}
    return stated | ({"confirmed_on": confirmed.on.isoformat()} if confirmed else {})


def _check_before_other_steps(problem: Problem, confirmed_on: date) -> None:
    others = ProblemStep.objects.standing().filter(problem=problem).exclude(kind="confirm")
    first = others.order_by("on").first()
    if first is not None and first.on < confirmed_on:
        raise Refused(
            f"确认日期（{chinese_day(confirmed_on)}）晚于后续办理（{chinese_day(first.on)}），请核对。"
        )


@transaction.atomic
def assign_responsible(
    *, number: str, responsible: str, version: int, actor: Actor, at: datetime
) -> None:
    """Another 责任人 answers for the problem until it is put right (seed, 责任人 + 完成时限)."""
    turn = moving.begin(number=number, actor=actor, at=at)
    moving.allow(turn, Act.ASSIGN, version=version, responsible=responsible)
    said = Said(turn.today, told={"responsible": clean_line(responsible)})
    moving.record(turn, "rectification.responsible_assigned", said)
    moving.end(turn)


@transaction.atomic
def void_problem(*, number: str, version: int, reason: str, actor: Actor, at: datetime) -> None:
    """A problem registered by mistake stands nowhere any more; its number stays used."""
    turn = moving.begin(number=number, actor=actor, at=at)
    moving.allow(turn, Act.VOID, version=version, reason=reason)
    standing = ProblemFact.objects.standing().get(problem=turn.problem)
    entry = log.record(
        actor=actor,
        at=at,
        act="rectification.problem_voided",
        subject=f"problem:{number}",
        note=reason.strip(),
        change=(facts.stated(standing, without="problem"), None),
    )
    facts.retract(standing, act=entry)
    for model in (ProblemStep, ProblemMove, Repayment, Measure):
        for fact in model.objects.standing().filter(problem=turn.problem).order_by("id"):
            facts.retract(fact, act=entry)
    moving.end(turn)
