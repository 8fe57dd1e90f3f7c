"""What is signed, what is frozen, and the city's row from frozen lists (ADR 0009, T-R08)."""

from dataclasses import replace

import pytest

from tingban.rules.weekly.cells import CODES
from tingban.rules.weekly.contents import (
    BriefText,
    Content,
    Figure,
    Origin,
    Seal,
    changed_parts,
    city_digest,
    city_figures,
)

SEAL = Seal("ZB-140802-2024-W03", 1, Origin.SUBMITTED, "2024-06-14", "2024-06-14T10", "负责人")


def a_content(**lists: tuple[str, ...]) -> Content:
    figures = {code: Figure(code, 0, ()) for code in CODES}
    figures |= {code: Figure(code, len(ids), ids) for code, ids in lists.items()}
    return Content(figures, 1, "digest", BriefText("进展", "做法", "案例"), {"CHK-22": "属实"})


def rows(**units: Content) -> dict[str, dict[str, Figure]]:
    return {name: dict(content.figures) for name, content in units.items()}


def test_nothing_changed_is_nothing_told():
    signed = a_content(A01=("a",))

    assert changed_parts(signed.parts, a_content(A01=("a",)).parts) == ()


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (a_content(A01=("a", "b")), "A01 全面排查小区数 1→2"),
        (a_content(A01=("b",)), "A01 全面排查小区数（名单有变化）"),
        (replace(a_content(A01=("a",)), annex2_digest="other"), "附件2（内容有变化）"),
        (replace(a_content(A01=("a",)), brief=BriefText("改")), "简报（内容有变化）"),
        (replace(a_content(A01=("a",)), notes={}), "提示说明（内容有变化）"),
    ],
)
def test_whatever_changes_after_signing_is_named(now, told):
    assert changed_parts(a_content(A01=("a",)).parts, now.parts) == (told,)


def test_an_override_changes_what_is_signed_and_not_the_list():
    figure = Figure("A01", 1, ("a",), 3, "漏登两个")
    now = replace(a_content(), figures={**a_content().figures, "A01": figure})

    assert (figure.value, figure.difference, figure.is_overridden) == (3, 2, True)
    assert "A01 全面排查小区数 1→3" in changed_parts(a_content(A01=("a",)).parts, now.parts)


@pytest.mark.parametrize(
    "other",
    [
        (SEAL, a_content(A01=("b",))),
        (SEAL, a_content(A01=("a", "b"))),
        (SEAL, replace(a_content(A01=("a",)), annex2_rows=2)),
        (SEAL, replace(a_content(A01=("a",)), brief=BriefText())),
        (SEAL, replace(a_content(A01=("a",)), notes={})),
        (replace(SEAL, version=2), a_content(A01=("a",))),
        (replace(SEAL, known_at="later"), a_content(A01=("a",))),
        (replace(SEAL, signer_name="别人"), a_content(A01=("a",))),
    ],
)
def test_the_digest_of_an_edition_covers_all_of_it(other):
    seal, content = other

    assert seal.digest(content) != SEAL.digest(a_content(A01=("a",)))


def test_zero_is_said_by_33_zeros():
    assert a_content().is_zero
    assert not a_content(E01=("x",)).is_zero


def test_the_city_counts_a_company_of_two_counties_once():  # TV-S
    city = city_figures(rows(a=a_content(C03=("Q",)), b=a_content(C03=("Q",))))

    assert (city["C03"].value, city["C03"].ids) == (1, ("Q",))


def test_a_community_finished_for_one_level_and_open_for_another_is_not_finished():
    county = a_content(D03=("x",), D04=("x",))
    own = a_content(D03=("x",), D04=())

    assert city_figures(rows(county=county, own=own))["D04"].value == 0


def test_what_a_head_gave_is_carried_into_the_citys_total():  # CHK-20
    given = a_content(A01=("a",))
    figures = {**given.figures, "A01": Figure("A01", 1, ("a",), 4, "台账在纸上")}
    city = city_figures(rows(a=replace(given, figures=figures), b=a_content(A01=("b", "c"))))

    assert (city["A01"].value, city["A01"].computed) == (6, 3)


def test_the_carried_total_stays_within_the_greatest_row_and_the_sum():
    up = {**a_content().figures, "C03": Figure("C03", 1, ("Q",), 5, "更正")}
    down = {**a_content().figures, "C03": Figure("C03", 1, ("Q",), 0, "更正")}

    assert city_figures({"a": up, "b": dict(up)})["C03"].value == 9
    assert city_figures({"a": down, "b": dict(a_content(C03=("Q",)).figures)})["C03"].value == 1


def test_the_digest_of_the_city_covers_parts_and_numbers():
    figures = city_figures(rows(a=a_content(A01=("a",))))
    digest = city_digest("KZ-v1", {"ZB-v1": "x"}, figures)

    assert digest == city_digest("KZ-v1", {"ZB-v1": "x"}, dict(figures))
    assert digest != city_digest("KZ-v1", {"ZB-v1": "y"}, figures)
    assert digest != city_digest("KZ-v1", {"ZB-v1": "x"}, {**figures, "A01": Figure("A01", 0, ())})
