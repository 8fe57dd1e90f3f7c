"""Every sheet of the desk: what it must contain is asked for by name and read back (DOMAIN 8.2)."""

from datetime import date

import pytest

from tests.papers import value_of
from tests.reports.weekly.test_brief import pdf_words, plain
from tingban.reads.overview.sheets import SHEET_BY_KEY, SHEETS
from tingban.reports.documents.paper_pdf import paper_pdf
from tingban.rules.actors import ENABLED, Role
from tingban.rules.documents import parse_document_number, prefix_of
from tingban.rules.documents.lacking import TOKEN
from tingban.rules.documents.shapes import ADDRESSEE, PLACED, USCC
from tingban.rules.documents.templates import (
    Facts,
    Issue,
    Layout,
    PaperText,
    Slot,
    Table,
    Template,
    compose,
    missing,
    spell,
)
from tingban.rules.law import ARTICLE_BY_KEY
from tingban.rules.supervision import papers as supervision

ON = date(2024, 6, 18)
# The sheets of supervision come with what sets them off.
ALL = [*(sheet.template for sheet in SHEETS), *supervision.TEMPLATES]
# These get a workplace on the desk with their own topic.
LATER = {Role.M_LAW}


def known(template: Template) -> dict[str, object]:
    """A value for every slot; a code that is right where one is asked."""
    found = {slot.label: value_of(slot) for slot in template.slots}
    return found | ({USCC: "91140800MA0GTEXH2B"} if USCC in found else {})


def lacking(template: Template, facts: Facts) -> tuple[str, ...]:
    return missing(template, template.body, facts, on=ON, articles=ARTICLE_BY_KEY)


def composed(template: Template) -> PaperText:
    number = f"{prefix_of('140802', template.series)}〔2024〕1号" if template.series else ""
    issue = Issue(number, "盐湖区住房和城乡建设局", ON)
    return compose(template, template.body, known(template), issue=issue, articles=ARTICLE_BY_KEY)


def told(slot: Slot, facts: dict[str, object]) -> list[str]:
    """What is looked for in the paper: the value in words, of a table each cell."""
    value = facts[slot.label]
    if isinstance(value, Table):
        return [cell for row in value.rows for cell in row]
    if isinstance(value, tuple) and isinstance(value[0], str) and slot.kind == "lines":
        return list(value)
    return [spell(slot.kind, value, ARTICLE_BY_KEY)]


MUSTS = [
    pytest.param(template, slot, id=f"{template.key}-{slot.label}")
    for template in ALL
    for slot in template.slots
    if slot.must
]


@pytest.mark.parametrize(("template", "slot"), MUSTS)
def test_each_item_emptied_is_asked_for_by_name(template, slot):
    facts = {label: value for label, value in known(template).items() if label != slot.label}

    clauses = lacking(template, facts)

    assert len(clauses) == 1
    assert slot.label in clauses[0]


@pytest.mark.parametrize("template", ALL, ids=lambda it: it.key)
def test_with_everything_given_nothing_is_missing_and_each_item_is_read_back(template):
    words = plain(pdf_words(paper_pdf(composed(template), ON)))
    facts = known(template)

    absent = [
        text
        for slot in template.slots
        if slot.must
        for text in told(slot, facts)
        if plain(text) not in words
    ]
    assert lacking(template, facts) == ()
    assert absent == []
    assert "【" not in words


@pytest.mark.parametrize("template", ALL, ids=lambda it: it.key)
def test_a_template_is_whole(template):
    labels = [slot.label for slot in template.slots]
    standing = set(TOKEN.findall(template.body)) | set(TOKEN.findall(template.title))

    assert len(labels) == len(set(labels))
    assert standing <= set(labels)
    assert {slot.label for slot in template.slots if slot.must} - standing <= PLACED
    assert template.drafters
    assert template.signers
    assert template.drafters | template.signers <= ENABLED | LATER
    assert not template.readers or template.drafters | template.signers <= template.readers
    assert all(slot.source or slot.by_hand for slot in template.slots if slot.must)
    if template.layout in (Layout.FILE, Layout.LETTER):
        assert ADDRESSEE in labels
    if template.series:
        assert parse_document_number(f"{prefix_of('140802', template.series)}〔2024〕1号")


def test_no_two_sheets_bear_the_same_key():
    assert len(SHEET_BY_KEY) == len(SHEETS)
    assert all(sheet.subject and ":" not in sheet.subject for sheet in SHEETS)
