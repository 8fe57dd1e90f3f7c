import re

from hypothesis import given
from hypothesis import strategies as st

from tingban.kit import bigrams

HAN = st.text(alphabet="盐湖区恒大绿洲小物业公司电梯", min_size=1, max_size=12)


def found(query: str, *texts: str) -> bool:
    """What PostgreSQL answers to `document @@ query`, for our AND of lexemes and prefixes."""
    tokens = bigrams.document_tokens(*texts)
    for term in query.split(" & "):
        word, _, prefix = term.partition(":")
        word = word[1:-1].replace("''", "'")
        if not any(token == word or (prefix and token.startswith(word)) for token in tokens):
            return False
    return True


def test_pairs_of_a_run_and_its_last_character_are_stored():
    assert bigrams.document_tokens("绿洲园") == ["园", "洲园", "绿洲"]


def test_punctuation_of_any_width_cuts():
    assert "湖恒" not in bigrams.document_tokens("盐湖，恒大")
    assert "湖恒" not in bigrams.document_tokens("盐湖（恒大）")


def test_digits_and_letters_stay_whole_words_in_lower_case():
    assert bigrams.document_tokens("Ａ座 TS-140802") == ["140802", "a", "ts", "座"]


def test_one_character_is_a_prefix():
    assert bigrams.query("业") == "'业':*"


def test_the_beginning_of_a_number_finds_the_number():
    assert found(bigrams.query("1408"), "编号 140802-0001")


def test_nothing_to_look_for_is_an_empty_query():
    assert bigrams.query("！？ '\\ ") == ""


def test_a_very_long_word_is_cut_below_what_postgres_refuses():
    assert max(map(len, bigrams.document_tokens("a" * 5000))) == bigrams.LONGEST_WORD
    assert found(bigrams.query("a" * 5000), "a" * 5000)


@given(HAN, HAN, HAN)
def test_every_part_of_a_text_finds_it(before, part, after):
    assert found(bigrams.query(part), before + part + after)


@given(HAN, HAN)
def test_a_text_without_the_first_pair_is_not_found(text, part):
    if len(part) > 1 and part[:2] not in text:
        assert not found(bigrams.query(part), text)


@given(st.text())
def test_literals_hold_nothing_but_quoted_words(anything):
    word = r"'[^'\\\s]+'"

    assert re.fullmatch(rf"({word}( {word})*)?", bigrams.document(anything))
    assert re.fullmatch(rf"({word}(:\*)?( & {word}(:\*)?)*)?", bigrams.query(anything))
