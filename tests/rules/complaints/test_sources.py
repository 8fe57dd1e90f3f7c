import pytest

from tingban.rules import complaints
from tingban.rules.complaints import Source


@pytest.mark.parametrize("source", Source)
def test_code_and_label_mean_the_source(source):
    assert complaints.source_by_text(source.value) is source
    assert complaints.source_by_text(complaints.SOURCE_LABELS[source]) is source


@pytest.mark.parametrize(
    ("cell", "source"),
    [
        ("12345热线", Source.HOTLINE_12345),
        ("12345 政务服务服务热线转办件", Source.HOTLINE_12345),
        ("１２３４５", Source.HOTLINE_12345),
        ("来电", Source.CALL),
        ("电话投诉", Source.CALL),
        ("来 访", Source.VISIT),
        ("群众来信", Source.LETTER),
        ("信访局转办", Source.PETITION_OFFICE),
        ("信访部门的转办问题", Source.PETITION_OFFICE),
        ("省住建厅转办", Source.PROVINCE),
        ("省厅", Source.PROVINCE),
        ("市纪委交办", Source.DISCIPLINE),
        ("市集中整治办转办", Source.DISCIPLINE),
        ("市局转办", Source.CITY_ASSIGNED),
        ("督导组发现", Source.SUPERVISION),
        ("网络舆情", Source.MEDIA),
        ("微信公众号留言", Source.WEB),
        ("邮箱", Source.MAIL),
        ("其它", Source.OTHER),
    ],
)
def test_counties_words_are_understood(cell, source):  # DOMAIN 2.1
    assert complaints.source_by_text(cell) is source


@pytest.mark.parametrize("cell", ["", "不知道", "本领域来信来访来电"])
def test_what_tells_nothing_is_none(cell):
    assert complaints.source_by_text(cell) is None
