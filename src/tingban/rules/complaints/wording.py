"""What one letter says, for laying it beside another: places, matters, phrases, all its words."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from tingban.kit.bigrams import document_tokens
from tingban.rules.complaints.matters import MATTERS
from tingban.rules.complaints.places import estates, streets
from tingban.rules.complaints.reading import hits
from tingban.rules.complaints.suggestion import suggest

# A letter has named its matter by then; what follows tells how long and how often.
_READ: Final = 300
_LEAD: Final = 60
_PHRASE: Final = 4
# They stand in letters about anything.
_EVERYWHERE: Final = frozenset(
    (
        "环境 设施 设备 道路 开发商 楼盘 物业公司 物业企业 业委会 业主委员会 城管 居委会 "
        "业主大会 规划局 小学 医院 公园 广场"
    ).split()
)
# A word that stands in several rows means the first of them.
_LABELS: Final = {
    word: matter.label
    for matter in reversed(MATTERS)
    for word in matter.things
    if word.isalnum() and word not in _EVERYWHERE
}
# Courtesy, questions and little words cut a text into phrases.
_CUT: Final = re.compile(
    r"[^一-鿿]+|尊敬|领导|您好|你好|希望|请问|恳请|相关部门|有关部门|严重影响|严重扰民|政府|市长|书记|投诉|反映|举报"
    r"|关于|咨询|建议|请求|什么时候|怎么|为什么|为何|何时|能否|是否|如何|解决|问题|小区|业主|一名|市民"
    r"|[的是在了和与及或也都就不有无被把将对从到由之吗呢吧啊我你他这那请能会要何]"
)


@dataclass(frozen=True)
class Letter:
    """A text, read as far as it is asked; each part once."""

    text: str

    @cached_property
    def estates(self) -> tuple[str, ...]:
        """Estates that it names."""
        return estates(self.text)

    @cached_property
    def streets(self) -> tuple[str, ...]:
        """Streets, villages and public houses that it names."""
        return streets(self.text)

    @cached_property
    def matters(self) -> dict[str, str]:
        """Words of the table of matters in it, and under which label each stands."""
        return {word: _LABELS[word] for word in hits(self.text[:_READ]) if word in _LABELS}

    @cached_property
    def lead(self) -> frozenset[str]:
        """Four signs each, out of the phrases with which it begins."""
        return _phrases(self.text[:_LEAD])

    @cached_property
    def phrases(self) -> frozenset[str]:
        """The same of all that is read."""
        return _phrases(self.text[:_READ])

    def terms(self) -> tuple[tuple[str, int], ...]:
        """What another letter on the matter would hold too, and how much each says of it."""
        lead = [piece for piece in _CUT.split(self.text[:_LEAD]) if len(piece) >= _PHRASE]
        pieces = (p[at : at + _PHRASE] for p in lead for at in range(0, len(p) - _PHRASE + 1, 3))
        weighted = (
            (tuple(self.estates)[:3], 4),
            (tuple(self.streets)[:3], 3),
            (tuple(self.matters)[:6], 2),
            (tuple(pieces)[:6], 1),
        )
        found: dict[str, int] = {}
        for words, weight in weighted:
            for word in words:
                found.setdefault(word, weight)
        return tuple(found.items())

    @cached_property
    def tokens(self) -> frozenset[str]:
        """All its pairs of signs."""
        return frozenset(document_tokens(self.text[:_READ]))

    @cached_property
    def category(self) -> str:
        """The category that its words suggest."""
        found = suggest(self.text)
        return found[0].category.value if found else ""


def _phrases(text: str) -> frozenset[str]:
    return frozenset(
        piece[start : start + _PHRASE]
        for piece in _CUT.split(text)
        for start in range(len(piece) - _PHRASE + 1)
    )


def likeness(one: Letter, other: Letter) -> float:
    """The share of the shorter one's pairs of signs that the other has too; it only ranks."""
    fewer = min(len(one.tokens), len(other.tokens))
    return len(one.tokens & other.tokens) / fewer if fewer else 0.0
