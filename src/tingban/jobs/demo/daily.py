"""The demo's last three weeks: who acts, when, and under which number a planned row then stands."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from tingban.jobs.demo.measures import OFFICE_MARKS
from tingban.jobs.demo.people import Staff
from tingban.jobs.demo.stage import Stage
from tingban.jobs.demo.telling import day_of
from tingban.jobs.demo.world import Row
from tingban.kit.words import Vocabulary
from tingban.reads.overview import handles
from tingban.rules.actors import Actor

ZONE: Final = ZoneInfo("Asia/Shanghai")
E = TypeVar("E", bound=StrEnum)
# Parts of a day, in minutes: who goes out in the morning writes it down in the afternoon.
EARLY, MORNING, NOON, AFTERNOON, EVENING = 8 * 60, 10 * 60, 13 * 60, 15 * 60, 17 * 60


def meant(words: Vocabulary[E], text: object) -> E:
    """The member that a cell of the plan means."""
    found = words.find(str(text))
    if found is None:
        raise LookupError(f"the demo uses a word that the platform does not know: {text}")
    return found


def day(value: object) -> date:
    """The day in a cell that must have one."""
    found = day_of(value)
    if found is None:
        raise LookupError("a row of the demo lacks its day")
    return found


@dataclass(slots=True)
class Daily:
    """What all acts of the demo share."""

    rng: random.Random
    staff: Staff
    stage: Stage
    # Days before it are told by the imports.
    first_day: date
    companies: dict[str, int] = field(default_factory=dict)
    # The number in the plan → the number that the platform gave.
    numbers: dict[str, str] = field(default_factory=dict)
    # How many orders each county has given.
    ordered: Counter[str] = field(default_factory=Counter)

    def moment(self, on: date, part: int) -> datetime:
        """Some minute in a part of a day."""
        return datetime.combine(on, time(), ZONE) + timedelta(
            minutes=part + self.rng.randrange(100)
        )

    def is_ours(self, value: object) -> bool:
        """Whether this happens after the last import."""
        on = day_of(value)
        return on is not None and on >= self.first_day

    def clerk(self, community: object) -> Actor:
        """Whose community it is: its code begins with the county's."""
        return self.staff.clerks[str(community)[:6]]

    def company(self, uscc: object) -> int:
        """The id of a company."""
        if not self.companies:
            self.companies = handles.company_ids(actor=self.staff.city_clerk)
        return self.companies[str(uscc)]

    def order_number(self, county: str) -> str:
        """The next 文号 of a county's orders."""
        self.ordered[county] += 1
        return f"{OFFICE_MARKS[county]}建责改字〔2024〕{self.ordered[county]}号"

    def number(self, planned: object) -> str:
        """The number under which a row of the plan stands; an imported one keeps its own."""
        return self.numbers.get(str(planned), str(planned))


def weekday_on_or_after(on: date) -> date:
    """Offices work Monday to Friday."""
    while on.isoweekday() > 5:
        on += timedelta(days=1)
    return on


Rows = list[Row]
