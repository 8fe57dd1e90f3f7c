"""证据册: the index tells the page of each piece, and there it stands; pages run through."""

import re
from datetime import date

import pypdfium2

from tests.papers import value_of
from tests.people import NOW
from tests.reports.weekly.test_brief import plain
from tingban.reports.documents.paper_pdf import paper_drawings
from tingban.reports.exits.evidence_pdf import BESIDE, HEADS, Bound, evidence_pdf
from tingban.rules.documents.composing import Issue, compose, freeze, thaw
from tingban.rules.documents.shapes import USCC
from tingban.rules.exits.exit_papers import TEMPLATES
from tingban.rules.law import ARTICLE_BY_KEY

ON = date(2024, 9, 26)
BY_KEY = {template.key: template for template in TEMPLATES}


def kept(key: str) -> dict:
    """A signed paper as the platform keeps it."""
    template = BY_KEY[key]
    facts = {slot.label: value_of(slot) for slot in template.slots}
    facts |= {USCC: "91140800MA0GTEXH2B"} if USCC in facts else {}
    issue = Issue("盐建催字〔2024〕3号", "盐湖区住房和城乡建设局", ON)
    return freeze(compose(template, template.body, facts, issue=issue, articles=ARTICLE_BY_KEY))


PIECES = (
    Bound(
        "业主共同决定", "平台存档，2024年8月15日", "业主依法共同决定解聘", kept("exits.decision")
    ),
    Bound("通知的送达凭证", "邮件单号 1，2024年8月16日", "通知已送达企业"),
    Bound("催告函", "盐建催字〔2024〕3号，2024年9月26日", "催告后仍不履行", kept("exits.demand")),
    Bound("应急服务公告", "盐建应急字〔2024〕1号", "由应急服务接管", kept("exits.emergency")),
)


def made(pieces=PIECES) -> tuple[list[str], bytes]:
    data = evidence_pdf("锦绣花园要求明珠物业退出和移交", pieces, made="某人导出", at=NOW)
    pages = pypdfium2.PdfDocument(data)
    return [plain(page.get_textpage().get_text_range()) for page in pages], data


def numbered(pages: list[str]) -> list[tuple[int, int]]:
    """Of each bound page: which piece, which page."""
    found = (re.fullmatch(r"证据(\d+)第(\d+)页", words) for words in pages)
    return [(int(it[1]), int(it[2])) for it in found if it]


def test_the_index_has_the_columns_of_a_court_and_every_piece():
    pages, _ = made()

    for words in (*HEADS, "证据目录", "锦绣花园要求明珠物业退出和移交", "提交人"):
        assert words in pages[0]
    for piece in PIECES:
        for words in (piece.name, piece.source, piece.proves):
            assert plain(words) in pages[0]


def test_pages_run_through_and_the_index_says_where_each_piece_stands():
    pages, _ = made()
    bound = numbered(pages)

    assert [page for _, page in bound] == list(range(1, len(bound) + 1))
    assert len(pages) == len(bound) + 1
    for place, piece in enumerate(PIECES, 1):
        own = [page for number, page in bound if number == place]
        if piece.kept is None:
            assert own == []
            assert f"{plain(piece.proves)}{BESIDE}" in pages[0]
        else:
            where = str(own[0]) if len(own) == 1 else f"{own[0]}—{own[-1]}"
            assert f"{plain(piece.proves)}{where}" in pages[0]


def test_the_empty_proof_of_service_is_not_bound_as_if_it_were_one():
    text = thaw(kept("exits.demand"))
    assert text.receipt

    pages, _ = made()

    demand = [page for number, page in numbered(pages) if number == 3]
    assert len(demand) == len(paper_drawings(text)) - 1


def test_a_piece_of_other_words_makes_another_file_and_the_same_the_same():
    _, first = made()

    assert made()[1] == first
    assert made(PIECES[:2])[1] != first
    # The drawing is the paper's own: without its words the page would be blank.
    assert len(first) > len(made(PIECES[1:2])[1]) + 20_000


def test_an_index_of_two_pages_leaves_the_numbers_as_they_are():
    many = tuple(
        Bound(f"材料{place}", "案卷", "拒不移交的经过" * 6) for place in range(30)
    ) + PIECES[:1]  # fmt: skip

    pages, _ = made(many)

    assert numbered(pages) == [(31, 1)]
    assert len(pages) >= 3
