"""并案: 重复件 counts no more, 同类件 goes on being counted; both are answered (3.1.1, T-C19)."""

from datetime import datetime

from django.db import transaction

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import lock_together
from tingban.actions.complaints.moving import (
    NOT_FOUND,
    Turn,
    keep_move,
    move,
    restated,
    settle,
    take_up,
)
from tingban.actions.complaints.projection import project_cases
from tingban.actions.complaints.taking_up import stand
from tingban.actions.notices import outbox
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseFact, CaseMove, CaseReply
from tingban.kit.text import shorten
from tingban.reads.complaints import key_matters
from tingban.rules.actors import Actor, Role
from tingban.rules.areas import CITY
from tingban.rules.audit.machine import Step
from tingban.rules.complaints import Standing
from tingban.rules.complaints.stages import RUNNING, Act, MergeKind, Stage
from tingban.rules.errors import NotNow, Refused
from tingban.rules.notices import Kind, Message, Recipient

# What the answer to the main case does to one that is handled together with it.
_TOGETHER = Step("T-C15", Act.APPROVE, Stage.MRG, Stage.FBK, frozenset())


@transaction.atomic
def merge_case(
    *, number: str, parent: str, kind: MergeKind, version: int, actor: Actor, at: datetime
) -> None:
    """Handle a case under another one that is still open; it keeps its number (T-C19)."""
    main_number = parent.strip()
    rows = Case.objects.visible_to(actor)
    # Both are locked, or two that are merged into each other would both count no more.
    both = lock_together(rows, NOT_FOUND, field="number", keys=(number, main_number))
    main = both[main_number]
    turn = take_up(number, version, actor=actor, at=at)
    _check_main(turn.case, main)
    turn = turn.told(parent_state="open" if main.stage in RUNNING else main.stage)
    told = {"kind": kind.value, "parent": main.number}
    entry = move(turn, Act.MERGE, told=told)
    if kind is MergeKind.DUPLICATE:
        stand(turn, Standing.DUPLICATE, f"重复件，主件 {main.number}", entry, parent=main)
    else:
        _join(turn.case, main, entry)
    settle(turn.case)
    _tell_key_matter(main, entry)


def _tell_key_matter(main: Case, entry: Entry) -> None:
    """重点件: the city hears of it once, when it becomes one (3.1.1)."""
    words = key_matters.words(main)
    if words:
        outbox.tell(
            key=f"case.key:{main.number}",
            subject=f"case:{main.number}",
            to=Recipient.office(CITY, Role.M_OP),
            message=Message(
                Kind.TASK, f"重点件：{main.number}", f"{words}。{shorten(main.summary, 60)}",
                link=f"/desk/cases/{main.number}/",
            ),
            at=entry.at,
            act=entry,
        )  # fmt: skip


def _check_main(case: Case, main: Case) -> None:
    if main.pk == case.pk:
        raise Refused("不能把一件并入它自己。", rule="3.1.1")
    if main.stage == Stage.MRG:
        raise NotNow(f"{main.number} 本身已经并案，请填它的主件的编号。", rule="3.1.1")
    if case.children.filter(stage=Stage.MRG).exists():
        raise NotNow("已有别的件并入这一件，它是主件，不能再并入别的件。", rule="3.1.1")


def _join(case: Case, main: Case, entry: Entry) -> None:
    """Handled together, each counted: only the link is stated."""
    standing = CaseFact.objects.standing().get(case=case)
    remark = "；".join(part for part in (standing.remark, f"并案，主件 {main.number}") if part)
    facts.restate(
        standing, restated(standing, parent=main.pk, remark=remark[:200]), owner="case", act=entry
    )


@transaction.atomic
def unmerge_case(*, number: str, reason: str, version: int, actor: Actor, at: datetime) -> None:
    """The merge was wrong: the case goes on where it stood, and counts as before."""
    turn = take_up(number, version, actor=actor, at=at).told(reason=reason)
    merges = CaseMove.objects.standing().filter(case=turn.case, step=Act.MERGE)
    last = merges.order_by("-id").first()
    entry = move(
        turn, Act.UNMERGE, to=last.start if last else back_to(turn.case),
        note=reason.strip(),
    )  # fmt: skip
    put_back(turn, entry)
    settle(turn.case)


def back_to(case: Case) -> str:
    """Where a case goes on that was taken away from its way without a step of the table."""
    return (Stage.HND if case.accepted_at else Stage.REG).value


def put_back(turn: Turn, entry: Entry) -> None:
    """Open again, without a main case, and without what 备注 said of it."""
    standing = CaseFact.objects.standing().get(case=turn.case)
    words = ("重复件，主件", "并案，主件", "移送", "作废：", "不予受理", "已撤回")
    kept = [part for part in standing.remark.split("；") if not part.startswith(words)]
    fresh = restated(standing, standing=Standing.OPEN.value, parent=None, remark="；".join(kept))
    facts.restate(standing, fresh, owner="case", act=entry)


def answer_children(main: Case, reply: str, *, actor: Actor, at: datetime) -> None:
    """What was handled together is answered each for itself, as soon as the main case is (T-C15).

    A 重复件 is the same person's: its answer is the answer of the main case.
    """
    children = main.children.filter(stage=Stage.MRG).exclude(standing=Standing.DUPLICATE.value)
    for child in children.select_for_update(of=("self",), no_key=True).order_by("pk"):
        own = log.record(
            actor=actor, at=at, act="complaints.case_approved",
            subject=f"case:{child.number}", change=(None, {"with": main.number}),
        )  # fmt: skip
        keep_move(child, _TOGETHER, own, told={"with": main.number})
        facts.append(CaseReply(case=child, at=at, text=reply), act=own)
        project_cases([child.pk], turns=1)
