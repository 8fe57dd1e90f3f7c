"""The 33 cells as data: wording of the decree, order, kind of each (DOMAIN 2.2–2.4)."""

import json

import pytest

from tests.shared_data import shared
from tingban.rules.weekly.cells import (
    CATEGORY_PAIRS,
    CELL_BY_CODE,
    CELLS,
    CODES,
    EXTRAS,
    Block,
    Unit,
    definition,
)
from tingban.rules.weekly.figures import Tally, rate, total_ids


def test_there_are_33_cells_in_five_blocks():
    sizes = {block: sum(cell.block is block for cell in CELLS) for block in Block}

    assert list(sizes.values()) == [11, 9, 5, 4, 4]
    assert len(set(CODES)) == 33


def test_codes_run_through_each_block():
    for letter, size in zip("ABCDE", (11, 9, 5, 4, 4), strict=True):
        wanted = [f"{letter}{place:02d}" for place in range(1, size + 1)]
        assert [code for code in CODES if code[0] == letter] == wanted


def test_no_title_names_two_numbers():
    titles = [cell.title for cell in CELLS]

    assert len(set(titles)) == 33
    assert CELL_BY_CODE["B01"].label == CELL_BY_CODE["D04"].label == "完成整改小区数"


def test_every_cell_and_indicator_says_in_words_what_it_counts():
    for cell in (*CELLS, *EXTRAS):
        assert cell.meaning.endswith("。"), cell.code


def test_companies_and_supervision_do_not_add_up():
    distinct = {cell.code for cell in CELLS if not cell.is_additive}

    assert distinct == {"A02", "C03", "C05", "D02", "D03", "D04"}


def test_hard_cells_are_those_that_may_not_fall():
    hard = {cell.code for cell in CELLS if cell.is_hard}

    assert hard == {
        "A01", "A02", "C01", "C02", "C03", "C04", "C05", "D01", "D02", "E01", "E03",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "codes"),
    [
        (Unit.COMPANY, {"A02", "C03", "C05"}),
        (Unit.MISSION, {"D01"}),
        (Unit.CASE, {"E01", "E02", "E03", "E04"}),
    ],
)
def test_units(unit, codes):
    assert {cell.code for cell in CELLS if cell.unit is unit} == codes


def test_a_pair_speaks_of_one_category_in_two_wordings():
    for found, done in CATEGORY_PAIRS:
        assert CELL_BY_CODE[found].category is CELL_BY_CODE[done].category is not None
    assert CELL_BY_CODE["A08"].label == "擅自利用小区公共部位经营"
    assert CELL_BY_CODE["B06"].label == "擅自占用公共部位经营"


def test_a_head_leads_from_the_block_to_the_column():
    assert CELL_BY_CODE["E03"].heads == ("投诉举报受理情况", "接收省厅转办", "受理件数")
    assert CELL_BY_CODE["E03"].label == "接收省厅转办受理件数"
    assert CELL_BY_CODE["A11"].heads == (
        "排查情况", "排查存在问题情况涉及小区数", "其他违法违规行为",
    )  # fmt: skip


def test_a_definition_is_found_in_either_case():
    assert definition(" a03 ") is CELL_BY_CODE["A03"]
    assert definition("n_C").label == "在册小区数"
    assert definition("F01") is None


class TestTotals:
    """How rows make a total (INTERCHANGE 2, T-R08)."""

    def test_an_id_in_two_rows_is_one(self):
        assert total_ids({"1": {"A02": ("P", "Q")}, "2": {"A02": ("Q",)}}, "A02") == ("P", "Q")

    def test_d04_takes_what_is_finished_at_every_level_that_found_it(self):
        rows = {
            "1": {"D03": ("甲", "乙"), "D04": ("甲", "乙")},
            "2": {"D03": ("乙", "丙"), "D04": ()},
        }

        assert total_ids(rows, "D04") == ("甲",)

    def test_a_tally_counts_its_lists(self):
        tally = Tally({"140802": {"A01": ("甲",)}, "140800": {}})

        assert tally.areas == ("140800", "140802")
        assert tally.values().row("140802")["A01"] == tally.total("A01") == 1
        assert tally.values().row("140800")["E04"] == 0

    def test_a_rate_without_a_base_is_none(self):
        assert (rate(1, 4), rate(0, 4), rate(0, 0)) == (0.25, 0.0, None)


def test_every_cell_is_that_of_the_domain_tables():
    told = json.loads(shared("../domain_tables.json").read_text("utf-8"))["annex3_cells"]

    known = [
        (row["id"], row["block"], plain(row["label"]), row["unit"], row["monotone"] == "hard")
        for row in told
    ]
    assert [
        (cell.code, cell.block.value, plain(cell.label), cell.unit.value, cell.is_hard)
        for cell in CELLS
    ] == known


def plain(label: str) -> str:
    """Spaces within a label are the decree's line breaks."""
    return "".join(label.split())
