"""Every kind of proceeding has pages, timers and words (ADR 0028)."""

import pytest
from django.urls import reverse

from tingban.data.rectification.proceedings import Proceeding
from tingban.reads.overview.flows import FLOWS
from tingban.rules.audit.acts import SUBJECTS
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.web.desk.proceeding_kinds import KINDS
from tingban.web.ui.places import card

flows = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.subject)
kinds = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def test_no_kind_is_left_out():
    assert {flow.model for flow in FLOWS} == set(Proceeding.__subclasses__())
    assert [kind.flow for kind in KINDS] == list(FLOWS)


@flows
def test_its_card_is_found_from_its_subject(flow):
    number = f"{flow.prefix}-140802-2024-000001"

    assert card(flow.subject, number) == f"/desk/{flow.folder}/{number}/"
    assert flow.subject in SUBJECTS


@flows
def test_every_question_belongs_to_a_step_of_its_table(flow):
    acts = {row.act for row in flow.machine.rows}

    assert flow.fields.keys() <= acts
    assert set(flow.main.values()) <= acts
    assert acts <= set(flow.machine.acts)


@flows
def test_every_guard_of_a_step_has_a_sentence_and_a_label(flow):
    used = {guard for row in flow.machine.rows for guard in row.guards}

    assert used == set(flow.machine.guards) == set(flow.guard_labels)
    assert flow.machine.asked <= used


@flows
def test_what_leads_on_starts_where_it_is_said_to(flow):
    starts = {(row.start, row.act) for row in flow.machine.rows}

    assert set(flow.main.items()) <= starts


@flows
def test_a_limit_that_a_step_names_is_met_by_somebody(flow):
    named = {row.deadline for row in flow.machine.rows if row.deadline}
    known = {limit.rule for limit in LIMIT_BY_KEY.values()} | set(LIMIT_BY_KEY)

    assert named <= known


@kinds
def test_its_words_speak_of_its_own_steps(kind):
    acts = set(kind.flow.machine.acts)

    assert {*kind.intros, *kind.grave, kind.open_act, kind.undo_act} <= acts
    assert kind.title
    assert kind.open_label
    for label, name in kind.beside:
        assert reverse(name)
        assert label
