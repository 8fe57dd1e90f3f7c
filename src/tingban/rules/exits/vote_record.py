"""A result as it is frozen: plain JSON, and back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tingban.rules.exits.vote import Majority, Matter, MatterResult, Tally, VoteResult, Weight


def record_of(result: VoteResult) -> dict[str, Any]:
    """Everything but what is known later: when it was posted."""
    return {
        "matters": [_matter(row) for row in result.matters],
        "counted": result.counted,
        "invalid": result.invalid,
        "not_returned": result.not_returned,
        "reasons": [list(it) for it in result.reasons],
    }


def _matter(row: MatterResult) -> dict[str, Any]:
    return {
        "place": row.place,
        "matter": row.matter.value,
        "text": row.text,
        "tally": _tally(row.tally),
        "strict": _tally(row.strict),
        "against": _weight(row.against),
        "abstained": _weight(row.abstained),
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "whole": _weight(tally.whole),
        "taking_part": _weight(tally.taking_part),
        "in_favour": _weight(tally.in_favour),
        "majority": tally.majority.value,
    }


def _weight(weight: Weight) -> list[int]:
    return [weight.area, weight.heads]


def result_from(
    record: Mapping[str, Any], *, vote_id: int, closed_on: date, digest: str, witness: str
) -> VoteResult:
    """What `record_of` wrote."""
    return VoteResult(
        vote_id=vote_id,
        matters=tuple(map(_matter_from, record["matters"])),
        closed_on=closed_on,
        digest=digest,
        witness=witness,
        counted=record["counted"],
        invalid=record["invalid"],
        not_returned=record["not_returned"],
        reasons=tuple((label, number) for label, number in record["reasons"]),
    )


def _matter_from(told: Mapping[str, Any]) -> MatterResult:
    return MatterResult(
        place=told["place"],
        matter=Matter(told["matter"]),
        text=told["text"],
        tally=_tally_from(told["tally"]),
        strict=_tally_from(told["strict"]),
        against=Weight(*told["against"]),
        abstained=Weight(*told["abstained"]),
    )


def _tally_from(told: Mapping[str, Any]) -> Tally:
    return Tally(
        Weight(*told["whole"]),
        Weight(*told["taking_part"]),
        Weight(*told["in_favour"]),
        Majority(told["majority"]),
    )
