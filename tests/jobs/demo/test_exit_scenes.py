"""The demo's five exits, each where it is meant to be seen."""

import pytest

from tests.jobs.demo.stages import a_daily, play, registers
from tingban.data.enforcement.models import CreditPush
from tingban.data.exits.models import Exit, ExitCase, HandoverLine
from tingban.jobs.demo import exit_scenes
from tingban.reads.exits.votes import votes_of_case

pytestmark = pytest.mark.django_db
ESTATES = ["锦绣花园", "涑水家园", "桃源小区", "河东书苑", "明月新城", "安邑新居"]


@pytest.fixture(scope="module")
def cases(shared_rows) -> list[ExitCase]:
    daily = a_daily()
    estates = registers(ESTATES).estates
    free = exit_scenes.places(estates, {estates[0].code})
    assert exit_scenes.plan(daily, free) == estates[1]
    play(daily)
    return list(ExitCase.objects.order_by("community_id"))


def test_each_stands_where_it_is_meant_to_be_seen(cases):
    assert [case.stage for case in cases] == [
        "voting", "notice_period", "handing_over", "in_court", "done",
    ]  # fmt: skip
    running, decided = (votes_of_case(case)[0] for case in cases[:2])
    assert running.result is None
    assert decided.result.passed


def test_half_is_handed_over_all_is_and_one_counts(cases):
    half = HandoverLine.objects.standing().filter(case=cases[2])
    assert sorted(half.values_list("item", "state")) == [
        ("M1", "handed"), ("M2", "handed"), ("M3", "partial"), ("M5", "handed"),
    ]  # fmt: skip
    assert Exit.objects.get().community_id == cases[4].community_id


def test_who_goes_to_court_was_pushed_and_reported(cases):
    push = CreditPush.objects.get(about=cases[3].number)

    assert (push.kind, push.stage) == ("K2", "acknowledged")
    assert cases[3].due_rule == "X12"
