"""Corrections, and the papers of an edition, on the desk (T-R09, T-R10)."""

import zipfile
from io import BytesIO

import openpyxl
import pytest

from tests import fridays
from tests.fridays import FIVE, TEN, moment
from tests.people import YANHU, YONGJI
from tests.stories import a_community, a_visit
from tests.web.desk.fridays import city, county, hidden, report, said, text, week
from tingban.actions.weekly import opening
from tingban.data.audit.models import Entry
from tingban.data.weekly.models import CityEdition, CorrectionDecision, Edition, MadeFile
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.weekly.steps import State

pytestmark = pytest.mark.django_db
LATER = moment(24, 10)


@pytest.fixture(scope="module")
def frozen(shared_rows):
    """A frozen week in which 盐湖区 sent, and a community that was recorded afterwards."""
    a_visit(a_community("锦绣花园"))
    fridays.open_week()
    fridays.frozen(YANHU)
    with clock.standing_at(moment(24, 9)):
        a_visit(a_community("漏登的小区"))


@pytest.fixture(autouse=True)
def _now(frozen):
    with clock.standing_at(LATER):
        yield


def ask(**more: object):
    told = {"version": fridays.the().version, "cells": ["A01"], "reason": "漏登一个小区"} | more
    return county(Role.C_LD).post(report(page="ask/"), told, follow=True)


def content(answer) -> BytesIO:
    return BytesIO(b"".join(answer.streaming_content))


def test_a_correction_is_asked_for_granted_and_shown_beside_the_old_version():
    asked = ask()
    browser = city(Role.M_LD)
    granted = browser.post(f"{report(page='grant/')}?version={fridays.the().version}", follow=True)

    assert "更正申请已提交" in said(asked)
    assert "产生了新的版次" in said(granted)
    assert "已同意" in text(granted)
    assert Edition.objects.filter(report=fridays.the()).count() == 2
    assert CityEdition.objects.count() == 2


def test_what_has_not_changed_is_not_corrected():
    answer = ask(cells=["C01"])

    assert "按现有台账重新统计，数值和名单都没有变化" in text(answer)
    assert "漏登一个小区</textarea>" in text(answer)
    assert fridays.the().state == State.FROZEN


def test_a_refused_correction_says_why_and_changes_nothing():
    ask()
    browser = city(Role.M_LD)
    form = text(browser.get(report(page="refuse/")))

    answer = browser.post(
        report(page="refuse/"),
        {"version": hidden(form, "version"), "reason": "请附现场记录"},
        follow=True,
    )

    assert "原版次不变" in said(answer)
    assert "请附现场记录" in text(answer)
    assert not CorrectionDecision.objects.get().is_granted
    assert Edition.objects.filter(report=fridays.the()).count() == 1


def test_a_clerk_does_not_ask_and_a_city_clerk_does_not_grant():
    assert county().get(report(page="ask/")).status_code == 403
    assert city().post(report(page="grant/")).status_code == 403


@pytest.mark.parametrize("paper", ["annex2", "annex3", "brief-docx", "brief-pdf", "package"])
def test_a_county_takes_its_papers_away_and_each_is_an_event(paper):
    answer = county().get(report(page=f"v1/{paper}/"))

    data = content(answer).getvalue()
    entry = Entry.objects.get(act="weekly.file_taken")
    assert entry.after["bytes"] == len(data) > 1000
    assert entry.subject == f"report:{fridays.number_of()}"


def test_the_form_holds_the_numbers_of_the_edition_and_not_of_today():
    answer = county().get(report(page="v1/annex3/"))

    sheet = openpyxl.load_workbook(content(answer))["数据"]
    assert [cell.value for cell in sheet[2]][:4] == ["140802", "盐湖区", "", 1]


def test_the_citys_form_ends_with_the_city_and_the_total():
    answer = city().get(week("v1/annex3/"))

    sheet = openpyxl.load_workbook(content(answer))["数据"]
    names = [row[1].value for row in sheet.iter_rows(min_row=2)]
    assert len(names) == 15
    assert names[-2:] == ["运城市本级", "合计"]


def test_the_package_that_goes_up_is_kept_by_its_digest():
    answer = city().post(week("export/"))

    names = zipfile.ZipFile(content(answer)).namelist()
    assert len([name for name in names if "第4周" in name]) == 4
    assert MadeFile.objects.get().kind == "package"


def test_nothing_goes_up_before_the_freezing():
    with clock.standing_at(moment(27, 9)):
        opening.open_due_weeks(at=moment(27))
        answer = city().post(week("export/", code="2024-W05"), follow=True)

    assert "还没有冻结，没有可以上报的汇总表" in said(answer)


@pytest.mark.parametrize("address", ["v1/annex9/", "v9/annex3/"])
def test_a_paper_that_does_not_exist_is_not_found(address):
    assert county().get(report(page=address)).status_code == 404


def test_another_countys_papers_are_not_found():
    assert county(Role.C_OP, YONGJI).get(report(page="v1/annex2/")).status_code == 404
    assert not Entry.objects.filter(act="weekly.file_taken").exists()


def test_readers_take_papers_away_but_do_not_export():
    assert content(city(Role.PROV).get(week("v1/annex3/"))).getvalue().startswith(b"PK")
    assert city(Role.PROV).post(week("export/")).status_code == 403


def test_a_second_clerk_with_an_old_page_is_told():
    seen = fridays.the().version
    ask()

    answer = ask(version=seen)

    assert "这条记录已由" in text(answer) or "不能申请更正" in text(answer)


def test_the_moments_stand_on_the_versions_page():
    with clock.standing_at(FIVE):
        page = text(city().get(week("editions/")))

    assert "KZ-1408-2024-W04-v1" in page
    assert CityEdition.objects.get().digest in page


def test_the_clock_of_a_frozen_week_stands():
    with clock.standing_at(TEN):
        assert "已冻结" in text(city().get(week()))
