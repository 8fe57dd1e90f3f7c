"""业主一侧的文书: owners and 街道 draft, sign and read those of their own place (DOMAIN 8.2)."""

from dataclasses import replace
from datetime import date

import pytest

from tests.exit_cases import OPENED, SHEET, moment, opened, started, take
from tests.papers import fresh, signed
from tests.people import NOW, YANHU, person
from tests.stories import a_community
from tests.votes import a_frozen_vote
from tests.web.visitors import PASSWORD, Browser
from tingban.actions.audit import staff
from tingban.data.accounts.models import User
from tingban.data.documents.models import Paper
from tingban.data.exits.models import ExitCase
from tingban.kit import clock
from tingban.rules.actors import SYSTEM, Actor, Role
from tingban.rules.documents.papers import PaperStage
from tingban.rules.errors import NotFound
from tingban.rules.exits.exit_stages import Act, Stage

pytestmark = pytest.mark.django_db
NOTICE = "exits.meeting_notice"


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def case() -> ExitCase:
    found = started(opened(), OPENED)
    a_frozen_vote(case=found)
    return found


def owners(code: str) -> Actor:
    found = person(Role.OWN, YANHU, f"业委会{code[-4:]}")
    return replace(found, unit_code=code, unit_name="业主委员会")


def browser(role: Role, unit: str) -> Browser:
    staff.add_unit(
        code=unit, name=f"单位{unit}", kind="业主组织" if role is Role.OWN else "街道",
        area_code=YANHU, actor=SYSTEM, at=NOW,
    )  # fmt: skip
    user_id = staff.add_user(
        username=f"u{unit[-8:]}", name="代表", password=PASSWORD, actor=SYSTEM, at=NOW,
        must_change=False,
    )  # fmt: skip
    staff.give_post(
        user_id=user_id, term=staff.Term(unit, role, date(2024, 1, 1)), actor=SYSTEM, at=NOW
    )
    return Browser().enter(User.objects.get(pk=user_id))


def a_notice(case: ExitCase) -> str:
    """Drafted and signed by the owners' body itself, once it was called together."""
    take(case, Act.CONVENE, OPENED, convener="committee")
    own = owners(case.community.code)
    return signed(SHEET[NOTICE], case.number, by=own, signer=own, at=moment(OPENED))


def test_owners_sign_their_own_paper(case):
    key = a_notice(case)

    assert fresh(key).stage == PaperStage.SIGNED
    assert fresh(key).signer.startswith("业委会")


def test_the_link_that_begins_a_paper_names_the_place_and_no_blank(case):
    ExitCase.objects.update(stage=Stage.X6)

    told = browser(Role.OWN, case.community.code).get(f"/desk/exit-cases/{case.number}/")

    text = told.content.decode()
    # Not decided yet: what will be decided is said in words.
    assert "锦绣花园业主共同决定（选聘或者自行管理）</a>" in text
    assert "锦绣花园业主共同决定</a>" in text
    assert "决定类别" not in text
    assert "小区业主共同决定" not in text


def test_owners_of_another_place_sign_nothing_here(case):
    other = owners(a_community("别的小区").code)

    with pytest.raises(NotFound):
        signed(SHEET[NOTICE], case.number, by=other, signer=other, at=moment(OPENED))

    assert not Paper.objects.filter(template=NOTICE).exists()


def test_their_card_offers_the_paper_and_leads_to_it(case):
    key = a_notice(case)
    visitor = browser(Role.OWN, case.community.code)

    page = visitor.get(f"/desk/exit-cases/{case.number}/").content.decode()
    assert f"/desk/papers/{key}/" in page

    assert visitor.get(f"/desk/papers/{key}/").status_code == 200
    assert b"".join(visitor.get(f"/desk/papers/{key}/docx/").streaming_content)[:2] == b"PK"
    assert visitor.get("/desk/papers/").status_code == 403


def test_what_the_bureau_wrote_for_itself_is_not_there_for_them(case):
    inner = Paper.objects.get(template="exits.assessment").key
    visitor = browser(Role.OWN, case.community.code)

    assert visitor.get(f"/desk/papers/{inner}/").status_code == 404
    page = visitor.get(f"/desk/exit-cases/{case.number}/").content.decode()
    assert inner not in page


@pytest.mark.parametrize("role", [Role.OWN, Role.STR])
def test_a_paper_of_another_place_does_not_exist(case, role):
    key = a_notice(case)
    unit = a_community("别的小区").code if role is Role.OWN else "jd-140802099"

    assert browser(role, unit).get(f"/desk/papers/{key}/").status_code == 404


def test_the_street_signs_its_guidance(case):
    street = replace(person(Role.STR, YANHU, "街道"), unit_code=f"jd-{case.community.code[:9]}")

    key = signed(SHEET["exits.guidance"], case.number, by=street, signer=street, at=moment(OPENED))

    assert fresh(key).stage == PaperStage.SIGNED
    assert Paper.objects.get(template="exits.assessment").signer != fresh(key).signer
