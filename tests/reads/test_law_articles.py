"""Articles at hand: in the words of the law of the day, the bureau's own rows left alone."""

from datetime import date

import pytest
from django.apps import apps

from tingban.data.law import reference
from tingban.data.law.models import LawArticle
from tingban.reads.law import law_book, law_notes
from tingban.rules.law import ARTICLES

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 18)


def test_every_cited_article_stands_in_the_database_with_its_words():
    held = dict(LawArticle.objects.values_list("key", "text"))

    assert {it.key: it.text for it in ARTICLES} == held


def test_notes_come_in_the_order_asked_for_and_once():
    notes = law_notes(["PMR-58", "CC-946", "PMR-58", "NONE-1"], on=DAY)

    assert [note.citation for note in notes] == [
        "《物业管理条例》第五十八条", "《中华人民共和国民法典》第九百四十六条",
    ]  # fmt: skip
    assert "不移交有关资料" in notes[0].text


def test_what_is_not_yet_law_or_no_longer_is_not_shown():
    assert law_notes(["ARL-20"], on=date(2023, 12, 31)) == []
    LawArticle.objects.filter(key="PMR-58").update(valid_to=date(2024, 6, 17))

    assert law_notes(["PMR-58"], on=DAY) == []


def test_the_book_is_narrowed_by_law_and_by_words():
    assert {note.law for note in law_book(on=DAY, law="物业管理条例")} == {"物业管理条例"}
    assert "CC-948" in {note.key for note in law_book(on=DAY, text="不定期")}


def test_keeping_in_step_adds_what_is_new_and_leaves_the_bureaus_own():
    LawArticle.objects.filter(key="PMR-10").delete()
    LawArticle.objects.filter(key="PMR-58").update(text="")
    LawArticle.objects.filter(key="PMR-59").update(text="本局自录", source="本局")

    reference.keep_in_step(apps, None)
    reference.keep_in_step(apps, None)

    assert LawArticle.objects.get(key="PMR-10").text
    assert "不移交有关资料" in LawArticle.objects.get(key="PMR-58").text
    assert LawArticle.objects.get(key="PMR-59").text == "本局自录"
