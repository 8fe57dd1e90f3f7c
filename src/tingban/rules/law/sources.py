"""The laws that the rules cite, with the version and the articles used (DOMAIN 0.1, 1, 4)."""

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Law:
    """One law in one version. `entries` are spots such as `942.1`, a text may follow.

    A spot is article, paragraph and item; `9..1` is an item of an article of one paragraph.
    """

    key: str
    name: str
    version: str
    valid_from: date
    entries: tuple[str, ...]


def _law(key: str, name: str, version: str, valid_from: str, entries: str) -> Law:
    lines = (line.strip() for line in entries.strip().splitlines())
    found: list[str] = []
    for line in lines:
        # A line with a text stands alone; the others list bare spots.
        found.extend([line] if "|" in line else line.split())
    spots = tuple(entry.replace("|", " ", 1) for entry in found)
    return Law(key, name, version, date.fromisoformat(valid_from), spots)


LAWS: Final[tuple[Law, ...]] = (
    _law(
        "CC",
        "中华人民共和国民法典",
        "2020年通过",
        "2021-01-01",
        """
        201.1 202 203.1 203.2 273 274 275.2 276 277 277.2 278 278.1.4 278.1.5 278.1.6 278.1.7
        278.1.8 278.1.9 280 281 281.1 282 283 284 285 287 937 937.2 938 939 940 941 941.2 942.1
        942.2 943 944.3 945.1 946 947.1 947.2 948 949.1 949.2 950 1259
        """,
    ),
    _law(
        "PMR",
        "物业管理条例",
        "2018年修订",
        "2018-03-19",
        """
        10 12 13.2 14 16 24 29.1 33 35.1 35.2 37 38.1 38.2 39 45.1 46.1 48 50 52.2 53.2 54 58 59
        60 62 63 63.1
        """,
    ),
    _law(
        "FPL",
        "中华人民共和国消防法",
        "2021年修正",
        "2021-04-29",
        "16.1.2 16.1.3 18 18.2 28 60.1 60.3",
    ),
    _law(
        "APL",
        "中华人民共和国行政处罚法",
        "2021年修订",
        "2021-07-15",
        """
        9..1 28.1 29 33 36 42 44 45 48 48.2 51 52 53 54.2 55 56 57 58 59 60 61 63 64 67 72 73.3
        85
        27 28.2 32 33.1 33.2 40 45.2 57.1.3 57.2 62 66.2 67.3 72.1.1 72.2
        """,
    ),
    _law("AEL", "中华人民共和国行政强制法", "2011年通过", "2012-01-01", "53 54 55 69"),
    _law("ARL", "中华人民共和国行政复议法", "2023年修订", "2024-01-01", "20 23 23.1.1 88"),
    _law("ALL", "中华人民共和国行政诉讼法", "2017年修正", "2017-07-01", "45 46"),
    _law("CPL", "中华人民共和国民事诉讼法", "2023年修正", "2024-01-01", "85.3"),
    _law("CL", "中华人民共和国刑法", "修正案（十二）", "2024-03-01", "271 272"),
    _law(
        "PET",
        "信访工作条例",
        "2022年发布",
        "2022-05-01",
        """
        18 19.3 20.3 22 22.1 22.2 23 23.2 23.3 24 28.3 30 30.3 31..6 32 34 35 36 36.3 44 45 46
        46..5
        """,
    ),
    _law(
        "OWN",
        "最高人民法院关于审理建筑物区分所有权纠纷案件适用法律若干问题的解释",
        "2020年修正",
        "2021-01-01",
        "8 9 12 13..3 14 14.2",
    ),
    _law(
        "PMD",
        "最高人民法院关于审理物业服务纠纷案件适用法律若干问题的解释",
        "2020年修正",
        "2021-01-01",
        "2 3",
    ),
    _law(
        "PRC",
        "价格违法行为行政处罚规定",
        "2010年修订",
        "2010-12-04",
        """
        9
        9..10|不按照规定提供服务而收取费用
        13
        """,
    ),
    _law(
        "TRF",
        "行政执法机关移送涉嫌犯罪案件的规定",
        "2020年修订",
        "2020-08-07",
        "5 6 8 9",
    ),
    _law(
        "OGI",
        "中华人民共和国政府信息公开条例",
        "2019年修订",
        "2019-05-15",
        "15 16 20..6 26 33",
    ),
    _law(
        "PIP",
        "中华人民共和国个人信息保护法",
        "2021年通过",
        "2021-11-01",
        "6 13.1.3 19 25 28 29 30 34 35 36 51 54 55 56 57",
    ),
    _law("CSL", "中华人民共和国网络安全法", "2016年通过", "2017-06-01", "21..3"),
    _law("DSL", "中华人民共和国数据安全法", "2021年通过", "2021-09-01", "27 39 40"),
    _law("BFE", "中华人民共和国无障碍环境建设法", "2023年通过", "2023-09-01", "32.1"),
)
