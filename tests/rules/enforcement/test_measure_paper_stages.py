"""Each paper is offered in the stage in which it is made (DOMAIN 3.2, column `document`; 8.2)."""

import pytest

from tingban.rules.enforcement import exposure_stages, level_stages, transfer_stages
from tingban.rules.enforcement.exposure_papers import EXPOSURE_PAPERS
from tingban.rules.enforcement.level_papers import LEVEL_PAPERS
from tingban.rules.enforcement.measure_paper_stages import EXPOSURE_DUE, LEVEL_DUE, TRANSFER_DUE
from tingban.rules.enforcement.transfer_papers import TRANSFER_PAPERS

TABLES = [
    (LEVEL_DUE, level_stages, LEVEL_PAPERS),
    (TRANSFER_DUE, transfer_stages, TRANSFER_PAPERS),
    (EXPOSURE_DUE, exposure_stages, EXPOSURE_PAPERS),
]


@pytest.mark.parametrize(("table", "stages", "papers"), TABLES)
def test_every_stage_says_its_papers_and_every_paper_has_a_stage(table, stages, papers):
    assert set(table) == set(stages.Stage)
    assert {key for keys in table.values() for key in keys} == {it.key for it in papers}


@pytest.mark.parametrize(("table", "stages", "papers"), TABLES)
def test_nothing_is_begun_where_all_is_over(table, stages, papers):
    del papers
    assert [stage for stage in stages.ENDS if table[stage]] == []
