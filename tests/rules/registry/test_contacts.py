import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingban.rules.errors import Refused
from tingban.rules.registry import contacts
from tingban.rules.registry.contacts import Phone, PhoneKind

MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
LOCALS = st.from_regex(r"[2-8][0-9]{6}", fullmatch=True)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("13800138000", "+8613800138000"),
        ("138 0013 8000", "+8613800138000"),
        ("+86 138-0013-8000", "+8613800138000"),
        (13800138000.0, "+8613800138000"),
        ("2222363", "+863592222363"),
        (2222363, "+863592222363"),
        ("0359-2222363", "+863592222363"),
        ("（0359）2222363", "+863592222363"),
        ("0359 2222363", "+863592222363"),
        (3592222363.0, "+863592222363"),
        ("+86-359-2222363", "+863592222363"),
        ("010-12345678", "+861012345678"),
        ("0351-7654321", "+863517654321"),
        ("12345", "12345"),
        ("400-123-4567", "4001234567"),
        ("95598", "95598"),
        ("1010 1234", "10101234"),
    ],
)
def test_usual_spellings_of_one_number(cell, number):  # DOMAIN 6.3
    (phone,) = contacts.parse_phones(cell)

    assert str(phone) == number


def test_an_extension_is_kept():
    (phone,) = contacts.parse_phones("0359-2222363转801")

    assert phone == Phone(PhoneKind.LANDLINE, "+863592222363", "801")
    assert phone.shown == "0359-2222363-801"


@pytest.mark.parametrize(
    "cell",
    [
        "2097971 2222363",
        "2097971、2222363",
        "2097971/2222363",
        "2097971，2222363",
        "2097971;2222363",
    ],
)
def test_a_cell_with_two_numbers_is_a_list(cell):
    assert [phone.shown for phone in contacts.parse_phones(cell)] == [
        "0359-2097971",
        "0359-2222363",
    ]


def test_a_service_number_is_shown_as_it_is_dialled():
    assert [phone.shown for phone in contacts.parse_phones("12345、400-123-4567")] == [
        "12345",
        "4001234567",
    ]


@pytest.mark.parametrize("cell", ["1380013800", "张三", "138****5678", "1222363"])
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(Refused, match="不是电话号码"):
        contacts.parse_phones(cell)


def test_an_empty_cell_holds_no_number():
    assert contacts.parse_phones("") == ()
    assert contacts.parse_phones(None) == ()


def test_numbers_are_found_in_a_text_and_figures_are_not():
    text = "张三138 0013 8000，座机（0359）2222363，欠费2000000元，档案1234567890123456"

    assert [phone.shown for phone in contacts.find_phones(text)] == ["13800138000", "0359-2222363"]


def test_a_mail_address_is_kept_in_lower_case():
    assert contacts.normalise_mail(" Fckwy2222907@163.com ") == "fckwy2222907@163.com"


@pytest.mark.parametrize("address", ["hjf gb6313022@163.com", "a@b", "", None])
def test_a_broken_address_is_refused(address):  # AMB-03
    with pytest.raises(Refused, match="不是电子邮箱地址"):
        contacts.normalise_mail(address)


@given(MOBILES | LOCALS | LOCALS.map(lambda local: f"0359{local}"))
def test_a_number_shown_is_read_as_the_same_number(digits):
    (phone,) = contacts.parse_phones(digits)

    assert contacts.parse_phones(phone.shown) == (phone,)
    assert contacts.parse_phone(phone.number) == phone


@given(MOBILES)
def test_a_mobile_is_found_wherever_it_stands(digits):
    assert [phone.shown for phone in contacts.find_phones(f"电话{digits}，谢谢")] == [digits]
