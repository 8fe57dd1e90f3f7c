"""When two names may mean one place or one company: for proposals and look-ups, never a key."""

import re
from typing import Final

from tingban.kit.text import clean_name, fold, name_key

_PHASES: Final = str.maketrans("一二三四五六七八九", "123456789")
_PHASE: Final = re.compile(r"([一二三四五六七八九])(?=[期区号栋组团])")
_COMMUNITY_HEAD: Final = re.compile(r"^(山西省?)?(运城市?)?(?=..)")
_COMMUNITY_TAIL: Final = re.compile(r"(?<=..)(住宅小区|小区|住宅区|家属院|住宅楼)$")

_DEVELOPER: Final = re.compile(r"房地产|地产|置业|开发|建设|建筑|投资")

# What property sites write where there is no company.
NO_COMPANY: Final = frozenset(
    {
        "",
        "-",
        "/",
        "无",
        "不详",
        "未知",
        "暂无",
        "暂无资料",
        "业主自管",
        "自管",
        "自治管理",
        "无物业",
        "无物业管理",
        "无物业管理服务",
        "街道办事处(居委会)代管物业",
        "街道办事处(委员会)代管物业",
        "居委会",
        "单位自管",
    }
)


def community_key(name: str) -> str:
    """Equal for spellings of one name: widths, spaces, punctuation, 一期/1期 left aside."""
    return _PHASE.sub(lambda match: match[1].translate(_PHASES), name_key(name))


def community_stem(name: str) -> str:
    """What likely stays when city and 小区 are left out: 运城恒大绿洲小区 → 恒大绿洲."""
    key = community_key(name)
    return _COMMUNITY_TAIL.sub("", _COMMUNITY_HEAD.sub("", key))


def company_key(name: str) -> str:
    """Equal for spellings of one company name."""
    return name_key(name)


def is_company_name(text: str) -> bool:
    """Whether a cell of a property site names a company at all."""
    return fold(text) not in NO_COMPANY and len(name_key(text)) > 1


def is_developer(name: str) -> bool:
    """Property sites often put the developer where the service company belongs."""
    word = fold(name)
    return bool(_DEVELOPER.search(word)) and "物业" not in word


def tidy(name: str) -> str:
    """The name as it is kept."""
    return clean_name(name)
