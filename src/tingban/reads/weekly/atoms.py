"""What makes an id count: the visits, problems, orders … behind it, one row each.

The same parts of SQL as the counts (`statements`); `members` says which ids a cell holds, this
says by what. A cell that asks for finished things lists the open ones too: they keep an id out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from tingban.reads.weekly.counting import Moment, parameters, rows_in
from tingban.rules.weekly.causes import Atom

Key = tuple[str, str, str]
_PROBLEM_CELLS: Final = """
SELECT k.cell, p.area, p.code, 'problem', p.problem, p.is_open
FROM problem p JOIN (
    VALUES ('A03'), ('B01')
) AS k (cell) ON true
UNION ALL
SELECT k.found, p.area, p.code, 'problem', p.problem, p.is_open
FROM problem p JOIN category_column k USING (category)
UNION ALL
SELECT k.rectified, p.area, p.code, 'problem', p.problem, p.is_open
FROM problem p JOIN category_column k USING (category)
"""
_CATEGORY: Final = tuple(f"A{k:02d}" for k in range(3, 12)) + tuple(
    f"B{k:02d}" for k in range(1, 10)
)
_ATOMS: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (("A01",), "SELECT 'A01', area, code, 'visit', visit, false FROM survey"),
    (
        ("A02",),
        (
            "SELECT 'A02', v.area, f.uscc, 'attended', v.visit, false"
            " FROM attended v JOIN firm f USING (company)"
        ),
    ),
    (_CATEGORY, _PROBLEM_CELLS),
    (("C01",), "SELECT 'C01', area, code, 'order', \"order\", false FROM ordered"),
    (("C02",), "SELECT 'C02', area, code, 'level', decision, false FROM graded"),
    (
        ("C03", "C03x"),
        (
            "SELECT CASE organ WHEN 'housing' THEN 'C03' ELSE 'C03x' END, area, uscc, 'penalty',"
            " penalty, false FROM punished"
        ),
    ),
    (("C04",), "SELECT 'C04', area, code, 'exit', exit, false FROM departed"),
    (("C05",), "SELECT 'C05', area, uscc, 'exposure', exposure, false FROM exposed"),
    (("D01",), "SELECT 'D01', area, number, 'mission', mission, false FROM mission"),
    (("D02",), "SELECT 'D02', area, code, 'visit', visit, false FROM inspected"),
    (
        ("D03", "D04"),
        (
            "SELECT k.cell, u.area, u.code, 'uncovered', u.problem, u.is_open"
            " FROM uncovered u JOIN (VALUES ('D03'), ('D04')) AS k (cell) ON true"
        ),
    ),
    (
        ("E01", "E02", "E03", "E04", "E05", "E06"),
        (
            "SELECT k.cell, a.area, a.number, 'case', a.\"case\", k.closed AND NOT a.is_closed"
            " FROM accepted a JOIN case_column k ON k.register = a.register"
        ),
    ),
    (("N_c",), "SELECT 'N_c', area, code, 'community', community, false FROM place"),
    (
        ("A02p",),
        "SELECT 'A02p', area, uscc, 'answerable', problem, false FROM answerable",
    ),
    (
        ("P01", "P02", "P03"),
        (
            "SELECT k.cell, p.area, n.number, 'problem', p.problem, k.cell <> 'P01' AND p.is_open"
            " FROM problem p JOIN rectification_problem n ON n.id = p.problem"
            " JOIN (VALUES ('P01'), ('P02'), ('P03')) AS k (cell) ON true"
        ),
    ),
)
_LOOK: Final = """
SELECT DISTINCT cell, area, id, kind, key, is_open
FROM ({atoms}) AS a (cell, area, id, kind, key, is_open)
WHERE area = ANY(%(areas)s) AND cell = ANY(%(cells)s) AND id = ANY(%(ids)s)
"""


def atoms_of(wanted: Iterable[Key], moment: Moment) -> Mapping[Key, frozenset[Atom]]:
    """The atoms behind each (area, cell, id) at this moment; an id without any is not in it."""
    keys = set(wanted)
    found: dict[Key, set[Atom]] = defaultdict(set)
    if not keys:
        return {}
    cells = sorted({cell for _, cell, _ in keys})
    queries = [query for codes, query in _ATOMS if set(codes) & set(cells)]
    asked = parameters(moment) | {
        "areas": sorted({area for area, _, _ in keys}),
        "cells": cells,
        "ids": sorted({key for _, _, key in keys}),
    }
    statement = _LOOK.format(atoms="\nUNION ALL\n".join(queries))
    areas = {area for area, _, _ in keys}
    for cell, area, key, kind, row, is_open in rows_in(areas, statement, asked):
        if (area, cell, key) in keys:
            found[area, cell, key].add(Atom(kind, row, is_open))
    return {key: frozenset(atoms) for key, atoms in found.items()}
