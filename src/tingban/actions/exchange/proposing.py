"""Communities that the text of a case seems to name: proposed, not decided (INTERCHANGE 1)."""

from collections.abc import Iterable

from tingban.actions.exchange import bulk
from tingban.actions.exchange.case_parts import case_id
from tingban.actions.exchange.ledgers import Told
from tingban.data.exchange.models import CommunityProposal, ImportFile
from tingban.data.registry.models import Community
from tingban.kit.text import fold
from tingban.reads.exchange.naming import Names


def propose(file: ImportFile, told: Iterable[Told]) -> int:
    """Note for each new case without community which ones its text names; how many cases."""
    wanting = [it for it in told if it.case.community is None]
    if not wanting:
        return 0
    names = Names(Community.objects.all())
    rows: list[tuple[int, int, int, str]] = []
    cases = 0
    for it in wanting:
        found = names.find(fold(it.case.summary), it.unit)
        cases += bool(found)
        rows += [(file.pk, case_id(it), one.id, one.words) for one in found]
    bulk.copy_rows(CommunityProposal, ("file", "case", "community", "words"), rows)
    return cases
