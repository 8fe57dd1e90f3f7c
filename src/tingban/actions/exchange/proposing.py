"""Communities that the text of a case seems to name: proposed, not decided (INTERCHANGE 1)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from tingban.actions.exchange import bulk
from tingban.actions.exchange.case_parts import case_id
from tingban.actions.exchange.ledgers import Told
from tingban.data.exchange.models import CommunityProposal, ImportFile
from tingban.data.registry.models import Community, CommunityAlias
from tingban.kit.text import fold
from tingban.rules.areas import CITY
from tingban.rules.registry.names import community_key

SHORTEST: Final = 3
_MOST: Final = 3


class Names:
    """The names and aliases of communities, to be found in a text."""

    def __init__(self) -> None:
        self._by_key: dict[str, set[tuple[str, int]]] = defaultdict(set)
        communities = Community.objects.filter(is_void=False)
        for id_, county, name, into in communities.values_list(
            "id", "county_id", "name", "merged_into_id"
        ):
            self._add(name, county, into or id_)
        aliases = CommunityAlias.objects.standing().filter(community__is_void=False)
        for owner, county, name, root in aliases.values_list(
            "community_id", "community__county_id", "name", "community__merged_into_id"
        ):
            self._add(name, county, root or owner)
        self._lengths = sorted({len(key) for key in self._by_key}, reverse=True)

    def _add(self, name: str, county: str, id_: int) -> None:
        key = community_key(name)
        if len(key) >= SHORTEST:
            self._by_key[key].add((county, id_))

    def find(self, text: str, unit: str) -> list[tuple[int, str]]:
        """Communities of the unit's county named in the text, longest names first."""
        plain = fold(text)
        found: dict[int, str] = {}
        taken: list[range] = []
        for length in self._lengths:
            for start in range(len(plain) - length + 1):
                words = plain[start : start + length]
                if words not in self._by_key or any(start in span for span in taken):
                    continue
                taken.append(range(start, start + length))
                for county, id_ in self._by_key[words]:
                    if unit in (CITY, county):
                        found.setdefault(id_, words)
        return sorted(found.items(), key=lambda it: (-len(it[1]), it[0]))[:_MOST]


def propose(file: ImportFile, told: Iterable[Told]) -> int:
    """Note for each new case without community which ones its text names; how many cases."""
    wanting = [it for it in told if it.case.community is None]
    if not wanting:
        return 0
    names = Names()
    rows: list[tuple[int, int, int, str]] = []
    cases = 0
    for it in wanting:
        found = names.find(it.case.summary, it.unit)
        cases += bool(found)
        rows += [(file.pk, case_id(it), community, words) for community, words in found]
    bulk.copy_rows(CommunityProposal, ("file", "case", "community", "words"), rows)
    return cases
