"""Other cases and orders that belong to a card, each with its word and address."""

from collections.abc import Iterable

from tingban.reads.overview.ties import Tie
from tingban.rules.audit.acts import SUBJECTS
from tingban.web.ui.places import card
from tingban.web.ui.rows import Fact


def shown(ties: Iterable[Tie]) -> list[Fact]:
    """信用推送 XY-…, as links."""
    return [Fact(SUBJECTS[it.topic], it.told or it.key, card(it.topic, it.key)) for it in ties]
