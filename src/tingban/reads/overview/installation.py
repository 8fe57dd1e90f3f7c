"""What the installation runs with, as far as the database knows; never a secret."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection

from tingban.data.accounts.models import Post, User
from tingban.data.law.models import CalendarYear
from tingban.data.registry.models import Campaign
from tingban.reads.overview.health import Health, health
from tingban.rules.actors import Actor, Role
from tingban.rules.errors import NotAllowed

_DATABASE: Final = """
SELECT current_setting('server_version'), pg_size_pretty(pg_database_size(current_database()))
"""


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """A phase of the campaign."""

    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign with its phases."""

    name: str
    decree: str
    starts_on: date
    ends_on: date
    first_report_on: date
    phases: tuple[PhaseLine, ...]


@dataclass(frozen=True, slots=True)
class Installation:
    """Campaign, calendar, people, database."""

    campaign: CampaignLine | None
    calendar_years: tuple[tuple[int, str], ...]
    users: int
    posts: int
    database_version: str
    database_size: str
    health: Health


def installation(actor: Actor, *, on: date) -> Installation:
    """For the system administrator."""
    if actor.role is not Role.SYS:
        raise NotAllowed("系统设置由系统管理员查看。", rule="DOMAIN 9.2")
    with connection.cursor() as cursor:
        cursor.execute(_DATABASE)
        version, size = cursor.fetchone()
    years = CalendarYear.objects.order_by("year").values_list("year", "source")
    return Installation(
        campaign=_campaign(),
        calendar_years=tuple(years),
        users=User.objects.filter(is_active=True).count(),
        posts=Post.objects.valid_on(on).count(),
        database_version=version,
        database_size=size,
        health=health(),
    )


def _campaign() -> CampaignLine | None:
    row = Campaign.objects.filter(is_current=True).order_by("-starts_on").first()
    if row is None:
        return None
    phases = row.phases.order_by("code").values_list("name", "starts_on", "ends_on")
    return CampaignLine(
        row.name, row.decree, row.starts_on, row.ends_on, row.first_report_on,
        tuple(PhaseLine(*phase) for phase in phases),
    )  # fmt: skip
