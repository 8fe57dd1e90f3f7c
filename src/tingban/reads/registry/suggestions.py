"""What a form proposes: communities that a text names."""

from django.db.models import F, Q, Value
from django.db.models.functions import Length

from tingban.data.registry.models import Community
from tingban.reads.registry.communities import Suggestion
from tingban.rules.actors import Actor

# A name of two characters stands in too many texts by chance.
_SHORTEST = 3


def mentioned(actor: Actor, text: str, *, county: str = "", limit: int = 5) -> list[Suggestion]:
    """Standing communities whose name or alias stands in a text, the longest names first."""
    if not text.strip():
        return []
    rows = Community.objects.visible_to(actor).filter(is_void=False, merged_into__isnull=True)
    rows = rows.filter(county_id=county) if county else rows
    words = rows.alias(words=Value(text), size=Length("name"))
    named = words.filter(size__gte=_SHORTEST, words__contains=F("name"))
    aliased = words.alias(alias_size=Length("aliases__name")).filter(
        Q(aliases__retracted_at__isnull=True),
        alias_size__gte=_SHORTEST,
        words__contains=F("aliases__name"),
    )
    ids = {*named.values_list("id", flat=True), *aliased.values_list("id", flat=True)}
    columns = ("code", "name", "county_id", "street")
    found = rows.filter(id__in=ids).alias(size=Length("name")).order_by("-size", "code")
    return [Suggestion(*row) for row in found.values_list(*columns)[:limit]]
