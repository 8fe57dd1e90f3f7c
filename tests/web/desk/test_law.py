"""法律条文 on the desk, and beside the steps that rest on it."""

import pytest

from tests import credit
from tests.people import YANHU
from tests.web.visitors import browser_of
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.deadlines.limits import Standing
from tingban.rules.enforcement.penalty_levers import HEARING_FROM, yuan
from tingban.rules.exits.retention import COURT_MONTHS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _then():
    with clock.standing_at(credit.NOW):
        yield


def page(path: str, role: Role = Role.C_OP) -> str:
    return browser_of(role, YANHU).get(path).content.decode()


def test_the_book_shows_articles_with_their_words_and_since_when():
    text = page("/desk/law/?law=物业管理条例")

    assert "2018年3月19日起施行" in text
    assert "逾期仍不移交有关资料的" in text
    assert "个人信息保护法》" not in text


def test_a_word_finds_its_article():
    text = page("/desk/law/?q=提前六十日")

    assert "第九百四十六条" in text
    assert "没有找到条文" in page("/desk/law/?q=没有这样的词")


def test_the_law_stands_beside_the_step():
    number = credit.acknowledged()

    text = page(f"/desk/credit-pushes/{number}/recall/", Role.C_LD)

    assert "行政机关应当在三日内撤回行政处罚决定信息并公开说明理由" in text


def test_figures_of_our_own_are_told_as_such_and_not_as_law():
    text = page("/desk/law/")

    assert "本市口径" in text
    assert f"<b>{yuan(HEARING_FROM)}起</b>" in text
    assert text.count("<b>5 个工作日</b>") == 2
    assert f"<b>{COURT_MONTHS} 个月</b>" in text
    # Who looks for articles is not shown figures that are none.
    assert "本市口径" not in page("/desk/law/?q=听证")


def test_what_is_called_ours_rests_on_no_law():
    for key in ("DL-16/plea", "T-P12/level-plea", "DL-31/plea"):
        assert LIMIT_BY_KEY[key].standing is Standing.CUSTOM
