"""The jobs of credit pushes: carried, failed, due, taken back; safe twice."""

import json

import pytest
from django.conf import settings

from tests import credit
from tests.credit import fresh
from tingban.data.enforcement.models import CreditPush
from tingban.jobs.credit import credit_hour, deliver_credit
from tingban.kit import clock
from tingban.kit.digests import sm3
from tingban.reads.enforcement.credit import CREDIT
from tingban.reads.rectification.proceedings import standing_moves
from tingban.rules.enforcement.credit_stages import CreditAct, CreditStage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "CREDIT_ROOT", tmp_path / "credit")
    monkeypatch.setattr(clock, "now", lambda: credit.NOW)
    return tmp_path / "credit"


def test_what_was_sent_lies_in_the_folder_and_the_push_says_so(here):
    number = credit.sent()
    batch = credit.batch_of(number)

    deliver_credit(batch=batch)
    deliver_credit(batch=batch)

    data = (here / f"{batch}.xlsx").read_bytes()
    manifest = json.loads((here / f"{batch}.xlsx.manifest.json").read_text("utf-8"))
    moves = standing_moves(CREDIT, fresh(number))
    (carried,) = [move for move in moves if move.act == CreditAct.DELIVER]
    assert carried.told == {"file": f"{batch}.xlsx", "digest": sm3(data)}
    assert manifest["sm3"] == sm3(data)
    assert manifest["pushes"] == [number]


def test_a_way_that_does_not_exist_leaves_the_push_failed_with_the_reason(monkeypatch):
    monkeypatch.setattr(settings, "CREDIT_WAY", "rest")
    number = credit.sent()

    deliver_credit(batch=credit.batch_of(number))

    moves = standing_moves(CREDIT, fresh(number))
    assert fresh(number).stage == CreditStage.FAILED
    assert "没有公布接口的技术说明" in moves[-1].reason


def test_each_hour_what_is_due_is_opened_what_was_revoked_is_taken_back_what_was_lost_is_carried(
    here,
):
    lost = credit.sent()
    gone = credit.a_k1(credit.a_penalty("盐建罚决字〔2024〕2号"))
    credit.a_penalty("盐建罚决字〔2024〕3号")
    credit.revoke("盐建罚决字〔2024〕2号")

    credit_hour()
    credit_hour()

    assert (here / f"{credit.batch_of(lost)}.xlsx").exists()
    assert fresh(gone).stage == CreditStage.DROPPED
    assert CreditPush.objects.get(about="盐建罚决字〔2024〕3号").stage == CreditStage.DUE
    assert CreditPush.objects.count() == 3
