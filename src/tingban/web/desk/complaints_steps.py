"""How each move of a case is asked for and done: a row for a row of `rules.complaints.moves`.

Correcting has a form of its own.
"""

from typing import Final

from tingban.actions.complaints import progress
from tingban.web.desk.complaints_forms import (
    MomentForm,
    MomentReasonForm,
    NoteForm,
    ParentForm,
    TransferForm,
)
from tingban.web.desk.fact_forms import ReasonForm
from tingban.web.desk.fact_steps import Sent, Step

_PRINTED: Final = "会印在台账上，不写个人的姓名、电话、证件号、车牌号。"


def _accept(sent: Sent) -> None:
    progress.accept_case(**sent.seen, on=sent.moment())


def _note(sent: Sent) -> None:
    progress.note_progress(**sent.seen, text=sent.text("text"))


def _close(sent: Sent) -> None:
    progress.close_case(**sent.seen, on=sent.moment(), result=sent.text("text"))


def _reopen(sent: Sent) -> None:
    progress.reopen_case(**sent.seen, on=sent.moment(), reason=sent.text("text"))


def _duplicate(sent: Sent) -> None:
    progress.mark_duplicate(**sent.seen, parent=sent.text("parent"))


def _transfer(sent: Sent) -> None:
    progress.transfer_case(**sent.seen, to=sent.text("to"))


def _void(sent: Sent) -> None:
    progress.void_case(**sent.seen, reason=sent.text("reason"))


def _restore(sent: Sent) -> None:
    progress.restore_case(**sent.seen, reason=sent.text("reason"))


STEPS: Final[dict[str, Step]] = {
    "accept": Step(
        MomentForm, _accept, "已受理",
        intro="属于职权范围的，自收到之日起 15 日内受理。", labels=(("on", "受理时间"),),
    ),
    "note": Step(
        NoteForm, _note, "进展已记录",
        intro=f"写进“办理进展和结果”，{_PRINTED}", labels=(("text", "办理进展"),),
    ),
    "close": Step(
        MomentReasonForm, _close, "已办结",
        intro=f"问题已经解决才是办结，“承诺整改”不算。办理结果{_PRINTED}",
        labels=(("on", "办结时间"), ("text", "办理结果")),
    ),
    "reopen": Step(
        MomentReasonForm, _reopen, "已重办",
        intro=f"办结以后又要办理的。重办原因{_PRINTED}",
        labels=(("on", "重办时间"), ("text", "重办原因")),
    ),
    "duplicate": Step(
        ParentForm, _duplicate, "已标为重复件",
        intro="同一人反映同一事项的，合并到先登记的一件（主件）。重复件保留编号，不再计数。",
    ),
    "transfer": Step(
        TransferForm, _transfer, "已登记移送", intro="不属于本部门职权的，移送有权处理的单位。"
    ),
    "restore": Step(
        ReasonForm, _restore, "已恢复办理", intro="标错了情形的，恢复为办理中。",
        labels=(("reason", "恢复原因"),),
    ),
    "void": Step(
        ReasonForm, _void, "已作废",
        intro="登记错了才作废。台账上这一行留着、划去，序号和编号不再使用。",
        labels=(("reason", "作废原因"),), tone="late",
    ),
}  # fmt: skip
