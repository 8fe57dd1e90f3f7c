"""The line of 附件2 as it will be printed: on the card, and before a step is done."""

import re
from datetime import datetime, timedelta

import pytest

from tests import case_steps
from tests.people import NOW, YANHU, ZONE, clerk
from tests.stories import a_case, an_accepted_case
from tests.web.visitors import Browser, browser_of
from tingban.data.complaints.models import Case, CaseNote
from tingban.kit import clock
from tingban.reads.complaints import case_cards
from tingban.reads.complaints.ledger import annex2_rows
from tingban.reports.weekly.wording import ANNEX_2_COLUMNS
from tingban.rules.actors import Role
from tingban.rules.complaints.stages import Stage

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)
_LINE = re.compile(r"<dt>(.*?)</dt><dd>(.*?)</dd>")


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def desk() -> Browser:
    return browser_of(Role.C_OP, YANHU)


def page(answer) -> str:
    return answer.content.decode()


def post(desk: Browser, case: Case, act: str, **told: str):
    case.refresh_from_db()
    sent = {"version": str(case.version)} | told
    return desk.post(f"/desk/cases/{case.number}/steps/{act}/", sent)


def printed(text: str) -> dict[str, str]:
    """The ten columns that a page shows."""
    begin = text.index('<dl class="tb-facts tb-facts-annex">')
    return dict(_LINE.findall(text[begin : text.index("</dl>", begin)]))


def closed() -> Case:
    case = an_accepted_case()
    case_steps.close(case, NOW)
    return case


def reopened() -> Case:
    case = closed()
    case_steps.reopen(case, NOW)
    return case


def voided() -> Case:
    case = an_accepted_case()
    case_steps.void(case)
    return case


def at(stage: Stage) -> Case:
    case = an_accepted_case(remark="业主代表反映")
    case_steps.lead_to(case, stage)
    return case


WALKS = {
    "registered": a_case,
    "accepted": an_accepted_case,
    "handed out": lambda: at(Stage.ASG),
    "handled": lambda: at(Stage.HND),
    "answered": lambda: at(Stage.FBK),
    "closed": closed,
    "reopened": reopened,
    "void": voided,
}


@pytest.mark.parametrize("walk", WALKS)
def test_the_card_shows_the_line_that_the_report_prints(walk):
    case = WALKS[walk]()

    (sent,) = annex2_rows(
        actor=clerk(), unit=YANHU, since=datetime(2024, 5, 20, tzinfo=ZONE),
        as_of=LATER, known_at=LATER,
    )  # fmt: skip

    assert case_cards.case(clerk(), case.number, at=NOW).row.line == sent


def test_the_card_has_the_ten_columns(desk):
    case = an_accepted_case()

    line = printed(page(desk.get(f"/desk/cases/{case.number}/")))

    assert tuple(line) == ANNEX_2_COLUMNS
    assert line["是否办结"] == "否"


def test_what_is_sealed_has_no_line():
    case = a_case()
    case_steps.transfer(case, "派驻纪检监察组", sealed=True)

    answer = browser_of(Role.JJ, YANHU).get(f"/desk/cases/{case.number}/")

    assert answer.status_code == 200
    assert "附件2 里的这一行" not in page(answer)


def test_a_note_is_looked_at_before_it_is_written(desk):
    case = an_accepted_case()
    notes = CaseNote.objects.count()

    answer = page(post(desk, case, "note", text="已约谈企业负责人", look="1"))

    assert printed(answer)["办理进展和结果"] == f"{NOW:%Y-%m-%d}：已约谈企业负责人"
    assert "已约谈企业负责人</textarea>" in answer
    assert CaseNote.objects.count() == notes


def test_a_closing_is_looked_at_as_closed(desk):
    case = at(Stage.FBK)

    answer = page(post(desk, case, "close", result="电梯恢复运行", way="phone", look="1"))

    assert printed(answer)["是否办结"] == "是"
    case.refresh_from_db()
    assert case.stage == Stage.FBK


def test_a_phone_is_told_while_it_is_only_looked_at(desk):
    answer = page(post(desk, an_accepted_case(), "note", text="已回电13812345678", look="1"))

    assert "“13812345678”是个人的电话，不能印在台账上。" in answer


def test_a_step_that_prints_nothing_has_no_look(desk):
    case = a_case()

    answer = page(desk.get(f"/desk/cases/{case.number}/steps/accept/"))

    assert "看看附件2怎么印" not in answer


def test_what_was_looked_at_is_then_done(desk):
    case = an_accepted_case()
    post(desk, case, "note", text="已约谈企业负责人", look="1")

    post(desk, case, "note", text="已约谈企业负责人")

    assert printed(page(desk.get(f"/desk/cases/{case.number}/")))["办理进展和结果"].endswith(
        "已约谈企业负责人"
    )
