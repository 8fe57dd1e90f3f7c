"""Slips become cases: each by itself, none twice, whatever is pressed, killed or brought again."""

from datetime import date, datetime

import pytest

from tests.actions.exchange.test_slip_batches import bring, mapped, rows
from tests.at_once import at_once, crossing
from tests.people import NOW, YANHU, YONGJI, ZONE, clerk, person
from tests.slip_books import NAME, PHONE, estate, hotline, slip
from tests.stories import a_case, a_community, an_accepted_case
from tests.two_counties import signed_in
from tingban.actions.complaints.identity import reveal_contact
from tingban.actions.exchange import slip_batches, slip_comparing, slip_registering
from tingban.actions.exchange.slip_registering import Decision
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseMaterial, CaseMatter
from tingban.data.exchange.models import Slip
from tingban.data.registry.models import Community
from tingban.reads.exchange import slips as reads
from tingban.rules.actors import Role
from tingban.rules.complaints import Contact, ContactKind, Source
from tingban.rules.complaints.stages import Stage
from tingban.rules.errors import Conflict, NotFound, NotNow
from tingban.rules.exchange.slip_states import BatchState, SlipChoice, SlipState
from tingban.rules.registry.contacts import parse_phones

pytestmark = pytest.mark.django_db
MANY = 60


class Killed(BaseException):
    """The worker is gone."""


def register(batch, actor=None, **decisions):
    told = {int(place.lstrip("p")): decision for place, decision in decisions.items()}
    return slip_registering.register_slips(
        batch_id=batch.pk, decisions=told, actor=actor or clerk(), at=NOW
    )


def many(actor):
    """So many that they are compared by a job, which has done its work."""
    batch = mapped(hotline([slip(number) for number in range(1, MANY + 1)]), actor=actor)
    slip_comparing.work_off(batch_id=batch.pk, at=NOW)
    batch.refresh_from_db()
    return batch


def test_every_slip_becomes_a_case_in_the_words_of_the_ledger():
    place = a_community(estate(1))
    batch = mapped(hotline([slip(1, name=NAME, phone=float(PHONE))]))

    asked = register(batch)

    case = Case.objects.get()
    assert (asked.count, asked.by_job) == (1, False)
    assert case.summary == f"{estate(1)}电梯停运三天无人维修，请尽快处理"
    assert (case.source, case.source_ref) == (Source.HOTLINE_12345, "GD202406170001")
    assert (case.community, case.category, case.stage) == (place, "CAT-1", Stage.REG)
    assert case.received_at == datetime(2024, 6, 17, tzinfo=ZONE)
    assert CaseMatter.objects.get().sender_due_on == date(2024, 6, 24)
    assert case.row_no == 1


def test_the_contact_goes_to_the_vault_and_is_opened_there():
    register(mapped(hotline([slip(1, name=NAME, phone=float(PHONE))])))

    contact = reveal_contact(
        number=Case.objects.get().number, reason="回访核实", actor=clerk(), at=NOW
    )

    assert contact.shown == f"{NAME} {PHONE}"


def test_the_slip_and_the_batch_know_what_became_of_them():
    batch = mapped()
    register(batch)

    batch.refresh_from_db()
    told = [(it.ref, bool(it.number), it.standing) for it in reads.results(clerk(), batch.pk)]
    assert batch.state == BatchState.DONE
    assert told == [("GD202406170001", True, "已登记"), ("GD202406170002", True, "已登记")]


def test_a_long_text_is_cut_for_the_ledger_and_kept_whole_beside():
    text = f"{NAME}反映锦绣花园电梯停运" + "，多次报修无人理会" * 40
    register(mapped(hotline([slip(1, text=text, name=NAME)])))

    case, material = Case.objects.get(), CaseMaterial.objects.get()
    assert len(case.summary) == 200
    assert material.text == text.replace(NAME, "欧***")


def test_a_short_text_is_not_kept_twice():
    register(mapped())

    assert not CaseMaterial.objects.exists()


def test_a_case_without_community_lies_in_the_county_of_whoever_registers_it():
    register(mapped())

    assert {case.county_id for case in Case.objects.all()} == {YANHU}


def test_what_is_decided_of_a_slip_is_what_is_registered():
    place, other = a_community("锦绣花园"), a_community("阳光小区")
    batch = mapped(hotline([slip(1, text="锦绣花园与阳光小区之间的路灯坏了多日")]))
    told = Decision(SlipChoice.REGISTER, other.code, "CAT-3")

    register(batch, p1=told)

    assert Case.objects.values_list("community", "category").get() == (other.pk, "CAT-3")
    assert place.cases.count() == 0


def test_a_community_that_was_not_proposed_is_not_taken():
    other = a_community("永济某园", county=YONGJI)
    batch = mapped()

    register(batch, p1=Decision(SlipChoice.REGISTER, other.code, "CAT-3"))

    assert Case.objects.filter(community=other).count() == 0


def test_a_slip_that_is_left_for_later_is_not_registered():
    batch = mapped()

    register(batch, p1=Decision(SlipChoice.LATER))

    batch.refresh_from_db()
    assert [row.state for row in rows(batch)] == [SlipState.OPEN, SlipState.DONE]
    assert batch.state == BatchState.OPEN


@pytest.mark.parametrize(
    ("choice", "standing"), [(SlipChoice.DUPLICATE, "duplicate"), (SlipChoice.ALIKE, "open")]
)
def test_a_merged_slip_keeps_number_source_and_its_own_place_in_the_ledger(choice, standing):
    main = an_accepted_case()
    batch = mapped(hotline([slip(1)]))

    register(batch, p1=Decision(choice, "", "CAT-1", main.number))

    child = Case.objects.exclude(pk=main.pk).get()
    assert (child.parent, child.stage, child.standing) == (main, Stage.MRG, standing)
    assert (child.source_ref, child.row_no) == ("GD202406170001", 2)


@pytest.mark.parametrize(("main", "why"), [("", "写明并入哪一件"), ("TS-1", "没有找到")])
def test_a_merge_that_is_refused_leaves_no_case_and_says_why(main, why):
    batch = mapped()

    register(batch, p1=Decision(SlipChoice.DUPLICATE, "", "CAT-1", main))

    first, second = rows(batch)
    assert first.state == SlipState.OPEN
    assert why in first.refusal
    assert second.state == SlipState.DONE
    assert Case.objects.count() == 1


def test_slips_with_faults_and_known_ones_are_not_registered():
    a_case(source=Source.HOTLINE_12345, source_ref="GD202406170001")
    batch = mapped(hotline([slip(1), slip(2, text=""), slip(3)]))

    register(batch)

    assert [row.state for row in rows(batch)] == [
        SlipState.KNOWN, SlipState.FAULTY, SlipState.DONE,
    ]  # fmt: skip
    assert Case.objects.count() == 2


def test_a_second_press_registers_nothing():
    batch = mapped()
    register(batch)

    with pytest.raises(NotNow, match="没有选定"):
        register(batch)

    assert Case.objects.count() == 2


def test_columns_stay_once_a_slip_is_registered():
    batch = mapped()
    register(batch, p1=Decision(SlipChoice.LATER))

    with pytest.raises(NotNow, match="不能再改列"):
        slip_batches.choose_slip_columns(
            batch_id=batch.pk, columns=reads.columns_of(batch.columns), actor=clerk(), at=NOW
        )


def test_another_offices_batch_does_not_exist():
    batch = mapped()

    for actor in (clerk(YONGJI), person(Role.M_OP)):
        with pytest.raises(NotFound):
            register(batch, actor)
        with pytest.raises(NotFound):
            reads.batch(actor, batch.pk)


def test_the_same_file_brought_again_after_a_week_knows_its_rows_without_numbers():
    data = hotline([slip(1, ref="")])
    first = mapped(data)
    register(first)
    slip_batches.drop_slips(batch_id=first.pk, actor=clerk(), at=NOW)

    (row,) = rows(bring(data))

    assert (row.state, row.case) == (SlipState.KNOWN, Case.objects.get())


def test_many_slips_are_registered_by_a_job():
    actor = signed_in(Role.C_OP, YANHU)
    batch = many(actor)

    asked = register(batch, actor)

    batch.refresh_from_db()
    assert (asked.count, asked.by_job, batch.state) == (MANY, True, BatchState.WAITING)
    assert Case.objects.count() == 0
    slip_registering.work_off(batch_id=batch.pk, at=NOW)
    batch.refresh_from_db()
    assert (Case.objects.count(), batch.state) == (MANY, BatchState.DONE)
    assert Entry.objects.filter(act="exchange.slips_asked").count() == 1


def test_while_a_job_is_at_work_nothing_else_is_done_with_the_batch():
    actor = signed_in(Role.C_OP, YANHU)
    batch = many(actor)
    register(batch, actor)

    with pytest.raises(Conflict, match="正在处理"):
        register(batch, actor)


def test_a_killed_worker_leaves_nothing_half_and_the_next_registers_nothing_twice(monkeypatch):
    actor = signed_in(Role.C_OP, YANHU)
    batch = many(actor)
    register(batch, actor)
    with monkeypatch.context() as dying:
        _kill_after(dying, 20)
        with pytest.raises(Killed):
            slip_registering.work_off(batch_id=batch.pk, at=NOW)
    assert Case.objects.count() == 20

    slip_registering.work_off(batch_id=batch.pk, at=NOW)
    assert Case.objects.count() == MANY
    assert Case.objects.values("source_ref").distinct().count() == MANY


def test_killed_between_case_and_slip_no_case_stays(monkeypatch):
    """The two are one transaction."""
    batch = mapped(hotline([slip(1)]))
    monkeypatch.setattr(slip_registering, "_keep", lambda *_: (_ for _ in ()).throw(Killed))

    with pytest.raises(Killed):
        register(batch)

    assert not Case.objects.exists()


def test_many_slips_are_compared_by_a_job_that_goes_on_where_it_was_killed(monkeypatch):
    actor = signed_in(Role.C_OP, YANHU)
    batch = mapped(hotline([slip(number) for number in range(1, MANY + 1)]), actor=actor)
    with monkeypatch.context() as dying:
        _kill_after(dying, 7, "note_alike", slip_comparing)
        with pytest.raises(Killed):
            slip_comparing.work_off(batch_id=batch.pk, at=NOW)
    assert batch.slips.filter(is_compared=True).count() == 7

    slip_comparing.work_off(batch_id=batch.pk, at=NOW)

    assert batch.slips.filter(is_compared=True).count() == MANY


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


def test_a_worker_that_is_killed_again_and_again_is_given_up(monkeypatch):
    actor = signed_in(Role.C_OP, YANHU)
    batch = many(actor)
    register(batch, actor)
    _kill_after(monkeypatch, 0)
    for _ in range(4):
        with pytest.raises(Killed):
            slip_registering.work_off(batch_id=batch.pk, at=NOW)

    slip_registering.work_off(batch_id=batch.pk, at=NOW)

    batch.refresh_from_db()
    assert batch.state == BatchState.FAILED
    assert "再按一次" in batch.note


def test_a_post_that_was_lost_meanwhile_registers_nothing():
    batch = many(signed_in(Role.C_OP, YANHU))
    register(batch, clerk())

    slip_registering.work_off(batch_id=batch.pk, at=NOW)

    batch.refresh_from_db()
    assert (batch.state, Case.objects.count()) == (BatchState.FAILED, 0)
    assert "岗位已变动" in batch.note


def _kill_after(monkeypatch, count, name="register_case", place=slip_registering):
    original, done = getattr(place, name), []

    def dying(*words, **told):
        if len(done) == count:
            raise Killed
        done.append(name)
        return original(*words, **told)

    monkeypatch.setattr(place, name, dying)


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


def test_the_residual_category_alone_makes_nothing_alike():
    place = a_community("锦绣花园")
    a_case(community_code=place.code, category="CAT-9", summary="锦绣花园有人要求说明情况")

    (row,) = rows(mapped(hotline([slip(1, text="锦绣花园住户没有讲清楚，要求回电")])))

    assert (row.category, row.alike) == ("CAT-9", [])


@pytest.mark.django_db(transaction=True)
def test_two_clerks_who_press_at_once_make_one_case_a_slip():
    batch = mapped()
    actor, other = clerk(), clerk(name="另一人")

    at_once(lambda: register(batch, actor), lambda: register(batch, other))

    assert Case.objects.count() == 2
    assert {row.state for row in rows(batch)} == {SlipState.DONE}


@pytest.mark.django_db(transaction=True)
def test_the_same_number_in_two_files_at_once_becomes_one_case():
    first, second = mapped(), mapped(hotline([slip(1), slip(2, serial=9)]))
    actor, other = clerk(), clerk(name="另一人")

    crossing(lambda: register(first, actor), lambda: register(second, other))

    states = Slip.objects.order_by("batch_id", "place").values_list("state", flat=True)
    assert Case.objects.count() == 2
    assert list(states) == ["done", "done", "known", "known"]


def test_a_lost_post_compares_nothing_and_the_batch_says_so():
    batch = mapped(hotline([slip(number) for number in range(1, MANY + 1)]))

    slip_comparing.work_off(batch_id=batch.pk, at=NOW)

    batch.refresh_from_db()
    assert "登记时会再看" in batch.note
    assert not batch.slips.filter(is_compared=True).exists()
