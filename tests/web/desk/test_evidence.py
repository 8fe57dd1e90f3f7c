"""证据册 on the desk: bound for whoever sees the exit, with the papers that these eyes may see."""

from datetime import date

import pypdfium2
import pytest

from tests.exit_cases import OPENED, abandoned, paper, served_paper, take
from tests.lives import officer
from tests.people import NOW, YANHU, YONGJI
from tests.reports.weekly.test_brief import plain
from tests.web.desk.test_exit_side import visitor
from tests.web.visitors import browser_of
from tingban.data.exits.models import ExitCase
from tingban.data.registry.models import Contract
from tingban.kit import clock
from tingban.reads.exits.evidence_book import evidence_book
from tingban.rules.actors import Role
from tingban.rules.exits.exit_stages import Act, Stage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def case() -> ExitCase:
    """The company keeps rooms back and was urged."""
    found = take(abandoned(), Act.TERMINATE, OPENED)
    take(
        found, Act.REFUSE, OPENED, actor=officer(), refused=["M1"], refusal="要求移交，被拒",
        refusal_evidence=["要求移交的函"], still_there=True,
    )  # fmt: skip
    served_paper(found, "exits.demand", OPENED)
    return found


def pages(answer) -> list[str]:
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    data = b"".join(answer.streaming_content)
    return [
        plain(it.get_textpage().get_text_range()) for it in pypdfium2.PdfDocument(data)
    ]  # fmt: skip


def test_the_card_leads_to_the_bound_file_and_its_index_names_the_pages(case):
    desk = browser_of(Role.C_OP, YANHU)
    address = f"/desk/exit-cases/{case.number}/evidence/"
    assert address in desk.get(f"/desk/exit-cases/{case.number}/").content.decode()

    told = pages(desk.get(address))

    index, bound = told[0], told[1:]
    assert case.number in index
    assert plain(case.community.name) in index
    assert "企业与业主之间的合同关系另附" in index
    assert "已催告企业退出、移交1—" in index
    assert "拒不移交的经过另附" in index
    assert bound == [f"证据4第{page}页" for page in range(1, len(bound) + 1)]
    assert len(bound) >= 2


def test_the_plaintiff_has_it_on_its_page_from_the_letter_to_sue_on(case):
    address = f"/desk/exit-cases/{case.number}/evidence/"
    owners, office = visitor(Role.OWN, case), visitor(Role.STR, case)
    for guest in (owners, office):
        assert address not in side(guest, case)
    assert "诉讼指导函登记以后" in owners.get(address).content.decode()

    ExitCase.objects.update(stage=Stage.X11)
    case.refresh_from_db()
    paper(case, "exits.suit_guidance", OPENED)
    # Signed is not enough: it must have been brought to them.
    assert address not in side(owners, case)
    assert owners.get(address).status_code == 404
    take(
        case, Act.GUIDE_SUIT, OPENED, actor=officer(), suit_told_on=str(OPENED),
        suit_told_to="业委会 李某",
    )  # fmt: skip

    assert address in side(owners, case)
    told = pages(owners.get(address))
    assert "证据目录" in told[0]
    for words in (case.number, plain(case.community.name), "诉讼指导函", "已告知业主诉讼的途径"):
        assert words in told[0]
    assert len(told) > 2
    assert office.get(address).status_code == 403
    assert address not in side(office, case)


def side(guest, case: ExitCase) -> str:
    answer = guest.get(f"/desk/exit-cases/{case.number}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_another_county_finds_nothing(case):
    other = browser_of(Role.C_OP, YONGJI)

    assert other.get(f"/desk/exit-cases/{case.number}/evidence/").status_code == 404


def test_an_exit_without_any_evidence_says_so():
    bare = abandoned()
    # The register knows of no contract between the two.
    Contract.objects.update(is_void=True)

    answer = browser_of(Role.C_OP, YANHU).get(f"/desk/exit-cases/{bare.number}/evidence/")

    assert answer.status_code == 404
    assert "还没有可以装订的证据" in answer.content.decode()


def test_a_paper_that_these_eyes_do_not_see_has_no_words(case, monkeypatch):
    from tingban.reads.exits import evidence_book as reads

    seen = evidence_book(officer(), case.number, today=date(2024, 6, 18))
    assert [bool(it.kept) for it in seen.pieces] == [False, False, False, True, False]

    monkeypatch.setattr(reads, "papers_of", lambda actor, subject: ())

    hidden = evidence_book(officer(), case.number, today=date(2024, 6, 18))
    assert [it.kept for it in hidden.pieces] == [None] * 5
