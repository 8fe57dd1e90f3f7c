"""For every cell the query that says which ids it counts: (cell, area, id), each once."""

from collections.abc import Iterable
from typing import Final

_DONE: Final = "HAVING NOT bool_or(is_open)"
# A query may serve several cells; the form's 33 and the supplementary ones (DOMAIN 2.4).
MEMBERS: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (("A01",), "SELECT DISTINCT 'A01' AS cell, area, code AS id FROM survey"),
    (
        ("A02",),
        "SELECT DISTINCT 'A02', v.area, f.uscc FROM attended v JOIN firm f USING (company)",
    ),
    (("A03",), "SELECT DISTINCT 'A03', area, code FROM affected"),
    (
        ("A04", "A05", "A06", "A07", "A08", "A09", "A10", "A11"),
        "SELECT k.found, a.area, a.code FROM affected a JOIN category_column k USING (category)",
    ),
    (("B01",), f"SELECT 'B01', area, code FROM affected GROUP BY area, code {_DONE}"),  # noqa: S608 -- ours
    (
        ("B02", "B03", "B04", "B05", "B06", "B07", "B08", "B09"),
        (
            "SELECT k.rectified, a.area, a.code FROM affected a"
            " JOIN category_column k USING (category) WHERE NOT a.is_open"
        ),
    ),
    (("C01",), "SELECT DISTINCT 'C01', area, code FROM ordered"),
    (("C02",), "SELECT DISTINCT 'C02', area, code FROM graded"),
    (
        # Fines of other organs are kept beside (AMB-30).
        ("C03", "C03x"),
        (
            "SELECT DISTINCT CASE organ WHEN 'housing' THEN 'C03' ELSE 'C03x' END, area, uscc"
            " FROM punished"
        ),
    ),
    (("C04",), "SELECT DISTINCT 'C04', area, code FROM departed"),
    (("C05",), "SELECT DISTINCT 'C05', area, uscc FROM exposed"),
    (("D01",), "SELECT 'D01', area, number FROM mission"),
    (("D02",), "SELECT DISTINCT 'D02', area, code FROM inspected"),
    (("D03",), "SELECT DISTINCT 'D03', area, code FROM uncovered"),
    (("D04",), f"SELECT 'D04', area, code FROM uncovered GROUP BY area, code {_DONE}"),  # noqa: S608 -- ours
    (
        ("E01", "E02", "E03", "E04", "E05", "E06"),
        (
            "SELECT k.cell, a.area, a.number FROM accepted a"
            " JOIN case_column k ON k.register = a.register AND (a.is_closed OR NOT k.closed)"
        ),
    ),
    (("N_c",), "SELECT DISTINCT 'N_c', area, code FROM place"),
    (("A02p",), "SELECT DISTINCT 'A02p', area, uscc FROM answerable"),
    (
        ("P01", "P02", "P03"),
        (
            "SELECT k.cell, p.area, n.number FROM problem p"
            " JOIN (VALUES ('P01'), ('P02'), ('P03')) AS k (cell)"
            " ON k.cell = 'P01' OR k.cell = 'P02' AND NOT p.is_open"
            " OR k.cell = 'P03' AND p.is_open AND p.due_on < %(as_of)s"
            " JOIN rectification_problem n ON n.id = p.problem"
        ),
    ),
)


def members(cells: Iterable[str]) -> str:
    """One query for all these cells; others may come along and are left aside by the caller."""
    wanted = set(cells)
    return "\nUNION ALL\n".join(query for codes, query in MEMBERS if wanted.intersection(codes))
