"""Papers and files: 发文字号 (DOMAIN 6.5); what may be uploaded, and who sees it (DOMAIN 9)."""

from tingban.rules.documents.numbering import (
    EXAMPLE,
    PREFIXES,
    DocumentNumber,
    Prefix,
    check_document_number,
    counter_series,
    mend_document_number,
    parse_document_number,
    prefix_of,
)

__all__ = [
    "EXAMPLE",
    "PREFIXES",
    "DocumentNumber",
    "Prefix",
    "check_document_number",
    "counter_series",
    "mend_document_number",
    "parse_document_number",
    "prefix_of",
]
