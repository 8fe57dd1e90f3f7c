"""Every step of a case × every role × every side × every stage, against what DOMAIN 3.1 says.

The tables below are written by hand from DOMAIN, not made from the rows they judge. Where DOMAIN
names C-OP or C-LD, M-OP or M-LD stand in for a case of the city's own ledger.
"""

from dataclasses import replace
from datetime import date, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from tingban.rules.actors import Actor, Role
from tingban.rules.audit.machine import Machine, Side
from tingban.rules.complaints.flow import CASE_FLOW
from tingban.rules.complaints.guards import Attempt, Situation
from tingban.rules.complaints.kinds import ContactKind
from tingban.rules.complaints.stages import CaseKind, Finding, RejectReason, Stage
from tingban.rules.errors import NotAllowed, NotNow

DAY = date(2024, 6, 18)
AT = datetime(2024, 6, 18, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
RUNNING = "accepted assigned returned verifying handling suspended reviewing answering"
# act: who, as side:roles; from → to, "=" where it stays; the id of the step.
GOLDEN = {
    "receive": ("own:PUB", "None>new", "T-C01"),
    "reroute": ("keeper:C-OP,M-OP,M-XF", "new>=", "T-C01"),
    "register": ("keeper:C-OP,M-OP,M-XF", "None>registered new>registered", "T-C02"),
    "accept": ("keeper:C-OP,M-OP,M-XF", "registered>accepted", "T-C03"),
    "reject": ("keeper:C-LD,M-LD,M-XF", "registered>rejected", "T-C04"),
    "transfer": ("keeper:C-LD,M-LD,M-XF", "registered>transferred", "T-C05"),
    "assign": ("keeper:C-LD,M-OP", "accepted>assigned", "T-C06"),
    "send_back": ("handler:C-OP,M-OP,STR", "assigned>returned", "T-C07"),
    "reassign": ("keeper:C-LD,M-OP city:M-LD", "returned>assigned", "T-C08"),
    "sign_in": ("handler:C-OP,M-OP,STR", "assigned>verifying", "T-C09"),
    "verify": ("handler:C-OP,M-OP", "verifying>handling", "T-C10"),
    "report_unfounded": ("handler:C-OP,M-OP", "verifying>reviewing", "T-C11"),
    "report_done": ("handler:C-OP,M-OP", "handling>reviewing", "T-C12"),
    "suspend": ("handler:C-LD,M-LD", "handling>suspended", "T-C13"),
    "resume": ("handler:C-LD,M-LD", "suspended>handling", "T-C13"),
    "extend": ("handler:C-LD,M-LD", " ".join(f"{it}>=" for it in RUNNING.split()), "T-C14"),
    "approve": ("reviewer:C-LD,M-OP,M-LD", "reviewing>answering", "T-C15"),
    "send_for_rework": ("reviewer:C-LD,M-OP,M-LD", "reviewing>handling", "T-C16"),
    "attempt": (
        "handler:C-OP,M-OP keeper:C-OP,M-OP,M-XF",
        " ".join(f"{it}>=" for it in ["registered", *RUNNING.split(), "closed", "merged"]),
        "T-C17",
    ),
    "close": ("handler:C-OP,M-OP keeper:C-OP,M-OP,M-XF", "answering>closed", "T-C17"),
    "reopen": ("reviewer:C-LD,M-OP", "closed>handling", "T-C18"),
    "merge": (
        "keeper:C-OP,M-OP,M-XF",
        "registered>merged accepted>merged assigned>merged",
        "T-C19",
    ),
    "unmerge": ("keeper:C-OP,C-LD,M-OP,M-LD,M-XF", "merged>registered", "T-C19"),
    "answer_receipt": ("handler:C-OP,M-OP keeper:C-OP,M-OP,M-XF", "merged>=", "T-C19"),
    "withdraw": (
        "own:PUB keeper:C-OP,M-OP,M-XF handler:C-OP,M-OP",
        " ".join(
            f"{it}>withdrawn"
            for it in "new registered accepted assigned returned verifying handling".split()
        ),
        "T-C20",
    ),
    "appeal": ("own:PUB keeper:C-OP,M-OP,M-XF", "closed>=", "T-C21"),
    "answer_appeal": ("city:M-LD,M-XF", "closed>=", "T-C21"),
    "note": (
        "keeper:C-OP,C-LD,M-OP,M-LD,M-XF handler:C-OP,M-OP,STR place:C-OP,C-LD",
        " ".join(f"{it}>=" for it in ["registered", *RUNNING.split(), "closed"]),
        "DOMAIN 2.1",
    ),
    "correct": (
        "keeper:C-OP,C-LD,M-OP,M-LD,M-XF",
        " ".join(f"{it}>=" for it in ["new", "registered", *RUNNING.split(), "closed"]),
        "DOMAIN 2.1",
    ),
    "restore": (
        "keeper:C-LD,M-LD",
        "rejected>registered transferred>registered withdrawn>registered void>registered",
        "T-C22",
    ),
    "void": (
        "keeper:C-LD,M-LD",
        " ".join(
            f"{it}>void"
            for it in [
                "new", "registered", *RUNNING.split(), "closed", "rejected", "merged",
                "transferred", "withdrawn",
            ]
        ),
        "T-C22",
    ),
}  # fmt: skip
STAGES = [
    None, "new", "registered", "accepted", "rejected", "assigned", "returned", "verifying",
    "handling", "suspended", "reviewing", "answering", "closed", "merged", "transferred",
    "withdrawn", "void",
]  # fmt: skip

# Everything is as it should be; each line below spoils one thing.
GOOD = Situation(
    at=AT, today=DAY, category="CAT-1", duplicates_seen=True, kind=CaseKind.PETITION,
    reason="理由写在这里", reject=RejectReason.NOT_OURS, contact=ContactKind.NAMED,
    receiver="市纪委监委", handler="盐湖区", objection_until=DAY, impartial=True,
    community="1408020010001", visit_kind="verify", staff=2, finding=Finding.TRUE, problems=1,
    report="查看了记录", reply="已修好", until=date(2024, 7, 18), due_on=DAY,
    handler_ids=frozenset({9}), attempts=(Attempt(DAY, reached=True),), closed_on=DAY,
    has_new_facts=True, reopenings=1, parent_state="open", main_stage=Stage.CLS,
    is_duplicate=True, answered_on=DAY, open_appeals=1,
)  # fmt: skip
_TRIED = (Attempt(DAY, reached=False),) * 3
# act: (what is spoilt, a word of the refusal).
SPOILT = {
    "reroute": [({"reason": " 短 "}, "写明原因")],
    "register": [({"category": ""}, "问题类别"), ({"duplicates_seen": False}, "疑似重复件")],
    "accept": [({"kind": None}, "诉求类型")],
    "reject": [
        ({"reject": None}, "匿名不是"),
        ({"reject": RejectReason.UNCLEAR, "attempts": ()}, "先联系问清"),
        ({"reason": ""}, "写明原因"),
    ],
    "transfer": [({"receiver": " "}, "移送到哪个"), ({"reason": ""}, "写明原因")],
    "assign": [({"handler": ""}, "一个主办单位")],
    "send_back": [
        ({"reason": ""}, "写明原因"),
        ({"objection_until": date(2024, 6, 17)}, "期限是 2024年6月17日"),
        ({"returns": 1}, "不能再退"),
    ],
    "reassign": [({"handler": ""}, "一个主办单位"), ({"reason": ""}, "写明原因")],
    "sign_in": [({"impartial": False}, "须回避")],
    "verify": [
        ({"community": ""}, "没有对应到小区"),
        ({"visit_kind": "survey"}, "线索核查"),
        ({"staff": 1}, "两名工作人员"),
        ({"finding": Finding.UNTRUE}, "属实"),
        ({"problems": 0}, "至少一个问题"),
    ],
    "report_unfounded": [
        ({"finding": Finding.PARTLY}, "属实的请登记问题"),
        ({"report": " "}, "依据"),
        ({"reply": " "}, "答复意见"),
    ],
    "report_done": [
        ({"open_problems": ("WT-1", "WT-2", "WT-3", "WT-4")}, "等 4 个还没有整改到位"),
        ({"report": ""}, "依据"),
        ({"reply": ""}, "答复意见"),
    ],
    "suspend": [
        ({"reason": ""}, "写明原因"),
        ({"until": None}, "不超过 30 日"),
        ({"until": date(2024, 7, 19)}, "最迟 2024年7月18日"),
        ({"until": date(2024, 6, 17)}, "从今天起"),
    ],
    "extend": [
        ({"extensions": 1}, "不能再延期"),
        ({"due_on": date(2024, 6, 17)}, "已经届满"),
        ({"reason": ""}, "写明原因"),
    ],
    "approve": [({"handler_ids": frozenset({1})}, "由您承办"), ({"reply": ""}, "答复意见")],
    "send_for_rework": [
        ({"handler_ids": frozenset({1})}, "由您承办"), ({"reason": ""}, "写明原因"),
    ],
    "close": [
        ({"attempts": ()}, "还没有联系上"),
        ({"attempts": _TRIED}, "3 次、1 天"),
        ({"attempts": (Attempt(DAY, reached=False), Attempt(date(2024, 6, 17), False))}, "2 次"),
    ],
    "reopen": [
        ({"reason": ""}, "写明原因"),
        ({"has_new_facts": False}, "新情况"),
        ({"closed_on": date(2024, 6, 2)}, "已超过 15 日"),
        ({"reopenings": 2}, "已经重新办理 2 次"),
    ],
    "merge": [({"parent_state": "closed"}, "还在办理")],
    "unmerge": [({"reason": ""}, "写明原因")],
    "answer_receipt": [
        ({"is_duplicate": False}, "先撤销并案"),
        ({"main_stage": Stage.VOID}, "主件已经作废"),
        ({"main_stage": Stage.REV}, "主件还没有答复"),
        ({"told_on": DAY}, "已经在 2024年6月18日答复过"),
        ({"reply": " "}, "答复意见"),
    ],
    "withdraw": [({"reason": ""}, "写明原因")],
    "appeal": [
        ({"kind": CaseKind.COMPLAINT}, "只有信访事项"),
        ({"answered_on": date(2024, 5, 18)}, "期限是 2024年6月17日"),
        ({"reason": ""}, "写明原因"),
    ],
    "answer_appeal": [({"open_appeals": 0}, "没有等待答复"), ({"reply": ""}, "答复意见")],
    "restore": [({"reason": ""}, "写明原因")],
    "void": [({"reason": ""}, "写明原因")],
}  # fmt: skip
# What is just good enough.
GOOD_ENOUGH = [
    ("reject", {"reject": RejectReason.UNCLEAR, "attempts": (), "contact": ContactKind.ANONYMOUS}),
    ("suspend", {"until": DAY}),
    ("close", {"attempts": (), "contact": ContactKind.ANONYMOUS}),
    ("close", {"attempts": (*_TRIED[:2], Attempt(date(2024, 6, 17), reached=False))}),
    ("reopen", {"closed_on": date(2024, 6, 3)}),
    ("reopen", {"closed_on": date(2024, 1, 1), "by_supervision": True, "has_new_facts": False}),
    ("extend", {"due_on": DAY}),
    ("appeal", {"answered_on": date(2024, 5, 19)}),
    ("answer_receipt", {"main_stage": Stage.FBK}),
    ("answer_receipt", {"main_stage": Stage.REJ}),
    ("answer_receipt", {"main_stage": None}),
]
UNFOUNDED = {"report_unfounded": {"finding": Finding.UNTRUE}}


def _actor(role: str) -> Actor:
    return Actor(1, "某人", Role(role), "u", "某局", "140802")


def _seats(text: str) -> set[tuple[str, str]]:
    pairs = (part.split(":") for part in text.split())
    return {(side, role) for side, roles in pairs for role in roles.split(",")}


def _ends(text: str) -> dict[str | None, str]:
    pairs = [part.split(">") for part in text.split()]
    return {
        None if start == "None" else start: start if end == "=" else end for start, end in pairs
    }


def _now(act: str) -> Situation:
    return replace(GOOD, **UNFOUNDED.get(act, {}))


def _answer(
    machine: Machine[Situation], act: str, stage: str | None, seat: tuple[str, str], now: Situation
) -> str:
    """Where the act leads, or why it does not."""
    side, role = seat
    try:
        step = machine.check(act, stage, actor=_actor(role), sides=frozenset({Side(side)}), now=now)
    except NotAllowed:
        return "not allowed"
    except NotNow as refusal:
        return f"not now: {refusal.sentence}"
    return f"{step.to} by {step.rule}"


def _expected(act: str, stage: str | None, seat: tuple[str, str]) -> str:
    who, ways, rule = GOLDEN[act]
    if seat not in _seats(who):
        return "not allowed"
    end = _ends(ways).get(stage)
    return f"{end} by {rule}" if end else "not now"


def _faults(machine: Machine[Situation]) -> list[str]:
    """Every place where the machine does not say what the tables say."""
    found = []
    sides = [side for side in Side if side is not Side.CLOCK]
    for act, stage, side, role in product(GOLDEN, STAGES, sides, Role):
        seat = (side.value, role.value)
        if act not in machine.acts:
            return [act]
        told = _answer(machine, act, stage, seat, _now(act)).partition(":")[0]
        if told != _expected(act, stage, seat):
            found.append(f"{act} {stage} {seat}: {told}, not {_expected(act, stage, seat)}")
    return [*found, *_guard_faults(machine)]


def _guard_faults(machine: Machine[Situation]) -> list[str]:
    found = []
    for act, cases in SPOILT.items():
        who, ways, _ = GOLDEN[act]
        seat = sorted(_seats(who))[0]
        for (spoilt, word), stage in product(cases, _ends(ways)):
            told = _answer(machine, act, stage, seat, replace(_now(act), **spoilt))
            if not (told.startswith("not now") and word in told):
                found.append(f"{act} {stage} {spoilt}: {told}")
    return found


def test_the_machine_says_what_domain_says():
    assert set(GOLDEN) == set(CASE_FLOW.acts)
    assert _faults(CASE_FLOW) == []


@pytest.mark.parametrize(("act", "told"), GOOD_ENOUGH)
def test_what_is_just_good_enough_passes(act, told):
    who, ways, rule = GOLDEN[act]
    stage, end = next(iter(_ends(ways).items()))

    assert (
        _answer(CASE_FLOW, act, stage, sorted(_seats(who))[0], replace(_now(act), **told))
        == f"{end} by {rule}"
    )


def test_taking_away_any_row_is_noticed():
    for place, row in enumerate(CASE_FLOW.rows):
        rows = CASE_FLOW.rows[:place] + CASE_FLOW.rows[place + 1 :]
        left = replace(CASE_FLOW, rows=rows)
        told = [
            _answer(left, row.act, row.start, (seat.side.value, seat.role.value), _now(row.act))
            if any(one.act == row.act for one in rows)
            else "gone"
            for seat in row.by
        ]

        assert all(word != f"{row.to} by {row.rule}" for word in told), row


def test_taking_away_any_guard_is_noticed():
    guarded = [(row, guard) for row in CASE_FLOW.rows for guard in row.guards]
    for row, guard in guarded:
        open_ = tuple(one for one in row.guards if one != guard)
        rows = tuple(replace(it, guards=open_) if it is row else it for it in CASE_FLOW.rows)

        assert _guard_faults(replace(CASE_FLOW, rows=rows)), (row.act, row.start, guard)


def test_every_guard_stands_somewhere_and_has_its_words():
    used = {guard for row in CASE_FLOW.rows for guard in row.guards}

    assert used == set(CASE_FLOW.guards)
