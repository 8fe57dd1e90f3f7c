"""Short ways through a Friday, by the acts that people do (DOMAIN 3.6)."""

from datetime import datetime

from tests.people import YANHU, ZONE, clerk, head, person
from tingban.actions.weekly import drafting, freezing, opening, reviewing, sending, signing
from tingban.data.weekly.models import Report
from tingban.reads.weekly import reports
from tingban.rules.actors import Actor, Role
from tingban.rules.areas import AREAS, CITY
from tingban.rules.weekly.contents import BriefText

# Week 4 of the campaign: due on Friday 2024-06-21, 12:00.
WEEK = "2024-W04"
BRIEF = BriefText("已全面排查。", "一小区一册。", "锦绣花园电梯恢复运行。")


def moment(day: int, hour: int = 0, minute: int = 0, second: int = 0, month: int = 6) -> datetime:
    return datetime(2024, month, day, hour, minute, second, tzinfo=ZONE)


THURSDAY = moment(20)
FRIDAY = moment(21)
DUE = moment(21, 12)
TEN = moment(21, 10)
AFTER = moment(21, 12, 0, 1)
FIVE = moment(21, 17)


def city_head() -> Actor:
    """市级负责人."""
    return person(Role.M_LD)


def reviewer() -> Actor:
    """A second clerk of the city office, who has sent nothing."""
    return person(Role.M_OP, name="审核员")


def sender(area: str) -> Actor:
    """Whose desk the report of this unit is on."""
    return person(Role.M_OP) if area == CITY else clerk(area)


def signer(area: str) -> Actor:
    """Who signs for this unit."""
    return city_head() if area == CITY else head(area)


def open_week() -> None:
    opening.open_due_weeks(at=THURSDAY)


def number_of(area: str = YANHU, week: str = WEEK) -> str:
    return f"ZB-{area}-{week}"


def the(area: str = YANHU, week: str = WEEK) -> Report:
    return Report.objects.select_related("week").get(number=number_of(area, week))


def page(area: str = YANHU, at: datetime = TEN, actor: Actor | None = None) -> reports.ReportPage:
    return reports.report(actor=actor or sender(area), number=number_of(area), at=at)


def key(area: str = YANHU) -> dict[str, object]:
    """Number and version as a page would have them now."""
    row = the(area)
    return {"number": row.number, "version": row.version}


def fill(area: str = YANHU, at: datetime = TEN, brief: BriefText = BRIEF) -> None:
    """简报 and a note to every warning."""
    notes = {found.check: "已核实，情况属实。" for found in page(area, at).warnings}
    draft = drafting.Draft(brief=brief, notes=notes)
    drafting.save_draft(**key(area), draft=draft, actor=sender(area), at=at)


def check(area: str = YANHU, at: datetime = TEN) -> None:
    fill(area, at)
    drafting.check_report(**key(area), actor=sender(area), at=at)


def sign(area: str = YANHU, at: datetime = TEN) -> tuple[str, ...]:
    digest = page(area, at, signer(area)).content.digest
    return signing.sign_report(**key(area), digest=digest, actor=signer(area), at=at)


def submit(area: str = YANHU, at: datetime = TEN, **told: object) -> None:
    told = {"actor": sender(area)} | key(area) | told
    sending.submit_report(at=at, **told)


def signed(area: str = YANHU, at: datetime = TEN) -> None:
    """From open to signed."""
    check(area, at)
    sign(area, at)


def sent(area: str = YANHU, at: datetime = TEN) -> None:
    """From open to submitted."""
    signed(area, at)
    submit(area, at)


def accepted(area: str = YANHU, at: datetime = TEN) -> None:
    """From open to accepted."""
    sent(area, at)
    accept(area, at)


def accept(area: str = YANHU, at: datetime = TEN) -> None:
    reviewing.accept_report(**key(area), actor=reviewer(), at=at)


def send_back(area: str = YANHU, at: datetime = TEN, **told: object) -> datetime:
    statement = reviewing.ReturnStatement(
        cells=told.get("cells", ("A01",)), reason=told.get("reason", "与台账不符")
    )
    return reviewing.return_report(**key(area), statement=statement, actor=reviewer(), at=at)


def all_stood_in(at: datetime = AFTER) -> None:
    """Nobody sent anything."""
    sending.stand_in_for_silent(at=at)


def frozen(*areas: str) -> None:
    """A week in which these units sent and the others were stood in for."""
    for area in areas:
        accepted(area)
    all_stood_in()
    freeze()


def freeze(at: datetime = FIVE) -> int:
    return freezing.freeze_week(week_code=WEEK, actor=city_head(), at=at)


ALL = tuple(area.code for area in AREAS)
