"""An upload is queued with its act, worked off once, and taken up again where it stood."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.exchange_books import annex_2, case, community, workbook
from tests.people import NOW, YANHU, YONGJI, clerk
from tests.web.visitors import staff_member
from tingban.actions.audit import staff
from tingban.actions.exchange import imports, runs
from tingban.actions.exchange.intake import Upload
from tingban.data.accounts.models import Post
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case
from tingban.data.exchange.models import ImportFile, ImportRun, RunFile
from tingban.data.registry.models import Community
from tingban.gateways.files import UPLOADS
from tingban.kit.workbook import open_workbook
from tingban.reads import accounts
from tingban.rules.actors import SYSTEM, Actor, Role
from tingban.rules.errors import NotAllowed, Refused

pytestmark = pytest.mark.django_db
GOOD = Upload("好.xlsx", workbook({"小区台账": [community(0)]}))
ALSO = Upload("也好.xlsx", workbook({"小区台账": [community(1)]}))
BAD = Upload("坏.xlsx", workbook({"小区台账": [community(2, 户数="很多")]}))


class Killed(BaseException):
    """The worker's process ends here."""


def wang() -> Actor:
    """A clerk with a post that the job can find again."""
    person = accounts.person(staff_member(Role.C_OP, YANHU).pk, on=NOW.date())
    return person.acting(person.open_posts[0], ip="10.0.0.1")


def start(*uploads: Upload, actor: Actor | None = None, **how) -> int:
    told = {"area": None, "dry_run": False, "at": NOW} | how
    return runs.start_run(uploads=uploads, actor=actor or wang(), **told)


def work(run: int) -> ImportRun:
    runs.work_off(run_id=run, at=NOW)
    return ImportRun.objects.get(pk=run)


def test_a_run_is_queued_with_its_files_in_one_act():
    run = start(GOOD, BAD)

    job = ProcrastinateJob.objects.get(task_name="exchange.import")
    assert job.args == {"run": run}
    assert list(RunFile.objects.values_list("name", "state")) == [
        ("好.xlsx", "waiting"), ("坏.xlsx", "waiting"),
    ]  # fmt: skip
    assert UPLOADS.read(RunFile.objects.first().digest) == GOOD.data
    assert Entry.objects.get(act="exchange.import_asked").subject == f"run:{run}"


def test_the_same_form_sent_twice_is_one_run():
    actor = wang()

    assert start(GOOD, actor=actor, form="abc") == start(GOOD, actor=actor, form="abc")
    assert ImportRun.objects.count() == 1


def test_good_files_are_taken_in_the_name_of_whoever_asked():
    run = work(start(GOOD, ALSO))

    assert (run.state, run.ended_at) == ("done", NOW)
    assert Community.objects.count() == 2
    acts = Entry.objects.filter(act="exchange.file_imported")
    assert {(it.actor_id, it.ip) for it in acts} == {(run.owner_id, "10.0.0.1")}
    assert RunFile.objects.first().report["sheets"][0]["new"] == 1


def test_a_refused_file_leaves_its_faults_and_a_marked_copy():
    run = work(start(GOOD, BAD))

    assert run.state == "refused"
    file = RunFile.objects.get(name="坏.xlsx")
    assert (file.state, file.fault_count, file.faults[0]["cell"]) == ("refused", 1, "H2")
    assert open_workbook(UPLOADS.read(file.copy)).sheet_names == ("错误清单", "小区台账")


def test_a_file_that_is_no_workbook_has_no_marked_copy():
    work(start(Upload("x.xlsx", b"no workbook")))

    assert RunFile.objects.get().copy == ""


def test_a_dry_run_tells_everything_and_writes_nothing():
    run = work(start(GOOD, BAD, dry_run=True))

    assert run.state == "refused"
    assert [it.state for it in run.files.all()] == ["taken", "refused"]
    assert not Community.objects.exists()
    assert not ImportFile.objects.exists()


def test_the_area_that_was_told_reaches_the_import():
    actor = accounts.person(staff_member(Role.M_OP).pk, on=NOW.date())
    file = Upload("附件2.xlsx", workbook({"附件2": annex_2([case()], unit="")}))

    work(start(file, actor=actor.acting(actor.open_posts[0], ip=""), area=YONGJI))

    assert Case.objects.get().unit_id == YONGJI


def test_a_killed_worker_leaves_nothing_half_and_the_next_takes_nothing_twice(monkeypatch):
    run = start(GOOD, ALSO)
    remember, calls = imports.take, []

    def dying(*args):
        calls.append(args)
        if len(calls) == 2:
            raise Killed
        return remember(*args)

    monkeypatch.setattr(imports, "take", dying)
    with pytest.raises(Killed):
        work(run)
    assert [it.state for it in RunFile.objects.all()] == ["taken", "waiting"]
    monkeypatch.setattr(imports, "take", remember)

    done = work(run)

    assert (done.state, done.attempts) == ("done", 2)
    assert [it.report["sheets"][0]["new"] for it in RunFile.objects.all()] == [1, 1]
    assert ImportFile.objects.count() == 2


def test_a_run_that_is_done_is_not_done_again():
    run = start(GOOD)
    work(run)
    facts = Entry.objects.count()

    assert work(run).attempts == 1
    assert Entry.objects.count() == facts


def test_a_run_that_kills_its_worker_again_and_again_is_given_up(monkeypatch):
    run = start(GOOD)
    monkeypatch.setattr(imports, "take", lambda *_: (_ for _ in ()).throw(Killed))
    for _ in range(4):
        with pytest.raises(Killed):
            work(run)

    done = work(run)

    assert done.state == "failed"
    assert "重新上传" in done.note


def test_whoever_lost_the_post_imports_nothing():
    run = start(GOOD)
    staff.end_post(post_id=Post.objects.get().pk, last_day=NOW.date() - timedelta(days=1),
                   actor=SYSTEM, at=NOW)  # fmt: skip

    done = work(run)

    assert done.state == "failed"
    assert not Community.objects.exists()


def test_an_upload_that_has_gone_is_told():
    run = start(GOOD)
    UPLOADS.drop(RunFile.objects.get().digest)

    assert work(run).note == "上传的文件已不在，请重新上传。"


def test_readers_start_nothing():
    reader = accounts.person(staff_member(Role.PROV).pk, on=NOW.date())

    with pytest.raises(NotAllowed):
        start(GOOD, actor=reader.acting(reader.open_posts[0], ip=""))


def test_nothing_and_too_much_are_refused():
    with pytest.raises(Refused, match="请选择"):
        start()
    with pytest.raises(Refused, match="最多"):
        start(*[GOOD] * 31)


def test_another_countys_run_does_not_exist():
    start(GOOD)

    assert not ImportRun.objects.visible_to(clerk(YONGJI)).exists()
    assert ImportRun.objects.visible_to(clerk()).exists()


def test_uploads_are_dropped_after_a_week():
    work(start(GOOD, BAD))
    waiting = start(ALSO)
    past = time.time() - 30 * 24 * 3600
    for path in Path(settings.FILES_ROOT).rglob("??/*"):
        os.utime(path, (past, past))

    assert runs.forget_uploads(at=NOW + timedelta(days=6)) == 0
    assert runs.forget_uploads(at=NOW + timedelta(days=8)) == 3

    assert set(RunFile.objects.exclude(run=waiting).values_list("digest", "copy")) == {("", "")}
    assert work(waiting).state == "done"
