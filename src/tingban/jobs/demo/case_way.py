"""The way of a demo's case through the hands of its offices: handed out, reported, told."""

from datetime import datetime, timedelta
from typing import Final, TypedDict

from tingban.actions.complaints import answering, assigning, taking_up, verifying
from tingban.jobs.demo.people import Staff
from tingban.reads.overview import handles
from tingban.reads.overview.handles import CaseHandle
from tingban.rules.actors import Actor
from tingban.rules.areas import CITY
from tingban.rules.complaints.stages import AnswerWay, CaseKind, Finding, Stage

_MINUTES: Final = timedelta(minutes=4)
_KINDS: Final = (
    ("希望", CaseKind.HELP), ("咨询", CaseKind.ENQUIRY), ("举报", CaseKind.REPORT),
    ("信访", CaseKind.PETITION),
)  # fmt: skip


class Seen(TypedDict):
    """A case as the form would carry it."""

    number: str
    version: int
    actor: Actor
    at: datetime


def seen(number: str, actor: Actor, at: datetime) -> Seen:
    """With the version that the actor sees now."""
    return shown(handles.case(number=number, actor=actor), actor, at)


def shown(case: CaseHandle, actor: Actor, at: datetime, steps: int = 0) -> Seen:
    """As it was just looked at, so many steps ago: each answers with the page of the next."""
    return Seen(number=case.number, version=case.version + steps, actor=actor, at=at)


class Way:
    """One case in the ledger of a unit; the city hands its own to the county where they lie."""

    def __init__(self, staff: Staff, unit: str, number: str) -> None:
        self._staff = staff
        self._unit = unit
        self.number = number

    @property
    def _keeper(self) -> Actor:
        return self._staff.clerks[self._unit]

    def _look(self) -> CaseHandle:
        return handles.case(number=self.number, actor=self._keeper)

    @property
    def _sender(self) -> Actor:
        """The city's clerk hands out, a county's head does (T-C06)."""
        return self._keeper if self._unit == CITY else self._staff.heads[self._unit]

    def _reviewer(self, area: str) -> Actor:
        """Somebody else than the handler (T-C15)."""
        is_citys = self._unit == CITY and area != CITY
        return self._staff.city_clerk if is_citys else self._staff.heads[self._unit]

    def accept(self, summary: str, at: datetime) -> None:
        """受理, then at once to the one who handles it; the city's to the county where they lie."""
        case = self._look()
        kind = next((kind for word, kind in _KINDS if word in summary), CaseKind.COMPLAINT)
        taking_up.accept_case(**shown(case, self._keeper, at), kind=kind, on=at)
        area = (case.county or CITY) if self._unit == CITY else self._unit
        handing = assigning.Handing(area=area, office="物业管理科")
        sender, handler = self._sender, self._staff.clerks[area]
        assigning.assign_case(**shown(case, sender, at + _MINUTES, 1), handing=handing)
        assigning.sign_in_case(**shown(case, handler, at + 2 * _MINUTES, 2), impartial=True)

    def verify(self, visit: str, problem: str, at: datetime) -> None:
        """Two were there, and it is so."""
        case = self._look()
        handler = self._staff.clerks[case.handler]
        names = (handler.name, self._staff.heads[case.handler].name)
        told = verifying.Verification(visit, names, Finding.TRUE, [problem])
        verifying.verify_case(**shown(case, handler, at), verification=told)

    def close(self, result: str, at: datetime) -> None:
        """Reported, reviewed, told by telephone: within the same hour."""
        case = self._look()
        handler = self._staff.clerks[case.handler]
        report = verifying.Report(result, result, result, finding=Finding.ANSWERED)
        is_open = case.stage == Stage.INV
        send = verifying.report_unfounded if is_open else verifying.report_done
        send(**shown(case, handler, at - 2 * _MINUTES), report=report)
        reviewer = self._reviewer(case.handler)
        answering.approve_case(**shown(case, reviewer, at - _MINUTES, 1), reply="")
        told = answering.Contacting(AnswerWay.PHONE, reached=True)
        closing = answering.Closing(at, result, told)
        answering.close_case(**shown(case, handler, at, 2), closing=closing)
