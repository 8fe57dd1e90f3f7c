"""议事规则 as files: what is stored of the rules by which the silent were counted (民法典 278)."""

from datetime import date

from tingban.reads.documents.attachments import AttachmentLine, names_by_subject, of_subject
from tingban.rules.documents.sharing import Eyes, SubjectKind


def rules_subject(number: str) -> str:
    """Whose files they are: "assembly_rules:TC-140802-2024-000001"."""
    return f"{SubjectKind.RULES}:{number}"


def rule_files(number: str) -> tuple[date, ...]:
    """On which day each file that stands was brought."""
    subject = rules_subject(number)
    return tuple(on for _, on in names_by_subject([subject]).get(subject, ()))


def rule_scans(number: str) -> tuple[AttachmentLine, ...]:
    """The files themselves, in the order they came, as everybody who sees the exit gets them."""
    return of_subject(rules_subject(number), Eyes.OFFICIAL)
