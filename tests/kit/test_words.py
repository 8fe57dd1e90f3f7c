from enum import StrEnum

import pytest

from tingban.kit.words import Vocabulary, yes_or_no


class Fruit(StrEnum):
    APPLE = "apple"
    PEAR = "pear"


FRUITS = Vocabulary({Fruit.APPLE: "苹果", Fruit.PEAR: "梨"}, also={Fruit.PEAR: ("鸭梨(大)",)})


@pytest.mark.parametrize("word", ["苹果", " 苹 果", "apple", "ＡＰＰＬＥ"])
def test_label_and_value_are_found_in_any_width(word):
    assert FRUITS.find(word) is Fruit.APPLE


def test_another_spelling_is_found_with_full_width_brackets():
    assert FRUITS.find("鸭梨（大）") is Fruit.PEAR


def test_an_unknown_word_is_nothing_and_the_expected_ones_can_be_told():
    assert FRUITS.find("桃") is None
    assert FRUITS.expected == "苹果/梨"


@pytest.mark.parametrize("word", ["是", "√", "1", "１", "1.0", "Y"])
def test_yes(word):
    assert yes_or_no(word) is True


@pytest.mark.parametrize("word", ["否", "×", "0", "0.0", "x"])
def test_no(word):
    assert yes_or_no(word) is False


@pytest.mark.parametrize("word", ["", "也许", "2", "承诺整改"])
def test_neither(word):
    assert yes_or_no(word) is None
