"""The rows of the sheets as values. None means: the file does not say.

`row` is the row in Excel. Dates are days of the city; choices are the values of the enums of
their topics.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from tingban.kit.workbook import Cell
from tingban.rules.exchange.cells import Named, Place


class CommunityRow(NamedTuple):
    """小区台账."""

    row: int
    code: str | None
    county: str
    name: str
    street: str | None
    address: str | None
    management: str | None
    fee_mode: str | None
    households: int | None
    exclusive_area: Decimal | None
    owner_count: int | None
    into: str | Place | None


class CompanyRow(NamedTuple):
    """物业企业."""

    row: int
    uscc: str | None
    name: str
    legal_person: str | None
    phone: str | None


class ContractRow(NamedTuple):
    """物业服务合同."""

    row: int
    community: str | Place
    company: str | Named
    kind: str | None
    starts_on: date
    ends_on: date | None
    fee: str | None
    level: str | None


class MissionRow(NamedTuple):
    """督导任务."""

    row: int
    number: str
    level: str
    county: str
    started_on: date


class VisitRow(NamedTuple):
    """检查记录."""

    row: int
    number: str
    community: str | Place
    kind: str
    level: str
    mission: str | None
    done_on: date
    company: str | Named | None


class ProblemRow(NamedTuple):
    """问题清单."""

    row: int
    number: str
    community: str | Place
    company: str | Named | None
    category: str
    acts: str | None
    description: str | None
    source: str
    source_ref: str | None
    confirmed_on: date
    due_on: date | None
    completed_on: date | None
    reopened_on: date | None
    completed_again_on: date | None
    annulled_on: date | None


class OrderRow(NamedTuple):
    """责令整改."""

    row: int
    number: str
    problems: tuple[str, ...]
    served_on: date
    withdrawn_on: date | None


class LevelRow(NamedTuple):
    """等级核定."""

    row: int
    community: str | Place
    decided_on: date
    kind: str
    old_level: str | None
    new_level: str | None
    document: str | None


class PenaltyRow(NamedTuple):
    """行政处罚."""

    row: int
    number: str
    company: str | Named
    county: str
    organ: str
    decided_on: date
    revoked_on: date | None
    category: str | None
    fine: Decimal | None


class ExitRow(NamedTuple):
    """企业退出."""

    row: int
    community: str | Place
    company: str | Named
    kind: str
    done_on: date | None


class ExposureRow(NamedTuple):
    """媒体曝光."""

    row: int
    company: str | Named
    county: str
    published_on: date
    withdrawn_on: date | None
    media: str | None
    case_title: str | None


class LedgerRow(NamedTuple):
    """登记办理台账 as it stands in the file: ten columns of 附件2 and the optional ones."""

    row: int
    row_no: int | None
    contact: Cell | None
    summary: str
    source: str | None
    times: Cell | None
    office: str | None
    progress: str | None
    is_closed: bool | None
    receiver: str | None
    remark: str | None
    number: str | None
    county: str | None
    community: str | Place | None
    level: str | None
    received_at: datetime | None
    accepted_at: datetime | None
    closed_at: datetime | None
    standing: str | None
    parent: str | None


Record = (
    CommunityRow
    | CompanyRow
    | ContractRow
    | MissionRow
    | VisitRow
    | ProblemRow
    | OrderRow
    | LevelRow
    | PenaltyRow
    | ExitRow
    | ExposureRow
    | LedgerRow
)
