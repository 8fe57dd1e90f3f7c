"""`tingban report` and `tingban check`: the JSON of INTERCHANGE 2, the papers, the exit codes."""

import argparse
import json
from datetime import date

import openpyxl
import pytest

from tests.people import NOW, YANHU, clerk
from tests.stories import a_case, a_community, a_company, a_problem, a_visit
from tingban.actions.exits.exits import confirm_exit, record_exit
from tingban.jobs.cli import check, report
from tingban.kit import clock
from tingban.rules.areas import AREAS
from tingban.rules.errors import Refused
from tingban.rules.exits import ExitKind
from tingban.rules.weekly.cells import CODES

pytestmark = pytest.mark.django_db
DAY = ("--as-of", "2024-06-14")


@pytest.fixture(autouse=True)
def _now(monkeypatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def found(db) -> str:
    """A community of 盐湖 with a company and an open problem."""
    community = a_community()
    a_visit(community, company_id=a_company().pk)
    a_problem(community)
    return community.code


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()
    report.register(commands)
    check.register(commands)
    args = parser.parse_args(words)
    return args.run(args)


def answer(capsys) -> dict:
    return json.loads(capsys.readouterr().out)


def test_the_json_has_14_rows_in_printed_order_and_all_33_cells(found, capsys):
    assert run("report", *DAY, "--json") == 0

    told = answer(capsys)
    assert set(told) == {"as_of", "campaign", "snapshot", "rows", "total"}
    assert told["as_of"] == "2024-06-14"
    assert told["snapshot"] == "computed"
    assert [row["code"] for row in told["rows"]] == [area.code for area in AREAS]
    assert told["rows"][0]["name"] == "运城市本级"
    assert all(tuple(row["cells"]) == CODES for row in told["rows"])
    yanhu = told["rows"][1]
    assert (yanhu["name"], yanhu["cells"]["A01"], yanhu["cells"]["B01"]) == ("盐湖区", 1, 0)
    assert told["total"]["A03"] == 1


def test_what_was_not_known_yet_does_not_count(found, capsys):
    assert run("report", *DAY, "--known-at", "2024-06-18T10:00:00", "--json") == 0

    assert not any(answer(capsys)["total"].values())


def test_one_area_is_one_row(found, capsys):
    assert run("report", *DAY, "--area", YANHU, "--json") == 0

    told = answer(capsys)
    assert [row["code"] for row in told["rows"]] == [YANHU]
    assert told["total"] == told["rows"][0]["cells"]


def test_people_get_a_table(found, capsys):
    assert run("report", *DAY) == 0

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 16
    assert lines[0].startswith("单位")
    assert lines[-1].startswith("合计")


def test_a_number_is_explained_by_names_and_facts(found, capsys):
    assert run("report", *DAY, "--explain", "a03", "--area", YANHU, "--json") == 0

    told = answer(capsys)
    assert (told["cell"], told["value"], told["area"]) == ("A03", 1, YANHU)
    (row,) = told["ids"]
    assert (row["id"], row["name"]) == (found, "锦绣花园")
    assert row["facts"] == ["未按照合同约定提供服务：2024年6月5日确认"]


def test_a_total_is_explained_without_an_area(found, capsys):
    assert run("report", *DAY, "--explain", "A02") == 0

    out = capsys.readouterr().out
    assert "合计　A02" in out
    assert "明珠物业服务有限公司" in out


def test_the_papers_of_the_city_open_again_with_the_same_numbers(found, tmp_path, capsys):
    a_case()

    assert run("report", *DAY, "--out", str(tmp_path / "out"), "--json") == 0

    files = [path.rpartition("/")[2] for path in answer(capsys)["files"]]
    assert sum(name.startswith("附件2_") for name in files) == 14
    assert "附件3_全市_2024-06-14.xlsx" in files
    assert "工作简报_全市_2024-06-14.docx" in files
    sheet = openpyxl.load_workbook(tmp_path / "out" / "附件3_全市_2024-06-14.xlsx")["数据"]
    rows = {row[1]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert list(rows)[-2:] == ["运城市本级", "合计"]
    assert rows["合计"][3] == rows["盐湖区"][3] == 1
    assert not list((tmp_path / "out").glob(".*"))


def test_the_papers_of_one_unit_are_its_own(found, tmp_path, capsys):
    assert run("report", *DAY, "--area", YANHU, "--out", str(tmp_path)) == 0

    names = {path.name for path in tmp_path.iterdir()}
    assert {"附件2_盐湖区_2024-06-14.xlsx", "附件3_盐湖区_2024-06-14.xlsx"} <= names
    assert not any("全市" in name for name in names)


def test_a_day_before_the_campaign_is_refused(capsys):
    with pytest.raises(Refused, match="专项行动自 2024年5月1日 起统计"):
        run("report", "--as-of", "2024-04-30")


@pytest.mark.parametrize(
    "words",
    [
        ("report",),
        ("report", "--as-of", "6月14日"),
        ("report", *DAY, "--area", "140999"),
        ("report", *DAY, "--explain", "Z09"),
        ("report", *DAY, "--known-at", "昨天"),
        ("check",),
    ],
)
def test_wrong_usage_is_exit_code_2(words, capsys):
    with pytest.raises(SystemExit) as stopped:
        run(*words)

    assert stopped.value.code == 2


def test_sound_numbers_pass_the_check(found, capsys):
    assert run("check", *DAY) == 0

    assert "错误 0 条，提示 0 条" in capsys.readouterr().out


def test_a_warning_is_told_and_passes(capsys):
    a_visit(a_community())

    assert run("check", *DAY) == 0

    assert "CHK-05 提示　盐湖区" in capsys.readouterr().out


def test_an_error_is_exit_code_1_with_its_cells(capsys):
    leaving = record_exit(
        community_code=a_community().code,
        company_id=a_company().pk,
        kind=ExitKind.DISMISSED,
        actor=clerk(),
        at=NOW,
    )
    confirm_exit(exit_id=leaving, on=date(2024, 6, 10), actor=clerk(), at=NOW)

    assert run("check", *DAY, "--json") == 1

    told = answer(capsys)
    assert told["errors"] == 1
    (finding,) = told["findings"]
    assert (finding["check"], finding["area"], finding["cells"]) == (
        "CHK-12", YANHU, ["C04", "A01"],
    )  # fmt: skip
