"""A paper is offered where it may be signed (T-P07, T-P09, T-P12)."""

from datetime import date

import pytest

from tingban.rules.rectification.due_papers import due_papers
from tingban.rules.rectification.stages import Stage

TERM = date(2024, 6, 20)
CLOSING, ESCALATION, EXTENSION = (
    f"rectification.{name}" for name in ("closing", "escalation", "extension")
)


@pytest.mark.parametrize(
    ("stage", "failures", "today", "due"),
    [
        (Stage.CFM, 0, TERM, ()),
        (Stage.ORD, 0, TERM, ()),
        (Stage.FIX, 0, TERM, (EXTENSION,)),
        (Stage.FIX, 0, date(2024, 6, 21), ()),
        (Stage.FIX, 1, date(2024, 6, 21), ()),
        (Stage.FIX, 2, TERM, (EXTENSION, ESCALATION)),
        (Stage.OVD, 0, date(2024, 6, 21), (ESCALATION,)),
        (Stage.ESC, 2, date(2024, 6, 21), (ESCALATION,)),
        (Stage.SUB, 0, TERM, (CLOSING,)),
        (Stage.CMP, 0, TERM, (CLOSING,)),
        (Stage.ANN, 0, TERM, ()),
    ],
)
def test_each_stage_has_its_papers(stage, failures, today, due):
    assert due_papers(stage, TERM, failures, today) == due


def test_without_a_term_there_is_nothing_to_extend():
    assert due_papers(Stage.FIX, None, 0, TERM) == ()
