"""Pairs that may be one estate are proposed with their reason; others are not."""

import pytest

from tingban.rules.registry.twins import CONTAINED, SAME_STEM, SOUNDS_ALIKE, Estate, pairs, roads

YANHU, YONGJI = "140802", "140881"


def found(*estates: tuple[str, str], county: str = YANHU) -> list[tuple[str, str, str]]:
    listed = [
        Estate(f"{number:04d}", county, name, address)
        for number, (name, address) in enumerate(estates)
    ]
    return [(pair.first.name, pair.second.name, pair.reason) for pair in pairs(listed)]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("盐湖城", "盐湖城小区", SAME_STEM),
        ("运城碧桂园", "碧桂园", SAME_STEM),
        ("明珠佳园", "明珠佳苑", SOUNDS_ALIKE),
        ("智雅茗苑", "智雅名苑", SOUNDS_ALIKE),
        ("幸福里·铂郡", "幸福里伯郡", SOUNDS_ALIKE),
    ],
)
def test_two_spellings_of_a_name_are_a_pair(one: str, other: str, reason: str) -> None:
    assert found((one, ""), (other, "")) == [(one, other, reason)]


def test_a_longer_name_on_the_same_road_is_a_pair() -> None:
    told = (("锦绣花城", "人民北路"), ("金鑫·锦绣花城", "人民北路 12 号"))

    assert found(*told) == [("锦绣花城", "金鑫·锦绣花城", CONTAINED)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("锦绣花城", "人民北路"), ("金鑫锦绣花城", "禹都大道")),
        (("东联小区", "禹西路"), ("东风小区", "禹西路")),
        (("西街", "西街"), ("西街大院", "西街")),
        (("星河城", "人民北路"), ("星河城", "人民北路")),
    ],
)
def test_what_only_looks_alike_is_no_pair(one, other) -> None:
    assert found(one, other) == []


def test_two_streets_that_are_told_are_two_places() -> None:
    one, other = (Estate(code, YANHU, "阳光嘉苑", "", street) for code, street in
                  (("1", "三路里镇"), ("2", "陶村镇")))  # fmt: skip
    spelt = Estate("3", YANHU, "阳光佳苑", "", "陶村镇")

    assert [(it.first.code, it.second.code) for it in pairs([one, other, spelt])] == [("2", "3")]


def test_pairs_stay_within_a_county() -> None:
    estates = [Estate("1", YANHU, "涑水苑", ""), Estate("2", YONGJI, "涑水苑小区", "")]

    assert list(pairs(estates)) == []


def test_the_earlier_code_stands_first_and_a_pair_once() -> None:
    estates = [
        Estate("2", YANHU, "盐湖城", "红旗东街"),
        Estate("1", YANHU, "盐湖城小区", "红旗东街"),
    ]

    (pair,) = pairs(estates)

    assert (pair.first.code, pair.second.code, pair.reason) == ("1", "2", SAME_STEM)


def test_an_address_names_its_roads() -> None:
    assert roads("运城市盐湖区红旗东街与学苑路的交汇处") >= {"红旗东街", "与学苑路"}
