"""Which estates and streets a text names, without a register: by how such names end.

What begins a name cannot be told as surely as what ends it, so names are compared by what they
contain: 诉丽发新城 and 丽发新城小区 name one estate, 丽发新城 and 润芳园 two.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from tingban.rules.registry.names import community_key

# A letter names where it happens soon; later it compares, cites and greets.
HEAD: Final = 120
# From here on a name may stand anywhere in a longer one; shorter ones only at its beginning.
_TELLING: Final = 3
# Endings that say what a place is, and endings that are part of its name.
_KINDS: Final = tuple("住宅小区 安置小区 小区 住宅区 家属院 公寓 社区".split())
_ENDINGS: Final = tuple(
    (
        "花园 家园 嘉园 佳园 名园 豪园 雅园 庄园 新城 国际城 之城 名城 水城 城邦 花城 名都 花都 "
        "丽都 新都 国际 广场 大厦 苑 公馆 府邸 名邸 华府 御府 名府 悦府 湾 豪庭 华庭 雅庭 中庭 "
        "庭院 山庄 别墅 新村 一村 二村 郡 时代 春天 世家 人家 天下 半岛 水岸 西岸 东岸 领地 尚城 "
        "天地 壹号 一号 御景 印象 帝景 铭座 绿洲 翠园 锦园 梅园 芳园"
    ).split()
)
_SINGLE: Final = ("城(?![市管区乡镇建中])", "园(?!区)", "府(?!政)", "庭(?!审)")
# Names of developers, under which many estates stand.
_BRANDS: Final = frozenset("碧桂园 奥园 恒大城 万科城 保利城 绿地城 万达广场 吾悦广场".split())
# What stands before a name and does not belong to it.
_BEFORE: Final = re.compile(
    r".*(?:街道|大道|[区县市镇省号栋路街巷期道]|投诉|反映|反应|举报|关于|咨询|请求|希望|反对|坚决|恳请|求助|呼吁"
    r"|建议|针对|解决|处理|整治|严查|查处|位于|地处|坐落|居住|本人|作为|购买|附近|旁边|楼下|对面|因为|由于|以及"
    r"|还有|关注|您好|领导|书记|业主|居民|一名|开发|得知|进入|[的是在于由与及对从到将把被向给让有请问我您们住距])"
)
# What no name of an estate contains.
_NEVER: Final = re.compile(
    r"什么|怎么|哪个|哪里|政府|影响|严重|导致|造成|经常|然而|既然|任何|[多几每各某个]|大型|普通|共同|通知|环境|噪音|启动|出售|以人为"
    r"|信息|人民|商品房|住房|包括|投资|联合|公园|校园|幼儿园|物业|老旧|提质|公司|城市|全国|国家|和谐|人跳|跳广场"
    r"|当地|当前|目前|周边|沿线|文明|生活|青年|项目|实际|自己|成立|成为|中心|以后|安置|中国|违建|违规|整个|积极"
    r"|[不没无非其此就都也已均等很了着这那全该本]"
)
# What no name of a street contains: 线路 and 农村 end like one.
_NO_STREET: Final = re.compile(
    r"什么|怎么|政府|影响|严重|经常|附近|物业|十字|配套|快速|水泥|农贸|必经|步行|高架|立交|拓宽"
    r"|(?:道|马|公|线|铁|网|出)路$|(?:农|乡)村$"
    r"|[每几多某各哪这那条不没无就都也已均等很了着]"
)
_NAME: Final = re.compile(rf"([一-鿿·]{{0,8}}?)((?:{'|'.join((*_KINDS, *_ENDINGS, *_SINGLE))})+)")
_RUN: Final = re.compile(r"[一-鿿·]+")
_KIND: Final = re.compile(rf"(?<=.)(?:{'|'.join(_KINDS)})$")
_STREET: Final = re.compile(
    r"([一-鿿]{1,8}?)(街道|大道|路|街|巷|村|社区|桥|医院|学校|中学|小学|市场|幼儿园|地铁站)"
)


def estates(text: str) -> tuple[str, ...]:
    """The estates that the head of a text names, as far as they can be told, each once."""
    runs = _RUN.finditer(text[:HEAD].replace(".", "·"))
    return tuple(dict.fromkeys(name for run in runs for name in _estates_in(run.group())))


def _estates_in(run: str) -> Iterator[str]:
    for match in _NAME.finditer(run):
        own = _BEFORE.sub("", match[1]) + match[2]
        name = estate_name(own)
        # 白鹭社区 is a neighbourhood, 丽发新城社区 an estate.
        if own.endswith("社区") and not name.endswith(_ENDINGS):
            continue
        least = _TELLING if name == own else _TELLING - 1
        if len(name) >= least and name not in {*_KINDS, *_BRANDS} and not _NEVER.search(own):
            yield name


def streets(text: str) -> tuple[str, ...]:
    """Streets, villages, neighbourhoods and public houses that the head of a text names."""
    found = ((_BEFORE.sub("", match[1]), match[2]) for match in _STREET.finditer(text[:HEAD]))
    names = (own + end for own, end in found if len(own) > 1)
    return tuple(dict.fromkeys(name for name in names if not _NO_STREET.search(name)))


def estate_name(community: str) -> str:
    """What is compared: without widths, phases and the word for what the place is."""
    return _KIND.sub("", community_key(community)).replace("·", "")


def common_name(first: Iterable[str], second: Iterable[str]) -> str:
    """The shorter of two names that mean one place, empty where none do."""
    others = tuple(second)
    return next((min(a, b, key=len) for a in first for b in others if _mean_one(a, b)), "")


def _mean_one(first: str, second: str) -> bool:
    shorter, longer = sorted((first, second), key=len)
    return longer.startswith(shorter) or (len(shorter) >= _TELLING and shorter in longer)
