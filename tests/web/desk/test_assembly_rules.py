"""议事规则 as evidence: where the silent are counted by them they are bound as a file; where only
one article was copied, every page says that the file is wanted (民法典 278, DOMAIN 3.3)."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django.models import ProcrastinateJob

from tests import sample_files as files
from tests.attached import attached
from tests.penalties import noticed
from tests.people import YANHU, YONGJI
from tests.reports.weekly.test_brief import plain
from tests.votes import PLAN, POSTED, YES, a_closed_vote, owner, street, the_vote
from tests.web.desk.test_exit_side import visitor
from tests.web.visitors import browser_of
from tingban.data.audit.models import Entry
from tingban.data.documents.models import Attachment
from tingban.data.exits.models import ExitCase
from tingban.gateways import confined
from tingban.gateways.files import ATTACHMENTS
from tingban.jobs.exits import draw
from tingban.kit import clock
from tingban.reads.overview import attachments as reads
from tingban.reports.exits import scans
from tingban.rules.actors import Role
from tingban.rules.exits.exit_stages import Stage

pytestmark = pytest.mark.django_db
RULES = "业主大会议事规则第十二条"
SILENT = replace(PLAN, follow=True, rule_name=RULES, rule_text="未参与表决的业主计入多数票。")
WANTED = f"{RULES}的原件"


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(POSTED):
        yield


def counted(plan=SILENT) -> tuple[ExitCase, int]:
    """Two of three homes said yes."""
    vote = a_closed_vote(YES, YES, plan=plan)
    return the_vote(vote).case, vote


def subject(case: ExitCase) -> str:
    return f"assembly_rules:{case.number}"


def clerk():
    return browser_of(Role.C_OP, YANHU)


def text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def jobs() -> list[dict[str, object]]:
    """Which files wait to be drawn."""
    return [it.args for it in ProcrastinateJob.objects.filter(task_name="exits.draw")]


def drawn() -> None:
    """The worker does them."""
    for told in jobs():
        draw(**told)


def book(case: ExitCase, **more: str):
    return clerk().get(f"/desk/exit-cases/{case.number}/evidence/", **more)


def bound(case: ExitCase) -> list[str]:
    answer = book(case)
    if answer["Content-Type"] != "application/pdf":
        drawn()
        answer = book(case)
    assert answer.status_code == 200
    data = b"".join(answer.streaming_content)
    return [plain(it.get_textpage().get_text_range()) for it in pypdfium2.PdfDocument(data)]


def pages_that_tell(case: ExitCase, vote: int) -> dict[str, str]:
    ExitCase.objects.update(stage=Stage.X4)
    return {
        "card": text(clerk().get(f"/desk/exit-cases/{case.number}/")),
        "vote": text(clerk().get(f"/desk/votes/{vote}/")),
        "owners": text(visitor(Role.OWN, case).get(f"/desk/exit-cases/{case.number}/")),
    }


def test_every_page_says_that_the_file_is_wanted_and_where_it_is_brought():
    case, vote = counted()

    for name, told in pages_that_tell(case, vote).items():
        assert WANTED in told, name
        assert f"/desk/files/of/{subject(case)}/" in told, name


@pytest.mark.parametrize("stored", [True, False])
def test_nothing_is_wanted_where_it_is_stored_or_the_silent_are_not_counted(stored):
    case, vote = counted(SILENT if stored else PLAN)
    if stored:
        attached(subject(case), files.pdf(), "议事规则.pdf")

    for name, told in pages_that_tell(case, vote).items():
        assert WANTED not in told, name


def test_only_a_card_that_has_such_files_leads_to_them():
    case, _ = counted()
    penalty = noticed().number

    cards = {
        kind: clerk().get(f"/desk/{kind}/{number}/").context["rules_href"]
        for kind, number in (("exit-cases", case.number), ("penalty-cases", penalty))
    }

    assert cards == {"exit-cases": f"/desk/files/of/{subject(case)}/", "penalty-cases": ""}


def test_what_was_only_quoted_is_named_so_in_the_index_and_has_no_page():
    case, _ = counted()

    told = bound(case)

    assert plain("平台只抄录了这一条，没有存文件，须另附原件") in told[0]
    assert plain("约定送达后没有投票的业主计入多数票另附") in told[0]
    assert len(told) == 1


def test_the_stored_file_is_bound_with_its_pages_in_the_index():
    case, _ = counted()
    for name, data in (("一.jpg", files.photo(6)), ("二.pdf", files.pdf())):
        attached(subject(case), data, name)

    told = bound(case)

    assert plain("约定送达后没有投票的业主计入多数票1—2") in told[0]
    assert told[1:] == ["证据1第1页", "证据1第2页"]
    assert "没有存文件" not in told[0]


def test_of_several_files_the_one_that_cannot_be_bound_is_named():
    case, _ = counted()
    attached(subject(case), files.photo(), "一.jpg")
    attached(subject(case), files.paper(), "全文.docx")

    told = bound(case)

    assert plain("计入多数票1，余另附") in told[0]
    assert len(told) == 2


def test_a_full_book_names_the_rest_and_hands_it_out_to_nobody(monkeypatch):
    case, _ = counted()
    monkeypatch.setattr(scans, "MOST_IN_BOOK", 1)
    for name in ("一.pdf", "二.pdf", "三.pdf"):
        attached(subject(case), files.pdf(), name)

    told = bound(case)

    assert plain("计入多数票1，余另附") in told[0]
    assert told[1:] == ["证据1第1页"]
    taken = Entry.objects.filter(act="documents.original_taken", subject=subject(case))
    assert [it.note for it in taken] == ["一.pdf"]


def test_no_request_draws_a_page_and_the_job_is_asked_for_once(monkeypatch):
    case, _ = counted()
    row = attached(subject(case), files.pdf(), "一.pdf")
    attached(subject(case), files.VOICE, "会场.amr")
    with monkeypatch.context() as patch:
        patch.setattr(confined, "answer", never)
        first, again = text(book(case)), text(book(case))
        part = text(book(case, headers={"HX-Request": "true"}))

    for told in (first, again, part):
        assert "正在制作" in told
        assert "下载证据册" not in told
    assert "<html" in first
    assert "<html" not in part
    assert jobs() == [{"attachment": row.pk, "copy": "original"}]


def never(*_: object) -> bytes:
    raise AssertionError("a request draws a page")


def test_whoever_waits_is_told_that_the_book_is_made_and_asks_for_no_other_job():
    case, _ = counted()
    attached(subject(case), files.pdf(), "一.pdf")
    assert "0 / 1" in text(book(case, headers={"HX-Request": "true"}))
    assert jobs() == []
    book(case)
    drawn()

    told = text(book(case, headers={"HX-Request": "true"}))

    assert "已经可以下载" in told
    assert f"/desk/exit-cases/{case.number}/evidence/" in told
    assert "hx-get" not in told
    assert len(bound(case)) == 2


def test_what_was_taken_back_before_its_turn_is_not_drawn(monkeypatch):
    case, _ = counted()
    row = attached(subject(case), files.pdf(), "一.pdf")
    book(case)
    Attachment.objects.filter(pk=row.pk).update(
        retracted_at=POSTED, retracted_by=Entry.objects.latest("id")
    )
    monkeypatch.setattr(confined, "answer", never)

    drawn()

    assert plain("计入多数票另附") in bound(case)[0]


def test_for_what_the_disk_has_lost_nobody_waits():
    case, _ = counted()
    row = attached(subject(case), files.pdf(), "一.pdf")
    book(case)
    ATTACHMENTS.drop(row.digest)

    drawn()

    answer = book(case)
    assert answer.status_code == 404
    assert "请联系系统管理员检查存放文件的磁盘" in answer.content.decode()


def test_another_county_waits_for_nothing_and_starts_nothing():
    case, _ = counted()
    attached(subject(case), files.pdf(), "一.pdf")
    other = browser_of(Role.C_OP, YONGJI)

    for headers in ({}, {"HX-Request": "true"}):
        address = f"/desk/exit-cases/{case.number}/evidence/"
        assert other.get(address, headers=headers).status_code == 404
    assert jobs() == []


def test_a_voice_is_handed_out_to_no_book():
    case, _ = counted()
    attached(subject(case), files.VOICE, "会场.amr")

    assert plain("计入多数票另附") in bound(case)[0]
    assert not Entry.objects.filter(act="documents.original_taken").exists()


def test_a_file_that_cannot_be_drawn_in_time_is_named_and_the_book_is_made(monkeypatch):
    case, _ = counted()
    monkeypatch.setattr(confined, "answer", lambda *_: None)
    attached(subject(case), files.pdf(), "一.pdf")

    told = bound(case)

    assert plain("计入多数票另附") in told[0]
    assert len(told) == 1


def test_a_file_of_another_kind_alone_has_no_page():
    case, _ = counted()
    attached(subject(case), files.paper(), "全文.docx")

    told = bound(case)

    assert plain("业主大会档案，已存文件") in told[0]
    assert plain("计入多数票另附") in told[0]
    assert len(told) == 1


@pytest.mark.parametrize("role", [Role.OWN, Role.STR])
def test_both_sides_bring_it_and_see_what_they_brought(role):
    case, _ = counted()
    guest = visitor(role, case)
    address = f"/desk/files/of/{subject(case)}/"

    answer = text(guest.post(
        address, {"uploads": SimpleUploadedFile("议事规则.pdf", files.pdf()), "form": "mark"},
        follow=True,
    ))  # fmt: skip

    assert "议事规则.pdf" in answer
    row = Attachment.objects.get(subject=subject(case))
    # It is the owners' own paper; no company is given it.
    assert row.sharing == "internal"
    actor = owner(case) if role is Role.OWN else street(case)
    assert [it.best for it in reads.gallery(actor, subject(case)).lines] == ["original"]


def test_nobody_else_has_a_gallery_and_after_the_end_nothing_is_added():
    case, _ = counted()
    address = f"/desk/files/of/{subject(case)}/"

    assert browser_of(Role.C_OP, YONGJI).get(address).status_code == 404
    assert clerk().get("/desk/files/of/assembly_rules:TC-140802-2024-999999/").status_code == 404
    ExitCase.objects.update(stage=Stage.X9, closed_on=date(2024, 7, 12))
    told = text(clerk().get(address))
    assert "已经了结" in told
    assert 'type="file"' not in told
