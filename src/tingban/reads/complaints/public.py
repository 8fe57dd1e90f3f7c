"""A case as its complainant may see it: whoever calls has checked number and 查询码.

Own words, dated public-safe notes, the approved answer, and the limit that runs. No clerk, no
company, no other case, no contact; the vault is not touched.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from tingban.data.complaints.models import Case, CaseMaterial, CaseNote, CaseRating, CaseReply
from tingban.data.documents.models import Attachment
from tingban.reads.complaints.dossiers import Dossier, dossier
from tingban.reads.complaints.timing import times_in
from tingban.rules.actors import ROLE_LABELS, Role
from tingban.rules.areas import AREA_BY_CODE, Area
from tingban.rules.complaints import Standing, mask_text
from tingban.rules.complaints.public import (
    ANSWERED,
    STAGE_WORDS,
    Mark,
    Open,
    mark_of,
    open_to_complainant,
    promised,
)
from tingban.rules.complaints.stages import (
    REJECT_LABELS,
    SUSPEND_LABELS,
    Act,
    Rating,
    RejectReason,
    Stage,
    SuspendReason,
)
from tingban.rules.deadlines.clock import Clock
from tingban.rules.errors import NotFound

NOT_FOUND: Final = "没有找到这件反映，请核对受理编号。"


@dataclass(frozen=True, slots=True)
class Line:
    """Something dated that was done or said."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How a case stands, for the one who brought it."""

    number: str
    area: Area
    place: str
    stage: Stage
    words: str
    mark: Mark | None
    dates: dict[Mark, datetime]
    own: tuple[Line, ...]
    files: tuple[str, ...]
    done: tuple[Line, ...]
    answer: str
    promise: Clock | None
    rating: Rating | None
    may: Open

    @property
    def has_ended(self) -> bool:
        """Nobody has anything left to do."""
        return not self.may.adding


def progress(number: str) -> Progress:
    """One case by its number."""
    rows = Case.objects.select_related("community", "parent").filter(number=number)
    case = rows.first()
    if case is None:
        raise NotFound(NOT_FOUND)
    told, stage = dossier(case), Stage(case.stage)
    return Progress(
        number=case.number,
        area=AREA_BY_CODE[case.unit_id],
        place=_place(told),
        stage=stage,
        words=STAGE_WORDS[stage],
        mark=mark_of(stage),
        dates=dict(_dates(told, stage)),
        own=_own(case),
        files=_files(case),
        done=_done(told),
        answer=_answer(told, stage),
        promise=promised(times_in(told), told.calendar),
        rating=_rating(case),
        may=open_to_complainant(stage),
    )


def _place(told: Dossier) -> str:
    case, spot = told.case, told.matter.place if told.matter else ""
    county = AREA_BY_CODE[case.county_id].full_name if case.county_id else ""
    name = case.community.name if case.community else spot
    return " ".join(part for part in (county, name) if part)


def _dates(told: Dossier, stage: Stage) -> Iterator[tuple[Mark, datetime]]:
    """When it came to each mark; of an answer that was taken back nothing is told."""
    case = told.case
    moments = {
        Mark.RECEIVED: case.received_at,
        Mark.ACCEPTED: case.accepted_at,
        Mark.HANDLED: _last(told, Act.SIGN_IN),
        Mark.ANSWERED: _last(told, Act.APPROVE) if stage in ANSWERED else None,
        Mark.CLOSED: case.closed_at,
    }
    yield from ((mark, moment) for mark, moment in moments.items() if moment)


def _last(told: Dossier, act: Act) -> datetime | None:
    return max((move.at for move in told.moves if move.step == act), default=None)


def _own(case: Case) -> tuple[Line, ...]:
    rows = CaseMaterial.objects.standing().filter(case=case).order_by("at", "id")
    return tuple(Line(*row) for row in rows.values_list("at", "text"))


def _files(case: Case) -> tuple[str, ...]:
    """Names of the files that came with it, none that an office has added."""
    rows = Attachment.objects.standing().filter(
        subject=f"case:{case.number}", uploaded_by=ROLE_LABELS[Role.PUB]
    )
    return tuple(rows.order_by("id").values_list("name", flat=True))


def _done(told: Dossier) -> tuple[Line, ...]:
    notes = CaseNote.objects.standing().filter(case=told.case).values_list("at", "text")
    lines = [Line(at, text) for at, text in notes.order_by("at", "id")]
    for move in told.moves:
        words = _MOVES.get(move.step)
        if words is not None:
            lines.append(Line(move.at, words(move.told, mask_text(move.reason))))
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def _rejected(told: dict[str, str], reason: str) -> str:
    return f"不予受理：{REJECT_LABELS[RejectReason(told['why'])]}。{reason}"


def _transferred(told: dict[str, str], reason: str) -> str:
    # What is sealed is told to its complainant, but not to whoever looks over a shoulder.
    return "已移送有权机关。" if told.get("sealed") else f"已移送{told['to']}。{reason}"


def _suspended(told: dict[str, str], reason: str) -> str:
    return f"暂停办理：{SUSPEND_LABELS[SuspendReason(told['why'])]}。{reason}"


def _extended(told: dict[str, str], reason: str) -> str:
    until = date.fromisoformat(told["until"])
    return f"办理期限延长到 {until.year}年{until.month}月{until.day}日。{reason}"


_MOVES: Final[dict[str, Callable[[dict[str, str], str], str]]] = {
    Act.ACCEPT.value: lambda _, __: "已受理。",
    Act.REJECT.value: _rejected,
    Act.TRANSFER.value: _transferred,
    Act.SUSPEND.value: _suspended,
    Act.RESUME.value: lambda _, __: "恢复办理。",
    Act.EXTEND.value: _extended,
    Act.WITHDRAW.value: lambda _, __: "已撤回。",
}


def _answer(told: Dossier, stage: Stage) -> str:
    """The answer that went out; of a 重复件 that of the case it is handled under (3.1.1)."""
    if stage in ANSWERED:
        return told.reply
    if told.answered is not None:
        return told.reply
    main = told.case.parent
    is_same = stage is Stage.MRG and told.case.standing == Standing.DUPLICATE
    if main is None or not is_same or Stage(main.stage) not in ANSWERED:
        return ""
    replies = CaseReply.objects.standing().filter(case=main).order_by("-id")
    return replies.values_list("text", flat=True).first() or ""


def _rating(case: Case) -> Rating | None:
    rows = CaseRating.objects.standing().filter(case=case).order_by("-id")
    last = rows.values_list("rating", flat=True).first()
    return Rating(last) if last else None
