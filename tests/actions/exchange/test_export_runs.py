"""An export is asked, written by a job, fetched by whoever asked, and then forgotten."""

import io
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from openpyxl import load_workbook
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.exchange_books import community, take, workbook
from tests.people import NOW, YANHU, YONGJI, city_clerk
from tests.stories import a_community
from tests.two_counties import signed_in
from tingban.actions.audit import staff
from tingban.actions.exchange import export_runs, exports
from tingban.data.accounts.models import Post
from tingban.data.audit.models import Entry
from tingban.data.exchange.models import ExportRun
from tingban.gateways.files import EXPORTS
from tingban.reads.exchange import export_runs as reads
from tingban.rules.actors import SYSTEM, Actor, Role
from tingban.rules.errors import NotAllowed, NotFound, Refused
from tingban.rules.exchange.sheets import SHEETS

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The worker's process ends here."""


def wang() -> Actor:
    return signed_in(Role.C_OP, YANHU)


def ask(actor: Actor | None = None, **how) -> int:
    told = {"area": None, "reason": "", "at": NOW} | how
    return export_runs.start_export(actor=actor or wang(), **told)


def work(run: int) -> ExportRun:
    export_runs.work_off(run_id=run, at=NOW)
    return ExportRun.objects.get(pk=run)


def names_in(data: bytes) -> list[str]:
    book = load_workbook(io.BytesIO(data))
    return [row[2].value for row in book["小区台账"].iter_rows(min_row=2)]


def fetch(run: int, actor: Actor | None = None) -> tuple[str, bytes]:
    return export_runs.take_export(export_id=run, actor=actor or wang(), at=NOW)


def test_an_export_is_queued_and_logged_in_one_act():
    run = ask()

    job = ProcrastinateJob.objects.get(task_name="exchange.export")
    assert job.args == {"run": run}
    assert Entry.objects.get(act="exchange.export_asked").subject == f"exportrun:{run}"
    assert not Entry.objects.filter(act="exchange.file_exported").exists()


def test_the_job_writes_what_whoever_asked_may_see():
    a_community("锦绣花园")
    a_community("西厢花园", county=YONGJI)

    done = work(ask())

    assert (done.state, done.done, done.rows["小区台账"]) == ("done", len(SHEETS), 1)
    name, data = fetch(done.pk)
    assert name == "数据交换簿_盐湖区_20240618-1030.xlsx"
    assert names_in(data) == ["锦绣花园"]
    entry = Entry.objects.get(act="exchange.file_exported")
    assert (entry.actor_id, entry.ip) == (done.owner_id, wang().ip)


def test_each_fetching_is_logged():
    run = work(ask()).pk

    fetch(run)
    fetch(run)

    assert (
        Entry.objects.filter(act="exchange.export_taken", subject=f"exportrun:{run}").count() == 2
    )


def test_the_file_lies_sealed_on_its_shelf():
    a_community("锦绣花园")
    run = work(ask())

    files = [it for it in Path(settings.FILES_ROOT).rglob("exports/??/*") if it.is_file()]
    assert [it.name for it in files] == [run.digest]
    assert b"PK\x03\x04" not in files[0].read_bytes()


@pytest.mark.parametrize("role", [Role.C_LD, Role.M_OP, Role.PROV])
def test_nobody_else_fetches_it_not_even_the_city(role):
    run = work(ask()).pk

    with pytest.raises(NotFound):
        fetch(run, signed_in(role, YANHU if role is Role.C_LD else "140800"))


def test_in_another_post_it_is_out_of_reach():
    """A city clerk who becomes a county's does not carry the whole city along."""
    asking = signed_in(Role.M_OP, "140800")
    run = work(ask(asking)).pk
    moved = replace(signed_in(Role.C_OP, YANHU), user_id=asking.user_id)

    assert reads.latest_exports(moved, limit=8) == []
    with pytest.raises(NotFound):
        fetch(run, moved)


def test_identities_are_refused_before_anything_is_queued():
    with pytest.raises(NotAllowed):
        ask(signed_in(Role.PROV, "140800"), reason="想看看内容")
    with pytest.raises(Refused, match="用途"):
        ask(reason="看")
    assert not ExportRun.objects.exists()


def test_an_export_with_identities_is_logged_as_one():
    work(ask(reason="移交档案馆"))

    assert Entry.objects.get(act="exchange.identities_exported").note == "移交档案馆"


def test_another_county_is_refused():
    with pytest.raises(NotAllowed):
        ask(area=YONGJI)


def test_asking_again_while_it_is_under_way_is_the_same_export():
    first = ask()

    assert ask() == first
    assert ask(reason="移交档案馆") != first
    work(first)
    assert ask() != first


def test_the_same_form_sent_twice_is_one_export():
    first = ask(form="abc")
    work(first)

    assert ask(form="abc") == first


def test_a_killed_worker_leaves_no_file_and_the_next_writes_it(monkeypatch):
    run, write = ask(), exports.write_workbook
    monkeypatch.setattr(exports, "write_workbook", lambda *_, **__: (_ for _ in ()).throw(Killed))
    with pytest.raises(Killed):
        work(run)
    assert reads.export(wang(), run).is_unfinished
    with pytest.raises(NotFound, match="还没有做完"):
        fetch(run)
    monkeypatch.setattr(exports, "write_workbook", write)

    done = work(run)

    assert (done.state, done.attempts) == ("done", 2)
    assert Entry.objects.filter(act="exchange.file_exported").count() == 1


def test_an_export_that_kills_its_worker_again_and_again_is_given_up(monkeypatch):
    run = ask()
    monkeypatch.setattr(exports, "write_workbook", lambda *_, **__: (_ for _ in ()).throw(Killed))
    for _ in range(4):
        with pytest.raises(Killed):
            work(run)

    done = work(run)

    assert done.state == "failed"
    assert "请重新导出" in done.note


def test_whoever_lost_the_post_gets_no_file():
    run = ask()
    staff.end_post(post_id=Post.objects.get().pk, last_day=NOW.date() - timedelta(days=1),
                   actor=SYSTEM, at=NOW)  # fmt: skip

    done = work(run)

    assert (done.state, done.digest) == ("failed", "")
    assert "岗位已变动" in done.note


def test_a_job_that_comes_twice_writes_once():
    run = ask()
    work(run)

    assert work(run).attempts == 1
    assert Entry.objects.filter(act="exchange.file_exported").count() == 1


def test_files_are_dropped_after_three_days_and_the_page_says_so():
    run = work(ask()).pk
    past = time.time() - 30 * 24 * 3600
    for path in Path(settings.FILES_ROOT).rglob("exports/??/*"):
        os.utime(path, (past, past))

    assert export_runs.forget_exports(at=NOW + timedelta(days=3)) == 0
    assert export_runs.forget_exports(at=NOW + timedelta(days=3, seconds=1)) == 1

    assert reads.export(wang(), run).is_gone
    with pytest.raises(NotFound, match="请重新导出"):
        fetch(run)


def test_a_file_that_has_gone_from_the_disk_is_told():
    done = work(ask())
    EXPORTS.drop(done.digest)

    with pytest.raises(NotFound, match="请重新导出"):
        fetch(done.pk)


def test_what_was_exported_imports_without_change():
    assert take(workbook({"小区台账": [community(0)]})).ok
    asking = signed_in(Role.M_OP, "140800")
    _, data = fetch(work(ask(asking)).pk, asking)

    report = take(data, actor=city_clerk())

    assert report.ok
    assert report.totals()["new"] == report.totals()["changed"] == 0


@pytest.fixture
def written_aside(monkeypatch) -> Iterator[list[tuple[object, ...]]]:
    said: list[tuple[object, ...]] = []
    monkeypatch.setattr(export_runs.aside, "say", lambda statement, *values: said.append(values))
    return said


def test_each_sheet_that_is_written_is_told_meanwhile(written_aside):
    run = work(ask()).pk

    assert written_aside == [(done, run) for done in range(len(SHEETS))]


@pytest.mark.django_db(transaction=True)
def test_what_is_told_meanwhile_can_be_seen_before_the_export_ends(monkeypatch):
    run, seen = ask(), []
    tell = export_runs._tell

    def telling(run_id: int, done: int) -> None:
        tell(run_id, done)
        seen.append(ExportRun.objects.get(pk=run_id).done)

    monkeypatch.setattr(export_runs, "_tell", telling)
    monkeypatch.setattr(exports, "_hold_still", lambda: None)

    work(run)

    assert seen == list(range(len(SHEETS)))
