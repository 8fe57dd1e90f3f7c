"""Many papers at once: signed one by one, printed into one file, gone on with after a kill."""

import io
import zipfile
from dataclasses import dataclass
from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.at_once import at_once, crossing, refusals
from tests.lives import signed as signed_order
from tests.lives import with_company
from tests.papers import drafted, fresh
from tests.people import NOW, YANHU, YONGJI
from tests.two_counties import signed_in
from tingban.actions.audit import staff
from tingban.actions.documents import papers
from tingban.actions.overview import paper_batches as acts
from tingban.data.accounts.models import Post
from tingban.data.documents.models import (
    PaperBatch,
    PaperBatchItem,
    PaperSignature,
    PaperWording,
)
from tingban.data.registry.models import Company
from tingban.gateways.files import PAPERS
from tingban.reads.documents import paper_batches as reads
from tingban.reads.overview.papers_to_sign import papers_to_sign
from tingban.reads.overview.sheets import SHEET_BY_KEY
from tingban.rules.actors import SYSTEM, Role
from tingban.rules.documents.batches import BatchKind, ItemState
from tingban.rules.errors import NotAllowed, NotFound, Refused

pytestmark = pytest.mark.django_db
SHEET = SHEET_BY_KEY["rectification.escalation"]
TODAY = NOW.date()


class Killed(BaseException):
    """The worker's process ends here."""


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


def li():
    return signed_in(Role.C_LD, YANHU)


def wang():
    return signed_in(Role.C_OP, YANHU)


def a_paper(name: str) -> str:
    """A paper that waits for its signature."""
    typed = {"处置措施": "立案处罚"}
    key = drafted(SHEET, with_company(name).number, by=wang(), **typed)
    papers.submit(paper=key, sheet=SHEET, version=fresh(key).version, actor=wang(), at=NOW)
    return key


def now():
    return NOW


def ask(kind: BatchKind, *keys: str, actor=None, form: str = "", on=TODAY) -> int:
    """As the page asks that was just looked at."""
    actor = actor or li()
    seen = dict.fromkeys(keys, "")
    if kind is BatchKind.SIGN:
        seen = {it.key: it.mark for it in papers_to_sign(actor, keys, on=TODAY)}
    return acts.start_batch(kind=kind, seen=seen, on=on, actor=actor, at=NOW, form=form)


def work(batch: int) -> PaperBatch:
    acts.work_off(batch_id=batch, now=now)
    return PaperBatch.objects.get(pk=batch)


def fates(batch: int) -> list[tuple[str, str]]:
    return list(
        PaperBatchItem.objects.filter(batch_id=batch).order_by("place").values_list("state", "note")
    )


def printed(batch: int, actor=None) -> zipfile.ZipFile:
    _name, data = acts.take_printed(batch_id=batch, actor=actor or li(), at=NOW)
    return zipfile.ZipFile(io.BytesIO(data))


def test_a_batch_is_queued_once_for_a_form():
    key = a_paper("锦绣花园")

    first, second = (ask(BatchKind.SIGN, key, key, form="m1") for _ in range(2))

    assert first == second
    assert ProcrastinateJob.objects.get(task_name="documents.batch").args == {"batch": first}
    assert PaperBatchItem.objects.count() == 1


def test_each_is_signed_and_the_incomplete_one_says_what_it_lacks():
    good, other = a_paper("锦绣花园"), a_paper("西苑")
    papers.edit(
        paper=other, sheet=SHEET, wording=papers.Wording("只剩一句话。", {}),
        version=fresh(other).version, actor=li(), at=NOW,
    )  # fmt: skip

    batch = work(ask(BatchKind.SIGN, other, good, "WS-140802-2024-999999"))

    states = [state for state, _ in fates(batch.pk)]
    assert (batch.state, states) == ("done", ["refused", "done", "refused"])
    assert "正文中去掉了【小区】" in fates(batch.pk)[0][1]
    assert [fresh(key).stage for key in (good, other)] == ["signed", "review"]
    assert fresh(good).signer == li().name


@dataclass
class Interrupted:
    """A batch of three whose worker was killed at the second; `tried` grows as it goes on."""

    batch: int
    keys: list[str]
    tried: list[str]


@pytest.fixture
def interrupted(monkeypatch) -> Interrupted:
    keys = [a_paper(f"{name}苑") for name in ("东", "西", "南")]
    found, real = Interrupted(ask(BatchKind.SIGN, *keys), keys, []), papers.sign_as_seen

    def once_killed(**told):
        found.tried.append(told["paper"])
        if len(found.tried) == 2:
            raise Killed
        return real(**told)

    monkeypatch.setattr(papers, "sign_as_seen", once_killed)
    with pytest.raises(Killed):
        acts.work_off(batch_id=found.batch, now=now)
    return found


def test_killed_in_the_middle_it_goes_on_where_it_was(interrupted):
    keys = interrupted.keys

    assert [fresh(key).stage for key in keys] == ["signed", "review", "review"]
    done = work(interrupted.batch)

    assert (done.state, done.attempts) == ("done", 2)
    assert [fresh(key).stage for key in keys] == ["signed"] * 3
    assert interrupted.tried == [keys[0], keys[1], keys[1], keys[2]]


def test_one_that_kills_its_worker_again_and_again_is_given_up():
    batch = ask(BatchKind.SIGN, a_paper("锦绣花园"))
    PaperBatch.objects.filter(pk=batch).update(attempts=5, state="working")

    given_up = work(batch)

    assert given_up.state == "failed"
    assert "一再中断" in given_up.note


def test_done_once_nothing_is_done_again():
    batch = ask(BatchKind.SIGN, a_paper("锦绣花园"))
    work(batch)

    assert work(batch).attempts == 1


def test_signed_papers_are_printed_into_one_file_of_both_forms():
    good, other = a_paper("锦绣花园"), a_paper("西苑")
    work(ask(BatchKind.SIGN, good))

    batch = work(ask(BatchKind.PRINT, good, other))

    assert [state for state, _ in fates(batch.pk)] == ["done", "refused"]
    assert fates(batch.pk)[1][1] == "还没有签发，不能批量打印。"
    with printed(batch.pk) as archive:
        assert sorted(archive.namelist()) == ["001 升级处置审批表.docx", "001 升级处置审批表.pdf"]
        assert archive.read("001 升级处置审批表.pdf").startswith(b"%PDF")


def test_orders_are_printed_the_same_way():
    orders = [signed_order(with_company(f"{name}苑")).number for name in ("东", "西")]

    batch = work(ask(BatchKind.ORDERS, *orders))

    with printed(batch.pk) as archive:
        names = archive.namelist()
    assert len(names) == 4
    assert all(any(number in name for name in names) for number in orders)


def test_where_nothing_could_be_printed_there_is_no_file():
    batch = work(ask(BatchKind.PRINT, a_paper("锦绣花园")))

    assert batch.digest == ""
    with pytest.raises(NotFound, match="已不在"):
        printed(batch.pk)


def test_the_file_is_for_whoever_asked_and_not_for_ever():
    batch = work(ask(BatchKind.ORDERS, signed_order(with_company()).number))

    with pytest.raises(NotFound):
        printed(batch.pk, actor=wang())
    with pytest.raises(NotFound):
        reads.batch(signed_in(Role.C_LD, YONGJI), batch.pk)
    assert acts.forget_printed(at=NOW + timedelta(days=6)) == 0
    assert reads.batch(li(), batch.pk).kept_until == TODAY + timedelta(days=7)
    acts.forget_printed(at=NOW + timedelta(days=8))
    with pytest.raises(NotFound, match="保留 7 天"):
        printed(batch.pk)


def test_a_file_that_no_batch_speaks_of_is_dropped():
    import os

    digest = PAPERS.keep(b"nobody's")
    path = PAPERS._path(digest)
    os.utime(path, (0, 0))

    assert acts.forget_printed(at=NOW) == 1
    assert not PAPERS.has(digest)


def test_another_county_prints_nothing_of_this_one():
    key = a_paper("锦绣花园")
    work(ask(BatchKind.SIGN, key))

    batch = work(ask(BatchKind.PRINT, key, actor=signed_in(Role.C_LD, YONGJI)))

    assert fates(batch.pk)[0][0] == "refused"


def test_for_a_post_that_was_lost_nothing_is_done():
    key = a_paper("锦绣花园")
    batch = ask(BatchKind.SIGN, key)
    post = Post.objects.get(user_id=li().user_id)
    staff.end_post(post_id=post.pk, last_day=TODAY - timedelta(days=1), actor=SYSTEM, at=NOW)

    done = work(batch)

    assert (done.state, fresh(key).stage) == ("failed", "review")
    assert "岗位已变动" in done.note


@pytest.mark.parametrize(
    ("keys", "sentence"), [((), "请先勾选"), ([f"K{it}" for it in range(201)], "最多 200 份")]
)
def test_none_and_too_many_are_refused(keys, sentence):
    with pytest.raises(Refused, match=sentence):
        ask(BatchKind.PRINT, *keys)


def test_a_day_to_come_is_no_day_to_sign():
    with pytest.raises(Refused, match="签发日期"):
        ask(BatchKind.SIGN, "K", on=TODAY + timedelta(days=1))


def test_nobody_in_particular_asks_for_nothing():
    with pytest.raises(NotAllowed):
        ask(BatchKind.PRINT, "K", actor=SYSTEM)


def test_whoever_asked_sees_how_far_it_is():
    batch = ask(BatchKind.SIGN, a_paper("锦绣花园"), "K")

    before = reads.batch(li(), batch)
    work(batch)
    after = reads.latest_batches(li(), limit=1)[0]

    assert (before.done, before.total, before.is_unfinished) == (0, 2, True)
    assert (after.done, after.label, len(after.refused)) == (2, "已办完", 1)
    assert after.succeeded[0].state is ItemState.DONE


def reworded(key: str, text: str = "另加一句话。") -> None:
    """The head changes a paper that waits for the signature."""
    body = PaperWording.objects.standing().get(paper__key=key)
    papers.edit(
        paper=key, sheet=SHEET, wording=papers.Wording(f"{body.body}\n{text}", body.typed),
        version=fresh(key).version, actor=li(), at=NOW,
    )  # fmt: skip


def test_a_paper_that_was_reworded_since_is_left_out_and_named():
    same, other = a_paper("锦绣花园"), a_paper("西苑")
    batch = ask(BatchKind.SIGN, same, other)
    reworded(other)

    assert work(batch).state == "done"

    states, notes = zip(*fates(batch), strict=True)
    assert states == ("done", "refused")
    assert notes[1] == (
        "《升级处置审批表》在您核对之后有改动，没有签发。请打开这份文书核对，再单独签发。"
    )
    assert [fresh(key).stage for key in (same, other)] == ["signed", "review"]


def test_a_figure_that_changed_since_is_a_change_though_nobody_touched_the_wording():
    problem = with_company("锦绣花园")
    key = drafted(SHEET, problem.number, by=wang(), 处置措施="立案处罚")
    papers.submit(paper=key, sheet=SHEET, version=fresh(key).version, actor=wang(), at=NOW)
    batch, version = ask(BatchKind.SIGN, key), fresh(key).version
    Company.objects.filter(pk=problem.company_id).update(name="改名物业服务有限公司")

    work(batch)

    assert fresh(key).version == version
    assert fates(batch)[0][0] == "refused"
    assert "在您核对之后有改动" in fates(batch)[0][1]


def test_what_was_not_seen_is_not_signed():
    key = a_paper("锦绣花园")
    batch = acts.start_batch(
        kind=BatchKind.SIGN, seen={key: ""}, on=TODAY, actor=li(), at=NOW, form=""
    )

    work(batch)

    assert (fates(batch)[0][0], fresh(key).stage) == ("refused", "review")


def test_killed_in_the_middle_what_changed_meanwhile_is_left_out(interrupted):
    reworded(interrupted.keys[1])

    assert work(interrupted.batch).state == "done"
    assert [state for state, _ in fates(interrupted.batch)] == ["done", "refused", "done"]


def test_each_is_signed_at_its_own_moment():
    keys = [a_paper(f"{name}苑") for name in ("东", "西")]
    moments = iter(NOW + timedelta(minutes=it) for it in range(9))
    batch = ask(BatchKind.SIGN, *keys)

    acts.work_off(batch_id=batch, now=lambda: next(moments))

    signed = PaperSignature.objects.order_by("id").values_list("act__at", flat=True)
    assert list(signed) == [NOW + timedelta(minutes=1), NOW + timedelta(minutes=2)]


@pytest.mark.django_db(transaction=True)
def test_of_two_batches_at_once_each_paper_is_signed_once_and_no_number_is_lost():
    keys = [a_paper(f"{name}苑") for name in ("东", "西", "南")]
    first, second = ask(BatchKind.SIGN, *keys), ask(BatchKind.SIGN, *reversed(keys))

    at_once(*(lambda it=it: acts.work_off(batch_id=it, now=now) for it in (first, second)))

    states = [state for batch in (first, second) for state, _ in fates(batch)]
    assert sorted(states) == ["done"] * 3 + ["refused"] * 3
    assert {fresh(key).stage for key in keys} == {"signed"}
    assert PaperSignature.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_rewording_and_a_batch_at_once_never_sign_what_was_not_seen():
    key = a_paper("锦绣花园")
    batch = ask(BatchKind.SIGN, key)

    answers = crossing(lambda: reworded(key), lambda: acts.work_off(batch_id=batch, now=now))

    assert not refusals(answers)
    assert (fates(batch)[0][0], fresh(key).stage) == ("refused", "review")
