"""The bare 附件2, and next Friday's: dated facts are appended, rows keep their 序号."""

from datetime import date, datetime

import pytest

from tests.exchange_books import Page, annex_2, case, take, told, workbook
from tests.people import NOW, YANHU, YONGJI, ZONE, city_clerk
from tests.stories import a_community
from tingban.actions.complaints.vault import open_contact
from tingban.data.complaints.models import Case, CaseContact, CaseFact, CaseNote, CaseStep
from tingban.data.exchange.models import CommunityProposal
from tingban.rules.complaints import ContactKind

pytestmark = pytest.mark.django_db
NEXT_WEEK = datetime(2024, 6, 25, 9, tzinfo=ZONE)


def friday(*rows, stated="2024年6月14日", at=NOW, **how):
    report = take(workbook({"Sheet1": annex_2(rows, stated=stated)}), at=at, **how)
    assert report.ok, [fault.sentence for fault in report.faults]
    return report


def contact_of(case_):
    row = CaseContact.objects.standing().get(case=case_)
    return open_contact(row, case_number=case_.number)


def test_the_bare_form_is_recognised_by_its_ten_columns():
    report = friday(case(1), case(2))

    file = report.files[0]
    assert (file.is_annex_2, file.unit, file.stated_on) == (True, YANHU, date(2024, 6, 14))
    first, second = Case.objects.order_by("row_no")
    assert (first.row_no, second.row_no, first.unit_id) == (1, 2, YANHU)
    assert first.number.startswith("TS-140802-20240603-0001")


def test_the_one_cell_of_two_times_is_taken_apart():
    friday(case())

    found = Case.objects.get()
    assert found.received_at.astimezone(ZONE).date() == date(2024, 6, 3)
    assert found.accepted_at.astimezone(ZONE).date() == date(2024, 6, 4)


@pytest.mark.parametrize(
    ("cell", "name", "phones", "kind"),
    [
        ("李某 13800138000", "李某", ["13800138000"], ContactKind.NAMED),
        (13800138000.0, "", ["13800138000"], ContactKind.NAMED),
        ("王女士：０３５９－２２２２３６３", "王女士", ["0359-2222363"], ContactKind.NAMED),
        ("匿名", "", [], ContactKind.ANONYMOUS),
        ("李* 138****8000", "", [], ContactKind.NOT_HELD),
    ],
)
def test_phones_are_found_in_the_contact_cell(cell, name, phones, kind):
    friday(case(**{"投诉(举报)人及联系方式": cell}))

    contact = contact_of(Case.objects.get())
    assert (contact.name, [it.shown for it in contact.phones], contact.kind) == (name, phones, kind)


def test_a_mask_never_overwrites_an_identity():
    friday(case())

    report = friday(case(**{"投诉(举报)人及联系方式": "李* 138****8000"}), at=NEXT_WEEK)

    assert report.totals()["same"] == 1
    assert contact_of(Case.objects.get()).name == "李某"


def test_next_friday_closes_as_of_the_day_it_states():
    friday(case(1), case(2))

    report = friday(
        case(1, 是否办结="是", 办理进展和结果="电梯已修复"), case(2), case(3),
        stated="2024-06-21", at=NEXT_WEEK,
    )  # fmt: skip

    totals = report.totals()
    assert (totals["new"], totals["changed"], totals["same"]) == (1, 1, 1)
    closed = Case.objects.get(row_no=1)
    assert closed.standing == "closed"
    assert closed.closed_at.astimezone(ZONE) == datetime(2024, 6, 21, tzinfo=ZONE)
    step = CaseStep.objects.get(case=closed, kind="close")
    assert (step.recorded_at, step.origin) == (NEXT_WEEK, "1:4")
    notes = CaseNote.objects.filter(case=closed).order_by("id").values_list("text", flat=True)
    assert list(notes) == ["已责令整改", "电梯已修复"]


def test_a_case_that_is_open_again_is_reopened_and_an_older_file_reopens_nothing():
    friday(case(是否办结="是"), stated="2024-06-14")

    friday(case(是否办结="否"), stated="2024-06-07", at=NEXT_WEEK)
    assert Case.objects.get().standing == "closed"
    friday(case(是否办结="否"), stated="2024-06-21", at=NEXT_WEEK)

    assert Case.objects.get().standing == "open"


def test_a_changed_cell_appends_a_dated_fact_and_the_row_keeps_its_number():
    friday(case())
    before = Case.objects.get()

    friday(case(承办科室="物业科"), stated="2024-06-21", at=NEXT_WEEK)

    after = Case.objects.get()
    assert (after.number, after.row_no, after.office) == (before.number, 1, "物业科")
    old, new = CaseFact.objects.order_by("id")
    assert (old.retracted_at, new.recorded_at) == (NEXT_WEEK, NEXT_WEEK)


def test_a_row_that_tells_something_else_under_an_old_number_is_warned_of():
    friday(case(1, 问题和舆情简要内容="锦绣花园电梯停运三天无人维修"))

    report = friday(case(1, 问题和舆情简要内容="丽景苑公共收益多年没有公示"), at=NEXT_WEEK)

    (warning,) = [it for it in report.files[0].warnings if "序号 1" in it]
    assert "锦绣花园电梯停运三天无人维修" in warning
    assert "接着往下编号" in warning


def test_a_reworded_row_is_not_warned_of():
    friday(case(1, 问题和舆情简要内容="锦绣花园电梯停运三天无人维修"))

    report = friday(case(1, 问题和舆情简要内容="锦绣花园：电梯停运已三天"), at=NEXT_WEEK)

    assert not [it for it in report.files[0].warnings if "序号" in it]


def test_the_same_file_again_changes_nothing():
    file = workbook({"Sheet1": annex_2([case(1, 是否办结="是"), case(2)])})
    take(file)
    facts = CaseFact.objects.count(), CaseStep.objects.count(), CaseNote.objects.count()

    report = take(file, at=NEXT_WEEK)

    assert report.totals()["same"] == 2
    assert (CaseFact.objects.count(), CaseStep.objects.count(), CaseNote.objects.count()) == facts


def test_the_remark_tells_duplicates_transfers_and_voids():
    friday(case(1, 备注="重复件"), case(2, 备注="移送信访局"), case(3, 备注="作废"))

    standings = Case.objects.order_by("row_no").values_list("standing", flat=True)
    assert list(standings) == ["duplicate", "transferred", "void"]


def test_a_row_without_number_or_text_is_told():
    report = take(workbook({"Sheet1": annex_2([case(""), case(2, 问题和舆情简要内容="")])}))

    assert told(report) == [("required", "Sheet1", "A4"), ("required", "Sheet1", "C5")]


def test_the_community_in_the_text_is_proposed_and_not_decided():
    place = a_community("锦绣花园")
    a_community("锦绣花园", county=YONGJI)

    report = friday(case())

    assert report.files[0].proposals == 1
    assert Case.objects.get().community is None
    proposal = CommunityProposal.objects.get()
    assert (proposal.community, proposal.words) == (place, "锦绣花园")


def test_the_citys_own_ledger_stands_beside_the_countys():
    friday(case())
    page = annex_2([case()], unit="单位：运城市住房保障和房产管理局")
    take(workbook({"附件2": page}), actor=city_clerk())

    found = Case.objects.order_by("unit_id").values_list("unit_id", "row_no", "level")
    assert list(found) == [("140800", 1, "city"), (YANHU, 1, "county")]


def test_two_sheets_of_one_unit_may_not_tell_the_same_number():
    pages = {
        "一": annex_2([case()]),
        "二": annex_2([case(问题和舆情简要内容="另一件事，水管破裂多日")]),
    }

    assert told(take(workbook(pages))) == [("duplicate", "二", "A4")]


def test_a_county_given_in_the_row_keeps_the_numbers_of_units_apart():
    rows = [case(1, **{"县(市、区)": "盐湖"}), case(1, **{"县(市、区)": "永济市"})]

    report = take(workbook({"登记办理台账": rows}), actor=city_clerk())

    assert report.ok, told(report)
    assert set(Case.objects.values_list("unit_id", "row_no")) == {(YANHU, 1), (YONGJI, 1)}


def test_full_width_digits_and_a_note_below_the_table_do_no_harm():
    rows = [
        case("１", 是否办结="√"),
        {"序号": "说明：本表每周五报送"},
        {"序号": "合计", "是否办结": 1},
    ]

    friday(*rows)

    assert Case.objects.get().row_no == 1


def test_a_head_that_wants_columns_is_told_which():
    page = annex_2([case()])
    titles = [{"是否办结": "办结否", "承办科室": "承办部门"}.get(it, it) for it in page.titles]

    report = take(workbook({"Sheet1": Page(page.rows, titles, page.above)}))

    assert (
        "第 3 行像附件2 的表头，但没有这些列：“承办科室”、“是否办结”" in report.faults[0].expected
    )
