"""Duplicates: `python -m benchmarks.duplicates` (S, M) times them, `… letters` scores them.

Scoring replays real letters in the order of their days: each one asks what is proposed for it,
and is then registered. The same author stands for the same phone. See README.md.
"""

import csv
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from benchmarks import installations
from benchmarks.measuring import timed

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data"
LABELS = Path(__file__).parent / "labels"
TRAPS = LABELS / "alike_letters_of_other_estates.csv"
JUDGED = LABELS / "proposals_beyond_the_pairs.csv"
# Two sources that do not know each other agree on these; the others rest on one.
CONFIRMED = frozenset({"exact", "near_text", "consensus3", "consensus2", "team_and_rule"})
WANTED = 5
HALF = 0.5
# The letters that were proposed for each letter, the likeliest first.
Found = dict[str, tuple[str, ...]]
WINDOW = 60
# The letters write their city's districts as A1区; nine of our counties stand for them.
_DISTRICT = re.compile(r"A([1-9])[区县市]")


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter of the stream."""

    row_id: str
    text: str
    at: datetime
    author: str

    @property
    def day(self) -> date:
        """The day it came in."""
        return self.at.date()

    @property
    def county(self) -> str:
        """The county that stands for the first district it names."""
        from tingban.rules.areas import COUNTIES

        named = _DISTRICT.search(self.text[:200])
        return COUNTIES[int(named[1]) - 1].code if named else ""

    @property
    def phone(self) -> str:
        """A number that belongs to nobody, one an author."""
        digits = int(hashlib.sha256(self.author.encode()).hexdigest(), 16) % 100_000_000
        return f"139{digits:08d}" if self.author else ""


def letters() -> dict[str, Posted]:
    """Both files, without letters that carry no date."""
    from tingban.kit.clock import SHANGHAI

    found: dict[str, Posted] = {}
    for name in ("wuye.csv", "complaints_taidi3.csv"):
        with (FOLDER / name).open(encoding="utf-8-sig") as lines:
            for row in csv.DictReader(lines):
                if row["created_at"]:
                    found[row["row_id"]] = Posted(
                        row_id=row["row_id"],
                        text="。".join(part for part in (row["title"], row["text"]) if part),
                        at=datetime.fromisoformat(row["created_at"][:19]).replace(tzinfo=SHANGHAI),
                        author=row["user_opaque"],
                    )
    return found


def events(known: Mapping[str, Posted], tiers: frozenset[str] | None) -> list[frozenset[str]]:
    """Union-find over the pairs of these tiers (None: all) of which both letters are known."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    with (FOLDER / "dup_pairs.csv").open(encoding="utf-8-sig") as lines:
        for pair in csv.DictReader(lines):
            if pair["a"] in known and pair["b"] in known and (not tiers or pair["tier"] in tiers):
                parent[root(pair["a"])] = root(pair["b"])
    groups: dict[str, set[str]] = defaultdict(set)
    for key in parent:
        groups[root(key)].add(key)
    return [frozenset(group) for group in groups.values()]


def replay(posted: Iterable[Posted], *, with_phone: bool) -> Found:
    """The letters that were proposed for each one as it came in."""
    from tingban.actions.complaints import cases, vault
    from tingban.data.complaints.models import Case
    from tingban.reads.complaints.duplicates import proposals
    from tingban.rules.complaints import Contact, ContactKind, Source
    from tingban.rules.complaints.duplicates import Sought
    from tingban.rules.registry.contacts import parse_phones

    clerk = _city_clerk()
    found: Found = {}
    row_of: dict[str, str] = {}
    for letter in posted:
        phones = parse_phones(letter.phone) if letter.phone and with_phone else ()
        marks = tuple(map(vault.phone_mark, phones))
        sought = Sought(text=letter.text, day=letter.day, county=letter.county, marks=marks)
        proposed_now = proposals(clerk, sought, limit=WANTED)
        found[letter.row_id] = tuple(row_of[each.candidate.number] for each in proposed_now)
        number = cases.register_case(
            statement=cases.CaseStatement(
                source=Source.WEB,
                summary=letter.text,
                received_at=letter.at,
                county_code=letter.county,
                category="CAT-9",
                duplicates_seen=True,
            ),
            contact=Contact(ContactKind.NAMED if phones else ContactKind.ANONYMOUS, "", phones),
            actor=clerk,
            at=letter.at,
        )
        # A category for all would make them alike; the words of each have to do.
        Case.objects.filter(number=number).update(category="")
        row_of[number] = letter.row_id
    return found


def _city_clerk() -> Any:
    """Somebody whom the event log can name."""
    from tingban.data.accounts.models import User
    from tingban.rules.actors import CITY_CODE, Actor, Role

    user = User.objects.create(username="bench", name="bench")
    return Actor(user.pk, "bench", Role.M_OP, f"zj-{CITY_CODE}", "bench", CITY_CODE)


def by_likeness(stream: Sequence[Posted]) -> Found:
    """The baseline: those of the window that share half of their pairs of signs; no more asked."""
    from tingban.rules.complaints.wording import Letter, likeness

    found: Found = {}
    window: list[tuple[Posted, Letter]] = []
    for posted in stream:
        own = Letter(posted.text)
        window = [each for each in window if (posted.day - each[0].day).days <= WINDOW]
        alike = [(likeness(own, other), there.row_id) for there, other in window]
        best = sorted((each for each in alike if each[0] >= HALF), reverse=True)
        found[posted.row_id] = tuple(row for _, row in best[:WANTED])
        window.append((posted, own))
    return found


def recall(
    groups: Sequence[frozenset[str]], posted: Mapping[str, Posted], found: Found
) -> dict[str, Any]:
    """Per event: of its letters that have an earlier one within 60 days, how many found one."""
    shares: list[float] = []
    for group in groups:
        asked = [key for key in group if _has_earlier(key, group, posted)]
        if asked:
            right = [any(each in group for each in found[key]) for key in asked]
            shares.append(sum(right) / len(asked))
    return {
        "events": len(groups),
        "with a later letter in 60 days": len(shares),
        "recall@5, mean over events": round(sum(shares) / len(shares), 3),
        "every letter found": sum(share == 1 for share in shares),
        "no letter found": sum(share == 0 for share in shares),
    }


def _has_earlier(key: str, group: frozenset[str], posted: Mapping[str, Posted]) -> bool:
    own = posted[key]
    return any(
        (other.at, other.row_id) < (own.at, key) and (own.day - other.day).days <= WINDOW
        for other in (posted[each] for each in group)
    )


def proposed(found: Found) -> Iterator[tuple[str, str]]:
    """Every pair that was proposed, in the order of names."""
    for key, each in found.items():
        yield from ((min(key, one), max(key, one)) for one in each)


def precision(
    found: Found, groups: Sequence[frozenset[str]], posted: Mapping[str, Posted]
) -> dict[str, Any]:
    """How much is proposed, how much of it the pairs know, and what was judged of the rest."""
    of_event = {key: place for place, group in enumerate(groups) for key in group}
    pairs = list(proposed(found))
    beyond = [(a, b) for a, b in pairs if a not in of_event or of_event[a] != of_event.get(b)]
    judged = _judged()
    traps = _traps(posted)
    return {
        "letters": len(found),
        "letters with a proposal": sum(bool(each) for each in found.values()),
        "proposals": len(pairs),
        "of one event": len(pairs) - len(beyond),
        "beyond the pairs": len(beyond),
        "of these judged": dict(Counter(judged[pair] for pair in beyond if pair in judged)),
        "traps": len(traps),
        "traps proposed": sum(pair in set(pairs) for pair in traps),
        "traps that would be, on one day from one phone": sum(_would_be(*t, posted) for t in traps),
    }


def _judged() -> dict[tuple[str, str], str]:
    if not JUDGED.exists():
        return {}
    with JUDGED.open(encoding="utf-8") as lines:
        return {(row["a"], row["b"]): row["verdict"] for row in csv.DictReader(lines)}


def _traps(posted: Mapping[str, Posted]) -> list[tuple[str, str]]:
    with TRAPS.open(encoding="utf-8") as lines:
        pairs = [(row["a"], row["b"]) for row in csv.DictReader(lines)]
    return [(min(pair), max(pair)) for pair in pairs if set(pair) <= set(posted)]


def _would_be(a: str, b: str, posted: Mapping[str, Posted]) -> bool:
    from tingban.rules.complaints.duplicates import Candidate, Sought, weigh

    one, other, day = posted[a].text, posted[b].text, posted[a].day
    sought = Sought(text=one, day=day)
    return weigh(sought, Candidate("b", other, day, is_same_phone=True)) is not None


def named(groups: Sequence[frozenset[str]], posted: Mapping[str, Posted]) -> list[frozenset[str]]:
    """Events of which every letter names an estate or a street: there is a place to go by."""
    from tingban.rules.complaints.places import estates, streets

    return [
        group
        for group in groups
        if all(estates(posted[key].text) or streets(posted[key].text) for key in group)
    ]


def score() -> dict[str, Any]:
    """The replay with phones and without, each in an installation of its own, and the baseline."""
    told: dict[str, Any] = {}
    for name, with_phone in (("with phones", True), ("without phones", False)):
        with installations.opened():
            posted = letters()
            stream = sorted(posted.values(), key=lambda letter: (letter.at, letter.row_id))
            told[name] = _scores(posted, replay(stream, with_phone=with_phone))
            if not with_phone:
                told["likeness of the text alone"] = _scores(posted, by_likeness(stream))
    return told


def _scores(posted: Mapping[str, Posted], found: Found) -> dict[str, Any]:
    confirmed, everything = events(posted, CONFIRMED), events(posted, None)
    return {
        "confirmed tiers": recall(confirmed, posted, found),
        "confirmed tiers, a place named": recall(named(confirmed, posted), posted, found),
        "all tiers": recall(everything, posted, found),
        "proposals": precision(found, everything, posted),
    }


def measure() -> dict[str, Any]:
    """Proposals for a new case in the world that is built, by what is known of it."""
    from benchmarks.worlds import MATTERS
    from tingban.data.complaints.models import Case
    from tingban.reads.complaints.duplicates import proposals
    from tingban.rules.actors import SYSTEM, Actor, Role
    from tingban.rules.complaints.duplicates import Sought

    case = Case.objects.filter(standing="open").select_related("community").order_by("-pk")[7]
    county = case.county_id or ""
    clerk = Actor(1, "bench", Role.C_OP, "bench", "bench", county)
    street = "学苑路二十号院" + MATTERS[0]
    known = {"text": case.summary, "day": date(2024, 8, 2)}
    asked = {
        "community and phone": known | {"community": case.community.code, "marks": ("mark 77",)},
        "community": known | {"community": case.community.code},
        "county, estate in the text": known
        | {"county": county, "text": case.community.name + case.summary},
        "county, street in the text": known | {"county": county, "text": street},
        "nothing but the text": known,
    }
    found: dict[str, Any] = {}
    for who, actor in (("county", clerk), ("city", SYSTEM)):
        for name, told in asked.items():
            sought = Sought(**told)
            timing = timed(lambda actor=actor, sought=sought: proposals(actor, sought), runs=40)
            proposed_now = len(proposals(actor, sought))
            found[f"{who}: {name}"] = timing.as_json() | {"proposed": proposed_now}
    return found


def main(words: Sequence[str]) -> dict[str, Any]:
    """`letters` scores; S and M are timed."""
    if "letters" in words:
        return score()
    told: dict[str, Any] = {}
    for name in words or ("S",):
        with installations.opened():
            from benchmarks import worlds

            worlds.build({"S": worlds.S, "M": worlds.M}[name])
            told[name] = measure()
    return told


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1:]), ensure_ascii=False, indent=1))
