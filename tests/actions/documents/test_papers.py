"""A paper is drafted, sent up, signed once under a number, served, filed, void (8.2, 6.5)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.utils import DatabaseError, IntegrityError

from tests.papers import FACTS, LETTER, TYPED, a_sheet, drafted, fresh, signed
from tests.people import NOW, YANHU, YONGJI, city_clerk, clerk, head, person
from tingban.actions.documents import papers
from tingban.actions.documents.papers import Service, Wording
from tingban.actions.documents.projection import project_papers
from tingban.data.audit.models import Entry
from tingban.data.documents.models import Paper, PaperSignature, PaperWording
from tingban.kit.digests import digest_of
from tingban.reads.documents.papers import paper_card, papers_of, standing_of
from tingban.rules.actors import CITY_CODE, Role
from tingban.rules.documents.service import Way
from tingban.rules.documents.templates import thaw
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
SHEET = a_sheet()


def begin(key="T-1", county=YANHU, by=None, sheet=SHEET):
    return papers.draft(
        sheet=sheet, subject_key=key, county=county, actor=by or clerk(county), at=NOW
    )


def reworded(paper, body=LETTER.body, typed=None, by=None, version=None):
    papers.edit(
        paper=paper, sheet=SHEET, wording=Wording(body, TYPED if typed is None else typed),
        version=version or fresh(paper).version, actor=by or clerk(), at=NOW,
    )  # fmt: skip


def told(paper, act, by, sheet=SHEET, **more):
    return getattr(papers, act)(
        paper=paper, sheet=sheet, version=fresh(paper).version, actor=by, at=NOW, **more
    )


def whole(key="T-1", sheet=SHEET):
    return drafted(sheet, key, **TYPED)


def test_a_draft_has_a_key_and_the_wording_of_its_template_and_no_number():
    paper = fresh(begin())

    assert (paper.key, paper.stage, paper.number) == ("WS-140802-2024-000001", "draft", "")
    assert (paper.title, paper.subject) == ("关于锦绣花园的函", "thing:T-1")
    assert (paper.organ, paper.county_id) == ("盐湖区住建局", YANHU)
    assert PaperWording.objects.get(paper=paper).body == LETTER.body


def test_where_a_draft_of_the_kind_stands_it_is_taken_up_again():
    first = begin()

    assert begin() == first
    assert begin("T-2") != first
    assert Paper.objects.count() == 2


def test_another_may_be_drafted_where_the_first_is_signed():
    first = signed(SHEET, "T-1", **TYPED)

    assert begin() != first


def test_the_wording_is_changed_and_what_was_typed_stands_beside_it():
    paper = begin()

    reworded(paper, body=LETTER.body + "\n请尽快。")

    card = paper_card(clerk(), paper)
    assert card.body.endswith("请尽快。")
    assert card.typed == TYPED
    assert PaperWording.objects.filter(paper__key=paper).count() == 2


def test_saving_what_stands_already_changes_nothing():
    paper = begin()
    reworded(paper)
    before = fresh(paper).version

    reworded(paper)

    assert fresh(paper).version == before


def test_the_second_of_two_clerks_is_told():
    paper = begin()
    reworded(paper, version=fresh(paper).version)

    with pytest.raises(Conflict, match="已由 盐湖C-OP 于 10:30 修改"):
        reworded(paper, body="另一份", version=fresh(paper).version - 1)


@pytest.mark.parametrize(
    ("body", "typed", "sentence"),
    [
        (" ", {}, "正文是空的"),
        ("正文" * 30_000, {}, "60000 字"),
        ("正", {"限期": "七月"}, "应填日期"),
    ],
)
def test_a_wording_that_cannot_be_is_refused(body, typed, sentence):
    with pytest.raises(Refused, match=sentence):
        reworded(begin(), body=body, typed=typed)


def test_an_incomplete_paper_is_not_sent_up_and_all_it_lacks_is_told():
    paper = begin()

    with pytest.raises(NotNow, match="没有填写“事由”（事由）；没有填写“限期”（期限）"):
        told(paper, "submit", clerk())


def test_signed_it_has_the_next_number_and_its_words_are_kept():
    first, second = signed(SHEET, "T-1", **TYPED), signed(SHEET, "T-2", **TYPED)

    assert [fresh(key).number for key in (first, second)] == [
        "盐建督字〔2024〕1号", "盐建督字〔2024〕2号",
    ]  # fmt: skip
    kept = PaperSignature.objects.get(paper__key=first)
    assert (kept.signer, kept.signed_on) == ("盐湖C-LD", TODAY)
    assert kept.digest == digest_of(kept.text)
    text = thaw(kept.text)
    assert text.number == "盐建督字〔2024〕1号"
    assert "楼道堆物" in text.parts[0].text
    entry = Entry.objects.get(act="documents.paper_signed", subject=f"paper:{first}")
    assert entry.after == {
        "number": kept.number, "signed_on": "2024-06-18", "wording": kept.digest,
    }  # fmt: skip


def test_each_office_has_a_series_of_its_own():
    theirs = signed(SHEET, "T-1", county=YONGJI, **TYPED)
    ours = signed(SHEET, "T-2", county=YANHU, by=city_clerk(), signer=person(Role.M_LD), **TYPED)

    assert (fresh(theirs).number, fresh(ours).number) == (
        "永建督字〔2024〕1号", "运建督字〔2024〕1号",
    )  # fmt: skip
    assert (fresh(ours).county_id, fresh(ours).area_code) == (YANHU, CITY_CODE)


def test_a_number_that_the_topic_already_holds_is_leapt_over():
    sheet = a_sheet(is_taken=lambda number: number == "盐建督字〔2024〕1号")

    assert fresh(signed(sheet, "T-1", **TYPED)).number == "盐建督字〔2024〕2号"


def test_a_refused_signature_leaves_no_gap():
    paper = whole()
    told(paper, "submit", clerk())
    with pytest.raises(Refused, match="签发日期"), transaction.atomic():
        told(paper, "sign", head(), on=TODAY + timedelta(days=1))

    assert told(paper, "sign", head(), on=TODAY) == "盐建督字〔2024〕1号"


def test_nothing_is_signed_as_of_a_day_before_it_was_drafted():
    paper = whole()
    told(paper, "submit", clerk())

    with pytest.raises(Refused, match="起草日期"):
        told(paper, "sign", head(), on=TODAY - timedelta(days=1))


def test_a_void_number_stays_used_and_its_reason_is_kept():
    gone = signed(SHEET, "T-1", **TYPED)

    told(gone, "void", head(), reason="写错了当事人")

    assert (fresh(gone).stage, fresh(gone).number) == ("void", "盐建督字〔2024〕1号")
    assert paper_card(clerk(), gone).moves[-1].reason == "写错了当事人"
    assert fresh(signed(SHEET, "T-1", **TYPED)).number == "盐建督字〔2024〕2号"
    assert standing_of("thing:T-1")["tests.letter"].number == "盐建督字〔2024〕2号"


def test_facts_are_read_anew_with_the_signature():
    known = dict(FACTS)
    sheet = a_sheet(facts=known)
    paper = drafted(sheet, "T-1", **TYPED)
    told(paper, "submit", clerk(), sheet)

    known["小区"] = "锦绣花园二期"
    told(paper, "sign", head(), sheet, on=TODAY)
    known["小区"] = "别处"

    assert fresh(paper).title == "关于锦绣花园二期的函"
    assert "锦绣花园二期" in paper_card(clerk(), paper).kept["parts"][0]["text"]


def test_what_has_gone_missing_meanwhile_stops_the_signature():
    known = dict(FACTS)
    sheet = a_sheet(facts=known)
    paper = drafted(sheet, "T-1", **TYPED)
    told(paper, "submit", clerk(), sheet)
    del known["要求"]

    with pytest.raises(NotNow, match="缺少“要求”（逐条要求，来自问题台账）"):
        told(paper, "sign", head(), sheet, on=TODAY)


def test_a_paper_without_a_series_is_signed_without_a_number():
    sheet = a_sheet(replace(LETTER, key="tests.note", series=""))

    first, second = (fresh(signed(sheet, key, **TYPED)) for key in ("T-1", "T-2"))

    assert (first.number, first.stage, second.stage) == ("", "signed", "signed")


def test_the_head_sends_it_back_with_what_is_wrong():
    paper = whole()
    told(paper, "submit", clerk())

    told(paper, "send_back", head(), reason="期限太短")

    assert fresh(paper).stage == "draft"
    assert paper_card(clerk(), paper).moves[-1].reason == "期限太短"


def test_whoever_drafts_does_not_sign():
    paper = whole()
    told(paper, "submit", clerk())

    with pytest.raises(NotAllowed, match="县级负责人"):
        told(paper, "sign", clerk(), on=TODAY)


def test_it_is_served_and_filed():
    paper = signed(SHEET, "T-1", **TYPED)

    told(paper, "serve", clerk(), service=Service(Way.DIRECT, TODAY, "回证", "李某"))
    served = standing_of("thing:T-1")["tests.letter"]
    told(paper, "file", clerk())

    assert (served.signed_on, served.served_on) == (TODAY, TODAY)
    assert fresh(paper).stage == "filed"
    assert standing_of("thing:T-1")["tests.letter"].served_on == TODAY


def test_a_public_notice_serves_when_its_time_has_run():
    paper = signed(SHEET, "T-1", **TYPED)

    told(paper, "serve", clerk(), service=Service(Way.NOTICE, TODAY, "报纸"))

    assert fresh(paper).served_on == date(2024, 7, 18)


def test_it_is_not_served_before_it_is_signed():
    paper = signed(SHEET, "T-1", **TYPED)

    with pytest.raises(Refused, match="签发日期"):
        told(
            paper, "serve", clerk(),
            service=Service(Way.DIRECT, TODAY - timedelta(days=1), "回证"),
        )  # fmt: skip


def test_a_new_version_names_the_old_one_which_is_void():
    old = signed(SHEET, "T-1", **TYPED)

    new = told(old, "revise", head(), reason="金额有误")

    assert (fresh(old).stage, fresh(new).stage) == ("void", "draft")
    assert fresh(new).revises.key == old
    assert paper_card(head(), old).revised_by == new
    assert paper_card(head(), new).typed == TYPED
    assert standing_of("thing:T-1") == {}


def test_beside_a_draft_no_new_version_is_begun():
    old = signed(SHEET, "T-1", **TYPED)
    begin()

    with pytest.raises(Refused, match="已有一份同类文书在起草"):
        told(old, "revise", head(), reason="金额有误")


@pytest.mark.parametrize("act", ["edit", "submit", "send_back", "sign"])
def test_nothing_of_a_signed_paper_is_changed(act):
    paper = signed(SHEET, "T-1", **TYPED)
    more = {
        "edit": {"wording": Wording("另一份", TYPED)}, "submit": {}, "sign": {"on": TODAY},
        "send_back": {"reason": "想改"},
    }[act]  # fmt: skip

    with pytest.raises(NotNow, match="现在是“已签发”"):
        told(paper, act, clerk() if act == "submit" else head(), **more)


@pytest.mark.parametrize("column", ["text", "number", "signer", "digest"])
def test_the_database_lets_nobody_alter_what_was_signed(column):
    kept = PaperSignature.objects.get(paper__key=signed(SHEET, "T-1", **TYPED))
    setattr(kept, column, {"title": "别的"} if column == "text" else "别的")

    with pytest.raises(DatabaseError, match="append-only"):
        kept.save(update_fields=[column])


def test_the_database_gives_no_number_twice():
    paper = signed(SHEET, "T-1", **TYPED)
    kept = PaperSignature.objects.get(paper__key=paper)
    other = fresh(begin("T-2"))

    with pytest.raises(IntegrityError, match="documents_papersignature_number"):
        PaperSignature.objects.create(
            paper=other, number=kept.number, signed_on=TODAY, signer="甲", text={}, digest="0",
            act=kept.act,
        )  # fmt: skip


def test_a_draft_exists_for_its_office_and_a_signed_paper_for_its_county_and_the_city():
    paper = drafted(SHEET, "T-1", by=city_clerk(), **TYPED)
    county = clerk()

    assert papers_of(county, "thing:T-1") == ()
    assert [it.key for it in papers_of(city_clerk(), "thing:T-1")] == [paper]
    assert papers_of(person(Role.PROV), "thing:T-1") == ()

    told(paper, "submit", city_clerk())
    told(paper, "sign", person(Role.M_LD), on=TODAY)

    assert [it.key for it in papers_of(county, "thing:T-1")] == [paper]
    assert [it.key for it in papers_of(person(Role.PROV), "thing:T-1")] == [paper]
    assert papers_of(clerk(YONGJI), "thing:T-1") == ()
    assert papers_of(person(Role.AUD), "thing:T-1") == ()


def test_a_kind_may_be_for_some_posts_only():
    sheet = a_sheet(replace(LETTER, readers=frozenset({Role.C_LD, Role.C_OP})))
    paper = signed(sheet, "T-1", **TYPED)

    assert [it.key for it in papers_of(head(), "thing:T-1")] == [paper]
    assert papers_of(person(Role.C_ENF, YANHU), "thing:T-1") == ()


def test_whoever_does_not_see_the_subject_neither_drafts_nor_acts():
    blind = replace(SHEET, sees=lambda actor, key: False)
    paper = whole()

    with pytest.raises(NotFound):
        begin(sheet=blind)
    with pytest.raises(NotFound):
        told(paper, "submit", clerk(), blind)


def test_another_county_drafts_nothing_here_and_another_post_neither():
    with pytest.raises(NotAllowed, match="其他县"):
        begin(county=YANHU, by=clerk(YONGJI))
    with pytest.raises(NotAllowed, match="起草岗位"):
        begin(by=person(Role.C_ENF, YANHU))


def test_what_a_list_shows_is_rebuilt_from_the_facts():
    paper = signed(SHEET, "T-1", **TYPED)
    told(paper, "serve", clerk(), service=Service(Way.DIRECT, TODAY, "回证"))
    before = Paper.objects.values().get(key=paper)
    Paper.objects.filter(key=paper).update(stage="signed", signer="", served_on=None)

    project_papers()

    assert Paper.objects.values().get(key=paper) == before
