"""Whoever complained is written to, and nowhere in the house does it say at which address."""

import logging
from collections.abc import Iterator

import pytest
from django.db import connection

from tests.jobs.test_notices import later, post, queued, work  # noqa: F401 -- a fixture
from tests.notices import told
from tests.people import NOW
from tests.stories import a_case
from tingban.actions.audit.log import record
from tingban.data.complaints.models import CaseContact
from tingban.data.notices.models import Delivery
from tingban.rules.actors import SYSTEM
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.notices import Kind, Message, Recipient
from tingban.rules.registry.contacts import parse_phones

pytestmark = pytest.mark.django_db
NAME, PHONE, MAIL = "欧阳密告", "13935912345", "ouyang.migao@example.org"
SECRETS = (NAME, PHONE, MAIL, "ouyang.migao")


@pytest.fixture
def log() -> Iterator[list[logging.LogRecord]]:
    """Every record of every logger, down to the last detail."""
    kept: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = kept.append  # type: ignore[method-assign]
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield kept
    root.removeHandler(handler)
    root.setLevel(level)


def holding(text: str) -> list[str]:
    hexed = [secret.encode().hex() for secret in SECRETS]
    return [secret for secret in (*SECRETS, *hexed) if secret in text]


def rows() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'SELECT to_jsonb(t)::text FROM "{name}" t')
            yield from ((name, row) for (row,) in cursor.fetchall())


def a_complainant() -> str:
    contact = Contact(ContactKind.CONFIDENTIAL, NAME, parse_phones(PHONE), MAIL)
    return a_case(contact=contact).number


@pytest.mark.parametrize("answers", [
    ["250 OK"], ["451 4.3.0", "250 OK"], ["451 4.3.0", "550 5.1.1"], ["550 5.1.1"],
])  # fmt: skip
def test_no_table_and_no_record_of_any_logger_names_whoever_was_written_to(post, log, answers):  # noqa: F811
    post.rcpt = list(answers)
    told(
        Recipient.case(a_complainant()),
        Message(Kind.RECEIPT, "您反映的问题已受理", f"请保持电话 {PHONE} 畅通，或写信 {MAIL}。"),
    )
    work()
    for _ in answers[1:]:
        later(Delivery.objects.get().next_at)

    assert post.asked == [MAIL] * len(answers)
    # The mail server of the test stands in this process, and talks.
    ours = [record for record in log if record.name != "mail.log"]
    assert [it for it in ours if holding(f"{it.getMessage()} {vars(it)} {it.exc_text}")] == []
    assert [(name, row) for name, row in rows() if holding(row)] == []
    assert not queued()


def test_the_control_finds_what_is_planted():
    number = a_complainant()
    record(actor=SYSTEM, at=NOW, act="x.y", subject=f"case:{number}", note=f"回访 {PHONE}")

    assert CaseContact.objects.exclude(box=None).exists()
    assert [(name, holding(row)) for name, row in rows() if holding(row)] == [
        ("audit_entry", [PHONE])
    ]
