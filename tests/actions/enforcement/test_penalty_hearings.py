"""What a company says, the hearing, the review before a decision (行政处罚法 45, 58, 63-65)."""

from dataclasses import replace
from datetime import date

import pytest

from tests.penalties import (
    ANSWERS,
    SHEET,
    WAN,
    Walk,
    a_case,
    at,
    awaited_by,
    company_of,
    counsel,
    noticed,
    officer,
)
from tests.people import head
from tests.reports.weekly.test_brief import pdf_words, plain
from tests.stories import a_company
from tingban.actions.documents import papers
from tingban.actions.enforcement.penalty_cases import (
    take_penalty_step,
)
from tingban.actions.rectification.proceedings import Told
from tingban.data.audit.models import Entry
from tingban.data.documents.models import Paper
from tingban.data.notices.models import Notice
from tingban.reads.enforcement.penalty_cases import PENALTY
from tingban.reads.rectification.proceeding_queues import waiting
from tingban.reads.rectification.proceedings import closed_because
from tingban.reports.documents.paper_pdf import paper_pdf
from tingban.rules.actors import Role
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.documents.composing import thaw
from tingban.rules.enforcement.penalty_stages import Act, PaperKey, Stage
from tingban.rules.errors import NotFound, NotNow

pytestmark = pytest.mark.django_db


def test_a_hearing_from_its_request_to_the_decision_and_the_clock_that_stands_still():
    walk = noticed().to(6, 28)
    assert last_day_of(walk.row.due_at) == date(2024, 9, 18)  # the 17th is 中秋
    walk.take(Act.ASK_HEARING)
    assert walk.row.due_at is None
    walk.to(7, 1).take(Act.CALL_HEARING).paper(PaperKey.HEARING, serve=True)
    walk.to(7, 12).take(Act.HOLD_HEARING)
    with pytest.raises(NotNow, match=r"根据听证笔录作出决定（行政处罚法第六十五条）"):
        walk.take(Act.DISCUSS)
    walk.paper(PaperKey.HEARING_RECORD)
    record = Paper.objects.get(template=PaperKey.HEARING_RECORD)
    words = plain(pdf_words(paper_pdf(thaw(record.signature.text), walk.on)))
    for part in (walk.number, "2024年7月12日09:00", "书记丁", "律师周某", "申辩和质证",
                 "第六十四条",
                 "拒绝签字或者盖章的，由主持人注明", "当事人出席，听证举行完毕"):  # fmt: skip
        assert part in words, part
    # fourteen days later, and so after the feast
    assert last_day_of(walk.row.due_at) == date(2024, 10, 8)
    walk.to(7, 15).take(Act.DISCUSS).paper(PaperKey.DISCUSSION)
    with pytest.raises(NotNow, match=r"“作出处罚决定”的条件还不齐.*第五十八条"):
        walk.paper(PaperKey.DECISION)
    walk.take(Act.REVIEW)
    waiting = Paper.objects.get(template=PaperKey.DECISION)

    def sign() -> None:
        papers.sign(
            paper=waiting.key, sheet=SHEET[PaperKey.DECISION], on=walk.on,
            version=waiting.version, actor=head(), at=walk.now(),
        )  # fmt: skip

    with pytest.raises(NotNow, match="《行政处罚法制审核意见书》签发于 2024年6月25日"):
        sign()
    walk.paper(PaperKey.REVIEW)
    sign()
    walk.take(Act.DECIDE)
    assert walk.row.stage == Stage.DECIDED


def test_a_notice_of_the_round_before_tells_of_another_penalty_though_served_that_day():
    walk = noticed().take(Act.RESUME).take(Act.CONCLUDE).paper(PaperKey.REPORT)
    walk.take(Act.PROPOSE, fine=6 * WAN).take(Act.REVIEW).paper(PaperKey.REVIEW)

    with pytest.raises(NotNow, match=r"《行政处罚事先告知书》签发于.*又办理了“提出处罚意见”"):
        walk.take(Act.NOTIFY)

    walk.paper(PaperKey.NOTICE, serve=True).paper(PaperKey.HEARING_RIGHT, serve=True)
    assert walk.take(Act.NOTIFY).row.stage == Stage.NOTICED


def test_the_company_speaks_for_itself_once_it_was_told_and_not_before():
    walk = a_case()
    own = company_of(walk.company)
    with pytest.raises(NotFound, match="没有找到这件处罚案件"):
        walk.take(Act.PLEAD, by=own)
    walk = noticed()
    own = company_of(walk.company)

    walk.to(6, 27).take(Act.PLEAD, by=own).take(Act.ASK_HEARING, by=own)

    assert walk.row.stage == Stage.HEARING
    last = Entry.objects.filter(subject=f"penalty_case:{walk.number}").latest("id")
    assert last.actor_name == own.name
    other = company_of(a_company("别家物业"))
    with pytest.raises(NotFound):
        walk.take(Act.DROP_HEARING, by=other)


def test_after_a_plea_that_was_taken_up_the_same_penalty_is_not_decided():  # 45Ⅰ
    walk = noticed().to(6, 27).take(Act.PLEAD)
    walk.to(6, 28).take(Act.ANSWER_PLEA, accepted="partly").paper(PaperKey.PLEA)
    with pytest.raises(NotNow, match="重新“提出处罚意见”"):
        walk.to(7, 4).take(Act.DISCUSS)
    walk.take(Act.PROPOSE)
    with pytest.raises(NotNow, match="与采纳陈述、申辩之前完全相同"):
        walk.take(Act.DISCUSS)
    walk.take(Act.PROPOSE, correction="十日内恢复道路原状").take(Act.REVIEW)
    walk.paper(PaperKey.REVIEW).take(Act.DISCUSS).paper(PaperKey.DISCUSSION)

    walk.paper(PaperKey.DECISION).take(Act.DECIDE)

    assert walk.row.stage == Stage.DECIDED


def test_a_hearing_is_entered_days_later_for_its_own_day():  # 65
    walk = noticed().to(6, 28).take(Act.ASK_HEARING)
    walk.to(7, 1).take(Act.CALL_HEARING).paper(PaperKey.HEARING, serve=True)
    held = Told(date(2024, 7, 12), "", ANSWERS[Act.HOLD_HEARING])

    def enter(told: Told, on: date) -> None:
        take_penalty_step(number=walk.number, act=Act.HOLD_HEARING, told=told,
                          version=walk.row.version, actor=officer(), at=at(on))  # fmt: skip

    with pytest.raises(NotNow, match="举行之后才登记"):
        enter(held, date(2024, 7, 11))
    with pytest.raises(NotNow, match="请填写这一天"):
        enter(replace(held, on=date(2024, 7, 15)), date(2024, 7, 15))
    assert closed_because(PENALTY, officer(), walk.number, Act.HOLD_HEARING,
                          today=date(2024, 7, 15)) == ""  # fmt: skip
    known = PENALTY.told_already(officer(), walk.number, Act.HOLD_HEARING, today=date(2024, 7, 15))
    assert known == {"on": date(2024, 7, 12)}
    enter(held, date(2024, 7, 15))

    assert walk.row.stage == Stage.HEARD
    # The ninety days stood still until the hearing, not until it was entered.
    assert last_day_of(walk.row.due_at) == date(2024, 10, 8)


def review_lists(walk: Walk) -> tuple[list[str], int]:
    """What 法规科 finds on its first page, and how often it was told."""
    found = waiting([PENALTY], counsel(), limit=8)
    told = Notice.objects.filter(subject=f"penalty_case:{walk.number}", roles=[Role.M_LAW])
    return [row.number for row in found.rows], told.count()


def test_what_waits_for_a_review_is_listed_and_told_to_counsel_until_it_is_given():  # 58
    walk = a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE)
    walk.take(Act.INSPECT).paper(PaperKey.INSPECTION).take(Act.CONCLUDE).paper(PaperKey.REPORT)
    assert review_lists(walk) == ([], 0)
    walk.take(Act.PROPOSE, review=[])
    assert review_lists(walk) == ([], 0)
    walk.take(Act.PROPOSE)
    assert review_lists(walk) == ([walk.number], 1)
    assert ("市局法规科", "出具法制审核意见") in awaited_by(walk)
    walk.take(Act.REVIEW, passed="no")
    assert review_lists(walk) == ([], 1)
    walk.take(Act.PROPOSE)
    assert review_lists(walk) == ([walk.number], 2)
    walk.take(Act.REVIEW)
    assert review_lists(walk) == ([], 2)
    assert ("市局法规科", "出具法制审核意见") not in awaited_by(walk)


def test_a_hearing_that_was_held_waits_for_counsel_whatever_was_asked_before():  # 58Ⅰ(二)
    walk = noticed().to(6, 28).take(Act.ASK_HEARING)
    walk.to(7, 1).take(Act.CALL_HEARING).paper(PaperKey.HEARING, serve=True)
    assert review_lists(walk)[0] == []
    walk.to(7, 12).take(Act.HOLD_HEARING)
    assert review_lists(walk) == ([walk.number], 2)
    walk.take(Act.RESUME)
    assert review_lists(walk)[0] == []
