import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingban.kit import text


def test_full_width_digits_and_letters_become_half_width():
    assert text.clean("３号楼Ａ座") == "3号楼A座"


def test_a_sentence_keeps_its_chinese_punctuation_and_lines():
    assert text.clean("电梯坏了，\r\n（三天）。") == "电梯坏了，\n（三天）。"


def test_invisible_signs_and_control_signs_vanish():
    assert text.clean("\ufeff恒大\u200b绿洲\x00") == "恒大绿洲"


def test_one_line_is_one_line():
    assert text.clean_line("a \n b\u3000c") == "a b c"


def test_a_name_has_half_width_brackets_and_no_space_between_characters():
    assert text.clean_name("恒大 绿洲（一 期）") == "恒大绿洲(一期)"


def test_a_name_keeps_the_space_between_latin_words():
    assert text.clean_name("Park  Lane 花园") == "Park Lane 花园"


def test_a_header_folds_across_line_breaks():
    assert text.fold("投诉(举报)\n人及 联系方式") == text.fold("投诉（举报）人及联系方式")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (1408020010023.0, "1408020010023"),
        (13800138000, "13800138000"),
        ("140802.0", "140802"),
        ("'0359", "0359"),
        ("１４０８０２ ", "140802"),
        (None, ""),
        (2.5, "2.5"),
    ],
)
def test_a_code_that_excel_turned_into_a_number_is_text_again(cell, code):
    assert text.code_text(cell) == code


def test_a_name_key_leaves_case_and_punctuation_aside():
    assert text.name_key("万科·Mall（一期）") == text.name_key("万科 MALL 一期")


def test_shortening_says_that_something_was_cut():
    assert text.shorten("一二三四五", 3) == "一二…"
    assert text.shorten("一二三", 3) == "一二三"


@given(st.text())
def test_cleaning_twice_changes_nothing(anything):
    for tidy in (text.clean, text.clean_line, text.clean_name, text.fold):
        once = tidy(anything)
        assert tidy(once) == once


@pytest.mark.parametrize(
    "word", ["ａ\u0303", "电梯  停运", " 甲 ", "１２号", "甲\u200b乙", "a\r\nb", "—１–２"]
)
def test_the_short_way_cleans_like_the_long_one(word):
    assert text.clean(word) == text.clean(word + "\n")
    assert text.fold(word) == text.fold(" " + word)
