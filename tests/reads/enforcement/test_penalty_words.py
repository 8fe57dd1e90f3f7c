"""Sentences of penalty papers: what was told, heard and is owed (行政处罚法 44, 45, 63, 72)."""

from datetime import date

import pytest

from tests.rules.enforcement.courses import TODAY, APaper, a_move
from tingban.reads.enforcement.penalty_words import case_words, execution_words
from tingban.rules.enforcement.penalty_stages import PAPER_LABELS, Act, PaperKey
from tingban.rules.law import STATUTORY_CALENDAR
from tingban.rules.rectification.course import Course

TOLD = date(2024, 6, 12)
HEARD = date(2024, 6, 17)


def course(*moves, papers=None) -> Course:
    beside = {"calendar": STATUTORY_CALENDAR}
    return Course(today=TODAY, moves=moves, papers=papers or {}, on=TODAY, beside=beside)


def noticed(hearing: str, *more) -> Course:
    told = {"kinds": ["warning", "fine"], "fine": 5_000_000, "hearing": hearing}
    return course(a_move(Act.PROPOSE, on=TOLD, **told), a_move(Act.NOTIFY, on=TOLD), *more)


WAIVED_BOTH = a_move(Act.WAIVE, on=HEARD, waived=["plea", "hearing"])
WAIVED_PLEA = a_move(Act.WAIVE, on=HEARD, waived=["plea"])
ASKED = a_move(Act.ASK_HEARING, on=HEARD)


NO_PLEA = "当事人在期限内没有提出陈述、申辩。"
PLEA_WAIVED = "当事人明确放弃陈述、申辩。"
HELD = "本机关于2024年6月18日依法举行了听证。"


@pytest.mark.parametrize(
    ("hearing", "more", "words"),
    [
        ("no", (), NO_PLEA),
        ("no", (WAIVED_PLEA,), PLEA_WAIVED),
        ("yes", (), f"{NO_PLEA}当事人在期限内没有要求听证。"),
        ("yes", (WAIVED_PLEA,), f"{PLEA_WAIVED}当事人在期限内没有要求听证。"),
        ("yes", (WAIVED_BOTH,), f"{PLEA_WAIVED}当事人明确放弃听证。"),
        ("yes", (ASKED, a_move(Act.DROP_HEARING)), f"{NO_PLEA}当事人要求听证后又撤回。"),
        ("yes", (ASKED, a_move(Act.HOLD_HEARING)), f"{NO_PLEA}{HELD}"),
    ],
)
def test_the_decision_says_what_was_told_and_what_the_company_made_of_it(hearing, more, words):
    told = case_words(noticed(hearing, *more))["听取意见"]

    papers = "、听证告知书" if hearing == "yes" else ""
    assert told == f"本机关于2024年6月12日向你单位送达了行政处罚事先告知书{papers}。{words}"


def test_a_waiver_of_an_earlier_round_does_not_speak_for_the_new_one():
    later = (
        a_move(Act.RESUME, on=HEARD), a_move(Act.PROPOSE, on=TODAY, kinds=["fine"], hearing="yes"),
        a_move(Act.NOTIFY, on=TODAY),
    )  # fmt: skip

    told = case_words(noticed("yes", WAIVED_BOTH, *later))["听取意见"]

    assert told.endswith("当事人在期限内没有提出陈述、申辩。当事人在期限内没有要求听证。")


def paying(key: PaperKey, *payments) -> dict:
    proposed = a_move(Act.PROPOSE, kinds=["fine"], fine=200_000)
    papers = {key: APaper("盐建罚字〔2024〕1号")}
    return execution_words(course(proposed, *payments, papers=papers))


@pytest.mark.parametrize("key", [PaperKey.DECISION, PaperKey.SPOT])
def test_what_is_urged_and_enforced_is_called_by_the_name_on_the_decision(key):
    assert paying(key)["决定书"] == PAPER_LABELS[key]


def test_nothing_paid_is_not_called_a_payment():
    part = a_move(Act.PAY_PART, amount=50_000, voucher="1")

    assert paying(PaperKey.DECISION)["缴纳情况"] == "至今没有缴纳"
    assert paying(PaperKey.DECISION, part)["缴纳情况"] == "已缴500元，其余至今没有缴纳"
