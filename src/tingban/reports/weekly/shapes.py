"""What the weekly documents are made from: plain values, nothing that could still change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from tingban.kit.dates import chinese_day
from tingban.rules.weekly.weeks import Kind

Figure = int | Decimal


@dataclass(frozen=True, slots=True)
class Edition:
    """The edition whose figures are printed; every document names it at its foot."""

    # KZ-140800-2024-W03-v1, or a sentence such as 即时统计，未冻结 for figures just counted.
    number: str
    # The morning of this day: facts of the days before count (DOMAIN 2.3).
    as_of: date
    # First day of the campaign: 数据为逐月累计数 (AMB-11).
    since: date
    made_at: datetime
    digest: str = ""
    kind: Kind = Kind.WEEK

    @property
    def is_monthly(self) -> bool:
        """Whether it closes a month: 月末数."""
        return self.kind is Kind.MONTH

    @property
    def last_on(self) -> date:
        """The last day that counts."""
        return self.as_of - timedelta(days=1)

    @property
    def cutoff_label(self) -> str:
        """数据截至 …"""
        monthly = "（月末数）" if self.is_monthly else ""
        return f"{chinese_day(self.last_on)}24时{monthly}"

    @property
    def span_label(self) -> str:
        """The months that the running total covers (AMB-11)."""
        first, last = self.since, self.last_on
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.year}年{first.month}月"
        year = "" if first.year == last.year else f"{last.year}年"
        return f"{first.year}年{first.month}月至{year}{last.month}月"

    @property
    def mark(self) -> str:
        """数据版本 with its digest, for the foot of a document."""
        digest = f"　摘要（SM3）：{self.digest}" if self.digest else ""
        return f"数据版本：{self.number}{digest}"


@dataclass(frozen=True, slots=True)
class Override:
    """A figure that the head of a county put in place of the counted one (CHK-26)."""

    computed: int
    value: int
    reason: str


@dataclass(frozen=True, slots=True)
class Annex3Row:
    """One 县域 of 附件3: its 33 figures by cell id."""

    code: str
    name: str
    cells: Mapping[str, int]
    # 系统代报，未经县级确认 (T-R05).
    is_auto: bool = False
    overrides: Mapping[str, Override] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who stands under a form; an empty name leaves the place for a pen."""

    head: str = ""
    checker: str = ""
    filler: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Annex3Form:
    """附件3: of the city with 13 counties, 运城市本级 and 合计, or of a single unit."""

    unit_name: str
    filled_on: date
    edition: Edition
    rows: tuple[Annex3Row, ...]
    total: Annex3Row | None = None
    signatures: Signatures = field(default_factory=Signatures)

    @property
    def all_rows(self) -> tuple[Annex3Row, ...]:
        """The rows with 合计 as the last where there is one."""
        return (*self.rows, self.total) if self.total else self.rows


@dataclass(frozen=True, slots=True)
class Annex2Row:
    """One line of 附件2; contacts come masked already (AMB-31), texts as they are printed."""

    row_no: int
    contact: str
    summary: str
    source: str
    times: str
    office: str
    progress: str
    is_closed: bool
    receiver: str
    remark: str = ""
    # 作废: the line stays and is struck through.
    is_void: bool = False


@dataclass(frozen=True, slots=True)
class Annex2Form:
    """附件2 of one unit."""

    unit_name: str
    filled_by: str
    filled_on: date
    edition: Edition
    rows: tuple[Annex2Row, ...]


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """One line of the table of counties in the city's 简报."""

    name: str
    cells: Mapping[str, Figure | None]
    # 按时报送, 迟报, 系统代报 …
    standing: str


@dataclass(frozen=True, slots=True)
class Punctuality:
    """Five different facts about Friday noon (DESIGN 2): names of units."""

    on_time: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    auto: tuple[str, ...] = ()
    zero: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many units were due. A zero return is on time or late as any other."""
        return len(self.on_time) + len(self.late) + len(self.auto) + len(self.missing)


@dataclass(frozen=True, slots=True)
class Briefing:
    """周工作简报: figures of an edition, and apart from them what people wrote."""

    edition: Edition
    # 全市, or the name of the county.
    area_label: str
    issue: int
    publisher: str
    issued_on: date
    figures: Mapping[str, Figure | None]
    last_figures: Mapping[str, Figure | None] = field(default_factory=dict)
    # Written by people:
    progress_note: str = ""
    practices: str = ""
    cases: str = ""
    # Causes of falling figures and the like, as the comparison of editions names them.
    remarks: tuple[str, ...] = ()
    # Only in the city's own:
    units: tuple[UnitProgress, ...] = ()
    punctuality: Punctuality | None = None
    send_to: str = ""
    copies: int = 0
    title: str = "物业服务专项整治工作简报"
