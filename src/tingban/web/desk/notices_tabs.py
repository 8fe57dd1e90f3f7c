"""The two pages of notices; the second for those who look after what leaves the house."""

from django.urls import reverse

from tingban.reads.notices import deliveries
from tingban.rules.actors import Actor
from tingban.rules.notices import KEEPERS
from tingban.web.ui.rows import Tab


def tabs(actor: Actor, current: str) -> list[Tab]:
    """Inbox and outbox; nothing for whoever has but the inbox."""
    if actor.role not in KEEPERS:
        return []
    stuck = deliveries.count_stuck(actor)
    pages = (("收到的通知", "desk:notices", None), ("没有送达", "desk:notices_stuck", stuck))
    return [
        Tab(label, reverse(name), is_current=name == current, count=count)
        for label, name, count in pages
    ]
