"""异议: somebody objects to a result, the owners' body answers, and counts again where it must."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts
from tingban.actions.exits.voting import SHORTEST_REASON, begin, project_votes, record
from tingban.data.audit.models import Entry
from tingban.data.exits.models import Objection, ObjectionAnswer, Vote, VoteClosing
from tingban.kit.text import clean, clean_name
from tingban.reads.exits import votes as reads
from tingban.rules.actors import Actor
from tingban.rules.deadlines.days import check_day
from tingban.rules.errors import NotFound, NotNow, Refused
from tingban.rules.exits.vote_stages import VoteAct
from tingban.rules.law.articles import cite


@transaction.atomic
def object_to(*, vote_id: int, on: date, room: str, text: str, actor: Actor, at: datetime) -> int:
    """An owner objects; one that comes after the posting is kept as well, and marked."""
    vote = begin(VoteAct.OBJECT, vote_id, actor)
    result = reads.result_of(vote)
    if result is None or result.posted_on is None:
        raise NotNow(
            "结果还没有公示，异议期还没有开始。请先登记公示"
            f"（业主有权请求撤销的期间自知道之日起算，{cite('OWN-12')}）。",
            rule=cite("OWN-12"),
        )
    floor = (result.posted_on, "公示日期")
    check_day(on, today=timezone.localdate(at), what="提出日期", not_before=floor)
    if not room.strip() or len(text.strip()) < SHORTEST_REASON:
        raise Refused("请写明哪一户提出异议（写房号，不写姓名），异议是什么。")
    is_late = on > reads.objections_until(result.posted_on)
    row = Objection(vote=vote, on=on, room=clean_name(room)[:96], text=clean(text), is_late=is_late)
    entry = record(
        "exits.objection_made", vote, actor=actor, at=at, note=row.room,
        change=(None, {"on": on.isoformat(), "late": is_late}),
    )  # fmt: skip
    facts.append(row, act=entry)
    project_votes([vote.pk], turns=1)
    return row.pk


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered; `recounts` opens the count again."""

    on: date
    is_upheld: bool
    recounts: bool
    text: str

    def check(self) -> None:
        """Refuse an answer that says nothing, or counts again for nothing."""
        if len(self.text.strip()) < SHORTEST_REASON:
            raise Refused("请写明答复的内容：核对了什么，结论是什么。")
        if self.recounts and not self.is_upheld:
            raise Refused("异议不成立的，不用重新计票；要重新计票，请选“异议成立”。")


@transaction.atomic
def answer_objection(
    *, vote_id: int, objection_id: int, answer: Answer, actor: Actor, at: datetime
) -> None:
    """Answer once; where the count is opened again, the result that stood is kept as history."""
    vote = begin(VoteAct.ANSWER, vote_id, actor)
    row = Objection.objects.standing().filter(vote=vote, pk=objection_id).first()
    if row is None:
        raise NotFound("没有找到这条异议。")
    if ObjectionAnswer.objects.standing().filter(objection=row).exists():
        raise NotNow("这条异议已经答复。")
    answer.check()
    floor = (row.on, "提出异议的日期")
    check_day(answer.on, today=timezone.localdate(at), what="答复日期", not_before=floor)
    entry = record(
        "exits.objection_answered", vote, actor=actor, at=at, note=clean(answer.text),
        change=(None, {
            "on": answer.on.isoformat(), "upheld": answer.is_upheld, "recounts": answer.recounts,
        }),
    )  # fmt: skip
    told = ObjectionAnswer(
        objection=row, on=answer.on, is_upheld=answer.is_upheld, recounts=answer.recounts,
        text=clean(answer.text),
    )  # fmt: skip
    facts.append(told, act=entry)
    if answer.recounts:
        _open_again(vote, entry)
    project_votes([vote.pk], turns=1)


def _open_again(vote: Vote, entry: Entry) -> None:
    """The result and its posting are believed no longer; roll and ballots may be corrected."""
    facts.retract(VoteClosing.objects.standing().get(vote=vote), act=entry)
    posted = reads.step_of(vote, reads.POSTED)
    if posted is not None:
        facts.retract(posted, act=entry)
