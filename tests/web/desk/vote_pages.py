"""The pages of a vote as a browser has them, and what their forms send."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import NOW, YANHU
from tests.rules.exits.rolls import roll_file
from tests.votes import (
    the_vote,
)
from tests.web.visitors import PASSWORD, Browser
from tingban.actions.audit import staff
from tingban.data.accounts.models import User
from tingban.rules.actors import SYSTEM, Role
from tingban.rules.exits.vote_ballots import ballot_number


def owner_browser(vote_id: int) -> Browser:
    """A member of the owners' committee of this community."""
    code = the_vote(vote_id).community.code
    staff.add_unit(
        code=code, name="锦绣花园业主委员会", kind="业主组织", area_code=YANHU, actor=SYSTEM, at=NOW
    )
    user = staff.add_user(
        username="yewei",
        name="业委会甲",
        password=PASSWORD,
        actor=SYSTEM,
        at=NOW,
        must_change=False,
    )
    term = staff.Term(code, Role.OWN, date(2024, 1, 1))
    staff.give_post(user_id=user, term=term, actor=SYSTEM, at=NOW)
    return Browser().enter(User.objects.get(pk=user))


def page(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def desk(vote_id: int, *parts: object) -> str:
    return "/".join(["/desk/votes", str(vote_id), *map(str, parts), ""])


def upload(browser: Browser, vote_id: int, rows) -> object:
    book = SimpleUploadedFile("清册.xlsx", roll_file(rows))
    return browser.post(desk(vote_id, "roll"), {"book": book})


def plan_form(**told: object) -> dict[str, object]:
    return {
        "title": "解聘物业服务企业表决", "convener": "committee", "way": "written",
        "notice_on": "2024-07-06", "votes_from": "2024-07-21", "votes_until": "2024-07-31",
        "matter_1": "dismiss", "text_1": "解聘明珠物业", "form": "m1",
    } | told  # fmt: skip


def entry(serial: int = 1, mark: str = "1", **told: str) -> dict[str, str]:
    return {"code": ballot_number(serial), "mark_1": mark, "flaw": ""} | told
