"""Who somebody is on a day: a user with the posts that are valid then."""

from datetime import date, timedelta

import pytest

from tests.people import NOW, YANHU
from tests.web.visitors import staff_member
from tingban.data.accounts.models import Post, SecondFactor, User
from tingban.reads import accounts
from tingban.rules.actors import Role

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def user() -> User:
    return staff_member(Role.C_OP, YANHU)


def roles(user: User, on: date = TODAY) -> list[Role]:
    found = accounts.person(user.pk, on=on)
    assert found is not None
    return [post.role for post in found.posts]


def valid(user: User, since: date, until: date | None) -> None:
    Post.objects.filter(user=user).update(valid_from=since, valid_to=until)


def test_the_person_is_known_by_all_that_a_page_needs(user):
    User.objects.filter(pk=user.pk).update(session_key="s", must_change_password=True)

    found = accounts.person(user.pk, on=TODAY)

    assert found is not None
    assert (found.user_id, found.username, found.name) == (user.pk, user.username, user.name)
    assert (found.session_key, found.must_change_password) == ("s", True)
    assert found.password_changed_at == user.password_changed_at
    post, stored = found.posts[0], Post.objects.select_related("unit").get(user=user)
    assert post == accounts.held(stored)


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (TODAY, TODAY, True),
        (TODAY - timedelta(days=9), None, True),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1), False),
        (TODAY + timedelta(days=1), None, False),
    ],
)
def test_a_post_counts_from_its_first_to_its_last_day(user, since, until, holds):
    valid(user, since, until)

    assert roles(user) == ([Role.C_OP] if holds else [])


def test_of_two_posts_the_older_comes_first(user):
    first = Post.objects.get(user=user)
    Post.objects.create(
        user=user, unit=first.unit, role=Role.C_LD.value, valid_from=first.valid_from
    )

    assert roles(user) == [Role.C_OP, Role.C_LD]


def test_a_second_factor_counts_once_it_is_confirmed(user):
    factor = SecondFactor.objects.create(user=user, secret=b"s", key_id="k")
    assert not accounts.person(user.pk, on=TODAY).has_second_factor

    factor.confirmed_at = NOW
    factor.save()

    assert accounts.person(user.pk, on=TODAY).has_second_factor


def test_whoever_is_gone_or_deactivated_is_nobody(user):
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert accounts.person(user.pk, on=TODAY) is None
    assert accounts.person(0, on=TODAY) is None
