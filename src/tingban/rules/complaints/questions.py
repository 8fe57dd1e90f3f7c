"""A question that people pass and scripts fail, in words that can be read aloud (DOMAIN 9.2, 23).

No picture and no puzzle: whoever reads Chinese answers it, also by ear; whoever cannot, phones.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tingban.kit.text import name_key
from tingban.rules.law.articles import numeral

_WORDS: Final = (
    "物业服务", "业主大会", "公共收益", "消防通道", "小区花园", "电梯维修", "安全出口", "卫生保洁",
    "地下车库", "门前绿地", "楼道照明", "停车收费", "邻里和睦", "听民意办实事", "小区大门口",
)  # fmt: skip
# 12, 十二, 12个字, 一共十二个.
_NUMBER: Final = re.compile(
    r"^(?:一共|等于|是|有)?(\d{1,4}|[零一二两三四五六七八九十]+)(?:个?字?)?$"
)
_SEEDS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked and what answers it."""

    text: str
    answer: str

    def is_answered_by(self, given: str) -> bool:
        """Whether this says it; numbers in digits or in characters, signs and quotes left aside."""
        said = name_key(given)
        number = _NUMBER.match(said)
        return (_value(number[1]) if number else said) == self.answer


def _value(number: str) -> str:
    """A number in digits."""
    if number.isdigit():
        return str(int(number))
    word = number.replace("两", "二")
    return next((str(n) for n in range(1, 100) if numeral(n) == word), word)


def _nth(choose: random.Random) -> Question:
    word = choose.choice(_WORDS)
    place = choose.randrange(len(word))
    return Question(f"“{word}”的第{numeral(place + 1)}个字是什么？", word[place])


def _sum(choose: random.Random) -> Question:
    first, second = choose.randint(2, 9), choose.randint(2, 9)
    return Question(f"{numeral(first)}加{numeral(second)}等于几？", str(first + second))


def _length(choose: random.Random) -> Question:
    word = choose.choice(_WORDS)
    return Question(f"“{word}”一共有几个字？", str(len(word)))


_KINDS: Final[tuple[Callable[[random.Random], Question], ...]] = (_nth, _sum, _length)


def new_seed(choose: Callable[[int], int], *, other_than: int = -1) -> int:
    """Which question to ask; `choose` picks a number below another, `secrets.randbelow`."""
    seed = choose(_SEEDS)
    return seed if question(seed) != question(other_than) else (seed + 1) % _SEEDS


def question(seed: int) -> Question:
    """The question of a seed: always the same."""
    choose = random.Random(seed)  # noqa: S311 -- nothing is secret here
    return choose.choice(_KINDS)(choose)
