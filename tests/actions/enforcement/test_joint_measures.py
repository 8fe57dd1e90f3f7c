"""联合惩戒措施清单: kept version by version; what was proposed on it keeps its words (ADR 0032)."""

from datetime import date
from io import BytesIO
from unittest.mock import patch

import docx
import pytest
from django.db import IntegrityError, transaction

from tests.at_once import at_once, refusals
from tests.joint import DECREE, INSPECT, TALK, TOMORROW, a_change, a_proposal, by, changed, ended
from tests.measures import SHEETS, TODAY, at, counsel, signed
from tests.papers import fresh
from tests.people import NOW, YONGJI, city_clerk, clerk, head, person
from tests.reports.weekly.test_brief import pdf_words, plain
from tingban.actions.documents import papers
from tingban.actions.enforcement import joint_measures as acts
from tingban.actions.enforcement import transfers
from tingban.data.audit.models import Entry
from tingban.data.documents.models import Paper
from tingban.data.enforcement.models import JointMeasure, JointMeasureEnd, TransferMove
from tingban.data.law.models import LawArticle
from tingban.reads.audit.log import field_label
from tingban.reads.enforcement import joint_measures as reads
from tingban.reads.enforcement.joint_history import history
from tingban.reports.documents.paper_docx import paper_docx
from tingban.reports.documents.paper_pdf import paper_pdf
from tingban.rules.actors import Role
from tingban.rules.documents.composing import thaw
from tingban.rules.enforcement.joint_measures import MeasureState
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused

pytestmark = pytest.mark.django_db
FIRST = ["inspect", "awards", "tender", "talk", "expose", "price", "fire", "tax"]


def listed(on: date = TODAY) -> list[str]:
    """Keys of what is in force."""
    rows = reads.measures(clerk(), today=on)
    return [row.shown.key for row in rows if row.state is MeasureState.IN_FORCE]


def the(key: str = "talk", on: date = TODAY):
    return reads.measure(clerk(), key, today=on)


# The list.


def test_the_decrees_measures_are_the_first_list():
    assert listed() == FIRST
    assert reads.words(["talk", "inspect"], on=TODAY) == [TALK, INSPECT]
    (fire,) = reads.words(["fire"], on=TODAY)
    assert fire == (
        "对消防安全防范不到位的依法查处（依据：《中华人民共和国消防法》第六十条第一款、"
        "《中华人民共和国消防法》第六十条第三款）"
    )


def test_a_new_measure_is_offered_from_its_day_on():
    key = acts.add_measure(
        change=a_change("函告其上级公司", valid_from=TOMORROW), actor=counsel(), at=NOW
    )

    assert key == "m9"
    assert key not in listed()
    assert key in listed(TOMORROW)
    assert the(key).state is MeasureState.FUTURE
    entry = Entry.objects.get(act="enforcement.joint_measure_added")
    assert (entry.subject, entry.note) == (f"joint_measure:{key}", "法规科核对后写明范围")
    assert entry.after == {
        "label": "函告其上级公司", "receivers": "各部门", "basis": "",
        "articles": ["《物业管理条例》第四十八条"], "valid_from": "2024-06-19",
    }  # fmt: skip


def test_a_form_sent_twice_adds_one():
    told = {"change": a_change("函告其上级公司"), "actor": counsel(), "at": NOW, "form": "f1"}

    assert acts.add_measure(**told) == acts.add_measure(**told)
    assert JointMeasure.objects.count() == len(FIRST) + 1


def test_a_change_ends_the_words_before_it_and_overwrites_nothing():
    changed(valid_from=TOMORROW)

    assert reads.words(["talk"], on=TODAY) == [TALK]
    assert reads.words(["talk"], on=TOMORROW) == [
        "约谈企业负责人和项目经理（依据：《物业管理条例》第四十八条）"
    ]
    assert (the().shown.valid_until, the().ahead.label) == (TOMORROW, "约谈企业负责人和项目经理")
    entry = Entry.objects.get(act="enforcement.joint_measure_changed")
    assert (entry.before["label"], entry.before["basis"]) == ("共同约谈企业负责人", DECREE)
    assert {field_label(name) for name in entry.before} == {
        "名称", "可以建议的部门", "依据的条款", "依据", "施行日期"
    }  # fmt: skip


def test_an_ended_measure_is_offered_no_longer_and_still_reads():
    ended(on=TODAY)

    assert "talk" not in listed()
    assert "talk" in listed(date(2024, 6, 17))
    assert (the().state, the().ends_on) == (MeasureState.ENDED, TODAY)
    assert JointMeasureEnd.objects.standing().get().ends_on == TODAY


def test_what_lies_ahead_is_withdrawn_and_the_words_go_on():
    changed(valid_from=TOMORROW)
    acts.withdraw_change(reason="写错了", **by())
    assert reads.words(["talk"], on=TOMORROW) == [TALK]

    ended(on=TOMORROW)
    acts.withdraw_change(reason="不停了", **by())
    assert "talk" in listed(TOMORROW)
    with pytest.raises(NotNow, match="没有尚未施行的改动"):
        acts.withdraw_change(reason="再撤", **by())


def test_an_end_is_not_taken_back_where_another_has_the_name_by_then():
    ended()
    new = a_change("共同约谈企业负责人", valid_from=TOMORROW)
    key = acts.add_measure(change=new, actor=counsel(), at=NOW)

    with (
        pytest.raises(NotNow, match="清单上会有两项“共同约谈企业负责人”"),
        transaction.atomic(),
    ):
        acts.withdraw_change(reason="不停了", **by())
    assert JointMeasureEnd.objects.standing().filter(key="talk").exists()
    acts.withdraw_change(reason="不另立一项", **by(key))
    acts.withdraw_change(reason="不停了", **by())
    assert "talk" in listed(TOMORROW)


def test_new_words_are_not_taken_back_where_another_has_the_old_name_by_then():
    changed()
    new = a_change("共同约谈企业负责人", valid_from=TOMORROW)
    acts.add_measure(change=new, actor=counsel(), at=NOW)

    with (
        pytest.raises(NotNow, match="清单上会有两项“共同约谈企业负责人”"),
        transaction.atomic(),
    ):
        acts.withdraw_change(reason="不改了", **by())
    assert reads.words(["talk"], on=TOMORROW)[0].startswith("约谈企业负责人和项目经理")


@pytest.mark.parametrize(
    ("act", "done"),
    [
        (lambda: acts.end_measure(on=TODAY, reason="依据已经废止", **by()), ended),
        (lambda: acts.change_measure(change=a_change(), **by()), changed),
    ],
    ids=["ended", "changed"],
)
def test_a_letter_of_this_morning_keeps_its_basis_until_midnight(act, done):
    walk = a_proposal("talk").step("approve", by=head()).sign("joint_letter")

    with pytest.raises(Refused, match="最早从明天（2024年6月19日）起"), transaction.atomic():
        act()
    done()

    assert walk.step("send", channel="system", receipt="1").row.stage == "sent"


def test_an_article_is_cited_as_it_is_law_on_the_day_and_not_as_it_will_be():
    row = LawArticle.objects.filter(key="PMR-48").latest("valid_from")
    LawArticle.objects.filter(pk=row.pk).update(valid_to=date(2024, 6, 30))
    row.pk, row.article, row.valid_from = None, "第五十条", date(2024, 7, 1)
    row.save()

    assert reads.words(["inspect"], on=TODAY) == [INSPECT]
    assert reads.words(["inspect"], on=date(2024, 7, 1)) == [INSPECT.replace("四十八", "五十")]
    key = acts.add_measure(change=a_change("函告其上级公司"), actor=counsel(), at=NOW)
    entry = Entry.objects.get(act="enforcement.joint_measure_added")
    assert entry.after["articles"] == ["《物业管理条例》第四十八条"]
    assert "第四十八条" in history(clerk(), key)[0].note
    assert [row.shown.key for row in reads.measures(clerk(), today=TODAY, text="第五十条")] == []


def test_a_measure_withdrawn_before_its_day_is_still_found():
    key = acts.add_measure(change=a_change(valid_from=TOMORROW), actor=counsel(), at=NOW)
    acts.withdraw_change(reason="不立这一项", **by(key))

    assert the(key).state is MeasureState.WITHDRAWN
    assert key not in listed(TOMORROW)
    again = acts.add_measure(change=a_change(), actor=counsel(), at=NOW)
    assert again != key


def test_its_history_tells_who_changed_what_and_why():
    changed(valid_from=TOMORROW)
    acts.withdraw_change(reason="写错了", **by())
    ended(on=TOMORROW)

    end, change, first = history(clerk(), "talk")

    assert (first.who, first.so_at) == ("系统", date(2024, 5, 1))
    assert "原因：随平台登记的首批措施" in first.note
    assert "措施：共同约谈企业负责人 → 约谈企业负责人和项目经理" in change.note
    assert (change.undone, change.reason, change.undone_by) == (
        "已撤销", "写错了", counsel().name
    )  # fmt: skip
    assert (end.what, end.note) == ("停用，自这一天起", "原因：依据已经废止")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"valid_from": date(2024, 6, 17)}, "不能早于今天|最早从明天"),
        ({"label": "加大抽查频次"}, "清单上已有“加大抽查频次”"),
        ({"articles": ("ARL-20",), "receivers": frozenset()}, "请选择可以向哪些部门"),
        ({"articles": ()}, "至少写明一项依据"),
        ({"articles": ("NO-1",)}, "不在法律条文库里"),
        ({"reason": " "}, "请写明原因"),
    ],
)
def test_what_is_no_good_measure_is_refused_and_nothing_is_written(told, sentence):
    for act in (
        lambda: acts.add_measure(change=a_change(**told), actor=counsel(), at=NOW),
        lambda: changed(**told),
    ):
        with pytest.raises(Refused, match=sentence), transaction.atomic():
            act()

    assert JointMeasure.objects.count() == len(FIRST)
    assert not Entry.objects.filter(act__contains="joint_measure").exists()


@pytest.mark.parametrize(
    "post", [clerk, head, city_clerk, lambda: person(Role.M_XF), lambda: person(Role.C_ENF, YONGJI)]
)
def test_whoever_only_reads_the_list_changes_nothing(post):
    told = {"reason": "x"}
    for act in (
        lambda: acts.add_measure(change=a_change(), actor=post(), at=NOW),
        lambda: acts.change_measure(change=a_change(), **by(actor=post())),
        lambda: acts.end_measure(on=TODAY, **told, **by(actor=post())),
        lambda: acts.withdraw_change(**told, **by(actor=post())),
    ):
        with pytest.raises(NotAllowed, match="法规科和市级负责人管理"):
            act()


def test_the_citys_head_keeps_it_as_counsel_does():
    told = a_change(valid_from=TOMORROW)
    acts.change_measure(change=told, **by(actor=person(Role.M_LD)))

    assert the(on=TOMORROW).shown.label == "约谈企业负责人和项目经理"


@pytest.mark.parametrize("role", [Role.SYS, Role.AUD])
def test_whoever_holds_no_business_facts_sees_no_list(role):
    assert reads.measures(person(role), today=TODAY) == []
    assert history(person(role), "talk") == ()
    with pytest.raises(NotFound):
        reads.measure(person(role), "talk", today=TODAY)


def test_an_older_page_changes_nothing():
    told = by()
    changed(valid_from=TOMORROW)

    with pytest.raises(Conflict, match=f"由 {counsel().name} 于"):
        acts.end_measure(on=TOMORROW, reason="依据已经废止", **told)


def test_of_two_who_change_one_measure_the_second_is_told(transactional_db):
    told = by()
    words = ("约谈企业负责人和项目经理", "约谈法定代表人")

    def change(label: str):
        change = a_change(label, valid_from=TOMORROW)
        return lambda: acts.change_measure(change=change, **told)

    answers = at_once(*map(change, words))

    (refusal,) = refusals(answers)
    assert isinstance(refusal, Conflict)
    assert JointMeasure.objects.standing().filter(key="talk").count() == 2


@pytest.mark.parametrize(
    ("told", "constraint"),
    [
        ({"label": ""}, "enforcement_jointmeasure_said"),
        ({"receivers": []}, "enforcement_jointmeasure_said"),
        ({"basis": ""}, "enforcement_jointmeasure_grounded"),
        ({"key": "talk"}, "enforcement_jointmeasure_version"),
    ],
)
def test_the_database_refuses_what_is_no_measure(told, constraint):
    stated = {
        "key": "x", "label": "某项措施", "receivers": ["tax"], "basis": DECREE,
        "valid_from": date(2024, 5, 1), "recorded_at": NOW,
    }  # fmt: skip
    with pytest.raises(IntegrityError, match=constraint):
        JointMeasure.objects.create(**(stated | told))


# What was proposed on it.


LETTER = SHEETS["enforcement.joint_letter"]
MATERIALS = ["检查记录 2 份"]


def printed(key: str) -> tuple[str, str]:
    """The words of a signed letter, as pdf and as Word."""
    text = thaw(fresh(key).signature.text)
    word = docx.Document(BytesIO(paper_docx(text, TODAY)))
    words = "".join(line.text for line in word.paragraphs)
    return plain(pdf_words(paper_pdf(text, TODAY))), plain(words)


def test_a_proposal_keeps_the_words_of_the_list():
    walk = a_proposal("talk", "inspect")

    told = TransferMove.objects.get(row__number=walk.number, step="open").told
    assert (told["measures"], told["measure_words"]) == (["talk", "inspect"], [TALK, INSPECT])


def test_nobody_writes_the_words_by_hand():
    walk = a_proposal("talk", measure_words=["没收违法所得"])

    assert TransferMove.objects.get(row__number=walk.number).told["measure_words"] == [TALK]


def test_the_letter_reads_as_when_it_was_proposed_whatever_became_of_the_list():
    walk = a_proposal("talk", "inspect").step("approve", by=head())
    key = signed("joint_letter", walk.number)
    walk.step("send", channel="system", receipt="1")
    changed()
    ended("inspect")

    assert LETTER.facts(clerk(), walk.number)["建议措施"] == (TALK, INSPECT)
    for words in printed(key):
        assert TALK in words
        assert INSPECT in words
        assert "项目经理" not in words


def test_a_draft_of_the_letter_reads_so_too():
    walk = a_proposal("talk")
    changed()

    assert LETTER.facts(clerk(), walk.number)["建议措施"] == (TALK,)


def test_what_has_ended_is_not_proposed():
    ended(on=TODAY)

    with pytest.raises(NotNow, match="“共同约谈企业负责人”在 2024年6月18日不在联合惩戒措施清单上"):
        a_proposal("talk")


def test_what_is_to_come_is_not_proposed_yet():
    key = acts.add_measure(
        change=a_change("函告其上级公司", valid_from=TOMORROW), actor=counsel(), at=NOW
    )

    with pytest.raises(NotNow, match="“函告其上级公司”在 2024年6月18日不在"):
        a_proposal(key)


def test_what_was_never_on_the_list_is_not_proposed():
    with pytest.raises(Refused, match="填写的内容不对"):
        a_proposal("seize")


@pytest.mark.parametrize("done", [ended, changed])
def test_a_proposal_whose_measure_is_gone_is_neither_approved_signed_nor_sent(done):
    draft = a_proposal("talk")
    walk = a_proposal("talk").step("approve", by=head())
    lettered = a_proposal("talk").step("approve", by=head()).sign("joint_letter")
    done()
    for it in (draft, walk, lettered):
        it.later(1)

    with pytest.raises(NotNow, match="请用“补充移送材料”从现行清单中重新选定"):
        draft.step("approve", by=head())
    with pytest.raises(NotNow, match="重新选定"):
        walk.sign("joint_letter")
    with pytest.raises(NotNow, match="重新选定"):
        lettered.step("send", channel="system", receipt="1")


def test_chosen_anew_it_goes_out_with_a_new_letter():
    walk = a_proposal("talk").step("approve", by=head()).sign("joint_letter")
    ended()

    walk.later(1).step("prepare", materials=MATERIALS, measures=["inspect"])
    with pytest.raises(NotNow, match="请出新版本后再签发"):
        walk.step("send", channel="system", receipt="1")
    old = Paper.objects.get()
    papers.void(
        paper=old.key, sheet=LETTER, reason="措施已改选", version=old.version, actor=head(),
        at=at(TOMORROW, 11),
    )  # fmt: skip
    key = signed("joint_letter", walk.number, at(TOMORROW, 11))
    walk.hour = 12
    walk.step("send", channel="system", receipt="1")

    assert walk.row.stage == "sent"
    assert INSPECT in printed(key)[0]


def test_a_supplement_does_not_keep_what_has_ended():
    walk = a_proposal("talk")
    ended()
    walk.later(1)

    with pytest.raises(NotNow, match="没有依据，请改选"):
        walk.step("prepare", materials=MATERIALS)
    walk.step("drop", reason="没有可以改选的措施")
    assert walk.row.stage == "dropped"


def test_a_step_taken_back_brings_back_the_words_before_it():
    walk = a_proposal("talk").step("prepare", materials=MATERIALS, measures=["inspect"])
    assert LETTER.facts(clerk(), walk.number)["建议措施"] == (INSPECT,)

    transfers.undo_transfer_step(
        number=walk.number, reason="选错", version=walk.row.version, actor=clerk(), at=NOW
    )

    assert LETTER.facts(clerk(), walk.number)["建议措施"] == (TALK,)


def test_a_proposal_of_before_the_list_was_kept_still_reads_and_goes_out():
    with patch.object(transfers, "_with_words", lambda answers, _: dict(answers)):
        walk = a_proposal("talk", "inspect").step("approve", by=head())
    assert (
        "measure_words" not in TransferMove.objects.get(row__number=walk.number, step="open").told
    )
    changed(valid_from=TOMORROW)

    assert LETTER.facts(clerk(), walk.number)["建议措施"] == (TALK, INSPECT)
    walk.sign("joint_letter").step("send", channel="system", receipt="1")
    assert walk.row.stage == "sent"


def test_open_proposals_that_use_a_measure_are_told_to_whoever_may_see_them():
    walk, sent = a_proposal("talk", "inspect"), a_proposal("talk").step("approve", by=head())
    sent.sign("joint_letter").step("send", channel="system", receipt="1")
    anew = a_proposal("talk").step("prepare", materials=MATERIALS, measures=["inspect"])

    assert reads.proposals(counsel(), "talk") == [walk.number]
    assert reads.proposals(counsel(), "inspect") == [walk.number, anew.number]
    assert reads.proposals(clerk(YONGJI), "talk") == []
