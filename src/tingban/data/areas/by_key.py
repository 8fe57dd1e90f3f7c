"""One row by its key as an actor sees it, by a statement put into words once for each post.

Every act on a row begins with it, and to find the words anew cost more than to find the row. What
may be seen is still said in one place, `visible_to`: the statement is what Django makes of it. It
depends on the post of the actor, never on name or address.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models.query import get_related_populators

from tingban.rules.actors import Actor

M = TypeVar("M", bound=models.Model)
# Stands for the key until there is one; no number and no code is written like this.
_KEY: Final = "\ue000"
_POSTS: Final = 512


@dataclass(frozen=True, slots=True)
class _Statement(Generic[M]):
    text: str
    values: tuple[Any, ...]
    made: Callable[[Sequence[Any]], M]

    def find(self, key: str) -> M | None:
        values = [key if value == _KEY else value for value in self.values]
        with connection.cursor() as cursor:
            cursor.execute(self.text, values)
            row = cursor.fetchone()
        return self.made(row) if row else None


def find(
    model: type[M],
    actor: Actor,
    field: str,
    key: str,
    *,
    beside: tuple[str, ...] = (),
    locked: bool = False,
) -> M | None:
    """The row whose unique `field` is `key`, with those `beside` it; `locked` until the act ends.

    None where there is none, or none that the actor sees.
    """
    post = replace(actor, name="", unit_name="", ip="")
    statement = _statement(model, post, field, beside, locked)
    return cast("M | None", statement.find(key)) if statement else None


@lru_cache(maxsize=_POSTS)
def _statement(
    model: type[models.Model], post: Actor, field: str, beside: tuple[str, ...], locked: bool
) -> _Statement[Any] | None:
    rows = cast(Any, model._default_manager).visible_to(post).filter(**{field: _KEY})
    if beside:
        rows = rows.select_related(*beside)
    if locked:
        rows = rows.select_for_update(of=("self",), no_key=True)
    compiler = rows.order_by().query.get_compiler(connection=connection)
    try:
        text, values = compiler.as_sql()
    except EmptyResultSet:
        return None
    return _Statement(text, tuple(values), _maker(compiler))


def _maker(compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """How a row of the statement becomes an object, as Django does it."""
    select, info = compiler.select, compiler.klass_info
    places = info["select_fields"]
    own = slice(places[0], places[-1] + 1)
    names = [column.target.attname for column, *_ in select[own]]
    # The stubs are those of a later Django.
    related = get_related_populators(info, select, connection.alias)  # type: ignore[call-arg]
    converters = compiler.get_converters([column for column, *_ in select])

    def made(row: Sequence[Any]) -> Any:
        if converters:
            (row,) = compiler.apply_converters([row], converters)
        found = info["model"].from_db(connection.alias, names, row[own])
        for one in related:
            one.populate(row, found)
        return found

    return made
