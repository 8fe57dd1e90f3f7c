"""Five exits of the demo, each in another stage, through the acts that people do (DOMAIN 3.3)."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import Any, Final

from tingban.actions.exits import ballots, rolls, tallies
from tingban.jobs.demo import exit_suit, exit_words
from tingban.jobs.demo.daily import ZONE, Daily
from tingban.jobs.demo.exit_scene import ExitScene
from tingban.jobs.demo.proceeding_scene import at_its_time
from tingban.jobs.demo.world import Estate
from tingban.rules.exits.exit_stages import Act
from tingban.rules.exits.handover import Item, Party, State
from tingban.rules.exits.vote_ballots import Mark, Reading, ballot_number

Play = Callable[[ExitScene], None]


# Owners who dismiss: assessment, meeting, vote, notice.


def _assess(scene: ExitScene) -> None:
    scene.open("企业拒不整改，业主要求更换", **exit_words.TRIGGER)
    scene.file(f"exit_case:{scene.number}", "街道意见.jpg")
    scene.take(Act.GIVE_OPINION, street_opinion="业委会健全，可以召集会议；接管由应急服务衔接。")
    scene.paper("exits.assessment")
    scene.take(Act.START, risk="供水、电梯、消防由应急服务衔接，风险可控。")


def _call(meeting: date, until: date) -> Play:
    def play(scene: ExitScene) -> None:
        on = scene.now.date()
        scene.paper("exits.guidance")
        scene.take(Act.GUIDE, guided_whom="业主委员会", guidance="召集、公告、表决和计票的要求")
        scene.take(Act.CONVENE, convener="committee")
        plan = exit_words.plan(on, meeting, until)
        who: dict[str, Any] = {"actor": scene.clerk, "at": scene.at}
        scene.vote = rolls.open_roll(case_number=scene.number, plan=plan, **who)
        rolls.import_roll(vote_id=scene.vote, name="业主清册.xlsx", data=exit_words.roll(), **who)
        rolls.freeze_roll(vote_id=scene.vote, names_checked=True, **who)
        scene.take(
            Act.ANNOUNCE, committee_told_on=str(on), posted_where="各单元入口、小区公告栏",
            meeting_original="会议通知、表决票样，存业委会",
        )  # fmt: skip
        ballots.issue_ballots(vote_id=scene.vote, **who)

    return play


def _vote(count: int) -> Play:
    def play(scene: ExitScene) -> None:
        scene.take(Act.OPEN_VOTE)
        _enter(scene, count)

    return play


def _enter(scene: ExitScene, count: int) -> None:
    """Two tellers read the same; every seventh owner is against."""
    for serial in range(1, count + 1):
        mark = Mark.AGAINST if serial % 7 == 0 else Mark.FOR
        for teller in (scene.clerk, scene.head):
            ballots.enter_ballot(
                vote_id=scene.vote, code=ballot_number(serial), reading=Reading((mark,)),
                actor=teller, at=scene.at,
            )  # fmt: skip


def _count(scene: ExitScene) -> None:
    on = scene.now.date()
    scene.take(Act.CLOSE_VOTE)
    who: dict[str, Any] = {"actor": scene.clerk, "at": scene.at}
    tallies.close_vote(vote_id=scene.vote, on=on, witness="中城街道 见证人", **who)
    tallies.post_result(vote_id=scene.vote, on=on, place="各单元入口", **who)


def _decide(scene: ExitScene) -> None:
    """The result hung out for its three days."""
    scene.take(Act.DECIDE)


def _notify(ends_on: date) -> Play:
    def play(scene: ExitScene) -> None:
        scene.take(
            Act.SERVE_NOTICE, service_way="post", proof="邮政特快专递 1108 2024 0820",
            taken_by="项目前台", ends_on=str(ends_on), notice_original="解聘通知书，存业委会",
        )  # fmt: skip
        scene.take(Act.CHECK_SERVICE, service_now="保洁、门岗、电梯正常", still_serves=True)

    return play


# Contracts that run out, and companies that run away.


def _not_renewing(notice: date, ends_on: date) -> Play:
    def play(scene: ExitScene) -> None:
        scene.open(
            "企业书面通知到期不续聘", origin="not_renewing", contract_ends_on=str(ends_on),
            company_notice_on=str(notice), ends_on=str(ends_on), handover_days=20,
        )  # fmt: skip

    return play


def _succeed(takeover: date) -> Play:
    """The next company comes the day after the last day of the old one."""
    return lambda scene: scene.take(
        Act.SUCCEED, takeover="company", successor="河东安居物业服务有限公司",
        decision="8月业主大会决定", takeover_on=str(takeover), new_contract="物业服务合同",
    )  # fmt: skip


def _end(scene: ExitScene) -> None:
    scene.take(Act.TERMINATE)


def _half(scene: ExitScene) -> None:
    """Keys and machines came, drawings in part, the rest is still to come."""
    first = (Item.M1, Item.M2, Item.M5)
    for item in first:
        scene.state(item, condition="完好")
    scene.state(
        Item.M3, state=State.PARTIAL, lacking="地下管网竣工图", lacking_until=date(2024, 10, 18)
    )
    for party in Party:
        scene.confirm(party, first)


def _all(scene: ExitScene) -> None:
    for item in Item:
        scene.state(item)
    for party in Party:
        scene.confirm(party, tuple(Item))
    scene.take(Act.COMPLETE, received_by="committee", confirmation_original="交接确认书，存业委会")


def _abandon(scene: ExitScene) -> None:
    scene.open("企业突然撤场", origin="abandoned", ends_on="2024-09-20")
    scene.paper("exits.emergency")
    scene.take(Act.EMERGENCY, **exit_words.EMERGENCY)
    scene.take(Act.TERMINATE)


Parts = tuple[tuple[date, Play], ...]
PLAYS: Final[tuple[Parts, ...]] = (
    # In the middle of the vote.
    (
        (date(2024, 9, 2), _assess),
        (date(2024, 9, 9), _call(date(2024, 9, 26), date(2024, 10, 15))),
        (date(2024, 9, 26), _vote(5)),
    ),
    # The notice runs.
    (
        (date(2024, 7, 8), _assess),
        (date(2024, 7, 15), _call(date(2024, 8, 1), date(2024, 8, 8))),
        (date(2024, 8, 1), _vote(11)),
        (date(2024, 8, 9), _count),
        (date(2024, 8, 13), _decide),
        (date(2024, 8, 20), _notify(date(2024, 10, 31))),
        (date(2024, 9, 24), _succeed(date(2024, 11, 1))),
    ),
    # Half is handed over.
    (
        (date(2024, 6, 24), _not_renewing(date(2024, 6, 20), date(2024, 9, 30))),
        (date(2024, 9, 12), _succeed(date(2024, 10, 1))),
        (date(2024, 9, 30), _end),
        (date(2024, 10, 8), _half),
    ),
    # Before the court.
    (
        (date(2024, 9, 23), _abandon),
        (date(2024, 9, 24), exit_suit.refuse),
        (date(2024, 9, 25), exit_suit.order),
        (date(2024, 10, 9), exit_suit.enforce),
        (date(2024, 10, 10), exit_suit.to_court),
    ),
    # Done, and counted.
    (
        (date(2024, 6, 17), _not_renewing(date(2024, 6, 14), date(2024, 9, 25))),
        (date(2024, 9, 12), _succeed(date(2024, 9, 26))),
        (date(2024, 9, 25), _end),
        (date(2024, 10, 9), _all),
    ),
)


def places(estates: Sequence[Estate], busy: Collection[object] = ()) -> list[Estate]:
    """One estate an exit, those that leave already by the plan left out; all are small."""
    free = [estate for estate in estates if estate.code not in busy][: len(PLAYS)]
    for estate in free:
        estate.row.update(exit_words.SIZE)
    return free


def plan(daily: Daily, free: Sequence[Estate]) -> Estate:
    """An exit at each of them; the answer is where owners vote now."""
    for place, parts in enumerate(PLAYS):
        scene = ExitScene(daily, free[place])
        for on, play in parts:
            moment = datetime(on.year, on.month, on.day, 9, 7 * place, tzinfo=ZONE)
            daily.stage.at(moment, at_its_time(scene, play))
    return free[0]
