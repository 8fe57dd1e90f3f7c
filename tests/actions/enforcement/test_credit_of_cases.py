"""What the file of a penalty case says stands in its push (DOMAIN 7.1); two at once; two months."""

from datetime import datetime, timedelta

import pytest

from tests import credit, penalties
from tests.at_once import at_once
from tests.credit import NOW, fresh, take
from tests.people import ZONE, clerk
from tingban.actions.enforcement import credit_sweep
from tingban.data.enforcement.models import CreditPush, CreditPushMove
from tingban.reads.enforcement.credit import wording
from tingban.rules.enforcement.credit_stages import CreditAct, CreditStage
from tingban.rules.errors import Conflict, Refused

LATER = datetime(2024, 7, 8, 9, tzinfo=ZONE)


@pytest.mark.django_db
def test_facts_law_sums_and_procedure_come_from_the_case():
    penalties.decided()
    credit_sweep.open_due(at=LATER)
    row = CreditPush.objects.get()

    told = wording(clerk(), row.number, today=LATER.date())

    assert told.values["CF_WFXW"] == "擅自占用道路经营"
    assert told.values["CF_SY"] == "当事人自三月起擅自占用小区道路划线收费。"
    assert told.values["CF_YJ"] == "《物业管理条例》第六十三条"
    assert told.values["CF_NR"] == "警告；罚款 50,000.00 元。"
    assert told.values["CF_NR_FK"] == 5_000_000
    assert told.values["CF_FRDB"] == "王某"
    assert told.values["procedure"] == "ordinary"
    assert {it.code for it in told.faults} == {"CF_CFJGDM", "CF_SJLYDM"}


@pytest.mark.django_db
def test_what_was_decided_on_the_spot_is_sent_and_not_shown():
    penalties.on_the_spot()
    credit_sweep.open_due(at=NOW + timedelta(hours=8))
    row = CreditPush.objects.get()

    told = wording(clerk(), row.number, today=NOW.date())

    assert told.values["procedure"] == "simple"
    assert told.shown is not None
    assert "简易程序" in told.shown.reason
    assert "CF_GSJZQ" not in told.values


@pytest.mark.django_db(transaction=True)
def test_the_clock_and_a_clerk_at_once_open_one():
    credit.a_penalty()

    at_once(lambda: credit.a_k1(credit.PENALTY), lambda: credit_sweep.open_due(at=NOW))

    assert CreditPush.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clerks_send_one_push_once():
    number = credit.reviewed()
    version = fresh(number).version

    def send() -> None:
        credit.take(number, CreditAct.SEND, format="csv")

    answers = at_once(send, send)

    assert sum(isinstance(it, Refused) for it in answers) == 1
    assert fresh(number).stage == CreditStage.SENT
    assert fresh(number).version == version + 1
    sent = CreditPushMove.objects.standing().filter(row__number=number, step=CreditAct.SEND)
    assert sent.count() == 1


@pytest.mark.django_db
def test_what_was_begun_on_an_older_page_is_refused():
    number = credit.a_k1()
    seen = fresh(number).version
    credit.build(number)

    with pytest.raises(Conflict, match="已由"):
        credit.credit_pushes.take_credit_step(
            number=number, act=CreditAct.BUILD,
            told=credit.Told(NOW.date(), "", credit.asked_of(number)), version=seen,
            actor=clerk(), at=NOW,
        )  # fmt: skip


@pytest.mark.django_db
def test_the_last_second_of_the_receipt_is_in_time():
    number = credit.sent()
    due_at = fresh(number).due_at

    take(number, CreditAct.ACKNOWLEDGE, at=due_at - timedelta(seconds=1), receipt="SX-1")

    assert due_at.astimezone(ZONE) == datetime(2024, 7, 3, tzinfo=ZONE)
    assert fresh(number).stage == CreditStage.ACK
