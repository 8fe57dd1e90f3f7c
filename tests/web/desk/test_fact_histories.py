"""The time line of a card: late facts, and the way to the file that brought a fact."""

from datetime import date

import pytest

from tests.people import NOW, YANHU, city_clerk, clerk
from tingban.actions.audit import log
from tingban.data.exchange.models import ImportFile
from tingban.reads.audit.history import Told
from tingban.rules.actors import Actor
from tingban.web.desk.fact_histories import lines

pytestmark = pytest.mark.django_db


def imported(by: Actor) -> tuple[Told, ImportFile]:
    act = log.record(actor=by, at=NOW, act="exchange.file_imported", subject="import:1")
    file = ImportFile.objects.create(
        act=act, imported_at=NOW, area_id=by.area_code, name="0614.xlsx", digest="d", size=1
    )
    told = Told("确认", date(2024, 6, 17), NOW, by.name, origin="3:7", file=file.name, act=act.pk)
    return told, file


def test_an_imported_fact_leads_to_its_sheet():
    told, file = imported(clerk(YANHU))

    (line,) = lines(clerk(YANHU), [told])

    assert line.href == f"/desk/exchange/files/{file.pk}/?sheet=3"
    assert told.place == "第 3 张表第 7 行"


def test_the_citys_file_is_named_but_not_opened_to_a_county():
    told, _ = imported(city_clerk())

    (line,) = lines(clerk(YANHU), [told])

    assert line.href == ""


@pytest.mark.parametrize(
    ("so_on", "is_late"), [(date(2024, 6, 17), False), (date(2024, 6, 3), True)]
)
def test_what_missed_its_friday_is_late(so_on, is_late):
    (line,) = lines(clerk(), [Told("检查", so_on, NOW, "王经办")])

    assert line.is_late is is_late


def test_a_history_without_imports_asks_for_no_files(django_assert_num_queries):
    actor = clerk()

    with django_assert_num_queries(0):
        lines(actor, [Told("检查", date(2024, 6, 17), NOW, "王经办")])
