"""T-R03…T-R05b: what was signed is what is sent; late by the second; the system for the silent."""

from datetime import timedelta

import pytest

from tests import fridays
from tests.fridays import AFTER, DUE, FRIDAY, THURSDAY, moment
from tests.people import YANHU, city_clerk, clerk, head
from tests.stories import a_community, a_problem, a_visit
from tingban.actions.weekly import drafting, sending, signing
from tingban.data.registry.models import Community
from tingban.data.weekly.models import Edition
from tingban.reads.weekly import editions
from tingban.rules.errors import Conflict, NotAllowed, NotNow
from tingban.rules.weekly.contents import BriefText, Origin
from tingban.rules.weekly.standing import Standing
from tingban.rules.weekly.steps import State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _week(db) -> None:
    a_problem(a_community())
    a_community("东城花园")
    fridays.open_week()


def one_more_visit() -> None:
    a_visit(Community.objects.get(name="东城花园"))


def stored(version: int | None = None) -> editions.StoredEdition:
    return editions.edition(actor=clerk(), number=fridays.number_of(), version=version)


def test_the_edition_is_what_was_signed_with_names_and_digests():
    fridays.sent()

    edition = stored()
    page = fridays.page()
    assert (edition.version, edition.origin) == (1, Origin.SUBMITTED)
    assert (edition.signer_name, edition.sender_name) == (head().name, clerk().name)
    assert edition.content.digest == page.signature.digest
    assert edition.content.figures["A01"].ids == (Community.objects.get(name="锦绣花园").code,)
    assert edition.faults() == ()
    assert (page.standing, page.is_live) == (Standing.ON_TIME, False)


def test_what_has_changed_since_the_page_was_shown_is_not_signed():
    fridays.check()
    one_more_visit()

    with pytest.raises(NotNow, match="签字没有生效"):
        signing.sign_report(**fridays.key(), digest="seen", actor=head(), at=moment(21, 11))

    assert fridays.the().state == State.CHECKED


def test_content_changed_after_signing_is_not_sent_until_it_is_signed_anew():
    fridays.signed()
    one_more_visit()

    with pytest.raises(NotNow, match=r"A01 全面排查小区数 1→2.*重新签字"):
        fridays.submit(at=moment(21, 11))
    told = fridays.page(at=moment(21, 11)).signature.changed
    changed = fridays.sign(at=moment(21, 11))
    fridays.submit(at=moment(21, 11, 1))

    assert changed == told == ("A01 全面排查小区数 1→2",)
    assert stored().content.figures["A01"].value == 2


def test_on_thursday_it_is_a_preview():
    fridays.signed(at=THURSDAY)

    with pytest.raises(NotNow, match=r"现在是预览.*6月21日"):
        fridays.submit(at=FRIDAY - timedelta(seconds=1))

    fridays.submit(at=FRIDAY)


@pytest.mark.parametrize(
    ("at", "late"),
    [
        (moment(21, 11, 59, 59), False),
        (DUE, False),
        (DUE + timedelta(microseconds=999_999), False),
        (AFTER, True),
    ],
)
def test_noon_is_in_time_and_the_second_after_is_late(at, late):  # TV-R
    fridays.signed()

    fridays.submit(at=at)

    assert fridays.the().is_late is late


def test_only_the_clerk_sends():
    fridays.signed()

    with pytest.raises(NotAllowed, match="县级经办"):
        fridays.submit(actor=head())


def test_a_repeated_submit_of_one_form_is_the_same_submit():
    fridays.signed()
    seen = fridays.key()

    fridays.submit(**seen, form="mark")
    fridays.submit(**seen, form="mark")

    assert Edition.objects.count() == 1


def test_a_submit_from_an_old_page_is_told_so():
    fridays.signed()
    seen = fridays.key()
    fridays.submit(**seen)

    with pytest.raises(Conflict, match="没有写入"):
        fridays.submit(**seen)

    assert Edition.objects.count() == 1


def test_until_noon_is_over_nobody_is_stood_in_for():
    assert sending.stand_in_for_silent(at=DUE) == 0
    assert sending.stand_in_for_silent(at=DUE + timedelta(microseconds=999_999)) == 0
    assert sending.stand_in_for_silent(at=AFTER) == 14
    assert sending.stand_in_for_silent(at=AFTER) == 0


@pytest.mark.parametrize(
    ("way", "state"),
    [
        (lambda: None, State.AUTO),
        (fridays.fill, State.AUTO),
        (fridays.check, State.AUTO_CHECKED),
        (fridays.signed, State.AUTO_SIGNED),
    ],
)
def test_the_system_files_and_keeps_how_far_the_county_was(way, state):  # T-R05
    way()

    fridays.all_stood_in()

    report = fridays.the()
    assert (report.state, report.stood_in_at, report.submitted_at) == (state, AFTER, None)
    assert stored().is_auto
    assert stored().content.figures["A01"].value == 1
    assert fridays.page(at=AFTER).standing is Standing.AUTO


def test_half_written_words_are_kept_and_not_sent():
    fridays.fill(brief=BriefText("写了一半"))

    fridays.all_stood_in()

    assert stored().content.brief == BriefText()
    assert fridays.page(at=AFTER).content.brief == BriefText("写了一半")


def test_the_timer_does_not_make_the_clerks_page_old():
    fridays.fill()
    seen = fridays.key()
    fridays.all_stood_in()

    draft = drafting.Draft(BriefText("接着写"))
    drafting.save_draft(**seen, draft=draft, actor=clerk(), at=AFTER)

    assert fridays.the().state == State.AUTO


def test_the_countys_own_return_replaces_the_systems_and_is_late():  # T-R05b
    fridays.all_stood_in()

    fridays.sent(at=moment(21, 14))

    report = fridays.the()
    assert (report.state, report.is_late, report.stood_in_at) == (State.SUBMITTED, True, AFTER)
    assert [edition.origin for edition in fridays.page(at=moment(21, 14)).editions] == [
        Origin.AUTO,
        Origin.SUBMITTED,
    ]
    assert fridays.page(at=moment(21, 14)).standing is Standing.LATE


def test_pressed_at_the_very_second_of_noon_and_reached_after_the_timer_it_is_in_time():
    fridays.signed()
    seen = fridays.key()
    fridays.all_stood_in()

    fridays.submit(**seen, at=DUE)

    assert (fridays.the().state, fridays.the().is_late) == (State.SUBMITTED, False)
    assert stored().origin is Origin.SUBMITTED


def test_a_zero_return_is_a_return():
    fridays.sent("140821")

    page = fridays.page("140821")
    assert page.content.is_zero
    assert page.standing is Standing.ON_TIME


def test_the_citys_own_report_goes_the_same_way_by_its_own_posts():  # ADR 0016
    fridays.sent("140800")

    assert fridays.the("140800").submitter_id == city_clerk().user_id
    assert fridays.page("140800").signature.signer_name == fridays.city_head().name


def test_of_a_neighbour_no_edition_exists():
    fridays.sent(YANHU)

    assert editions.latest_editions(actor=clerk("140881"), week_code=fridays.WEEK) == {}
