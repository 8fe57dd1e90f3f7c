"""Every sheet comes in right, by any hand, and a second time changes nothing (INTERCHANGE 1)."""

from datetime import date, datetime

import pytest

from tests.actions.exchange.test_rebuild import snapshot, wipe
from tests.exchange_books import (
    CODES,
    FIRMS,
    case,
    community,
    company,
    problem,
    take,
    told,
    visit,
    whole_book,
    workbook,
)
from tests.people import NOW, YANHU, ZONE
from tingban.actions.exchange.rebuild import rebuild_all_projections
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case
from tingban.data.enforcement.models import Exposure, LevelDecision, Penalty
from tingban.data.exchange.models import ImportFile
from tingban.data.exits.models import Exit
from tingban.data.inspections.models import Mission, Visit
from tingban.data.rectification.models import Order, Problem, ProblemFact
from tingban.data.registry.models import Community, Company, Contract

pytestmark = pytest.mark.django_db
ALL = (Community, Company, Contract, Mission, Visit, Problem, Order, LevelDecision, Penalty, Exit,
       Exposure, Case)  # fmt: skip


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in ALL}


def test_every_sheet_comes_in():
    report = take(workbook(whole_book()))

    assert report.ok, told(report)
    assert [(it.name, it.rows, it.new) for it in report.files[0].sheets] == [
        ("小区台账", 3, 3), ("物业企业", 2, 2), ("物业服务合同", 2, 2), ("督导任务", 1, 1),
        ("检查记录", 2, 2), ("问题清单", 2, 2), ("责令整改", 1, 1), ("等级核定", 1, 1),
        ("行政处罚", 1, 1), ("企业退出", 1, 1), ("媒体曝光", 1, 1), ("登记办理台账", 2, 2),
    ]  # fmt: skip
    assert counts() == {
        "Community": 3, "Company": 2, "Contract": 2, "Mission": 1, "Visit": 2, "Problem": 2,
        "Order": 1, "LevelDecision": 1, "Penalty": 1, "Exit": 1, "Exposure": 1, "Case": 2,
    }  # fmt: skip


def test_what_the_cells_said_is_what_stands():
    take(workbook(whole_book()))

    place = Community.objects.get(code=CODES[0])
    assert (place.name, place.street, place.households, place.county_id) == (
        "锦绣花园", "中城街道", 1200, YANHU,
    )  # fmt: skip
    assert str(place.exclusive_area) == "98765.43"
    assert Community.objects.get(code=CODES[2]).merged_into_id == place.pk
    firm = Company.objects.get(uscc=FIRMS[0])
    assert (firm.name, firm.phone, firm.kind) == (
        "明珠物业服务有限公司", "0359-2222363", "enterprise",
    )  # fmt: skip
    assert Visit.objects.get(number="DC-001").done_on == date(2024, 6, 4)
    done = Problem.objects.get(number="WT-001")
    assert (done.state, done.confirmed_on, done.completed_on) == (
        "complete", date(2024, 6, 5), date(2024, 6, 12),
    )  # fmt: skip
    assert Problem.objects.get(number="WT-002").category == "CAT-3"
    first, second = Case.objects.order_by("row_no")
    assert (first.standing, first.received_at.astimezone(ZONE)) == (
        "closed", datetime(2024, 6, 3, 9, 30, tzinfo=ZONE),
    )  # fmt: skip
    assert (second.standing, second.community.code) == ("open", CODES[1])


def test_a_second_import_changes_nothing():
    file = workbook(whole_book())
    take(file)
    acts, facts = Entry.objects.count(), ProblemFact.objects.count()

    report = take(file)

    assert report.ok
    assert report.totals() | {"new": 0, "changed": 0, "same": 19} == report.totals()
    assert report.files[0].act_id is None
    assert (Entry.objects.count(), ProblemFact.objects.count()) == (acts, facts)
    assert ImportFile.objects.count() == 1


def test_one_file_is_one_act_and_each_fact_knows_its_row():
    report = take(workbook(whole_book()))

    file = ImportFile.objects.get()
    assert file.act_id == report.files[0].act_id
    fact = ProblemFact.objects.get(problem__number="WT-002")
    assert (fact.act_id, fact.origin) == (file.act_id, "6:3")
    assert file.sheets[5]["number"] == 6
    assert Entry.objects.filter(act="exchange.file_imported").count() == 1


def test_a_dry_run_reports_the_same_and_writes_nothing():
    file = workbook(whole_book())

    dry = take(file, dry_run=True)

    assert dry.dry_run
    assert not any(counts().values())
    assert not Entry.objects.exists()
    wet = take(file)
    assert [it.as_json() for it in dry.files[0].sheets] == [
        it.as_json() for it in wet.files[0].sheets
    ]


def test_a_changed_cell_appends_a_fact_and_keeps_the_former():
    take(workbook(whole_book()))
    later = NOW.replace(day=25)

    report = take(workbook({"问题清单": [problem(问题描述="已清扫，仍有积水")]}), at=later)

    assert report.totals()["changed"] == 1
    old, new = ProblemFact.objects.filter(problem__number="WT-001").order_by("id")
    assert (old.description, old.retracted_at) == ("楼道多日无人清扫", later)
    assert (new.description, new.recorded_at) == ("已清扫，仍有积水", later)


def test_an_empty_cell_says_nothing():
    take(workbook(whole_book()))

    report = take(
        workbook(
            {"小区台账": [{"小区编码": CODES[0], "县(市、区)": "盐湖", "小区名称": "锦绣花园"}]}
        )
    )

    assert report.totals()["same"] == 1
    assert Community.objects.get(code=CODES[0]).households == 1200


def test_a_community_without_code_gets_one_and_is_known_again():
    rows = [community(0, 小区编码=""), community(1, 小区编码="")]

    take(workbook({"小区台账": rows}))
    again = take(workbook({"小区台账": rows}))

    codes = sorted(Community.objects.values_list("code", flat=True))
    assert codes == ["1408020010001", "1408020010002"]
    assert again.totals()["same"] == 2


def test_a_new_code_passes_over_those_that_the_file_brings():
    rows = [community(0, 小区编码=""), community(1, 小区编码="1408020010007")]

    take(workbook({"小区台账": rows}))

    assert Community.objects.get(name="锦绣花园").code == "1408020010008"


def test_county_and_name_stand_for_a_code_also_by_a_former_name():
    take(workbook({"小区台账": [community()], "物业企业": [company()]}))
    take(workbook({"小区台账": [community(小区名称="锦绣华庭")]}))

    report = take(
        workbook(
            {
                "检查记录": [
                    visit(小区编码="盐湖区／锦绣花园"),
                    visit("PC-2", 小区编码="盐湖/锦绣华庭"),
                ]
            }
        )
    )

    assert report.ok, told(report)
    assert set(Visit.objects.values_list("community__code", flat=True)) == {CODES[0]}


def test_a_company_without_code_is_pending_until_its_code_comes():
    first = {
        "小区台账": [community()],
        "检查记录": [visit(统一社会信用代码="明珠物业服务有限公司")],
    }
    report = take(workbook(first))
    pending = Company.objects.get()

    assert pending.kind == "pending"
    assert "待补" in report.files[0].warnings[0]
    take(workbook({"物业企业": [company()]}))

    known = Company.objects.get()
    assert (known.pk, known.uscc, known.kind) == (pending.pk, FIRMS[0], "enterprise")


def test_files_may_refer_to_each_other_in_any_order():
    book = whole_book()
    parts = [workbook({name: rows}) for name, rows in reversed(book.items())]

    report = take(*parts)

    assert report.ok, told(report)
    assert counts()["Problem"] == 2


def test_two_files_that_need_each_other_come_in_together():
    book = whole_book()
    first = workbook({"小区台账": book["小区台账"], "问题清单": book["问题清单"]})
    second = workbook(
        {"物业企业": book["物业企业"], "检查记录": book["检查记录"], "督导任务": book["督导任务"]}
    )

    report = take(first, second)

    assert report.ok, told(report)
    assert ImportFile.objects.count() == 2
    assert take(first, second).totals()["same"] == 10


def test_one_refused_file_keeps_no_other_out():
    good = workbook({"小区台账": [community()]})
    bad = workbook({"物业企业": [company(企业名称="")]})

    report = take(bad, good)

    assert [it.taken for it in report.files] == [False, True]
    assert told(report) == [("required", "物业企业", "B2")]
    assert not Company.objects.exists()


def test_an_open_case_is_closed_as_its_row_says():
    take(workbook({"登记办理台账": [case(受理编号="X-1")]}))

    report = take(
        workbook(
            {"登记办理台账": [case(受理编号="X-1", 是否办结="是", 办结时间=date(2024, 6, 17))]}
        )
    )

    assert report.totals()["changed"] == 1
    assert Case.objects.get().closed_at.astimezone(ZONE).date() == date(2024, 6, 17)


def test_what_an_import_wrote_is_what_a_rebuild_gives():
    rows = [
        case(1, 受理编号="A-1", 是否办结="是", 状态="办结", 办结时间=date(2024, 6, 12)),
        case(2, 受理编号="A-2", 主件编号="A-1", 状态="重复件"),
        case(3, 受理编号="A-3", 小区编码=CODES[0]),
    ]
    take(workbook(whole_book(登记办理台账=rows)))
    before = snapshot()
    wipe()

    rebuild_all_projections()

    assert snapshot() == before


def test_what_an_old_ledger_calls_a_duplicate_was_answered_there_and_waits_for_nobody():
    rows = [
        case(1, 受理编号="A-1", 是否办结="是", 状态="办结", 办结时间=date(2024, 6, 12)),
        case(2, 受理编号="A-2", 主件编号="A-1", 状态="重复件"),
    ]

    take(workbook({"登记办理台账": rows}))

    double = Case.objects.get(number="A-2")
    assert (double.stage, double.parent.number, double.due_at) == ("merged", "A-1", None)
