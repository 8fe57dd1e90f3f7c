"""For which step each paper is signed, written by hand from DOMAIN 3.2, 3.3, 7.2 and 8.2.

A paper is refused with the sentence of its step as long as the step is not ready, and no guard that
asks for the paper itself stands in its way.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from tests.rules.enforcement import (
    penalty_values,
    test_credit_flow,
    test_exposure_matrix,
    test_level_matrix,
    test_penalty_guards,
    test_transfer_matrix,
)
from tests.rules.exits import courses as exit_values
from tests.rules.exits import test_exit_guards
from tingban.rules.actors import Actor
from tingban.rules.audit.machine import Machine
from tingban.rules.enforcement import measure_paper_steps as measures
from tingban.rules.enforcement.credit_flow import CREDIT_FLOW
from tingban.rules.enforcement.credit_papers import CREDIT_SLIP, REPORT_LETTER
from tingban.rules.enforcement.exposure_flow import EXPOSURE_FLOW
from tingban.rules.enforcement.exposure_papers import EXPOSURE_PAPERS
from tingban.rules.enforcement.level_flow import LEVEL_FLOW
from tingban.rules.enforcement.level_papers import LEVEL_PAPERS
from tingban.rules.enforcement.penalty_decision_papers import DECISION_PAPERS
from tingban.rules.enforcement.penalty_flow import PENALTY_FLOW
from tingban.rules.enforcement.penalty_paper_steps import SIGNED_FOR as PENALTY_FOR
from tingban.rules.enforcement.penalty_papers import INQUIRY_PAPERS
from tingban.rules.enforcement.transfer_flow import TRANSFER_FLOW
from tingban.rules.enforcement.transfer_papers import TRANSFER_PAPERS
from tingban.rules.errors import NotNow
from tingban.rules.exits.exit_flow import EXIT_FLOW
from tingban.rules.exits.exit_paper_steps import SIGNED_FOR as EXITS_FOR
from tingban.rules.exits.exit_papers import TEMPLATES as EXIT_PAPERS
from tingban.rules.rectification.course import Course
from tingban.rules.rectification.paper_steps import Table, too_early


@dataclass(frozen=True)
class Kind:
    """A flow, its papers by hand with the act each is signed for ("" for a record), the guards that
    ask for a paper of the step itself, and what the matrices know to be amiss."""

    machine: Machine[Course]
    table: Table
    templates: tuple
    acts: Mapping[str, str]
    own: frozenset[str]
    refusals: list[tuple[str, str, dict, str]]
    good: Callable[..., Course]


KINDS = {
    "penalty": Kind(
        PENALTY_FLOW, PENALTY_FOR, (*INQUIRY_PAPERS, *DECISION_PAPERS),
        {
            "enforcement.penalty_filing": "file",
            "enforcement.penalty_inspection": "",
            "enforcement.penalty_interview": "",
            "enforcement.penalty_keeping": "release",
            "enforcement.penalty_report": "",
            "enforcement.penalty_review": "",
            "enforcement.penalty_notice": "notify",
            "enforcement.penalty_hearing_right": "notify",
            "enforcement.penalty_hearing": "hold_hearing",
            "enforcement.penalty_hearing_record": "",
            "enforcement.penalty_plea": "",
            "enforcement.penalty_discussion": "",
            "enforcement.penalty_decision": "decide",
            "enforcement.penalty_spot": "decide_on_spot",
            "enforcement.penalty_sparing": "spare",
            "enforcement.penalty_deferral": "defer",
            "enforcement.penalty_urging": "urge",
            "enforcement.penalty_court": "apply_court",
            "enforcement.penalty_closing": "close",
        },
        frozenset({
            "filing_signed", "keeping_served", "notice_served", "decision_signed", "spot_handed",
            "sparing_signed", "urging_served", "court_signed", "closing_signed",
        }),
        test_penalty_guards.REFUSALS, penalty_values.good,
    ),
    "level": Kind(
        LEVEL_FLOW, measures.LEVELS_FOR, LEVEL_PAPERS,
        {
            "enforcement.level_notice": "tell",
            "enforcement.level_decision": "decide",
            "enforcement.level_letter": "write",
            "enforcement.level_poster": "post",
        },
        frozenset({"notice", "signed", "letter", "posted"}),
        test_level_matrix.REFUSALS, test_level_matrix.good,
    ),
    "exposure": Kind(
        EXPOSURE_FLOW, measures.EXPOSURES_FOR, EXPOSURE_PAPERS,
        {"enforcement.exposure_notice": "tell", "enforcement.exposure_case": "sign"},
        frozenset({"notice", "signed"}),
        test_exposure_matrix.REFUSALS, test_exposure_matrix.good,
    ),
    "transfer": Kind(
        TRANSFER_FLOW, measures.TRANSFERS_FOR, TRANSFER_PAPERS,
        {
            "enforcement.transfer_letter": "send",
            "enforcement.sealed_letter": "send",
            "enforcement.crime_letter": "send",
            "enforcement.joint_letter": "send",
            "enforcement.transfer_urging": "urge",
        },
        frozenset({"letter", "urging"}),
        test_transfer_matrix.REFUSALS, test_transfer_matrix.good,
    ),
    "credit": Kind(
        CREDIT_FLOW, measures.CREDIT_FOR, (CREDIT_SLIP, REPORT_LETTER),
        {"enforcement.credit_slip": "send", "enforcement.market_letter": "report_market"},
        frozenset({"slip", "letter"}),
        test_credit_flow.REFUSALS,
        lambda act, stage, **amiss: replace(test_credit_flow.good(act, **amiss), stage=stage),
    ),
    "exit": Kind(
        EXIT_FLOW, EXITS_FOR, EXIT_PAPERS,
        {
            "exits.assessment": "start",
            "exits.guidance": "guide",
            "exits.meeting_notice": "announce",
            "exits.ballot_form": "announce",
            "exits.decision": "decide",
            "exits.dismissal": "serve_notice",
            "exits.not_renewing": "serve_notice",
            "exits.emergency": "emergency",
            "exits.demand": "urge",
            "exits.suit_guidance": "guide_suit",
            "exits.handover_list": "",
            "exits.succession": "",
            "exits.confirmation": "complete",
            "exits.conclusion": "close",
        },
        frozenset({"assessed", "guided", "emergency_paper", "demand_served", "suit_paper"}),
        test_exit_guards.REFUSALS, exit_values.good,
    ),
}  # fmt: skip
PAPERS = [(name, key) for name, kind in KINDS.items() for key, act in kind.acts.items() if act]
# Asked on the day of the step.
# The term that a demand names is read from it once it is served.
LATER = {("hold_hearing", "held_then"), ("urge", "demand_term")}
# The notice of a hearing lies ahead of its day (行政处罚法 64).
SIGNED_ON = {"enforcement.penalty_hearing": penalty_values.day(6, 24)}
# What the transfer of the matrix is sent with.
LETTERS = {"enforcement.crime_letter"}


def signer(kind: Kind, act: str) -> tuple[Actor, frozenset]:
    """Whoever may take the act."""
    row = next(it for it in kind.machine.rows if it.act == act)
    seat = sorted(row.by, key=str)[0]
    return Actor(7, "韩某", seat.role, "u", "某局", "140802"), frozenset({seat.side})


def file_of(now: Course) -> Course:
    """What the step would tell stands in the file; at a signature nothing is told."""
    told = replace(penalty_values.done("said", penalty_values.day(6, 3)), told=now.told)
    return replace(now, moves=(told, *now.moves), told={})


def told(kind: Kind, key: str, now: Course, on: date | None = None) -> str:
    act = kind.acts[key]
    actor, _ = signer(kind, act)
    if kind.table[key].is_record:
        now = replace(now, moves=tuple(it for it in now.moves if it.act != act))
    on = on or SIGNED_ON.get(key, now.day_now)
    return too_early(kind.machine, kind.table, key, now, actor, on)


@pytest.mark.parametrize("name", KINDS)
def test_every_paper_has_its_step_or_is_a_record(name):
    kind = KINDS[name]

    assert {it.key for it in kind.templates} == set(kind.acts)
    assert {key: it.act for key, it in kind.table.items()} == {
        key: act for key, act in kind.acts.items() if act
    }


@pytest.mark.parametrize(("name", "key"), PAPERS)
def test_where_the_step_cannot_be_taken_its_paper_is_refused_with_its_sentence(name, key):
    kind = KINDS[name]
    act = kind.acts[key]
    actor, sides = signer(kind, act)
    starts = {row.start for row in kind.machine.rows if row.act == act}
    for stage in set(kind.machine.states) - starts:
        now = Course(today=penalty_values.day(6, 18), stage=str(stage))
        with pytest.raises(NotNow) as refused:
            kind.machine.check(act, str(stage), actor=actor, sides=sides, now=now)
        assert told(kind, key, now).startswith(refused.value.sentence), stage


def cases() -> list[Any]:
    found = []
    for name, key in PAPERS:
        kind = KINDS[name]
        for place, (act, guard, amiss, sentence) in enumerate(kind.refusals):
            extra = guard in kind.table[key].also and act in ("propose", "file", "urge")
            if act == kind.acts[key] or (extra and "proposal" in amiss):
                found.append(
                    pytest.param(name, key, guard, amiss, sentence, id=f"{key}-{guard}-{place}")
                )
    return found


@pytest.mark.parametrize(("name", "key", "guard", "amiss", "sentence"), cases())
def test_what_the_file_lacks_for_the_step_it_lacks_for_the_paper(name, key, guard, amiss, sentence):
    kind = KINDS[name]
    act, wanted = kind.acts[key], kind.table[key]
    for row in kind.machine.rows:
        if row.act != act or guard not in row.guards:
            continue
        now = file_of(kind.good(act, row.start, **dict(amiss)))
        if key.endswith("_letter") and name == "transfer" and key not in LETTERS:
            continue
        paper = amiss.get("papers", {}).get(key)
        said = told(kind, key, now, paper if isinstance(paper, date) else None)
        if (act, guard) in LATER or guard in kind.own:
            assert "请先起草" not in said
            assert "还没有签发" not in said
        elif guard not in kind.machine.asked or guard in wanted.also:
            assert re.search(sentence, said), (row.start, said)
            assert "不能签发这份文书" in said


@pytest.mark.parametrize(("name", "key"), PAPERS)
def test_no_paper_waits_for_itself_nor_for_its_fellows(name, key):
    kind = KINDS[name]
    act = kind.acts[key]
    fellows = {it for it, other in kind.acts.items() if other == act}
    for row in kind.machine.rows:
        if row.act == act and not (name == "transfer" and key.endswith("_letter")):
            now = file_of(
                kind.good(act, row.start, **({"refusal": {}} if name == "credit" else {}))
            )
            bare = {it: paper for it, paper in now.papers.items() if it not in fellows}
            assert told(kind, key, replace(now, papers=bare)) == "", row.start


@pytest.mark.parametrize(
    ("matter", "receiver", "letter"),
    [
        ("clue", "market", "transfer_letter"),
        ("clue", "discipline", "sealed_letter"),
        ("crime", "police", "crime_letter"),
        ("joint", "tax", "joint_letter"),
    ],
)
def test_a_transfer_goes_with_its_own_letter_and_no_other(matter, receiver, letter):
    kind = KINDS["transfer"]
    more = {"measures": []} if matter != "joint" else {}
    now = file_of(kind.good("send", "approved", matter=matter, receiver=receiver, **more))
    bare = replace(now, papers={})
    letters = [key for key, act in kind.acts.items() if act == "send"]

    fits = [key for key in letters if told(kind, key, bare) == ""]

    assert fits == [f"enforcement.{letter}"]
    others = {told(kind, key, bare) for key in letters if key not in fits}
    assert others == {"“登记移送”用不到这份文书，不能签发。请核对文书的种类。"}


def test_a_hearing_is_not_told_where_none_is_offered():
    """行政处罚法 63."""
    kind, key = KINDS["penalty"], "enforcement.penalty_hearing_right"
    small = {"articles": ["LOCAL"], "fine": 2_000_00, "hearing": "no", "local_low": 500_00,
             "local_law": "某市物业管理办法第五十条", "local_high": 3_000_00}  # fmt: skip
    now = file_of(kind.good("notify", "concluded", proposal=small))

    assert "“登记告知书送达”用不到这份文书" in told(kind, key, now)
    assert told(kind, "enforcement.penalty_notice", now) == ""


@pytest.mark.parametrize("key", ["enforcement.penalty_notice", "enforcement.penalty_decision"])
@pytest.mark.parametrize(
    ("amiss", "sentence"),
    [
        ({"proposal": {"articles": ["PMR-62"]}}, "第六十二条不适用"),
        ({"proposal": {"fine": 21 * penalty_values.WAN}}, "5万元以上20万元以下"),
        ({"beside": {"acts": ("1-03",)}}, "没有对此规定罚款"),
        ({"beside": {"fined": ("盐建罚〔2024〕1号",)}}, "盐建罚.*第二十九条"),
    ],
)
def test_facts_and_levers_still_hold_when_a_penalty_is_told_and_decided(key, amiss, sentence):
    """行政处罚法 44, 57: what was proposed may have lost its ground since."""
    kind = KINDS["penalty"]
    act = kind.acts[key]
    stage = {"notify": "concluded", "decide": "heard"}[act]

    assert re.search(sentence, told(kind, key, file_of(kind.good(act, stage, **amiss))))


@pytest.mark.parametrize("key", ["exits.decision", "enforcement.penalty_deferral"])
def test_a_record_may_be_signed_behind_its_act(key):
    kind = KINDS["exit" if key.startswith("exits") else "penalty"]
    act = kind.acts[key]
    before = Course(today=penalty_values.day(6, 18), stage="nowhere")
    after = replace(before, moves=(penalty_values.done(act, penalty_values.day(6, 17)),))
    actor, _ = signer(kind, act)

    assert too_early(kind.machine, kind.table, key, after, actor, after.day_now) == ""
    stage = replace(before, stage=str(next(iter(kind.machine.states))))
    assert "不能" in too_early(kind.machine, kind.table, key, stage, actor, stage.day_now)
