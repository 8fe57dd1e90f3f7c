"""An exit as it should be before a step, so that one thing can be amiss."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from tingban.kit.clock import SHANGHAI
from tingban.rules.exits.exit_stages import Act, Origin, Stage
from tingban.rules.exits.handover import HandoverList, Item, Line, Party, State
from tingban.rules.exits.vote import Matter, MatterResult, Tally, VoteResult, Weight
from tingban.rules.exits.vote_stages import Convener, Plan, Way
from tingban.rules.law import STATUTORY_CALENDAR
from tingban.rules.rectification.course import Course, Done
from tingban.rules.rectification.standing_orders import StandingOrder

TODAY = date(2024, 9, 25)
ALL_SIDES = {party: date(2024, 9, 19) for party in Party}


# The order on the problem of documents kept back (条例 58).
ORDER_58 = StandingOrder("盐建责改字〔2024〕9号", "WT-1", date(2024, 9, 17), date(2024, 9, 24))


@dataclass(frozen=True)
class SignedPaper:
    """A paper that stands."""

    number: str = "盐建字〔2024〕1号"
    signed_on: date = date(2024, 9, 25)
    served_on: date | None = date(2024, 9, 25)
    hour: int = 12

    @property
    def signed_at(self) -> datetime:
        """At noon, after the steps of that day."""
        on = self.signed_on
        return datetime(on.year, on.month, on.day, self.hour, tzinfo=SHANGHAI)


# Whatever is served, the notice is served on the day of the step.
NOTICE = SignedPaper(signed_on=date(2024, 9, 24), served_on=TODAY)


PAPERS = (
    "assessment", "guidance", "meeting_notice", "ballot_form", "dismissal", "not_renewing",
    "emergency", "confirmation", "demand", "suit_guidance", "conclusion",
)  # fmt: skip


def papers(*without: str, **instead: SignedPaper) -> dict[str, SignedPaper]:
    """All of them, signed and served, but for some."""
    found = {f"exits.{name}": SignedPaper() for name in PAPERS if name not in without}
    found |= {key: NOTICE for key in ("exits.dismissal", "exits.not_renewing") if key in found}
    return found | {f"exits.{name}": paper for name, paper in instead.items()}


def matter(
    kind: Matter = Matter.DISMISS, *, yes: tuple[int, int] = (3_000_001, 301),
    took: tuple[int, int] = (6_000_000, 600), place: int = 1,
) -> MatterResult:  # fmt: skip
    """TV-V1, or another; (area, heads), of 90,000 m² and 900 owners."""
    tally = Tally(Weight(9_000_000, 900), Weight(*took), Weight(*yes))
    return MatterResult(place, kind, "", tally, Weight(), Weight(), tally)


def vote(*matters: MatterResult, **told: Any) -> VoteResult:
    """A vote that was closed, witnessed and posted."""
    known = {
        "closed_on": date(2024, 7, 25), "digest": "d", "witness": "街道 见证人甲",
        "posted_on": date(2024, 7, 26),
    }  # fmt: skip
    return VoteResult(vote_id=1, matters=matters or (matter(),), **(known | told))


def line(item: Item, **told: Any) -> Line:
    """A part that was handed over, and all have confirmed."""
    known = {
        "part": f"{item.value} 全部", "state": State.HANDED, "on": date(2024, 9, 18),
        "balance": 0, "confirmed": ALL_SIDES,
    }  # fmt: skip
    return Line(item=item, **(known | told))


def full_list(*instead: Line) -> HandoverList:
    """Everything handed over and confirmed, but for these lines."""
    others = [line(item) for item in Item if item not in {it.item for it in instead}]
    return HandoverList((*others, *instead))


def done(act: str, on: date = date(2024, 9, 1), **told: Any) -> Done:
    """A step that stands."""
    at = datetime(on.year, on.month, on.day, 9, tzinfo=SHANGHAI)
    return Done(act, "", "", on, at, 7, "某人", "C-OP", told)


# The vote of the story: told on 1 July, held from the 17th to the 24th.
PLAN = Plan(
    "解聘、选聘表决", Convener.COMMITTEE, Way.WRITTEN, date(2024, 7, 1), date(2024, 7, 17),
    date(2024, 7, 24), ((Matter.DISMISS, "解聘明珠物业"), (Matter.HIRE, "选聘安居物业")),
)  # fmt: skip
# What was said and done on the way, by the act that said it.
SAID: dict[str, dict[str, Any]] = {
    Act.OPEN_TRIGGER: {
        "origin": Origin.TRIGGER.value, "grounds": "三次责令不改", "reaction": "业主多次反映",
        "contract_ends_on": "2025-12-31",
    },
    Act.CONVENE: {"convener": "committee"},
    Act.ANNOUNCE: {
        "notified_on": "2024-07-01", "meeting_on": "2024-07-17", "votes_until": "2024-07-24",
        "committee_told_on": "2024-07-01", "posted_where": "单元入口",
    },
    Act.SERVE_NOTICE: {"ends_on": "2024-09-24", "proof": "签收单", "service_way": "direct"},
    Act.SUCCEED: {"takeover": "company", "successor": "安居物业", "takeover_on": "2024-09-24",
                  "decision": "7月业主大会决定"},
    # It let the company perform until that day.
    Act.URGE: {"urged_until": "2024-09-24"},
    Act.REFUSE: {
        "refused": ["M1", "M3"], "refusal": "要求移交，被拒", "refusal_evidence": ["照片"],
    },
}  # fmt: skip
DAYS = {
    Act.OPEN_TRIGGER: date(2024, 6, 3), Act.GIVE_OPINION: date(2024, 6, 5),
    Act.START: date(2024, 6, 12), Act.CONVENE: date(2024, 6, 28), Act.ANNOUNCE: date(2024, 7, 1),
    Act.OPEN_VOTE: date(2024, 7, 17), Act.CLOSE_VOTE: date(2024, 7, 24),
    Act.DECIDE: date(2024, 7, 26), Act.SERVE_NOTICE: date(2024, 7, 26),
    Act.EMERGENCY: date(2024, 9, 1), Act.SUCCEED: date(2024, 9, 1),
    Act.TERMINATE: date(2024, 9, 24), Act.REFUSE: date(2024, 9, 24), Act.URGE: date(2024, 9, 24),
    Act.BEGIN_PUSH: date(2024, 9, 25), Act.PUSH_CREDIT: date(2024, 9, 25),
    Act.REPORT_MARKET: date(2024, 9, 25),
}  # fmt: skip
# A step whose day is told already.
ON = {Act.ANNOUNCE: date(2024, 7, 1), Act.OPEN_VOTE: date(2024, 7, 17)}
# What the step itself tells, where it is not what the file says already.
TOLD: dict[str, dict[str, Any]] = {
    Act.OPEN_EXPIRY: {"origin": "expiry", "contract_ends_on": "2024-12-31"},
    Act.OPEN_NOT_RENEWING: {
        "origin": "not_renewing", "contract_ends_on": "2024-12-31",
        "company_notice_on": "2024-09-25", "ends_on": "2024-12-31",
    },
    Act.OPEN_INDEFINITE: {
        "origin": "indefinite", "contract_ends_on": "2024-06-30",
        "company_notice_on": "2024-09-25", "ends_on": "2024-11-25",
    },
    Act.OPEN_REPLACED: {
        "origin": "replaced", "decision": "6月业主大会决定", "successor": "安居物业",
        "ends_on": "2024-10-01",
    },
    Act.OPEN_ABANDONED: {"origin": "abandoned", "ends_on": "2024-09-19"},
    Act.SERVE_NOTICE: {
        "ends_on": "2024-11-25", "proof": "签收单", "service_way": "direct", "notice_days": 0,
    },
    Act.COMPLETE: {"received_by": "committee", "outcome": "调解书"},
    Act.CLOSE: {"ending": "withdrawn"},
}  # fmt: skip


def good(act: str = "", stage: Stage | None = None, **amiss: Any) -> Course:
    """A Wednesday on which every step would go on, but for what is amiss.

    `told` and `moves` are laid over; `vote`, `handover` and the like stand beside.
    """
    told = SAID.get(act, {}) | TOLD.get(act, {}) | amiss.pop("told", {})
    gone = frozenset(amiss.pop("without", ()))
    moves = amiss.pop("moves", None)
    if moves is None:
        moves = tuple(
            done(name, on, **SAID.get(name, {})) for name, on in DAYS.items() if name not in gone
        )
        # What is taken back is the last step, and this one only stands in the file.
        moves = (*moves, done(Act.DIARY, TODAY)) if act == Act.UNDO else moves
    votes = {Act.RENEW: vote(matter(Matter.RENEW)),
             Act.RETRY: vote(matter(yes=(3_000_000, 301)))}  # fmt: skip
    beside = {
        "vote": votes.get(Act(act) if act else Act.UNDO, vote()), "handover": full_list(),
        "calendar": STATUTORY_CALENDAR, "roll_frozen_on": date(2024, 7, 1), "plan": PLAN,
        "roll": Weight(9_000_000, 900),
        "credit_receipt": "XY-1", "market_receipt": "SJ-1", "orders_58": (ORDER_58,),
        "demand_until": date(2024, 10, 8), "opinion_papers": 1,
    } | amiss.pop("beside", {})  # fmt: skip
    course = Course(
        today=TODAY, stage=stage, opened_on=date(2024, 6, 3), moves=moves, papers=papers(),
        beside=beside, told=told, on=ON.get(act, TODAY), reason="写明原因",
    )  # fmt: skip
    return replace(course, **amiss)
