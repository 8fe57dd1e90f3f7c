"""A step and its files: all or nothing, each file kept for what it proves (T-P02…T-P10)."""

from datetime import date

import pytest

from tests import sample_files as files
from tests.attached import attached, upload
from tests.lives import fresh, served, with_company
from tests.people import NOW, YONGJI, clerk
from tests.stories import a_community, a_problem, a_visit
from tingban.actions.rectification import answering
from tingban.actions.rectification.proofs import EVIDENCE, Chosen, Named, prove
from tingban.data.audit.models import Entry
from tingban.data.documents.models import Attachment
from tingban.data.rectification.models import Problem, ProblemMove
from tingban.rules.documents.purposes import Purpose
from tingban.rules.errors import NotFound, Refused

pytestmark = pytest.mark.django_db
ON = date(2024, 6, 14)
PAPER = upload(files.pdf(), "回单.pdf")


@pytest.fixture
def owing() -> Problem:
    return served(with_company())


def photo(name: str):
    return upload(files.photo(), name)


def submit(problem: Problem, chosen: dict[str, Chosen], *, paper=(), actor=None):
    def step(named: Named) -> object:
        return answering.submit_answer(
            number=problem.number,
            statement=answering.Answer(ON, "已清扫", (*paper, *named.of(Purpose.AFTER))),
            version=fresh(problem).version, actor=actor or clerk(), at=NOW,
        )  # fmt: skip

    return prove(number=problem.number, chosen=chosen, step=step, actor=actor or clerk(), at=NOW)


def kept(problem: Problem) -> list[tuple[str, str]]:
    rows = Attachment.objects.standing().filter(subject=f"problem:{problem.number}")
    return list(rows.order_by("id").values_list("name", "purpose"))


def test_a_file_meets_the_guard_and_is_kept_for_what_it_proves(owing):
    submit(owing, {Purpose.AFTER: Chosen((photo("后.jpg"),)), Purpose.VOUCHER: Chosen((PAPER,))})

    assert fresh(owing).stage == "submitted"
    assert kept(owing) == [("后.jpg", "after"), ("回单.pdf", "voucher")]
    assert ProblemMove.objects.get(step="submit").told["after"] == ["后.jpg"]


def test_a_line_of_what_lies_on_paper_meets_it_too(owing):
    submit(owing, {Purpose.AFTER: Chosen()}, paper=("照片存档号 2024-12",))

    assert (fresh(owing).stage, kept(owing)) == ("submitted", [])


def test_with_neither_the_step_is_refused(owing):
    with pytest.raises(Refused, match="整改后的照片"):
        submit(owing, {Purpose.AFTER: Chosen()})


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [("a.jpg", files.HTML, "是网页"), ("b.pdf", files.pdf(), "须是照片"), ("c.jpg", b"", "空文件")],
)
def test_one_file_refused_refuses_the_step_and_all_files(owing, name, data, sentence):
    chosen = {Purpose.AFTER: Chosen((photo("后.jpg"), upload(data, name)))}

    with pytest.raises(Refused, match=sentence):
        submit(owing, chosen)

    assert (fresh(owing).stage, kept(owing)) == ("fixing", [])


def test_a_step_refused_keeps_no_file(owing):
    def step(named: Named) -> None:
        raise Refused("不行")

    with pytest.raises(Refused, match="不行"):
        prove(
            number=owing.number, chosen={Purpose.AFTER: Chosen((photo("后.jpg"),))}, step=step,
            actor=clerk(), at=NOW,
        )  # fmt: skip

    assert kept(owing) == []


def test_evidence_is_kept_as_pictures_before_and_papers_as_vouchers():
    problem = a_problem(a_community())
    chosen = {EVIDENCE: Chosen((photo("前.jpg"), PAPER))}

    prove(number=problem.number, chosen=chosen, step=lambda named: None, actor=clerk(), at=NOW)

    assert kept(problem) == [("前.jpg", "before"), ("回单.pdf", "voucher")]


def test_a_photo_of_the_visit_is_ticked_and_stays_with_the_visit():
    place = a_community()
    visit = a_visit(place)
    problem = a_problem(place)
    there = attached(f"visit:{visit}", files.photo(), "现场.jpg")

    prove(
        number=problem.number, chosen={Purpose.BEFORE: Chosen(ticked=(there.pk,))},
        step=lambda named: named.of(Purpose.BEFORE) == ("现场.jpg",) or pytest.fail("unnamed"),
        actor=clerk(), at=NOW,
    )  # fmt: skip

    assert kept(problem) == [("现场.jpg", "before")]
    there.refresh_from_db()
    assert there.retracted_at is None


def test_a_file_of_the_problem_itself_is_moved_to_its_purpose():
    problem = a_problem(a_community())
    there = attached(f"problem:{problem.number}", files.photo(), "旧.jpg")

    prove(
        number=problem.number, chosen={Purpose.BEFORE: Chosen(ticked=(there.pk,))},
        step=lambda named: None, actor=clerk(), at=NOW,
    )  # fmt: skip

    assert kept(problem) == [("旧.jpg", "before")]


def test_a_file_of_another_community_cannot_be_ticked():
    problem = a_problem(a_community())
    other = a_problem(a_community("乙园"))
    there = attached(f"problem:{other.number}", files.photo(), "别家.jpg")

    with pytest.raises(NotFound, match="重新勾选"):
        prove(
            number=problem.number, chosen={Purpose.BEFORE: Chosen(ticked=(there.pk,))},
            step=lambda named: None, actor=clerk(), at=NOW,
        )  # fmt: skip


def test_nobody_of_another_county_gets_a_file_in(owing):
    with pytest.raises(NotFound):
        submit(owing, {Purpose.AFTER: Chosen((photo("后.jpg"),))}, actor=clerk(YONGJI))

    assert kept(owing) == []


def test_the_log_names_the_files_and_what_each_proves(owing):
    submit(owing, {Purpose.AFTER: Chosen((photo("后.jpg"),))})

    entry = Entry.objects.get(act="rectification.proofs_kept")
    assert entry.after["files"] == [["后.jpg", "整改后"]]
