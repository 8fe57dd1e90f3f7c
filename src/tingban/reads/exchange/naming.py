"""The names of communities, to be found in thousands of texts."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from tingban.data.registry.models import Community, CommunityAlias
from tingban.rules.actors import Actor
from tingban.rules.areas import CITY
from tingban.rules.registry.names import community_key

SHORTEST: Final = 3
_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Named:
    """A community that a text names, by the words it rests on."""

    id: int
    code: str
    name: str
    words: str


class Names:
    """The names and aliases of communities; those of merged ones lead to what they are now."""

    def __init__(self, rows: QuerySet[Community]) -> None:
        self._by_key: dict[str, set[tuple[str, int]]] = defaultdict(set)
        self._known: dict[int, tuple[str, str]] = {}
        communities = rows.filter(is_void=False)
        columns = ("id", "county_id", "code", "name", "merged_into_id")
        for id_, county, code, name, into in communities.values_list(*columns):
            self._known[id_] = (code, name)
            self._add(name, county, into or id_)
        aliases = CommunityAlias.objects.standing().filter(community__in=communities.order_by())
        for owner, county, name, root in aliases.values_list(
            "community_id", "community__county_id", "name", "community__merged_into_id"
        ):
            self._add(name, county, root or owner)
        self._lengths = sorted({len(key) for key in self._by_key}, reverse=True)

    def _add(self, name: str, county: str, id_: int) -> None:
        key = community_key(name)
        if len(key) >= SHORTEST:
            self._by_key[key].add((county, id_))

    def exactly(self, name: str, unit: str) -> list[Named]:
        """The communities of the unit's county that bear this very name."""
        key = community_key(name)
        found = sorted(self._by_key.get(key, ()))
        return [self._named(id_, name) for county, id_ in found if unit in (CITY, county)]

    def find(self, text: str, unit: str) -> list[Named]:
        """Communities of the unit's county named in a folded text, longest names first."""
        found: dict[int, str] = {}
        taken: list[range] = []
        for length in self._lengths:
            for start in range(len(text) - length + 1):
                words = text[start : start + length]
                if words not in self._by_key or any(start in span for span in taken):
                    continue
                taken.append(range(start, start + length))
                for county, id_ in self._by_key[words]:
                    if unit in (CITY, county):
                        found.setdefault(id_, words)
        ordered = sorted(found.items(), key=lambda it: (-len(it[1]), it[0]))[:_MOST]
        return [self._named(id_, words) for id_, words in ordered]

    def _named(self, id_: int, words: str) -> Named:
        return Named(id_, *self._known[id_], words)


def names_in_sight(actor: Actor) -> Names:
    """The communities that exist for the actor."""
    return Names(Community.objects.visible_to(actor))
