import pytest

from tingban.rules.registry import names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("恒大绿洲（一期）", "恒大绿洲1期"),
        ("恒大 绿洲", "恒大绿洲"),
        ("万科·ＭＡＬＬ", "万科mall"),
    ],
)
def test_spellings_of_one_community_share_a_key(one, other):
    assert names.community_key(one) == names.community_key(other)


def test_phases_are_different_communities():
    assert names.community_key("恒大绿洲一期") != names.community_key("恒大绿洲二期")


@pytest.mark.parametrize("name", ["运城恒大绿洲", "恒大绿洲小区", "运城市恒大绿洲住宅小区"])
def test_city_and_ending_are_left_out_of_the_stem(name):
    assert names.community_stem(name) == "恒大绿洲"


def test_a_short_name_keeps_what_it_has():
    assert names.community_stem("小区") == "小区"
    assert names.community_stem("运城") == "运城"


@pytest.mark.parametrize(
    "text", ["无物业管理服务", "业主自管", "", "-", "街道办事处（居委会）代管物业"]
)
def test_no_company_is_told_from_a_company(text):
    assert not names.is_company_name(text)


def test_a_company_name_is_one_and_is_kept_tidy():
    assert names.is_company_name("明珠物业")
    assert names.tidy("明珠（运城）物业 ") == "明珠(运城)物业"


def test_a_developer_is_told_from_a_service_company():
    assert names.is_developer("运城市睿科房地产开发有限公司")
    assert not names.is_developer("睿科房地产集团物业服务有限公司")
    assert not names.is_developer("明珠物业")
