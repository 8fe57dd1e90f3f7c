"""文书: drafted, sent up, signed under a number, served, filed; what is signed never changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts
from tingban.actions.audit.inserting import insert
from tingban.actions.audit.locking import hold
from tingban.actions.documents import numbering
from tingban.actions.documents.paper_turns import Turn, move, record, take
from tingban.data.documents.models import Paper, PaperService, PaperSignature, PaperWording
from tingban.kit.digests import digest_of
from tingban.kit.text import clean, clean_line, shorten
from tingban.reads.documents.filling import fill
from tingban.reads.law import calendar
from tingban.rules.actors import CITY_CODE, Actor
from tingban.rules.deadlines.days import check_day
from tingban.rules.documents import DocumentNumber, counter_series, prefix_of
from tingban.rules.documents.guards import PaperCase
from tingban.rules.documents.papers import OPEN, PaperAct, PaperStage, flow_of, sides_of
from tingban.rules.documents.service import Way, deemed_on
from tingban.rules.documents.sheets import Sheet
from tingban.rules.documents.templates import freeze, read_typed
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused

_LONGEST_BODY = 50_000


@dataclass(frozen=True, slots=True)
class Wording:
    """What the drafter writes: the body, and by label what has no other source."""

    body: str
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Service:
    """送达: the way, the day (of a 公告: its publication), what proves it, who took it."""

    way: Way
    on: date
    proof: str
    receiver: str = ""


@transaction.atomic
def draft(*, sheet: Sheet, subject_key: str, county: str, actor: Actor, at: datetime) -> str:
    """Begin a paper about the subject; where a draft of its kind stands, that one."""
    _check_sees(sheet, subject_key, county, actor)
    subject = sheet.of(subject_key)
    hold(f"paper:{sheet.template.key}:{subject}")
    stages = [stage.value for stage in OPEN]
    standing = Paper.objects.filter(subject=subject, template=sheet.template.key)
    found = standing.filter(stage__in=stages).values_list("key", flat=True).first()
    return found or _begin(Wording(sheet.template.body), sheet, subject_key, county, (actor, at))


def _check_sees(sheet: Sheet, key: str, county: str, actor: Actor) -> None:
    template = sheet.template
    flow_of(template).check(
        PaperAct.DRAFT,
        None,
        actor=actor,
        sides=sides_of(template, actor, actor.area_code),
        now=PaperCase(template.name, template.is_served),
    )
    if not sheet.sees(actor, key):
        raise NotFound("没有找到要起草文书的事项，或者它不在您的辖区内。")
    if county not in (actor.area_code, CITY_CODE) and not actor.sees_whole_city:
        raise NotAllowed("这是其他县(市、区)的事项，请由当地经办人员起草。", rule="DOMAIN 0.3")


def _begin(
    wording: Wording,
    sheet: Sheet,
    key: str,
    county: str,
    by: tuple[Actor, datetime],
    revises: Paper | None = None,
) -> str:
    actor, at = by
    template, today = sheet.template, timezone.localdate(at)
    filled = fill(sheet, key, body=wording.body, typed=wording.typed, actor=actor, on=today)
    series = f"paper:{county}:{today.year}"
    paper = Paper(
        key=f"WS-{county}-{today.year}-{numbering.next_number(series):06d}",
        template=template.key,
        title=shorten(clean_line(filled.title), 200),
        subject=sheet.of(key),
        county_id=county,
        area_code=actor.area_code,
        organ=actor.unit_name,
        drafter=actor.name,
        drafted_at=at,
        revises=revises,
        readers=sorted(role.value for role in template.readers),
        signers=sorted(role.value for role in template.signers),
        stage=PaperStage.DRAFT.value,
    )
    insert(paper)
    turn = Turn(paper, sheet, actor, at)
    step = next(row for row in flow_of(template).rows if row.act == PaperAct.DRAFT)
    told = {"template": template.key, "subject": paper.subject}
    if revises is not None:
        told["revises"] = revises.key
    entry = record(turn, "documents.paper_drafted", told=told)
    facts.append(_said(paper, wording), act=entry)
    move(turn, step, entry)
    return paper.key


def _said(paper: Paper, wording: Wording) -> PaperWording:
    typed = {label: text for label, text in wording.typed.items() if text}
    return PaperWording(paper=paper, body=wording.body, typed=typed)


@transaction.atomic
def edit(
    *, paper: str, sheet: Sheet, wording: Wording, version: int, actor: Actor, at: datetime
) -> None:
    """Change the wording, and what is typed beside it; figures stay bound to their slots."""
    turn = take(paper, sheet, version, actor, at)
    step = turn.allow(PaperAct.EDIT)
    fresh = _said(turn.paper, _cleaned(sheet, wording))
    standing = turn.wording()
    if (standing.body, standing.typed) == (fresh.body, fresh.typed):
        return
    entry = record(
        turn, "documents.paper_edited", told={"wording": digest_of([fresh.body, fresh.typed])}
    )
    facts.restate(standing, fresh, owner="paper", act=entry)
    Paper.objects.filter(pk=turn.paper.pk).update(
        title=shorten(clean_line(turn.filled(turn.today).title), 200)
    )
    move(turn, step, entry)


def _cleaned(sheet: Sheet, wording: Wording) -> Wording:
    """Refuse an empty or endless body, and what was typed and cannot be read."""
    body = clean(wording.body)
    if not body:
        raise Refused("正文是空的。要恢复原来的正文，请用“恢复样本”。", rule="DOMAIN 8.2")
    if len(body) > _LONGEST_BODY:
        raise Refused(f"正文有 {len(body)} 字，最多 {_LONGEST_BODY} 字。", rule="DOMAIN 8.2")
    typed = {}
    for slot in sheet.template.slots:
        text = clean(wording.typed.get(slot.label, ""))
        if slot.by_hand and text:
            read_typed(slot, text)
            typed[slot.label] = text
    return Wording(body, typed)


@transaction.atomic
def submit(*, paper: str, sheet: Sheet, version: int, actor: Actor, at: datetime) -> None:
    """Send it up to be signed; what is missing is told all at once."""
    turn = take(paper, sheet, version, actor, at)
    step = turn.allow(PaperAct.SUBMIT, lacking=turn.filled(turn.today).lacking)
    move(turn, step, record(turn, "documents.paper_submitted"))


@transaction.atomic
def send_back(
    *, paper: str, sheet: Sheet, reason: str, version: int, actor: Actor, at: datetime
) -> None:
    """The head wants it otherwise, and says what."""
    turn = take(paper, sheet, version, actor, at)
    step = turn.allow(PaperAct.SEND_BACK, reason=reason)
    move(turn, step, record(turn, "documents.paper_sent_back", note=reason.strip()), reason=reason)


@transaction.atomic
def sign(*, paper: str, sheet: Sheet, on: date, version: int, actor: Actor, at: datetime) -> str:
    """Sign it: facts read anew, the number given without a gap, the wording kept for good."""
    return _sign(take(paper, sheet, version, actor, at), on)


@transaction.atomic
def sign_as_seen(
    *, paper: str, sheet: Sheet, on: date, seen: str, actor: Actor, at: datetime
) -> str:
    """Sign what the signer saw (`Filled.mark`), and nothing that was changed since."""
    return _sign(take(paper, sheet, None, actor, at), on, seen)


def _sign(turn: Turn, on: date, seen: str | None = None) -> str:
    # No step of the proceeding slips in between what is read and what is signed.
    hold(turn.paper.subject)
    filled = turn.filled(on)
    step = turn.allow(PaperAct.SIGN, lacking=filled.lacking)
    if seen is not None and filled.mark(turn.paper.version, turn.paper.organ) != seen:
        raise Conflict(
            f"《{turn.paper.title}》在您核对之后有改动，没有签发。请打开这份文书核对，再单独签发。",
            rule="DOMAIN 8.2",
        )
    _check_free(turn, PaperAct.SIGN, on)
    drafted_on = timezone.localdate(turn.paper.drafted_at)
    check_day(on, today=turn.today, what="签发日期", not_before=(drafted_on, "起草日期"))
    number = _number(turn, on)
    kept = freeze(filled.text(number, turn.paper.organ))
    digest = digest_of(kept)
    told = {"number": number, "signed_on": on.isoformat(), "wording": digest}
    entry = record(
        turn, "documents.paper_signed", note=f"{kept['title']} {number}".strip(), told=told
    )
    insert(
        PaperSignature(
            paper=turn.paper,
            number=number,
            signed_on=on,
            signer=turn.actor.name,
            text=kept,
            digest=digest,
            act=entry,
        )
    )
    move(turn, step, entry, on=on)
    return number


def _check_free(turn: Turn, act: PaperAct, on: date) -> None:
    """What the paper is about lets it be signed now, or taken away."""
    sentence = turn.sheet.hinders(turn.actor, turn.key, act, on, turn.paper.key)
    if sentence:
        raise NotNow(sentence, rule="DOMAIN 8.2")


def _number(turn: Turn, on: date) -> str:
    """The next of the 机关代字 in the year of the signature; a void one stays used (6.5)."""
    ending = turn.sheet.template.series
    if not ending:
        return ""
    prefix = prefix_of(turn.paper.area_code, ending)
    return numbering.issue(
        counter_series(prefix, on.year),
        lambda sequence: str(DocumentNumber(prefix, on.year, sequence)),
        lambda number: (
            turn.sheet.is_taken(number) or PaperSignature.objects.filter(number=number).exists()
        ),
    )


@transaction.atomic
def serve(
    *, paper: str, sheet: Sheet, service: Service, version: int, actor: Actor, at: datetime
) -> None:
    """It reached whom it was for; a 公告 serves on the day its time has run."""
    turn = take(paper, sheet, version, actor, at)
    step = turn.allow(PaperAct.SERVE, proof=service.proof)
    signed_on = turn.paper.signed_on
    floor = (signed_on, "签发日期") if signed_on else None
    check_day(service.on, today=turn.today, what="送达日期", not_before=floor)
    served_on = deemed_on(service.way, service.on, calendar()) or service.on
    fresh = PaperService(
        paper=turn.paper,
        way=service.way.value,
        sent_on=service.on,
        served_on=served_on,
        proof=shorten(clean_line(service.proof), 200),
        receiver=shorten(clean_line(service.receiver), 64),
    )
    entry = record(turn, "documents.paper_served", told=facts.stated(fresh, without="paper"))
    facts.append(fresh, act=entry)
    move(turn, step, entry, on=service.on)


@transaction.atomic
def file(*, paper: str, sheet: Sheet, version: int, actor: Actor, at: datetime) -> None:
    """Put it into the archive; nothing more is done with it."""
    turn = take(paper, sheet, version, actor, at)
    step = turn.allow(PaperAct.FILE)
    move(turn, step, record(turn, "documents.paper_filed"))


@transaction.atomic
def void(
    *, paper: str, sheet: Sheet, reason: str, version: int, actor: Actor, at: datetime
) -> None:
    """It no longer counts; its number stays used, and the reason is kept (DOMAIN 6.5)."""
    turn = take(paper, sheet, version, actor, at)
    step = turn.allow(PaperAct.VOID, reason=reason)
    _check_free(turn, PaperAct.VOID, turn.today)
    entry = record(
        turn, "documents.paper_voided", note=reason.strip(), told={"number": turn.paper.number}
    )
    move(turn, step, entry, reason=reason)


@transaction.atomic
def revise(
    *, paper: str, sheet: Sheet, reason: str, version: int, actor: Actor, at: datetime
) -> str:
    """A signed paper is wrong: it is void, and a new draft names it."""
    turn = take(paper, sheet, version, actor, at)
    step = turn.allow(PaperAct.REVISE, reason=reason)
    _check_free(turn, PaperAct.REVISE, turn.today)
    hold(f"paper:{sheet.template.key}:{turn.paper.subject}")
    standing = Paper.objects.filter(subject=turn.paper.subject, template=sheet.template.key)
    if standing.filter(stage__in=[stage.value for stage in OPEN]).exists():
        raise Refused("这个事项已有一份同类文书在起草，请直接修改那一份，再作废这一份。")
    said = turn.wording()
    entry = record(
        turn, "documents.paper_revised", note=reason.strip(), told={"number": turn.paper.number}
    )
    move(turn, step, entry, reason=reason)
    wording = Wording(said.body, said.typed)
    county = turn.paper.county_id
    return _begin(wording, sheet, turn.key, county, (actor, at), revises=turn.paper)
