"""Slips come in: read in any layout, columns remembered, all faults told, wiped after a week."""

from datetime import timedelta

import pytest

from tests.people import NOW, YANHU, YONGJI, city_clerk, clerk, head, person
from tests.slip_batches import BOOK, bring, mapped, rows
from tests.slip_books import NAME, PHONE, hotline, plain, slip
from tests.stories import a_case, a_community
from tingban.actions.exchange import slip_batches
from tingban.data.audit.models import Entry
from tingban.data.exchange.models import MappingChoice, SlipBatch
from tingban.gateways.files import SLIPS, Missing
from tingban.reads.exchange import slips as reads
from tingban.rules.actors import Role
from tingban.rules.complaints import Source
from tingban.rules.errors import NotAllowed, NotFound, NotNow, Refused
from tingban.rules.exchange.slip_heads import SlipMeaning
from tingban.rules.exchange.slip_states import BatchState, SlipState

pytestmark = pytest.mark.django_db
M = SlipMeaning


def test_the_first_file_of_a_sender_waits_for_its_columns():
    batch = bring()

    assert batch.columns is None
    assert rows(batch) == []
    assert batch.heads[2:4] == ["来电人信息 姓名", "来电人信息 联系电话"]


def test_the_next_file_of_the_sender_needs_no_columns():
    mapped()

    batch = bring(hotline([slip(3)]), name="下周.xlsx")

    assert [row.ref for row in rows(batch)] == ["GD202406170003"]


def test_what_was_corrected_by_hand_is_what_is_remembered():
    data = plain(["工单编号", "补充", "内容"], ["GD1", "x", "锦绣花园电梯停运三天无人维修"])
    mapped(data, columns={0: M.REF, 1: M.TITLE, 2: M.TEXT})

    batch = bring(data + b"\r\n")

    assert batch.columns == {"0": "ref", "1": "title", "2": "text"}


def test_a_column_more_than_last_week_keeps_what_was_said_of_the_others():
    data = plain(["工单编号", "补充", "内容"], ["GD1", "x", "锦绣花园电梯停运三天无人维修"])
    mapped(data, columns={0: M.REF, 2: M.TITLE})
    more = plain(["工单编号", "补充", "内容", "地址"], ["GD1", "x", "锦绣花园电梯停运三天", "y"])

    batch = bring(more)
    offered = reads.columns_offered(clerk(), reads.batch(clerk(), batch.pk))

    assert batch.columns is None
    assert offered == {0: M.REF, 2: M.TITLE, 3: M.PLACE}


@pytest.mark.parametrize(
    "other", [{"source": Source.PROVINCE}, {"actor": "yongji"}], ids=["sender", "office"]
)
def test_columns_are_remembered_for_one_sender_and_one_office(other):
    mapped()

    batch = bring(**other | ({"actor": clerk(YONGJI)} if "actor" in other else {}))

    assert batch.columns is None


def test_the_same_file_twice_is_one_batch():
    assert bring().pk == bring(at=NOW + timedelta(hours=1)).pk
    assert SlipBatch.objects.count() == 1


def test_a_slip_is_kept_as_it_may_be_seen():
    place = a_community("锦绣花园")
    text = f"{NAME}（{PHONE}）反映锦绣花园电梯停运三天无人维修"

    (row,) = rows(mapped(hotline([slip(1, name=NAME, phone=float(PHONE), text=text)])))

    assert row.contact == "欧*** 139****2345"
    assert "欧***" in row.told
    assert (row.community, row.category) == (place.code, "CAT-1")
    assert row.words
    assert f"{row.due_on}" == "2024-06-24"
    assert row.state == SlipState.OPEN


def test_a_community_is_found_by_its_own_column_its_alias_and_the_address():
    place = a_community("锦绣花园二期")
    a_community("锦绣花园")
    heads = ["编号", "小区名称", "地址", "内容"]
    text = "楼道灯坏了多日没有人来修"
    data = plain(
        heads, ["A1", "锦绣花园（二期）", "", text], ["A2", "", "红旗街锦绣花园2期3号楼", text],
        ["A3", "", "红旗街", text],
    )  # fmt: skip

    found = [row.community for row in rows(mapped(data))]

    assert found == [place.code, place.code, ""]


def test_two_communities_in_one_text_are_both_proposed_and_none_is_chosen():
    a_community("锦绣花园")
    a_community("阳光小区")

    (row,) = rows(mapped(hotline([slip(1, text="锦绣花园与阳光小区之间的路灯坏了多日")])))

    assert [name for _, name in row.communities] == ["锦绣花园", "阳光小区"]
    assert row.community == ""


def test_a_text_that_tells_no_category_gets_the_residual_one_without_words():
    (row,) = rows(mapped(hotline([slip(1, text="来电人没有讲清楚，要求回电说明情况")])))

    assert (row.category, row.words) == ("CAT-9", [])


def test_a_number_of_this_sender_that_is_registered_is_known():
    case = a_case(source=Source.HOTLINE_12345, source_ref="GD202406170001")
    a_case(source=Source.PROVINCE, source_ref="GD202406170002")

    first, second = rows(mapped())

    assert (first.state, first.case_id) == (SlipState.KNOWN, case.pk)
    assert second.state == SlipState.OPEN


def test_the_case_of_another_county_is_not_known_here():
    a_case(clerk(YONGJI), source=Source.HOTLINE_12345, source_ref="GD202406170001")

    assert {row.state for row in rows(mapped())} == {SlipState.OPEN}


def test_faults_of_all_rows_are_told_at_once_with_sheet_row_and_column():
    batch = mapped(hotline([slip(1, sent="昨天"), slip(2, text=""), slip(3, ref="GD202406170004"),
                            slip(4), slip(5)]))  # fmt: skip

    told = [(row.row, row.state, row.faults) for row in rows(batch) if row.faults]

    assert [row for row, _, _ in told] == [5, 6, 8]
    assert {state for _, state, _ in told} == {SlipState.FAULTY}
    assert told[0][2][0][:2] == ["工作表“转办” 第 5 行", "“派单时间”（G 列）"]
    assert told[0][2][0][2].startswith("内容看不懂。应为日期")
    assert "与第 7 行的编号相同" in told[2][2][0][2]


def test_columns_cannot_be_chosen_in_another_offices_batch():
    batch = bring()

    for actor in (clerk(YONGJI), city_clerk()):
        with pytest.raises(NotFound):
            slip_batches.choose_slip_columns(
                batch_id=batch.pk, columns={4: M.TEXT}, actor=actor, at=NOW
            )


@pytest.mark.parametrize("actor", [head, lambda: person(Role.M_LD), lambda: person(Role.PROV)])
def test_whoever_registers_no_cases_brings_no_slips(actor):
    with pytest.raises(NotAllowed):
        bring(actor=actor())


def test_the_petition_office_brings_slips():
    assert bring(actor=person(Role.M_XF), source=Source.PETITION_OFFICE).area_id == "140800"


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"", "没有内容"), (b"PK\x03\x04 no", "已损坏"), (b"1,2\n3,4\n", "没有认出表头")],
)
def test_what_is_no_table_of_slips_is_refused(data, why):
    with pytest.raises(Refused, match=why):
        bring(data)

    assert not SlipBatch.objects.exists()


def test_what_no_office_sends_is_no_batch():
    with pytest.raises(Refused, match="哪里转来"):
        bring(source=Source.CALL)


def test_a_batch_is_wiped_a_week_after_the_last_hand_on_it():
    batch = mapped()

    assert slip_batches.forget_slips(at=NOW + timedelta(days=6)) == 0
    assert slip_batches.forget_slips(at=NOW + timedelta(days=7, minutes=1)) == 1

    batch.refresh_from_db()
    assert batch.state == BatchState.WIPED
    assert {(row.told, row.contact, row.spot) for row in rows(batch)} == {("", "", "")}
    with pytest.raises(Missing):
        SLIPS.read(batch.digest)


def test_a_wiped_batch_can_be_brought_again():
    first = mapped()
    slip_batches.drop_slips(batch_id=first.pk, actor=clerk(), at=NOW)

    second = mapped()

    assert second.pk != first.pk
    assert Entry.objects.filter(act="exchange.slips_dropped").count() == 1
    with pytest.raises(NotNow, match="已经清除"):
        slip_batches.drop_slips(batch_id=first.pk, actor=clerk(), at=NOW)


def test_a_file_that_another_office_also_has_stays_until_both_are_done():
    mine, theirs = mapped(), mapped(actor=clerk(YONGJI))

    slip_batches.drop_slips(batch_id=mine.pk, actor=clerk(), at=NOW)

    assert SLIPS.read(theirs.digest) == BOOK


def test_what_is_remembered_holds_nothing_of_a_person():
    mapped(hotline([slip(1, name=NAME, phone=float(PHONE))]))

    told = str(list(MappingChoice.objects.filter(area=YANHU).values_list("key", "value")))

    assert NAME not in told
    assert PHONE not in told


def test_samples_show_shapes_and_no_person():
    batch = bring(hotline([slip(1, name=NAME, phone=float(PHONE), text=f"{NAME}来电")]))

    told = str(batch.samples)

    assert "GD202406170001" in told
    assert "139****2345" in told
    assert NAME not in told
    assert PHONE not in told
