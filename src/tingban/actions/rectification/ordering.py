"""T-P05: the head signs a 责令限期整改通知书; it speaks to one company and is frozen as signed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
from tingban.kit.text import clean_line
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.deadlines.days import check_day
from tingban.rules.documents import DocumentNumber, check_document_number, counter_series
from tingban.rules.errors import Conflict
from tingban.rules.rectification import CATEGORY_LABELS, SUB_ACT_BY_CODE, Category
from tingban.rules.rectification.notice import Finding, Notice, prefix_of, text_of
from tingban.rules.rectification.situation import Officer
from tingban.rules.rectification.stages import Act
from tingban.rules.rectification.threats import THREAT_LABELS, Target, Threat, idle_threats


@dataclass(frozen=True, slots=True)
class OrderStatement:
    """What is signed; without a number the next of the unit's 机关代字 is given."""

    problem_numbers: tuple[str, ...]
    signed_on: date
    due_on: date
    laws: tuple[str, ...]
    officers: tuple[Officer, ...]
    demands: str
    threats: tuple[Threat, ...] = ()
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
        articles = _articles(statement)
        _ask(turns, statement, articles)
        order = create_once(
            Order(number=_number(statement, rows[0].county_id), county_id=rows[0].county_id),
            f"文号 {statement.number} 已经登记过责令整改通知书。",
        )
        fact = _fact(order, turns, statement, articles, actor)
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


def _ask(turns: Sequence[Turn], statement: OrderStatement, articles: Sequence[LawArticle]) -> None:
    """Every problem of the order takes the step, or none does."""
    companies = {company.pk for turn in turns if (company := present_company(turn))}
    has_all = all(turn.problem.company_id for turn in turns)
    known = {article.key for article in articles}
    targets = [_target(turn) for turn in turns]
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
            idle_threats=idle_threats(statement.threats, targets),
        )
        moving.check_on(turn, statement.signed_on, "签发日期")


def present_company(turn: Turn) -> Company | None:
    """The company, or the one it turned out to be."""
    company = turn.problem.company
    return (company.merged_into or company) if company else None


def _target(turn: Turn) -> Target:
    problem = turn.problem
    return Target(
        Category(problem.category),
        tuple(code for code in problem.acts.split("、") if code),
        problem.community.fee_mode == "guided",
    )


def _articles(statement: OrderStatement) -> list[LawArticle]:
    """The articles as they were law on the day, in the order told; others are left out."""
    rows = LawArticle.objects.filter(key__in=statement.laws).order_by("key", "-valid_from")
    day = statement.signed_on
    holding = {
        row.key: row
        for row in rows
        if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)
    }
    return [holding[key] for key in dict.fromkeys(statement.laws) if key in holding]


def _number(statement: OrderStatement, area_code: str) -> str:
    """The county's own number as typed, or the next of its series; never one in use."""
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


def _fact(
    order: Order,
    turns: Sequence[Turn],
    statement: OrderStatement,
    articles: Sequence[LawArticle],
    actor: Actor,
) -> OrderFact:
    company = present_company(turns[0])
    if company is None:
        raise LookupError("an order without a company was let through")
    notice = Notice(
        number=order.number,
        company=company.name,
        uscc=company.uscc or "",
        findings=tuple(_finding(turn) for turn in turns),
        laws=_cited(articles),
        demands=statement.demands,
        due_on=statement.due_on,
        threats=tuple(THREAT_LABELS[threat] for threat in statement.threats),
        officers=statement.officers,
        office=f"{AREA_BY_CODE[order.county_id].full_name}住房和城乡建设主管部门",
        signed_on=statement.signed_on,
    )
    return OrderFact(
        order=order,
        signed_on=statement.signed_on,
        signer=actor.name,
        company=company,
        due_on=statement.due_on,
        officers=[{"name": it.name, "certificate": it.certificate} for it in statement.officers],
        laws=list(statement.laws),
        demands=statement.demands.strip(),
        threats=[threat.value for threat in statement.threats],
        organ_address=clean_line(statement.organ_address),
        amount=statement.amount,
        text=text_of(notice),
    )


def _cited(articles: Iterable[LawArticle]) -> str:
    """《…》第…条、第…条, one law named once."""
    parts, last = [], ""
    for article in articles:
        parts.append(article.article if article.law == last else str(article))
        last = article.law
    return "、".join(parts)


def _finding(turn: Turn) -> Finding:
    problem = turn.problem
    proofs = [move.told.get("evidence", []) for move in turn.moves if move.step == Act.CONFIRM]
    return Finding(
        number=problem.number,
        community=problem.community.name,
        category=CATEGORY_LABELS[Category(problem.category)],
        acts=tuple(
            SUB_ACT_BY_CODE[code].label
            for code in problem.acts.split("、")
            if code in SUB_ACT_BY_CODE
        ),
        description=problem.description,
        evidence=tuple(proofs[-1]) if proofs else (),
    )


def _told(statement: OrderStatement, fact: OrderFact) -> dict[str, object]:
    stated = facts.stated(fact, without="order") or {}
    return {name: value for name, value in stated.items() if name != "text"} | {
        "problems": sorted(set(statement.problem_numbers))
    }
