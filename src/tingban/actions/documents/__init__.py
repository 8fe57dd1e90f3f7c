"""Numbers that papers and rows get, and the files that people bring."""

from tingban.actions.documents.numbering import TAKEN, issue, next_number, take_numbers

__all__ = ["TAKEN", "issue", "next_number", "take_numbers"]
