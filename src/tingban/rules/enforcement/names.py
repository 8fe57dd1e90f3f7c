"""Where a person's name stands in a text, told from the words around it (个人信息保护法 25).

A name is looked for where names stand: behind a role (业主, 负责人), before a title (先生) or a
word of speech (反映), and behind 、 or 和 after another name. There the rule leans to hiding: a
surname begins a name unless it begins an ordinary word or is followed by what no name contains.

- A frequent surname begins a name whatever follows; too long by a character is better than a name.
- A rare one does so where the name ends as names end, or is made of characters that names are
  made of; one that is mostly a particle (和, 都, 向) needs the latter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tingban.rules.enforcement.name_words import (
    CITIES,
    COMPOUND,
    COUNTIES,
    FREQUENT,
    GIVEN,
    GOES_ON,
    NEVER,
    NOT_FIRST,
    NOUNS,
    ORDINARY,
    PARTICLES,
    RARE,
    ROLES,
    SPEECH,
    TITLES,
    WHOLE,
    WORDS_ENDING,
)  # fmt: skip

# 王某 names nobody.
SOMEBODY: Final = "某"
_SINGLE: Final = FREQUENT | RARE
# 业主 within 企业主管 and 物业主任 is none.
# 收费员工 and 维修工作 go on as other words; 维修工程 does where no given name follows.
_GIVEN: Final = "".join(GIVEN - GOES_ON)
_ROLE: Final = re.compile(
    r"(?!(?<=[企物专作行])业主)"
    rf"(?:{'|'.join(sorted(ROLES, key=len, reverse=True))})"
    rf"(?!(?<=员)工|(?<=维修工)作|(?<=工)程(?![{_GIVEN}]{{2}}|[{_GIVEN}](?:[^\u4e00-\u9fff]|$)))"
    r"(?:为|是|：|:|（|\(|叫)?\s*"
)
_TITLE: Final = re.compile("|".join(sorted(TITLES, key=len, reverse=True)))
_SPEECH: Final = re.compile("|".join(SPEECH))
_POSTED: Final = re.compile(r"(?:(?<![\u4e00-\u9fff])|(?<=[由请找与和经]))(.)(?=经理|主任|队长)")
_CHAINED: Final = re.compile("以及|[、和与及]")
# A comma goes on with a list where a whole name stands behind it: 刘芳，陈明，王海燕签字.
_LISTED: Final = re.compile(
    rf"[，, ](?=[{''.join(_SINGLE)}][{_GIVEN}]{{1,2}}(?:[，, 、和与及]|{'|'.join(SPEECH)}))"
)
# 徐州分公司, 万荣县物业公司: what stands between goes on in no sentence.
_PLACE: Final = re.compile(
    rf"(?:(?:{'|'.join(CITIES)})[市区县]?|(?:{'|'.join(COUNTIES)})[市县])"
    rf"[^\W{''.join(GOES_ON)}]{{0,8}}公司"
)
_AS_NAMES_GO_ON: Final = re.compile(f"、|{'|'.join(SPEECH)}")
_LONGEST: Final = 2


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where."""

    start: int
    end: int


def names_in(text: str) -> Iterator[Span]:
    """The names, in no order; they may overlap."""
    roles = list(_ROLE.finditer(text))
    taken = {place for it in roles for place in range(it.start(), it.end())}
    for role in roles:
        yield from _chain(text, role.end())
    for title in _TITLE.finditer(text):
        yield from _before(text, title.start(), taken, is_title=True)
    for speech in _SPEECH.finditer(text):
        yield from _before(text, speech.start(), taken, is_title=False)
    for it in _POSTED.finditer(text):
        is_word = text[it.start() : it.start() + 3] in WHOLE
        if it[1] in _SINGLE and not is_word and it.start() not in taken:
            yield Span(it.start(), it.end())


def surname_of(text: str, at: int = 0) -> int:
    """How many characters of a surname begin here; 0 where none does."""
    if text[at : at + 2] in COMPOUND:
        return 2
    return 1 if text[at : at + 1] in _SINGLE else 0


def _chain(text: str, at: int) -> Iterator[Span]:
    """The name that begins here, and those that follow it behind 、 and 和."""
    end = _end_of(text, at)
    while end:
        yield Span(at, end)
        link = _CHAINED.match(text, end) or _LISTED.match(text, end)
        if link is None:
            return
        at = link.end()
        end = _end_of(text, at)


def _end_of(text: str, at: int) -> int:
    """Where the name that begins here ends; 0 where none begins."""
    size = surname_of(text, at)
    first = at + size
    if size and text[first : first + 2] in ROLES | TITLES:
        return 0 if _is_particle(text, at) else first
    if size and text[first : first + 1] in NOT_FIRST:
        return first if size > 1 else 0
    if not size or not _may_be_given(text, first) or _is_no_person(text, at, size):
        return 0
    if text[first] == SOMEBODY:
        second = text[first + 1 : first + 2]
        return first + 2 if second in GIVEN and second not in GOES_ON else 0
    end = first + (2 if _goes_further(text, first + 1) else 1)
    if text[at:end] in WHOLE:
        return 0
    return end if size > 1 or _is_likely(text, at, end) else 0


def _may_be_given(text: str, at: int) -> bool:
    return at < len(text) and _is_han(text[at]) and text[at] not in NEVER


def _goes_further(text: str, at: int) -> bool:
    """Whether this character is the second of the given name."""
    if not _may_be_given(text, at) or text[at : at + 2] in ROLES | TITLES:
        return False
    if text[at] not in GOES_ON:
        return True
    # 王向和反映: what goes on stands behind it, so it is the name's.
    return text[at] in GIVEN and _ends(text, at + 1)


def _ends(text: str, at: int) -> bool:
    return at >= len(text) or not _is_han(text[at]) or text[at] in GOES_ON


def _is_likely(text: str, at: int, end: int) -> bool:
    surname, given = text[at], text[at + 1 : end]
    if surname in FREQUENT:
        return True
    if all(char in GIVEN for char in given):
        return True
    # 时迁反映, 时迁、李强: the noun is a surname there, 向街道投诉 is none.
    if surname in PARTICLES:
        return surname in NOUNS and bool(_AS_NAMES_GO_ON.match(text, end))
    return _ends(text, end)


def _is_particle(text: str, at: int) -> bool:
    """和老师 behind another word: 和 is no surname there."""
    return text[at] in PARTICLES and at > 0 and _is_han(text[at - 1])


def _is_no_person(text: str, at: int, size: int) -> bool:
    return size == 1 and (text[at : at + 2] in ORDINARY or _PLACE.match(text, at) is not None)


def _before(text: str, end: int, taken: set[int], *, is_title: bool) -> Iterator[Span]:
    """The longest name that ends here: 王伟军女士, 张小芳反映; before a title also 王女士."""
    for start in range(max(0, end - _LONGEST - 2), end):
        size = surname_of(text, start)
        given = text[start + size : end]
        if not size or len(given) > _LONGEST or start in taken:
            continue
        if _is_told(text, start, given, is_title=is_title):
            yield Span(start, end)
            return


def _is_told(text: str, start: int, given: str, *, is_title: bool) -> bool:
    word = text[start : start + 1] + given
    if not given:
        is_word = text[max(0, start - 1) : start + 1] in WORDS_ENDING
        return is_title and not is_word and not _is_particle(text, start)
    if (
        given in ROLES | TITLES
        or any(char in NEVER or not _is_han(char) for char in given)
        or given[0] == SOMEBODY
    ):
        return False
    if word in WHOLE or word[:2] in ORDINARY:
        return False
    is_made_of_names = all(char in GIVEN for char in given)
    if is_title:
        return text[start] in FREQUENT or is_made_of_names or text[start : start + 2] in COMPOUND
    is_apart = start == 0 or not _is_han(text[start - 1]) or text[start - 1] in "由经据"
    return is_apart and (text[start] in FREQUENT or is_made_of_names)


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char == "·"
