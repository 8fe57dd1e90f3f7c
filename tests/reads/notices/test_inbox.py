"""Whose notice it is: mine, my post's, my unit's, my role's in my area; nobody else's exists."""

from datetime import timedelta

import pytest

from tests.notices import MESSAGE, message, told
from tests.people import NOW, YANHU, YONGJI, city_clerk, clerk, head, person
from tingban.actions.notices import inbox as acts
from tingban.data.notices.models import Notice, NoticeRead
from tingban.kit.windows import Window
from tingban.reads.notices import inbox
from tingban.reads.notices.inbox import MOST_COUNTED, Asked
from tingban.rules.actors import CITY_CODE, ENABLED, SYSTEM, Actor, Role, visitor
from tingban.rules.notices import UNREAD_FOR, Kind, Recipient

pytestmark = pytest.mark.django_db
UNIT = f"zj-{YANHU}"


def titles(actor: Actor, at=NOW, **asked: str) -> list[str]:
    found = inbox.inbox(actor, Asked(**asked), Window(), at=at)
    assert found.total == len(found.rows)
    return [row.title for row in found.rows]


def everybody() -> list[Actor]:
    areas = (YANHU, YONGJI, CITY_CODE)
    known = [person(role, area) for role in sorted(ENABLED) for area in areas]
    return [*known, clerk(name="另一经办"), SYSTEM, visitor("10.0.0.1")]


def readers(to: Recipient) -> list[Actor]:
    told(to)
    return [actor for actor in everybody() if titles(actor)]


def test_a_persons_notice_is_his_own_in_whatever_post():
    actor = clerk(name="另一经办")
    elsewhere = Actor(actor.user_id, actor.name, Role.C_LD, "zj-140881", "永济市住建局", YONGJI)

    assert readers(Recipient.user(actor.person_id)) == [actor]
    assert titles(elsewhere) == [MESSAGE.title]


def test_a_posts_notice_is_of_whoever_holds_it():
    assert readers(Recipient.post(UNIT, Role.C_OP)) == [clerk(), clerk(name="另一经办")]


def test_a_units_notice_is_of_everybody_in_it():
    found = readers(Recipient.unit(UNIT))

    assert {it.unit_code for it in found} == {UNIT}
    assert len(found) == len(ENABLED) + 1


def test_an_offices_notice_is_of_its_roles_in_its_area():
    found = readers(Recipient.office(YANHU, Role.C_LD))

    assert found == [head()]


def test_the_citys_notice_is_not_of_everybody_who_sees_the_city():
    found = readers(Recipient.office(CITY_CODE, Role.M_OP))

    assert found == [city_clerk()]


def test_a_complainants_notice_is_in_nobodys_inbox():
    assert readers(Recipient.case("TS-140802-2024-000001")) == []


def test_without_a_post_only_ones_own_notices_exist():
    told(Recipient.unit(UNIT))
    told(Recipient.user(clerk().person_id), message=message("给本人"))
    without = Actor(clerk().user_id, "王", Role.PUB, "", "", "")

    assert titles(without) == ["给本人"]


def test_unread_come_first_then_the_newest():
    told(message=message("甲"), at=NOW - timedelta(hours=3))
    read = told(message=message("乙"), at=NOW - timedelta(hours=1))
    told(message=message("丙"), at=NOW - timedelta(hours=2))
    told(message=message("久远"), at=NOW - UNREAD_FOR - timedelta(days=1))
    acts.mark_read(notice_ids=[read.pk], actor=clerk(), at=NOW)

    assert titles(clerk()) == ["丙", "甲", "乙", "久远"]
    assert titles(clerk(), state="unread") == ["丙", "甲"]
    assert titles(clerk(), state="read") == ["乙", "久远"]


def test_the_inbox_is_narrowed_by_kind_and_words():
    told(message=message("三号楼漏水", Kind.TASK))
    told(message=message("周报未报", Kind.OVERDUE, text="请立即报送。"))

    assert titles(clerk(), kind="task") == ["三号楼漏水"]
    assert titles(clerk(), q="立即") == ["周报未报"]


def test_the_window_shows_a_part_and_counts_all():
    for number in range(5):
        told(message=message(f"第{number}条"), at=NOW + timedelta(minutes=number))

    found = inbox.inbox(clerk(), Asked(), Window(offset=2, limit=2), at=NOW)

    assert [row.title for row in found.rows] == ["第2条", "第1条"]
    assert found.total == 5


def test_the_bell_counts_to_its_end_in_one_statement(django_assert_num_queries):
    first = told()
    copies = [
        Notice(
            key=f"many:{number}", kind="task", subject="x:1", title="交办", text="请办", at=NOW,
            recipient="unit", unit_code=UNIT,
        )
        for number in range(MOST_COUNTED + 20)
    ]  # fmt: skip
    Notice.objects.bulk_create(copies)
    actor = clerk()
    NoticeRead.objects.create(user_id=actor.user_id, notice=first, at=NOW)

    with django_assert_num_queries(1):
        count = inbox.count_unread(actor, at=NOW)

    assert count == MOST_COUNTED
