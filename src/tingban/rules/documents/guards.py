"""What must be so before a step of a paper, and what the guards look at (DOMAIN 8.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from tingban.rules.actors import Actor
from tingban.rules.audit.machine import Guard as Ask


class Guard(StrEnum):
    """What must be so before a step."""

    COMPLETE = "complete"
    REASON = "reason"
    IS_SERVED = "is_served"
    PROOF = "proof"
    SERVED_FIRST = "served_first"


GUARD_LABELS: Final[Mapping[Guard, str]] = MappingProxyType(
    {
        Guard.COMPLETE: "要素齐全，引用的条款有效",
        Guard.REASON: "写明原因",
        Guard.IS_SERVED: "须送达的文书",
        Guard.PROOF: "写明送达凭证",
        Guard.SERVED_FIRST: "须送达的先送达",
    }
)


@dataclass(frozen=True, slots=True)
class PaperCase:
    """What the guards look at."""

    title: str
    is_served: bool
    lacking: tuple[str, ...] = ()
    reason: str = ""
    proof: str = ""


def _complete(now: PaperCase, actor: Actor) -> str:
    del actor
    return f"《{now.title}》还不完整：{'；'.join(now.lacking)}。" if now.lacking else ""


def _reason(now: PaperCase, actor: Actor) -> str:
    del actor
    return "" if now.reason.strip() else "请写明原因，它随文书一起保存。"


def _is_served(now: PaperCase, actor: Actor) -> str:
    del actor
    return "" if now.is_served else f"《{now.title}》不需要送达，签发后可以直接归档。"


def _proof(now: PaperCase, actor: Actor) -> str:
    del actor
    return "" if now.proof.strip() else "请写明送达凭证，例如送达回证、邮政回执的编号。"


def _served_first(now: PaperCase, actor: Actor) -> str:
    del actor
    return f"《{now.title}》须先送达再归档，请先登记送达。" if now.is_served else ""


GUARDS: Final[Mapping[Guard, Ask[PaperCase]]] = MappingProxyType(
    {
        Guard.COMPLETE: _complete,
        Guard.REASON: _reason,
        Guard.IS_SERVED: _is_served,
        Guard.PROOF: _proof,
        Guard.SERVED_FIRST: _served_first,
    }
)
