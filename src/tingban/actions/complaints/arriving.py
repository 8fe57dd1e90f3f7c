"""A report of the portal is acknowledged at once, and becomes a case a moment later (T-C01).

Its author waits for one sealed row. Case, facts, vault and notices are made of that row by a job,
or by whoever asks for the progress first; the row goes in the same transaction (ADR 0025).
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from tingban.actions.audit import log
from tingban.actions.complaints import codes, vault
from tingban.actions.complaints.cases import check_contact, first_case_number, next_case_number
from tingban.actions.complaints.public import keep_files
from tingban.actions.complaints.receiving import Arrived, ReceivedStatement, receive_case
from tingban.actions.documents import held
from tingban.data.complaints.models import Arrival
from tingban.rules.actors import Actor, visitor
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.complaints.flow import CASE_FLOW, OWN_CASE
from tingban.rules.complaints.guards import Situation
from tingban.rules.complaints.stages import Act, CaseKind
from tingban.rules.documents.held import Held
from tingban.rules.documents.sharing import Sharing
from tingban.rules.registry.codes import COUNTY_DIGITS

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Receipt:
    """受理回执: number and 查询码; the code is kept nowhere."""

    number: str
    query_code: str = field(repr=False)


def write_down(
    *,
    statement: ReceivedStatement,
    contact: Contact,
    actor: Actor,
    at: datetime,
    files: Sequence[Held] = (),
) -> Receipt:
    """Take a report, or refuse it; whatever can be refused is refused here.

    Its community was picked from those that stand; what becomes of that until it is a case, the
    case sees to. The county is the beginning of its code (DOMAIN 6.4).

    The caller sees to it that a repeated submit does not come here again.
    """
    statement.check()
    check_contact(contact)
    now = Situation(at=at, today=timezone.localdate(at))
    CASE_FLOW.check(Act.RECEIVE, None, actor=actor, sides=OWN_CASE, now=now)
    for file in files:
        held.check_kept(file)
    county = statement.community_code[:COUNTY_DIGITS] or statement.county_code
    return _keep(replace(statement, county_code=county), contact, files, actor, at)


# Whether an import has brought the number is asked in the same breath.
_KEEP: Final = """
INSERT INTO complaints_arrival (number, at, box, key_id, code_mark)
SELECT %(number)s::text, %(at)s::timestamptz, %(box)s::bytea, %(key_id)s::text, %(code_mark)s::text
WHERE NOT EXISTS (SELECT FROM complaints_case WHERE number = %(number)s::text)
"""


# Nothing is refused from here on, so the act around it needs no savepoint.
@transaction.atomic(savepoint=False)
def _keep(
    statement: ReceivedStatement,
    contact: Contact,
    files: Sequence[Held],
    actor: Actor,
    at: datetime,
) -> Receipt:
    words, code = _to_json(statement, contact, files, actor), codes.fresh()
    number = first_case_number(statement.unit, at)
    while not _is_kept(number, code, words, at):
        number = next_case_number(statement.unit, at)
    return Receipt(number, code)


def _is_kept(number: str, code: str, words: str, at: datetime) -> bool:
    box, key_id = vault.seal_words(words, context=number)
    row: dict[str, str | bytes | datetime] = {
        "number": number, "at": at, "box": box, "key_id": key_id,
        "code_mark": codes.mark_of(number, code),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, row)
        return bool(cursor.rowcount)


@transaction.atomic
def take_in(*, number: str, at: datetime) -> bool:
    """Make the case of a report that was written down; False where that is done or it is none."""
    row = Arrival.objects.select_for_update().filter(number=number).first()
    if row is None:
        return False
    told = json.loads(vault.open_words(bytes(row.box), key_id=row.key_id, context=number))
    actor = visitor(told["from"])
    report = Arrived(
        number=number,
        code_mark=row.code_mark,
        at=row.at,
        statement=_statement(told["statement"]),
        contact=vault.contact_from_json(ContactKind(told["kind"]), told["contact"]),
    )
    receive_case(report=report, actor=actor, at=at)
    if told["files"]:
        _attach(number, [Held.from_json(file) for file in told["files"]], actor, at)
    row.delete()
    return True


def take_in_all(*, at: datetime) -> int:
    """Take in whatever still lies there, one by one; how many came in.

    One that cannot be taken in keeps no other waiting; it is told loudly and tried again.
    """
    waiting = Arrival.objects.order_by("at", "number")
    done = failed = 0
    for number in waiting.values_list("number", flat=True):
        try:
            done += take_in(number=number, at=at)
        except Exception:
            failed += 1
            _log.exception("a report was not taken in", extra={"number": number})
    if failed:
        raise RuntimeError(f"{failed} reports of the portal were not taken in")
    return done


def _attach(number: str, files: Sequence[Held], actor: Actor, at: datetime) -> None:
    examined = [held.take_up(file) for file in files]
    entry = log.record(
        actor=actor, at=at, act="documents.attachments_added", subject=f"case:{number}",
        change=(None, {
            "files": [[file.name, file.digest] for file in examined],
            "sharing": Sharing.INTERNAL.value,
        }),
    )  # fmt: skip
    keep_files(f"case:{number}", examined, actor=actor, act=entry)


def _to_json(
    statement: ReceivedStatement, contact: Contact, files: Sequence[Held], actor: Actor
) -> str:
    told = {
        "statement": asdict(statement),
        "kind": contact.kind,
        "contact": vault.contact_to_json(contact),
        "files": [file.as_json() for file in files],
        "from": actor.ip,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _statement(told: dict[str, Any]) -> ReceivedStatement:
    kind = told.pop("kind")
    return ReceivedStatement(**told, kind=CaseKind(kind) if kind else None)
