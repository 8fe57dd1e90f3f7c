"""Delete all that is projected, rebuild it, and nothing has changed (ADR 0004)."""

from datetime import date, datetime

import pytest
from django.apps import apps
from django.db import connection

from tests.actions.enforcement.test_enforcement import decide, expose, punish
from tests.actions.inspections.test_missions import DAY, a_mission
from tests.actions.rectification.test_orders import serve
from tests.case_steps import close, merge
from tests.lives import completed
from tests.people import NOW, ZONE, clerk, head
from tests.stories import (
    a_case,
    a_community,
    a_company,
    a_contract,
    a_problem,
    a_visit,
    an_accepted_case,
)
from tingban.actions.exchange.rebuild import rebuild_all_projections
from tingban.actions.exits.exits import confirm_exit, record_exit
from tingban.actions.rectification import problems
from tingban.actions.registry.communities import add_alias, void_community
from tingban.actions.registry.merges import merge_community
from tingban.rules.exits import ExitKind
from tingban.rules.inspections import VisitKind

pytestmark = pytest.mark.django_db

# What an identity row is besides its projection: keys, and the count of its changes.
KEPT = {
    "registry_community": {"code"},
    "registry_company": set(),
    "registry_contract": {"community_id", "company_id", "starts_on"},
    "inspections_mission": {"number"},
    "inspections_visit": {"number"},
    "rectification_problem": {"number"},
    "rectification_order": {"number"},
    "enforcement_leveldecision": {"community_id", "decided_on", "kind"},
    "enforcement_penalty": {"number"},
    "enforcement_exposure": {"company_id", "county_id", "published_on", "media"},
    "exits_exit": {"community_id", "company_id"},
    "complaints_case": {"number", "unit_id", "row_no"},
}
BLANK = {
    "bigint": "0",
    "integer": "0",
    "smallint": "9",
    "boolean": "true",
    "date": "'2000-01-01'",
    "text": "'x'",
    "character varying": "'x'",
}


def snapshot() -> dict[str, list[tuple]]:
    with connection.cursor() as cursor:
        rows = {}
        for table in KEPT:
            cursor.execute(f"SELECT * FROM {table} ORDER BY id")
            rows[table] = cursor.fetchall()
    return rows


def wipe() -> None:
    """Spoil every projected column: null where it may be, else a wrong value."""
    with connection.cursor() as cursor:
        for model in (m for m in apps.get_models() if m._meta.db_table in KEPT):
            table = model._meta.db_table
            sets = []
            for field in model._meta.concrete_fields:
                name = field.column
                if name in {"id", "version", *KEPT[table]}:
                    continue
                if field.null:
                    sets.append(f"{name} = NULL")
                elif field.remote_field:
                    target = field.related_model._meta
                    sets.append(f"{name} = (SELECT max({target.pk.column}) FROM {target.db_table})")
                else:
                    kind = field.db_type(connection).partition("(")[0]
                    sets.append(f"{name} = {BLANK.get(kind, chr(39) + chr(39))}")
            cursor.execute(f"UPDATE {table} SET {', '.join(sets)}")


def live_through_everything() -> None:
    communities = [
        a_community(name, fee_mode="guided") for name in ("甲园", "乙园", "丙园", "丁园")
    ]
    first, second, third, fourth = communities
    add_alias(code=first.code, name="甲苑", actor=clerk(), at=NOW)
    merge_community(code=second.code, into=first.code, version=1, actor=clerk(), at=NOW)
    void_community(code=fourth.code, version=1, reason="录错", actor=head(), at=NOW)
    company = a_company()
    a_contract(first, company, date(2024, 1, 1), fee="1.2元/㎡·月")
    a_visit(first, DAY, VisitKind.SUPERVISE, mission_number=a_mission())
    found = [a_problem(community, confirmed_on=DAY) for community in (first, first, third)]
    serve(*found[:2], on=DAY)
    completed(found[0], date(2024, 6, 14))
    problems.void_problem(number=found[2].number, version=1, reason="录错", actor=head(), at=NOW)
    decide(first)
    punish(company)
    expose(company)
    leaving = record_exit(
        community_code=first.code,
        company_id=company.pk,
        kind=ExitKind.DISMISSED,
        actor=clerk(),
        at=NOW,
    )
    confirm_exit(exit_id=leaving, on=date(2024, 6, 17), actor=clerk(), at=NOW)
    main = an_accepted_case(community_code=first.code)
    merge(a_case(), main)
    close(main, datetime(2024, 6, 14, 16, tzinfo=ZONE))


def test_wiped_and_rebuilt_the_present_is_the_same():
    live_through_everything()
    before = snapshot()
    assert all(before.values())
    wipe()
    assert snapshot() != before

    rebuild_all_projections()

    after = snapshot()
    for table, rows in before.items():
        assert after[table] == rows, table
