"""The page of 街道 and owners holds their part and nothing else of the file, by a list by hand."""

import re

import pytest

from tests.exit_cases import (
    OPENED,
    SHEET,
    a_line,
    abandoned,
    moment,
    opened,
    paper,
    served_paper,
    state,
    take,
)
from tests.papers import drafted, fresh
from tests.people import NOW, clerk, head
from tests.votes import owner, street
from tests.web.desk.test_owners_papers import browser
from tests.web.visitors import Browser
from tingban.actions.documents import papers
from tingban.data.accounts.models import User
from tingban.data.exits.models import ExitCase
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.exits.exit_fields import FIELDS
from tingban.rules.exits.exit_stages import Act, Stage
from tingban.rules.exits.handover import Item, Party
from tingban.rules.rectification.fields import Ask

pytestmark = pytest.mark.django_db
# What may be read of the course, question by question; written by hand from DESIGN 1 and
# DOMAIN 3.3. All else (the assessment, remarks, the refusal as the bureau wrote it down, what it
# pushes, links, follows in court) is the bureau's own.
_BOTH = {
    "guide.guided_whom", "guide.guidance",
    "convene.mandate",
    "announce.posted_where", "announce.meeting_original",
    "renew.renewal_contract",
    "serve_notice.proof", "serve_notice.taken_by", "serve_notice.notice_clause",
    "serve_notice.notice_original",
    "succeed.successor", "succeed.decision", "succeed.new_contract",
    "inspect.inspection", "inspect.inspection_flaws",
    "emergency.emergency_by", "emergency.emergency_scope", "emergency.emergency_paid",
}  # fmt: skip
MAY_SEE = {
    Role.OWN: _BOTH | {
        "guide_suit.suit_told_to",
        "sue.plaintiff", "sue.court", "sue.suit_number", "sue.suit_claims",
        "judge.judgment", "judge.judgment_told", "judge.execution_number",
    },
    Role.STR: _BOTH | {"give_opinion.street_opinion", "check_service.service_now"},
}  # fmt: skip
_DAY, _ITEM = "2024-06-18", "M1"


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(NOW):
        yield


def marked(act: str) -> dict[str, object]:
    """An answer to every question of an act; texts say which question they answer."""
    found: dict[str, object] = {}
    for field in FIELDS[act]:
        mark = f"〖{act}.{field.name}〗"
        found[field.name] = {
            Ask.LINE: mark, Ask.TEXT: mark, Ask.LINES: [mark], Ask.DAY: _DAY, Ask.COUNT: 7,
            Ask.FLAG: True, Ask.MANY: [_ITEM],
            Ask.PEOPLE: [{"name": mark, "certificate": "1"}],
            Ask.CHOICE: field.choices[0][0] if field.choices else "",
        }[field.ask]  # fmt: skip
    return found


def the_whole_course(stage: Stage) -> ExitCase:
    """Every act was once done by the bureau, each with a remark of its own."""
    case = opened()
    move = case.moves.latest("id")
    for act in Act:
        if (act.value.startswith("open_") and act is not Act.OPEN_VOTE) or act is Act.UNDO:
            continue
        move.pk, move._state.adding = None, True
        move.step, move.start, move.to = act.value, stage.value, stage.value
        move.told, move.reason = marked(act), f"〖{act.value}.reason〗"
        move.save(force_insert=True)
    ExitCase.objects.filter(pk=case.pk).update(stage=stage.value)
    case.refresh_from_db()
    return case


def visitor(role: Role, case: ExitCase):
    code = case.community.code
    return browser(role, code if role is Role.OWN else f"jd-{code[:9]}")


def page(role: Role, case: ExitCase) -> str:
    answer = visitor(role, case).get(f"/desk/exit-cases/{case.number}/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", [Role.OWN, Role.STR])
@pytest.mark.parametrize(
    "stage", [Stage.X1, Stage.X4, Stage.X6, Stage.X8, Stage.X10, Stage.X12, Stage.X9, Stage.XC]
)
def test_the_page_holds_what_the_list_says_and_nothing_else(role, stage):
    case = the_whole_course(stage)

    told = page(role, case)

    assert set(re.findall("〖([^〗]+)〗", told)) == MAY_SEE[role]
    for inner in ("三次责令不改", "业主多次集体反映", clerk().name, "时间线", "撤回上一步"):
        assert inner not in told


def test_a_remark_is_told_to_the_side_that_made_it():
    case = opened()
    take(case, Act.GIVE_OPINION, OPENED, actor=street(case), street_opinion="可以", reason="附函")

    told = page(Role.STR, case)

    assert "说明：附函" in told
    assert "我们登记" in told


def test_the_first_thing_is_what_they_must_do_by_when_and_why():
    case = opened()

    told = page(Role.STR, case)

    # Ten working days from 18 June.
    assert "7月2日" in told
    assert "《物业管理条例》第十条" in told
    assert f"/desk/exit-cases/{case.number}/give_opinion/" in told
    assert "现在没有要我们办的" not in told
    take(case, Act.GIVE_OPINION, OPENED, actor=street(case), street_opinion="可以")
    assert "现在没有要我们办的" in browser_again(Role.STR, case)


def browser_again(role: Role, case: ExitCase) -> str:
    """The same post looks again."""
    user = User.objects.get(username__startswith="u", name="代表")
    answer = Browser().enter(user).get(f"/desk/exit-cases/{case.number}/")
    return answer.content.decode()


def test_owners_see_the_days_that_bind_them_and_what_the_list_still_wants_of_them():
    case = take(abandoned(), Act.TERMINATE, OPENED)
    state(case, a_line(Item.M1, OPENED))

    told = page(Role.OWN, case)

    assert "6月17日" in told
    assert "7月17日" in told  # 30 days after the contract ended
    assert "等我们确认的 1 处" in told
    assert "十项里交齐 1 项" in told
    assert "原企业已经撤场" in told


def test_drafts_of_the_bureau_are_its_own_and_the_signed_paper_is_theirs():
    case = opened()
    take(case, Act.GIVE_OPINION, OPENED, actor=street(case), street_opinion="可以")
    draft = drafted(SHEET["exits.guidance"], case.number, at=moment(OPENED))
    inner = paper(case, "exits.assessment", OPENED)
    ExitCase.objects.update(stage=Stage.X1)

    assert draft not in page(Role.OWN, case)

    known = {"paper": draft, "sheet": SHEET["exits.guidance"], "at": moment(OPENED)}
    papers.submit(**known, version=fresh(draft).version, actor=clerk())
    assert draft not in browser_again(Role.OWN, case)
    papers.sign(**known, on=OPENED, version=fresh(draft).version, actor=head())
    told = browser_again(Role.OWN, case)
    assert f"/desk/papers/{draft}/" in told
    assert inner not in told


def test_the_letter_of_guidance_for_a_suit_is_read_by_those_whom_it_is_written_to():
    case = take(abandoned(), Act.TERMINATE, OPENED)
    take(
        case, Act.REFUSE, OPENED, refused=["M1"], refusal="要求移交，被拒", refusal_evidence=["函"]
    )
    demand = served_paper(case, "exits.demand", OPENED)
    ExitCase.objects.update(stage=Stage.X11)
    letter = paper(case, "exits.suit_guidance", OPENED)

    told = page(Role.OWN, case)

    assert f"/desk/papers/{letter}/" in told
    assert demand not in told


def test_a_side_confirms_for_itself_what_it_has_not_confirmed_and_withdraws_its_own():
    case = take(abandoned(), Act.TERMINATE, OPENED)
    state(case, a_line(Item.M1, OPENED))
    state(case, a_line(Item.M2, OPENED), actor=owner(case))

    told = visitor(Role.OWN, case).get(f"/desk/exit-cases/{case.number}/handover/")

    text = told.content.decode()
    assert f'value="{Party.OWNERS.value}"' in text
    assert f'name="by-party" value="{Party.OLD.value}"' not in text
    assert "withdraw/?line=M2" in text
    assert "withdraw/?line=M1" not in text


def test_the_form_of_a_step_shows_them_nothing_that_the_bureau_lacks():
    case = opened()

    told = visitor(Role.STR, case).get(f"/desk/exit-cases/{case.number}/give_opinion/")

    assert "退出风险研判表已签发" not in told.content.decode()


def test_the_articles_stand_beside_the_form_of_their_step():
    case = opened()

    told = visitor(Role.STR, case).get(f"/desk/exit-cases/{case.number}/give_opinion/")

    assert "《物业管理条例》第十条" in told.content.decode()
