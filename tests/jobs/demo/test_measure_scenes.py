"""The demo's level cases, transfers and exposures, each where it is meant to be seen."""

from dataclasses import replace

import pytest

from tests.jobs.demo.stages import a_daily, play, registers
from tingban.data.enforcement.models import (
    Exposure,
    ExposureCase,
    LevelCase,
    Transfer,
    TransferMove,
)
from tingban.data.registry.models import Community
from tingban.jobs.demo import measure_scenes
from tingban.jobs.demo.runner import NOW
from tingban.reads.enforcement import exposure_board, joint_measures

pytestmark = pytest.mark.django_db
ESTATES = [
    "锦绣花园",
    "涑水家园",
    "桃源小区",
    "河东书苑",
    "明月新城",
    "安邑新居",
    "盐池人家",
    "解州雅苑",
]


@pytest.fixture(scope="module")
def played(shared_rows) -> None:
    daily = a_daily()
    estates = registers(ESTATES).estates
    guided = [replace(estate, is_guided=True) for estate in estates[:2]]
    Community.objects.filter(code__in=[it.code for it in guided]).update(fee_mode="guided")
    measure_scenes.plan(daily, [*guided, *estates[2:]])
    play(daily)


def test_each_stands_where_it_is_meant_to_be_seen(played):
    def stages(model):
        return list(model.objects.order_by("id").values_list("stage", flat=True))

    assert stages(LevelCase) == ["closed", "told"]
    assert sorted(stages(Transfer)) == ["result", "sent", "sent"]
    assert sorted(stages(ExposureCase)) == ["published", "published", "withdrawn"]


def test_two_transfers_are_to_be_asked_for(played):
    late = Transfer.objects.filter(due_at__lt=NOW)

    assert [row.due_rule for row in late] == ["T-P12/transfer-ask"] * 2


def test_a_joint_measure_was_proposed_in_words_that_the_list_no_longer_has(played):
    told = TransferMove.objects.get(told__matter="joint", step="open").told
    today = joint_measures.words(["inspect", "awards", "expose"], on=NOW.date())

    assert told["measure_words"][0] == today[0]
    assert told["measure_words"][1].startswith("在评优评先中不予推荐（依据：")
    assert today[1].startswith("在评优评先、示范项目评选中不予推荐（依据：")
    assert len(today) == 2


def test_the_board_shows_what_stands_and_nobody_by_name(played):
    shown = exposure_board.standing(today=NOW.date())

    assert sorted(len(case.text.updates) for case in shown) == [0, 1]
    assert Exposure.objects.filter(withdrawn_on__isnull=True).count() == 2
    words = str(shown)
    assert "郝志远" not in words
    assert "13900000000" not in words
