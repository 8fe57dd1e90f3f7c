"""What the register asks of an order on paper: refused, and not refused (T-P05, DOMAIN 8.2)."""

import pytest

from tingban.rules.documents.slots import Officer
from tingban.rules.errors import Refused
from tingban.rules.rectification.paper_orders import check_scans, is_whole_pair, named_officers

ONE, OTHER = Officer("韩甲", "14080212301"), Officer("韩乙", "14080212302")
NOBODY = Officer("", " ")
UNMARKED = Officer("韩乙", "")


@pytest.mark.parametrize(
    ("told", "names_fewer", "found"),
    [
        ((ONE, OTHER), False, (ONE, OTHER)),
        # A paper says what it says: one, nobody, no certificate.
        ((ONE, NOBODY), True, (ONE,)),
        ((NOBODY, NOBODY), True, ()),
        ((ONE, UNMARKED), True, (ONE, UNMARKED)),
        ((ONE, Officer("韩乙", "14080212301")), True, (ONE, Officer("韩乙", "14080212301"))),
        # Two of the same name are two by their certificates.
        ((ONE, Officer("韩甲", "14080212309")), False, (ONE, Officer("韩甲", "14080212309"))),
        ((Officer(" 韩甲 ", "14080212301\n"), OTHER), False, (ONE, OTHER)),
    ],
)
def test_the_officers_are_those_of_the_paper(told, names_fewer, found):
    assert named_officers(told, names_fewer=names_fewer) == found


@pytest.mark.parametrize(
    ("told", "names_fewer", "sentence"),
    [
        ((NOBODY, NOBODY), False, "照通知书填写两名执法人员和执法证号.*没有写全"),
        ((ONE, NOBODY), False, "照通知书填写两名执法人员"),
        ((ONE, UNMARKED), False, "照通知书填写两名执法人员"),
        ((ONE, Officer("", "14080212302")), True, "14080212302 没有写是谁的"),
        ((ONE, ONE), True, "同一个人"),
        ((ONE, Officer("韩乙", ONE.certificate)), False, "执法证号相同，请与通知书核对"),
        ((ONE, OTHER), True, "都填了，请不要勾选"),
    ],
)
def test_what_was_left_out_or_contradicts_itself_is_told(told, names_fewer, sentence):
    with pytest.raises(Refused, match=sentence) as refusal:
        named_officers(told, names_fewer=names_fewer)

    assert refusal.value.rule == "T-P05"


def test_two_officers_with_certificates_are_a_whole_pair():
    assert is_whole_pair((ONE, OTHER))
    assert not is_whole_pair((ONE, UNMARKED))
    assert not is_whole_pair((ONE,))
    assert not is_whole_pair((ONE, Officer("韩乙", ONE.certificate)))


def test_scans_are_sheets_or_photographs_of_them():
    check_scans([("a.pdf", "pdf"), ("b.jpg", "jpg"), ("c.png", "png")])

    with pytest.raises(Refused, match="请上传已经签发、盖章的通知书"):
        check_scans([])
    with pytest.raises(Refused, match="不是扫描件"):
        check_scans([("a.pdf", "pdf"), ("通知书.docx", "docx")])
