"""Which steps are taken back and which are not, decided act by act, by hand (ADR 0028)."""

import pytest

from tests.rules.exits.courses import done, full_list, good, papers
from tests.rules.rectification.situations import an_actor
from tingban.rules.actors import Role
from tingban.rules.audit.machine import Side
from tingban.rules.errors import NotNow
from tingban.rules.exits.exit_flow import EXIT_FLOW
from tingban.rules.exits.exit_stages import Act, Stage
from tingban.rules.exits.exit_undoing import KEPT
from tingban.rules.exits.handover import HandoverList

# act: True where it only stands in the file; else why it is kept.
GOLDEN = {
    # The first step is never taken back; a wrong case is closed.
    "open_trigger": True,
    "open_owners": True,
    "open_expiry": True,
    "open_not_renewing": True,
    "open_indefinite": True,
    "open_replaced": True,
    "open_abandoned": True,
    "give_opinion": "the word of 街道",
    # A decision of the house; the owners hear of it by the letter of guidance.
    "start": True,
    "guide": "the letter is with the owners",
    # Nobody is told before the announcement.
    "convene": True,
    "announce": "posted to all owners",
    "open_vote": "owners vote",
    # The announced time has run; the count may still be opened again.
    "close_vote": True,
    "retry": True,
    # A recount may overturn it until the company has the notice.
    "decide": True,
    "renew": "a contract between others",
    "serve_notice": "the company has it, the period runs",
    "check_service": True,
    "succeed": True,
    "inspect": True,
    "emergency": "posted to all owners",
    # The contract ends by its day, not by the entry.
    "terminate": True,
    # Until a demand or an order tells it to the company.
    "refuse": True,
    "resume": True,
    "urge": "the company has the demand",
    "enforce": "the order has run out, push and report are due",
    "link_penalty": True,
    "guide_suit": "the letter is with the owners",
    "begin_push": "another file was begun",
    "push_credit": "the platform has answered",
    "report_market": "another authority has answered",
    "sue": "the court has it",
    "diary": True,
    "judge": "the court has judged",
    "complete": "counted",
    "revert": "counted no more",
    "archive": True,
    # Without a paper that goes out.
    "close": True,
    "undo": True,
}


def told(*, stage: Stage = Stage.X10, **amiss) -> str:
    try:
        EXIT_FLOW.check(
            Act.UNDO, stage, actor=an_actor(Role.C_LD), sides=frozenset({Side.KEEPER}),
            now=good(Act.UNDO, stage, **amiss),
        )  # fmt: skip
    except NotNow as refusal:
        return refusal.sentence
    return ""


def test_every_act_is_decided_by_hand():
    assert set(GOLDEN) == set(Act)
    assert {act for act, is_free in GOLDEN.items() if is_free is not True} == set(KEPT)


@pytest.mark.parametrize("act", list(Act))
def test_what_went_out_is_kept_and_says_what_to_do_and_the_rest_is_taken_back(act):
    sentence = told(
        moves=(done("open_trigger"), done(act)), papers={}, beside={"handover": HandoverList()}
    )

    if GOLDEN[act] is True:
        assert sentence == ""
    else:
        assert "已经对外生效，不能撤回" in sentence
        assert KEPT[act] in sentence


@pytest.mark.parametrize(
    ("act", "paper", "title"),
    [
        ("decide", "dismissal", "解聘通知书"),
        ("decide", "not_renewing", "不再续聘通知书"),
        ("refuse", "demand", "催告函"),
    ],
)
def test_what_a_served_paper_tells_is_kept_and_a_signed_one_binds_nobody(act, paper, title):
    key = f"exits.{paper}"
    moves = (done("open_trigger"), done(act))
    served = {key: papers()[key]}
    signed = {key: type(served[key])(served_on=None)}

    assert f"《{title}》已于" in told(moves=moves, papers=served)
    assert told(moves=moves, papers=signed) == ""


def test_a_contract_does_not_run_on_under_a_list_that_is_kept():
    moves = (done("open_trigger"), done("terminate"))

    assert "先由登记的各方撤回清单" in told(moves=moves, beside={"handover": full_list()})
    assert told(moves=moves, beside={"handover": HandoverList()}) == ""
