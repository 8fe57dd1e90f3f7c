"""One duty to make a penalty public (DL-26, DL-27), kept by its push and seen by its case."""

from datetime import date

import pytest

from tests import credit, penalties
from tests.credit import fresh
from tests.penalties import Walk, at, decided, on_the_spot, served
from tests.people import clerk, head
from tingban.actions.enforcement import credit_pushes, credit_sweep
from tingban.actions.enforcement.penalty_cases import undo_penalty_step
from tingban.data.enforcement.models import CreditPush
from tingban.reads.enforcement.credit import CREDIT
from tingban.reads.enforcement.penalty_cases import PENALTY
from tingban.reads.rectification.proceeding_queues import waiting
from tingban.reads.rectification.proceedings import course_of, running_clock
from tingban.rules.enforcement import penalty_course as seen
from tingban.rules.enforcement.credit_stages import CreditAct, CreditStage
from tingban.rules.enforcement.penalty_stages import Act, PaperKey, Stage
from tingban.rules.errors import NotNow

pytestmark = pytest.mark.django_db
SERVED, LAST = date(2024, 7, 5), date(2024, 7, 15)


def push_of(walk: Walk, on: date = SERVED) -> str:
    """Opened by the clock."""
    assert credit_sweep.open_due(at=at(on)) == 1
    return CreditPush.objects.get().number


def step(number: str, act: str, on: date, **told) -> None:
    actor = credit.law() if act == CreditAct.REVIEW else head() if act in _HEADS else clerk()
    credit.take(number, act, actor, at=at(on, 16), **told)


_HEADS = {CreditAct.DROP, CreditAct.RECALL}


def sent(number: str, on: date = SERVED) -> None:
    """Built, reviewed, carried."""
    step(number, CreditAct.BUILD, on, **credit.asked_of(number))
    step(number, CreditAct.REVIEW, on, opinion="同意推送。")
    step(number, CreditAct.SEND, on, format="xlsx")
    credit.carried(number, at(on, 17))


def acknowledged(number: str, on: date = SERVED, receipt: str = "SX-2024-0077") -> None:
    sent(number, on)
    step(number, CreditAct.ACKNOWLEDGE, on, receipt=receipt)


def public(walk: Walk) -> bool:
    return seen.is_public(course_of(PENALTY, walk.row, today=walk.on))


def limits() -> list[tuple[str, str]]:
    """What waits in the queue of a clerk, with its limit."""
    found = waiting((PENALTY, CREDIT), clerk(), limit=20)
    return [(row.kind, row.due_rule) for row in found.rows]


def _closed(walk: Walk) -> Walk:
    walk.to(7, 8).take(Act.PAY_ALL, amount=50_000_00, voucher="1").paper(PaperKey.CLOSING)
    return walk.take(Act.CLOSE)


def test_the_duty_stands_once_in_the_queue_and_until_the_same_day():
    walk = served()
    assert (walk.row.due_rule, running_clock(walk.row).due_on) == ("DL-26", LAST)

    number = push_of(walk)

    assert (fresh(number).due_rule, running_clock(fresh(number)).due_on) == ("DL-26", LAST)
    assert sorted(limits()) == [("credit_push", "DL-26"), ("penalty_case", "DL-18")]


def test_the_receipt_of_the_platform_is_the_publication_in_the_case():
    walk = served()
    number = push_of(walk)
    sent(number)
    _closed(walk)
    with pytest.raises(NotNow, match=f"2024年7月15日前）公示，随信用推送 {number} 办理"):
        walk.take(Act.ARCHIVE)

    # It came the day after the service and is entered today: the case was closed meanwhile.
    came_on = date(2024, 7, 6)
    step(number, CreditAct.ACKNOWLEDGE, walk.on, day=came_on, receipt="SX-2024-0077")

    move = walk.row.moves.standing().latest("id")
    assert (move.step, move.on) == (Act.PUBLISH, came_on)
    assert move.told == {"published_in": "山西省信用信息共享平台", "receipt": "SX-2024-0077"}
    assert public(walk)
    walk.take(Act.ARCHIVE)


def test_a_receipt_from_before_the_service_counts_once_it_is_served():
    walk = decided()
    number = push_of(walk, walk.on)
    acknowledged(number, walk.on)
    assert (walk.row.stage, public(walk)) == (Stage.DECIDED, False)

    penalties.serve_decision(walk.to(7, 5))

    assert (walk.row.stage, public(walk)) == (Stage.SERVED, True)
    assert walk.row.due_rule == "DL-18"


def test_published_by_hand_before_it_is_not_published_again():
    walk = served().take(Act.PUBLISH)
    number = push_of(walk)

    acknowledged(number)

    assert walk.row.moves.standing().filter(step=Act.PUBLISH).count() == 1


def test_without_a_push_the_case_runs_the_clock_itself():
    walk = served()
    number = push_of(walk)

    step(number, CreditAct.DROP, SERVED, reason="已由原渠道报送")

    assert (walk.row.due_rule, running_clock(walk.row).due_on) == ("DL-26", LAST)
    with pytest.raises(NotNow, match="请先“登记公示”"):
        _closed(walk).take(Act.ARCHIVE)


def test_a_receipt_that_was_none_is_no_publication():
    walk = served()
    number = push_of(walk)
    acknowledged(number)

    credit_pushes.undo_credit_step(
        number=number, reason="回执是另一件的", version=fresh(number).version, actor=clerk(),
        at=at(SERVED, 18),
    )  # fmt: skip

    assert fresh(number).stage == CreditStage.SENT
    assert not public(walk)
    acknowledged_again = at(SERVED, 19)
    credit.take(number, CreditAct.ACKNOWLEDGE, at=acknowledged_again, receipt="SX-2024-0078")
    assert public(walk)


def test_what_the_platform_took_back_is_taken_back_in_the_case():  # DL-27
    walk = served()
    number = push_of(walk)
    acknowledged(number)
    walk.to(7, 25).take(Act.REVOKE)
    assert (fresh(number).due_rule, walk.row.due_rule) == ("DL-27", "")
    assert running_clock(fresh(number)).due_on == date(2024, 7, 30)
    assert credit_sweep.take_back_revoked(at=at(walk.on, 16)) == 0
    with pytest.raises(NotNow, match="2024年7月30日前撤回"):
        walk.take(Act.ARCHIVE)

    step(number, CreditAct.WITHDRAW, walk.on, withdrawal_receipt="CH-1", off_site_on="2024-07-25")

    move = walk.row.moves.standing().latest("id")
    assert (move.step, move.told["withdrawal_told"]) == (
        Act.UNPUBLISH, "信用平台已撤回（回执 CH-1），2024年7月25日登记。",
    )  # fmt: skip
    walk.take(Act.ARCHIVE)


def test_published_by_hand_and_never_pushed_the_case_itself_takes_it_back():
    walk = served().take(Act.PUBLISH)
    number = push_of(walk)

    walk.to(7, 25).take(Act.REVOKE)

    assert fresh(number).stage == CreditStage.DROPPED
    assert (walk.row.due_rule, running_clock(walk.row).due_on) == ("DL-27", date(2024, 7, 30))


def test_what_the_platform_withdrew_is_still_on_the_own_site():  # DL-27
    walk = served().take(Act.PUBLISH, published_in="本局网站")
    number = push_of(walk)
    acknowledged(number)
    walk.to(7, 25).take(Act.REVOKE)

    step(number, CreditAct.WITHDRAW, walk.on, withdrawal_receipt="CH-1", off_site_on="2024-07-25")

    assert public(walk)
    assert (walk.row.due_rule, running_clock(walk.row).due_on) == ("DL-27", date(2024, 7, 30))
    with pytest.raises(NotNow, match="2024年7月30日前撤回"):
        walk.take(Act.ARCHIVE)


def test_a_step_taken_back_does_not_bring_back_the_clock_that_the_push_keeps():  # DL-26
    walk = on_the_spot()
    assert walk.row.due_rule == "DL-26"
    push_of(walk, walk.on)
    walk.take(Act.REPORT_COPY)
    kept = walk.row.due_rule

    undo_penalty_step(
        number=walk.number, reason="登记错", version=walk.row.version, actor=clerk(),
        at=at(walk.on, 18),
    )  # fmt: skip

    assert (kept, walk.row.due_rule) == ("DL-18", "DL-18")


def test_withdrawn_for_a_mistake_it_is_not_public_until_the_next_receipt():  # DL-26
    walk = served()
    number = push_of(walk)
    acknowledged(number)
    _closed(walk)
    step(number, CreditAct.RECALL, walk.on, reason="当事人名称有误")
    step(number, CreditAct.WITHDRAW, walk.on, withdrawal_receipt="CH-1", off_site_on="2024-07-08")

    assert not public(walk)
    assert (walk.row.due_rule, running_clock(walk.row).due_on) == ("DL-26", LAST)
    with pytest.raises(NotNow, match="2024年7月15日前）公示"):
        walk.take(Act.ARCHIVE)

    step(number, CreditAct.AMEND, walk.on, reason="更正名称", **credit.asked_of(number))
    assert (public(walk), walk.row.due_rule) == (False, "")
    step(number, CreditAct.REVIEW, walk.on, opinion="同意推送。")
    step(number, CreditAct.SEND, walk.on, format="xlsx")
    credit.carried(number, at(walk.on, 17))
    step(number, CreditAct.ACKNOWLEDGE, walk.on, receipt="SX-2024-0078")

    assert walk.row.moves.standing().latest("id").told["receipt"] == "SX-2024-0078"
    assert public(walk)
    walk.take(Act.ARCHIVE)


def test_a_changed_fine_is_taken_back_from_the_day_of_the_outcome():  # DL-27
    walk = served()
    number = push_of(walk)
    acknowledged(number)
    walk.to(7, 10).take(Act.APPEAL)
    walk.to(7, 25).take(Act.END_APPEAL, outcome="changed", changed_fine=10_000_00)

    # In the same moment; three working days from Thursday: 26, 29, 30 July.
    assert (fresh(number).stage, fresh(number).due_rule) == (CreditStage.RECALL, "DL-27")
    assert running_clock(fresh(number)).due_on == date(2024, 7, 30)
    assert credit_sweep.take_back_changed(at=at(date(2024, 7, 29))) == 0


def test_an_annulment_shows_its_limit_at_once_too():  # DL-27
    walk = served()
    number = push_of(walk)
    acknowledged(number)
    walk.to(7, 10).take(Act.APPEAL)

    walk.to(7, 25).take(Act.ANNUL, outcome="annulled")

    assert (fresh(number).stage, fresh(number).due_rule) == (CreditStage.RECALL, "DL-27")
    assert running_clock(fresh(number)).due_on == date(2024, 7, 30)


def test_a_review_that_keeps_the_decision_takes_nothing_back():
    walk = served()
    number = push_of(walk)
    acknowledged(number)
    walk.to(7, 10).take(Act.APPEAL)

    walk.to(7, 25).take(Act.END_APPEAL, outcome="kept")

    assert (fresh(number).stage, fresh(number).due_rule) == (CreditStage.ACK, "")


# Seven working days from Thursday 25 July: 26, 29, 30, 31, 1, 2 and 5 August.
CHANGED, AGAIN = date(2024, 7, 26), ("DL-26", date(2024, 8, 5))


def clock_of(row) -> tuple[str, date]:
    return row.due_rule, running_clock(row).due_on


def test_as_changed_it_is_made_public_again_by_its_push():  # DL-26
    walk = served()
    number = push_of(walk)
    acknowledged(number)
    walk.to(7, 10).take(Act.APPEAL)
    walk.to(7, 25).take(Act.END_APPEAL, outcome="changed", changed_fine=10_000_00)

    step(number, CreditAct.WITHDRAW, CHANGED, withdrawal_receipt="CH-1", off_site_on="2024-07-26")
    assert walk.row.moves.standing().latest("id").step == Act.UNPUBLISH
    # Nobody pushes it: the case runs the clock; then the push does, and one only.
    assert (clock_of(walk.row), fresh(number).due_rule) == (AGAIN, "")
    told = credit.asked_of(number, CF_NR_FK=1_000_000, CF_NR="罚款一万元。")
    step(number, CreditAct.AMEND, CHANGED, reason="复议变更", **told)
    assert (walk.row.due_rule == "DL-26", clock_of(fresh(number))) == (False, AGAIN)
    step(number, CreditAct.REVIEW, CHANGED, opinion="同意推送。")
    assert clock_of(fresh(number)) == AGAIN
    step(number, CreditAct.SEND, CHANGED, format="xlsx")
    credit.carried(number, at(CHANGED, 17))
    step(number, CreditAct.ACKNOWLEDGE, CHANGED, receipt="SX-2024-0078")

    assert (public(walk), fresh(number).due_rule) == (True, "")
    assert walk.row.due_rule != "DL-26"


def test_as_changed_it_is_made_public_again_by_hand():  # DL-26
    walk = served().take(Act.PUBLISH, published_in="本局网站")
    walk.to(7, 10).take(Act.APPEAL)
    walk.to(7, 25).take(Act.END_APPEAL, outcome="changed", changed_fine=10_000_00)
    assert clock_of(walk.row) == ("DL-27", date(2024, 7, 30))

    walk.to(7, 26).take(Act.UNPUBLISH)
    assert clock_of(walk.row) == AGAIN
    walk.take(Act.PAY_ALL, amount=10_300_00, voucher="1").paper(PaperKey.CLOSING).take(Act.CLOSE)
    assert clock_of(walk.row) == AGAIN
    with pytest.raises(NotNow, match="自变更之日起七个工作日内（2024年8月5日前）公示"):
        walk.take(Act.ARCHIVE)

    walk.take(Act.PUBLISH, published_in="本局网站")
    assert (public(walk), walk.row.due_rule) == (True, "")
    walk.take(Act.ARCHIVE)
