"""How each step of a case is asked for and done: a row for a row of `rules.complaints.flow`.

Registering and correcting have forms of their own.
"""

from typing import Final

from tingban.actions.complaints import (
    answering,
    assigning,
    ending,
    merging,
    receipts,
    receiving,
    taking_up,
    verifying,
)
from tingban.rules.complaints.stages import (
    Act,
    AnsweredTo,
    AnswerWay,
    CaseKind,
    Finding,
    MergeKind,
    RejectReason,
    SuspendReason,
)
from tingban.web.desk import complaints_step_forms as asked
from tingban.web.desk.fact_steps import Sent, Step

_PRINTED: Final = "会印在台账上，不写个人的姓名、电话、证件号、车牌号。"


def _reroute(sent: Sent) -> None:
    receiving.reroute_case(**sent.seen, unit=sent.text("unit"), reason=sent.text("reason"))


def _accept(sent: Sent) -> None:
    taking_up.accept_case(**sent.seen, kind=CaseKind(sent.text("kind")), on=sent.moment())


def _reject(sent: Sent) -> None:
    why = RejectReason(sent.text("why"))
    taking_up.reject_case(**sent.seen, why=why, reason=sent.text("reason"))


def _transfer(sent: Sent) -> None:
    told = taking_up.Transfer(sent.text("to"), sent.text("reason"), sealed=sent.flag("sealed"))
    taking_up.transfer_case(**sent.seen, transfer=told)


def _handing(sent: Sent) -> assigning.Handing:
    return assigning.Handing(
        area=sent.text("area"), unit=sent.text("unit"), office=sent.text("office"),
        helping=sent.text("helping").split("、"),
    )  # fmt: skip


def _assign(sent: Sent) -> None:
    assigning.assign_case(**sent.seen, handing=_handing(sent))


def _reassign(sent: Sent) -> None:
    assigning.reassign_case(**sent.seen, handing=_handing(sent), reason=sent.text("reason"))


def _send_back(sent: Sent) -> None:
    assigning.send_back_case(**sent.seen, reason=sent.text("reason"))


def _sign_in(sent: Sent) -> None:
    assigning.sign_in_case(**sent.seen, impartial=sent.flag("impartial"))


def _verify(sent: Sent) -> None:
    told = verifying.Verification(
        visit=sent.text("visit"),
        staff=(sent.text("first"), sent.text("second")),
        finding=Finding(sent.text("finding")),
        problem_numbers=sent.told["problems"],
    )
    verifying.verify_case(**sent.seen, verification=told)


def _report(sent: Sent, finding: Finding | None = None) -> verifying.Report:
    return verifying.Report(
        sent.text("grounds"), sent.text("reply"), sent.text("note"), finding=finding
    )


def _report_unfounded(sent: Sent) -> None:
    report = _report(sent, Finding(sent.text("finding")))
    verifying.report_unfounded(**sent.seen, report=report)


def _report_done(sent: Sent) -> None:
    verifying.report_done(**sent.seen, report=_report(sent))


def _suspend(sent: Sent) -> None:
    told = verifying.Suspension(
        SuspendReason(sent.text("why")), sent.text("reason"), sent.day("until")
    )
    verifying.suspend_case(**sent.seen, suspension=told)


def _resume(sent: Sent) -> None:
    verifying.resume_case(**sent.seen)


def _extend(sent: Sent) -> None:
    verifying.extend_case(**sent.seen, reason=sent.text("reason"))


def _approve(sent: Sent) -> None:
    answering.approve_case(**sent.seen, reply=sent.text("reply"))


def _send_for_rework(sent: Sent) -> None:
    answering.send_for_rework(**sent.seen, reason=sent.text("reason"))


def _attempt(sent: Sent) -> None:
    told = answering.Contacting(
        AnswerWay(sent.text("way")), sent.text("reached") == "yes", sent.text("note")
    )
    answering.note_attempt(**sent.seen, contacting=told, on=sent.moment())


def _close(sent: Sent) -> None:
    way = sent.text("way")
    told = answering.Contacting(AnswerWay(way), reached=True) if way else None
    closing = answering.Closing(sent.moment(), sent.text("result"), told)
    answering.close_case(**sent.seen, closing=closing)


def _reopen(sent: Sent) -> None:
    told = answering.Reopening(
        sent.moment(), sent.text("text"), by_supervision=sent.flag("by_supervision")
    )
    answering.reopen_case(**sent.seen, reopening=told)


def _merge(sent: Sent) -> None:
    kind = MergeKind(sent.text("kind"))
    merging.merge_case(**sent.seen, parent=sent.text("parent"), kind=kind)


def _unmerge(sent: Sent) -> None:
    merging.unmerge_case(**sent.seen, reason=sent.text("reason"))


def _answer_receipt(sent: Sent) -> None:
    told = receipts.ReceiptAnswer(
        sent.moment(), AnsweredTo(sent.text("to")), AnswerWay(sent.text("way")), sent.text("text")
    )
    receipts.answer_receipt(**sent.seen, answer=told)


def _withdraw(sent: Sent) -> None:
    ending.withdraw_case(**sent.seen, reason=sent.text("reason"))


def _appeal(sent: Sent) -> None:
    answering.file_appeal(**sent.seen, reason=sent.text("reason"))


def _answer_appeal(sent: Sent) -> None:
    answering.answer_appeal(**sent.seen, opinion=sent.text("text"))


def _note(sent: Sent) -> None:
    answering.note_progress(**sent.seen, text=sent.text("text"))


def _restore(sent: Sent) -> None:
    ending.restore_case(**sent.seen, reason=sent.text("reason"))


def _void(sent: Sent) -> None:
    ending.void_case(**sent.seen, reason=sent.text("reason"))


STEPS: Final[dict[str, Step]] = {
    Act.REROUTE: Step(
        asked.RerouteForm, _reroute, "已转出",
        intro="应由别的单位登记的，转过去。受理编号和查询码不变。",
    ),
    Act.ACCEPT: Step(
        asked.AcceptForm, _accept, "已受理",
        intro="属于职权范围的，自收到之日起 15 日内受理。诉求类型决定办理期限。",
    ),
    Act.REJECT: Step(
        asked.RejectForm, _reject, "已作不予受理",
        intro="只有下列情形可以不予受理。匿名但事实可查的，应当受理。", tone="late",
    ),
    Act.TRANSFER: Step(
        asked.TransferForm, _transfer, "已登记移送",
        intro="不属于本部门职权的，移送有权处理的单位。",
    ),
    Act.ASSIGN: Step(asked.AssignForm, _assign, "已交办", intro="定一个主办；期限从交办起算。"),
    Act.REASSIGN: Step(
        asked.ReassignForm, _reassign, "已重新交办",
        intro="同意退回的改交别的单位，不同意的交回原单位。",
    ),
    Act.SEND_BACK: Step(
        asked.ReasonForm, _send_back, "已申请退回",
        intro="不属于本单位职责的，收到交办 5 个工作日内书面提出，只能一次。",
        labels=(("reason", "退件说明"),),
    ),
    Act.SIGN_IN: Step(
        asked.SignInForm, _sign_in, "已签收", intro="签收后 5 个工作日内到现场核查。"
    ),
    Act.VERIFY: Step(
        asked.VerifyForm, _verify, "已记录核查结论",
        intro="两人到场、核查属实或部分属实的，由关联的问题跟踪整改。",
    ),
    Act.REPORT_UNFOUNDED: Step(
        asked.UnfoundedForm, _report_unfounded, "已提交审核", intro="由另一名负责人审核后答复。",
        prints="note",
    ),
    Act.REPORT_DONE: Step(
        asked.ReportForm, _report_done, "已提交审核",
        intro="关联的问题都整改到位以后提交，由另一名负责人审核。", prints="note",
    ),
    Act.SUSPEND: Step(asked.SuspendForm, _suspend, "已中止", intro="中止期间不计办理期限。"),
    Act.RESUME: Step(asked.VersionForm, _resume, "已恢复办理", intro="办理期限接着计算。"),
    Act.EXTEND: Step(
        asked.ReasonForm, _extend, "已延期", intro="期限届满前可延期一次，并告知投诉举报人理由。",
        labels=(("reason", "延期理由"),),
    ),
    Act.APPROVE: Step(asked.ApproveForm, _approve, "已审核通过", intro="通过后由承办人告知本人。"),
    Act.SEND_FOR_REWORK: Step(
        asked.ReasonForm, _send_for_rework, "已退回重办", labels=(("reason", "还要做什么"),)
    ),
    Act.ATTEMPT: Step(
        asked.AttemptForm, _attempt, "已记下",
        intro="联系不上的，至少在两天内联系三次，逐次记下。",
    ),
    Act.CLOSE: Step(
        asked.CloseForm, _close, "已办结",
        intro="本人知道了结果才是办结。满意度由本人在查进度页面填写。", prints="result",
    ),
    Act.REOPEN: Step(
        asked.ReopenForm, _reopen, "已重新办理",
        intro="不满意并有新情况的，办结后 15 日内可以重新办理，至多两次。", prints="text",
    ),
    Act.MERGE: Step(asked.MergeForm, _merge, "已并案", intro="并错了可以撤销。"),
    Act.UNMERGE: Step(
        asked.ReasonForm, _unmerge, "已撤销并案", intro="撤销后单独办理，计数恢复。"
    ),
    Act.ANSWER_RECEIPT: Step(
        asked.AnswerReceiptForm, _answer_receipt, "已登记答复",
        intro="重复件不另行办理，但它的来源要单独答复：转办的回复来文单位，本人反映的告知本人。",
    ),
    Act.WITHDRAW: Step(
        asked.ReasonForm, _withdraw, "已登记撤回",
        intro="本人要求撤回的登记在这里；已经发现的违法行为照样查处。",
        labels=(("reason", "怎么提出的、为什么"),),
    ),
    Act.APPEAL: Step(
        asked.ReasonForm, _appeal, "已登记申请",
        intro="信访事项收到答复 30 日内可以申请复查；对复查不服的再申请复核。",
        labels=(("reason", "申请理由"),),
    ),
    Act.ANSWER_APPEAL: Step(
        asked.TextForm, _answer_appeal, "已答复", labels=(("text", "复查（复核）意见"),)
    ),
    Act.NOTE: Step(
        asked.TextForm, _note, "进展已记录", intro=f"写进“办理进展和结果”，{_PRINTED}",
        labels=(("text", "办理进展"),), prints="text",
    ),
    Act.RESTORE: Step(
        asked.ReasonForm, _restore, "已恢复", intro="办错了的，回到之前的阶段接着办。",
        labels=(("reason", "恢复原因"),),
    ),
    Act.VOID: Step(
        asked.ReasonForm, _void, "已作废",
        intro="登记错了才作废。台账上这一行留着、划去，序号和编号不再使用。",
        labels=(("reason", "作废原因"),), tone="late",
    ),
}  # fmt: skip
