"""Cases of the demo's last days that show what seldom happens: each stage stands there once."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from tingban.actions.complaints import (
    answering,
    arriving,
    assigning,
    cases,
    ending,
    merging,
    public,
    receipts,
    receiving,
    taking_up,
    verifying,
)
from tingban.jobs.demo.case_way import seen
from tingban.jobs.demo.daily import AFTERNOON, MORNING, Daily
from tingban.jobs.demo.world import Estate
from tingban.rules.actors import visitor
from tingban.rules.complaints import Contact, ContactKind, Source
from tingban.rules.complaints.stages import (
    AnsweredTo,
    AnswerWay,
    CaseKind,
    Finding,
    MergeKind,
    Rating,
    RejectReason,
    SuspendReason,
)

COUNTY: Final = "140802"
_STREET: Final = "jd-140802001"
_DAY: Final = date(2024, 10, 9)
_NOBODY: Final = Contact(ContactKind.ANONYMOUS)
_MISSED: Final = answering.Contacting(AnswerWay.PHONE, reached=False, note="无人接听")
_TOLD: Final = answering.Contacting(AnswerWay.PHONE, reached=True)
_HERE: Final = assigning.Handing(area=COUNTY, office="物业管理科")


class Scene:
    """One case at one estate; a few minutes pass between its steps."""

    def __init__(self, daily: Daily, estate: Estate) -> None:
        self._daily, self.estate = daily, estate
        self.clerk = daily.staff.clerks[COUNTY]
        self.head = daily.staff.heads[COUNTY]
        self.number = self.code = ""
        self._at = daily.moment(_DAY, MORNING)

    @property
    def at(self) -> datetime:
        """A little later each time."""
        self._at += timedelta(minutes=2)
        return self._at

    def begin(self, at: datetime) -> None:
        """The moment the stage has come to."""
        self._at = at

    def report(self, words: str, *, place: str = "") -> None:
        """Through the portal; at a place of its own it goes to the city."""
        told = receiving.ReceivedStatement(
            text=words, community_code="" if place else self.estate.code, place=place
        )
        at = self.at
        receipt = arriving.write_down(statement=told, contact=_NOBODY, actor=visitor(), at=at)
        arriving.take_in(number=receipt.number, at=at)
        self.number, self.code = receipt.number, receipt.query_code

    def statement(self, words: str, source: Source) -> cases.CaseStatement:
        """As the clerk writes it down."""
        return cases.CaseStatement(
            source=source, summary=f"{self.estate.name}：{words}", received_at=self._at,
            community_code=self.estate.code, receiver=self.clerk.name, category="CAT-1",
            duplicates_seen=True,
        )  # fmt: skip

    def register(self, words: str, source: Source = Source.CALL) -> None:
        """By telephone, into the ledger."""
        self.number = cases.register_case(
            statement=self.statement(words, source), contact=_NOBODY, actor=self.clerk, at=self.at
        )

    def accept(self, kind: CaseKind = CaseKind.COMPLAINT) -> None:
        """受理."""
        at = self.at
        taking_up.accept_case(**seen(self.number, self.clerk, at), kind=kind, on=at)

    def assign(self, handing: assigning.Handing = _HERE) -> None:
        """交办."""
        assigning.assign_case(**seen(self.number, self.head, self.at), handing=handing)

    def sign_in(self) -> None:
        """签收."""
        assigning.sign_in_case(**seen(self.number, self.clerk, self.at), impartial=True)

    def report_back(self, words: str) -> None:
        """核查报告."""
        report = verifying.Report(words, words, words, finding=Finding.NO_EVIDENCE)
        verifying.report_unfounded(**seen(self.number, self.clerk, self.at), report=report)

    def approve(self) -> None:
        """审核通过."""
        answering.approve_case(**seen(self.number, self.head, self.at), reply="")

    def to_verifying(self, words: str) -> None:
        """From the call to the one who goes and looks."""
        self.register(words)
        self.accept()
        self.assign()
        self.sign_in()


def plan(daily: Daily, estates: Sequence[Estate]) -> None:
    """One scene an estate, in the last days before the demo's present."""
    for place, (estate, play) in enumerate(zip(estates, PLAYS, strict=False)):
        part = MORNING if place % 2 else AFTERNOON
        scene = Scene(daily, estate)
        daily.stage.at(daily.moment(_DAY, part), _act(scene, play))


def _act(scene: Scene, play: Callable[[Scene], None]) -> Callable[[datetime], None]:
    def act(at: datetime) -> None:
        scene.begin(at)
        play(scene)

    return act


def _waiting(scene: Scene) -> None:
    scene.report("电梯每天停运两三次，老人上下楼不方便，打了几次物业电话都没人来。")


def _waiting_in_the_city(scene: Scene) -> None:
    words = "小区门口的路灯坏了半个月，晚上出入看不清，希望有人管。"
    scene.report(words, place="学苑路与河东街交叉口往北的老家属院")


def _returned(scene: Scene) -> None:
    scene.register("门口流动摊贩占道，早晚出入困难。", Source.HOTLINE_12345)
    scene.accept()
    scene.assign()
    assigning.send_back_case(
        **seen(scene.number, scene.clerk, scene.at), reason="占道经营属城管部门职责，建议改交。"
    )


def _at_the_street(scene: Scene) -> None:
    scene.register("楼道堆放杂物，希望街道协调清理。")
    scene.accept(CaseKind.HELP)
    scene.assign(assigning.Handing(area=COUNTY, unit=_STREET))


def _suspended(scene: Scene) -> None:
    scene.to_verifying("物业费上涨没有经过业主表决。")
    scene.report_back("合同约定的收费标准没有变动，争议在业主大会表决。")
    answering.send_for_rework(
        **seen(scene.number, scene.head, scene.at), reason="请等业主大会表决结果后再答复"
    )
    waits = verifying.Suspension(SuspendReason.VOTE, "业主大会正在表决", _DAY + timedelta(days=25))
    verifying.suspend_case(**seen(scene.number, scene.head, scene.at), suspension=waits)


def _in_review(scene: Scene) -> None:
    scene.to_verifying("夜间保安不巡逻。")
    scene.report_back("调取一周巡更记录和监控，夜间巡逻按合同进行。")


def _to_be_told(scene: Scene) -> None:
    scene.to_verifying("生活垃圾两天没有清运。")
    scene.report_back("清运车辆检修，10月9日已恢复清运。")
    scene.approve()
    at = scene.at
    answering.note_attempt(**seen(scene.number, scene.clerk, at), contacting=_MISSED, on=at)


def _alike(scene: Scene) -> None:
    scene.to_verifying("地下车库渗水。")
    main = scene.number
    scene.register("地库漏水，车被滴了一身。", Source.WEB)
    merging.merge_case(
        **seen(scene.number, scene.clerk, scene.at), parent=main, kind=MergeKind.ALIKE
    )


def _answered_for_itself(scene: Scene) -> None:
    scene.to_verifying("单元门口的路灯晚上不亮。")
    main = scene.number
    scene.register("路灯晚上不亮，前几天打过电话。", Source.HOTLINE_12345)
    merged, kind = scene.number, MergeKind.DUPLICATE
    merging.merge_case(**seen(merged, scene.clerk, scene.at), parent=main, kind=kind)
    scene.number = main
    scene.report_back("现场查看，路灯已换灯泡，10月9日晚全部亮起。")
    scene.approve()
    at = scene.at
    closing = answering.Closing(at, "路灯已更换灯泡，当晚亮起。", _TOLD)
    answering.close_case(**seen(main, scene.clerk, at), closing=closing)
    at = scene.at
    answer = receipts.ReceiptAnswer(
        at, AnsweredTo.SENDER, AnswerWay.LETTER, "路灯已更换灯泡，当晚亮起，已电话告知反映人。"
    )
    receipts.answer_receipt(**seen(merged, scene.clerk, at), answer=answer)


def _rejected(scene: Scene) -> None:
    scene.register("与物业的停车费纠纷已在法院起诉。")
    taking_up.reject_case(
        **seen(scene.number, scene.head, scene.at), why=RejectReason.IN_COURT,
        reason="该争议已由法院受理，请依诉讼程序解决。",
    )  # fmt: skip


def _withdrawn(scene: Scene) -> None:
    scene.register("楼上装修噪音大。")
    ending.withdraw_case(
        **seen(scene.number, scene.clerk, scene.at), reason="反映人来电说已自行协商解决"
    )


def _sealed(scene: Scene) -> None:
    scene.register("反映有关工作人员与物业企业来往密切。", Source.LETTER)
    told = taking_up.Transfer("市纪委监委", "检举公职人员，不属住建部门职权", sealed=True)
    taking_up.transfer_case(**seen(scene.number, scene.head, scene.at), transfer=told)


def _not_content(scene: Scene) -> None:
    scene.report("小区大门的门禁坏了一个月，谁都能进，物业一直说在等配件。")
    receiving.register_received(
        **seen(scene.number, scene.clerk, scene.at),
        statement=scene.statement("门禁损坏一个月未修。", Source.WEB),
    )
    scene.accept()
    scene.assign()
    scene.sign_in()
    scene.report_back("门禁配件已到货，10月9日下午安装完毕。")
    scene.approve()
    at = scene.at
    closing = answering.Closing(at, "门禁已修复。", _TOLD)
    answering.close_case(**seen(scene.number, scene.clerk, at), closing=closing)
    public.rate(
        number=scene.number, code=scene.code, rating=Rating.NOT_CONTENT,
        reason="晚上又坏了，刷卡没有反应。", actor=visitor(), at=scene.at,
    )  # fmt: skip


PLAYS: Final = (
    _waiting, _waiting_in_the_city, _returned, _at_the_street, _suspended, _in_review, _to_be_told,
    _alike, _answered_for_itself, _rejected, _withdrawn, _sealed, _not_content,
)  # fmt: skip
