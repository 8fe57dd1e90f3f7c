"""The demo's table of the hotline: four rows are cases, the fifth waits to be decided."""

import pytest

from tests.jobs.demo.stages import a_daily, play, registers
from tingban.data.complaints.models import Case
from tingban.data.exchange.models import Slip
from tingban.jobs.demo import slips
from tingban.rules.complaints.sources import Source
from tingban.rules.exchange.slip_states import SlipState

pytestmark = pytest.mark.django_db
ESTATES = ["锦绣花园", "涑水家园", "桃源小区", "河东书苑", "明月新城"]


def test_four_rows_are_registered_and_one_is_left_to_finish():
    daily = a_daily()
    slips.plan(daily, registers(ESTATES).estates)

    play(daily)

    places = list(Case.objects.order_by("id").values_list("community__name", "source"))
    assert places == [(name, Source.HOTLINE_12345) for name in ESTATES[:4]]
    left = Slip.objects.get(state=SlipState.OPEN)
    assert [name for _, name in left.communities] == ESTATES[4:]
