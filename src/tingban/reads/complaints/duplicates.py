"""Cases that may be the one that is being registered: found by place, words and phone, ranked.

At most two statements, and none grows with the table: each way of finding looks at so many of
the newest cases in the window and no more. The second is written out, because making it by the
mapper took five times as long as running it; whose eyes may see is still asked of the model.
A contact is never read: whether the phone is the same is told by the database, from blind indexes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet

from tingban.data.complaints.models import Case
from tingban.kit import bigrams
from tingban.kit.clock import SHANGHAI
from tingban.rules.actors import Actor
from tingban.rules.complaints.duplicates import WINDOW, Candidate, Proposal, Sought, propose
from tingban.rules.complaints.places import estate_name
from tingban.rules.complaints.stages import RUNNING, Stage

# How many of the newest cases of a county, and of one community, are looked at.
_RECENT: Final = 1_500
_OF_ONE: Final = 300
# How many of each way are weighed.
_WEIGHED: Final = 30
_BY_PHONE: Final = 10
# How many estates of a text are looked up in the register.
_NAMED: Final = 2
# A street, or two matters: less in common than that is chance.
_LEAST: Final = 3
_FAMILY: Final = """
WITH RECURSIVE family(id, county, street, name) AS (
    SELECT id, county_id, street, name FROM registry_community WHERE code = %s
    UNION
    SELECT child.id, child.county_id, child.street, child.name
    FROM family JOIN registry_community child ON child.merged_into_id = family.id
)
SELECT family.id, family.county, family.street, family.name, alias.name FROM family
LEFT JOIN registry_communityalias alias
    ON alias.community_id = family.id AND alias.retracted_at IS NULL
ORDER BY family.id, alias.id
"""
# The scope is not materialised, so that each way is served by its own index.
_FOUND: Final = """
WITH scope(id, summary, received_at, unit_id, county_id, community_id)
    AS NOT MATERIALIZED ({scope}),
chosen(id) AS ({ways})
SELECT q.number, q.summary, q.received_at, q.stage, q.category, q.county_id, q.community_id,
    p.code, p.name, p.street, t.place,
    CASE WHEN v.phone_index <> '[]' THEN dense_rank() OVER (ORDER BY v.phone_index) END,
    coalesce(v.phone_index ?| %s::text[], false)
FROM chosen JOIN complaints_case q ON q.id = chosen.id
LEFT JOIN registry_community p ON p.id = q.community_id
LEFT JOIN complaints_casecontact v ON v.case_id = q.id AND v.retracted_at IS NULL
LEFT JOIN complaints_casematter t ON t.case_id = q.id AND t.retracted_at IS NULL
ORDER BY q.id
"""
_BEST: Final = """
(SELECT id FROM (
    SELECT id, received_at, {points} AS points FROM (
        SELECT id, summary, received_at, community_id FROM scope WHERE {where}
        ORDER BY received_at DESC, id DESC LIMIT {looked_at}
    ) AS newest WHERE {only}
) AS told WHERE points >= {least} ORDER BY points DESC, received_at DESC, id DESC LIMIT {weighed})
"""
_PHONE: Final = """
(SELECT scope.id FROM complaints_casecontact v JOIN scope ON scope.id = v.case_id
 WHERE v.retracted_at IS NULL AND v.phone_index ?| %s::text[] LIMIT {by_phone})
"""
_NAMED_SO: Final = "community_id IN (SELECT id FROM registry_community WHERE search @@ %s::tsquery)"


class _Community(NamedTuple):
    """The rows that stand for one community, and all names it goes by."""

    ids: frozenset[int] = frozenset()
    names: tuple[str, ...] = ()
    county: str = ""
    street: str = ""


class _Way(NamedTuple):
    """One way of finding, as SQL with its arguments."""

    sql: str
    arguments: tuple[Any, ...]


def proposals(actor: Actor, sought: Sought, *, limit: int = 5) -> tuple[Proposal, ...]:
    """The likeliest cases in sight, each with the reasons to be told; a person decides."""
    community = _community(sought.community) if sought.community else _Community()
    known = replace(
        sought,
        names=community.names,
        county=community.county or sought.county,
        street=community.street or sought.street,
    )
    return propose(known, _candidates(actor, known, community), limit=limit)


def _community(code: str) -> _Community:
    with connection.cursor() as cursor:
        cursor.execute(_FAMILY, [code])
        rows = cursor.fetchall()
    if not rows:
        return _Community()
    names = dict.fromkeys(name for row in rows for name in row[3:] if name)
    return _Community(frozenset(row[0] for row in rows), tuple(names), rows[0][1], rows[0][2])


def _candidates(actor: Actor, sought: Sought, community: _Community) -> Iterator[Candidate]:
    """Those of each way; a case of a community merged into the sought one is one of its own."""
    for (
        number, text, at, stage, category, county, row, code, name, street, where, person, same
    ) in _rows(actor, sought, community):  # fmt: skip
        yield Candidate(
            number=number,
            text=f"{where}，{text}" if where else text,
            day=at.astimezone(SHANGHAI).date(),
            community=sought.community if row in community.ids else code or "",
            names=(name,) if name else (),
            county=county or "",
            street=street or "",
            category=category,
            stage=stage,
            person=str(person or ""),
            is_same_phone=same,
        )


def _rows(actor: Actor, sought: Sought, community: _Community) -> Iterable[tuple[Any, ...]]:
    ways = tuple(_ways(actor, sought, community))
    rows = _in_question(Case.objects.visible_to(actor), sought.day).order_by()
    columns = ("id", "summary", "received_at", "unit_id", "county_id", "community_id")
    try:
        scope, seen = rows.values_list(*columns).query.sql_with_params()
    except EmptyResultSet:  # whoever sees no case at all
        return ()
    if not ways:
        return ()
    statement = _FOUND.format(scope=scope, ways=" UNION ".join(way.sql for way in ways))
    arguments = [argument for way in ways for argument in way.arguments]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*seen, *arguments, list(sought.marks)])
        rows_found: list[tuple[Any, ...]] = cursor.fetchall()
    return rows_found


def _in_question(rows: QuerySet[Case], day: date) -> QuerySet[Case]:
    """Received within the window; open, or closed so lately that it may be taken up again."""
    first, last = (
        datetime.combine(day + timedelta(days=days), time(), SHANGHAI)
        for days in (-WINDOW, WINDOW + 1)
    )
    return rows.filter(received_at__gte=first, received_at__lt=last).filter(
        Q(stage__in=RUNNING) | Q(stage=Stage.CLS, closed_at__gte=first)
    )


def _ways(actor: Actor, sought: Sought, community: _Community) -> Iterator[_Way]:
    """By community, by words among the newest, by phone; each bounded."""
    terms = sought.letter.terms()
    if community.ids:
        yield _best("community_id = ANY(%s)", [list(community.ids)], terms, looked_at=_OF_ONE)
        named = tuple((estate_name(name), _LEAST) for name in community.names)
        yield from _among_newest(actor, sought.county, named, only="community_id IS NULL")
    else:
        for estate in sought.letter.estates[:_NAMED]:
            yield _best(_NAMED_SO, [bigrams.query(estate)], terms, looked_at=_OF_ONE)
        yield from _among_newest(actor, sought.county, terms)
    if sought.marks:
        yield _Way(_PHONE.format(by_phone=_BY_PHONE), (list(sought.marks),))


def _among_newest(
    actor: Actor, county: str, terms: Sequence[tuple[str, int]], *, only: str = "true"
) -> Iterator[_Way]:
    """Where nothing but words leads: each part is served in its order by one index."""
    if not terms:
        return
    if county:
        parts = [("county_id = %s", [county]), ("county_id IS NULL", [])]
    elif actor.sees_whole_city:
        parts = [("true", [])]
    else:
        parts = [(f"{column} = %s", [actor.area_code]) for column in ("unit_id", "county_id")]
    for where, arguments in parts:
        yield _best(where, arguments, terms, looked_at=_RECENT, least=_LEAST, only=only)


def _best(
    where: str,
    arguments: Sequence[object],
    terms: Sequence[tuple[str, int]],
    *,
    looked_at: int,
    least: int = 0,
    only: str = "true",
) -> _Way:
    """Those of a few hundred whose text holds most of the terms."""
    one = "CASE WHEN position(%s IN summary) > 0 THEN %s ELSE 0 END"
    sql = _BEST.format(
        points=" + ".join([one] * len(terms)) or "0",
        where=where,
        only=only,
        looked_at=looked_at,
        least=least,
        weighed=_WEIGHED,
    )
    return _Way(sql, (*(part for term in terms for part in term), *arguments))
