"""Lists and cards through the whole stack but the network: milliseconds and SQL statements."""

from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from benchmarks.fridays import pass_by
from benchmarks.measuring import timed
from tingban.data.complaints.models import Case
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Community, Company
from tingban.data.weekly.models import Report
from tingban.jobs.demo import people
from tingban.rules.areas import COUNTIES
from tingban.rules.weekly.findings import TOTAL

_PASSWORD = "Bench-mark-2024"  # noqa: S105 -- of a throw-away installation


def signed_in(*usernames: str) -> list[Client]:
    """These people at their desks."""
    import random

    from tingban.kit import clock

    people.hire(random.Random(1), _PASSWORD, clock.now())
    clients = [Client(SERVER_NAME="localhost") for _ in usernames]
    for client, username in zip(clients, usernames, strict=True):
        client.post(reverse("desk:sign_in"), {"username": username, "password": _PASSWORD})
    return clients


def addresses() -> dict[str, str]:
    """What is looked at, by name."""
    return {
        "communities": reverse("desk:communities"),
        "communities_search": reverse("desk:communities") + "?q=锦绣花园0004",
        "companies": reverse("desk:companies"),
        "contracts": reverse("desk:contracts"),
        "problems": reverse("desk:problems"),
        "problems_search": reverse("desk:problems") + "?q=照明",
        "visits": reverse("desk:visits"),
        "cases": reverse("desk:cases"),
        "cases_search": reverse("desk:cases") + "?q=电梯停运",
        "community_card": reverse("desk:community", args=[_some(Community, "code")]),
        "company_card": reverse("desk:company", args=[_some(Company, "pk")]),
        "problem_card": reverse("desk:problem", args=[_some(Problem, "number")]),
        "case_card": reverse("desk:case", args=[_some(Case, "number")]),
    }


def fridays() -> dict[str, str]:
    """The pages of the Friday over all units: the board, the live table, two weeks compared."""
    first, second, last = pass_by()
    weeks = urlencode({"old": f"week:{first.code}", "new": f"week:{second.code}"})
    listed = urlencode({"of": f"week:{second.code}", "area": TOTAL, "cell": "A01"})
    return {
        "city_board": reverse("desk:weekly_week", args=[last.code]),
        "drill": reverse("desk:drill"),
        "drill_list": f"{reverse('desk:drill_list')}?{listed}",
        "compare_weeks": f"{reverse('desk:drill_compare')}?{weeks}",
    }


def county_form() -> dict[str, str]:
    """A county's own form on its Friday."""
    return {"county_form": reverse("desk:weekly_report", args=[_open_report()])}


def _open_report() -> str:
    return (
        Report.objects.filter(area_id=COUNTIES[0].code)
        .order_by("-pk")
        .values_list("number", flat=True)[0]
    )


def _some(model: Any, key: str) -> Any:
    return model.objects.order_by("pk").values_list(key, flat=True)[7]


def measure() -> dict[str, dict[str, float]]:
    """Each page: p95 and how many statements it asks."""
    city, county = signed_in("shi.jb", "yanhu.jb")
    found = {name: _measured(city, page, runs=30) for name, page in addresses().items()}
    found |= {name: _measured(city, page, runs=10) for name, page in fridays().items()}
    return found | {name: _measured(county, page, runs=10) for name, page in county_form().items()}


def _measured(client: Client, page: str, *, runs: int) -> dict[str, float]:
    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        status = client.get(page).status_code
    timing = timed(lambda: client.get(page), runs=runs)
    return timing.as_json() | {"sql": len(asked), "status": status}
