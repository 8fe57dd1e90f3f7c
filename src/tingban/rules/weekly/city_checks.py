"""Checks over the whole city (CHK-15 for 市本级, 17, 20, 26)."""

from collections.abc import Iterator
from typing import Final

from tingban.rules.areas import AREA_BY_CODE, CITY
from tingban.rules.weekly.cells import CELLS, CODES
from tingban.rules.weekly.findings import TOTAL, City, Ledger, Said, error, listed, told, warning

_COMPANIES: Final = ("A02", "C03", "C05")
_ADDITIVE: Final = tuple(cell.code for cell in CELLS if cell.is_additive)
_OPEN: Final = "请打开各行名单核对，把重出的或改填的数退回该单位改正。"


def ledgers_agree(city: City) -> Iterator[tuple[str, Said]]:
    """CHK-17: 附件2 of all units together holds exactly the cases that E01…E04 count."""
    for ledger, accepted, closed in ((city.city, "E01", "E02"), (city.province, "E03", "E04")):
        if ledger is not None:
            yield from _register(city, ledger, accepted, closed)


def _register(city: City, ledger: Ledger, accepted: str, closed: str) -> Iterator[tuple[str, Said]]:
    for code, rows in ((accepted, ledger.accepted), (closed, ledger.closed)):
        figure = city.total[code]
        if figure.value == len(rows):
            continue
        missing, surplus = rows - set(figure.ids), set(figure.ids) - rows
        parts = [f"附件2 有而 {code} 没有的：{listed(missing)}。"] if missing else []
        parts += [f"{code} 有而附件2 没有的：{listed(frozenset(surplus))}。"] if surplus else []
        what = "办结" if code == closed else "受理"
        yield (
            TOTAL,
            error(
                f"全市 {told(code, figure.value)}，"
                f"而各单位附件2 中{what}的同类件共 {len(rows)} 件。"
                f"{''.join(parts)}请核对这些件的受理层级、来源、情形和县(市、区)。",
                code,
            ),
        )


def total_fits(city: City) -> Iterator[tuple[str, Said]]:
    """CHK-20: additive cells add up; distinct ones lie between the greatest row and the sum."""
    for code in CODES:
        values = city.values(code)
        total, together = city.total[code].value, sum(values.values())
        if code in _ADDITIVE and total != together:
            yield TOTAL, _unequal(city, code, total, together)
        elif total > together:
            yield TOTAL, error(f"全市 {told(code, total)} 大于各行之和 {together}。{_OPEN}", code)
        elif code in _COMPANIES and values and total < max(values.values()):
            most = max(values, key=lambda area: values[area])
            yield (
                TOTAL,
                error(
                    f"全市 {told(code, total)} 小于{AREA_BY_CODE[most].name}一行的 {values[most]}。"
                    f"{_OPEN}",
                    code,
                ),
            )


def _unequal(city: City, code: str, total: int, together: int) -> Said:
    seen: set[str] = set()
    twice: set[str] = set()
    for figures in city.rows.values():
        ids = set(figures[code].ids) if code in figures else set()
        twice |= seen & ids
        seen |= ids
    who = f"同时列在两行的：{listed(frozenset(twice))}。" if twice else ""
    return error(f"全市 {told(code, total)} 不等于各行之和 {together}。{who}{_OPEN}", code)


def city_supervision_enters_the_ledger(city: City) -> Iterator[tuple[str, Said]]:
    """CHK-15 where it needs all counties: 市本级's findings are in the counties' ledgers."""
    found = city.total["A03"].value
    own = city.rows.get(CITY, {}).get("D03")
    for area, figure in ((CITY, own), (TOTAL, city.total["D03"])):
        if figure is not None and figure.value > found:
            yield (
                area,
                error(
                    f"{told('D03', figure.value)} 大于全市 {told('A03', found)}。"
                    "督导发现的问题同样进入问题清单，请补登问题或核对确认日期。",
                    "D03", "A03",
                ),
            )  # fmt: skip


def overrides_are_seen(city: City) -> Iterator[tuple[str, Said]]:
    """CHK-26: what a head put in the place of a count is red in the city's review."""
    for area, figures in city.rows.items():
        for code in CODES:
            figure = figures.get(code)
            if figure is None or not figure.difference:
                continue
            begin = f"{told(code, figure.value)} 由负责人改填，系统统计 {figure.computed}，"
            if figure.reason.strip():
                yield area, warning(f"{begin}理由：{figure.reason}。请审核理由是否成立。", code)
            else:
                yield area, error(f"{begin}没有理由。请退回该单位补写理由或恢复统计数。", code)
