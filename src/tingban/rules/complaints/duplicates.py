"""Which cases may be the same matter as the one that comes in (DOMAIN 3.1.1); a person decides.

Place, subject, time and the digest of the phone decide; how alike the texts are only ranks.
People copy letters from estate to estate: of two different estates nothing is ever proposed,
however alike the words. What begins in the same words and names no place at all is proposed, and
says so: one letter sent by two ways is the commonest duplicate. A phone alone proposes nothing,
or a number typed into a form would tell what else its owner wrote.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final

from tingban.rules.complaints.places import common_name, estate_name
from tingban.rules.complaints.stages import MergeKind
from tingban.rules.complaints.wording import Letter, likeness
from tingban.rules.rectification.categories import CATEGORY_LABELS, Category

Names = tuple[str, ...]
WINDOW: Final = 60
_ALMOST_SAME: Final = 0.8
_SHOWN: Final = 3
_REPEATS: Final = 3
_PERSONS: Final = 5


class Place(StrEnum):
    """How two letters stand to each other in place, the surest first."""

    COMMUNITY = "community"
    ESTATE = "estate"
    STREET = "street"
    COUNTY = "county"
    UNKNOWN = "unknown"
    DOUBTFUL = "doubtful"
    ELSEWHERE = "elsewhere"


_PLACE_POINTS: Final = {
    Place.COMMUNITY: 45,
    Place.ESTATE: 40,
    Place.STREET: 25,
    Place.COUNTY: 10,
    Place.UNKNOWN: 0,
    Place.DOUBTFUL: 0,
}


@dataclass(frozen=True)
class Sought:
    """The case that comes in; `names` are those the register knows its community by.

    `marks` are the blind indexes of its phones: never a number.
    """

    text: str
    day: date
    community: str = ""
    names: tuple[str, ...] = ()
    county: str = ""
    street: str = ""
    category: str = ""
    marks: tuple[str, ...] = ()

    @cached_property
    def letter(self) -> Letter:
        """Its text, read."""
        return Letter(self.text)


@dataclass(frozen=True)
class Candidate:
    """A case that is there; whose phone it is was compared where the marks are kept.

    `person` tells only which candidates of one answer come from one phone.
    """

    number: str
    text: str
    day: date
    community: str = ""
    names: tuple[str, ...] = ()
    county: str = ""
    street: str = ""
    category: str = ""
    stage: str = ""
    person: str = ""
    is_same_phone: bool = False

    @cached_property
    def letter(self) -> Letter:
        """Its text, read."""
        return Letter(self.text)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A case that a person should look at; `score` only ranks, `reasons` are told."""

    candidate: Candidate
    kind: MergeKind
    place: Place
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Subject:
    """What both letters speak of: one word a matter, turns of speech, the category."""

    words: tuple[str, ...]
    phrases: int
    category: str

    @property
    def is_named(self) -> bool:
        """Whether a word of the table, or more than a turn of speech, is common."""
        return bool(self.words) or self.phrases > 1


def propose(sought: Sought, candidates: Iterable[Candidate], *, limit: int) -> tuple[Proposal, ...]:
    """The likeliest first; where they make a 重点件 of the matter, their reasons say so."""
    weighed = (weigh(sought, candidate) for candidate in candidates)
    found = [each for each in weighed if each]
    key = _key_among(sought, found)
    ranked = sorted(
        (_with_key(each, key) for each in found),
        key=lambda each: (-each.score, -each.candidate.day.toordinal(), each.candidate.number),
    )
    return tuple(ranked[:limit])


def _key_among(sought: Sought, found: Iterable[Proposal]) -> str:
    own = "own" if sought.marks else ""
    persons = (
        own if each.candidate.is_same_phone else each.candidate.person
        for each in found
        if _is_sure(each)
    )
    return key_matter((own, *persons))


def _is_sure(proposal: Proposal) -> bool:
    """One estate, or one person: what only a street or a county joins is not counted."""
    return proposal.candidate.is_same_phone or proposal.place in (Place.COMMUNITY, Place.ESTATE)


def _with_key(proposal: Proposal, key: str) -> Proposal:
    if not key or not _is_sure(proposal):
        return proposal
    return replace(proposal, reasons=(*proposal.reasons, f"重点件：{key}"))


def weigh(sought: Sought, candidate: Candidate) -> Proposal | None:
    """The proposal that a candidate makes, with its reasons; None where it makes none."""
    gap = abs((sought.day - candidate.day).days)
    if gap > WINDOW:
        return None
    place, where = _place(sought, candidate)
    if place is Place.ELSEWHERE:
        return None
    subject = _subject(sought, candidate)
    same = candidate.is_same_phone
    if not _is_enough(place, subject, same_phone=same):
        return None
    alike = likeness(sought.letter, candidate.letter)
    return Proposal(
        candidate,
        MergeKind.DUPLICATE if same else MergeKind.ALIKE,
        place,
        _score(place, subject, same, gap, alike),
        tuple(_reasons(where, subject, same, gap, alike)),
    )


def _place(sought: Sought, candidate: Candidate) -> tuple[Place, str]:
    """How they stand in place, in words; two counties or two named estates lie elsewhere."""
    if sought.county and candidate.county and sought.county != candidate.county:
        return Place.ELSEWHERE, ""
    if sought.community and candidate.community:
        if sought.community == candidate.community:
            return Place.COMMUNITY, "同一小区"
        return Place.ELSEWHERE, ""
    own, others = _names(sought), _names(candidate)
    name = _estate(sought, candidate, own, others)
    if name:
        return Place.ESTATE, f"都提到“{name}”"
    if own and others:
        return Place.ELSEWHERE, ""
    return _wider(sought, candidate)


def _names(side: Sought | Candidate) -> Names:
    """The register's names where a community is chosen, else those of the text."""
    return tuple(map(estate_name, side.names)) or side.letter.estates


def _estate(sought: Sought, candidate: Candidate, own: Names, others: Names) -> str:
    """The estate that both are about; what is named first is what a letter is about.

    A letter may name a neighbour as well: then each has to name what the other is about.
    """
    first, second = _main(sought, own), _main(candidate, others)
    if own and others:
        crossed = common_name(first, others) if common_name(second, own) else ""
        return common_name(first, second) or crossed
    return _named_in(first, candidate.text) or _named_in(second, sought.text)


def _main(side: Sought | Candidate, names: Names) -> Names:
    """All names of the register mean one place; of those in a text, the first."""
    return names if side.names else names[:1]


def _named_in(names: Names, text: str) -> str:
    return next((name for name in names if len(name) > 2 and name in text), "")


def _wider(sought: Sought, candidate: Candidate) -> tuple[Place, str]:
    """Where no estate tells: two other streets may be the two sides of one corner, or not."""
    own, others = sought.letter.streets, candidate.letter.streets
    street = common_name(own, others)
    if street:
        return Place.STREET, f"都提到“{street}”"
    if own and others:
        return Place.DOUBTFUL, "写的路名不同"
    if sought.street and sought.street == candidate.street:
        return Place.STREET, f"同在{sought.street}"
    if sought.county and sought.county == candidate.county:
        return Place.COUNTY, "同一县(市、区)"
    return Place.UNKNOWN, "没有写明同一地点"


def _subject(sought: Sought, candidate: Candidate) -> _Subject:
    one, other = sought.letter, candidate.letter
    common = sorted((word for word in one.matters if word in other.matters), key=len)
    words = {one.matters[word]: word for word in common}
    names = "".join((*_names(sought), *_names(candidate), *one.streets))
    phrases = (one.lead & other.phrases) | (other.lead & one.phrases)
    category = sought.category or one.category
    same = category and category == (candidate.category or other.category)
    return _Subject(
        tuple(words.values()),
        sum(phrase not in names for phrase in phrases),
        category if same else "",
    )


def _is_enough(place: Place, subject: _Subject, *, same_phone: bool) -> bool:
    """The less the place says, the more the subject has to; nowhere does either do alone."""
    words, phrases = bool(subject.words), subject.phrases
    match place:
        case Place.COMMUNITY | Place.ESTATE:
            return subject.is_named or bool(subject.category)
        case Place.STREET:
            return (words and phrases > 1) or phrases > 3 or (same_phone and subject.is_named)
        case Place.COUNTY:
            return phrases > 7 or (same_phone and subject.is_named)
        case Place.UNKNOWN if phrases > 11:
            return True
    return same_phone and ((words and phrases > 0) or phrases > 5)


def _score(place: Place, subject: _Subject, same_phone: bool, gap: int, alike: float) -> int:
    points = _PLACE_POINTS[place] + min(30, 12 * len(subject.words)) + min(15, 3 * subject.phrases)
    points += 8 if subject.category else 0
    points += 30 if same_phone else 0
    return round(points + 10 * (1 - gap / WINDOW) + 20 * alike)


def _reasons(
    where: str, subject: _Subject, same_phone: bool, gap: int, alike: float
) -> Iterable[str]:
    if same_phone:
        yield "同一联系电话"
    yield where
    if subject.words:
        yield f"都说{'、'.join(subject.words[:_SHOWN])}"
    elif subject.category:
        yield f"同一类别：{CATEGORY_LABELS[Category(subject.category)]}"
    if alike >= _ALMOST_SAME:
        yield "文字几乎相同"
    elif subject.phrases > 1 and not subject.words:
        yield "有几处相同的说法"
    yield f"相隔 {gap} 天" if gap else "同一天收到"


def key_matter(persons: Iterable[str]) -> str:
    """Why the cases of one matter are a 重点件, empty where they are none (DOMAIN 3.1.1).

    One digest a case; whoever is not known (empty) is nobody's repeat and no further person.
    """
    times = Counter(person for person in persons if person)
    if times and max(times.values()) >= _REPEATS:
        return f"同一人反映 {max(times.values())} 次"
    if len(times) >= _PERSONS:
        return f"{len(times)} 人反映同一事项"
    return ""


def key_merged(*, repeats: int, others: int) -> str:
    """Why a main case is a 重点件; whoever merged said who is the same person, who is another."""
    return key_matter(("main",) * (1 + repeats) + tuple(map(str, range(others))))
