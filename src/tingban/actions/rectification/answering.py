"""T-P07, T-P08: the company asks for more time and answers; the clerk enters what came on paper."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tingban.actions.audit import facts
from tingban.actions.rectification import moving
from tingban.actions.rectification.moving import Said, Turn
from tingban.data.audit.models import Entry
from tingban.data.rectification.models import Repayment
from tingban.kit.text import clean, clean_line
from tingban.reads.law import calendar
from tingban.rules.actors import Actor, Role
from tingban.rules.rectification.categories import Category
from tingban.rules.rectification.clocks import EXTENSION
from tingban.rules.rectification.stages import Act
from tingban.rules.rectification.terms import binding_cap, rest_day
from tingban.rules.registry.campaign import YUNCHENG_2024


@dataclass(frozen=True, slots=True)
class Answer:
    """整改报告 with its proofs; amounts of CAT-7 in 0.01 yuan."""

    on: date
    report: str
    after: tuple[str, ...]
    publication: tuple[str, ...] = ()
    owed: int = 0
    repaid: int = 0
    voucher: str = ""


@transaction.atomic
def ask_extension(
    *, number: str, until: date, reason: str, version: int, actor: Actor, at: datetime
) -> None:
    """The company asks for more time, before the term is over (T-P07)."""
    turn = moving.begin(number=number, actor=actor, at=at)
    moving.allow(turn, Act.ASK_EXTENSION, version=version, reason=reason)
    said = Said(turn.today, reason, told={"until": until})
    moving.record(turn, "rectification.extension_asked", said)
    moving.end(turn)


@dataclass(frozen=True, slots=True)
class Extension:
    """Until when; `request` sums up what the company asked for on paper."""

    until: date
    request: str = ""
    note: str = ""


@transaction.atomic
def grant_extension(
    *, number: str, statement: Extension, version: int, actor: Actor, at: datetime
) -> None:
    """The head grants it once, fifteen days at most (T-P07)."""
    turn = moving.begin(number=number, actor=actor, at=at)
    category, days = Category(turn.problem.category), calendar()
    moving.allow(
        turn, Act.GRANT_EXTENSION, version=version, new_term_on=statement.until,
        latest_on=latest_extension(turn), request=statement.request,
        rest_day=rest_day(statement.until, turn.today, category, days),
    )  # fmt: skip
    until = statement.until
    said = Said(
        turn.today,
        statement.note,
        told={"until": until, "request": clean(statement.request)},
        due=moving.term(turn, until, turn.problem.due_on or turn.today, EXTENSION.key),
    )
    entry = moving.record(turn, "rectification.extension_granted", said)
    moving.set_term(turn, until, entry=entry)
    moving.end(turn)


def latest_extension(turn: Turn) -> date | None:
    """Fifteen days from the term; while the campaign runs its end is the hard cap (DL-12)."""
    due_on = turn.problem.due_on
    if due_on is None:
        return None
    latest = EXTENSION.due_on(due_on, calendar())
    cap = binding_cap(YUNCHENG_2024.ends_on, turn.today)
    return latest if cap is None else min(latest, max(cap, due_on))


@transaction.atomic
def refuse_extension(*, number: str, reason: str, version: int, actor: Actor, at: datetime) -> None:
    """The term stays as it is (T-P07)."""
    turn = moving.begin(number=number, actor=actor, at=at)
    moving.allow(turn, Act.REFUSE_EXTENSION, version=version, reason=reason)
    moving.record(turn, "rectification.extension_refused", Said(turn.today, reason))
    moving.end(turn)


@transaction.atomic
def submit_answer(
    *, number: str, statement: Answer, version: int, actor: Actor, at: datetime
) -> Entry:
    """The company says that it is done (T-P08); late, it is told so for ever (T-P08b).

    The entry is for whoever keeps the files of the answer with it.
    """
    turn = moving.begin(number=number, actor=actor, at=at)
    after, publication = moving.pieces(statement.after), moving.pieces(statement.publication)
    moving.allow(
        turn, Act.SUBMIT, version=version, on=statement.on, report=statement.report,
        after=len(after), publication=len(publication), owed=statement.owed,
        repaid=statement.repaid, voucher=statement.voucher,
    )  # fmt: skip
    moving.check_on(turn, statement.on, "提交日期")
    due_on = turn.problem.due_on
    told = {
        "report": clean(statement.report),
        "after": after,
        "publication": publication,
        "late": due_on is not None and statement.on > due_on,
        "on_paper": actor.role is not Role.CO,
    }
    entry = moving.record(turn, "rectification.answer_submitted", Said(statement.on, told=told))
    if statement.owed:
        _keep_amounts(turn, statement, entry)
    moving.end(turn)
    return entry


def _keep_amounts(turn: Turn, statement: Answer, entry: Entry) -> None:
    """The amounts of the last answer stand, in the place of those told before."""
    standing = Repayment.objects.standing().filter(problem=turn.problem).first()
    fresh = Repayment(
        problem=turn.problem,
        on=statement.on,
        owed=statement.owed,
        repaid=statement.repaid,
        voucher=clean_line(statement.voucher),
    )
    facts.restate(standing, fresh, owner="problem", act=entry)
