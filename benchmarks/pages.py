"""Lists and cards through the whole stack but the network: milliseconds and SQL statements."""

from collections.abc import Callable
from typing import Any, Final

from django.db import connection
from django.http import HttpResponseBase
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

# What a county's clerk lives in.
_DAILY: Final = ("cases", "problems", "problem_board")
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
        "problems_late": reverse("desk:problems") + "?due=overdue&sort=due",
        "problems_of_a_kind": reverse("desk:problems") + "?category=CAT-3&state=open&county=140802",
        "problem_board": reverse("desk:problem_board"),
        "problem_counties": reverse("desk:problem_counties"),
        "visits": reverse("desk:visits"),
        "cases": reverse("desk:cases"),
        "cases_search": reverse("desk:cases") + "?q=电梯停运",
        "cases_work": reverse("desk:cases") + "?view=work",
        "cases_work_running": reverse("desk:cases") + "?view=work&state=running&sort=due",
        "cases_work_late": reverse("desk:cases") + "?view=work&state=inhand&due=late&unit=140802",
        "cases_work_search": reverse("desk:cases") + "?view=work&q=电梯停运&sort=due",
        "cases_of_a_month": reverse("desk:cases") + "?since=2024-07-01&until=2024-07-31&source=S03",
        "cases_by_row": reverse("desk:cases") + "?sort=row&page=400",
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


def typing(client: Client) -> Callable[[], HttpResponseBase]:
    """What a clerk on the telephone is shown while she types: places, categories, duplicates."""
    typed = {
        "source": "S03", "summary": "小区电梯停运三天，老人下不了楼", "place": "锦绣花园0004",
        "community": _some(Community, "code"), "received_at": "2024-07-31T09:30",
    }  # fmt: skip
    return lambda: client.post(reverse("desk:case_hints"), typed)


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
    """Each page: p95 and how many statements it asks; the lists also as a county sees them."""
    city, county = signed_in("shi.jb", "yanhu.jb")
    found = {name: _page(city, page, runs=30) for name, page in addresses().items()}
    lists = {name: page for name, page in addresses().items() if name.startswith(_DAILY)}
    found |= {f"{name}/county": _page(county, page, runs=30) for name, page in lists.items()}
    found["case_hints/county"] = _measured(typing(county), runs=30)
    found |= {name: _page(city, page, runs=10) for name, page in fridays().items()}
    return found | {name: _page(county, page, runs=10) for name, page in county_form().items()}


def _page(client: Client, page: str, *, runs: int) -> dict[str, float]:
    return _measured(lambda: client.get(page), runs=runs)


def _measured(ask: Callable[[], HttpResponseBase], *, runs: int) -> dict[str, float]:
    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        status = ask().status_code
    timing = timed(ask, runs=runs)
    return timing.as_json() | {"sql": len(asked), "status": status}
