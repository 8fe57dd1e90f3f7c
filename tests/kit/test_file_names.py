import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingban.kit.file_names import LONGEST, clean_file_name


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("微信图片_20240618.jpg", "微信图片_20240618.jpg"),
        ("IMG 2024.6.18.JPEG", "IMG 2024.6.18.jpg"),
        ("合同.pdf.exe", "合同.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\我\\楼道.png", "楼道.jpg"),
        ("照片\u202egpj.exe", "照片gpj.jpg"),
        ("照\u2066片\u2069\u200b\ufeff.png", "照片.jpg"),
        ("楼道\r\n\x00\x1b[2J.png", "楼道 2J.jpg"),
        ("=cmd|' calc'!A0.xls", "cmd calc !A0.jpg"),
        ("CON", "材料CON.jpg"),
        ("...", "材料.jpg"),
        ("", "材料.jpg"),
    ],
)
def test_a_name_keeps_its_words_and_gets_the_true_ending(sent, kept):
    assert clean_file_name(sent, "jpg") == kept


@given(st.text(max_size=300))
def test_no_name_leads_elsewhere_or_turns_round(sent):
    kept = clean_file_name(sent, "jpg")

    assert kept.endswith(".jpg")
    assert len(kept) <= LONGEST + 4
    assert kept.isprintable()
    assert not set(kept) & set("/\\<>:\"|?*'`;&$%")
    assert not any("\u202a" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069" for sign in kept)
    assert clean_file_name(kept, "jpg") == kept
