"""A made-up edition of the city, as documents are made from."""

from datetime import date, datetime

from tests.people import ZONE
from tingban.reports.weekly.shapes import (
    Annex2Form,
    Annex2Row,
    Annex3Form,
    Annex3Row,
    Briefing,
    Edition,
    Override,
    Punctuality,
    Signatures,
    UnitProgress,
)
from tingban.rules.areas import AREAS, CITY
from tingban.rules.weekly.cells import CELLS, CODES

MADE_AT = datetime(2024, 6, 14, 17, 5, 30, tzinfo=ZONE)
EDITION = Edition(
    number="KZ-1408-2024-W03-v1", as_of=date(2024, 6, 14), since=date(2024, 5, 1),
    made_at=MADE_AT, digest="ab" * 32,
)  # fmt: skip


def cells(start: int) -> dict[str, int]:
    """33 numbers, each another one, so that none can stand in another's place."""
    return {code: start + place for place, code in enumerate(CODES)}


def city_form() -> Annex3Form:
    counties = [area for area in AREAS if area.code != CITY] + [AREAS[0]]
    rows = tuple(
        Annex3Row(
            code=area.code,
            name=area.name,
            cells=cells(100 * place),
            is_auto=area.short == "绛县",
            overrides={"A01": Override(7, 100 * place, "漏登两个小区")} if place == 2 else {},
        )
        for place, area in enumerate(counties)
    )
    total = Annex3Row(code="", name="合计", cells=cells(5000))
    who = Signatures(head="陈某某", filler="李某某")
    return Annex3Form("运城市住房和城乡建设局", date(2024, 6, 14), EDITION, rows, total, who)


def county_form() -> Annex3Form:
    row = Annex3Row(code="140802", name="盐湖区", cells=cells(3))
    return Annex3Form("盐湖区住房和城乡建设局", date(2024, 6, 14), EDITION, (row,))


def ledger_row(number: int, **told: object) -> Annex2Row:
    defaults = {
        "row_no": number,
        "contact": "张* 138****5678",
        "summary": "锦绣花园电梯停运三天无人维修",
        "source": "本领域来电",
        "times": "收到：2024-06-03；受理：2024-06-04",
        "office": "房产科",
        "progress": "2024-06-07 已现场核实，责令企业限期整改。",
        "is_closed": False,
        "receiver": "王某某",
    }
    return Annex2Row(**(defaults | told))


def ledger_form(*rows: Annex2Row) -> Annex2Form:
    return Annex2Form("盐湖区住房和城乡建设局", "李某某", date(2024, 6, 14), EDITION, rows)


def briefing(**told: object) -> Briefing:
    units = tuple(
        UnitProgress(
            area.name, cells(10 * area.order), "系统代报" if area.short == "绛县" else "按时报送"
        )
        for area in AREAS
    )
    names = tuple(area.name for area in AREAS if area.short != "绛县")
    defaults = {
        "edition": EDITION,
        "area_label": "全市",
        "issue": 3,
        "publisher": "运城市住房和城乡建设局房产科",
        "issued_on": date(2024, 6, 14),
        "figures": cells(5000) | {"E05": 41, "E06": 40, "P03": 9},
        "last_figures": cells(4990) | {"B01": cells(5000)["B01"] + 2},
        "progress_note": "各县均已成立工作专班。\n盐湖区组织了两轮交叉检查。",
        "practices": "永济市把公共收益公示纳入日常巡查。",
        "cases": "某小区物业企业擅自利用电梯投放广告，已责令退还收益。",
        "remarks": ("B01 完成整改小区数减少 2 个：回头看发现两个小区问题反弹。",),
        "units": units,
        "punctuality": Punctuality(on_time=names, auto=("绛县",), zero=("平陆县",)),
        "send_to": "省住房和城乡建设厅，市集中整治办",
        "copies": 30,
    }
    return Briefing(**(defaults | told))


LABELS = [cell.label for cell in CELLS]
