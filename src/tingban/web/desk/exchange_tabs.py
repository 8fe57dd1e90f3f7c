"""The pages of 导入导出, side by side."""

from tingban.reads.exchange import proposals as proposed
from tingban.reads.exchange.registers_in import count_twins
from tingban.rules.actors import Actor
from tingban.web.desk.places import place
from tingban.web.ui.rows import Tab


def tabs(actor: Actor, current: str) -> list[Tab]:
    """The pages open to the actor; whoever only reads may take out, but brings nothing."""
    pages: list[tuple[str, str, int | None]] = [("导出", "desk:export", None)]
    if actor.is_writer:
        pages = [
            ("导入", "desk:exchange", None),
            ("小区建议", "desk:exchange_proposals", proposed.count_waiting(actor)),
            ("外来台账", "desk:mapper", None),
            ("疑似同一小区", "desk:mapper_pairs", count_twins(actor)),
            *pages,
        ]
    return [
        Tab(label, place(name), is_current=name == current, count=count)
        for label, name, count in pages
        if place(name)
    ]
