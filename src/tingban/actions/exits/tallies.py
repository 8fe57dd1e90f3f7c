"""计票: the count is closed and frozen, and posted for the owners to see."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts
from tingban.actions.exits.voting import begin, note_step, project_votes, record
from tingban.data.exits.models import VoteClosing
from tingban.kit.dates import chinese_day
from tingban.kit.digests import digest_of_ids
from tingban.reads.exits import votes as reads
from tingban.reads.exits.vote_evidence import counted_ids
from tingban.reads.exits.votes import Count
from tingban.rules.actors import Actor
from tingban.rules.deadlines.days import check_day
from tingban.rules.errors import NotNow, Refused
from tingban.rules.exits.vote import VoteResult
from tingban.rules.exits.vote_ballots import BallotState
from tingban.rules.exits.vote_record import record_of
from tingban.rules.exits.vote_stages import Plan, VoteAct
from tingban.rules.law.articles import cite


@transaction.atomic
def close_vote(*, vote_id: int, on: date, witness: str, actor: Actor, at: datetime) -> VoteResult:
    """Freeze the result in the figures a court asks for, with the digest of what was counted."""
    vote = begin(VoteAct.CLOSE, vote_id, actor)
    plan = reads.plan_of(vote)
    check_day(on, today=timezone.localdate(at), what="计票结束日期")
    if on < plan.votes_until:
        raise NotNow(
            f"表决到 {chinese_day(plan.votes_until)}才截止，没有到期不能结束计票"
            f"（{cite('CC-278')}）。",
            rule=cite("CC-278"),
        )
    if not witness.strip():
        raise Refused(
            f"请写明街道(乡镇)或居(村)委会的见证人（{cite('PMR-10')}）。", rule=cite("PMR-10")
        )
    count = reads.count_of(vote, plan)
    check_countable(count)
    result = _result(vote.pk, count, on, digest_of_ids(counted_ids(vote)), witness.strip())
    entry = record(
        "exits.vote_closed", vote, actor=actor, at=at, change=(None, _told(result, plan))
    )  # fmt: skip
    row = VoteClosing(
        vote=vote, on=on, witness=result.witness[:96], result=record_of(result),
        digest=result.digest,
    )  # fmt: skip
    facts.append(row, act=entry)
    project_votes([vote.pk], turns=1)
    return result


def check_countable(count: Count) -> None:
    """Refuse to close while something is not settled."""
    if count.without_ballot:
        raise NotNow(
            f"清册更正后有 {count.without_ballot} 位业主还没有表决票。请先补发表决票"
            f"（{cite('CC-278')}）。",
            rule=cite("CC-278"),
        )
    half, differs = count.states[BallotState.HALF], count.states[BallotState.DIFFERS]
    if half or differs:
        told = [f"{differs} 张票两人不一致"] * bool(differs) + [f"{half} 张票只有一人录入"] * bool(
            half
        )
        raise NotNow(
            f"还有{'、'.join(told)}，这些票还不算数（两人录入一致才算，是平台的规则）。"
            "请两人都录入并一致后再结束。",
            rule="DOMAIN 3.3",
        )


def _result(vote_id: int, count: Count, on: date, digest: str, witness: str) -> VoteResult:
    return VoteResult(
        vote_id=vote_id,
        matters=count.matters,
        closed_on=on,
        digest=digest,
        witness=witness,
        counted=count.counted,
        invalid=count.invalid,
        not_returned=count.states[BallotState.AWAY],
        reasons=count.reasons,
    )


def _told(result: VoteResult, plan: Plan) -> dict[str, object]:
    first = result.matters[0].tally
    return {
        "on": result.closed_on.isoformat(),
        "quorum": result.quorum,
        "passed": [row.passed for row in result.matters],
        "whole": [first.whole.area, first.whole.heads],
        "taking_part": [first.taking_part.area, first.taking_part.heads],
        "in_favour": [first.in_favour.area, first.in_favour.heads],
        "follow": plan.follow,
        "digest": result.digest,
    }


@transaction.atomic
def post_result(*, vote_id: int, on: date, place: str, actor: Actor, at: datetime) -> None:
    """The result hangs out; objections and the year of 解释 12 run from this day."""
    vote = begin(VoteAct.POST, vote_id, actor)
    result = reads.result_of(vote)
    if result is None or result.posted_on is not None:
        raise NotNow("这次结果已经登记公示。")
    if not place.strip():
        raise Refused(f"请写明在哪里公示，例如“各单元门口公告栏”（{cite('CC-278')}）。")
    floor = (result.closed_on, "计票结束日期")
    check_day(on, today=timezone.localdate(at), what="公示日期", not_before=floor)
    told = {"place": place.strip()[:200]}
    entry = record(
        "exits.result_posted", vote, actor=actor, at=at, note=place.strip(),
        change=(None, {"on": on.isoformat()}),
    )  # fmt: skip
    note_step(vote, reads.POSTED, entry, told, on=on)
    project_votes([vote.pk], turns=1)
