"""Lists and cards through the whole stack but the network: milliseconds and SQL statements."""

from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks.measuring import timed
from tingban.data.complaints.models import Case
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Community, Company
from tingban.jobs.demo import people

_PASSWORD = "Bench-mark-2024"  # noqa: S105 -- of a throw-away installation


def signed_in() -> Client:
    """The city's clerk at her desk."""
    import random

    from tingban.kit import clock

    people.hire(random.Random(1), _PASSWORD, clock.now())
    client = Client(SERVER_NAME="localhost")
    client.post(reverse("desk:sign_in"), {"username": "shi.jb", "password": _PASSWORD})
    return client


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


def _some(model: Any, key: str) -> Any:
    return model.objects.order_by("pk").values_list(key, flat=True)[7]


def measure() -> dict[str, dict[str, float]]:
    """Each page: p95 and how many statements it asks."""
    client = signed_in()
    found = {}
    for name, address in addresses().items():
        asked: list[str] = []

        def count(execute: Any, sql: str, *rest: Any, told: list[str] = asked) -> Any:
            told.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(count):
            status = client.get(address).status_code
        timing = timed(lambda page=address: client.get(page), runs=30)
        found[name] = timing.as_json() | {"sql": len(asked), "status": status}
    return found
