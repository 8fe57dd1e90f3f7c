"""Papers of a vote: ballots to print, the roll for everybody and the roll for the owners."""

import io
from dataclasses import replace

import openpyxl
import pypdfium2
import pytest

from tests.people import NOW
from tests.reports.weekly.test_brief import pdf_words, plain
from tingban.kit.workbook import open_workbook
from tingban.reports.exits.ballots_pdf import BallotBook, BallotSheet, ballots_pdf
from tingban.reports.exits.roll_book import BookRow, Roll, write_roll
from tingban.reports.exits.roll_template import write_roll_template
from tingban.rules.exits import MATTER_LABELS, Matter
from tingban.rules.exits.roll import AreaSource, Part, PartKind
from tingban.rules.exits.roll_reading import read_roll
from tingban.rules.exits.vote_ballots import ballot_number, token
from tingban.rules.exits.vote_stages import MATTER_LENGTH
from tingban.web.desk.votes_ballots_views import ADVICE

A5_WIDE = (595.28, 419.53)


def sheet(serial: int) -> BallotSheet:
    return BallotSheet(
        ballot_number(serial), token(7, serial, "ab" * 32), f"1号楼 1单元 {serial}", "89.57"
    )


def book(count: int = 2) -> BallotBook:
    return BallotBook(
        title="解聘物业服务企业表决", community="锦绣花园", convener="业主委员会",
        period="2024年7月3日至7月10日", matters=("解聘明珠物业", "选聘新光物业"),
        advice=("多选、涂改、不签名的无效。",), sheets=[sheet(n) for n in range(1, count + 1)],
    )  # fmt: skip


def test_every_ballot_is_a_page_of_its_own_with_number_rooms_and_matters():
    told = ballots_pdf(book(), at=NOW)

    document = pypdfium2.PdfDocument(told)
    assert len(document) == 2
    assert tuple(round(it, 2) for it in document[0].get_size()) == pytest.approx(A5_WIDE, abs=0.5)
    words = plain(pdf_words(told))
    for part in (ballot_number(1), ballot_number(2), "89.57平方米", "选聘新光物业", "赞成",
                 "业主签名", "委托书", "不签名的无效"):  # fmt: skip
        assert part in words


def test_the_code_depends_on_the_ballot_and_the_paper_on_nothing_else():
    one = ballots_pdf(book(1), at=NOW)

    assert one == ballots_pdf(book(1), at=NOW)
    other = replace(sheet(1), token=token(7, 2, "ab" * 32))
    assert one != ballots_pdf(replace(book(1), sheets=[other]), at=NOW)


def test_an_owner_of_many_parts_and_long_matters_stay_on_one_page():
    rooms = "、".join(f"{n}号楼 1单元 {n}01" for n in range(1, 4))
    matters = (f"{MATTER_LABELS[Matter.COMMON_PARTS]}：{'说' * MATTER_LENGTH}",) * 4
    many = replace(sheet(1), rooms=f"{rooms} 等 300 套")

    told = ballots_pdf(replace(book(1), sheets=[many], matters=matters, advice=ADVICE), at=NOW)

    assert len(pypdfium2.PdfDocument(told)) == 1


# --- the roll -----------------------------------------------------------------------------------


def part(room: str, head: str, kind: PartKind = PartKind.HOME) -> Part:
    return Part("1", "1", room, kind, 8957, AreaSource.REGISTER, head)


def cells(named: bool) -> list[tuple[object, ...]]:
    rows = [
        BookRow(part("101", "甲"), ("张某",)),
        BookRow(part("102", "乙"), ("李某", "王某")),
        BookRow(part("P1", "甲", PartKind.PARKING), ("张某",)),
    ]
    target = io.BytesIO()
    write_roll(
        Roll("锦绣花园业主清册", rows, with_parking=False, named=named), made_by="业委会甲", at=NOW,
        target=target,
    )  # fmt: skip
    sheet = openpyxl.load_workbook(io.BytesIO(target.getvalue())).active
    return list(sheet.iter_rows(min_row=4, values_only=True))


def test_equal_numbers_are_one_owner_and_parking_does_not_count():
    first, second, third = cells(named=False)

    assert first[1:9] == ("1", "1", "101", "住宅", "89.57", "登记", "计入", 1)
    assert second[8] == 2
    assert (third[7], third[8]) == ("不计入", 1)


def test_names_stand_in_the_owners_copy_alone():
    assert [row[-1] for row in cells(named=True)] == ["张某", "李某、王某", "张某"]
    assert not any("某" in str(cell) for row in cells(named=False) for cell in row)


def test_an_empty_template_is_read_as_an_empty_roll():
    target = io.BytesIO()
    write_roll_template(target, at=NOW)

    roll = read_roll(open_workbook(target.getvalue()))

    assert [fault.sentence for fault in roll.faults] == ["表头下面没有房屋，请填好再上传。"]
