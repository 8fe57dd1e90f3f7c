"""Import of 13 counties' workbooks of 20,000 ledger rows (DESIGN 7): prints JSON.

    python benchmarks/import_ledgers.py [--rows 20000] [--counties 13] [--again] [--profile FILE]

The workbooks are made first, in their own process, so that their making does not count. The
database is an embedded one in a folder of its own, thrown away afterwards. `--again` imports the
same files a second time, which must change nothing.
"""

import argparse
import cProfile
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter

ROWS = 20_000
FIRST_DAY = date(2024, 5, 22)
_PROGRESS = (
    "已到现场核实，已责令限期整改。",
    "物业企业已签收整改单，正在整改。",
    "已整改完毕，回访群众满意。",
)
_SUMMARY = "{place}{matter}，业主多次反映无人处理，请有关部门尽快核实。第 {number} 件"
_MATTERS = ("电梯停运", "楼道卫生无人清扫", "公共收益不公开", "消防通道被占", "停车收费没有公示")


def write_ledger(path: Path, area: str, unit: str, rows: int) -> None:
    """A bare 附件2 with our optional columns, as a county would fill it."""
    from tingban.rules.exchange.sheets import LEDGER

    titles = [column.title for column in LEDGER.columns]
    options = {"constant_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet("登记办理台账")
        page.write_row(0, 0, ["运城市物业服务突出问题登记办理台账"])
        page.write_row(
            1, 0, [f"单位（盖章）：{unit}住房和城乡建设局", "", "", "填报时间：2024-10-18"]
        )
        page.write_row(2, 0, titles)
        for number in range(1, rows + 1):
            for place, value in enumerate(_row(area, unit, number)):
                if isinstance(value, date):
                    page.write_datetime(number + 2, place, value, day)
                elif value != "":
                    page.write(number + 2, place, value)


def _row(area: str, unit: str, number: int) -> list[object]:
    received = FIRST_DAY + timedelta(days=number % 140)
    accepted, closed = received + timedelta(days=1), received + timedelta(days=9)
    is_closed = number % 4 != 0
    place = f"{unit}第{number % 400}号花园"
    matter = _MATTERS[number % len(_MATTERS)]
    return [
        number, f"业主{number % 7919} 138{number % 100_000_000:08d}",
        _SUMMARY.format(place=place, matter=matter, number=number),
        ("来电", "来信", "来访", "12345")[number % 4], f"收到：{received}；受理：{accepted}",
        "房产科", _PROGRESS[number % 3], "是" if is_closed else "否", f"经办{number % 17}", "",
        f"{area}-{number:06d}", unit, "", "县", received, accepted, closed if is_closed else "",
        "办结" if is_closed else "办理中", "",
    ]  # fmt: skip


def make(folder: Path, counties: int, rows: int) -> None:
    """All workbooks."""
    from tingban.rules.areas import COUNTIES

    for county in COUNTIES[:counties]:
        write_ledger(folder / f"{county.code}.xlsx", county.code, county.full_name, rows)


def measure(folder: Path, again: bool, profile: str) -> dict[str, object]:
    """Import them in a fresh database."""
    from tingban.actions.exchange.imports import import_files
    from tingban.jobs import database
    from tingban.kit.clock import SHANGHAI
    from tingban.rules.actors import SYSTEM

    files = sorted(folder.glob("*.xlsx"))
    at = datetime(2024, 10, 18, 9, tzinfo=SHANGHAI)
    with database.opened("benchmark"):
        before = _peak()
        profiler = cProfile.Profile()
        began, cpu = time.perf_counter(), time.process_time()
        report = profiler.runcall(_import, import_files, files, SYSTEM, at) if profile else (
            _import(import_files, files, SYSTEM, at))  # fmt: skip
        seconds, own = time.perf_counter() - began, time.process_time() - cpu
        database_cpu = _cpu_of_backend()
        if profile:
            profiler.dump_stats(profile)
        told: dict[str, object] = {
            "ok": report.ok, "files": len(files), "rows": report.totals()["new"],
            "seconds": round(seconds, 1), "cpu_seconds": round(own, 1),
            "database_cpu_seconds": database_cpu,
            "peak_mb": _peak(), "peak_before_mb": before,
        }  # fmt: skip
        if again:
            began = time.perf_counter()
            second = _import(import_files, files, SYSTEM, at)
            told |= {
                "again_seconds": round(time.perf_counter() - began, 1),
                "again_same": second.totals()["same"], "again_peak_mb": _peak(),
            }  # fmt: skip
        if not report.ok:
            told["faults"] = [fault.sentence for fault in report.faults[:5]]
    return told


def _import(import_files, files, actor, at):
    return import_files(files, actor=actor, at=at)


def _cpu_of_backend() -> float | None:
    """What the database has used for us; wall time says little on a machine that others use."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not stat.exists():
        return None
    fields = stat.read_text().rpartition(")")[2].split()
    return round((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), 1)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--counties", type=int, default=13)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--profile", default="")
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tingban-bench-") as home:
        os.environ["TINGBAN_HOME"] = home
        from tingban.jobs.cli.main import set_up

        set_up()
        if args.make:
            make(args.make, args.counties, args.rows)
            return 0
        folder = Path(home) / "books"
        folder.mkdir()
        sizes = ["--rows", str(args.rows), "--counties", str(args.counties)]
        command = [sys.executable, __file__, *sizes, "--make", str(folder)]
        subprocess.run(command, check=True)
        told = measure(folder, args.again, args.profile)
    machine = {"python": platform.python_version(), "cpus": os.cpu_count()}
    print(json.dumps({"benchmark": "import_ledgers", **told, **machine}, ensure_ascii=False))
    return 0 if told["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
