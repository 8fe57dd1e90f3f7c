"""T-R08, T-R10: the week is closed once all are ready, and what is frozen never changes."""

import psycopg
import pytest
from django.db import connection
from django.db.utils import DatabaseError, ProgrammingError

from tests import fridays
from tests.conftest import owner_url
from tests.fridays import FIVE, TEN, WEEK, moment
from tests.people import YANHU, YONGJI, city_clerk, clerk, head
from tests.stories import a_community, a_problem, a_visit
from tingban.actions.registry import merges
from tingban.actions.weekly import freezing
from tingban.data.registry.models import Community
from tingban.data.weekly.models import CityCell, CityEdition, Edition, EditionCell, MadeFile
from tingban.reads.weekly import boards, editions
from tingban.rules.errors import NotAllowed, NotFound, NotNow
from tingban.rules.weekly.steps import Act, State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _week(db) -> None:
    a_problem(a_community())
    fridays.open_week()


def city(version: int | None = None) -> editions.StoredCity:
    return editions.city_edition(actor=city_clerk(), week_code=WEEK, version=version)


def test_while_one_is_unready_the_week_is_not_frozen_and_he_is_named():
    fridays.all_stood_in()
    fridays.sent(at=moment(21, 14))

    with pytest.raises(NotNow, match="还有 1 个单位没有接收：盐湖区"):
        fridays.freeze()

    assert not CityEdition.objects.exists()
    assert fridays.the("140821").state == State.AUTO
    board = boards.board(actor=fridays.city_head(), week_code=WEEK, at=FIVE)
    assert [(offer.act, offer.is_open) for offer in board.offers] == [(Act.FREEZE, False)]


def test_units_stood_in_for_are_frozen_with_a_footnote():
    fridays.frozen(YANHU)

    assert {part.area_code for part in city().parts if not part.is_auto} == {YANHU}
    assert len(city().parts) == 14


@pytest.mark.parametrize("actor", [city_clerk, head])
def test_only_the_head_of_the_city_freezes(actor):
    fridays.all_stood_in()

    with pytest.raises((NotAllowed, NotFound)):
        freezing.freeze_week(week_code=WEEK, actor=actor(), at=FIVE)


def test_a_week_is_frozen_once():
    fridays.frozen()

    with pytest.raises(NotNow, match="现在是“已冻结”，不能冻结"):
        fridays.freeze()

    assert CityEdition.objects.count() == 1


def test_a_week_that_does_not_stand_is_not_found():
    with pytest.raises(NotFound):
        freezing.freeze_week(week_code="2024-W23", actor=fridays.city_head(), at=FIVE)


def test_the_citys_row_is_the_union_of_what_was_sent_and_no_new_count():
    fridays.accepted(YANHU, at=TEN)
    a_visit(a_community("东城花园"))
    fridays.all_stood_in()

    fridays.freeze()

    assert city().figures["A01"].ids == (Community.objects.get(name="锦绣花园").code,)
    assert city().figures["A01"].digest == city().list_digests["A01"]


def test_facts_stated_later_do_not_move_what_is_frozen():  # TV-S
    fridays.frozen(YANHU)
    before, table = editions.edition(actor=clerk(), number=fridays.number_of()), city()
    child = a_community("东城花园")
    a_visit(child)
    merged = Community.objects.get(name="锦绣花园")
    merges.merge_community(
        code=merged.code,
        into=child.code,
        version=merged.version,
        actor=clerk(),
        at=moment(24, 9),
    )

    after = editions.edition(actor=clerk(), number=fridays.number_of())

    assert (after, city()) == (before, table)
    assert editions.faults_of_week(actor=city_clerk(), week_code=WEEK) == ()


def test_the_application_can_neither_alter_nor_delete_an_edition():
    fridays.frozen(YANHU)
    edition = Edition.objects.latest("id")
    edition.digest = "0" * 64

    with pytest.raises(DatabaseError, match="append-only"):
        edition.save()


@pytest.mark.parametrize("model", [Edition, EditionCell, CityEdition, CityCell])
def test_nothing_frozen_can_be_deleted(model):
    fridays.frozen()

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"DELETE FROM {model._meta.db_table}")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("weekly_editioncell SET ids = ids || '{x}' WHERE cell = 'A01'", "A01 名单与摘要不符"),
        ("weekly_editioncell SET value = 99 WHERE cell = 'B01'", "内容与总摘要不符"),
        ("weekly_edition SET signer_name = '别人'", "内容与总摘要不符"),
        ('weekly_edition SET brief = \'{"cases": "改"}\'', "内容与总摘要不符"),
        (
            "weekly_citycell SET value = 99 WHERE cell = 'A01'",
            "KZ-1408-2024-W04-v1 的内容与总摘要不符",
        ),
    ],
)
def test_who_gets_past_the_triggers_is_found_out_by_the_digests(change, told):
    fridays.all_stood_in()
    fridays.freeze()
    table = change.split()[0]
    with psycopg.connect(owner_url()) as owner:
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        owner.execute(f"UPDATE {change}")
        owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    faults = editions.faults_of_week(actor=city_clerk(), week_code=WEEK)

    assert any(told in fault for fault in faults)


def test_the_export_is_marked_with_the_digests_of_its_files():
    fridays.frozen(YANHU)
    seen = fridays.the().version
    file = freezing.FileStatement("annex3", "汇总表.xlsx", "d" * 64, 9)

    count = freezing.mark_exported(week_code=WEEK, files=[file], actor=city_clerk(), at=FIVE)

    assert count == 14
    assert MadeFile.objects.get().city.version == 1
    # A county that has its page open is not disturbed.
    assert fridays.the().version == seen
    assert fridays.page(at=FIVE).steps[-1].act is Act.EXPORT


def test_before_the_freezing_nothing_is_exported():
    with pytest.raises(NotFound, match="请先冻结"):
        freezing.mark_exported(week_code=WEEK, files=[], actor=city_clerk(), at=FIVE)


def test_a_county_sees_no_table_of_the_city():
    fridays.frozen(YANHU)

    with pytest.raises(NotFound):
        editions.city_edition(actor=clerk(), week_code=WEEK)
    with pytest.raises(NotFound):
        editions.edition(actor=clerk(), number=fridays.number_of(YONGJI))
