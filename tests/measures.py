"""Short ways through level cases, transfers and exposures, by the acts that people do."""

from datetime import date, datetime, timedelta
from typing import Any

from tests import papers as paper_steps
from tests.lives import the_company
from tests.people import NOW, YANHU, clerk, head, person
from tests.stories import a_community, a_company
from tingban.actions.documents import papers
from tingban.actions.documents.papers import Service
from tingban.actions.enforcement import exposure_cases, level_cases, transfers
from tingban.actions.rectification.proceedings import Opening, Told
from tingban.data.enforcement.models import ExposureCase, LevelCase, Transfer
from tingban.data.registry.models import Community, Company
from tingban.reads.enforcement.measure_sheets import MEASURE_SHEETS
from tingban.rules.actors import Actor, Role
from tingban.rules.documents.service import Way

SHEETS = {sheet.template.key: sheet for sheet in MEASURE_SHEETS}
TODAY = NOW.date()
RATERS = [{"name": name, "certificate": "县住建局"} for name in ("评甲", "评乙", "评丙")]
RATING = {
    "raters": RATERS,
    "site": "小区内现场",
    "sheet": ["房屋管理 50 40 41 42", "保洁 50 30 30.5 31"],
    "standard": "普通住宅小区物业管理服务等级标准（试行）",
    "findings": "楼道多日无人清扫，设备房无维保记录",
    "old_level": "二级",
    "proposed": "三级",
}
DRAFT = {
    "new_level": "三级",
    "effective_on": "2024-08-01",
    "fee_standard": "0.60 元/月·平方米",
    "grounds": "现场评定平均 71.5 分，达不到二级标准",
    "plea_answer": "现场照片为证，不采纳",
}
FEE = {
    "old_fee": 80, "new_fee": 60, "fee_from": "2024-08-01", "fee_evidence": "8 月缴费单 5 张",
}  # fmt: skip
CLUE = {
    "matter": "clue",
    "receiver": "market",
    "office": "盐湖区市场监督管理局",
    "summary": "企业不按照规定提供服务而收取费用",
    "bases": ["PRC-9..10"],
    "materials": ["检查记录 2 份", "收费票据 6 张"],
}
CRIME = CLUE | {
    "matter": "crime",
    "receiver": "police",
    "office": "运城市公安局盐湖分局",
    "bases": ["TRF-5", "CL-272"],
    "team": [
        {"name": "韩甲", "certificate": "14080212301"},
        {"name": "韩乙", "certificate": "14080212302"},
    ],
}
ENCLOSED = {"report": "调查报告 12 页", "inventory": "无涉案物品", "appraisal": "审计报告 1 份"}
TEXT = {
    "headline": "某小区公共收益三年未公示",
    "facts": ["2021 年至 2023 年未公示公共收益。", "项目经理王强拒签，电话13835900017。"],
    "grounds": "民法典第九百四十三条",
    "handling": "6 月 3 日责令限期整改，逾期未改。",
    "lesson": "公共收益属于业主共有，应当定期公示。",
}
SOURCES = ["检查记录 XC-1", "送达回证 2024-06-05"]


def at(day: date, hour: int = 10) -> datetime:
    """A moment of a day."""
    return NOW.replace(year=day.year, month=day.month, day=day.day, hour=hour)


def counsel() -> Actor:
    """市局法规科."""
    return person(Role.M_LAW)


def signed(kind: str, number: str, moment: datetime = NOW, *, served: bool = False) -> str:
    """A paper of this kind about this proceeding, signed and, where asked, served that day."""
    sheet = SHEETS[f"enforcement.{kind}"]
    key = paper_steps.signed(sheet, number, at=moment)
    if served:
        service = Service(Way.DIRECT, moment.date(), "送达回证", "前台")
        papers.serve(
            paper=key, sheet=sheet, service=service, version=paper_steps.fresh(key).version,
            actor=clerk(), at=moment,
        )  # fmt: skip
    return key


class _Walk:
    """A proceeding, and the day on which the next step is taken."""

    model: Any = None
    take: Any = None

    def __init__(self, number: str, on: date = TODAY) -> None:
        self.number, self.on, self.hour = number, on, 10

    @property
    def row(self) -> Any:
        """As it stands."""
        return type(self).model.objects.get(number=self.number)

    def step(
        self,
        act: str,
        *,
        by: Actor | None = None,
        reason: str = "",
        version: int | None = None,
        **answers: Any,
    ) -> "Any":
        """One step, by the clerk unless somebody else is named."""
        type(self).take(
            number=self.number, act=act, told=Told(self.on, reason, answers),
            version=self.row.version if version is None else version, actor=by or clerk(),
            at=at(self.on, self.hour),
        )  # fmt: skip
        return self

    def sign(self, kind: str, *, served: bool = False) -> "Any":
        """A paper of that day."""
        signed(kind, self.number, at(self.on, self.hour), served=served)
        return self

    def later(self, days: int) -> "Any":
        """Some days pass."""
        self.on += timedelta(days=days)
        return self


class LevelWalk(_Walk):
    """A level case."""

    model, take = LevelCase, staticmethod(level_cases.take_level_step)

    def answered(self, plea: str = "没有异议") -> "LevelWalk":
        """The company answers at its own door."""
        return self.step("plead", by=the_company(self.row.company), plea=plea)

    def told(self) -> "LevelWalk":
        """Rated, and the company told."""
        self.step("rate", **RATING).sign("level_notice", served=True)
        return self.step("tell")

    def decided(self, **draft: Any) -> "LevelWalk":
        """The company answered, the decision is made and served."""
        self.told().answered("清扫人员当日请假").step("draft", **DRAFT | draft)
        self.sign("level_decision", served=True)
        return self.step("decide", by=head())

    def posted(self) -> "LevelWalk":
        """It hangs in the community."""
        self.decided().sign("level_letter")
        self.step("write", office="盐湖区发展和改革局", channel="hand", receipt="6 月 18 日签收")
        self.step("answer", answer="已责成企业自 8 月 1 日起执行").sign("level_poster")
        return self.step("post", place="南门公告栏", photos=["照片 1"], days=7)


class TransferWalk(_Walk):
    """A transfer."""

    model, take = Transfer, staticmethod(transfers.take_transfer_step)

    def sent(self) -> "TransferWalk":
        """Approved and handed over."""
        self.step("approve", by=head()).sign("transfer_letter")
        return self.step("send", channel="system", receipt="收文 0618-12")


class ExposureWalk(_Walk):
    """An exposure."""

    model, take = ExposureCase, staticmethod(exposure_cases.take_exposure_step)

    def reviewed(self) -> "ExposureWalk":
        """Checked by another clerk, and found to be a report."""
        self.step("check", by=clerk(name="核对员"), sources=SOURCES, is_checked=True)
        return self.step("admit", by=counsel(), nature="report", opinion="属工作通报")

    def told(self) -> "ExposureWalk":
        """Redacted, and the company told of it."""
        self.reviewed().step("redact", is_seen=True).sign("exposure_notice", served=True)
        return self.step("tell")

    def answered(self, plea: str = "没有异议") -> "ExposureWalk":
        """The company answers at its own door."""
        return self.step("plead", by=the_company(self.row.company), plea=plea)

    def published(self) -> "ExposureWalk":
        """The company answered, the head signed, the public reads it."""
        self.told().answered().sign("exposure_case")
        self.step("sign", by=head(), plea_answer="企业没有异议")
        return self.step("publish", media=["运城日报", "市局官网"], url="https://example.com/1")


def a_level_case(place: Community, company: Company | None = None, **told: Any) -> LevelWalk:
    """Begun for a community under guided price."""
    opening = Opening(
        county=place.county_id, title="服务不到位，重新核定等级", on=TODAY,
        community_code=place.code, company_id=company.pk if company else None,
        answers={"voices": "业委会来函反映保洁不到位"} | told.pop("answers", {}), **told,
    )  # fmt: skip
    number = level_cases.open_level_case(opening=opening, actor=clerk(place.county_id), at=NOW)
    return LevelWalk(number)


def a_transfer(
    *,
    by: Actor | None = None,
    county: str = YANHU,
    answers: dict[str, Any] | None = None,
    **told: Any,
) -> TransferWalk:
    """Asked for; prices are a company's."""
    told = {"company_id": a_company().pk} | told if answers is None else told
    opening = Opening(
        county=county, title="某小区物业收费", on=TODAY, answers=answers or CLUE, **told
    )
    number = transfers.open_transfer(opening=opening, actor=by or clerk(county), at=NOW)
    return TransferWalk(number)


def an_exposure(
    company: Company,
    place: Community | None = None,
    *,
    problems: tuple[str, ...] = (),
    **answers: Any,
) -> ExposureWalk:
    """Chosen, with its first text."""
    place = place or a_community("丽景花园")
    told = {"ground": "refusal", "refusal": "6 月 1 日催告，仍不移交"} | TEXT | answers
    opening = Opening(
        county=place.county_id, title="公共收益不公示", on=TODAY, company_id=company.pk,
        answers=told, community_code=place.code, problems=problems,
    )  # fmt: skip
    actor = clerk(place.county_id)
    number = exposure_cases.open_exposure_case(opening=opening, actor=actor, at=NOW)
    return ExposureWalk(number)
