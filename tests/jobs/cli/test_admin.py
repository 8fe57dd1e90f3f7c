"""`tingban admin`: somebody can sign in to an installation that has no users yet."""

import argparse
import json

import pytest

from tests.people import NOW
from tingban.actions.audit import sign_in
from tingban.data.accounts.models import Post, Unit
from tingban.jobs.cli import admin
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.errors import Refused

pytestmark = pytest.mark.django_db


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    admin.register(parser.add_subparsers())
    args = parser.parse_args(["admin", *words])
    with clock.standing_at(NOW):
        return args.run(args)


def test_the_password_it_tells_lets_the_administrator_in(capsys):
    assert run("chen", "--json") == 0

    told = json.loads(capsys.readouterr().out)
    passed = sign_in.by_password(username="chen", password=told["password"], ip="127.0.0.1", at=NOW)
    post = Post.objects.get(user_id=passed.user_id)
    assert (post.role, post.unit_id) == (Role.SYS.value, "zj-140800")


def test_one_more_leaves_the_unit_as_it_is():
    run("chen", "--unit", "甲局")

    run("li", "--unit", "乙局")

    assert Unit.objects.get().name == "甲局"
    assert Post.objects.count() == 2


def test_a_name_that_is_taken_changes_nothing():
    run("chen")

    with pytest.raises(Refused, match="已有人使用"):
        run("chen")

    assert Post.objects.count() == 1
