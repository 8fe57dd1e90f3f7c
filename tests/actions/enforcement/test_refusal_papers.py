"""How the papers of a refusal tell who ended the contract, and when (DOMAIN 7.2, 8.2)."""

import json
from datetime import date, timedelta

import pytest

from tests import credit
from tests.credit import NOW, fresh, take
from tests.people import clerk
from tingban.actions.enforcement import credit_batches, credit_pushes
from tingban.reads.enforcement.credit import wording
from tingban.reads.enforcement.credit_sheets import CREDIT_SHEETS
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.enforcement.credit_stages import CreditAct
from tingban.rules.errors import NotNow

pytestmark = pytest.mark.django_db
ENDED = "合同于 2024年5月4日终止。"
NOBODY = {"decided_on": None, "notice_served_on": None, "no_decision": "企业突然撤场"}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, f"业主于 2024年3月1日共同决定解聘，解聘通知于 2024年3月5日送达，{ENDED}"),
        (NOBODY, f"没有解聘决定（企业突然撤场），{ENDED}"),
        ({"decided_on": None, "no_decision": "企业书面通知到期不续聘"},
         f"没有解聘决定（企业书面通知到期不续聘），书面通知于 2024年3月5日送达，{ENDED}"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("sheet", CREDIT_SHEETS, ids=lambda it: it.template.key)
def test_no_day_is_made_up_for_what_nobody_decided(sheet, told, words):
    number = credit.a_k2(**told)

    assert sheet.facts(clerk(), number)["解聘和终止"] == words


def test_such_a_push_goes_its_way_as_regulatory_information():
    number = credit.a_k2(**NOBODY)
    credit.build(number, nature="regulatory")
    credit.review(number)

    assert credit.slip(number)
    assert credit.letter(number)


DAY = {"decision_on": "2024-03-01", "decision_proof": "业主大会决定，原件存业委会"}
NO_DAY = {"decided_on": None, "no_decision": "企业书面通知到期不续聘"}
HOUR = timedelta(hours=1)
REASON = "业委会补交了决定"


def told(number: str) -> dict:
    return dict(wording(clerk(), number, today=NOW.date()).values)


def clock(number: str) -> tuple[str, str, date | None]:
    row = fresh(number)
    return row.stage, row.due_rule, last_day_of(row.due_at) if row.due_at else None


def test_a_day_that_becomes_known_later_is_added_and_the_reason_gives_way():
    number = credit.a_k2(**NO_DAY)
    opened = fresh(number).moves.get().told
    # Seven working days from Tuesday 18 June.
    running = ("X11/push", date(2024, 6, 27))

    take(number, CreditAct.ADD_DECISION, reason=REASON, **DAY)

    assert clock(number) == ("due", *running)
    assert (told(number)["decided_on"], "no_decision" in told(number)) == ("2024-03-01", False)
    for sheet in CREDIT_SHEETS:
        words = sheet.facts(clerk(), number)["解聘和终止"]
        assert words.startswith("业主于 2024年3月1日共同决定解聘，解聘通知于")
    # Nothing is overwritten: what was handed over stands as it was told.
    assert fresh(number).moves.order_by("id").first().told == opened
    assert opened["no_decision"] == NO_DAY["no_decision"]

    credit.build(number)
    assert clock(number) == ("built", *running)
    with pytest.raises(NotNow, match="已经写明（2024年3月1日），不用补录"):
        take(number, CreditAct.ADD_DECISION, reason=REASON, **DAY)


def test_what_was_reviewed_without_the_day_is_written_and_reviewed_anew_and_leaves_with_it():
    number = credit.reviewed(credit.a_k2(**NO_DAY))

    take(number, CreditAct.ADD_DECISION, at=NOW + HOUR, reason=REASON, **DAY)

    assert clock(number) == ("due", "X11/push", date(2024, 6, 27))
    credit.build(number)
    credit.review(number)
    with pytest.raises(NotNow, match=r"信用推送单.*补录决定日期"):
        take(number, CreditAct.SEND, at=NOW + HOUR, format="json")
    credit.slip(number, NOW + 2 * HOUR)
    take(number, CreditAct.SEND, at=NOW + 2 * HOUR, format="json")
    (row,) = json.loads(credit_batches.file_of(credit.batch_of(number))[1])
    assert row["decided_on"] == "2024/03/01"


def test_what_the_platform_has_is_corrected_by_it():
    number = credit.acknowledged(credit.a_k2(**NO_DAY))

    take(number, CreditAct.ADD_DECISION, reason=REASON, **DAY)

    assert clock(number) == ("amended", "", None)
    assert told(number)["decided_on"] == "2024-03-01"
    # A correction on top of it may still mend the day; the old reason does not come back.
    credit.take(number, CreditAct.AMEND, reason="更正", **told(number) | {
        "decided_on": "2024-03-02"})  # fmt: skip
    assert (told(number)["decided_on"], "no_decision" in told(number)) == ("2024-03-02", False)


def test_taken_back_the_reason_stands_again():
    number = credit.a_k2(**NO_DAY)
    take(number, CreditAct.ADD_DECISION, reason=REASON, **DAY)

    credit_pushes.undo_credit_step(
        number=number, reason="登记错", version=fresh(number).version, actor=clerk(), at=NOW
    )

    assert told(number).get("decided_on", "") == ""
    assert told(number)["no_decision"] == NO_DAY["no_decision"]
    assert clock(number) == ("due", "X11/push", date(2024, 6, 27))


def test_a_decision_after_its_notice_is_refused():
    number = credit.a_k2(**NO_DAY)

    with pytest.raises(NotNow, match="（2024年3月6日）晚于解聘通知送达日期（2024年3月5日）"):
        take(number, CreditAct.ADD_DECISION, reason=REASON, **DAY | {"decision_on": "2024-03-06"})
