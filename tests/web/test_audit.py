"""The event log as the auditor reads it."""

from datetime import timedelta

import pytest

from tests import case_steps, logbook
from tests.people import NOW, clerk
from tests.stories import a_case
from tests.web.visitors import browser_of
from tingban.actions.audit.log import record
from tingban.kit import clock
from tingban.rules.actors import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def auditor():
    return browser_of(Role.AUD)


def _noted(**told):
    defaults = {
        "actor": clerk(), "at": NOW, "act": "registry.community_corrected",
        "subject": "community:1408020010023", "change": ({"name": "锦绣"}, {"name": "锦绣花园"}),
    }  # fmt: skip
    return record(**(defaults | told))


def _page(browser, address="/desk/audit/", **query) -> str:
    answer = browser.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_codes_are_told_in_the_words_of_the_pages(auditor):
    _noted(
        act="inspections.visit_recorded", subject="visit:XC-1",
        change=(None, {"kind": "survey", "level": "county", "county": "140802"}),
    )  # fmt: skip
    _noted(
        act="weekly.report_accepted", subject="report:ZB-1",
        change=({"state": "submitted"}, {"state": "accepted", "cells": ["A01"]}),
    )  # fmt: skip
    _noted(
        act="documents.attachment_scanned", subject="case:TS-1",
        change=(None, {"sharing": "internal", "verdict": "infected", "engine": "ClamAV 1"}),
    )  # fmt: skip

    page = _page(auditor)

    assert "<dt>组织层级</dt>" in page
    assert "<ins>排查情况·全面排查小区数</ins>" in page
    assert "<ins>排查</ins>" in page
    assert "<dt>县(市、区)</dt>" in page
    assert "<del>已报送，待审核</del> <ins>已接收</ins>" in page
    assert "<dt>可见范围</dt>" in page
    assert "<ins>内部</ins>" in page
    assert "<dt>结论</dt>" in page
    assert "<ins>查出病毒</ins>" in page


def test_who_was_on_site_and_when_is_read_like_a_sentence(auditor):
    _noted(
        act="inspections.visit_recorded", subject="visit:XC-1",
        change=(None, {
            "staff": [["王某", "A01"], ["李某", ""]], "started_at": "2024-06-13T01:05:00+00:00",
            "found_nothing": True,
        }),
    )  # fmt: skip

    page = _page(auditor)

    assert "<dt>现场人员</dt>" in page
    assert "<ins>王某 A01、李某</ins>" in page
    assert "<ins>2024-06-13 09:05</ins>" in page
    assert "<dt>没有发现问题</dt>" in page


def test_steps_of_problems_and_cases_are_told_without_codes(auditor):
    _noted(
        act="rectification.problem_escalated", subject="problem:WT-1",
        change=(None, {"measures": ["penalty", "expose"], "acts": ["1-03"]}),
    )  # fmt: skip
    _noted(
        act="rectification.order_signed", subject="order:令1",
        change=(None, {"officers": [{"name": "陈某", "certificate": "0801"}], "county": "140802"}),
    )  # fmt: skip
    _noted(
        act="complaints.case_accepted", subject="case:TS-1",
        change=(None, {"kind": "petition", "why": "court", "way": "phone"}),
    )  # fmt: skip

    page = _page(auditor)

    assert "<ins>立案处罚、曝光</ins>" in page
    assert "1-03" not in page
    assert "<ins>陈某 0801</ins>" in page
    assert "<ins>盐湖区</ins>" in page
    assert "<ins>信访事项</ins>" in page
    assert "<ins>等待法院裁判</ins>" in page
    assert "<ins>电话</ins>" in page


def test_what_was_downloaded_stands_in_the_line(auditor):
    _noted(act="weekly.file_taken", subject="week:2024-W03", change=(None, {"file": "附件2.xlsx"}))

    assert "<p>附件2.xlsx</p>" in _page(auditor)


def test_an_act_is_told_with_before_and_after(auditor):
    _noted()

    page = _page(auditor)
    assert "修改小区" in page
    assert "小区 1408020010023" in page
    assert "<del>锦绣</del>" in page
    assert "<ins>锦绣花园</ins>" in page


def test_a_contact_is_never_shown(auditor):
    _noted(note="来电 13812345678", change=(None, {"summary": "请回电 0359-2667709 或 a@b.com"}))

    page = _page(auditor)
    for contact in ("13812345678", "2667709", "a@b.com"):
        assert contact not in page


def test_the_mark_of_a_form_is_not_shown(auditor):
    _noted(change=(None, {"name": "锦绣", "form": "abcdef"}))

    assert "abcdef" not in _page(auditor)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"who": "另一人"}, 1),
        ({"act": "registry.community_merged"}, 1),
        ({"subject": "1408810010001"}, 1),
        ({"since": "2024-06-19"}, 1),
        ({"until": "2024-06-18", "subject": "1408020010023"}, 2),
        ({"who": "无此人"}, 0),
    ],
)
def test_the_filter_narrows(auditor, query, count):
    _noted(actor=clerk(name="另一人"))
    _noted(act="registry.community_merged")
    _noted(subject="community:1408810010001", act="registry.community_voided")
    _noted(at=NOW + timedelta(days=1), act="registry.alias_added")

    page = _page(auditor, **query)
    shown = page.count('<th scope="row">')
    assert shown == count
    assert ("没有符合条件的操作记录" in page) == (count == 0)


def test_a_wrong_date_is_told_and_shows_nothing(auditor):
    page = _page(auditor, since="不是日期")

    assert "没有符合条件的操作记录" in page
    assert "tb-error" in page


@pytest.mark.parametrize("count", [3, 40])
def test_the_list_needs_a_fixed_number_of_statements(auditor, django_assert_num_queries, count):
    for _ in range(count):
        _noted()

    with django_assert_num_queries(6):
        _page(auditor)


@pytest.mark.django_db(transaction=True)
def test_seals_and_verdict_are_shown(auditor):
    logbook.sealed(3)

    assert "每分钟" in _page(auditor, "/desk/audit/seals/")
    assert "开始核验" in _page(auditor, "/desk/audit/verify/")
    assert "操作记录完整" in _page(auditor, "/desk/audit/verify/", go=1)


@pytest.mark.django_db(transaction=True)
def test_a_broken_log_is_told_with_the_entry(auditor):
    written = logbook.sealed(3)
    logbook.as_owner("DELETE FROM audit_entry WHERE id = %s", written[1].pk)

    assert f"第 {written[1].pk} 号记录被删除" in _page(auditor, "/desk/audit/verify/", go=1)


def test_nothing_is_sealed_yet(auditor):
    assert "还没有封存" in _page(auditor, "/desk/audit/seals/")


def test_the_auditor_sees_that_a_sealed_case_was_handled_and_not_what_it_says():
    case = a_case(summary="锦绣花园有人反映某科长收受好处")
    case_steps.transfer(case, "市纪委监委", sealed=True)

    page = browser_of(Role.AUD).get("/desk/audit/").content.decode()

    assert case.number in page
    assert "这一件已经密封" in page
    assert "收受好处" not in page
