"""A small stage: one county's posts, a few estates, and the days before the demo's present."""

import random
from collections.abc import Sequence

from tests.people import YANHU, city_clerk, clerk, head, person
from tests.stories import a_community, a_company, a_contract
from tingban.jobs.demo.daily import Daily
from tingban.jobs.demo.people import Staff
from tingban.jobs.demo.runner import FIRST_DAY, NOW
from tingban.jobs.demo.stage import Stage
from tingban.jobs.demo.world import Estate, Registers
from tingban.rules.actors import Role
from tingban.rules.areas import CITY


def a_daily() -> Daily:
    staff = Staff(
        clerks={YANHU: clerk(), CITY: city_clerk()},
        heads={YANHU: head()},
        officers={YANHU: person(Role.C_ENF, YANHU)},
        second_clerk=city_clerk(),
        counsel=person(Role.M_LAW),
        street=person(Role.STR, YANHU),
        logins=(),
    )
    return Daily(random.Random(1), staff, Stage(), FIRST_DAY)


def registers(names: Sequence[str]) -> Registers:
    """Estates of one company."""
    company = a_company()
    uscc = company.uscc or ""
    estates = []
    for name in names:
        place = a_community(name)
        a_contract(place, company, FIRST_DAY)
        estates.append(Estate(place.code, YANHU, name, {}, uscc, is_guided=False))
    row: dict[str, object] = {"统一社会信用代码": uscc, "企业名称": company.name}
    return Registers(tuple(estates), (row,), ())


def play(daily: Daily) -> None:
    daily.stage.play(NOW, lambda _: None)
