"""The county's Friday on the desk: what is missing, the filled form, the steps (DOMAIN 3.6)."""

import re

import pytest

from tests import fridays
from tests.fridays import AFTER, TEN, moment
from tests.people import YANHU, YONGJI, head
from tests.stories import a_community, a_visit
from tests.web.desk.fridays import city, county, hidden, report, said, text
from tingban.actions.weekly import drafting
from tingban.data.weekly.models import Brief, Edition, Override, WarningNote
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.weekly.steps import State

pytestmark = pytest.mark.django_db
PARTS = {"progress": "已排查。", "practice": "一区一册。", "cases": "本周无。"}


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(TEN):
        yield


@pytest.fixture
def week():
    a_visit(a_community())
    fridays.open_week()


def parts(**more: str) -> dict[str, str]:
    return {"version": fridays.the().version, **PARTS, **more}


def test_before_the_first_week_the_list_says_what_will_come():
    page = text(county().get("/desk/weekly/"))

    assert "还没有要填报的周报" in page
    assert "每周四 0 时" in page


def test_the_list_shows_the_own_weeks_and_no_other_county(week):
    page = text(county().get("/desk/weekly/"))

    assert report() in page
    assert fridays.number_of(YONGJI) not in page


def test_the_month_ends_have_a_list_of_their_own(week):
    page = text(county().get("/desk/weekly/?kind=month"))

    assert "还没有月末数" in page
    assert report() not in page


def test_the_page_says_what_is_missing_and_how_long_there_is(week):
    page = text(county().get(report()))

    assert "还缺：工作进展情况、经验做法、典型案例。" in page
    assert "距报送" in page
    assert "2 小时" in page


def test_the_form_stands_in_the_three_tables_of_the_decree_and_opens_its_numbers(week):
    page = text(county().get(report()))

    assert page.count('<table class="tb-annex3">') == 3
    assert "整治物业服务不履约不到位、侵占业主利益等问题" in page
    assert "/desk/drill/list/?of=live%3A2024-06-21&area=140802&cell=A01" in page


def test_a_warning_stands_in_its_cell_and_asks_for_a_note(week):
    page = text(county().get(report()))

    assert 'href="#finding-1"' in page
    assert 'id="finding-1"' in page
    assert 'name="note-CHK-05"' in page


def test_brief_and_notes_are_kept(week):
    answer = county().post(
        report(page="draft/"), parts(**{"note-CHK-05": "均为自管小区。"}), follow=True
    )

    assert "已保存" in said(answer)
    assert Brief.objects.get(report=fridays.the()).practice == "一区一册。"
    assert WarningNote.objects.get(report=fridays.the()).text == "均为自管小区。"


def test_a_second_clerk_is_told_and_keeps_what_was_typed(week):
    browser = county()
    seen = parts()
    browser.post(report(page="draft/"), seen)

    answer = browser.post(report(page="draft/"), seen | {"progress": "第二位经办写的"})

    assert answer.status_code == 409
    assert "这条记录已由" in text(answer)
    assert "第二位经办写的" in text(answer)
    assert "现在保存的是" in text(answer)
    assert Brief.objects.get(report=fridays.the()).progress == "已排查。"


def test_whoever_was_told_of_the_other_saves_on_the_second_try(week):
    browser = county()
    seen = parts()
    browser.post(report(page="draft/"), seen)
    refused = text(browser.post(report(page="draft/"), seen | {"progress": "第二位写的"}))

    again = {"progress": "第二位写的", "version": hidden(refused, "version")}
    browser.post(report(page="draft/"), seen | again)

    assert Brief.objects.get(report=fridays.the()).progress == "第二位写的"


def test_what_came_too_late_is_shown_beside_what_was_checked(week):
    browser = county()
    seen = parts(**{"note-CHK-05": "均为自管小区。"})
    browser.post(report(page="draft/"), seen)
    browser.post(report(page="check/"), {"version": fridays.the().version})

    answer = text(browser.post(report(page="draft/"), seen | {"progress": "迟到的一段"}))

    assert re.search(r"没有写入；.*?迟到的一段", answer, re.DOTALL)
    assert "<p>已排查。</p>" in answer


def test_an_old_page_does_not_check_a_second_time_and_says_where_it_stands(week):
    browser = county()
    browser.post(report(page="draft/"), parts(**{"note-CHK-05": "均为自管小区。"}))
    seen = hidden(text(browser.get(report())), "version")
    browser.post(report(page="check/"), {"version": seen})

    answer = said(browser.post(report(page="check/"), {"version": seen}, follow=True))

    assert "现在是“已核对，待签字”" in answer


def test_too_long_a_brief_is_refused_with_its_length(week):
    long = "长" * (drafting.LONGEST_PART + 1)

    answer = county().post(report(page="draft/"), parts(progress=long))

    assert answer.status_code == 409
    assert "最多 20000 个字" in text(answer)
    assert not Brief.objects.get(report=fridays.the()).progress


def test_check_sign_and_submit_by_the_buttons_of_the_page(week):
    clerk, head = county(), county(Role.C_LD)
    clerk.post(report(page="draft/"), parts(**{"note-CHK-05": "均为自管小区。"}))
    clerk.post(f"{report(page='check/')}?version={fridays.the().version}")
    page = text(head.get(report()))
    signed = {name: hidden(page, name) for name in ("version", "digest")}
    head.post(report(page="sign/"), signed)
    page = text(clerk.get(report()))
    sent = {name: hidden(page, name) for name in ("version", "form")}

    answer = clerk.post(report(page="submit/"), sent, follow=True)
    clerk.post(report(page="submit/"), sent)

    assert "已报送市局。" in said(answer)
    assert fridays.the().state == State.SUBMITTED
    assert Edition.objects.count() == 1


def test_what_is_not_complete_cannot_be_checked_and_says_why(week):
    fridays.fill(brief=fridays.BriefText("写了一部分"))
    browser = county()

    page = text(browser.get(report()))
    answer = browser.post(f"{report(page='check/')}?version={fridays.the().version}", follow=True)

    assert "周工作简报还缺“经验做法”、“典型案例”" in page
    assert "周工作简报还缺" in said(answer)
    assert fridays.the().state == State.DRAFT


def test_a_signature_under_other_numbers_does_not_hold(week):
    fridays.check()
    browser = county(Role.C_LD)
    page = text(browser.get(report()))
    signed = {name: hidden(page, name) for name in ("version", "digest")}
    with clock.standing_at(moment(20, 9)):
        a_visit(a_community("新城小区"))

    answer = browser.post(report(page="sign/"), signed, follow=True)

    assert "数据又有变化，签字没有生效" in said(answer)
    assert fridays.the().state == State.CHECKED


def test_the_clerk_does_not_sign(week):
    fridays.check()

    assert county().post(report(page="sign/"), {"version": 1}).status_code == 403
    assert 'action="/desk/weekly/report/ZB-140802-2024-W04/sign/"' not in text(
        county().get(report())
    )


def test_the_head_gives_another_value_with_a_reason_and_it_is_red(week):
    browser = county(Role.C_LD)
    form = text(browser.get(report(page="override/A01/")))
    told = {
        "version": hidden(form, "version"), "computed": hidden(form, "computed"), "given": "3",
        "reason": "两个小区的检查记录在纸上，下周补录",
    }  # fmt: skip

    answer = browser.post(report(page="override/A01/"), told, follow=True)

    assert "改值已保存" in said(answer)
    assert Override.objects.get().given == 3
    assert 'is-overridden" title="排查情况·全面排查小区数' in text(answer)
    assert "填报 3，系统统计 1" in text(answer)


def test_a_value_without_a_reason_is_refused_and_stays_typed(week):
    browser = county(Role.C_LD)
    form = text(browser.get(report(page="override/A01/")))
    told = {
        "version": hidden(form, "version"), "computed": hidden(form, "computed"), "given": "3",
        "reason": "无",
    }  # fmt: skip

    answer = browser.post(report(page="override/A01/"), told)

    assert answer.status_code == 422
    assert "请写明原因，至少 4 个字" in text(answer)
    assert 'value="3"' in text(answer)
    assert not Override.objects.exists()


def test_a_cell_that_the_form_has_not_is_not_found(week):
    assert county(Role.C_LD).get(report(page="override/Z99/")).status_code == 404


def test_the_clerk_does_not_override(week):
    assert county().get(report(page="override/A01/")).status_code == 403


def test_a_return_names_its_cells_and_the_new_hour(week):
    fridays.sent()
    fridays.send_back(reason="与检查记录不符", cells=("A01",))

    page = text(county().get(report()))

    assert "市局退回，请在" in page
    assert "与检查记录不符" in page
    assert '<a class="tb-annex3-mark tb-late" href="#returned" aria-label="意见 退">退</a>' in page


def test_whoever_returns_is_told_until_when_the_county_has_time(week):
    fridays.sent()
    seen = {"version": fridays.the().version, "cells": "A01", "reason": "与检查记录不符"}

    answer = said(city().post(report(page="return/"), seen, follow=True))

    assert "请县级在 今天 12:00 前重报" in answer


def test_the_head_sends_the_work_back_to_the_clerk(week):
    fridays.signed()
    told = {"version": fridays.the().version, "reason": "简报还要再写"}

    answer = county(Role.C_LD).post(report(page="rework/"), told, follow=True)

    assert "原签字不再有效" in said(answer)
    assert fridays.the().state == State.DRAFT


def test_what_the_system_filed_is_told_and_can_still_be_replaced(week):
    fridays.all_stood_in()

    with clock.standing_at(AFTER):
        page = text(county().get(report()))

    assert "系统代报" in page
    assert "冻结前仍可核对、签字、报送，记为迟报" in page


@pytest.mark.parametrize("page", ["", "v1/", "v1/annex3/", "override/", "rework/"])
def test_another_county_does_not_find_it(week, page):
    fridays.sent()

    answer = county(Role.C_LD, YONGJI).get(report(page=page))

    assert answer.status_code == 404
    assert "锦绣花园" not in text(answer)


def test_an_edition_shows_what_was_sent_whatever_happens_later(week):
    fridays.sent()
    with clock.standing_at(TEN):
        a_visit(a_community("后来的小区"))

    page = text(county().get(report(page="v1/")))

    assert "ZB-140802-2024-W04-v1" in page
    assert Edition.objects.get().digest in page
    assert '?of=edition%3AZB-140802-2024-W04%401&area=140802&cell=A01">1</a>' in page


def test_an_edition_that_was_never_made_is_not_found(week):
    assert county().get(report(page="v7/")).status_code == 404


@pytest.mark.parametrize("communities", [1, 12])
def test_the_page_asks_as_much_for_many_facts_as_for_few(
    communities, django_assert_max_num_queries
):
    for place in range(communities):
        a_visit(a_community(f"小区{place}"))
    fridays.open_week()
    browser = county()

    with django_assert_max_num_queries(48):
        browser.get(report())


def test_the_frame_counts_down_and_says_what_waits(week):
    page = text(county().get("/desk/weekly/"))

    assert "第 4 周 · 距报送 2 小时" in page
    assert 'aria-label="1 件待办"' in page


def test_a_head_has_nothing_to_do_before_the_clerk_has_checked(week):
    assert 'aria-label="1 件待办"' not in text(county(Role.C_LD).get("/desk/weekly/"))


def test_the_signer_of_the_edition_is_the_head(week):
    fridays.sent()

    assert head(YANHU).name in text(county().get(report(page="v1/")))
