"""What a slip may double is told beside it, and asks before it is registered (3.1.1)."""

import pytest

from tests.people import NOW, YANHU
from tests.slip_batches import MANY, mapped, register, rows
from tests.slip_books import NAME, PHONE, estate, hotline, slip
from tests.stories import a_case, a_community
from tests.two_counties import signed_in
from tingban.actions.exchange import slip_comparing
from tingban.actions.exchange.slip_registering import Decision
from tingban.data.complaints.models import Case
from tingban.data.registry.models import Community
from tingban.rules.actors import Role
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.exchange.slip_states import SlipChoice
from tingban.rules.registry.contacts import parse_phones

pytestmark = pytest.mark.django_db


def test_what_is_decided_before_it_is_compared_asks_again_where_something_is_alike():
    a_case(community_code=a_community("锦绣花园").code)
    texts = [f"{estate(number)}的路灯坏了多日没有人修" for number in range(1, MANY)]
    rows_told = [slip(n, text=text) for n, text in enumerate(texts, start=1)]
    actor = signed_in(Role.C_OP, YANHU)
    batch = mapped(hotline([*rows_told, slip(MANY, text="锦绣花园电梯坏了没人修")]), actor=actor)
    later, now = Decision(SlipChoice.LATER), Decision(SlipChoice.REGISTER, "", "CAT-1")
    told = {f"p{place}": later for place in range(1, MANY)}

    asked = register(batch, **told | {f"p{MANY}": now})

    assert (asked.count, asked.done) == (1, 0)
    assert rows(batch)[-1].choice == SlipChoice.ASK
    slip_comparing.work_off(batch_id=batch.pk, at=NOW)
    assert {row.choice for row in rows(batch)[:-1]} == {SlipChoice.LATER}


def test_a_slip_that_may_double_a_case_asks_first_and_says_why():
    place = a_community("锦绣花园")
    case = a_case(
        community_code=place.code, summary="锦绣花园电梯停运多日没有人修",
        contact=Contact(ContactKind.NAMED, NAME, parse_phones(PHONE)),
    )  # fmt: skip
    text = "锦绣花园3号楼电梯坏了，物业不来修"

    batch = mapped(hotline([slip(1, text=text, phone=float(PHONE)), slip(2)]))

    first, second = rows(batch)
    (told,) = first.alike
    assert (first.choice, second.choice) == (SlipChoice.ASK, SlipChoice.REGISTER)
    assert (told["number"], told["kind"]) == (case.number, "duplicate")
    assert "同一联系电话；同一小区；都说电梯" in told["why"]


def test_the_second_of_two_alike_in_one_file_asks_before_it_is_registered():
    a_community("锦绣花园")
    texts = ("锦绣花园3号楼电梯坏了三天没人修", "锦绣花园电梯停运，老人下不了楼")
    batch = mapped(hotline([slip(n, text=text) for n, text in enumerate(texts, start=1)]))

    asked = register(batch)

    first, second = rows(batch)
    assert (asked.count, asked.done) == (2, 1)
    assert (first.state, second.state, second.choice) == ("done", "open", SlipChoice.ASK)
    assert second.alike[0]["number"] == first.case.number


def test_what_was_seen_and_decided_is_not_asked_again():
    a_community("锦绣花园")
    a_case(community_code=Community.objects.get().code)
    texts = ("锦绣花园3号楼电梯坏了三天没人修", "锦绣花园电梯停运，老人下不了楼")
    batch = mapped(hotline([slip(n, text=text) for n, text in enumerate(texts, start=1)]))
    told = Decision(SlipChoice.REGISTER, Community.objects.get().code, "CAT-1")

    asked = register(batch, p1=told, p2=told)

    assert (asked.done, Case.objects.count()) == (2, 3)


def test_the_same_person_just_registered_is_asked_about_though_others_were_seen():
    a_community("锦绣花园")
    case = a_case(community_code=Community.objects.get().code)
    texts = ("锦绣花园3号楼电梯坏了三天没人修", "锦绣花园电梯停运，老人下不了楼")
    same = [slip(n, text=text, phone=float(PHONE)) for n, text in enumerate(texts, start=1)]
    batch = mapped(hotline(same))
    told = Decision(SlipChoice.REGISTER, Community.objects.get().code, "CAT-1")

    asked = register(batch, p1=told, p2=told)

    first, second = rows(batch)
    assert asked.done == 1
    assert second.choice == SlipChoice.ASK
    assert {one["number"]: one["kind"] for one in second.alike} == {
        first.case.number: "duplicate", case.number: "alike",
    }  # fmt: skip
    assert register(batch, p2=told).done == 1


def test_the_residual_category_alone_makes_nothing_alike():
    place = a_community("锦绣花园")
    a_case(community_code=place.code, category="CAT-9", summary="锦绣花园有人要求说明情况")

    (row,) = rows(mapped(hotline([slip(1, text="锦绣花园住户没有讲清楚，要求回电")])))

    assert (row.category, row.alike) == ("CAT-9", [])
