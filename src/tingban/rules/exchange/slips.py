"""One slip of another office: what its row says of a case, and what is wrong with it.

Faults are told by sheet, row and column; what was read is repeated only where it can be nobody's
name or number (DOMAIN 9.1).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from tingban.kit import dates
from tingban.kit.clock import SHANGHAI
from tingban.kit.text import clean, clean_line, clean_name, code_text, fold
from tingban.kit.words import yes_or_no
from tingban.kit.workbook import Cell, column_letters
from tingban.rules.areas import AREA_BY_CODE, CITY, area_by_text, area_mentioned
from tingban.rules.complaints import (
    Contact,
    ContactKind,
    is_masked,
    is_public_safe,
    mask_name,
    mask_phone,
    mask_text,
    parse_contact,
)
from tingban.rules.complaints.contacts import without_person
from tingban.rules.complaints.stages import Urgency
from tingban.rules.deadlines import Unit, add
from tingban.rules.errors import NotPublished
from tingban.rules.exchange.cells import as_text
from tingban.rules.exchange.faults import Fault, FaultKind
from tingban.rules.exchange.slip_heads import SlipMeaning, SlipTable
from tingban.rules.law import Calendar
from tingban.rules.registry.contacts import PhoneKind, find_phones, parse_phone

SHORTEST: Final = 10
LONGEST: Final = 5_000
_REF: Final = 48
# Excel keeps fifteen digits of a number; what is longer has lost its end.
_EXACT: Final = 10**15
_SPAN: Final = re.compile(r"^(\d{1,3})个?(工作日|自然日|日|天)(?:内|以内|之内)?$")
_HARMLESS: Final = re.compile(r"^[\d年月日号时分秒点工作天个内以:./\-T上下午]{1,24}$")
_URGENT: Final = re.compile(r"紧急|加急|特急|急件|^急$|^是$")
_CALM: Final = re.compile(r"^(非|不)|一般|普通")


@dataclass(frozen=True, slots=True)
class SlipWindow:
    """What reading depends on besides the file: whose desk, when, which calendar."""

    area: str
    at: datetime
    calendar: Calendar

    @property
    def today(self) -> date:
        """The day of the city."""
        return self.at.astimezone(SHANGHAI).date()


@dataclass(frozen=True, slots=True)
class ReadSlip:
    """A row taken apart. `told` is the whole text with every personal datum masked."""

    sheet: str
    row: int
    ref: str
    told: str
    community: str
    county: str
    spot: str
    remark: str
    received_at: datetime
    due_on: date | None
    urgency: Urgency
    contact: Contact = field(repr=False)
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


@dataclass(slots=True)
class SlipReader:
    """Reads the rows of one sheet by what its columns mean."""

    table: SlipTable
    heads: Sequence[str]
    columns: Mapping[int, SlipMeaning]
    window: SlipWindow

    def read(self, row: int, cells: Sequence[Cell]) -> ReadSlip | None:
        """One row; None where nothing stands in the columns that are read."""
        places = {meaning: place for place, meaning in self.columns.items()}
        told = {
            meaning: cells[place]
            for meaning, place in places.items()
            if place < len(cells) and str(cells[place]).strip()
        }
        spoilt = self._spoilt(row, places)
        if not told and not spoilt:
            return None
        # A line that parts the table names a group, in whatever column it begins.
        if sum(1 for cell in cells if cell != "") == 1 and not _TEXTS & told.keys():
            return None
        return _Reading(self, row, places, told, list(spoilt)).slip()

    def _spoilt(self, row: int, places: Mapping[SlipMeaning, int]) -> list[Fault]:
        """Formulas and error values, whose last result is not to be believed."""
        source, found = self.table.source, []
        for meaning, place in places.items():
            if (row - 1, place) in source.formulas:
                found.append(self.fault(FaultKind.FORMULA, row, meaning, expected=_TAKE_VALUES))
            elif (row - 1, place) in source.errors:
                expected = "这一格是 Excel 的错误值，应重新填写"
                found.append(self.fault(FaultKind.ERROR_VALUE, row, meaning, expected=expected))
        return found

    def fault(
        self, kind: FaultKind, row: int, meaning: SlipMeaning, *, read: str = "", expected: str
    ) -> Fault:
        """A fault at a column of a row."""
        place = next((it for it, told in self.columns.items() if told is meaning), None)
        return Fault(
            kind=kind,
            sheet=self.table.name,
            row=row,
            letter="" if place is None else column_letters(place),
            column="" if place is None else self.heads[place],
            read=read if _HARMLESS.match(fold(read)) and not parse_phone(read) else "",
            expected=expected,
        )


_TEXTS: Final = frozenset({SlipMeaning.TITLE, SlipMeaning.TEXT})
_TAKE_VALUES: Final = "应为直接填写的内容，不要用公式（可复制后“选择性粘贴—数值”）"


@dataclass(slots=True)
class _Reading:
    """One row on its way to a slip."""

    reader: SlipReader
    row: int
    places: Mapping[SlipMeaning, int]
    cells: Mapping[SlipMeaning, Cell]
    faults: list[Fault]
    notes: list[str] = field(default_factory=list)
    # Whoever is named in the row, held or not: all of it is masked in the texts.
    person: Contact = field(default=Contact(ContactKind.NOT_HELD), repr=False)

    def slip(self) -> ReadSlip:
        contact = self._contact()
        received_at = self._received()
        return ReadSlip(
            sheet=self.reader.table.name,
            row=self.row,
            ref=self._ref(),
            told=self._told(is_held=contact.is_held),
            community=self._line(SlipMeaning.COMMUNITY)[:96],
            county=self._county(),
            spot=self._masked(self._line(SlipMeaning.PLACE))[:120],
            remark=self._masked(self._line(SlipMeaning.REMARK))[:100],
            received_at=received_at,
            due_on=self._due(received_at),
            urgency=self._urgency(),
            contact=contact,
            faults=tuple(self.faults),
            notes=tuple(self.notes),
        )

    def _masked(self, text: str) -> str:
        return mask_text(without_person(self.person, text))

    def _line(self, meaning: SlipMeaning) -> str:
        return clean_name(as_text(self.cells.get(meaning, "")))

    def _fault(
        self, kind: FaultKind, meaning: SlipMeaning, expected: str, *, read: str = ""
    ) -> None:
        fault = self.reader.fault(kind, self.row, meaning, read=read, expected=expected)
        self.faults.append(fault)

    def _ref(self) -> str:
        cell = self.cells.get(SlipMeaning.REF, "")
        if isinstance(cell, float | int) and abs(cell) >= _EXACT:
            self._fault(FaultKind.VALUE, SlipMeaning.REF, _LOST_DIGITS)
            return ""
        if isinstance(cell, date | time):
            self._fault(FaultKind.VALUE, SlipMeaning.REF, "应为编号（文本），不是日期")
            return ""
        ref = code_text(as_text(cell))
        phone = parse_phone(ref) if ref else None
        if phone and phone.kind is PhoneKind.MOBILE:
            self._fault(FaultKind.VALUE, SlipMeaning.REF, _IS_PHONE)
            return ""
        if len(ref) > _REF:
            self._fault(FaultKind.VALUE, SlipMeaning.REF, f"应为不超过 {_REF} 个字的编号")
            return ""
        return ref

    def _told(self, *, is_held: bool) -> str:
        """Title and text as one, nobody's number or name in it."""
        title, text = (
            clean(as_text(self.cells.get(it, ""))) for it in (SlipMeaning.TITLE, SlipMeaning.TEXT)
        )
        whole = text if not title or text.startswith(title) else f"{title}：{text}".rstrip("：")
        told = self._masked(whole)[:LONGEST]
        where = SlipMeaning.TEXT if SlipMeaning.TEXT in self.places else SlipMeaning.TITLE
        if not told and not any(fault.column == self._head(where) for fault in self.faults):
            self._fault(FaultKind.REQUIRED, where, "应写明反映的是什么事")
        elif told and len(told) < SHORTEST:
            expected = f"只有 {len(told)} 个字，应至少 {SHORTEST} 个字，说清什么事"
            self._fault(FaultKind.VALUE, where, expected)
            return ""
        if find_phones(whole) and not is_held:
            self.notes.append(
                "内容里有电话号码，已遮蔽；如是投诉举报人的，请登记后在“修改”里补上联系方式"
            )
        return told

    def _head(self, meaning: SlipMeaning) -> str:
        return self.reader.heads[self.places[meaning]]

    def _county(self) -> str:
        text = self._line(SlipMeaning.COUNTY)
        if not text:
            return self._county_of_place()
        area = area_by_text(text) or area_mentioned(text)
        if area is None or area.code == CITY:
            return ""
        own = self.reader.window.area
        if own not in (CITY, area.code):
            expected = (
                f"写的是{area.name}，应由当地登记；确是{AREA_BY_CODE[own].name}的请改好这一格"
            )
            self._fault(FaultKind.FOREIGN, SlipMeaning.COUNTY, expected)
            return ""
        return area.code

    def _county_of_place(self) -> str:
        """What the address names, for the city; another county than one's own is only told."""
        area, own = area_mentioned(self._line(SlipMeaning.PLACE)), self.reader.window.area
        if area is None or own == area.code:
            return ""
        if own != CITY:
            self.notes.append(f"地址写的是{area.name}，请核对是不是本县的")
            return ""
        return area.code

    def _when(self, meaning: SlipMeaning) -> datetime | None:
        cell = self.cells.get(meaning, "")
        if cell == "":
            return None
        try:
            when = dates.parse_when(cell)
        except dates.NotADate:
            expected = f"应为{dates.EXPECTED}，可带时间"
            self._fault(FaultKind.VALUE, meaning, expected, read=as_text(cell))
            return None
        return datetime.combine(when.on, when.at or time(), tzinfo=SHANGHAI)

    def _received(self) -> datetime:
        """When it came to us; else when the sender heard of it; else now."""
        now = self.reader.window.at
        ways = {it: self._when(it) for it in (SlipMeaning.SENT, SlipMeaning.TOLD)}
        for meaning, moment in ways.items():
            if moment is not None and moment > now:
                shown = f"{moment:%Y-%m-%d %H:%M}"
                self._fault(FaultKind.ORDER, meaning, "晚于现在，应为已经过去的时间", read=shown)
        found = next((moment for moment in ways.values() if moment), None)
        if found is None and not ways.keys() & self.cells.keys():
            self.notes.append("没有转来的时间，收到时间按上传的时间登记")
        return found or now

    def _due(self, received_at: datetime) -> date | None:
        """A day, or so many days from receipt."""
        cell = self.cells.get(SlipMeaning.DUE, "")
        span = _SPAN.match(fold(cell)) if isinstance(cell, str) else None
        start = received_at.astimezone(SHANGHAI).date()
        if span is not None:
            return self._after(start, int(span[1]), span[2])
        moment = self._when(SlipMeaning.DUE)
        if moment is None:
            return None
        if moment.date() < start:
            expected = f"早于收到的时间（{start:%Y-%m-%d}），应核对两列是否填反"
            shown = f"{moment:%Y-%m-%d}"
            self._fault(FaultKind.ORDER, SlipMeaning.DUE, expected, read=shown)
            return None
        return moment.date()

    def _after(self, start: date, length: int, unit: str) -> date | None:
        kind = Unit.WORKING_DAYS if unit == "工作日" else Unit.NATURAL_DAYS
        try:
            return add(start, length, kind, self.reader.window.calendar)
        except NotPublished:
            expected = "算出的日期所在年份的节假日安排还没有公布，应直接写日期"
            self._fault(FaultKind.CALENDAR, SlipMeaning.DUE, expected)
            return None

    def _urgency(self) -> Urgency:
        word = fold(self._line(SlipMeaning.URGENCY))
        is_urgent = bool(_URGENT.search(word)) and not _CALM.search(word)
        return Urgency.URGENT if is_urgent else Urgency.ORDINARY

    def _contact(self) -> Contact:
        """Name and numbers, from one cell or from two; a mask is no person."""
        meanings = (SlipMeaning.NAME, SlipMeaning.PHONE, SlipMeaning.CONTACT)
        parts = [clean_line(_number(self.cells[it])) for it in meanings if it in self.cells]
        found = parse_contact(" ".join(parts))
        open_words = (word for part in parts for word in part.split() if not is_masked(word))
        self.person = parse_contact(" ".join(open_words))
        if any(map(is_masked, parts)):
            self.notes.append("来文里的联系方式是遮蔽过的，没有留存")
        elif SlipMeaning.PHONE in self.cells and found.is_held and not found.phones:
            self.notes.append("“联系电话”看不懂，没有留存；登记后请在“修改”里补上")
        if found.is_held and self._is_confidential():
            return Contact(ContactKind.CONFIDENTIAL, found.name, found.phones, found.mail)
        return found

    def _is_confidential(self) -> bool:
        word = fold(self._line(SlipMeaning.CONFIDENTIAL))
        told = yes_or_no(word)
        return "保密" in word and not word.startswith(("不", "无")) if told is None else told


def _number(cell: Cell) -> str:
    """A telephone that Excel took for a number, with the zero it dropped."""
    text = as_text(cell)
    phone = parse_phone(text)
    return phone.shown if phone else text


_LOST_DIGITS: Final = (
    "编号在 Excel 里成了数字，超过 15 位的末尾已经失真，应把这一列设为文本后重新导出"
)
_IS_PHONE: Final = "像是手机号码，不是编号，应核对列的对应"


_SHORT: Final = 6
_SAMPLE: Final = 40


def sample(cell: Cell) -> str:
    """What may be shown of a value before anybody has said what its column means.

    Days and plain codes as they are, short words as names are masked, sentences by their length.
    """
    text = clean_name(as_text(cell))
    phone = parse_phone(text)
    if phone and phone.kind is not PhoneKind.SERVICE:
        return mask_phone(phone)
    if is_masked(text) or _HARMLESS.match(fold(text)):
        return text[:_SAMPLE]
    if not is_public_safe(text):
        return f"（{len(text)} 个字，含个人信息）"
    if text.isascii():
        return text[:_SAMPLE]
    return mask_name(text) if len(text) <= _SHORT else f"（{len(text)} 个字）"
