"""Several attempts on one account at once (DOMAIN 9.2, 2-5)."""

import pytest

from tests.at_once import at_once, crossing, refusals
from tests.people import NOW, YANHU
from tingban.actions.audit import own_account, sign_in, staff
from tingban.data.accounts.models import User
from tingban.data.audit.models import Entry
from tingban.kit import one_time
from tingban.rules.actors import SYSTEM, Actor, Role
from tingban.rules.errors import NotNow

pytestmark = pytest.mark.django_db(transaction=True)
OLD, NEW = "Lake-side-2024", "Hill-side-2024"


@pytest.fixture
def wang() -> Actor:
    user_id = staff.add_user(
        username="wang", name="王经办", password=OLD, actor=SYSTEM, at=NOW, must_change=False
    )
    return Actor(user_id, "王经办", Role.C_OP, f"zj-{YANHU}", "盐湖区住建局", YANHU)


@pytest.fixture
def secret(wang) -> bytes:
    _, shown = own_account.begin_second_factor(actor=wang)
    secret = one_time.from_base32(shown)
    first = one_time.code_at(secret, one_time.step_of(NOW) - 1)
    own_account.confirm_second_factor(actor=wang, code=first, at=NOW, shown_at=NOW)
    return secret


def trying(password: str):
    return lambda: sign_in.by_password(username="wang", password=password, ip="", at=NOW)


def changing(wang: Actor):
    return lambda: own_account.change_password(
        actor=wang, old=OLD, new=NEW, session_key="mine", at=NOW
    )


def test_five_wrong_passwords_at_once_lock_the_account(wang):
    answers = at_once(*[trying("wrong")] * 5)

    assert len(refusals(answers)) == 5
    with pytest.raises(NotNow, match="已锁定"):
        trying(OLD)()
    assert Entry.objects.filter(act=sign_in.LOCKED).count() == 1


def test_one_code_of_the_telephone_opens_once_of_two_at_once(wang, secret):
    code = one_time.code_at(secret, one_time.step_of(NOW))

    def entering():
        sign_in.by_code(user_id=wang.user_id, code=code, ip="", at=NOW, shown_at=NOW)

    answers = crossing(entering, entering)

    (refusal,) = refusals(answers)
    assert "已用过" in refusal.sentence


def test_one_recovery_code_opens_once_of_two_at_once(wang, secret):
    codes = own_account.renew_recovery_codes(actor=wang, password=OLD, at=NOW)

    def entering():
        sign_in.by_code(user_id=wang.user_id, code=codes[0], ip="", at=NOW, shown_at=NOW)

    answers = crossing(entering, entering)

    assert len(refusals(answers)) == 1


def test_whoever_gave_the_old_password_is_not_let_in_after_it_was_changed(wang):
    passed = trying(OLD)()
    changing(wang)()

    with pytest.raises(NotNow, match="密码刚刚更改"):
        sign_in.open_session(actor=wang, passed=passed, session_key="theirs", at=NOW)

    assert User.objects.get(pk=wang.user_id).session_key == "mine"


def test_a_sign_in_at_the_moment_of_the_change_is_told(wang):
    passed = trying(OLD)()

    answers = crossing(
        changing(wang),
        lambda: sign_in.open_session(actor=wang, passed=passed, session_key="theirs", at=NOW),
    )

    (refusal,) = refusals(answers)
    assert "密码刚刚更改" in refusal.sentence
    assert User.objects.get(pk=wang.user_id).session_key == "mine"


def test_of_two_sign_ins_at_once_the_last_one_stays(wang):
    passed = trying(OLD)()

    def entering(key):
        return lambda: sign_in.open_session(actor=wang, passed=passed, session_key=key, at=NOW)

    answers = crossing(entering("first"), entering("second"))

    assert refusals(answers) == []
    assert User.objects.get(pk=wang.user_id).session_key == "second"


def test_a_password_is_changed_once_of_two_at_once(wang):
    answers = crossing(changing(wang), changing(wang))

    (refusal,) = refusals(answers)
    assert "现在的密码不对" in refusal.sentence


def test_one_user_name_is_given_once_of_two_at_once():
    def adding():
        return staff.add_user(username="li", name="李", password=OLD, actor=SYSTEM, at=NOW)

    answers = crossing(adding, adding)

    assert len(refusals(answers)) == 1
    assert User.objects.filter(username="li").count() == 1
