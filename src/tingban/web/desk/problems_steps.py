"""The next steps of a problem as buttons: each leads to the page that asks for it."""

from collections.abc import Callable, Mapping
from typing import Final

from tingban.reads.rectification.next_steps import NextSteps
from tingban.reads.rectification.problem_cards import ProblemDetail
from tingban.rules.audit.offers import Offer
from tingban.rules.rectification.stages import Act
from tingban.web.desk import fact_lists as lists
from tingban.web.desk.rectification_steps import STEPS
from tingban.web.ui import rows

_MAIN: Final = frozenset({Act.CONFIRM, Act.SIGN, Act.SERVE, Act.SUBMIT, Act.CLEAR})
# These stand last, whatever their stage: they mend the record, not the problem.
_BOOKKEEPING: Final = (Act.ASSIGN, Act.CORRECT, Act.UNDO, Act.ANNUL, Act.VOID)


def next_actions(detail: ProblemDetail, following: NextSteps) -> dict[str, list[rows.Action]]:
    """What leads on, then what is closed and why, then what mends the record; the rest apart."""
    offers = [offer for offer in following.offers if offer.act in _PAGES or offer.act in STEPS]
    near = sorted(
        (offer for offer in offers if offer.is_near),
        key=lambda it: (it.act in _BOOKKEEPING, not it.is_open, it.act not in _MAIN),
    )
    later = [offer for offer in offers if not offer.is_near]
    return {
        "steps": [_action(detail, offer) for offer in near],
        "later": [_action(detail, offer) for offer in later],
    }


def _action(detail: ProblemDetail, offer: Offer) -> rows.Action:
    page = _PAGES.get(offer.act)
    if page is not None:
        return page(detail, offer)
    tone = "late" if STEPS[offer.act].tone == "late" else ""
    return lists.step(
        offer.label, "desk:problem_step", detail.row.number, offer.act, reason=offer.reason,
        tone=tone or ("accent" if offer.act in _MAIN else ""),
    )  # fmt: skip


def _confirm(detail: ProblemDetail, offer: Offer) -> rows.Action:
    return lists.step(
        offer.label, "desk:problem_confirm", detail.row.number, reason=offer.reason, tone="accent"
    )


def _correct(detail: ProblemDetail, offer: Offer) -> rows.Action:
    return lists.step(offer.label, "desk:problem_edit", detail.row.number, reason=offer.reason)


def _sign(detail: ProblemDetail, offer: Offer) -> rows.Action:
    return lists.step(
        offer.label, "desk:order_sign", reason=offer.reason, tone="accent",
        query={"problem": detail.row.number},
    )  # fmt: skip


def _record(detail: ProblemDetail, offer: Offer) -> rows.Action:
    return lists.step(
        offer.label, "desk:order_new", reason=offer.reason, query={"problem": detail.row.number}
    )


def _of_order(name: str, *, tone: str = "") -> Callable[[ProblemDetail, Offer], rows.Action]:
    def action(detail: ProblemDetail, offer: Offer) -> rows.Action:
        order = next((it for it in detail.orders if it.is_waiting), None)
        if order is None:
            return rows.Action(offer.label, "", reason=offer.reason or "没有待送达的通知书。")
        return lists.step(offer.label, name, order.number, reason=offer.reason, tone=tone)

    return action


_PAGES: Final[Mapping[str, Callable[[ProblemDetail, Offer], rows.Action]]] = {
    Act.CONFIRM: _confirm,
    Act.CORRECT: _correct,
    Act.SIGN: _sign,
    Act.RECORD_ORDER: _record,
    Act.DISPATCH: _of_order("desk:order_dispatch"),
    Act.SERVE: _of_order("desk:order_serve", tone="accent"),
}


def checks(following: NextSteps) -> list[rows.Check]:
    """What the main step of the stage still lacks."""
    return [
        rows.Check(line.label, line.is_done, "" if line.is_done else line.hint)
        for line in following.missing
    ]
