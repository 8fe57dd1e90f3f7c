"""People of the tests: one user a post, made when first asked for."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tingban.data.accounts.models import User
from tingban.rules.actors import CITY_CODE, Actor, Role
from tingban.rules.areas import AREA_BY_CODE

YANHU, YONGJI = "140802", "140881"
ZONE = ZoneInfo("Asia/Shanghai")
# A Tuesday in the third week of the campaign.
NOW = datetime(2024, 6, 18, 10, 30, tzinfo=ZONE)


def person(role: Role, area: str = CITY_CODE, name: str = "") -> Actor:
    """An actor in this post, with a user that the event log can name."""
    name = name or f"{AREA_BY_CODE[area].short}{role.value}"
    user, _ = User.objects.get_or_create(
        username=f"{area}-{role.value}-{name}".lower()[:32], defaults={"name": name}
    )
    return Actor(
        user_id=user.pk,
        name=name,
        role=role,
        unit_code=f"zj-{area}",
        unit_name=f"{AREA_BY_CODE[area].full_name}住建局",
        area_code=area,
        ip="127.0.0.1",
    )


def clerk(area: str = YANHU, name: str = "") -> Actor:
    """县级经办."""
    return person(Role.C_OP, area, name)


def head(area: str = YANHU) -> Actor:
    """县级负责人."""
    return person(Role.C_LD, area)


def city_clerk() -> Actor:
    """市级经办."""
    return person(Role.M_OP)
