"""Finding the area that a text means (INTERCHANGE 1, AMB-20, AMB-23, AMB-24)."""

import re
from typing import Final

from tingban.kit.text import code_text, fold
from tingban.rules.areas.divisions import AREA_BY_CODE, AREAS, CITY_AREA, COUNTIES, Area
from tingban.rules.areas.townships import TOWNSHIPS, Township

_PREFIX: Final = re.compile(r"^(山西省)?(运城市?)?(?=.)")
_CODE: Final = re.compile(r"^(\d{6})(\d{3}|\d{6})?$")
# Development zones have no row of their own; they fold into the host county (AMB-23).
_ZONES: Final = {
    "运城": "140802",
    "盐湖": "140802",
    "绛县": "140826",
    "山西绛县": "140826",
    "风陵渡": "140830",
    "山西风陵渡": "140830",
    "稷山": "140824",
    "稷山县": "140824",
    "新绛": "140825",
    "新绛县": "140825",
}
_ZONE_ENDINGS: Final = ("经济技术开发区", "经济开发区", "高新技术产业开发区", "经开区", "开发区")
_CITY_NAMES: Final = ("运城", "运城市", "市本级", "运城市本级", "运城本级", "市直", "本级", "市级")


def _names() -> dict[str, Area]:
    names = dict.fromkeys(_CITY_NAMES, CITY_AREA)
    for area in COUNTIES:
        names.update(dict.fromkeys((area.seed_name, area.full_name), area))
    for host, code in _ZONES.items():
        names.update(dict.fromkeys((host + end for end in _ZONE_ENDINGS), AREA_BY_CODE[code]))
    return names


_BY_NAME: Final = _names()
_OFFICES: Final = re.compile(
    r"(人民政府|住房和?城乡建设|住房保障|房地产|住建|房管|房产|城乡建设|物业|城管|执法).*$"
)


def area_by_text(text: str) -> Area | None:
    """The row of 附件1 meant by a code, a full name, a short name, or a development zone."""
    word = code_text(text)
    code = _CODE.match(word)
    if code:
        return AREA_BY_CODE.get(code.group(1))
    return _BY_NAME.get(word) or _BY_NAME.get(_PREFIX.sub("", word))


def area_of_unit(text: str) -> Area | None:
    """The area of an office by its name, as written behind 单位（盖章）."""
    word = fold(text)
    return area_by_text(word) or area_by_text(_OFFICES.sub("", word))


def area_proposed(text: str) -> Area | None:
    """A guess from what property sites write, such as 盐湖坊子老区: to be confirmed by a person."""
    word = fold(text)
    found = [area for area in COUNTIES if area.seed_name in word]
    return area_by_text(text) or (found[0] if len(found) == 1 else None)


def area_mentioned(text: str) -> Area | None:
    """The one county that a running text names in full; None where none or several are named."""
    word, found = fold(text), []
    # 新绛县 ends on 绛县: longer names are taken out first.
    for area in sorted(COUNTIES, key=lambda area: -len(area.full_name)):
        if area.full_name in word:
            found.append(area)
            word = word.replace(area.full_name, " ")
    return found[0] if len(found) == 1 else None


def township_by_text(text: str, county_code: str) -> Township | None:
    """The 街道 or 乡镇 of this county meant by a code or a name, its ending left out or not."""
    word = code_text(text)
    for township in TOWNSHIPS:
        if township.county_code != county_code:
            continue
        if word in (township.code, f"{township.code}000", township.name):
            return township
        if _bare(word) == _bare(township.name) and _bare(word):
            return township
    return None


def _bare(name: str) -> str:
    """中城街道, 中城街道办, 中城街道办事处 and 中城街办 are one (AMB-20)."""
    name = _PREFIX.sub("", name)
    for area in AREAS:
        name = name.removeprefix(area.full_name)
    return re.sub(r"(街道办事处|街道办|街道|街办|办事处|镇人民政府|乡人民政府|镇|乡)$", "", name)
