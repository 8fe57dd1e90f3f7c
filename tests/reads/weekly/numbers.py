"""Short ways to a number, and facts that no act of this release writes."""

from datetime import date, datetime

from tests.people import NOW, YANHU, ZONE, city_clerk
from tests.stories import an_accepted_case
from tingban.actions.audit import log
from tingban.actions.complaints.projection import project_cases
from tingban.data.complaints.models import Case, CaseFact
from tingban.reads.weekly.counting import Moment, Tally, count_ids

FRIDAY = date(2024, 6, 14)


def at(day: int, hour: int = 12, minute: int = 0, month: int = 6) -> datetime:
    return datetime(2024, month, day, hour, minute, tzinfo=ZONE)


def tally(as_of: date = FRIDAY, known_at: datetime = NOW) -> Tally:
    return count_ids(actor=city_clerk(), moment=Moment(as_of, known_at))


def value(cell: str, area: str = YANHU, as_of: date = FRIDAY, known_at: datetime = NOW) -> int:
    return tally(as_of, known_at).value(area, cell)


def total(cell: str, as_of: date = FRIDAY) -> int:
    return tally(as_of).total(cell)


def row(area: str = YANHU, as_of: date = FRIDAY) -> dict[str, int]:
    """The numbers of a row that are not 0."""
    counted = tally(as_of)
    return {
        cell: number for cell in counted.codes if (number := counted.value(area, cell))
    }  # fmt: skip


def a_city_case(**told: object) -> Case:
    """Accepted by the city office on 11 June."""
    return an_accepted_case(city_clerk(), **told)


def restand(case: Case, **told: object) -> None:
    """State a case anew, as an import would."""
    entry = log.record(
        actor=city_clerk(), at=NOW, act="test.restated", subject=f"case:{case.number}"
    )
    fact = CaseFact.objects.standing().get(case=case)
    columns = {
        field.attname: getattr(fact, field.attname)
        for field in CaseFact._meta.concrete_fields
        if field.attname not in {"id", "recorded_at", "act_id", "origin"}
    }
    fact.retracted_at, fact.retracted_by = NOW, entry
    fact.save(update_fields=["retracted_at", "retracted_by"])
    CaseFact(**(columns | told), recorded_at=NOW, act=entry, origin="").save(force_insert=True)
    project_cases([case.pk])
