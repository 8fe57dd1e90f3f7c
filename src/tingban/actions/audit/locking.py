"""Two clerks, one row: lock it, compare what was seen, tell the second kindly (DESIGN 3.11)."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, models
from django.utils import timezone

from tingban.actions.audit.inserting import insert_once
from tingban.data.audit.models import Entry
from tingban.rules.actors import Actor
from tingban.rules.errors import Conflict, NotFound, Overtaken

M = TypeVar("M", bound=models.Model)
K = TypeVar("K")
REPEAT_WINDOW = timedelta(days=1)


# Keys never change, so rows that point to a locked one need not wait: PostgreSQL looks at every
# row that a changed one points to, and two such acts would otherwise wait in a ring.
def lock(rows: models.QuerySet[M], sentence: str, **key: object) -> M:
    """The row with this key, locked until the act ends; `sentence` where it does not exist."""
    try:
        return rows.select_for_update(of=("self",), no_key=True).get(**key)
    except ObjectDoesNotExist:
        raise NotFound(sentence) from None


def lock_together(
    rows: models.QuerySet[M], sentence: str, *, field: str, keys: Iterable[K]
) -> dict[K, M]:
    """The rows with these keys, locked in one order, so that two acts never wait in a ring."""
    wanted = set(keys)
    ordered = rows.filter(**{f"{field}__in": wanted}).order_by("pk")
    locked = ordered.select_for_update(of=("self",), no_key=True)
    found: dict[K, M] = {getattr(row, field): row for row in locked}
    if found.keys() != wanted:
        raise NotFound(sentence)
    return found


def hold(name: str) -> None:
    """Let nobody else hold this name until the act ends; for what is no row, or not yet one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def find(rows: models.QuerySet[M], sentence: str, **key: object) -> M:
    """The row with this key, unlocked; `sentence` where it does not exist."""
    try:
        return rows.get(**key)
    except ObjectDoesNotExist:
        raise NotFound(sentence) from None


def check_seen(version: int, seen: int, *, subject: str) -> None:
    """Refuse a change that was begun on an older state of the row."""
    if version == seen:
        return
    last = Entry.objects.filter(subject=subject).order_by("-id").first()
    who = f"由 {last.actor_name} 于 {timezone.localtime(last.at):%H:%M} " if last else ""
    raise Overtaken(
        f"您打开页面之后，这条记录已{who}修改。请先核对最新内容，再保存您的修改；您填写的内容没有写入。"
    )


def create_once(row: M, sentence: str) -> M:
    """Insert a row; where another clerk was faster with any of its keys, say so."""
    if not insert_once(row):
        raise Conflict(sentence)
    return row


def once(form: str, *, act: str, actor: Actor, at: datetime, write: Callable[[], str]) -> str:
    """Run `write` once for a form: a repeated submit gets the subject of the first.

    `form` is the mark that the page put into the form; empty marks are never repeated.
    """
    if not form:
        return write()
    hold(form)
    earlier = Entry.objects.filter(
        act=act, actor_id=actor.user_id, at__gte=at - REPEAT_WINDOW, after__form=form
    ).order_by("-id")
    first = earlier.values_list("subject", flat=True).first()
    return first.partition(":")[2] if first else write()
