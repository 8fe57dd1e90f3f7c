"""The question before a report is sent: people pass it, by eye and by ear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingban.rules.complaints import questions
from tingban.rules.complaints.questions import Question

SUM = Question("三加八等于几？", "11")
CHARACTER = Question("“业主大会”的第二个字是什么？", "主")
LENGTH = Question("“业主大会”一共有几个字？", "4")


@pytest.mark.parametrize("said", ["11", "十一", "１１", " 11 ", "等于11", "是十一", "011"])
def test_a_sum_is_answered_in_digits_and_in_characters(said):
    assert SUM.is_answered_by(said)


@pytest.mark.parametrize("said", ["主", "“主”", " 主。"])
def test_a_character_is_answered_with_or_without_signs(said):
    assert CHARACTER.is_answered_by(said)


@pytest.mark.parametrize("said", ["4", "四", "4个", "四个字", "一共4个字"])
def test_a_length_is_answered_as_people_say_it(said):
    assert LENGTH.is_answered_by(said)


@pytest.mark.parametrize("said", ["", "12", "主", "1111", "十一二", "业主大会", "0" * 5_000, "\0"])
def test_anything_else_is_no_answer(said):
    assert not SUM.is_answered_by(said)


@given(st.integers(0, 999_999))
def test_every_question_is_answered_by_its_answer_and_asked_alike_again(seed):
    asked = questions.question(seed)

    assert asked.is_answered_by(asked.answer)
    assert questions.question(seed) == asked


def test_a_new_question_is_another_one():
    seed = questions.new_seed(lambda _: 7)

    assert questions.question(questions.new_seed(lambda _: 7, other_than=seed)) != (
        questions.question(seed)
    )


def test_there_are_many_of_each_kind():
    asked = {questions.question(seed).text for seed in range(1_000)}

    assert len(asked) > 100
    assert {text[-3:] for text in asked} == {"是什么？"[-3:], "等于几？"[-3:], "几个字？"[-3:]}
