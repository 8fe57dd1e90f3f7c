"""T-R02, CHK-26: words, notes, given values, and the clerk's check."""

import pytest

from tests import fridays
from tests.fridays import BRIEF, TEN, moment
from tests.people import YANHU, clerk, head
from tests.stories import a_community, a_problem, a_visit
from tingban.actions.weekly import drafting
from tingban.actions.weekly.drafting import Draft, OverrideStatement
from tingban.data.audit.models import Entry
from tingban.data.registry.models import Community
from tingban.data.weekly.models import Override, WarningNote
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused
from tingban.rules.weekly.contents import BriefText
from tingban.rules.weekly.steps import State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _week(db) -> None:
    a_problem(a_community())
    for name in ("东城花园", "西湖小区"):
        a_community(name)
    fridays.open_week()


def save(**told):
    draft = Draft(told.pop("brief", BRIEF), told.pop("notes", {}))
    told = {"actor": clerk()} | fridays.key() | told
    drafting.save_draft(draft=draft, at=TEN, **told)


def override(given: int = 3, cell: str = "A01", computed: int = 1, reason: str = "漏登两个小区"):
    statement = OverrideStatement(cell, computed, given, reason)
    drafting.override_value(**fridays.key(), statement=statement, actor=head(), at=TEN)


def figure(cell: str = "A01"):
    return fridays.page().content.figures[cell]


def test_saving_keeps_the_words_and_moves_the_report_on():
    save(notes={"CHK-22": "集中排查"})

    page = fridays.page()
    assert (page.state, page.content.brief) == (State.DRAFT, BRIEF)
    assert page.content.notes == {"CHK-22": "集中排查"}
    assert Entry.objects.latest("id").act == "weekly.draft_saved"


def test_a_note_that_is_emptied_is_gone():
    save(notes={"CHK-22": "集中排查", "CHK-04": "更换过企业"})

    save(notes={"CHK-22": "  "})

    assert not WarningNote.objects.exists()


def test_the_log_keeps_no_word_of_the_brief():
    save(brief=BriefText("王某反映电梯"))

    assert "王某" not in str(Entry.objects.latest("id").after)


def test_the_second_of_two_clerks_is_told_and_nothing_of_the_first_is_lost():
    seen = fridays.key()
    save()

    with pytest.raises(Conflict, match="您打开页面之后"):
        save(**seen, actor=clerk(name="另一位"), brief=BriefText("后来的"))

    assert fridays.page().content.brief == BRIEF


@pytest.mark.parametrize(
    "draft",
    [Draft(BriefText("字" * 20_001)), Draft(notes={"CHK-22": "字" * 2_001})],
)
def test_what_nobody_writes_by_hand_is_refused(draft):
    with pytest.raises(Refused, match="请精简"):
        drafting.save_draft(**fridays.key(), draft=draft, actor=clerk(), at=TEN)


def test_a_neighbours_report_does_not_exist():
    with pytest.raises(NotFound):
        save(actor=clerk("140881"))


def test_only_the_head_gives_a_value():
    statement = OverrideStatement("A01", 1, 3, "漏登两个小区")

    with pytest.raises(NotAllowed, match="县级负责人"):
        drafting.override_value(**fridays.key(), statement=statement, actor=clerk(), at=TEN)


def test_a_given_value_stands_beside_the_count_with_its_reason():
    override()

    assert (figure().value, figure().computed, figure().reason) == (3, 1, "漏登两个小区")
    assert fridays.the().state == State.DRAFT


def test_given_again_the_earlier_value_is_retracted_and_kept():
    override(3)

    override(2, reason="再次核对")

    assert figure().value == 2
    assert Override.objects.count() == 2
    assert Override.objects.standing().get().given == 2


def test_giving_the_count_itself_withdraws_the_value():
    override(3)

    override(1, reason="已补登记")

    assert not figure().is_overridden
    assert not Override.objects.standing().exists()


def test_nothing_stands_so_nothing_can_be_withdrawn():
    with pytest.raises(Refused, match="不需要改值"):
        override(1)


def test_where_the_count_moves_on_the_given_value_is_stale():
    override(3)
    a_visit(Community.objects.get(name="东城花园"))

    page = fridays.page(at=moment(21, 11))

    assert page.content.figures["A01"].value == 2
    assert [(given.given, given.is_stale) for given in page.given] == [(3, True)]


def test_the_head_decides_about_the_count_he_saw():
    with pytest.raises(NotNow, match="已从 5 变为 1"):
        override(computed=5)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"reason": "错"}, "请写明原因"),
        ({"cell": "Z99"}, "请至少选一个指标"),
        ({"given": -1}, "不小于 0"),
        ({"given": 10_000_000}, "不小于 0"),
    ],
)
def test_a_value_without_reason_or_sense_is_refused(told, sentence):
    with pytest.raises(Refused, match=sentence):
        override(**told)


def test_a_value_given_after_the_check_is_checked_again():
    override(1 + 1)
    fridays.check()

    override(3, reason="再次核对")

    assert fridays.the().state == State.DRAFT


def test_the_check_is_refused_until_errors_notes_and_words_are_done():
    fridays.fill(brief=BriefText("进展", "做法"))

    with pytest.raises(NotNow, match="还缺“典型案例”"):
        drafting.check_report(**fridays.key(), actor=clerk(), at=TEN)

    fridays.check()
    assert fridays.the().state == State.CHECKED


def test_an_error_of_the_checks_blocks_and_is_named():
    override(0, reason="误登记的小区")  # A03 > A01
    fridays.fill()

    with pytest.raises(NotNow, match="排查存在问题小区总数"):
        drafting.check_report(**fridays.key(), actor=clerk(), at=TEN)


def test_back_to_the_desk_with_a_reason():
    fridays.signed()

    drafting.rework_report(**fridays.key(), reason="案例要补充", actor=head(), at=TEN)

    assert fridays.the().state == State.DRAFT
    assert fridays.page().steps[-1].reason == "案例要补充"


def test_on_a_page_of_an_open_week_the_clerk_may_write_and_the_head_may_not_yet_sign():
    told = {offer.act.value: offer for offer in fridays.page().offers}
    heads = {offer.act.value: offer for offer in fridays.page(actor=head()).offers}

    assert told["edit"].is_open
    assert not heads["sign"].is_open
    assert fridays.page(YANHU).is_live
