"""T-P06, T-P11: what the clock does by itself, each problem and each order in its own transaction.

Safe twice, and after a standstill: what is due is asked of the rows, never of a tick.
"""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from tingban.actions.notices import outbox
from tingban.actions.rectification import moving, serving
from tingban.actions.rectification.moving import Said
from tingban.data.rectification.models import Order, Problem
from tingban.reads.rectification.company_problems import ran_out
from tingban.rules.actors import SYSTEM, Role
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.notices import Kind, Message, Recipient
from tingban.rules.rectification.stages import Act, Stage

_DECIDE: Final = LIMIT_BY_KEY["T-P12"]


def mark_overdue(*, at: datetime) -> int:
    """Mark every problem whose term has passed without an answer (T-P11); how many."""
    due = ran_out(Problem.objects.filter(stage=Stage.FIX.value), timezone.localdate(at))
    numbers = due.order_by("due_at", "id").values_list("number", flat=True)
    return sum(mark_one_overdue(number=number, at=at) for number in list(numbers))


@transaction.atomic
def mark_one_overdue(*, number: str, at: datetime) -> bool:
    """Mark one; False where it was answered, extended or marked in the meantime."""
    turn = moving.begin(number=number, actor=SYSTEM, at=at)
    due_on = turn.problem.due_on
    is_due = ran_out(Problem.objects.filter(pk=turn.problem.pk), turn.today).exists()
    if turn.stage != Stage.FIX or due_on is None or not is_due:
        return False
    moving.allow(turn, Act.MARK_OVERDUE)
    moving.record(turn, "rectification.problem_overdue", Said(turn.today, told={"term": due_on}))
    moving.end(turn)
    _tell(turn.problem, due_on, at)
    return True


def _tell(problem: Problem, due_on: date, at: datetime) -> None:
    """逾期提醒: the clerk and the head of the county, once for each term."""
    text = (
        f"{problem.community.name}：整改期限 {due_on.month}月{due_on.day}日已过，"
        f"企业没有提交整改报告。请催办，{_DECIDE.length} 个工作日内决定是否升级处置。"
    )
    outbox.tell(
        key=f"overdue:problem:{problem.number}:{due_on:%Y%m%d}",
        subject=f"problem:{problem.number}",
        to=Recipient.office(problem.county_id, Role.C_OP, Role.C_LD),
        message=Message(
            Kind.OVERDUE, f"整改逾期：{problem.number}", text,
            link=f"/desk/problems/{problem.number}/",
        ),
        at=at,
    )  # fmt: skip


def deem_due_orders(*, at: datetime) -> int:
    """Count as served what was announced long enough ago (T-P06); how many."""
    due = Order.objects.filter(
        deemed_on__lt=timezone.localdate(at), served_on__isnull=True, withdrawn_on__isnull=True
    )
    numbers = due.order_by("deemed_on", "id").values_list("number", flat=True)
    return sum(serving.deem_served(number=number, at=at) for number in list(numbers))
