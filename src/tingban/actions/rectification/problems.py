"""Acts on what is stated of a problem: add, correct, void (DOMAIN 3.2)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions import documents
from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import check_seen, create_once, find, lock, once
from tingban.actions.inspections import visits
from tingban.actions.rectification.projection import project_problems
from tingban.actions.registry import communities, companies
from tingban.data.rectification.models import Problem, ProblemFact, ProblemStep
from tingban.data.registry.models import Community, Company
from tingban.kit.text import clean, clean_line
from tingban.rules.actors import Actor
from tingban.rules.deadlines.days import check_day
from tingban.rules.errors import Refused
from tingban.rules.rectification import (
    CATEGORY_LABELS,
    SUB_ACT_BY_CODE,
    Category,
    ProblemSource,
    ProblemStepKind,
    check_sub_acts,
    problem_number,
)
from tingban.rules.rectification.moves import PROBLEM_MOVES
from tingban.rules.rectification.sub_acts import FREE_TEXT

NOT_FOUND = "没有找到这个问题，或者它不在您的辖区内。"


@dataclass(frozen=True, slots=True)
class ProblemStatement:
    """What is stated of a problem (问题清单); `acts` are sub-act codes parted by 、."""

    community_code: str
    category: Category
    source: ProblemSource
    confirmed_on: date
    acts: tuple[str, ...] = ()
    description: str = ""
    company_id: int | None = None
    source_ref: str = ""
    due_on: date | None = None

    def check(self, *, today: date) -> None:
        """Refuse what cannot be."""
        unknown = [code for code in self.acts if code not in SUB_ACT_BY_CODE]
        if unknown:
            raise Refused(f"没有问题行为 {unknown[0]}。", rule="DOMAIN 1.2")
        check_sub_acts(self.category, [SUB_ACT_BY_CODE[code] for code in self.acts])
        if FREE_TEXT in self.acts and not self.description.strip():
            raise Refused("选择“其他”时，请在问题描述中写明是什么行为。", rule="DOMAIN 1.2")
        check_day(self.confirmed_on, today=today, what="确认日期")
        if self.due_on is not None and self.due_on < self.confirmed_on:
            raise Refused(
                f"整改期限（{self.due_on:%Y-%m-%d}）早于确认日期（{self.confirmed_on:%Y-%m-%d}）。",
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
    """Confirm a problem of a community that somebody has visited, and give it its number."""
    act = "rectification.problem_confirmed"

    def write() -> str:
        community = _community(statement.community_code, actor)
        statement.check(today=timezone.localdate(at))
        check_was_visited(community, statement.confirmed_on)
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
        fact = statement.as_fact(problem, _company(statement, community, actor))
        after = facts.stated(fact, without="problem") or {}
        after |= {"confirmed_on": statement.confirmed_on.isoformat()}
        entry = log.record(
            actor=actor,
            at=at,
            act=act,
            subject=f"problem:{problem.number}",
            note=CATEGORY_LABELS[statement.category],
            change=(None, after | ({"form": form} if form else {})),
        )
        facts.append(fact, act=entry)
        confirmed = ProblemStep(
            problem=problem, kind=ProblemStepKind.CONFIRM.value, on=statement.confirmed_on
        )
        facts.append(confirmed, act=entry)
        project_problems([problem.pk])
        return problem.number

    return once(form, act=act, actor=actor, at=at, write=write)


def _community(code: str, actor: Actor) -> Community:
    """The community, locked with its family so that its visits stay as they are read."""
    rows = Community.objects.visible_to(actor)
    visits.lock_families(find(rows, communities.NOT_FOUND, code=code))
    return communities.open_community(code, actor, "问题")


def check_was_visited(community: Community, confirmed_on: date) -> None:
    """A problem is confirmed by a visit other than a 自查, on or before that day (CHK-02)."""
    first = visits.first_inspection_on(community)
    if first is None or first > confirmed_on:
        told = f"最早一次检查在 {first:%Y-%m-%d}" if first else "还没有检查记录（自查不算）"
        raise Refused(
            f"“{community.name}”{told}，不能在 {confirmed_on:%Y-%m-%d} 确认问题。"
            "请先登记检查记录，再登记问题。",
            rule="CHK-02",
        )


def _company(statement: ProblemStatement, community: Community, actor: Actor) -> Company | None:
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


def open_problem(number: str, version: int, act: str, actor: Actor) -> Problem:
    """The locked problem as the actor saw it, the act being open on it."""
    problem = lock(Problem.objects.visible_to(actor), NOT_FOUND, number=number)
    PROBLEM_MOVES.check(act, state=problem.state, actor=actor, area_code=problem.county_id)
    check_seen(problem.version, version, subject=f"problem:{number}")
    return problem


def touch(problem: Problem) -> None:
    """Count the version up and refresh the projection."""
    Problem.objects.filter(pk=problem.pk).update(version=problem.version + 1)
    project_problems([problem.pk])


@transaction.atomic
def correct_problem(
    *, number: str, statement: ProblemStatement, version: int, actor: Actor, at: datetime
) -> None:
    """State a problem anew, the day of its confirmation included; the community stays."""
    problem = open_problem(number, version, "correct", actor)
    community = problem.community
    visits.lock_families(community)
    if statement.community_code != community.code:
        raise Refused("问题所在小区不能改。登记错了小区的，请作废后重新登记。", rule="DOMAIN 2.3")
    statement.check(today=timezone.localdate(at))
    check_was_visited(community, statement.confirmed_on)
    _check_before_other_steps(problem, statement.confirmed_on)
    fresh = statement.as_fact(problem, _company(statement, community, actor))
    standing = ProblemFact.objects.standing().get(problem=problem)
    confirmed = ProblemStep.objects.standing().get(problem=problem, kind="confirm")
    before = _told(standing, confirmed.on)
    after = _told(fresh, statement.confirmed_on)
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
    again = ProblemStep(problem=problem, kind="confirm", on=statement.confirmed_on)
    facts.restate(confirmed, again, owner="problem", act=entry)
    touch(problem)


def _told(fact: ProblemFact, confirmed_on: date) -> dict[str, object]:
    stated = facts.stated(fact, without="problem") or {}
    return stated | {"confirmed_on": confirmed_on.isoformat()}


def _check_before_other_steps(problem: Problem, confirmed_on: date) -> None:
    others = ProblemStep.objects.standing().filter(problem=problem).exclude(kind="confirm")
    first = others.order_by("on").first()
    if first is not None and first.on < confirmed_on:
        raise Refused(
            f"确认日期（{confirmed_on:%Y-%m-%d}）晚于后续办理（{first.on:%Y-%m-%d}），请核对。"
        )


@transaction.atomic
def void_problem(*, number: str, version: int, reason: str, actor: Actor, at: datetime) -> None:
    """A problem registered by mistake stands nowhere any more; its number stays used."""
    problem = open_problem(number, version, "void", actor)
    if not reason.strip():
        raise Refused("请写明作废原因。")
    standing = ProblemFact.objects.standing().get(problem=problem)
    entry = log.record(
        actor=actor,
        at=at,
        act="rectification.problem_voided",
        subject=f"problem:{number}",
        note=reason.strip(),
        change=(facts.stated(standing, without="problem"), None),
    )
    facts.retract(standing, act=entry)
    for step in ProblemStep.objects.standing().filter(problem=problem):
        facts.retract(step, act=entry)
    touch(problem)
