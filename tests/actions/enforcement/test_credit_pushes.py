"""Credit pushes through the acts: due, written, reviewed, sent, answered, taken back (DOMAIN 7)."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from tests import credit
from tests.credit import NOW, PENALTY, fresh, later, take
from tests.people import YONGJI, clerk, head
from tingban.actions.enforcement import credit_batches, credit_pushes, credit_sweep, penalties
from tingban.data.audit.models import Entry
from tingban.data.enforcement.models import CreditBatch, CreditPush
from tingban.reads.enforcement.credit import CREDIT, wording
from tingban.reads.rectification.proceedings import course_of
from tingban.rules.actors import SYSTEM
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.enforcement import PenaltyOrgan
from tingban.rules.enforcement.credit_guards import wording_of
from tingban.rules.enforcement.credit_stages import CreditAct, CreditStage
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused

pytestmark = pytest.mark.django_db


def stage(number: str) -> str:
    return fresh(number).stage


def due(number: str) -> tuple[date, str] | None:
    row = fresh(number)
    return (last_day_of(row.due_at), row.due_rule) if row.due_at else None


def test_a_penalty_is_written_reviewed_sent_and_answered():
    number = credit.a_k1()
    # 7 working days from 12 June: 13, 14, 17, 18, 19, 20, 21.
    assert due(number) == (date(2024, 6, 21), "DL-26")

    credit.build(number)
    assert stage(number) == CreditStage.BUILT
    credit.review(number)
    take(number, CreditAct.SEND, format="xlsx")
    assert stage(number) == CreditStage.SENT
    assert due(number) == (date(2024, 7, 2), "7.2/receipt")
    credit.carried(number)
    take(number, CreditAct.ACKNOWLEDGE, receipt="SX-1")

    row = fresh(number)
    assert (row.stage, row.due_at, row.closed_on) == ("acknowledged", None, NOW.date())


def test_what_the_register_knows_is_filled_in():
    told = wording(clerk(), credit.a_k1(), today=NOW.date())

    assert told.values["CF_WSH"] == PENALTY
    assert told.values["CF_NR_FK"] == 200_000
    assert told.values["CF_CFLB"] == ["罚款"]
    assert told.values["CF_GSJZQ"] == "2027-06-12"
    assert told.values["CF_CFJG"] == "盐湖区住房和城乡建设局"
    assert {fault.code for fault in told.faults} == {
        "CF_FRDB", "CF_WFXW", "CF_SY", "CF_YJ", "CF_NR", "CF_CFJGDM", "CF_SJLYDM",
    }  # fmt: skip


def test_all_faults_are_told_at_once_and_nothing_is_written():
    number = credit.a_k1()

    with pytest.raises(NotNow, match=r"有 2 处不对.*违法事实：没有填写.*校验位不对"):
        credit.build(number, CF_SY="", CF_CFJGDM="11140802MB0T000012")

    assert stage(number) == CreditStage.DUE


def test_a_natural_persons_number_is_never_kept_whole():
    number = credit.a_k1()
    credit.build(
        number, CF_XDR_LB="自然人", CF_XDR_SHXYM="", CF_FRDB="", CF_XDR_ZJLX="身份证",
        CF_XDR_ZJHM="140802199001011234",
    )  # fmt: skip

    kept = wording(clerk(), number, today=NOW.date()).values["CF_XDR_ZJHM"]
    assert kept == "140***********1234"
    assert not Entry.objects.filter(after__contains="140802199001011234").exists()


def test_one_penalty_has_one_push_whoever_asks():
    credit.a_k1()

    with pytest.raises(Conflict, match=rf"{PENALTY} 已经有信用推送 XY-140802-2024-000001"):
        credit.a_k1(PENALTY)


def test_a_repeated_form_opens_one():
    facts = credit.refusal()
    first = credit_pushes.open_k2(facts=facts, actor=clerk(), at=NOW, form="m")

    assert credit_pushes.open_k2(facts=facts, actor=clerk(), at=NOW, form="m") == first


def test_another_countys_clerk_sees_and_opens_nothing():
    number = credit.a_k1()

    with pytest.raises(NotFound, match="没有找到这份处罚决定"):
        credit.a_k1(PENALTY, actor=clerk(YONGJI))
    with pytest.raises(NotFound, match="没有找到这条信用推送"):
        take(number, CreditAct.BUILD, clerk(YONGJI))


def test_the_builder_cannot_review_his_own():
    number = credit.a_k1()
    credit.build(number)

    with pytest.raises(NotAllowed, match="市局法规科"):
        take(number, CreditAct.REVIEW, head(), opinion="同意")


def test_a_refusal_goes_as_regulatory_information_until_its_conditions_hold():
    number = credit.a_k2(notice_served_on=None, demand_letters=())

    with pytest.raises(NotNow, match="解聘通知没有送达、没有催告过，不能作为失信信息"):
        credit.build(number)
    credit.build(number, nature="regulatory")
    take(number, CreditAct.REVIEW, credit.law(), opinion="按监管信息推送")

    assert stage(number) == CreditStage.REVIEWED


def test_a_refusal_needs_its_slip_signed_and_seven_working_days():
    number = credit.a_k2()
    # From the day it was handed over, Tuesday 18 June.
    assert due(number) == (date(2024, 6, 27), "X11/push")
    credit.build(number)
    with pytest.raises(NotNow, match="国办发〔2020〕49号"):
        take(number, CreditAct.REVIEW, credit.law(), opinion="同意")
    credit.review(number)
    with pytest.raises(NotNow, match="信用推送单还没有签发"):
        take(number, CreditAct.SEND, format="json")

    credit.slip(number)
    take(number, CreditAct.SEND, format="json")

    _, data = credit_batches.file_of(credit.batch_of(number))
    (told,) = json.loads(data)
    assert told["refused_items"] == "物业服务用房;竣工图"
    assert told["nature"] == "失信信息"
    assert "严重失信" not in data.decode()


def test_the_market_regulator_is_told_by_a_signed_letter_and_its_receipt_is_kept():
    number = credit.a_k2()
    with pytest.raises(NotNow, match="报告函还没有签发"):
        take(number, CreditAct.REPORT_MARKET, market="盐湖区市场监督管理局")
    with pytest.raises(NotNow, match="还没有发出"):
        take(number, CreditAct.MARKET_RECEIPT, market_receipt="签收单 1")
    credit.build(number)
    credit.letter(number)
    take(number, CreditAct.REPORT_MARKET, market="盐湖区市场监督管理局")
    take(number, CreditAct.MARKET_RECEIPT, market_receipt="签收单 1")

    course = course_of(CREDIT, fresh(number), today=NOW.date())
    assert course.text("market_receipt") == "签收单 1"
    assert course.stage == CreditStage.BUILT


def test_a_failed_one_is_sent_again_or_handed_in_by_hand():
    number = credit.sent()
    first = credit.batch_of(number)
    credit_batches.not_delivered(batch=first, words="磁盘已满", at=NOW)
    assert stage(number) == CreditStage.FAILED
    assert due(number) == (date(2024, 6, 21), "DL-26")

    take(number, CreditAct.RETRY, format="csv")
    second = credit.batch_of(number)
    # The job of the first file comes late: it settles nothing any more.
    assert credit_batches.delivered(batch=first, file="x", at=NOW) == 0
    assert credit_batches.not_delivered(batch=second, words="磁盘已满", at=NOW) == 1
    take(number, CreditAct.HAND_IN, how="光盘送达")

    assert stage(number) == CreditStage.SENT
    assert credit_batches.waiting_batches() == []


def test_a_file_is_settled_once():
    number = credit.sent()
    batch = credit.batch_of(number)

    assert credit_batches.waiting_batches() == [batch]
    assert credit_batches.delivered(batch=batch, file="a.xlsx", at=NOW) == 1
    assert credit_batches.delivered(batch=batch, file="a.xlsx", at=NOW) == 0
    assert credit_batches.not_delivered(batch=batch, words="再来", at=NOW) == 0


def test_several_leave_in_one_file_or_none_does():
    numbers = [
        credit.reviewed(credit.a_k1(credit.a_penalty(f"盐建罚决字〔2024〕{place}号")))
        for place in (1, 2)
    ]
    unready = credit.a_k1(credit.a_penalty("盐建罚决字〔2024〕3号"))

    with pytest.raises(NotNow, match="现在是“待组织”"):
        credit_batches.send_together(numbers=[*numbers, unready], form="csv", actor=clerk(), at=NOW)
    assert not CreditBatch.objects.exists()

    batch = credit_batches.send_together(numbers=numbers, form="csv", actor=clerk(), at=NOW)

    assert CreditBatch.objects.get(number=batch).pushes == numbers
    assert {stage(number) for number in numbers} == {CreditStage.SENT}


def test_what_was_corrected_is_reviewed_anew_and_what_was_sent_stays_as_it_was():
    number = credit.acknowledged()
    _, before = credit_batches.file_of(credit.batch_of(number))
    take(number, CreditAct.AMEND, reason="金额抄错", **credit.asked_of(number, CF_NR_FK=300_000))
    assert (stage(number), due(number)) == (CreditStage.AMENDED, None)
    take(number, CreditAct.SEND_BACK, credit.law(), reason="处罚内容没有一并改")
    with pytest.raises(NotNow, match="已经退回"):
        credit.review(number)
    take(
        number, CreditAct.AMEND, reason="一并更正",
        **credit.asked_of(number, CF_NR_FK=300_000, CF_NR="罚款三千元。"),
    )  # fmt: skip
    credit.review(number)
    take(number, CreditAct.SEND, format="xlsx")

    row = fresh(number)
    assert wording_of(course_of(CREDIT, row, today=NOW.date()))["CF_NR_FK"] == 300_000
    first = CreditBatch.objects.order_by("id").first()
    assert credit_batches.file_of(first.number)[1] == before


def test_a_revoked_penalty_that_is_out_is_to_be_withdrawn_in_three_working_days():
    number = credit.acknowledged()

    # At once: nobody waits for the sweep of the hour.
    credit.revoke(on=date(2024, 6, 17))

    assert credit_sweep.take_back_revoked(at=NOW) == 0
    assert (stage(number), due(number)) == (CreditStage.RECALL, (date(2024, 6, 20), "DL-27"))

    take(number, CreditAct.WITHDRAW, withdrawal_receipt="CH-1", off_site_on="2024-06-18")
    assert stage(number) == CreditStage.WITHDRAWN


def test_a_revoked_penalty_that_never_left_is_not_sent():
    number = credit.reviewed()

    credit.revoke()

    assert stage(number) == CreditStage.DROPPED


def gone_by_import(on: date = date(2024, 6, 17)) -> None:
    """Revoked by a row of a workbook, which takes no step of a push."""
    with transaction.atomic():
        penalties.retract_penalty(PENALTY, on, entry=Entry.objects.latest("id"))


def test_what_a_workbook_revoked_is_taken_back_by_the_sweep():
    number = credit.acknowledged()
    gone_by_import()

    assert credit_sweep.take_back_revoked(at=NOW) == 1
    assert credit_sweep.take_back_revoked(at=NOW) == 0
    assert (stage(number), due(number)) == (CreditStage.RECALL, (date(2024, 6, 20), "DL-27"))


def test_until_the_sweep_has_seen_it_nothing_of_it_is_sent():
    number = credit.reviewed()
    gone_by_import()
    with pytest.raises(NotNow, match="2024年6月17日撤销，不能再推送"):
        take(number, CreditAct.SEND, format="xlsx")

    assert credit_sweep.take_back_revoked(at=NOW) == 1
    assert stage(number) == CreditStage.DROPPED


def test_a_changed_fine_is_withdrawn_and_sent_again_as_it_reads_now():
    number = credit.acknowledged()
    assert credit_sweep.take_back_changed(at=NOW) == 0
    with transaction.atomic():
        entry = Entry.objects.latest("id")
        penalties.restate_fine(PENALTY, Decimal(1000), entry=entry)

    assert credit_sweep.take_back_changed(at=NOW) == 1
    assert credit_sweep.take_back_changed(at=NOW) == 0
    assert (stage(number), due(number)) == (CreditStage.RECALL, (date(2024, 6, 21), "DL-27"))

    take(number, CreditAct.WITHDRAW, withdrawal_receipt="CH-1", off_site_on="2024-06-18")
    told = credit.asked_of(number, CF_NR_FK=100_000, CF_NR="罚款一千元。")
    take(number, CreditAct.AMEND, reason="复议变更", **told)
    credit.review(number)
    take(number, CreditAct.SEND, format="xlsx")

    assert stage(number) == CreditStage.SENT


def test_a_penalty_without_a_push_becomes_due_once():
    credit.a_penalty()
    credit.a_penalty("运消罚决字〔2024〕9号", organ=PenaltyOrgan.FIRE)

    assert credit_sweep.open_due(at=NOW) == 1
    assert credit_sweep.open_due(at=NOW) == 0

    row = CreditPush.objects.get()
    assert (row.kind, row.about, row.stage) == ("K1", PENALTY, CreditStage.DUE)
    assert row.title == f"明珠物业服务有限公司：{PENALTY}"


def test_what_somebody_decided_not_to_send_is_not_due_again():
    number = credit.a_k1()
    take(number, CreditAct.DROP, head(), reason="已由原渠道报送")

    assert credit_sweep.open_due(at=NOW) == 0


def test_repair_waits_for_three_months_asks_the_organ_and_ends_on_our_own_site():
    number = credit.acknowledged()
    told = {"asked_on": "2024-08-01", "materials": ["缴款凭证", "信用承诺书"],
            "is_fulfilled": True, "is_pledged": True}  # fmt: skip
    with pytest.raises(NotNow, match=r"2024年9月12日起才能申请修复：.*最短 3 个月"):
        take(number, CreditAct.ASK_REPAIR, at=later(50), **told)

    day = later(100)
    with pytest.raises(NotNow, match="信用承诺书"):
        take(number, CreditAct.ASK_REPAIR, at=day, **(told | {"is_pledged": False}))
    take(number, CreditAct.ASK_REPAIR, at=day, **told)
    with pytest.raises(NotNow, match="还没有同意修复"):
        take(number, CreditAct.RESTORE, at=day, repair_receipt="XF-1")
    take(number, CreditAct.OPINE, head(), at=day, agrees="yes", repair_opinion="已履行")
    take(number, CreditAct.RESTORE, at=day, repair_receipt="XF-1")
    # From Thursday, 26 September: 27, 29 (a Sunday that is worked), 30.
    assert due(number) == (date(2024, 9, 30), "7.3/site")
    take(number, CreditAct.TAKE_OFF, at=day, taken_off="行政处罚公示栏")

    assert (stage(number), due(number)) == (CreditStage.REPAIRED, None)


def test_a_step_is_taken_back_by_whoever_took_it_unless_it_went_out():
    number = credit.reviewed()
    with pytest.raises(NotNow, match="由市局法规科撤回"):
        undo(number, clerk())
    undo(number, credit.law())
    assert stage(number) == CreditStage.BUILT

    credit.review(number)
    take(number, CreditAct.SEND, format="xlsx")
    with pytest.raises(NotNow, match="已经对外生效"):
        undo(number, clerk())


def undo(number, actor):
    credit_pushes.undo_credit_step(
        number=number, reason="点错", version=fresh(number).version, actor=actor, at=NOW
    )


def test_an_empty_choice_and_two_kinds_in_one_file_are_refused():
    with pytest.raises(Refused, match="至少选择一条"):
        credit_batches.send_together(numbers=[], form="csv", actor=clerk(), at=NOW)
    numbers = [credit.reviewed(), credit.reviewed(credit.a_k2())]
    with pytest.raises(Refused, match="同一类信息"):
        credit_batches.send_together(numbers=numbers, form="csv", actor=clerk(), at=NOW)


def test_the_file_that_was_sent_is_fetched_in_sight_and_logged():
    number = credit.sent()
    batch = credit.batch_of(number)

    name, data = credit_batches.take_batch(number=batch, actor=clerk(), at=NOW)

    assert (name, data[:2]) == (f"{batch}.xlsx", b"PK")
    assert Entry.objects.filter(act="enforcement.credit_file_taken", subject__endswith=batch)
    with pytest.raises(NotFound):
        credit_batches.take_batch(number=batch, actor=clerk(YONGJI), at=NOW)


def test_the_clock_opens_in_the_name_of_nobody():
    credit.a_penalty()
    credit_sweep.open_due(at=NOW)

    entry = Entry.objects.get(act="enforcement.credit_push_moved")
    assert (entry.actor_id, entry.actor_name) == (None, SYSTEM.name)
