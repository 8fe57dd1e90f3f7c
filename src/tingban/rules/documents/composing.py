"""A paper put into words, ready to be set as docx and pdf, and as it is kept when signed."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from tingban.kit.dates import chinese_day
from tingban.kit.text import clean
from tingban.rules.documents import shapes
from tingban.rules.documents.lacking import TOKEN
from tingban.rules.documents.passages import Grid, Passage
from tingban.rules.documents.shapes import BAR, Layout, Template
from tingban.rules.documents.slots import (
    SPREAD,
    Articles,
    Facts,
    SlotKind,
    Table,
    is_empty,
    numbered,
    spell,
)

_NUMERALS: Final = "一二三四五六七八九十"
_STOPS: Final = ("。", "；", "：", "，", "、")
WAYS: Final = "□直接送达　□留置送达　□邮寄送达　□委托送达　□电子送达　□公告送达"


# Where the owners' body has not told its name yet.
_TO_BE_SIGNED: Final = "＿" * 10


@dataclass(frozen=True, slots=True)
class Issue:
    """Under which number, by which organ and on which day it goes out; drafts have no number."""

    number: str
    organ: str
    on: date


@dataclass(frozen=True, slots=True)
class PaperText:
    """The whole paper. `receipt` is the 送达回证 that follows it, as label and what is printed."""

    layout: Layout
    title: str
    organ: str
    number: str
    addressee: str
    parts: tuple[Passage | Grid, ...]
    annexes: tuple[str, ...]
    signature: str
    issued: str
    has_seal: bool
    remark: str
    copies: str
    source: str
    receipt: tuple[tuple[str, str], ...] = ()

    @property
    def heading(self) -> str:
        """What the file is called inside."""
        return f"{self.title} {self.number}".strip()


def compose(
    template: Template, body: str, facts: Facts, *, issue: Issue, articles: Articles
) -> PaperText:
    """Put it into words; whether anything is missing is asked elsewhere."""
    spelled = _spelled(template, facts, articles)
    title = _filled(template.title, spelled)
    annexes = facts.get(shapes.ANNEXES)
    return PaperText(
        layout=template.layout,
        title=title,
        organ=issue.organ,
        number=issue.number,
        addressee=spelled.get(shapes.ADDRESSEE, ""),
        parts=tuple(_parts(template, body, facts, spelled)),
        annexes=numbered(tuple(map(str, annexes))) if isinstance(annexes, tuple) else (),
        signature=spelled.get(shapes.SIGNATURE) or _signer(template, issue),
        issued=chinese_day(issue.on),
        has_seal=template.has_seal,
        remark=spelled.get(shapes.REMARK, ""),
        copies=spelled.get(shapes.COPIES, ""),
        source=spelled.get(shapes.SOURCE, ""),
        receipt=_receipt(title, issue.number, spelled) if template.is_served else (),
    )


def _signer(template: Template, issue: Issue) -> str:
    """The organ; what owners sign bears a line to be filled, never the name of a bureau."""
    return _TO_BE_SIGNED if template.layout is shapes.Layout.OWNERS else issue.organ


def titled(template: Template, facts: Facts, articles: Articles) -> str:
    """The title alone, for lists."""
    return _filled(template.title, _spelled(template, facts, articles))


def to_be_called(template: Template, facts: Facts) -> str:
    """The title of a paper that may be drafted; what is not known yet is told by its kind."""
    kinds = {slot.label: slot.must for slot in template.slots}
    return _filled(template.title, kinds | _spelled(template, facts, {}))


def freeze(text: PaperText) -> dict[str, Any]:
    """The wording as it is kept with the signature."""
    return asdict(text)


def thaw(kept: Mapping[str, Any]) -> PaperText:
    """The wording as it was signed, whatever has been learnt or reworded since."""
    parts = tuple(
        Grid(tuple(it["heads"]), tuple(map(tuple, it["rows"]))) if "heads" in it else Passage(**it)
        for it in kept["parts"]
    )
    lines = {name: tuple(kept[name]) for name in ("annexes",)}
    receipt = tuple((label, words) for label, words in kept["receipt"])
    layout = Layout(kept["layout"])
    return PaperText(**dict(kept) | lines | {"parts": parts, "receipt": receipt, "layout": layout})


def _spelled(template: Template, facts: Facts, articles: Articles) -> dict[str, str]:
    """In words; what may be left out and was is nothing, what must not keeps its token."""
    found = {}
    for slot in template.slots:
        told = spell(slot.kind, facts.get(slot.label), articles)
        if told or not slot.must:
            found[slot.label] = told
    return found


def _filled(line: str, spelled: Mapping[str, str]) -> str:
    """The line with its slots filled; what must have a value and has none leaves its token."""
    return TOKEN.sub(lambda found: spelled.get(found[1], found[0]), line).replace("（）", "")


def _parts(
    template: Template, body: str, facts: Facts, spelled: Mapping[str, str]
) -> Iterator[Passage | Grid]:
    """The lines of the body in order; rows of a form that follow one another are one table."""
    rows: list[tuple[str, ...]] = []
    for line in clean(body).split("\n"):
        if BAR in line:
            rows.append(tuple(_cell(template, it, facts, spelled) for it in line.split(BAR)))
            continue
        if rows:
            yield Grid((), tuple(rows))
            rows = []
        if line.strip():
            yield from _line(template, line.strip(), facts, spelled)
    if rows:
        yield Grid((), tuple(rows))


def _cell(template: Template, text: str, facts: Facts, spelled: Mapping[str, str]) -> str:
    """What stands in a cell of a form; several lines stay lines."""
    found = TOKEN.fullmatch(text.strip())
    slot = template.slot_by_label.get(found[1]) if found else None
    value = facts.get(slot.label) if slot else None
    if slot and slot.kind is SlotKind.LINES and isinstance(value, tuple) and value:
        return "\n".join(numbered(tuple(map(str, value))))
    return _filled(text.strip(), spelled)


def _line(
    template: Template, line: str, facts: Facts, spelled: Mapping[str, str]
) -> Iterator[Passage | Grid]:
    found = TOKEN.fullmatch(line)
    slot = template.slot_by_label.get(found[1]) if found else None
    if slot is None or slot.kind not in SPREAD:
        told = _filled(line, spelled)
        yield from (_passage(it) for it in told.split("\n") if it.strip())
        return
    value = facts.get(slot.label)
    if is_empty(value):
        if slot.must:
            yield Passage(line)
    elif isinstance(value, Table):
        yield Grid(value.heads, value.rows)
    elif isinstance(value, tuple):
        yield from (Passage(f"{it}。") for it in numbered(tuple(map(str, value))))


def _passage(line: str) -> Passage:
    """A head where no sentence ends on the line, else a paragraph."""
    is_open = not line.endswith(_STOPS)
    if line[0] in _NUMERALS and "、" in line[:4] and is_open:
        return Passage(line, level=1)
    if line[0] == "（" and line[1:2] in _NUMERALS and "）" in line[:5]:
        head, stop, rest = line.partition("。")
        return Passage(rest, lead=head + stop) if stop else Passage("", lead=line)
    return Passage(line)


def _receipt(title: str, number: str, spelled: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """送达回证: empty lines wait for a pen."""
    named = f"《{title}》" + (f"（{number}）" if number else "")
    return (
        ("送达文书", named),
        ("受送达人", spelled.get(shapes.ADDRESSEE, "")),
        ("送达地点", ""),
        ("送达方式", WAYS),
        ("收到时间", "　　　　年　　月　　日　　时　　分"),
        ("收件人签章", ""),
        ("代收人、代收理由", ""),
        ("拒收事由、见证人", ""),
        ("送达人", ""),
        ("备注", ""),
    )
