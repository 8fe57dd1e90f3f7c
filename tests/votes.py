"""Short ways to a vote of owners, through the acts that people would do."""

from datetime import date, datetime, timedelta
from itertools import count

from tests.people import NOW, YANHU, ZONE, clerk, person
from tests.rules.exits.rolls import a_row, roll_file
from tests.stories import a_community, a_company
from tingban.actions.exits import ballots, rolls, tallies
from tingban.actions.exits.ballots import enter_ballot
from tingban.data.exits.models import Ballot, ExitCase, RollPart, Vote
from tingban.rules.actors import Actor, Role
from tingban.rules.exits.exit_stages import Stage
from tingban.rules.exits.roll import AreaSource, PartKind
from tingban.rules.exits.roll_reading import ReadPart
from tingban.rules.exits.vote import Matter
from tingban.rules.exits.vote_ballots import Flaw, Mark, Reading, ballot_number
from tingban.rules.exits.vote_stages import Convener, Plan, Way

NOTICE_ON = date(2024, 6, 18)
FROM, UNTIL = date(2024, 7, 3), date(2024, 7, 10)
VOTING = datetime(2024, 7, 5, 9, 0, tzinfo=ZONE)
COUNTED = datetime(2024, 7, 11, 9, 0, tzinfo=ZONE)
POSTED = datetime(2024, 7, 12, 9, 0, tzinfo=ZONE)
_serial = count(1)
YES, NO = Reading((Mark.FOR,)), Reading((Mark.AGAINST,))
VOID = Reading((), Flaw.UNSIGNED)
PLAN = Plan(
    "解聘物业服务企业表决", Convener.COMMITTEE, Way.WRITTEN, NOTICE_ON, FROM, UNTIL,
    ((Matter.DISMISS, "解聘明珠物业服务有限公司"),),
)  # fmt: skip


def an_exit_case(*, county: str = YANHU, **told: object) -> ExitCase:
    """An exit on its way, as its own acts leave it."""
    community = told.pop("community", None) or a_community(county=county)
    known = {"stage": Stage.X2.value, "opened_on": date(2024, 6, 10)} | told
    return ExitCase.objects.create(
        number=f"TC-{county}-2024-{next(_serial):06d}", county_id=county, community=community,
        company=a_company(), title="拒不整改", **known,
    )  # fmt: skip


def owner(case: ExitCase) -> Actor:
    """A member of the owners' committee of this community."""
    return _at(Role.OWN, case.community.code, case)


def street(case: ExitCase) -> Actor:
    """街道 of this community: its unit ends in the nine digits that begin the community's code."""
    return _at(Role.STR, f"jd-{case.community.code[:9]}", case)


def _at(role: Role, unit: str, case: ExitCase) -> Actor:
    known = person(role, case.county_id)
    return Actor(known.user_id, known.name, role, unit, f"{unit}单位", case.county_id, known.ip)


def a_vote(case: ExitCase | None = None, plan: Plan = PLAN, *, actor: Actor | None = None) -> int:
    case = case or an_exit_case()
    return rolls.open_roll(
        case_number=case.number, plan=plan, actor=actor or clerk(case.county_id), at=NOW
    )


def three_homes() -> list[list[object]]:
    """A = 300.00 m², N = 3."""
    return [a_row(room, 100, owners) for room, owners in
            (("101", "张某"), ("102", "李某"), ("103", "王某"))]  # fmt: skip


def a_part(room: str = "101", area: int = 12000, owners: tuple[str, ...] = ()) -> ReadPart:
    """A home as a correction states it."""
    identity = "names:" + "|".join(owners)
    return ReadPart(
        0, "1号楼", "1单元", room, PartKind.HOME, area, AreaSource.REGISTER, False, owners, identity
    )  # fmt: skip


def with_roll(vote_id: int, rows: list[list[object]] | None = None) -> rolls.Imported:
    data = roll_file(three_homes() if rows is None else rows)
    return rolls.import_roll(
        vote_id=vote_id, name="清册.xlsx", data=data, actor=_local(vote_id), at=NOW
    )


def a_frozen_vote(
    rows: list[list[object]] | None = None, plan: Plan = PLAN, case: ExitCase | None = None
) -> int:
    vote_id = a_vote(case, plan)
    assert with_roll(vote_id, rows).faults == ()
    rolls.freeze_roll(
        vote_id=vote_id, names_checked=True, actor=_local(vote_id), at=NOW,
        gap_reason="台账的户数含二期，本次只由一期业主表决",
    )  # fmt: skip
    return vote_id


def a_vote_to_count(
    rows: list[list[object]] | None = None, plan: Plan = PLAN, case: ExitCase | None = None
) -> int:
    """Frozen, and each owner has a ballot."""
    vote_id = a_frozen_vote(rows, plan, case)
    at = NOW + timedelta(hours=1)
    ballots.issue_ballots(vote_id=vote_id, actor=_local(vote_id), at=at)
    return vote_id


def _local(vote_id: int) -> Actor:
    """The county's clerk."""
    return clerk(the_vote(vote_id).case.county_id)


def tellers() -> tuple[Actor, Actor]:
    return clerk(name="计票甲"), clerk(name="计票乙")


def enter(
    vote_id: int, serial: int, reading: Reading, actor: Actor | None = None, **told: bool
) -> object:
    return enter_ballot(
        vote_id=vote_id, code=ballot_number(serial), reading=reading,
        actor=actor or tellers()[0], at=VOTING, **told,
    )  # fmt: skip


def both_enter(vote_id: int, serial: int, reading: Reading) -> None:
    """Two tellers read the same."""
    for teller in tellers():
        enter(vote_id, serial, reading, teller)


def a_closed_vote(*readings: Reading, plan: Plan = PLAN) -> int:
    """Three homes; the readings are those of the first ballots, the others stay away."""
    vote_id = a_vote_to_count(plan=plan)
    for serial, reading in enumerate(readings, start=1):
        both_enter(vote_id, serial, reading)
    close(vote_id)
    return vote_id


def close(vote_id: int, on: date = date(2024, 7, 11)) -> None:
    tallies.close_vote(vote_id=vote_id, on=on, witness="东城街道 赵某", actor=clerk(), at=COUNTED)


def post(vote_id: int) -> None:
    tallies.post_result(
        vote_id=vote_id, on=POSTED.date(), place="各单元门口", actor=clerk(), at=POSTED
    )


def the_vote(vote_id: int) -> Vote:
    return Vote.objects.get(pk=vote_id)


def parts(vote_id: int) -> list[RollPart]:
    return list(RollPart.objects.standing().filter(vote=vote_id).order_by("id"))


def ballot(vote_id: int, serial: int) -> Ballot:
    return Ballot.objects.get(vote=vote_id, serial=serial)
