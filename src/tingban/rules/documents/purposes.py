"""What a file proves in the life of a problem (T-P02…T-P10)."""

from enum import StrEnum
from typing import Final

from tingban.rules.documents.uploads import FileKind


class Purpose(StrEnum):
    """For which proof a file was chosen; a file that was brought for none has no purpose."""

    BEFORE = "before"
    AFTER = "after"
    PUBLICATION = "publication"
    RECHECK = "recheck"
    VOUCHER = "voucher"


PURPOSE_LABELS: Final[dict[Purpose, str]] = {
    Purpose.BEFORE: "整改前",
    Purpose.AFTER: "整改后",
    Purpose.PUBLICATION: "公示",
    Purpose.RECHECK: "复核",
    Purpose.VOUCHER: "凭证",
}
# These show how something looks.
PICTURED: Final = frozenset({Purpose.AFTER, Purpose.PUBLICATION})


def purpose_of_evidence(kind: FileKind) -> Purpose:
    """A picture shows how it was before; a paper or a record proves it."""
    return Purpose.BEFORE if kind is FileKind.IMAGE else Purpose.VOUCHER
