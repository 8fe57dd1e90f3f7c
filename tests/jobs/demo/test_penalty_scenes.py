"""The demo's penalty cases: both procedures, each where it is meant to be seen."""

from decimal import Decimal

import pytest

from tests.jobs.demo.stages import a_daily, play, registers
from tingban.data.enforcement.models import Penalty, PenaltyCase
from tingban.jobs.demo import penalty_scenes
from tingban.jobs.demo.runner import NOW
from tingban.reads.enforcement.penalty_cases import PENALTY
from tingban.reads.rectification.proceedings import course_of
from tingban.rules.enforcement import penalty_course as seen
from tingban.rules.enforcement.penalty_stages import Stage

pytestmark = pytest.mark.django_db
ESTATES = ["锦绣花园", "涑水家园", "桃源小区", "河东书苑", "明月新城", "安邑新居", "盐池人家"]


def test_each_case_stands_where_it_is_meant_to_be_seen():
    daily = a_daily()
    planned = {"行政处罚": [{"文号": "盐建罚决字〔2024〕7号"}, {"文号": "永建罚决字〔2024〕90号"}]}
    penalty_scenes.plan(daily, registers(ESTATES).estates, planned)

    play(daily)

    rows = PenaltyCase.objects.order_by("community__code")
    assert [row.stage for row in rows] == [
        Stage.CLOSED, Stage.HEARING, Stage.CLOSED, Stage.CLOSED, Stage.URGED, Stage.NOTICED,
        Stage.CLUE,
    ]  # fmt: skip
    assert set(Penalty.objects.values_list("number", "fine")) == {
        ("盐建罚决字〔2024〕8号", Decimal("50000.00")),
        ("盐建当罚字〔2024〕1号", Decimal("2000.00")),
        ("盐建当罚字〔2024〕2号", Decimal("2000.00")),
    }
    late = course_of(PENALTY, rows[4], today=NOW.date())
    assert seen.added(late, NOW.date()) == 180_00
