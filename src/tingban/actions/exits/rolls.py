"""业主清册: a vote is opened with its plan, its roll imported, frozen at the notice, corrected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts
from tingban.actions.audit.inserting import insert
from tingban.actions.audit.locking import check_seen, lock, once
from tingban.actions.exits.roll_vault import forget_owners, head_mark, keep_owners
from tingban.actions.exits.voting import (
    SHORTEST_REASON,
    begin,
    note_step,
    project_votes,
    record,
)
from tingban.data.audit.models import Entry
from tingban.data.exits.models import ExitCase, RollPart, Vote, VotePlan
from tingban.kit.digests import digest_of
from tingban.kit.text import clean_line
from tingban.kit.workbook import NotAWorkbook, open_workbook
from tingban.reads.exits import votes as reads
from tingban.rules.actors import Actor
from tingban.rules.errors import NotNow, Refused
from tingban.rules.exits.roll import differences
from tingban.rules.exits.roll_columns import RollFault
from tingban.rules.exits.roll_reading import ReadPart, ReadRoll, read_roll
from tingban.rules.exits.vote_stages import Plan, VoteAct, check_frozen_in_time, check_hand
from tingban.rules.law.articles import cite

_NO_CASE: Final = "没有找到这件退出案件，或者它不在您的范围内。"
_BATCH: Final = 1_000


# --- the plan -----------------------------------------------------------------------------------


@transaction.atomic
def open_roll(*, case_number: str, plan: Plan, actor: Actor, at: datetime, form: str = "") -> int:
    """A vote on an exit begins: its plan stands, its roll is still empty."""
    found = once(
        form, act="exits.vote_opened", actor=actor, at=at,
        write=lambda: str(_open(case_number, plan, actor, at, form)),
    )  # fmt: skip
    return int(found)


def _open(case_number: str, plan: Plan, actor: Actor, at: datetime, form: str) -> int:
    rows = ExitCase.objects.visible_to(actor).select_related("community")
    case = lock(rows, _NO_CASE, number=case_number)
    check_hand(actor)
    plan.check()
    if case.community is None:
        raise Refused("这件退出案件还没有登记小区，不能组织表决。请先补上小区。")
    if case.closed_on is not None:
        raise NotNow("这件退出案件已经办结，不能再组织表决。")
    vote = Vote(
        case=case, community=case.community, title=plan.title.strip()[:96],
        opened_on=timezone.localdate(at),
    )  # fmt: skip
    insert(vote)
    told = {"exit_case": case.number, **_plain(plan)} | ({"form": form} if form else {})
    entry = record(
        "exits.vote_opened", vote, actor=actor, at=at, note=vote.title, change=(None, told)
    )  # fmt: skip
    facts.append(_plan_row(vote, plan), act=entry)
    project_votes([vote.pk])
    return vote.pk


@transaction.atomic
def change_plan(*, vote_id: int, plan: Plan, version: int, actor: Actor, at: datetime) -> None:
    """Another plan, while the roll is not frozen."""
    vote = begin(VoteAct.PLAN, vote_id, actor)
    check_seen(vote.version, version, subject=f"vote:{vote.pk}")
    plan.check()
    before = reads.plan_of(vote)
    entry = record(
        "exits.vote_planned", vote, actor=actor, at=at, change=(_plain(before), _plain(plan))
    )  # fmt: skip
    standing = VotePlan.objects.standing().get(vote=vote)
    facts.restate(standing, _plan_row(vote, plan), owner="vote", act=entry)
    project_votes([vote.pk], turns=1)


def _plan_row(vote: Vote, plan: Plan) -> VotePlan:
    return VotePlan(
        vote=vote,
        title=plan.title.strip()[:96],
        convener=plan.convener.value,
        basis=plan.basis.strip()[:200],
        way=plan.way.value,
        notice_on=plan.notice_on,
        votes_from=plan.votes_from,
        votes_until=plan.votes_until,
        matters=[[matter.value, clean_line(text)[:200]] for matter, text in plan.matters],
        with_parking=plan.with_parking,
        follow=plan.follow,
        rule_name=plan.rule_name.strip()[:96],
        rule_text=plan.rule_text.strip(),
    )


def _plain(plan: Plan) -> dict[str, Any]:
    return {
        "notice_on": plan.notice_on.isoformat(),
        "votes_from": plan.votes_from.isoformat(),
        "votes_until": plan.votes_until.isoformat(),
        "with_parking": plan.with_parking,
        "follow": plan.follow,
    }


# --- the import ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file: faults and nothing written, or how many parts and what to look at."""

    parts: int = 0
    faults: tuple[RollFault, ...] = ()
    warnings: tuple[str, ...] = ()


@transaction.atomic
def import_roll(*, vote_id: int, name: str, data: bytes, actor: Actor, at: datetime) -> Imported:
    """A whole roll in the place of the former one, or all its faults and nothing."""
    vote = begin(VoteAct.IMPORT_ROLL, vote_id, actor)
    try:
        roll = read_roll(open_workbook(data))
    except NotAWorkbook as refusal:
        raise Refused(str(refusal)) from refusal
    if roll.faults:
        return Imported(faults=roll.faults)
    entry = record(
        "exits.roll_imported", vote, actor=actor, at=at, note=name[:120],
        change=(None, {"rows": len(roll.parts), "same_names": len(roll.same_names)}),
    )  # fmt: skip
    told = {"retracted_at": entry.at, "retracted_by": entry}
    RollPart.objects.standing().filter(vote=vote).update(**told)
    forget_owners(vote.pk)
    _write(vote, roll.parts, entry)
    warnings = (*roll.warnings, *_against_register(vote))
    note_step(vote, reads.IMPORTED, entry, _summary(name, roll, warnings))
    project_votes([vote.pk], turns=1)
    return Imported(len(roll.parts), (), warnings)


def _summary(name: str, roll: ReadRoll, warnings: Sequence[str]) -> dict[str, Any]:
    return {
        "file": name[:120], "parts": len(roll.parts), "same_names": len(roll.same_names),
        "warnings": list(warnings[:_SHOWN]),
    }  # fmt: skip


_SHOWN: Final = 60


def _write(vote: Vote, parts: Sequence[ReadPart], entry: Entry) -> None:
    rows = [
        RollPart(
            vote=vote, key=part.key, building=part.building, unit=part.unit, room=part.room,
            kind=part.kind.value, area=part.area, source=part.source.value,
            head=head_mark(vote.pk, part.identity), is_stock=part.is_stock,
            recorded_at=entry.at, act=entry, origin=str(part.row),
        )
        for part in parts
    ]  # fmt: skip
    RollPart.objects.bulk_create(rows, batch_size=_BATCH)
    keep_owners(zip(rows, (part.owners for part in parts), strict=True))


def _against_register(vote: Vote) -> tuple[str, ...]:
    """Where roll and register part; both may be right, so it is a hint and no fault."""
    place = vote.community
    area = None if place.exclusive_area is None else int(place.exclusive_area * 100)
    whole = reads.whole_now(vote, reads.plan_of(vote))
    return differences(whole, area=area, heads=place.owner_count)


# --- frozen -------------------------------------------------------------------------------------


@transaction.atomic
def freeze_roll(
    *, vote_id: int, names_checked: bool, actor: Actor, at: datetime, gap_reason: str = ""
) -> None:
    """From now on A and N stand; what is wrong is corrected part by part."""
    vote = begin(VoteAct.FREEZE_ROLL, vote_id, actor)
    plan, today = reads.plan_of(vote), timezone.localdate(at)
    plan.check()
    rows = list(RollPart.objects.standing().filter(vote=vote).order_by("key"))
    whole = reads.whole_now(vote, plan)
    if whole.heads == 0:
        raise NotNow(
            f"清册里没有计入表决的房屋，算不出总面积和总人数（{cite('CC-278')}）。请先导入清册。",
            rule=cite("CC-278"),
        )
    check_frozen_in_time(plan, today)
    _check_names(vote, is_checked=names_checked)
    told = {
        "centares": whole.area, "heads": whole.heads, "parts": len(rows),
        **_explained(vote, plan, gap_reason),
    }  # fmt: skip
    entry = record("exits.roll_frozen", vote, actor=actor, at=at, change=(None, told))
    content = [[row.key, row.kind, row.area, row.source, row.head] for row in rows]
    note_step(vote, reads.FROZEN, entry, told, digest=digest_of(content))
    project_votes([vote.pk], turns=1)


def _explained(vote: Vote, plan: Plan, reason: str) -> dict[str, Any]:
    """Where roll and register part, why; a court asks for the whole by which it was reckoned."""
    found, words = reads.gaps_of(vote, plan), clean_line(reason)
    if not found:
        return {}
    if len(words) < SHORTEST_REASON:
        raise Refused(
            f"清册和小区台账相差超过 2%（平台的规则）：{'；'.join(found)}。"
            f"总面积和总人数是计票的分母（{cite('OWN-8', 'OWN-9')}），清册漏了房屋的请补全后"
            "重新导入；清册没有错的，请写明为什么不一致，会记入计票结果。",
            rule=cite("OWN-8", "OWN-9"),
        )
    return {"gaps": list(found), "gap_reason": words[:200]}


def _check_names(vote: Vote, *, is_checked: bool) -> None:
    imported = reads.step_of(vote, reads.IMPORTED)
    groups = imported.told["same_names"] if imported else 0
    if groups and not is_checked:
        raise Refused(
            f"清册里有 {groups} 组业主同名又没有业主编号，按{cite('OWN-9')}，同一买受人的几套房"
            "只算一人，不同的人要分开算。请核对后勾选“同名业主已核对”，或补上业主编号重新导入。",
            rule=cite("OWN-9"),
        )


# --- given up -----------------------------------------------------------------------------------


@transaction.atomic
def drop_vote(*, vote_id: int, reason: str, actor: Actor, at: datetime) -> None:
    """The vote is not held after all; what was written stays, but for the names."""
    vote = begin(VoteAct.DROP, vote_id, actor)
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused("请写明作罢的原因。")
    entry = record("exits.vote_dropped", vote, actor=actor, at=at, note=reason.strip())
    note_step(vote, reads.DROPPED, entry, {"reason": reason.strip()})
    forget_owners(vote.pk)
    project_votes([vote.pk], turns=1)
