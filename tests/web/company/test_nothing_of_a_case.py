"""Nothing of a case reaches the company it is about, by any page, file or paper (3.1.3, TV-P).

A case with marked words leads to a problem, the problem to an order; then every address of this
door is walked by every way in, and every byte that comes back is searched.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

import pytest

from tests import case_steps, sample_files
from tests.attached import attached
from tests.company_door import ADDRESS, come_in, company_of, its_user, order_of
from tests.lives import reviewer, seen_again, served
from tests.people import NOW, clerk, head
from tests.stories import a_case, a_community, a_company, a_contract, a_problem, a_visit
from tests.web.addresses import Route, routes
from tests.web.visitors import Browser
from tingban.actions.complaints import verifying
from tingban.actions.inspections import visits
from tingban.actions.rectification import answering, company_answers, rechecking
from tingban.actions.rectification.company_answers import Report
from tingban.actions.rectification.rechecking import Failure
from tingban.data.complaints.models import Case, CaseProblem
from tingban.data.rectification.models import Problem
from tingban.reads.rectification import company_links, company_side, order_papers
from tingban.reads.rectification.company_side import Sight
from tingban.rules.complaints import Contact, ContactKind, Source
from tingban.rules.complaints.stages import Finding
from tingban.rules.inspections import OrganiserLevel, VisitKind
from tingban.rules.rectification import ProblemSource
from tingban.rules.registry.contacts import parse_phones

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
NAME, PHONE = "欧阳密告", "13935912345"
SUMMARY, REMARK = "密报三号楼楼道长期无人打扫", "密注家住三号楼"
INNER, FILE = "密意见先不告诉企业", "密件照片.jpg"


@dataclass
class Planted:
    """The case, and the problem that it led to."""

    case: Case
    problem: Problem

    @property
    def marks(self) -> tuple[str, ...]:
        """Words that must come back nowhere."""
        return (NAME, PHONE, SUMMARY, REMARK, INNER, FILE, self.case.number, "source_ref")

    @property
    def keys(self) -> dict[str, object]:
        order = order_of(self.problem)
        link = company_links.given(clerk(), order.number, today=NOW.date())
        assert link is not None
        subject = company_side.answer_subject(self.problem.number)
        file = company_side.Attachment.objects.filter(subject=subject).first()
        return {
            "number": order.number, "problem": self.problem.number, "link": link.id,
            "token": link.token, "ending": "docx", "file": file.pk if file else 1,
            "copy": "copy", "kind": "penalty_case", "act": "plead", "key": "WS-140802-2024-000001",
        }  # fmt: skip


@pytest.fixture
def planted() -> Planted:
    place = a_community("锦绣花园")
    a_contract(place, a_company("锦绣物业服务有限公司"), date(2024, 1, 1))
    contact = Contact(ContactKind.NAMED, NAME, parse_phones(PHONE))
    case = a_case(
        contact=contact, summary=SUMMARY, remark=REMARK, community_code=place.code,
        source=Source.CALL,
    )  # fmt: skip
    attached(f"case:{case.number}", sample_files.photo(), FILE)
    a_visit(place)
    problem = a_problem(place, source=ProblemSource.COMPLAINT, source_ref=case.number)
    attached(f"problem:{problem.number}", sample_files.photo(), FILE)
    led_to(case, problem)
    served(problem, due_on=date(2024, 6, 25), organ_address=ADDRESS)
    problem.refresh_from_db()
    lived(problem)
    return Planted(case, problem)


def led_to(case: Case, problem: Problem) -> None:
    case_steps.accept(case, NOW)
    case_steps.hand_out(case)
    case_steps.sign_in(case)
    statement = visits.VisitStatement(
        problem.community.code, VisitKind.VERIFY, OrganiserLevel.COUNTY, NOW.date()
    )
    visit = visits.add_visit(statement=statement, actor=clerk(), at=NOW)
    told = verifying.Verification(visit, ("甲", "乙"), Finding.TRUE, [problem.number])
    verifying.verify_case(**case_steps.seen(case, clerk()), verification=told)
    assert CaseProblem.objects.standing().filter(case=case, problem=problem).exists()


def lived(problem: Problem) -> None:
    """More time asked and refused inside, an answer, a recheck that failed."""
    company = company_links.present(company_of(problem))
    came = company_links.Opened(0, "", company.name, company.uscc or "").actor("10.0.0.9")
    wish = {"until": date(2024, 7, 5), "reason": "等配件"}
    answering.ask_extension(number=problem.number, version=now(problem), actor=came, at=NOW, **wish)
    answering.grant_extension(
        number=problem.number, statement=answering.Extension(date(2024, 7, 5), note=INNER),
        version=now(problem), actor=head(), at=NOW,
    )  # fmt: skip
    data = sample_files.photo()
    upload = company_answers.Upload("整改后.jpg", len(data), lambda: data)
    company_answers.answer(
        number=problem.number, report=Report("已清扫", (upload,)), version=now(problem),
        actor=came, at=NOW,
    )  # fmt: skip
    seen_again(problem, NOW.date())
    rechecking.fail_recheck(
        number=problem.number, statement=Failure(NOW.date(), "仍有杂物"), version=now(problem),
        actor=reviewer(problem), at=NOW,
    )  # fmt: skip


def now(problem: Problem) -> int:
    return Problem.objects.get(pk=problem.pk).version


def doors_of_company() -> list[Route]:
    return [it for it in routes() if it.route.startswith("company/")]


def told(answer) -> Iterator[str]:
    """Everything that came back, packages opened; headers too."""
    yield str(answer.headers)
    data = answer.content
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for name in parts.namelist():
                yield name + parts.read(name).decode(errors="replace")
    yield data.decode(errors="replace")


def ways_in(planted: Planted) -> dict[str, Browser]:
    company = company_of(planted.problem)
    return {
        "link": come_in(order_of(planted.problem), company),
        "login": Browser().enter(its_user(company)),
    }


def test_the_case_is_there_and_its_words_would_be_found(planted):
    words = " ".join(told(Browser().get(f"/company/go/1/{SUMMARY}/")))

    assert planted.case.summary == SUMMARY
    assert planted.problem.source_ref == planted.case.number
    assert "没有找到" in words


def test_no_byte_of_any_answer_holds_a_word_of_the_case(planted):
    found, opened = [], set()
    keys = planted.keys
    for way, browser in ways_in(planted).items():
        for route in doors_of_company():
            if route.name == "leave":
                continue
            for ending in ("docx", "pdf") if "ending" in route.parts else ("",):
                path = route.path(keys | {"ending": ending})
                for answer in (browser.get(path), browser.post(path, {})):
                    words = " ".join(told(answer))
                    found += [(way, route.name, it) for it in planted.marks if it in words]
                    if answer.status_code == 200:
                        opened.add(route.name)

    assert found == []
    assert opened >= {"home", "order", "answer", "plea", "paper", "file", "go", "confirm"}


def flat(value: object) -> str:
    if is_dataclass(value):
        return " ".join(f"{it.name} {flat(getattr(value, it.name))}" for it in fields(value))
    if isinstance(value, tuple | list):
        return " ".join(map(flat, value))
    return str(value)


def test_no_value_that_the_pages_and_the_paper_are_made_of_holds_one(planted):
    company = company_of(planted.problem)
    actor = company_links.Opened(0, "", company.name, company.uscc or "").actor("")
    number = order_of(planted.problem).number
    values = (
        company_side.orders(Sight(actor)),
        company_side.order(Sight(actor), number, today=NOW.date()),
        order_papers.signed_paper(actor, number),
    )

    words = " ".join(map(flat, values))
    assert [it for it in planted.marks if it in words] == []
    assert planted.problem.number in words
