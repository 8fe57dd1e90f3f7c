"""Whether problems are done, or lawfully taken another way (T-C12)."""

from collections.abc import Collection

from tingban.data.rectification.models import Problem

_DONE = ("complete", "annulled", "void")


def unfinished(ids: Collection[int]) -> tuple[str, ...]:
    """The numbers of those that are neither complete nor lawfully diverted."""
    rows = Problem.objects.filter(id__in=ids).exclude(state__in=_DONE)
    return tuple(rows.order_by("number").values_list("number", flat=True))
