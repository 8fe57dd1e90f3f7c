"""A row of a slip taken apart: floats for phones, full widths, dates as people write them."""

from datetime import date, datetime

import pytest

from tests.people import NOW, YANHU, ZONE
from tingban.kit.workbook import Sheet as Source
from tingban.rules.complaints import ContactKind
from tingban.rules.complaints.stages import Urgency
from tingban.rules.exchange.faults import FaultKind
from tingban.rules.exchange.slip_heads import SlipMeaning, lay_out
from tingban.rules.exchange.slips import SlipReader, SlipWindow
from tingban.rules.law import STATUTORY_CALENDAR

M = SlipMeaning
HEADS = {
    M.REF: "工单编号", M.TITLE: "诉求标题", M.TEXT: "诉求内容", M.COUNTY: "区县", M.PLACE: "地址",
    M.NAME: "来电人", M.PHONE: "联系电话", M.CONFIDENTIAL: "是否保密", M.TOLD: "来电时间",
    M.SENT: "派单时间", M.DUE: "办结时限", M.URGENCY: "紧急程度", M.REMARK: "备注",
}  # fmt: skip
GOOD = {
    M.REF: "GD1", M.TEXT: "锦绣花园电梯停运三天无人维修", M.NAME: "欧阳密告",
    M.PHONE: "13935912345", M.SENT: "2024.6.3",
}  # fmt: skip


def read(area=YANHU, formulas=(), errors=(), serial="", **cells):
    told = GOOD | {M(name): cell for name, cell in cells.items()}
    row = [serial, *(told.get(meaning, "") for meaning in HEADS)]
    spots = list(HEADS)
    source = Source(
        "转办",
        [["序号", *HEADS.values()], row],
        formulas=frozenset((1, spots.index(M(it)) + 1) for it in formulas),
        errors=frozenset((1, spots.index(M(it)) + 1) for it in errors),
    )
    book = lay_out([source])
    window = SlipWindow(area, NOW, STATUTORY_CALENDAR)
    reader = SlipReader(book.tables[0], book.heads, book.guesses, window)
    ((number, line),) = book.tables[0].rows()
    return reader.read(number, line)


def faults(slip):
    return [(fault.kind, fault.row, fault.column) for fault in slip.faults]


def test_a_good_row_has_no_fault():
    slip = read()

    assert slip.faults == ()
    assert (slip.ref, slip.received_at) == ("GD1", datetime(2024, 6, 3, tzinfo=ZONE))
    assert (slip.contact.name, slip.contact.phones[0].shown) == ("欧阳密告", "13935912345")


@pytest.mark.parametrize(
    "phone",
    [13935912345.0, "１３９３５９１２３４５", "139-3591-2345", "13935912345.0", "'13935912345"],
)
def test_a_phone_is_read_in_every_shape(phone):
    assert [it.shown for it in read(phone=phone).contact.phones] == ["13935912345"]


def test_a_landline_gets_back_the_zero_that_excel_dropped():
    assert [it.shown for it in read(phone=3592222363.0).contact.phones] == ["0359-2222363"]


@pytest.mark.parametrize(
    "told",
    [
        "2024.5.21",
        "2024/5/21",
        "20240521",
        20240521.0,
        "２０２４年５月２１日",
        45433.0,
        "2024—5—21",
    ],
)
def test_a_day_is_read_in_every_spelling(told):
    assert read(sent=told).received_at == datetime(2024, 5, 21, tzinfo=ZONE)


def test_the_time_of_day_is_kept():
    assert read(sent="2024-06-03 09:12:33.0").received_at.hour == 9


def test_received_is_when_it_came_to_us_else_when_the_sender_heard_of_it_else_now():
    assert read(told="2024-06-01", sent="2024-06-02").received_at.day == 2
    assert read(told="2024-06-01", sent="").received_at.day == 1
    assert read(told="", sent="").received_at == NOW


@pytest.mark.parametrize(
    ("told", "due"),
    [
        ("2024-06-20 18:00", date(2024, 6, 20)), ("5个工作日", date(2024, 6, 11)),
        ("７天内", date(2024, 6, 11)), ("", None),
    ],
)  # fmt: skip
def test_due_is_a_day_or_so_many_days_from_receipt(told, due):
    assert read(due=told).due_on == due


def test_title_and_text_are_one_and_the_title_is_not_said_twice():
    assert read(title="电梯故障").told == "电梯故障：锦绣花园电梯停运三天无人维修"
    assert read(title="锦绣花园电梯").told == "锦绣花园电梯停运三天无人维修"


def test_the_text_holds_neither_the_complainant_nor_anybodys_number():
    slip = read(
        text="欧阳密告（139 3591 2345）来电：锦绣花园3号楼电梯停运，物业李经理13800138000不管",
        place="盐湖区锦绣花园欧阳密告家", remark="请回电13935912345",
    )  # fmt: skip

    for word in ("欧阳密告", "13935912345", "139 3591", "13800138000"):
        assert word not in slip.told + slip.spot + slip.remark
    assert "138****8000" in slip.told


def test_a_name_beside_a_masked_number_is_masked_in_the_text_and_not_held():
    slip = read(phone="139****2345", text="欧阳密告来电反映电梯停运三天无人维修")

    assert not slip.contact.is_held
    assert "欧阳密告" not in slip.told
    assert "遮蔽" in slip.notes[0]


def test_whoever_asks_for_it_is_confidential():
    assert read(confidential="是").contact.kind is ContactKind.CONFIDENTIAL
    assert read(confidential="不保密").contact.kind is ContactKind.NAMED


@pytest.mark.parametrize(("word", "urgency"), [
    ("特急", Urgency.URGENT), ("是", Urgency.URGENT), ("一般", Urgency.ORDINARY),
    ("非紧急", Urgency.ORDINARY), ("", Urgency.ORDINARY),
])  # fmt: skip
def test_urgency_is_told_by_its_word(word, urgency):
    assert read(urgency=word).urgency is urgency


@pytest.mark.parametrize(
    ("cells", "kind", "column"),
    [
        ({"text": ""}, FaultKind.REQUIRED, "诉求内容"),
        ({"text": "太吵了"}, FaultKind.VALUE, "诉求内容"),
        ({"sent": "昨天"}, FaultKind.VALUE, "派单时间"),
        ({"sent": "2024-06-19"}, FaultKind.ORDER, "派单时间"),
        ({"due": "尽快"}, FaultKind.VALUE, "办结时限"),
        ({"due": "2024-06-01"}, FaultKind.ORDER, "办结时限"),
        ({"due": "900个工作日"}, FaultKind.CALENDAR, "办结时限"),
        ({"ref": 2.0240603e17}, FaultKind.VALUE, "工单编号"),
        ({"ref": "13935912345"}, FaultKind.VALUE, "工单编号"),
        ({"ref": date(2024, 6, 3)}, FaultKind.VALUE, "工单编号"),
        ({"ref": "长" * 49}, FaultKind.VALUE, "工单编号"),
        ({"county": "永济市"}, FaultKind.FOREIGN, "区县"),
        ({"formulas": ["ref"]}, FaultKind.FORMULA, "工单编号"),
        ({"errors": ["due"]}, FaultKind.ERROR_VALUE, "办结时限"),
    ],
)  # fmt: skip
def test_each_fault_is_told_at_its_cell(cells, kind, column):
    assert faults(read(**cells)) == [(kind, 2, column)]


def test_all_faults_of_a_row_are_told_at_once():
    slip = read(text="", sent="昨天", ref=2.0240603e17)

    assert {fault.column for fault in slip.faults} == {"诉求内容", "派单时间", "工单编号"}


def test_a_fault_repeats_what_was_read_only_where_it_is_nobodys():
    assert "2024-06-19" in read(sent="2024-06-19").faults[0].sentence
    assert "2024年13月1日" in read(sent="2024年13月1日").faults[0].sentence
    for slip in (read(sent="欧阳密告"), read(due="13935912345"), read(ref="13935912345")):
        told = "".join(fault.sentence for fault in slip.faults)
        assert "欧阳密告" not in told
        assert "13935912345" not in told


def test_a_row_that_states_nothing_is_no_slip():
    blank = dict.fromkeys(("ref", "text", "name", "phone", "sent"), " ")

    assert read(serial=1, **blank) is None


def test_a_line_that_names_a_group_is_no_slip():
    blank = dict.fromkeys(("text", "name", "phone", "sent"), "")

    assert read(**blank | {"ref": "一、物业服务类"}) is None


def test_a_county_names_its_code_for_the_city():
    assert read(area="140800", county="永济").county == "140881"


def test_the_address_tells_the_county_to_the_city_and_a_doubt_to_another_county():
    assert read(area="140800", place="永济市城西街道1号").county == "140881"
    assert read(place="盐湖区红旗街1号").notes == ()
    assert "永济市" in read(place="永济市城西街道1号").notes[0]
