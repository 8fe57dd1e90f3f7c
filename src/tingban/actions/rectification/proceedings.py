"""How every step of a proceeding is taken: lock, ask the table, write, project (ADR 0028).

turn = begin(PENALTY, number=number, actor=actor, at=at)
entry = step(turn, Act.DECIDE, Told(on=on, answers={"fine": 50_000_00}), version=version)
…what else the act leaves, under `entry`…
end(turn)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tingban.actions import documents
from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import check_seen, create_once, find, hold, lock
from tingban.data.audit.models import Entry
from tingban.data.rectification.models import Diversion, Measure, MeasureEnd, Problem, ProblemLink
from tingban.data.rectification.proceedings import Proceeding
from tingban.data.registry.models import Community, Company
from tingban.kit.dates import chinese_day
from tingban.kit.text import clean, clean_line
from tingban.reads.documents.papers import standing_of
from tingban.reads.rectification import proceedings as reads
from tingban.reads.rectification.proceedings import Flow
from tingban.rules.actors import Actor
from tingban.rules.audit.machine import Step
from tingban.rules.deadlines.clock import end_of
from tingban.rules.deadlines.days import check_day
from tingban.rules.errors import Conflict, NotNow, Refused
from tingban.rules.rectification.clocks import Due
from tingban.rules.rectification.course import Course, Done, floor_under
from tingban.rules.rectification.fields import check_told, offered
from tingban.rules.rectification.stages import Stage


@dataclass(frozen=True, slots=True)
class Told:
    """What a step tells: its day, its reason, the answers to the questions of its table."""

    on: date
    reason: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a proceeding begins with; `problems` are numbers of those that led to it."""

    county: str
    title: str
    on: date
    community_code: str = ""
    company_id: int | None = None
    problems: tuple[str, ...] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


@dataclass(slots=True)
class Turn:
    """One proceeding, locked, and the step that somebody takes on it."""

    flow: Flow
    row: Proceeding
    actor: Actor
    at: datetime
    moves: tuple[Done, ...] = ()
    is_new: bool = False
    due: Due | None = None
    stage: str = ""
    on: date | None = None

    @property
    def today(self) -> date:
        """The day in Shanghai."""
        return timezone.localdate(self.at)

    @property
    def subject(self) -> str:
        """As the log, links and papers name it."""
        return self.flow.subject_of(self.row.number)

    def course(self) -> Course:
        """How it stands."""
        course = reads.course_of(self.flow, self.row, today=self.today, moves=self.moves)
        course = replace(course, at=self.at)
        return replace(course, stage=None) if self.is_new else course


def begin(flow: Flow, *, number: str, actor: Actor, at: datetime) -> Turn:
    """The proceeding, locked until the act ends; no paper about it is signed meanwhile."""
    rows = flow.model.objects.visible_to(actor).select_related("community", "company__merged_into")
    row = lock(rows, flow.not_found, number=number)
    hold(flow.subject_of(number))
    return Turn(flow, row, actor, at, reads.standing_moves(flow, row))


def open_one(
    flow: Flow, act: str, opening: Opening, *, actor: Actor, at: datetime, form: str = ""
) -> tuple[Turn, Entry]:
    """A new proceeding under the next number of its county and year; its first step is taken.

    `form` is the mark by which `locking.once` knows a repeated submit; its `act` is `moved(flow)`.
    """
    check_day(opening.on, today=timezone.localdate(at), what="启动日期")
    if not opening.title.strip():
        raise Refused("请写明事由。")
    problems = _problems(opening.problems, actor)
    community, company = _community(opening, actor), _company(opening, actor)
    _check_belong(problems, community, company)
    row = flow.model(
        number=_number(flow, opening.county, opening.on.year),
        county_id=opening.county,
        title=clean_line(opening.title)[:200],
        opened_on=opening.on,
        community=community,
        company=company,
    )
    turn = Turn(flow, row, actor, at, is_new=True)
    told = Told(opening.on, opening.reason, opening.answers)
    taken = _allow(turn, act, told)
    row.stage = taken.to
    create_once(row, "这个编号刚刚被用掉，请再保存一次。")
    entry = _write(turn, taken, told, **({"form": form} if form else {}))
    link(turn, problems, entry=entry)
    return turn, entry


def step(
    turn: Turn, act: str, told: Told, *, version: int | None = None, has_floor: bool = True
) -> Entry:
    """Ask the table, then write the entry and the move; an older page is refused after all else.

    Without a floor its day is that of what happened elsewhere, whatever was entered here since.
    """
    taken = _allow(turn, act, told)
    if version is not None:
        check_seen(turn.row.version, version, subject=turn.subject)
    if has_floor:
        _check_on(turn, act, told.on)
        _check_not_overtaken(turn)
    return _write(turn, taken, told)


def end(turn: Turn) -> None:
    """Bring the present in line with the step."""
    row, flow = turn.row, turn.flow
    row.stage = turn.stage
    ended_on = row.closed_on or turn.on or turn.today
    row.closed_on = ended_on if turn.stage in flow.ends else None
    _set_clock(row, turn.due)
    row.version += 0 if turn.is_new else 1
    row.save()


def wind(turn: Turn) -> None:
    """Set the clock by the last step anew: something beside the file has changed."""
    last, row = turn.moves[-1], turn.row
    course = turn.course()
    before = replace(
        course, moves=turn.moves[:-1], told=last.told, on=last.on, reason=last.reason
    )  # fmt: skip
    rows = turn.flow.machine.rows
    taken = next(
        it for it in rows if (it.act, it.start or "", it.to) == (last.act, last.start, last.to)
    )
    due = turn.flow.due(before, taken)
    _set_clock(row, due)
    row.save(update_fields=["due_at", "due_rule", "due_since"])


def _set_clock(row: Proceeding, due: Due | None) -> None:
    row.due_at = end_of(due.on) if due and due.on else None
    row.due_rule = due.rule if due and due.on else ""
    row.due_since = due.since if due and due.on else None


def link(turn: Turn, problems: Iterable[Problem], *, entry: Entry) -> None:
    """These led here, each for the running branch of its escalation; what stands is not doubled."""
    stated = ProblemLink.objects.standing().filter(subject=turn.subject)
    known = set(stated.values_list("problem_id", flat=True))
    for problem in problems:
        if problem.pk not in known:
            _link(turn, problem, entry)


def divert(
    turn: Turn, kind: str, on: date, *, entry: Entry, only: Iterable[Problem] | None = None
) -> None:
    """The problems that led here, or `only` these of them, are lawfully on another way from this
    day on (T-C12)."""
    stated = Diversion.objects.standing().filter(subject=turn.subject, kind=kind)
    known = set(stated.values_list("problem_id", flat=True))
    links = ProblemLink.objects.standing().filter(subject=turn.subject).order_by("id")
    for link in links if only is None else links.filter(problem__in=list(only)):
        if link.problem_id not in known:
            row = Diversion(problem_id=link.problem_id, kind=kind, subject=turn.subject, on=on)
            facts.append(row, act=entry)


def undivert(turn: Turn, kind: str, *, entry: Entry) -> None:
    """They are no longer: what diverted them was taken back."""
    for row in Diversion.objects.standing().filter(subject=turn.subject, kind=kind):
        facts.retract(row, act=entry)


def take_back(turn: Turn, *, reason: str, version: int, kept: frozenset[str]) -> None:
    """Take back the last step; acts in `kept` left counted facts or papers and have their own way
    back."""
    if not reason.strip():
        raise Refused("请写明撤回的原因。")
    check_seen(turn.row.version, version, subject=turn.subject)
    last = turn.moves[-1] if len(turn.moves) > 1 else None
    if last is None:
        raise NotNow("这是第一步，不能撤回；登记错的请由负责人作废。", rule="ADR 0004")
    if last.act in kept:
        raise NotNow(
            f"“{turn.flow.machine.label(last.act)}”已经对外生效，不能撤回；请用相应的变更或撤销办理。",
            rule="ADR 0004",
        )
    if last.by_id is None:
        raise NotNow("上一步由系统按期限办理，不能撤回。", rule="ADR 0004")
    moves = turn.flow.moves.objects.standing().filter(row=turn.row)
    entry = log.record(
        actor=turn.actor,
        at=turn.at,
        act=f"{turn.flow.topic}.{turn.flow.subject}_undone",
        subject=turn.subject,
        note=reason.strip(),
        change=({"step": turn.flow.machine.label(last.act), "on": last.on.isoformat()}, None),
    )
    facts.retract(moves.latest("id"), act=entry)
    before = moves.latest("id")
    turn.stage = before.to
    turn.due = Due(before.due_on, before.due_rule, before.due_since or before.on)
    end(turn)


def _allow(turn: Turn, act: str, told: Told) -> Step:
    """The row by which the step goes on; its answers are looked at before the guards."""
    flow = turn.flow
    now = replace(turn.course(), told=_plain(told), on=told.on, reason=told.reason)
    sides = reads.standpoint(turn.row).sides(turn.actor)
    flow.machine.check(act, now.stage, actor=turn.actor, sides=sides, now=now, is_asked=True)
    check_told(offered(flow.fields.get(act, ()), now.beside), now.told)
    taken = flow.machine.check(act, now.stage, actor=turn.actor, sides=sides, now=now)
    turn.due = flow.due(now, taken)
    turn.stage, turn.on = taken.to, told.on
    return taken


def _plain(told: Told) -> dict[str, Any]:
    return {name: facts.plain(value) for name, value in told.answers.items()}


def moved(flow: Flow) -> str:
    """What a step of this kind is called in the event log."""
    return f"{flow.topic}.{flow.subject}_moved"


def _write(turn: Turn, taken: Step, told: Told, **more: str) -> Entry:
    flow = turn.flow
    entry = log.record(
        actor=turn.actor,
        at=turn.at,
        act=moved(flow),
        subject=turn.subject,
        note=clean(told.reason),
        change=(None, {"step": flow.machine.label(taken.act), "on": told.on.isoformat(), **more}),
    )
    due = turn.due
    move = flow.moves(
        row=turn.row,
        rule=taken.rule,
        step=taken.act,
        start=taken.start or "",
        to=taken.to,
        on=told.on,
        reason=clean(told.reason),
        told=_plain(told),
        due_on=due.on if due else None,
        due_rule=due.rule if due else "",
        due_since=due.since if due else None,
    )
    facts.append(move, act=entry)
    return entry


def _check_on(turn: Turn, act: str, on: date) -> None:
    """Not tomorrow, not before the steps that must come before it."""
    flow = turn.flow
    before = floor_under(turn.moves, flow.rests_on.get(act, ()))
    floor = (before.on, f"“{flow.machine.label(before.act)}”的日期") if before else None
    check_day(on, today=turn.today, what=f"“{flow.machine.label(act)}”的日期", not_before=floor)


def _check_not_overtaken(turn: Turn) -> None:
    """A step that waited while a paper was signed is not in that paper, though it looks older."""
    papers = standing_of(turn.subject).values()
    if any(paper.signed_at is not None and paper.signed_at > turn.at for paper in papers):
        raise Conflict("您办理的时候，这件的一份文书刚刚签发。请先核对文书，再办理这一步。")


def _number(flow: Flow, county: str, year: int) -> str:
    head = f"{flow.prefix}-{county}-{year}"
    return documents.issue(
        head,
        lambda sequence: f"{head}-{sequence:06d}",
        lambda number: flow.model.objects.filter(number=number).exists(),
    )


def _problems(numbers: Iterable[str], actor: Actor) -> list[Problem]:
    wanted = list(dict.fromkeys(numbers))
    named = Problem.objects.visible_to(actor).select_related("community", "company")
    # Whoever annuls one of them meanwhile waits, or is seen (T-P15).
    locked = named.select_for_update(of=("self",), no_key=True).order_by("number")
    rows = {row.number: row for row in locked.filter(number__in=wanted)}
    for number in wanted:
        if number not in rows:
            raise Refused(f"没有找到问题 {number}，或者它不在您的辖区内。")
        _check_stands(rows[number])
    return [rows[number] for number in wanted]


def _check_stands(row: Problem) -> None:
    """T-P15: what was annulled, or was none, is nobody's ground any more."""
    on = f"已于 {chinese_day(row.annulled_on)}撤销" if row.annulled_on else "已经撤销"
    told = {Stage.ANN: on, Stage.VOID: "已经作废", Stage.REJ: "经核查不属实"}
    ended = told.get(Stage(row.stage))
    if ended:
        raise NotNow(
            f"问题 {row.number} {ended}，不能再以它启动处罚、核级、移送、曝光或者退出。"
            "以后又发现同样行为的，另行登记问题、确认以后办理。",
            rule="T-P15",
        )


def _check_belong(
    problems: Iterable[Problem], community: Community | None, company: Company | None
) -> None:
    """What led to a proceeding is of its community and its company, merges followed."""
    for row in problems:
        place, firm = row.community, row.company
        if community is not None and (place.merged_into_id or place.pk) != community.pk:
            raise Refused(
                f"问题 {row.number} 是小区“{place.name}”的，不在“{community.name}”，请核对。",
                rule="T-P12",
            )
        if company is not None and firm is None:
            raise Refused(
                f"问题 {row.number} 还没有写明企业，请先在问题的“修改”里补上。", rule="T-P12"
            )
        if company is not None and firm and (firm.merged_into_id or firm.pk) != company.pk:
            raise Refused(
                f"问题 {row.number} 不是“{company.name}”的，是“{firm.name}”的，请核对。",
                rule="T-P12",
            )


def _community(opening: Opening, actor: Actor) -> Community | None:
    if not opening.community_code:
        return None
    rows = Community.objects.visible_to(actor).select_related("merged_into")
    place = find(rows, "没有找到这个小区，或者它不在您的辖区内。", code=opening.community_code)
    return place.merged_into or place


def _company(opening: Opening, actor: Actor) -> Company | None:
    if opening.company_id is None:
        return None
    rows = Company.objects.visible_to(actor).select_related("merged_into")
    company = find(rows, "没有找到这家企业。", pk=opening.company_id)
    return company.merged_into or company


def _link(turn: Turn, problem: Problem, entry: Entry) -> None:
    """The problem, and the running branch of its escalation that this is opened for."""
    kind = turn.flow.measure
    measure = None
    if kind is not None:
        ended = MeasureEnd.objects.standing().values("measure_id")
        running = Measure.objects.standing().filter(problem=problem, kind=kind.value)
        measure = running.exclude(pk__in=ended).order_by("-id").first()
    link = ProblemLink(
        problem=problem, measure=measure, subject=turn.subject, on=turn.row.opened_on
    )
    facts.append(link, act=entry)
