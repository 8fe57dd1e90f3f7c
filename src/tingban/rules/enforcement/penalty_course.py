"""What guards, clocks and papers of a penalty case read from its course."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, Final

from tingban.kit.clock import SHANGHAI
from tingban.rules.audit.machine import Step
from tingban.rules.deadlines import LIMIT_BY_KEY, Limit
from tingban.rules.deadlines.arithmetic import latest_working_day_before, same_day_after_months
from tingban.rules.deadlines.clock import Pause, start
from tingban.rules.enforcement.credit_stages import PLATFORM
from tingban.rules.enforcement.penalty_levers import Kind
from tingban.rules.enforcement.penalty_stages import Act, PaperKey
from tingban.rules.enforcement.penalty_sums import Payment, surcharge
from tingban.rules.law import STATUTORY_CALENDAR, Calendar
from tingban.rules.rectification.course import Course, Done

DECISION, TO_DECIDE = LIMIT_BY_KEY["DL-17"], LIMIT_BY_KEY["DL-14"]
PUBLICITY, WITHDRAWAL = LIMIT_BY_KEY["DL-26"], LIMIT_BY_KEY["DL-27"]
KEEPING = LIMIT_BY_KEY["DL-15"]
PLEA, HEARING = LIMIT_BY_KEY["DL-16/plea"], LIMIT_BY_KEY["DL-16"]
HEARING_NOTICE = LIMIT_BY_KEY["DL-16/notice"]
TO_PAY, REVIEW, SUIT = (LIMIT_BY_KEY[key] for key in ("DL-18", "DL-19/review", "DL-19/suit"))
AFTER_REVIEW = LIMIT_BY_KEY["DL-19/after"]
URGED, COURT = LIMIT_BY_KEY["DL-33"], LIMIT_BY_KEY["DL-33/court"]
DECIDING: Final = (Act.DECIDE, Act.DECIDE_ON_SPOT)
# Outcomes of a review or suit after which what was published is taken back (行政处罚法 48Ⅱ).
OVERTURNED: Final = frozenset({"changed", "annulled", "unlawful"})
# By these a review or a suit ends.
_ENDING: Final = (Act.END_APPEAL, Act.ANNUL)


def calendar_of(course: Course) -> Calendar:
    """The calendar that the reading brought, else the statutory one."""
    found = course.beside.get("calendar")
    return found if isinstance(found, Calendar) else STATUTORY_CALENDAR


def midnight(day: date) -> datetime:
    """The moment at which a day begins in Shanghai."""
    return datetime.combine(day, time(), SHANGHAI)


def last_day(course: Course, limit: Limit, since: date) -> date:
    """The last day in time of a limit that began on this day."""
    return limit.due_on(since, calendar_of(course))


def stepped(course: Course, step: Step) -> Course:
    """The course as it will be after this step."""
    done = Done(
        step.act, step.start or "", step.to, course.day_now, midnight(course.today), None, "", "",
        course.told, course.reason,
    )  # fmt: skip
    return replace(course, stage=step.to, moves=(*course.moves, done))


def proposal(course: Course) -> Mapping[str, Any]:
    """The penalty proposed: by this step itself, else by the newest step that did."""
    if "kinds" in course.told:
        return course.told
    found = (it for it in reversed(course.moves) if it.act in (Act.PROPOSE, Act.PUNISH_ON_SPOT))
    move = next(found, None)
    return move.told if move else {}


def noticed(course: Course) -> Mapping[str, Any]:
    """The penalty that the company was told of: proposed last before the notice was served."""
    found: Mapping[str, Any] = {}
    told: Mapping[str, Any] = {}
    for move in course.moves:
        if move.act == Act.PROPOSE:
            found = move.told
        elif move.act == Act.NOTIFY:
            told = found
    return told


def kinds(told: Mapping[str, Any]) -> frozenset[str]:
    """The kinds of a proposal."""
    return frozenset(told.get("kinds", ()))


def is_spot(course: Course) -> bool:
    """Whether it goes by the simple procedure."""
    return course.last(Act.PUNISH_ON_SPOT) is not None


def decided_on(course: Course) -> date | None:
    """The day of the penalty decision: that of its signature."""
    move = next((it for it in reversed(course.moves) if it.act in DECIDING), None)
    if move is None:
        return None
    key = PaperKey.SPOT if move.act == Act.DECIDE_ON_SPOT else PaperKey.DECISION
    return course.signed_on(key) or move.on


def served_on(course: Course) -> date | None:
    """The day on which the company got the decision."""
    return course.day_of(Act.SERVE) or course.day_of(Act.DECIDE_ON_SPOT)


def round_of(course: Course) -> tuple[Done, ...]:
    """The steps since the inquiry was last taken up again."""
    places = [place for place, move in enumerate(course.moves) if move.act == Act.RESUME]
    return course.moves[places[-1] + 1 :] if places else course.moves


def since(course: Course, act: str) -> Done | None:
    """The newest step of this act in this round."""
    return next((move for move in reversed(round_of(course)) if move.act == act), None)


def is_waived(course: Course, what: str) -> bool:
    """Whether the company gave this right up in so many words (行政处罚法 62)."""
    return any(
        move.act == Act.WAIVE and what in move.told.get("waived", ()) for move in round_of(course)
    )


def unanswered_plea(course: Course) -> bool:
    """Whether a statement waits for its answer."""
    told = [it.act for it in round_of(course) if it.act in (Act.PLEAD, Act.ANSWER_PLEA)]
    return bool(told) and told[-1] == Act.PLEAD


def hearings(course: Course) -> tuple[Pause, ...]:
    """The days on which the 90 days stood still for a hearing (DOMAIN 4.2)."""
    found: list[Pause] = []
    for move in course.moves:
        if move.act == Act.ASK_HEARING:
            found.append(Pause(move.on))
        elif move.act in (Act.HOLD_HEARING, Act.DROP_HEARING) and found:
            found[-1] = Pause(found[-1].since, move.on)
    return tuple(found)


def decide_by(course: Course) -> date | None:
    """The last day for the decision; None while a hearing stops the clock (行政处罚法 60)."""
    filed = course.day_of(Act.FILE)
    if filed is None:
        return None
    clock = start(TO_DECIDE, midnight(filed), calendar_of(course), pauses=hearings(course))
    return None if clock.is_stopped else clock.due_on


def held_since(course: Course) -> date | None:
    """Since when evidence is held that was not dealt with yet."""
    told = [it for it in course.moves if it.act in (Act.KEEP, Act.RELEASE)]
    return told[-1].on if told and told[-1].act == Act.KEEP else None


def appeals(course: Course) -> tuple[Pause, ...]:
    """Reviews and suits, each from its filing to its end."""
    found: list[Pause] = []
    for move in course.moves:
        if move.act == Act.APPEAL:
            found.append(Pause(move.on))
        elif move.act in _ENDING and found:
            found[-1] = Pause(found[-1].since, move.on)
    return tuple(found)


def is_appealed(course: Course) -> bool:
    """Whether a review or a suit is running."""
    return any(pause.until is None for pause in appeals(course))


def appeal_ends_on(course: Course) -> date | None:
    """The last day on which the decision could still be appealed; None while it is appealed."""
    begun = served_on(course)
    if begun is None or is_appealed(course):
        return None
    ended, filed = course.last(Act.END_APPEAL), course.last(Act.APPEAL)
    if ended is None or filed is None:
        ends = [last_day(course, REVIEW, begun)]
        # On the spot a review comes first, so nobody can sue at once (行政复议法 23).
        ends += [] if is_spot(course) else [last_day(course, SUIT, begun)]
        return max(ends)
    if filed.told.get("appeal") == "suit":
        return ended.on
    return last_day(course, AFTER_REVIEW, ended.on)


def court_by(course: Course) -> date | None:
    """The last day for the application to the court; a deferral moves it (行政处罚法 72Ⅱ)."""
    begun, deferred = appeal_ends_on(course), course.day("deferred_until")
    if begun is None:
        return None
    return last_day(course, COURT, max(begun, deferred or begun))


def fine_of(course: Course) -> int:
    """The fine as it stands: decided, or changed by a review or a judgment."""
    for move in reversed(course.moves):
        if move.act == Act.END_APPEAL and "changed_fine" in move.told:
            return int(move.told["changed_fine"])
    told = proposal(course)
    return int(told.get("fine") or 0) if Kind.FINE in kinds(told) else 0


def gains_of(course: Course) -> int:
    """What is confiscated."""
    told = proposal(course)
    return int(told.get("gains") or 0) if Kind.GAINS in kinds(told) else 0


def pay_by(course: Course) -> date | None:
    """The last day to pay: 15 days from service, or as deferred (行政处罚法 66, 67)."""
    deferred = course.last(Act.DEFER)
    if deferred is not None:
        return date.fromisoformat(deferred.told["deferred_until"])
    begun = served_on(course)
    return last_day(course, TO_PAY, begun) if begun else None


def paid(course: Course) -> tuple[Payment, ...]:
    """All payments."""
    return tuple(
        Payment(move.on, int(move.told["amount"]))
        for move in course.moves
        if move.act in (Act.PAY_PART, Act.PAY_ALL)
    )


def added(course: Course, until: date) -> int:
    """加处罚款 up to a day."""
    due, fine = pay_by(course), fine_of(course)
    if due is None or not fine:
        return 0
    return surcharge(fine, due, until, pauses=appeals(course), payments=paid(course))


def owed(course: Course, until: date) -> int:
    """What is still to be paid on this day, 加处罚款 included."""
    whole = fine_of(course) + gains_of(course) + added(course, until)
    return whole - sum(payment.amount for payment in paid(course))


def is_public(course: Course) -> bool:
    """Whether the decision stands in public."""
    told = [it for it in course.moves if it.act in (Act.PUBLISH, Act.UNPUBLISH)]
    if not told or told[-1].act != Act.PUBLISH:
        return False
    if told[-1].told.get("published_in") != PLATFORM:
        return True
    # Withdrawn for a mistake it is not public until the next receipt; after the outcome of a
    # review it is DL-27, and the file says so by a step of its own.
    off, over = course.beside.get("withdrawn", {}), _outcome_on(course)
    withdrawn_on = off.get(told[-1].told.get("receipt"))
    return withdrawn_on is None or (over is not None and over <= withdrawn_on)


def awaits_publicity(course: Course) -> bool:
    """Whether it was decided and does not stand in public though it should (DL-26).

    Taken back because it was changed, it is published again as changed (行政处罚法 48).
    """
    is_over = course.count(Act.REVOKE) or course.count(Act.ANNUL)
    if course.count(Act.UNPUBLISH) and _republished_from(course) is None:
        return False
    return decided_on(course) is not None and not is_over and not is_public(course)


def publicity_since(course: Course) -> date | None:
    """Since when DL-26 runs: the decision, or its change once it was taken back for that."""
    return _republished_from(course) or decided_on(course)


def _republished_from(course: Course) -> date | None:
    """The day of the change for which what was published was taken back."""
    if not course.count(Act.UNPUBLISH):
        return None
    changes = (move.on for move in reversed(course.moves) if move.told.get("outcome") == "changed")
    return next(changes, None)


def overturned_on(course: Course) -> date | None:
    """Since when what was published is to be taken back, where it is."""
    return _outcome_on(course) if is_public(course) else None


def _outcome_on(course: Course) -> date | None:
    """The day of the revocation or outcome that came after the publication."""
    published = course.last(Act.PUBLISH)
    for move in reversed(course.moves):
        if move is published:
            break
        if move.act == Act.REVOKE or move.told.get("outcome") in OVERTURNED:
            return move.on
    return None


def call_by(course: Course, day: date) -> date:
    """The last day on which the notice of a hearing on this day may be served (64(二))."""
    return latest_working_day_before(day, HEARING_NOTICE.length, calendar_of(course))


def hearing_day(course: Course) -> date | None:
    """The day of the hearing that was called last."""
    called = since(course, Act.CALL_HEARING)
    return day_of_moment(called.told["hearing_at"]) if called else None


def day_of_moment(told: str) -> date:
    """The day in Shanghai of a moment as it is kept."""
    return datetime.fromisoformat(told).astimezone(SHANGHAI).date()


def officers(course: Course) -> tuple[tuple[str, str], ...]:
    """The officers of the case with their certificates, each once."""
    everything = (*(move.told for move in course.moves), course.told)
    found = (one for told in everything for one in officers_told(told))
    return tuple(dict.fromkeys(found))


def officers_told(told: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The officers that a step names, with their certificates."""
    return tuple(
        (str(it["name"]).strip(), str(it["certificate"]).strip()) for it in told.get("officers", ())
    )


def in_charge(course: Course) -> tuple[tuple[str, str], ...]:
    """Whom the filing named, or the newest step that brought in another."""
    found: tuple[tuple[str, str], ...] = ()
    for move in course.moves:
        named = officers_told(move.told)
        if named and (move.act == Act.FILE or not set(named) <= set(found)):
            found = named
    return found


def discovered_too_late(course: Course) -> bool:
    """Whether two years (five where life, health or finance were harmed) had passed (36)."""
    ended, found = course.day("wrong_until"), course.day("found_on")
    if ended is None or found is None:
        return False
    key = "DL-32/harm" if course.said("harm") else "DL-32"
    return found > same_day_after_months(ended, 12 * LIMIT_BY_KEY[key].length)
