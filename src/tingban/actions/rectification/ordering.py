"""T-P05: the head signs a 责令限期整改通知书; it speaks to one company and is frozen as signed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from tingban.actions import documents
from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import create_once, once
from tingban.actions.rectification import company_links, moving
from tingban.actions.rectification.moving import Said, Turn
from tingban.actions.rectification.orders import locked_problems
from tingban.actions.rectification.projection import project_orders
from tingban.data.law.models import LawArticle
from tingban.data.rectification.models import Order, OrderFact, OrderProblem
from tingban.data.registry.models import Company
from tingban.kit.digests import digest_of
from tingban.kit.text import clean_line
from tingban.reads.rectification.order_papers import Draft, draft_paper
from tingban.reports.rectification.order_text import compose, freeze
from tingban.rules.actors import Actor
from tingban.rules.deadlines.days import check_day
from tingban.rules.documents import DocumentNumber, check_document_number, counter_series
from tingban.rules.documents.slots import Officer
from tingban.rules.errors import Conflict
from tingban.rules.rectification.order_checks import missing
from tingban.rules.rectification.order_paper import OrderPaper, prefix_of
from tingban.rules.rectification.stages import Act


@dataclass(frozen=True, slots=True)
class OrderStatement:
    """What is signed; without a number the next of the unit's 机关代字 is given."""

    problem_numbers: tuple[str, ...]
    signed_on: date
    due_on: date
    laws: tuple[str, ...]
    officers: tuple[Officer, ...]
    demands: str
    number: str = ""
    organ_address: str = ""
    # 公共收益 in question (CAT-7), in 0.01 yuan.
    amount: int | None = None


@transaction.atomic
def sign_order(*, statement: OrderStatement, actor: Actor, at: datetime, form: str = "") -> str:
    """Sign the notice and give it its number (DOMAIN 6.5); it is served by another act."""
    act = "rectification.order_signed"

    def write() -> str:
        rows = locked_problems(statement.problem_numbers, actor)
        turns = [moving.turn_on(row, actor, at) for row in rows]
        check_day(statement.signed_on, today=turns[0].today, what="签发日期")
        paper = _paper(turns, statement, actor, at)
        _ask(turns, statement, missing(paper))
        order = create_once(
            Order(number=_number(statement, actor.area_code), county_id=rows[0].county_id),
            f"文号 {statement.number} 已经登记过责令整改通知书。",
        )
        fact = _fact(order, turns, statement, paper, actor)
        entry = log.record(
            actor=actor,
            at=at,
            act=act,
            subject=f"order:{order.number}",
            change=(None, _told(statement, fact) | ({"form": form} if form else {})),
        )
        facts.append(fact, act=entry)
        company_links.issue(order, fact.company, entry=entry)
        for turn in turns:
            facts.append(OrderProblem(order=order, problem=turn.problem), act=entry)
            moving.set_term(turn, statement.due_on, entry=entry)
            said = Said(statement.signed_on, told={"order": order.number})
            moving.move(turn, said, entry=entry)
        project_orders([order.pk])
        moving.end(*turns)
        return order.number

    return once(form, act=act, actor=actor, at=at, write=write)


def _ask(turns: Sequence[Turn], statement: OrderStatement, lacking: tuple[str, ...]) -> None:
    """Every problem of the order takes the step, or none does."""
    companies = {company.pk for turn in turns if (company := present_company(turn))}
    has_all = all(turn.problem.company_id for turn in turns)
    known = _known_laws(statement)
    for turn in turns:
        moving.allow(
            turn,
            Act.SIGN,
            on=statement.signed_on,
            parties=len(companies) if has_all else 0,
            laws=statement.laws,
            stale_laws=tuple(key for key in statement.laws if key not in known),
            officers=statement.officers,
            demands=statement.demands,
            new_term_on=statement.due_on,
            lacking=lacking,
        )
        moving.check_on(turn, statement.signed_on, "签发日期")


def present_company(turn: Turn) -> Company | None:
    """The company, or the one it turned out to be."""
    company = turn.problem.company
    return (company.merged_into or company) if company else None


def _known_laws(statement: OrderStatement) -> set[str]:
    """The chosen articles that are law on the day."""
    day = statement.signed_on
    rows = LawArticle.objects.filter(key__in=statement.laws, valid_from__lte=day)
    return set(rows.exclude(valid_to__lt=day).values_list("key", flat=True))


def _number(statement: OrderStatement, area_code: str) -> str:
    """The unit's own number as typed, or the next of its series; never one in use."""
    if statement.number.strip():
        number = check_document_number(statement.number)
        if Order.objects.filter(number=number).exists():
            raise Conflict(f"文号 {number} 已经登记过责令整改通知书。", rule="DOMAIN 6.5")
        return number
    prefix, year = prefix_of(area_code), statement.signed_on.year
    return documents.issue(
        counter_series(prefix, year),
        lambda sequence: str(DocumentNumber(prefix, year, sequence)),
        lambda number: Order.objects.filter(number=number).exists(),
    )


def draft_of(statement: OrderStatement, company: str, uscc: str) -> Draft:
    """What is stated, for the paper."""
    return Draft(
        problems=statement.problem_numbers,
        company=company,
        uscc=uscc,
        signed_on=statement.signed_on,
        due_on=statement.due_on,
        laws=statement.laws,
        officers=statement.officers,
        demands=statement.demands,
        number=statement.number,
        organ_address=clean_line(statement.organ_address),
        amount=statement.amount,
    )


def _paper(
    turns: Sequence[Turn], statement: OrderStatement, actor: Actor, at: datetime
) -> OrderPaper:
    company = present_company(turns[0])
    name, uscc = (company.name, company.uscc or "") if company else ("", "")
    return draft_paper(actor, draft_of(statement, name, uscc), at=at)


def _fact(
    order: Order, turns: Sequence[Turn], statement: OrderStatement, paper: OrderPaper, actor: Actor
) -> OrderFact:
    company = present_company(turns[0])
    if company is None:
        raise LookupError("an order without a company was let through")
    return OrderFact(
        order=order,
        signed_on=statement.signed_on,
        signer=actor.name,
        company=company,
        due_on=statement.due_on,
        officers=[{"name": it.name, "certificate": it.certificate} for it in statement.officers],
        laws=list(statement.laws),
        demands=statement.demands.strip(),
        organ_address=paper.organ_address,
        amount=statement.amount,
        paper=freeze(compose(replace(paper, number=order.number))),
    )


def _told(statement: OrderStatement, fact: OrderFact) -> dict[str, object]:
    stated = facts.stated(fact, without="order") or {}
    return {name: value for name, value in stated.items() if name != "paper"} | {
        "problems": sorted(set(statement.problem_numbers)), "wording": digest_of(fact.paper)
    }  # fmt: skip
