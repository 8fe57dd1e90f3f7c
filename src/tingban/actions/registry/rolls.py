"""小区名单 for a telephone: taken along on purpose, where there is no line to look one up."""

from datetime import datetime

from django.db import transaction

from tingban.actions.audit import log
from tingban.reads.registry import communities
from tingban.reads.registry.communities import Suggestion
from tingban.rules.actors import FIELD_WRITERS, Actor, check_writes
from tingban.rules.areas import AREA_BY_CODE, CITY
from tingban.rules.errors import Refused


@transaction.atomic
def take_roll(*, county_code: str, actor: Actor, at: datetime) -> list[Suggestion]:
    """Code, name and street of every standing community of one county, and nothing else of them."""
    if county_code not in AREA_BY_CODE or county_code == CITY:
        raise Refused("请选择要下载哪个县(市、区)的小区名单。")
    check_writes(actor, county_code, by=FIELD_WRITERS)
    found = communities.roll(actor, county_code)
    log.record(
        actor=actor,
        at=at,
        act="registry.roll_taken",
        subject=f"list:{county_code}",
        change=(None, {"rows": len(found)}),
    )
    return found
