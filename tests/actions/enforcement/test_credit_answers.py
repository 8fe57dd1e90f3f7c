"""Receipts of many pushes, reconciliations, and the lists of what is stuck (DOMAIN 7.2)."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from tests import credit
from tests.credit import NOW, PENALTY, fresh, later
from tests.people import YONGJI, clerk
from tingban.actions.enforcement import credit_answers, credit_batches
from tingban.actions.enforcement.credit_answers import Brought
from tingban.data.enforcement.models import CreditCheck
from tingban.kit.windows import Window
from tingban.reads.enforcement import credit_lists
from tingban.rules.enforcement.credit_stages import CreditAct, CreditStage
from tingban.rules.errors import NotAllowed, NotFound, Refused

pytestmark = pytest.mark.django_db


def book(*rows) -> Brought:
    made, target = Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(target)
    return Brought("回执.xlsx", target.getvalue())


def test_a_list_of_receipts_answers_each_push():
    first = credit.sent()
    second = credit.sent(credit.a_k1(credit.a_penalty("盐建罚决字〔2024〕2号")))
    heads = ["推送编号", "文号", "回执编号", "结果", "原因"]
    file = book(
        heads, [first, "", "SX-1", "成功"], ["", "盐建罚决字〔2024〕2号", "", "退回", "代码不符"]
    )

    taken = credit_answers.take_receipts(file=file, actor=clerk(), at=NOW)

    assert (taken.acknowledged, taken.refused) == (1, 1)
    assert (fresh(first).stage, fresh(second).stage) == (CreditStage.ACK, CreditStage.FAILED)


def test_one_line_that_does_not_fit_keeps_the_whole_list_out():
    number = credit.sent()
    file = book(["推送编号", "回执编号"], [number, "SX-1"], ["XY-140802-2024-000009", "SX-2"])

    with pytest.raises(Refused, match=r"有 1 行没有导入，一条也没有写入。第 3 行：没有找到 XY"):
        credit_answers.take_receipts(file=file, actor=clerk(), at=NOW)

    assert fresh(number).stage == CreditStage.SENT


def test_our_own_file_returned_shows_nothing_and_another_shows_all():
    number = credit.acknowledged()
    name, data = credit_batches.take_batch(number=credit.batch_of(number), actor=clerk(), at=NOW)

    same = check(Brought(name, data))
    other = check(book(["文号", "处罚内容"], [PENALTY, "罚款一万元。"], ["别号", "罚款"]))

    assert credit_lists.check(clerk(), same).found == ()
    told = credit_lists.check(clerk(), other)
    assert (told.ours, told.theirs) == (1, 2)
    assert dict(told.counts) == {"本单位没有推送": 1, "内容不一致": 1}
    assert told.found[1]["ours"] == "罚款二千元。"
    assert CreditCheck.objects.count() == 2


def test_what_was_sent_in_another_month_is_not_missing():
    credit.acknowledged()

    told = credit_lists.check(clerk(), check(book(["文号"], [PENALTY]), month=date(2024, 5, 9)))

    assert (told.ours, told.found, told.month) == (0, (), date(2024, 5, 1))


def test_a_month_to_come_and_another_countys_result_are_refused():
    with pytest.raises(Refused, match="这个月还没有到"):
        check(book(["文号"], [PENALTY]), month=date(2024, 7, 1))
    made = check(book(["文号"], [PENALTY]))
    with pytest.raises(NotFound):
        credit_lists.check(clerk(YONGJI), made)
    with pytest.raises(NotAllowed):
        credit_answers.check_month(
            month=date(2024, 6, 1), file=book(["文号"], ["别号"]), actor=credit.law(), at=NOW
        )


def check(file: Brought, month: date = date(2024, 6, 1)) -> int:
    return credit_answers.check_month(month=month, file=file, actor=clerk(), at=NOW)


def stuck(at, actor=None) -> dict[str, str]:
    found = credit_lists.stuck(actor or clerk(), Window(), at=at)
    assert found.total == len(found.rows)
    return {line.number: line.why for line in found.rows}


def test_sent_without_a_receipt_it_is_stuck_from_the_second_after_the_deadline():
    number = credit.sent()
    due_at = fresh(number).due_at

    assert stuck(due_at) == {}
    assert "过期没有回执" in stuck(later(20))[number]
    assert stuck(later(20), clerk(YONGJI)) == {}


def test_a_failed_one_and_a_refusal_whose_letter_is_unanswered_are_stuck():
    number = credit.sent()
    credit_batches.not_delivered(batch=credit.batch_of(number), words="磁盘已满", at=NOW)
    refusal = credit.a_k2()

    told = stuck(NOW)

    assert "发送失败" in told[number]
    assert "市场监管部门" in told[refusal]
    assert credit_lists.count_stuck(clerk(), at=NOW) == 2
    credit.build(refusal)
    credit.letter(refusal)
    credit.take(refusal, CreditAct.REPORT_MARKET, market="某局")
    credit.take(refusal, CreditAct.MARKET_RECEIPT, market_receipt="1")
    assert refusal not in stuck(NOW)


def test_what_is_ready_and_what_left_are_listed():
    ready = credit.reviewed()
    assert [line.number for line in credit_lists.ready(clerk())] == [ready]

    credit.sent(credit.a_k1(credit.a_penalty("盐建罚决字〔2024〕2号")))
    (line,) = credit_lists.batches(clerk(), Window()).rows
    assert (line.count, line.is_carried) == (1, False)
    credit_batches.delivered(batch=line.number, file="x", at=NOW)
    assert credit_lists.batches(clerk(), Window()).rows[0].is_carried
