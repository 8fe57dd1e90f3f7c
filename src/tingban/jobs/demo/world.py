"""The registers of the demo: communities, companies, contracts (sizes of DOMAIN 10)."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tingban.jobs.demo.names import WEIGHTS, companies, estates, person
from tingban.rules.areas import AREA_BY_CODE, TOWNSHIPS
from tingban.rules.registry.codes import format_community_code
from tingban.rules.registry.uscc import check_character

Row = dict[str, object]
COMMUNITIES: Final = 2_000
COMPANIES: Final = 380
_MANAGEMENT: Final = (("专业物业", 76), ("自行管理", 9), ("社区代管", 10), ("失管", 5))
_LEVELS: Final = ("一级", "二级", "三级")


@dataclass(frozen=True, slots=True)
class Estate:
    """One community of the demo; `uscc` is empty where no company serves it."""

    code: str
    county: str
    name: str
    row: Row
    uscc: str
    is_guided: bool


@dataclass(frozen=True, slots=True)
class Registers:
    """What stands before the campaign begins."""

    estates: tuple[Estate, ...]
    companies: tuple[Row, ...]
    contracts: tuple[Row, ...]

    def of(self, county: str) -> list[Estate]:
        """The estates of one county."""
        return [estate for estate in self.estates if estate.county == county]


def pick(rng: random.Random, table: tuple[tuple[str, int], ...]) -> str:
    """One key by its weight."""
    return rng.choices([key for key, _ in table], [weight for _, weight in table])[0]


def uscc(county: str, serial: int) -> str:
    """A code whose check digit is right and whose company does not exist."""
    base = f"91{county}MA0{serial:06d}"
    return base + check_character(base)


def _company_rows(rng: random.Random) -> list[Row]:
    counties = list(WEIGHTS)
    shares = list(WEIGHTS.values())
    names = companies(rng)
    return [
        {
            "统一社会信用代码": uscc(rng.choices(counties, shares)[0], serial),
            "企业名称": next(names),
            "法定代表人": person(rng),
            "联系电话": f"0359-{rng.randrange(2_000_000, 8_999_999)}",
        }
        for serial in range(COMPANIES)
    ]


def _estate_row(rng: random.Random, county: str, code: str, name: str) -> Row:
    households = int(rng.lognormvariate(5.6, 0.8)) + 30
    township = next(town for town in TOWNSHIPS if code.startswith(town.code))
    return {
        "小区编码": code,
        "县(市、区)": AREA_BY_CODE[county].full_name,
        "小区名称": name,
        "街道(乡镇)": township.name,
        "地址": f"{township.name}{rng.choice('东南西北')}环路{rng.randrange(1, 300)}号",
        "管理方式": pick(rng, _MANAGEMENT),
        "收费方式": "政府指导价" if rng.random() < 0.55 else "市场调节价",
        "户数": households,
        "专有部分总面积": round(households * rng.uniform(88, 124), 2),
        "业主人数": int(households * rng.uniform(0.96, 1.08)),
    }


def _towns(county: str) -> list[str]:
    """Townships that estates stand in, the town's own streets most of all."""
    codes = [town.code for town in TOWNSHIPS if town.county_code == county]
    streets = [code for code in codes if code[6] in "01"]
    return streets[:3] * 4 + streets


def _county(rng: random.Random, county: str, pool: list[str]) -> list[Estate]:
    count = round(COMMUNITIES * WEIGHTS[county] / 100)
    towns, used = _towns(county), dict[str, int]()
    found = []
    for name in estates(rng, count):
        town = rng.choice(towns)
        used[town] = used.get(town, 0) + 1
        code = format_community_code(town, used[town])
        row = _estate_row(rng, county, code, name)
        managed = row["管理方式"] == "专业物业"
        found.append(
            Estate(
                code=code,
                county=county,
                name=name,
                row=row,
                uscc=rng.choice(pool) if managed else "",
                is_guided=row["收费方式"] == "政府指导价",
            )
        )
    return found


def _contract(rng: random.Random, estate: Estate) -> Row:
    start = date(2015, 1, 1) + timedelta(days=rng.randrange(3_200))
    end = date(2024, 12, 31) + timedelta(days=365 * rng.randrange(4)) if rng.random() < 0.7 else ""
    kind = pick(rng, (("前期", 55), ("业主大会选聘", 30), ("事实服务", 15)))
    return {
        "小区编码": estate.code,
        "统一社会信用代码": estate.uscc,
        "合同类型": kind,
        "开始日期": start,
        # Who serves without a contract has no day on which it ends.
        "结束日期": "" if kind == "事实服务" else end,
        "收费标准": f"{rng.uniform(0.35, 1.9):.2f}元/月·㎡",
        "服务等级": rng.choice(_LEVELS) if estate.is_guided else "",
    }


def build(rng: random.Random) -> Registers:
    """The whole register, the same for the same seed."""
    company_rows = _company_rows(rng)
    everywhere = [str(row["统一社会信用代码"]) for row in company_rows[:14]]
    found: list[Estate] = []
    for county in WEIGHTS:
        local = [
            str(row["统一社会信用代码"])
            for row in company_rows[14:]
            if str(row["统一社会信用代码"])[2:8] == county
        ]
        found += _county(rng, county, local + rng.sample(everywhere, 6))
    return Registers(
        estates=tuple(found),
        companies=tuple(company_rows),
        contracts=tuple(_contract(rng, estate) for estate in found if estate.uscc),
    )
