"""Slips become cases: each by itself, none twice, whatever is pressed or brought again."""

from datetime import date, datetime

import pytest

from tests.at_once import at_once, crossing
from tests.people import NOW, YANHU, YONGJI, ZONE, clerk, person
from tests.slip_batches import bring, mapped, register, rows
from tests.slip_books import NAME, PHONE, estate, hotline, slip
from tests.stories import a_case, a_community, an_accepted_case
from tingban.actions.complaints.identity import reveal_contact
from tingban.actions.exchange import slip_batches
from tingban.actions.exchange.slip_registering import Decision
from tingban.data.complaints.models import Case, CaseMaterial, CaseMatter
from tingban.data.exchange.models import Slip
from tingban.reads.exchange import slips as reads
from tingban.rules.actors import Role
from tingban.rules.complaints import Source
from tingban.rules.complaints.stages import Stage
from tingban.rules.errors import NotFound, NotNow
from tingban.rules.exchange.slip_states import BatchState, SlipChoice, SlipState

pytestmark = pytest.mark.django_db


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
