import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingban.rules import complaints
from tingban.rules.complaints import ContactKind, Trace
from tingban.rules.errors import Refused
from tingban.rules.registry import contacts

HAN_NAMES = st.text("张王李赵欧阳司马娜伟芳秀英敏静丽强磊军洋", min_size=1, max_size=4)
DIGITS = st.from_regex(r"1[3-9][0-9]{9}|[2-8][0-9]{6}|0359-[2-8][0-9]{6}", fullmatch=True)
MAILS = st.from_regex(r"[a-z0-9]{1,12}@(163|qq|126)\.com", fullmatch=True)


def phone(text):
    (found,) = contacts.parse_phones(text)
    return found


@pytest.mark.parametrize(
    ("name", "mask"),
    [("张三", "张*"), ("欧阳娜娜", "欧***"), ("张", "*"), ("", ""), (" 张三 ", "张*")],
)
def test_names(name, mask):  # DOMAIN 2.1, AMB-31
    assert complaints.mask_name(name) == mask


@pytest.mark.parametrize(
    ("number", "mask"),
    [
        ("13812345678", "138****5678"),
        ("2221234", "0359-***1234"),
        ("010-12345678", "010-****5678"),
        ("0359-2221234转801", "0359-***1234"),
        ("12345", "*****"),
    ],
)
def test_numbers(number, mask):  # DOMAIN 2.1
    assert complaints.mask_phone(phone(number)) == mask


def test_mail():
    assert complaints.mask_mail("abc@163.com") == "a***@163.com"


@pytest.mark.parametrize(
    "text", ["张*", "138****5678", "张＊＊", "138xxxx5678", "138××××5678", "张●●", "XXX"]
)
def test_masks_are_known_again(text):
    assert complaints.is_masked(text)
    assert complaints.parse_contact(text).kind is ContactKind.NOT_HELD


@pytest.mark.parametrize(
    "text", ["张三 13800138000", "Max Li", "a-b@163.com", "0xx@163.com", "12栋×"]
)
def test_what_is_no_mask_is_none(text):
    assert not complaints.is_masked(text)


def test_personal_data_of_anybody_are_found_in_a_text():
    text = "张某13800138000，晋M·A1234，证件142701199001011234，zs@163.com，请拨12345"

    assert complaints.personal_traces(text) == (
        Trace("身份证号", "142701199001011234"),
        Trace("邮箱", "zs@163.com"),
        Trace("电话", "13800138000"),
        Trace("车牌", "晋M·A1234"),
    )


def test_a_text_is_masked_and_then_safe():
    text = "张某13800138000，晋MA1234，证件142701199001011234，zs@163.com，拨12345、400-123-4567"

    masked = complaints.mask_text(text)

    assert masked == (
        "张某138****8000,晋M*****,证件142701************,z***@163.com,拨12345、400-123-4567"
    )
    assert complaints.is_public_safe(masked)


def test_a_safe_text_stays_as_it_is():
    text = "恒大绿洲3号楼，电梯坏了（三天），欠费2000000元。"

    assert complaints.is_public_safe(text)
    assert complaints.mask_text(text) == text


@given(HAN_NAMES)
def test_a_masked_name_never_holds_the_name(name):
    assert name not in complaints.mask_name(name)


@given(DIGITS)
def test_a_masked_number_never_holds_the_number_nor_is_one(digits):
    masked = complaints.mask_phone(phone(digits))

    assert digits not in masked
    assert contacts.find_phones(masked) == ()
    with pytest.raises(Refused):
        contacts.parse_phones(masked)


@given(MAILS)
def test_a_masked_address_never_holds_the_address_nor_is_one(address):
    masked = complaints.mask_mail(address)

    assert address not in masked
    with pytest.raises(Refused):
        contacts.normalise_mail(masked)


@given(HAN_NAMES, st.lists(DIGITS, max_size=2), st.none() | MAILS)
def test_a_masked_contact_never_comes_back_as_a_person(name, numbers, mail):  # DESIGN 3.6
    contact = complaints.parse_contact(" ".join([name, *numbers, *([mail] if mail else [])]))

    again = complaints.parse_contact(contact.masked)

    assert again.kind is ContactKind.NOT_HELD
    assert not again.is_held
    with pytest.raises(Refused, match="遮盖符号"):
        complaints.check_identity(contact.masked)


@given(st.text(max_size=60))
def test_any_text_masked_is_safe_enough_to_be_left_alone(text):
    masked = complaints.mask_text(text)

    assert complaints.mask_text(masked) == masked


@given(HAN_NAMES, DIGITS)
def test_a_number_in_any_letter_is_masked(name, digits):
    masked = complaints.mask_text(f"{name}的电话{digits}，请保密")

    assert digits not in masked
    assert complaints.is_public_safe(masked)
