"""Bad input gets a sentence and loses nothing: nonsense, bombs, macros, locks, real messy files."""

import csv
import io
import os
import threading
import zipfile
from datetime import date, timedelta

import pytest
from django.db import connection

from tests.exchange_books import annex_2, case, community, take, told, whole_book, workbook
from tests.people import NOW, clerk
from tests.shared_data import shared
from tingban.actions.exchange.imports import import_files
from tingban.actions.exchange.intake import Upload
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseFact
from tingban.data.exchange.models import ImportFile
from tingban.data.registry.models import Community
from tingban.rules.exchange.faults import FaultKind

GOOD = workbook({"小区台账": [community()]})


def total_rows() -> int:
    """All rows of all tables that an import could write."""
    with connection.cursor() as cursor:
        names = [it for it in connection.introspection.table_names(cursor) if "_" in it]
        ours = [it for it in names if not it.startswith(("accounts_", "django_", "procrastinate_"))]
        cursor.execute(" UNION ALL ".join(f'SELECT count(*) FROM "{name}"' for name in ours))
        return sum(row[0] for row in cursor.fetchall())


def with_part(name: str, content: bytes, data: bytes = GOOD) -> bytes:
    """The workbook with one part added or changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return out.getvalue()


def part(name: str, data: bytes = GOOD) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


SHEET = "xl/worksheets/sheet1.xml"
MACRO = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
TYPES = "[Content_Types].xml"
HOSTILE = {
    "nothing": (b"", "空的"),
    "ten megabytes of nonsense": (os.urandom(10 * 1024 * 1024), "不是 Excel"),
    "nonsense that begins like a zip": (b"PK\x03\x04" + os.urandom(1024 * 1024), "损坏"),
    "nonsense that begins like an old workbook": (
        bytes.fromhex("d0cf11e0a1b11ae1") + os.urandom(1024 * 1024), "损坏",
    ),
    "half of a workbook": (GOOD[: len(GOOD) // 2], "损坏"),
    "a zip bomb": (with_part("xl/media/a.bin", bytes(30 * 1024 * 1024)), "压缩炸弹"),
    "a bomb in the sheet": (
        with_part(SHEET, b"<worksheet>" + b" " * (20 * 1024 * 1024) + b"</worksheet>"), "压缩炸弹",
    ),
    "macros": (with_part("xl/vbaProject.bin", b"x"), "宏"),
    "a workbook that says it has macros": (
        with_part(TYPES, part(TYPES).replace(PLAIN, MACRO)), "宏",
    ),
    "an entity bomb": (
        with_part(SHEET, b'<!DOCTYPE x [<!ENTITY a "ha">]><worksheet>&a;</worksheet>'), "规范",
    ),
    "a sheet that reaches to the end of the world": (
        with_part(SHEET, part(SHEET).replace(b'r="A2"', b'r="XFD1048576"', 1)), "范围过大",
    ),
    "a document of another kind": (with_part("mimetype", b"x"), "另存为"),
    "text": ("小区编码,小区名称\n1,2\n".encode(), "不是 Excel"),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_honest_workbook_is_one_sentence_and_nothing_is_lost(name):
    data, sentence = HOSTILE[name]
    before = total_rows()

    report = take(Upload("x.xlsx", data), Upload("好.xlsx", GOOD), dry_run=True)

    assert [it.kind for it in report.files[0].faults] == [FaultKind.FILE]
    assert sentence in report.faults[0].sentence
    assert report.files[1].taken
    assert total_rows() == before


@pytest.mark.django_db
def test_an_encrypted_zip_is_refused():
    data = bytearray(GOOD)
    # The flag of encryption in every local and central header.
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 4)

    report = take(Upload("锁.xlsx", bytes(data)))

    assert "加密" in report.faults[0].sentence


@pytest.mark.django_db
def test_a_file_of_41_megabytes_is_refused_unread():
    assert "40 MB" in take(Upload("大.xlsx", bytes(41 * 1024 * 1024))).faults[0].sentence


def messy(limit: int | None = None):
    folder = shared("messy_tables")
    return sorted(folder.glob("*.xlsx"))[:limit]


@pytest.mark.django_db
def test_four_hundred_messy_tables_are_refused_and_nothing_of_them_is_taken():
    paths = messy()
    before = total_rows()

    report = import_files(paths, actor=clerk(), at=NOW)

    assert len(report.files) == len(paths) >= 400
    assert all(it.faults for it in report.files)
    assert total_rows() == before


@pytest.mark.django_db
def test_messy_tables_that_bear_the_name_of_a_sheet_are_told_what_is_missing():
    before = total_rows()
    renamed = []
    for path in messy(60):
        with zipfile.ZipFile(path) as archive:
            book = archive.read("xl/workbook.xml").decode()
        name = book.partition("<sheet ")[2].partition('name="')[2].partition('"')[0]
        fresh = book.replace(f'name="{name}"', 'name="问题清单"', 1).encode()
        renamed.append(Upload(path.name, with_part("xl/workbook.xml", fresh, path.read_bytes())))

    report = import_files(renamed, actor=clerk(), at=NOW)

    assert all(it.faults for it in report.files)
    assert total_rows() == before


@pytest.mark.django_db
def test_the_governments_workbooks_are_refused_with_a_sentence():
    paths = sorted(shared("real_xlsx").glob("*.xlsx"))
    before = total_rows()

    report = import_files(paths, actor=clerk(), at=NOW)

    assert len(report.files) == 2
    assert all("没有找到可以导入的工作表" in it.faults[0].sentence for it in report.files)
    assert total_rows() == before


def letters() -> list[dict]:
    """Real letters as rows of 附件2, dated within the campaign."""
    with shared("wuye.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    start = date(2024, 5, 22)
    return [
        case(
            number,
            **{
                "投诉(举报)人及联系方式": row["user_opaque"] or "匿名",
                "问题和舆情简要内容": f"{row['title']}\n{row['text']}"[:20_000],
                "受理和收到时间": f"{start + timedelta(days=number % 20):%Y.%m.%d}",
                "办理进展和结果": row["reply"][:20_000],
                "来源": "网络",
                "是否办结": "否",
            },
        )
        for number, row in enumerate(rows, start=1)
    ]


@pytest.mark.django_db
def test_840_real_letters_come_in_as_a_bare_annex_2_and_again_next_week():
    rows = letters()
    first = take(workbook({"附件2": annex_2(rows)}))
    assert first.ok, [fault.sentence for fault in first.faults[:5]]
    facts = CaseFact.objects.count()
    answered = [row | {"是否办结": "是"} if row["办理进展和结果"] else row for row in rows]

    second = take(workbook({"附件2": annex_2(answered, stated="2024.6.21")}))

    closed = sum(bool(row["办理进展和结果"].strip()) for row in rows)
    assert second.ok, [fault.sentence for fault in second.faults[:5]]
    assert (Case.objects.count(), CaseFact.objects.count()) == (840, facts)
    assert second.totals()["changed"] == Case.objects.filter(standing="closed").count() == closed
    assert sorted(Case.objects.values_list("row_no", flat=True)) == list(range(1, 841))


def in_threads(*works) -> None:
    def run(work):
        try:
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_of_one_file_write_it_once():
    file, actor, reports = workbook(whole_book()), clerk(), []

    def work():
        reports.append(take(file, actor=actor))

    in_threads(work, work)

    assert sorted(it.totals()["new"] for it in reports) == [0, 19]
    assert all(it.ok for it in reports), [told(it) for it in reports]
    assert ImportFile.objects.count() == 1
    assert Entry.objects.filter(act="exchange.file_imported").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_files_that_bring_one_new_name_at_once_make_one_community():
    actor = clerk()
    files = [
        workbook({"小区台账": [community(0, 小区编码="", 户数=count)]}) for count in (100, 200)
    ]

    in_threads(*(lambda file=file: take(file, actor=actor) for file in files))

    assert Community.objects.count() == 1
