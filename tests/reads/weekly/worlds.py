"""Random worlds: registers and facts written straight into the tables, act by act.

A world grows one act at a time; each act has its entry and its moment. Facts are told late,
retracted, stated anew; communities merge and part. `lawful` keeps to what the acts allow where a
check rests on it: no problem without a visit, nothing that takes a visit away again.
"""

import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from tingban.data.audit.known import Known
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseFact, CaseStep
from tingban.data.enforcement.models import (
    Exposure,
    ExposureFact,
    ExposureStep,
    LevelDecision,
    LevelFact,
    Penalty,
    PenaltyFact,
    PenaltyStep,
)
from tingban.data.exits.models import Exit, ExitFact, ExitStep
from tingban.data.inspections.models import Mission, MissionFact, Visit, VisitFact
from tingban.data.rectification.models import (
    Order,
    OrderProblem,
    OrderStep,
    Problem,
    ProblemFact,
    ProblemStep,
)
from tingban.data.registry.models import (
    Community,
    CommunityFact,
    CommunityMerge,
    Company,
    CompanyFact,
    CompanyMerge,
    Contract,
    ContractFact,
)
from tingban.kit.clock import SHANGHAI

COUNTIES = ("140802", "140881")
CITY = "140800"
BEGIN = datetime(2024, 5, 2, 9, tzinfo=SHANGHAI)
FIRST = date(2024, 5, 1)
CATEGORIES = ("CAT-1", "CAT-2", "CAT-6", "CAT-9")


class World:
    """One installation in the making."""

    def __init__(self, seed: int, *, lawful: bool = False) -> None:
        self.chance = random.Random(seed)
        self.lawful = lawful
        self.now = BEGIN
        self.serial = 0
        self.entry: Entry
        for county in (*COUNTIES, COUNTIES[0]):
            self.act(lambda county=county: self.new_community(county))
        self.act(self.new_company)
        self.act(self.new_company)

    def grow(self, acts: int) -> None:
        """So many acts more, some in the same second."""
        kinds = [kind for kind, weight in self.kinds() for _ in range(weight)]
        for _ in range(acts):
            self.act(self.chance.choice(kinds))

    def act(self, what: Callable[[], None]) -> None:
        if self.chance.random() < 0.9:
            self.now += timedelta(minutes=self.chance.randint(1, 1800))
        self.entry = Entry.objects.create(
            at=self.now, actor_name="系统", role="SYS", unit_code="x", area_code=CITY,
            act="test.act", subject="test",
        )  # fmt: skip
        what()

    def kinds(self) -> list[tuple[Callable[[], None], int]]:
        lawful = [
            (self.new_community, 1), (self.new_company, 1), (self.merge, 4),
            (self.merge_company, 1), (self.code_company, 1), (self.contract, 2),
            (self.mission, 2), (self.visit, 5), (self.problem, 6), (self.move_problem, 8),
            (self.undo_problem_step, 1), (self.correct_problem, 1), (self.void_problem, 1),
            (self.order, 2), (self.withdraw_order, 1), (self.level, 1), (self.penalty, 2),
            (self.revoke, 1), (self.leave, 2), (self.expose, 2), (self.move_exposure, 1),
            (self.case, 4), (self.move_case, 4), (self.restand_case, 2), (self.undo_case_step, 1),
        ]  # fmt: skip
        free = [
            (self.void_community, 1), (self.part, 2), (self.end_contract, 1), (self.void_visit, 2),
            (self.correct_visit, 2), (self.void_mission, 1), (self.void_level, 1),
            (self.void_penalty, 1), (self.void_exit, 1), (self.more_ordered, 1),
        ]  # fmt: skip
        return lawful if self.lawful else lawful + free

    # What every act uses.

    def number(self, prefix: str) -> str:
        self.serial += 1
        return f"{prefix}{self.serial:05d}"

    def say(self, fact: Known) -> None:
        fact.recorded_at, fact.act, fact.origin = self.now, self.entry, ""
        fact.save(force_insert=True)

    def unsay(self, fact: Known) -> None:
        fact.retracted_at, fact.retracted_by = self.now, self.entry
        fact.save(update_fields=["retracted_at", "retracted_by"])

    def some(self, model: type, **wanted: object):
        rows = list(model.objects.filter(**wanted).order_by("pk"))
        return self.chance.choice(rows) if rows else None

    def standing(self, model: type, **wanted: object):
        return self.some(model, retracted_at=None, **wanted)

    def day(self) -> date:
        """Mostly today, sometimes long ago, rarely before the campaign or on its first day."""
        draw = self.chance.random()
        if draw < 0.05 and not self.lawful:
            return self.chance.choice((FIRST - timedelta(days=1), FIRST))
        late = self.chance.randint(0, 14) if draw < 0.4 else 0
        return max(self.now.date() - timedelta(days=late), FIRST)

    def hour(self) -> datetime:
        """A moment of some day, often its first."""
        hour = time(0) if self.chance.random() < 0.3 else time(self.chance.randint(0, 23), 30)
        return datetime.combine(self.day(), hour, SHANGHAI)

    def flip(self, chance: float) -> bool:
        return self.chance.random() < chance

    # Registers.

    def new_community(self, county: str = "") -> None:
        county = county or self.chance.choice(COUNTIES)
        code = self.number(county)
        row = Community.objects.create(code=code, county_id=county, name=code, name_key=code)
        self.say(CommunityFact(community=row, county_id=county, name=code, management="company"))

    def void_community(self) -> None:
        if fact := self.standing(CommunityFact):
            self.unsay(fact)

    def merge(self) -> None:
        fact = self.standing(CommunityFact)
        other = fact and self.standing(CommunityFact, county_id=fact.county_id)
        if not fact or not other or self.root(fact.community_id) == self.root(other.community_id):
            return
        if not CommunityMerge.objects.filter(
            community_id=fact.community_id, retracted_at=None
        ).exists():
            self.say(CommunityMerge(community_id=fact.community_id, into_id=other.community_id))

    def root(self, key: int) -> int:
        merges = dict(
            CommunityMerge.objects.filter(retracted_at=None)
            .order_by("pk")
            .values_list("community_id", "into_id")
        )
        while key in merges:
            key = merges[key]
        return key

    def part(self) -> None:
        if merge := self.standing(CommunityMerge):
            self.unsay(merge)

    def new_company(self) -> None:
        code = None if self.flip(0.3) else self.number("91140800")
        row = Company.objects.create(uscc=code, name="企业", name_key="企业")
        self.say(CompanyFact(company=row, uscc=code, name="企业"))

    def code_company(self) -> None:
        if fact := self.standing(CompanyFact, uscc=None):
            self.unsay(fact)
            again = CompanyFact(company=fact.company, uscc=self.number("91140800"), name="企业")
            self.say(again)

    def merge_company(self) -> None:
        child = self.standing(CompanyFact, uscc=None)
        into = self.standing(CompanyFact, uscc__isnull=False)
        if child and into:
            merged = CompanyMerge.objects.filter(retracted_at=None)
            busy = {*merged.values_list("company_id", flat=True).order_by("pk")}
            if child.company_id not in busy and into.company_id not in busy:
                self.say(CompanyMerge(company_id=child.company_id, into_id=into.company_id))

    def contract(self) -> None:
        place, company, on = self.some(Community), self.some(Company), self.day()
        on -= timedelta(days=self.chance.randint(0, 30))
        key = {"community": place, "company": company, "starts_on": on}
        if Contract.objects.filter(**key).exists():
            return
        ends = on + timedelta(days=self.chance.randint(0, 40)) if self.flip(0.5) else None
        row = Contract.objects.create(**key, county_id=place.county_id)
        self.say(ContractFact(contract=row, ends_on=ends))

    def end_contract(self) -> None:
        if fact := self.standing(ContractFact):
            self.unsay(fact)
            if self.flip(0.7):
                self.say(ContractFact(contract=fact.contract, ends_on=fact.contract.starts_on))

    # Inspections.

    def mission(self) -> None:
        level = self.chance.choice(("city", "county", "county", "province"))
        county = self.chance.choice(COUNTIES)
        row = Mission.objects.create(
            number=self.number("RW"), level=level, county_id=county, started_on=FIRST
        )
        self.say(MissionFact(mission=row, level=level, county_id=county, started_on=self.day()))

    def void_mission(self) -> None:
        if fact := self.standing(MissionFact):
            self.unsay(fact)

    def visit(self) -> None:
        place = self.some(Community)
        kind = self.chance.choice(("survey", "survey", "self", "supervise", "verify", "recheck"))
        row = Visit.objects.create(
            number=self.number("JC"), community=place, county_id=place.county_id, kind=kind,
            level="county", done_on=FIRST,
        )  # fmt: skip
        self.say(self.visit_fact(row, kind))

    def visit_fact(self, row: Visit, kind: str) -> VisitFact:
        return VisitFact(
            visit=row,
            community_id=row.community_id,
            kind=kind,
            level="county",
            mission=self.some(Mission) if kind == "supervise" else None,
            company=self.some(Company) if self.flip(0.5) else None,
            done_on=self.day(),
        )

    def void_visit(self) -> None:
        if fact := self.standing(VisitFact):
            self.unsay(fact)

    def correct_visit(self) -> None:
        if fact := self.standing(VisitFact):
            self.unsay(fact)
            self.say(self.visit_fact(fact.visit, fact.kind))

    # Problems and orders.

    def problem(self) -> None:
        visits = VisitFact.objects.filter(retracted_at=None).exclude(kind="self")
        rows = list(visits.order_by("pk").select_related("visit"))
        if not rows:
            return
        seen = self.chance.choice(rows)
        row = Problem.objects.create(
            number=self.number("WT"), community_id=seen.community_id,
            county_id=seen.visit.county_id, category="CAT-1", source="survey", state="open",
        )  # fmt: skip
        self.say(self.problem_fact(row, seen.visit.number if seen.mission_id else ""))
        self.say(ProblemStep(problem=row, kind="confirm", on=max(self.day(), seen.done_on)))

    def problem_fact(self, row: Problem, ref: str) -> ProblemFact:
        return ProblemFact(
            problem=row,
            community_id=row.community_id,
            company=self.some(Company) if self.flip(0.5) else None,
            category=self.chance.choice(CATEGORIES),
            source="supervision" if ref and self.flip(0.8) else "survey",
            source_ref=ref,
        )

    def move_problem(self) -> None:
        fact = self.standing(ProblemFact)
        if fact is None:
            return
        steps = [
            (step.on, step.pk, step.kind)
            for step in ProblemStep.objects.filter(
                problem=fact.problem, retracted_at=None
            ).order_by("pk")
        ]
        on, _, last = max(steps)
        if last == "annul":
            return
        kind = {"complete": "reopen"}.get(last, "annul" if self.flip(0.15) else "complete")
        self.say(ProblemStep(problem=fact.problem, kind=kind, on=max(on, self.day())))

    def undo_problem_step(self) -> None:
        if step := self.standing(ProblemStep, kind__in=("complete", "annul", "reopen")):
            self.unsay(step)

    def correct_problem(self) -> None:
        if fact := self.standing(ProblemFact):
            self.unsay(fact)
            self.say(self.problem_fact(fact.problem, fact.source_ref))

    def void_problem(self) -> None:
        if fact := self.standing(ProblemFact):
            self.unsay(fact)
            for step in ProblemStep.objects.filter(problem=fact.problem, retracted_at=None):
                self.unsay(step)

    def order(self) -> None:
        fact = self.standing(ProblemFact)
        if fact is None:
            return
        row = Order.objects.create(number=self.number("文"), county_id=fact.problem.county_id)
        self.say(OrderProblem(order=row, problem=fact.problem))
        self.say(OrderStep(order=row, kind="serve", on=self.day()))

    def more_ordered(self) -> None:
        order, fact = self.some(Order), self.standing(ProblemFact)
        if order and fact:
            known = OrderProblem.objects.filter(order=order, retracted_at=None)
            if self.flip(0.3):
                self.unsay(self.chance.choice(list(known.order_by("pk")))) if known else None
            elif not known.filter(problem=fact.problem).exists():
                self.say(OrderProblem(order=order, problem=fact.problem))

    def withdraw_order(self) -> None:
        order = self.some(Order)
        if order and not order.steps.filter(kind="withdraw", retracted_at=None).exists():
            self.say(OrderStep(order=order, kind="withdraw", on=self.day()))

    # Enforcement and exits.

    def level(self) -> None:
        place, on = self.some(Community), self.day()
        kind = self.chance.choice(("reassess", "reassess", "upgrade"))
        key = {"community": place, "decided_on": on, "kind": kind}
        if not LevelDecision.objects.filter(**key).exists():
            row = LevelDecision.objects.create(**key, county_id=place.county_id)
            self.say(LevelFact(decision=row))

    def void_level(self) -> None:
        if fact := self.standing(LevelFact):
            self.unsay(fact)

    def penalty(self) -> None:
        organ = self.chance.choice(("housing", "housing", "fire"))
        company, county = self.some(Company), self.chance.choice(COUNTIES)
        row = Penalty.objects.create(
            number=self.number("罚"), company=company, county_id=county, organ=organ
        )
        self.say(PenaltyFact(penalty=row, company=company, county_id=county, organ=organ))
        self.say(PenaltyStep(penalty=row, kind="decide", on=self.day()))

    def revoke(self) -> None:
        row = self.some(Penalty)
        if row and not row.steps.filter(kind="revoke", retracted_at=None).exists():
            self.say(PenaltyStep(penalty=row, kind="revoke", on=self.day()))

    def void_penalty(self) -> None:
        if fact := self.standing(PenaltyFact):
            self.unsay(fact)
            for step in PenaltyStep.objects.filter(penalty=fact.penalty, retracted_at=None):
                self.unsay(step)

    def leave(self) -> None:
        place, company = self.some(Community), self.some(Company)
        if Exit.objects.filter(community=place, company=company).exists():
            return
        kind = self.chance.choice(("dismissed", "withdrew", "routine"))
        row = Exit.objects.create(
            community=place, county_id=place.county_id, company=company, kind=kind
        )
        self.say(ExitFact(exit=row, kind=kind))
        if self.flip(0.7):
            self.say(ExitStep(exit=row, kind="done", on=self.day()))

    def void_exit(self) -> None:
        if fact := self.standing(ExitFact):
            self.unsay(fact)

    def expose(self) -> None:
        company, county, on = self.some(Company), self.chance.choice(COUNTIES), self.day()
        key = {"company": company, "county_id": county, "published_on": on, "media": "报"}
        if Exposure.objects.filter(**key).exists():
            return
        row = Exposure.objects.create(**key)
        self.say(ExposureFact(exposure=row, case_title="案例" if self.flip(0.7) else "  "))
        self.say(ExposureStep(exposure=row, kind="publish", on=on))

    def move_exposure(self) -> None:
        row = self.some(Exposure)
        if row is None:
            return
        if self.flip(0.5) and not row.steps.filter(kind="withdraw").exists():
            self.say(ExposureStep(exposure=row, kind="withdraw", on=self.day()))
        else:
            self.unsay(row.facts.get(retracted_at=None))
            self.say(ExposureFact(exposure=row, case_title="新案例"))

    # Cases.

    def case(self) -> None:
        self.serial += 1
        row = Case.objects.create(
            number=f"TS{self.serial:05d}", unit_id=CITY, row_no=self.serial, level="city",
            source="S03", summary="x", standing="open",
        )  # fmt: skip
        self.say(self.case_fact(row, "open"))
        if self.flip(0.8):
            self.say(CaseStep(case=row, kind="accept", at=self.hour()))

    def case_fact(self, row: Case, standing: str) -> CaseFact:
        return CaseFact(
            case=row,
            county_id=self.chance.choice((*COUNTIES, None)),
            community=self.some(Community) if self.flip(0.5) else None,
            level=self.chance.choice(("city", "county")),
            source=self.chance.choice(("S03", "S03", "S08")),
            summary="x",
            standing=standing,
        )

    def move_case(self) -> None:
        if accepted := self.standing(CaseStep, kind="accept"):
            case = accepted.case
            steps = CaseStep.objects.filter(case=case, retracted_at=None).order_by("at", "pk")
            last = steps.last()
            kind = "reopen" if last.kind == "close" else "close"
            self.say(CaseStep(case=case, kind=kind, at=max(last.at, self.hour())))

    def undo_case_step(self) -> None:
        if step := self.standing(CaseStep, kind__in=("close", "reopen")):
            self.unsay(step)

    def restand_case(self) -> None:
        if fact := self.standing(CaseFact):
            self.unsay(fact)
            standing = self.chance.choice(("open", "duplicate", "void", "transferred"))
            self.say(self.case_fact(fact.case, standing))
