"""`tingban import`: exit codes, one JSON object, faults for people, marked copies."""

import argparse
import json

import pytest

from tests.exchange_books import annex_2, case, community, workbook
from tests.people import YONGJI
from tingban.data.complaints.models import Case
from tingban.data.registry.models import Community
from tingban.jobs.cli import imports
from tingban.rules.errors import Refused

pytestmark = pytest.mark.django_db


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    imports.register(parser.add_subparsers())
    args = parser.parse_args(["import", *words])
    return args.run(args)


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "好.xlsx"
    path.write_bytes(workbook({"小区台账": [community()]}))
    return str(path)


@pytest.fixture
def bad(tmp_path):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(workbook({"小区台账": [community(1, 户数="很多"), community(2, 小区名称="")]}))
    return str(path)


def test_a_good_file_is_taken_and_exit_code_is_0(good, capsys):
    assert run(good) == 0

    out, err = capsys.readouterr()
    assert "好.xlsx：已导入" in out
    assert "新增 1 行" in out
    assert "导入 100%" in err
    assert Community.objects.count() == 1


def test_a_refused_file_is_told_by_sheet_and_exit_code_is_1(good, bad, capsys):
    assert run(good, bad) == 1

    out = capsys.readouterr().out
    assert "坏.xlsx：没有导入，有 2 处错误" in out
    assert "工作表“小区台账”（2 处）" in out
    assert "H2“户数”：内容看不懂。读到“很多”，应为不小于 0 的整数。" in out
    assert Community.objects.count() == 1


def test_json_is_one_object_on_standard_output(bad, capsys):
    assert run(bad, "--json") == 1

    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["totals"]["faults"]) == (False, 2)
    assert [fault["cell"] for fault in told["files"][0]["faults"]] == ["H2", "C3"]


def test_a_dry_run_writes_nothing(good, capsys):
    assert run(good, "--dry-run") == 0

    assert "什么都没有写入" in capsys.readouterr().out
    assert not Community.objects.exists()


def test_the_area_may_be_given_by_name_and_a_wrong_one_is_wrong_usage(tmp_path, capsys):
    path = tmp_path / "附件2.xlsx"
    path.write_bytes(workbook({"附件2": annex_2([case()], unit="")}))

    assert run(str(path)) == 1
    assert run(str(path), "--area", "永济") == 0
    assert Case.objects.get().unit_id == YONGJI
    with pytest.raises(SystemExit) as wrong:
        run(str(path), "--area", "火星")
    assert wrong.value.code == 2


def test_marked_copies_are_written_beside_each_other(bad, tmp_path, capsys):
    assert run(bad, "--marked", str(tmp_path / "标错"), "--json") == 1

    (copy,) = json.loads(capsys.readouterr().out)["marked"]
    assert copy.endswith("坏（已标错）.xlsx")
    assert (tmp_path / "标错" / "坏（已标错）.xlsx").exists()


def test_a_file_that_is_not_there_is_refused_before_anything_is_written(good):
    with pytest.raises(Refused, match="读不到文件"):
        run(good, "没有.xlsx")

    assert not Community.objects.exists()
