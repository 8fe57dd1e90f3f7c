"""Made-up names of estates, companies, people and documents."""

import random
from collections.abc import Iterator
from itertools import product
from typing import Final

WEIGHTS: Final[dict[str, float]] = {  # shares of the population, DOMAIN 10
    "140802": 19.44,
    "140821": 10.11,
    "140881": 8.27,
    "140882": 8.22,
    "140822": 7.58,
    "140823": 7.44,
    "140830": 7.18,
    "140824": 6.62,
    "140828": 6.03,
    "140825": 5.91,
    "140826": 4.75,
    "140829": 4.30,
    "140827": 4.14,
}
_LEADS: Final = (
    "锦绣 翠湖 金鼎 阳光 东方 华庭 福盛 瑞祥 丽水 御景 世纪 康泰 和谐 文苑 学府 滨河 南风 "
    "北辰 星海 龙泽 凤鸣 玉兰 紫荆 香樟 枫林 梧桐 银杏 桃源 云溪 清泉 明月 朝晖 晨光 祥和 "
    "安居 乐业 兴盛 富康 嘉禾 丰泽 鑫源 宏达 盛世 名仕 尚品 雅居 荣华 天悦 中央 时代"
).split()
_TAILS: Final = (
    "花园 小区 家园 名苑 华府 国际 新城 佳苑 嘉园 新村 公馆 首府 一期 二期 苑 里 雅筑 广场"
).split()
_BRANDS: Final = (
    "安泽 佰和 诚信 德馨 鼎盛 丰瑞 广厦 恒立 弘远 惠民 嘉信 金泰 锦程 康乐 蓝天 乐家 力行 "
    "明德 宁馨 平安里 启明 全心 仁和 瑞安 尚善 盛和 顺达 泰和 天和 同心 万家 温馨 新风 信达 "
    "兴业 旭日 雅静 易居 永康 优邻 裕隆 源盛 悦邻 正阳 至诚 中合 众信 卓远"
).split()
_SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁"
_GIVEN: Final = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华建文斌玉"
OFFICES: Final = ("房产科", "物业股", "房产服务中心", "住房保障股")


def estates(rng: random.Random, count: int) -> list[str]:
    """So many different estate names for one county."""
    every = [lead + tail for lead, tail in product(_LEADS, _TAILS)]
    return rng.sample(every, count)


def companies(rng: random.Random) -> Iterator[str]:
    """Company names, each once."""
    seconds = ("", "佳", "盛", "源", "安", "家", "邻", "园")
    every = [f"{brand}{second}" for brand, second in product(_BRANDS, seconds)]
    rng.shuffle(every)
    for name in every:
        yield f"运城市{name}物业服务有限公司"


def person(rng: random.Random) -> str:
    """A name that many people might bear."""
    return rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, rng.choice((1, 2))))


def phone(rng: random.Random) -> str:
    """A number that shows it is made up."""
    return f"1990000{rng.randrange(10_000):04d}"
