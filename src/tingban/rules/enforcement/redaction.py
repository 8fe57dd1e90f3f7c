"""Personal data in a text that the public shall read: found, and hidden (个人信息保护法 25, 28).

Rules find what looks like it; a person looks as well, adds what the rules do not know and spares
what is no person's. What nobody spared is hidden.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Datum(StrEnum):
    """Kinds of personal data."""

    ID_NUMBER = "id_number"
    PHONE = "phone"
    EMAIL = "email"
    PLATE = "plate"
    HOUSE = "house"
    NAME = "name"
    MARKED = "marked"


DATUM_LABELS: Final[dict[Datum, str]] = {
    Datum.ID_NUMBER: "身份证号",
    Datum.PHONE: "电话",
    Datum.EMAIL: "电子邮箱",
    Datum.PLATE: "车牌号",
    Datum.HOUSE: "门牌号",
    Datum.NAME: "姓名",
    Datum.MARKED: "人工标出的内容",
}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something personal, and where it stands."""

    start: int
    end: int
    datum: Datum
    text: str


# 王某 names nobody.
_SOMEBODY: Final = "某"
# One character of a compound surname or a single one; then a given name of one or two.
_COMPOUND: Final = "欧阳|上官|司马|诸葛|夏侯|皇甫|尉迟|令狐|慕容|司徒|东方|公孙|长孙|宇文|轩辕|南宫"
_SINGLE: Final = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚"
    "范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余"
    "元卜顾孟黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻"
    "强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房缪解应宗丁宣邓郁单杭洪"
    "包左石崔吉龚程邢裴陆荣翁荀惠曲靳段富巫焦巴牧山谷车侯全班仰秋仲宫宁仇栾甘厉戎祖武符刘景詹"
    "束龙叶司黎薄印白怀蒲台从索赖卓蔺屠蒙池乔阴胥苍双闻党翟谭姬申扶冉雍璩桑桂牛寿通边燕冀浦尚"
    "农温别庄晏柴瞿阎充慕连习艾容向古易慎廖庾终衡步都耿满弘匡国文寇广东欧沃利越隆师巩聂晁敖融冷"
    "辛阚那简饶空曾沙养鞠丰关相查后荆游权盖益桓公肖闫付岳"
)
_SURNAME: Final = f"(?:{_COMPOUND}|[{_SINGLE}])"
_TITLES: Final = "先生|女士|同志|老师|阿姨|大爷|大妈|师傅"
# Words after which a name is likely to stand.
_ROLES: Final = (
    "业主|居民|住户|租户|投诉人|举报人|反映人|当事人|代理人|法定代表人|负责人|项目经理|经理|主任|委员|"
    "保安|保洁员|员工|工作人员|执法人员|股东|会计|出纳|网格员|姓名|户主|车主|老人|证人"
)
# What follows a name in a sentence, so that 项目经理任职 is no name.
_GOES_ON: Final = "等反投举称说在的与和向因未将被对已于系为自至从多住家拒签收领验出到不没也均表"
_AFTER: Final = rf"(?=[，。、；：,.;:（(《“\s{_GOES_ON}]|$)"
_NAMED: Final = re.compile(
    rf"(?:{_ROLES})(?:为|是|：|:|（|\()?\s*(?P<name>{_SURNAME}[\u4e00-\u9fff·]{{1,2}}?){_AFTER}"
)
_TITLED: Final = re.compile(rf"(?P<name>{_SURNAME}[\u4e00-\u9fff]{{0,2}}?)(?=(?:{_TITLES}))")
# 王经理, but not the 全 of 安全经理.
_POSTED: Final = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[由请找与和经]))(?P<name>{_SURNAME})(?=经理|主任|队长)"
)
_PATTERNS: Final[tuple[tuple[Datum, re.Pattern[str]], ...]] = (
    (Datum.ID_NUMBER, re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])")),
    (
        Datum.PHONE,
        re.compile(
            r"(?<!\d)(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}"
            r"|0\d{2,3}[- ]?\d{7,8}|[2-8]\d{6}|400-?\d{3}-?\d{4})(?!\d)"
        ),
    ),
    (Datum.EMAIL, re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")),
    (
        Datum.PLATE,
        re.compile(
            "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
            r"[A-HJ-NP-Z]\s?[·.]?\s?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]"
        ),
    ),
    (
        Datum.HOUSE,
        re.compile(
            r"(?:[0-9A-Za-z一二三四五六七八九十]{1,4}\s?(?:号楼|栋|幢|座|#楼|号院)\s?)?"
            r"(?:[0-9一二三四五六七八九十]{1,3}\s?单元\s?)"
            r"(?:[0-9一二三四五六七八九十]{1,3}\s?(?:层|楼)\s?)?"
            r"[0-9A-Za-z]{1,5}\s?(?:室|户|号)?"
            r"|(?:[0-9A-Za-z一二三四五六七八九十]{1,4}\s?(?:号楼|栋|幢|座|#楼)\s?)"
            r"[0-9]{2,5}\s?(?:室|户|号)?"
            r"|(?<![0-9])\d{1,3}-\d{1,2}-\d{2,4}(?![0-9-])"
            r"|(?<![0-9])[0-9]{2,5}\s?(?:室|户主家)"
        ),
    ),
)


def find(text: str, *, known: Iterable[str] = (), spared: Iterable[str] = ()) -> list[Finding]:
    """What is personal in it, in order and without overlap; `known` is marked by a person."""
    found = [
        Finding(it.start(), it.end(), datum, it[0])
        for datum, pattern in _PATTERNS
        for it in pattern.finditer(text)
    ]
    found += [
        Finding(it.start("name"), it.end("name"), Datum.NAME, it["name"])
        for pattern in (_NAMED, _TITLED, _POSTED)
        for it in pattern.finditer(text)
        if not it["name"].endswith(_SOMEBODY)
    ]
    found += [
        Finding(it.start(), it.end(), Datum.MARKED, word)
        for word in dict.fromkeys(word.strip() for word in known)
        if word
        for it in re.finditer(re.escape(word), text)
    ]
    free = {word.strip() for word in spared}
    return _apart(it for it in found if it.text.strip() not in free)


def _apart(found: Iterable[Finding]) -> list[Finding]:
    """The earliest and of these the longest; what begins inside another is part of it."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda it: (it.start, -it.end)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept


_HIDDEN: Final[dict[Datum, str]] = {
    Datum.ID_NUMBER: "（证件号已隐去）",
    Datum.PHONE: "（电话已隐去）",
    Datum.EMAIL: "（邮箱已隐去）",
    Datum.PLATE: "（车牌已隐去）",
    Datum.HOUSE: "（门牌已隐去）",
    Datum.MARKED: "（已隐去）",
}


def hide(text: str, *, known: Iterable[str] = (), spared: Iterable[str] = ()) -> str:
    """The text as the public may read it: 王某, （电话已隐去）."""
    parts, last = [], 0
    for it in find(text, known=known, spared=spared):
        parts += [text[last : it.start], _HIDDEN.get(it.datum) or _short(it.text)]
        last = it.end
    return "".join((*parts, text[last:]))


def _short(name: str) -> str:
    """The surname alone: 王某."""
    size = 2 if re.match(_COMPOUND, name) else 1
    return name[:size] + _SOMEBODY
