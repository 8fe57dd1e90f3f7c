"""How each step of a problem is asked for and done: a row for an act of `rules.rectification.flow`.

Confirming, correcting, signing and serving have pages of their own.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from tingban.actions.rectification import (
    answering,
    escalating,
    finding,
    problems,
    progress,
    rechecking,
)
from tingban.actions.rectification.proofs import EVIDENCE, Named, prove
from tingban.kit.text import shorten
from tingban.rules.documents.purposes import Purpose
from tingban.rules.rectification.stages import Act, MeasureKind
from tingban.web.desk import rectification_step_forms as forms
from tingban.web.desk.fact_forms import DayReasonForm, ReasonForm
from tingban.web.desk.fact_steps import Sent, Step
from tingban.web.desk.proof_forms import chosen

_VOUCHER: Final = 200


def _lines(sent: Sent, name: str) -> tuple[str, ...]:
    """What stands one a line."""
    return tuple(line.strip() for line in sent.text(name).splitlines() if line.strip())


def _cents(sent: Sent, name: str) -> int:
    value = sent.told.get(name)
    return int(value * 100) if isinstance(value, Decimal) else 0


def _prove(sent: Sent, proofs: tuple[str, ...], step: Callable[[Named], object]) -> object:
    """The step with the files that came along."""
    return prove(
        number=sent.number, chosen=chosen(sent.told, proofs), step=step, actor=sent.actor,
        at=sent.at,
    )  # fmt: skip


def _told(sent: Sent, named: Named, proof: str) -> tuple[str, ...]:
    """What proves it: lines of what lies on paper, then names of files."""
    return _lines(sent, proof) + named.of(proof)


def _propose(sent: Sent) -> None:
    _prove(sent, (EVIDENCE,), lambda named: finding.propose_rejection(
        **sent.seen, evidence=_told(sent, named, EVIDENCE), reason=sent.text("reason")
    ))  # fmt: skip


def _approve(sent: Sent) -> None:
    finding.approve_rejection(**sent.seen, note=sent.text("note"))


def _on_spot(sent: Sent) -> None:
    staff = sent.text("staff").replace(",", "、").replace("，", "、").replace(" ", "、")
    _prove(sent, (Purpose.BEFORE, Purpose.AFTER), lambda named: finding.fix_on_spot(
        **sent.seen,
        statement=finding.OnTheSpot(
            sent.day(), _told(sent, named, Purpose.BEFORE), _told(sent, named, Purpose.AFTER),
            tuple(staff.split("、")),
        ),
    ))  # fmt: skip


def _grant(sent: Sent) -> None:
    told = answering.Extension(sent.day("until"), sent.text("request"), sent.text("note"))
    answering.grant_extension(**sent.seen, statement=told)


def _refuse(sent: Sent) -> None:
    answering.refuse_extension(**sent.seen, reason=sent.text("reason"))


def _submit(sent: Sent) -> None:
    proofs = (Purpose.AFTER, Purpose.PUBLICATION, Purpose.VOUCHER)
    _prove(
        sent,
        proofs,
        lambda named: answering.submit_answer(**sent.seen, statement=_answer(sent, named)),
    )


def _answer(sent: Sent, named: Named) -> answering.Answer:
    return answering.Answer(
        on=sent.day(),
        report=sent.text("report"),
        after=_told(sent, named, Purpose.AFTER),
        publication=_told(sent, named, Purpose.PUBLICATION),
        owed=_cents(sent, "owed"),
        repaid=_cents(sent, "repaid"),
        voucher=sent.text("voucher") or shorten("、".join(named.of(Purpose.VOUCHER)), _VOUCHER),
    )


def _clear(sent: Sent) -> None:
    told = rechecking.Recheck(sent.text("visit"), sent.text("conclusion"), sent.text("opinion"))
    _prove(
        sent, (Purpose.RECHECK,), lambda _: rechecking.clear_problem(**sent.seen, statement=told)
    )


def _fail(sent: Sent) -> None:
    told = rechecking.Failure(
        sent.day(), sent.text("reason"), sent.told.get("until"), sent.text("visit")
    )
    _prove(sent, (Purpose.RECHECK,), lambda _: rechecking.fail_recheck(**sent.seen, statement=told))


def _escalate(sent: Sent) -> None:
    kinds = [MeasureKind(kind) for kind in sent.told["measures"]]
    escalating.escalate_problem(**sent.seen, measures=kinds, reason=sent.text("reason"))


def _add_measure(sent: Sent) -> None:
    kind = MeasureKind(sent.text("measure"))
    escalating.add_measure(**sent.seen, measure=kind, reason=sent.text("reason"))


def _end_measure(sent: Sent) -> None:
    kind = MeasureKind(sent.text("measure"))
    escalating.end_measure(**sent.seen, measure=kind, reason=sent.text("reason"))


def _hand_over(sent: Sent) -> None:
    escalating.hand_over_problem(**sent.seen, on=sent.day(), successor=sent.text("successor"))


def _relapse(sent: Sent) -> None:
    told = rechecking.Relapse(
        sent.text("visit"), tuple(sent.told["acts"]), sent.text("reason"), sent.told.get("until")
    )
    rechecking.reopen_relapsed(**sent.seen, statement=told)


def _assign(sent: Sent) -> None:
    problems.assign_responsible(**sent.seen, responsible=sent.text("responsible"))


def _annul(sent: Sent) -> None:
    progress.annul_problem(**sent.seen, on=sent.day(), reason=sent.text("reason"))


def _undo(sent: Sent) -> str:
    return progress.undo_step(**sent.seen, reason=sent.text("reason"))


def _void(sent: Sent) -> None:
    problems.void_problem(**sent.seen, reason=sent.text("reason"))


STEPS: Final[dict[str, Step]] = {
    Act.PROPOSE_REJECTION: Step(
        forms.RejectionForm, _propose, "已提请认定不属实",
        intro="核查后没有发现问题的，写明怎么核查的，交负责人批准。",
    ),
    Act.APPROVE_REJECTION: Step(
        forms.NoteForm, _approve, "已认定不属实",
        intro="批准后线索不再办理，也不计入任何统计。",
    ),
    Act.FIX_ON_SPOT: Step(
        forms.OnSpotForm, _on_spot, "已销号",
        intro="确认当日当场改好的，不发责令整改通知书，不计入责令整改小区数。",
    ),
    Act.GRANT_EXTENSION: Step(
        forms.GrantForm, _grant, "已批准延期",
        intro="只能延期一次，安全防范类问题不能延期。批准后整改期限随之改变。",
    ),
    Act.REFUSE_EXTENSION: Step(
        ReasonForm, _refuse, "已答复不同意延期", intro="整改期限不变。",
        labels=(("reason", "不同意的理由"),),
    ),
    Act.SUBMIT: Step(
        forms.AnswerForm, _submit, "已登记整改报告",
        intro="企业交来书面整改报告的，由经办人代为录入；时间线上注明是纸质材料。",
    ),
    Act.CLEAR: Step(
        forms.ClearForm, _clear, "已销号",
        intro="由确认人以外的人现场复核。以复核检查的日期销号，计入“已完成”。",
    ),
    Act.FAIL: Step(
        forms.FailForm, _fail, "已退回继续整改",
        intro="没有改到位的，退回企业限期再改。两次不通过的可以升级处置。", tone="late",
    ),
    Act.ESCALATE: Step(
        forms.EscalateForm, _escalate, "已升级处置",
        intro="逾期不改或两次复核不通过的，由负责人决定处置措施。", tone="late",
    ),
    Act.ADD_MEASURE: Step(forms.MeasureForm, _add_measure, "已增加处置措施"),
    Act.END_MEASURE: Step(
        forms.EndMeasureForm, _end_measure, "已结束处置措施",
        intro="只结束这项措施，问题仍在原来的阶段。",
    ),
    Act.HAND_OVER: Step(
        forms.HandOverForm, _hand_over, "已销号",
        intro="企业已经退出、接任企业书面确认的，才能不经复核销号。",
    ),
    Act.RELAPSE: Step(
        forms.RelapseForm, _relapse, "已重开整改",
        intro="销号后 60 日内，回头看或督导时发现同一问题又出现。重开后计入“整改中”。", tone="late",
    ),
    Act.ASSIGN: Step(forms.AssignForm, _assign, "责任人已调整"),
    Act.UNDO: Step(
        ReasonForm, _undo, "已撤回上一步",
        intro="上一步登记错了才撤回；撤回的那一步留在时间线上，划去。",
        labels=(("reason", "撤回原因"),),
    ),
    Act.ANNUL: Step(
        DayReasonForm, _annul, "问题已撤销",
        intro="被复议、诉讼撤销，或经核实不是问题。撤销之日起不再计入。",
        labels=(("on", "撤销日期"), ("reason", "撤销依据")), tone="late",
    ),
    Act.VOID: Step(
        ReasonForm, _void, "问题已作废",
        intro="登记错了才作废。作废后哪天的统计里都没有它，编号不再使用。",
        labels=(("reason", "作废原因"),), tone="late",
    ),
}  # fmt: skip
