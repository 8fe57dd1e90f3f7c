"""Papers that wait for a signature, as their signer sees them before many are signed at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tingban.reads.documents.filling import fill
from tingban.reads.documents.papers import paper_card
from tingban.reads.overview.sheets import sheet_of
from tingban.rules.actors import Actor
from tingban.rules.errors import Refused


@dataclass(frozen=True, slots=True)
class ToSign:
    """One of them; `mark` is what was seen of it, empty where nothing can be, `why` tells then."""

    key: str
    title: str = ""
    subject: str = ""
    drafter: str = ""
    mark: str = ""
    why: str = ""


def papers_to_sign(actor: Actor, keys: Iterable[str], *, on: date) -> tuple[ToSign, ...]:
    """Each as it would be signed on this day, each once."""
    return tuple(_seen(actor, key, on) for key in dict.fromkeys(keys))


def _seen(actor: Actor, key: str, on: date) -> ToSign:
    try:
        card = paper_card(actor, key)
        line, sheet = card.line, sheet_of(card.line.template)
        if not sheet.sees(actor, line.subject_key):
            return ToSign(key, why="所属事项您无权查看。")
        filled = fill(sheet, line.subject_key, body=card.body, typed=card.typed, actor=actor, on=on)
    except Refused as refusal:
        return ToSign(key, why=refusal.sentence)
    mark = filled.mark(line.version, line.organ)
    why = "；".join(filled.lacking)
    return ToSign(key, filled.title, line.subject, line.drafter, mark, why)
