"""A penalty case of the tests, led from step to step by the people who would do it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from tests.people import YANHU, ZONE, clerk, head, person
from tests.stories import a_community, a_company, a_contract, a_problem
from tingban.actions.documents import papers
from tingban.actions.documents.papers import Service, Wording
from tingban.actions.enforcement.penalty_cases import open_penalty_case, take_penalty_step
from tingban.actions.rectification.proceedings import Opening, Told
from tingban.data.documents.models import Paper
from tingban.data.enforcement.models import PenaltyCase
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Company
from tingban.reads.enforcement.penalty_cases import PENALTY as PENALTIES
from tingban.reads.enforcement.penalty_sheets import SHEETS
from tingban.reads.rectification.proceedings import course_of, following, found
from tingban.rules.actors import Actor, Role
from tingban.rules.documents.service import Way
from tingban.rules.enforcement.penalty_stages import Act, PaperKey
from tingban.rules.rectification import Category

WAN = 10_000_00
OFFICERS = [
    {"name": "甲执法", "certificate": "14080200001"},
    {"name": "乙执法", "certificate": "14080200002"},
]
PENALTY = {
    "articles": ["PMR-63"],
    "kinds": ["warning", "fine"],
    "fine": 5 * WAN,
    "correction": "三日内停止占用，恢复道路原状",
    "earlier_fine": "none",
    "discretion": "plain",
    "discretion_reason": "占用时间不长",
    "hearing": "yes",
    "review": ["public"],
    "grave": "yes",
}
SPOT = PENALTY | {
    "articles": ["LOCAL"],
    "kinds": ["warning", "fine"],
    "fine": 2_000_00,
    "local_law": "《某市物业管理办法》第五十条",
    "local_low": 500_00,
    "local_high": 3_000_00,
}
SPOT = {name: value for name, value in SPOT.items() if name not in ("hearing", "review", "grave")}
OPENED = {
    "source": "problem",
    "facts": "擅自占用小区道路停车收费",
    "found_on": "2024-06-17",
    "party_address": "盐湖区某街道 1 号",
    "party_head": "王某",
}
ANSWERS: dict[str, dict[str, Any]] = {
    Act.FILE: {"officers": OFFICERS},
    Act.PUNISH_ON_SPOT: SPOT
    | {"officers": OFFICERS, "place": "小区北门", "facts": "占用道路一处", "oral_plea": "没有意见"},
    Act.INSPECT: {
        "officers": OFFICERS,
        "place": "小区北门",
        "present": "项目经理李某",
        "party_view": "none",
        "findings": "道路划线收费二十处",
    },
    Act.INTERVIEW: {
        "officers": OFFICERS,
        "place": "物业办公室",
        "asked_person": "项目经理李某",
        "record": "问：何时开始收费？答：三月。",
    },
    Act.KEEP: {"officers": OFFICERS, "items": ["收费账本 1 册"], "place": "物业办公室"},
    Act.RELEASE: {"release": "returned", "receiver": "李某"},
    Act.CONCLUDE: {
        "facts": "当事人自三月起擅自占用小区道路划线收费",
        "evidence": ["现场检查笔录", "询问笔录"],
        "opinion": "建议警告并罚款",
    },
    Act.PROPOSE: PENALTY,
    Act.REVIEW: {"passed": "yes", "review_opinion": "事实清楚，程序合法"},
    Act.PLEAD: {"plea": "业主同意过", "plea_by": "王某"},
    Act.ANSWER_PLEA: {"accepted": "no", "plea_answer": "没有业主大会决定"},
    Act.WAIVE: {"waived": ["plea", "hearing"], "waived_by": "王某书面声明"},
    Act.ASK_HEARING: {"asked_by": "王某"},
    Act.CALL_HEARING: {
        "hearing_at": "2024-07-12T09:00:00+08:00",
        "place": "局会议室",
        "host": "主持丙",
        "openness": "open",
    },
    Act.HOLD_HEARING: {
        "hearing_record": "held",
        "record": "双方质证",
        "hearing_opinion": "建议维持拟处罚",
    },
    Act.DISCUSS: {
        "place": "局会议室",
        "attendees": ["局长丁", "副局长戊"],
        "opinions": "一致同意",
        "resolution": "同意处罚意见",
    },
    Act.SPARE: {"ground": "first", "mended": "当日恢复原状", "education": "学习条例"},
    Act.PUBLISH: {"published_in": "信用中国"},
    Act.ASK_DEFERRAL: {"hardship": "经营困难", "wish": "分三期"},
    Act.DEFER: {"deferred_until": "2024-12-31", "plan": ["12月31日前缴清"]},
    Act.APPEAL: {"appeal": "review", "appeal_organ": "盐湖区人民政府"},
    Act.END_APPEAL: {"outcome": "kept", "outcome_number": "盐政复〔2024〕1号"},
    Act.ANNUL: {"outcome": "annulled", "outcome_number": "盐政复〔2024〕1号"},
    Act.APPLY_COURT: {"court_name": "盐湖区人民法院"},
    Act.NOTE_COURT: {"court": "ended"},
    Act.CLOSE: {"execution": "罚款已缴清"},
    Act.REVOKE: {"revoked_by": "review", "revoking_number": "盐政复〔2024〕1号"},
    Act.UNPUBLISH: {"withdrawal_told": "决定已被撤销"},
    Act.ARCHIVE: {"archive_number": "0042-2024-D30-CF-0001"},
    Act.DISMISS: {},
    Act.HAND_OVER: {"receiver_organ": "police"},
}
_HEADS = {
    Act.REFUSE, Act.FILE, Act.KEEP, Act.RESUME, Act.DISMISS, Act.HAND_OVER, Act.CALL_HEARING,
    Act.DECIDE, Act.SPARE, Act.DEFER, Act.APPLY_COURT, Act.CLOSE, Act.REVOKE,
}  # fmt: skip
# On the day of the step, at this hour.
_AT = {Act.INSPECT: 8, Act.INTERVIEW: 9}
TYPED = {
    "拟派执法人员": "甲执法（14080200001）、乙执法（14080200002）",
    "缴款账户": "某银行 0001",
    "主送": "盐湖区人民法院",
    "标的情况": "银行存款",
    "不罚情形": "初次违法且危害后果轻微并及时改正。",
    "教育要求": "遵守物业管理条例",
    "结案意见": "同意结案",
    "记录人": "书记丁",
    "当事人一方": "明珠物业项目经理李某、代理人律师周某",
}
SHEET = {sheet.template.key: sheet for sheet in SHEETS}


def at(on: date, hour: int = 10) -> datetime:
    return datetime(on.year, on.month, on.day, hour, tzinfo=ZONE)


def officer() -> Actor:
    return person(Role.C_ENF, YANHU)


def counsel() -> Actor:
    return person(Role.M_LAW)


def company_of(company: Company) -> Actor:
    own = person(Role.CO, YANHU)
    return Actor(own.user_id, own.name, Role.CO, company.uscc or "", company.name, YANHU)


@dataclass
class Walk:
    """One case and its day."""

    number: str
    problem: Problem
    company: Company
    on: date = field(default_factory=lambda: date(2024, 6, 18))
    turns: int = 0

    @property
    def row(self) -> PenaltyCase:
        return PenaltyCase.objects.get(number=self.number)

    def now(self) -> datetime:
        """A little later each time; the day is the walk's own."""
        self.turns += 1
        return at(self.on) + timedelta(minutes=self.turns)

    def to(self, month: int, day: int, year: int = 2024) -> "Walk":
        self.on = date(year, month, day)
        return self

    def take(self, act: str, *, by: Actor | None = None, **answers: Any) -> "Walk":
        actor = by or (head() if act in _HEADS else counsel() if act == Act.REVIEW else officer())
        if act in _AT:
            answers = {"from_at": at(self.on, _AT[act]).isoformat()} | answers
        told = Told(self.on, "按规定办理", ANSWERS.get(act, {}) | answers)
        take_penalty_step(
            number=self.number, act=act, told=told, version=self.row.version, actor=actor,
            at=self.now(),
        )  # fmt: skip
        return self

    def paper(self, key: PaperKey, *, serve: bool = False) -> "Walk":
        """Draft, sign and serve one."""
        sheet, now = SHEET[key], self.now()
        own = key == PaperKey.REVIEW
        drafter = counsel() if own else clerk()
        signer = counsel() if own else head() if head().role in sheet.template.signers else clerk()
        name = papers.draft(
            sheet=sheet, subject_key=self.number, county=YANHU, actor=drafter, at=now
        )
        typed = {
            slot.label: TYPED.get(slot.label, "") for slot in sheet.template.slots if slot.by_hand
        }
        told = {"paper": name, "sheet": sheet, "at": now}
        wording = Wording(sheet.template.body, typed)
        papers.edit(**told, wording=wording, version=_version(name), actor=drafter)
        papers.submit(**told, version=_version(name), actor=drafter)
        papers.sign(**told, on=self.on, version=_version(name), actor=signer)
        if serve:
            service = Service(Way.DIRECT, self.on, "送达回证", "李某")
            papers.serve(**told, service=service, version=_version(name), actor=drafter)
        return self


def _version(name: str) -> int:
    return Paper.objects.get(key=name).version


def a_case(**told: Any) -> Walk:
    """Just opened, out of a problem with 占用道路."""
    place, company = a_community(), a_company()
    a_contract(place, company, date(2024, 1, 1))
    problem = a_problem(place, category=Category.CAT_5, acts=told.pop("acts", ("5-02",)))
    on = told.pop("on", date(2024, 6, 18))
    opening = Opening(
        county=YANHU, title="擅自占用道路经营", on=on,
        community_code=place.code, company_id=company.pk, problems=(problem.number,),
        answers=OPENED | {"found_on": on.isoformat()} | told,
    )  # fmt: skip
    number = open_penalty_case(opening=opening, actor=clerk(), at=at(opening.on))
    return Walk(number, problem, company, opening.on)


def noticed() -> Walk:
    """The company was told on 26 June."""
    walk = a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE)
    walk.to(6, 20).take(Act.INSPECT).take(Act.INTERVIEW)
    walk.paper(PaperKey.INSPECTION).paper(PaperKey.INTERVIEW)
    walk.to(6, 24).take(Act.CONCLUDE).paper(PaperKey.REPORT).take(Act.PROPOSE)
    walk.to(6, 25).take(Act.REVIEW).paper(PaperKey.REVIEW)
    walk.to(6, 26).paper(PaperKey.NOTICE, serve=True).paper(PaperKey.HEARING_RIGHT, serve=True)
    return walk.take(Act.NOTIFY)


def decided() -> Walk:
    """Fined 50,000 yuan on 4 July, after a statement, without a hearing."""
    walk = noticed().to(6, 27).take(Act.PLEAD)
    walk.to(6, 28).take(Act.ANSWER_PLEA).paper(PaperKey.PLEA)
    walk.to(7, 4).take(Act.DISCUSS).paper(PaperKey.DISCUSSION)
    return walk.paper(PaperKey.DECISION).take(Act.DECIDE)


def served() -> Walk:
    """And handed over the day after."""
    return serve_decision(decided().to(7, 5))


def serve_decision(walk: Walk) -> Walk:
    """The decision reaches the company."""
    line = Paper.objects.get(subject=f"penalty_case:{walk.number}", template=PaperKey.DECISION)
    papers.serve(
        paper=line.key, sheet=SHEET[PaperKey.DECISION], version=line.version, actor=clerk(),
        service=Service(Way.DIRECT, walk.on, "送达回证", "李某"), at=walk.now(),
    )  # fmt: skip
    return walk.take(Act.SERVE)


def on_the_spot() -> Walk:
    """2,000 yuan on the spot, 18 June."""
    walk = a_case().take(Act.PUNISH_ON_SPOT)
    return walk.paper(PaperKey.SPOT, serve=True).take(Act.DECIDE_ON_SPOT)


def awaited_by(walk: Walk) -> tuple[tuple[str, str], ...]:
    """Who else is awaited, as the officer reads it."""
    row = found(PENALTIES, officer(), walk.number)
    course = course_of(PENALTIES, row, today=walk.on)
    return following(PENALTIES, officer(), row, course).awaited
