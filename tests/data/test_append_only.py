"""Facts are appended: the database itself refuses everything else (ADR 0004)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import psycopg
import pytest
from django.db import connection
from django.db.utils import DatabaseError, ProgrammingError

from tests.conftest import owner_url
from tests.stories import a_case
from tingban.actions.audit.log import record
from tingban.data.complaints.models import CaseContact
from tingban.data.registry.models import Company, CompanyFact
from tingban.rules.actors import SYSTEM
from tingban.rules.complaints import Contact, ContactKind

AT = datetime(2024, 6, 3, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def fact(db) -> CompanyFact:
    act = record(actor=SYSTEM, at=AT, act="registry.company_added", subject="company:1")
    company = Company.objects.create(name="甲物业", name_key="甲物业")
    return CompanyFact.objects.create(company=company, name="甲物业", recorded_at=AT, act=act)


def test_a_stated_fact_cannot_be_altered(fact):
    fact.name = "乙物业"

    with pytest.raises(DatabaseError, match="append-only"):
        fact.save(update_fields=["name"])


def test_a_fact_can_be_retracted_once_and_never_again(fact):
    fact.retracted_at, fact.retracted_by = AT, fact.act
    fact.save(update_fields=["retracted_at", "retracted_by"])
    fact.retracted_at = AT.replace(hour=10)

    with pytest.raises(DatabaseError, match="append-only"):
        fact.save(update_fields=["retracted_at"])


def test_the_application_may_not_delete_a_fact(fact):
    with pytest.raises(ProgrammingError, match="permission denied"):
        CompanyFact.objects.filter(pk=fact.pk).delete()


@pytest.mark.parametrize("statement", ["DELETE FROM audit_entry", "TRUNCATE audit_entry CASCADE"])
def test_the_owner_meets_the_trigger(db, statement):
    with psycopg.connect(owner_url()) as owner:
        owner.execute(
            "INSERT INTO audit_entry (at, actor_name, role, unit_code, area_code, ip, act, subject,"
            " note) VALUES (now(), '系统', 'SYS', 'system', '140800', '', 'a.b', 'a:1', '');"
            "SET CONSTRAINTS ALL IMMEDIATE"
        )

        with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
            owner.execute(statement)
        owner.rollback()


def test_the_application_works_in_an_ordinary_role(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")

        assert cursor.fetchone() == ("tingban_app", False)


@pytest.mark.django_db(transaction=True)
def test_the_flush_between_tests_keeps_the_reference_rows():
    with psycopg.connect(owner_url()) as owner:
        counted = owner.execute("SELECT count(*) FROM areas_area").fetchone()

        assert counted == (14,)


def test_a_contact_may_be_sealed_anew_and_nothing_else_of_it_changes(db):
    case = a_case(contact=Contact(ContactKind.NAMED, "张三"))
    row = CaseContact.objects.get(case=case)
    row.box, row.key_id = b"other", "other"
    row.save(update_fields=["box", "key_id"])
    row.key_id, row.masked = "third", "李*"

    with pytest.raises(DatabaseError, match="append-only"):
        row.save(update_fields=["key_id", "masked"])
