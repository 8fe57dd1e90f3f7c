import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.complaints.test_masking import DIGITS, HAN_NAMES, MAILS
from tingban.rules import complaints
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.errors import Refused


@pytest.mark.parametrize(
    ("cell", "name", "numbers"),
    [
        ("张三 13800138000", "张三", ["13800138000"]),
        ("张三13800138000", "张三", ["13800138000"]),
        ("张三（138 0013 8000）", "张三", ["13800138000"]),
        ("张先生：13800138000", "张先生", ["13800138000"]),
        ("联系人：王五，电话：0359-2222363", "王五", ["0359-2222363"]),
        ("李四、8853633", "李四", ["0359-8853633"]),
        ("王五\n13900139000", "王五", ["13900139000"]),
        ("王五 13900139000/8853633", "王五", ["13900139000", "0359-8853633"]),
        (13800138000.0, "", ["13800138000"]),
        ("１３８００１３８０００", "", ["13800138000"]),
        ("张三", "张三", []),
    ],
)
def test_name_and_numbers_are_found_in_the_cell(cell, name, numbers):  # INTERCHANGE 1
    contact = complaints.parse_contact(cell)

    assert contact.kind is ContactKind.NAMED
    assert contact.name == name
    assert [phone.shown for phone in contact.phones] == numbers


def test_a_mail_address_is_found_too():
    contact = complaints.parse_contact("张三 邮箱：Zhang@163.com")

    assert (contact.name, contact.mail) == ("张三", "zhang@163.com")
    assert contact.masked == "张* z***@163.com"


@pytest.mark.parametrize("cell", ["匿名", "匿名举报", "网友", "投诉人不愿透露姓名"])
def test_anonymous(cell):
    contact = complaints.parse_contact(cell)

    assert contact == Contact(ContactKind.ANONYMOUS)
    assert contact.shown == contact.masked == "匿名"


def test_confidential_keeps_the_person_and_shows_none():
    contact = complaints.parse_contact("实名（保密）张三 13800138000")

    assert contact.kind is ContactKind.CONFIDENTIAL
    assert contact.shown == "实名（保密） 张三 13800138000"
    assert contact.masked == "实名（保密）"
    assert complaints.parse_contact(contact.masked) == Contact(ContactKind.CONFIDENTIAL)


@pytest.mark.parametrize("cell", ["", None, "无", "/", "不详", "身份未移交", "，"])
def test_nothing_told_is_not_held(cell):
    contact = complaints.parse_contact(cell)

    assert contact == Contact(ContactKind.NOT_HELD)
    assert not contact.is_held
    assert contact.masked == "身份未移交"


def test_a_named_contact_is_masked_by_default():  # AMB-31
    contact = complaints.parse_contact("张三 13812345678")

    assert contact.is_held
    assert contact.masked == "张* 138****5678"


def test_a_person_without_masks_may_be_saved():
    complaints.check_identity("张三", "13800138000", "")


def test_a_mask_is_never_saved_over_a_person():
    with pytest.raises(Refused, match="遮盖符号"):
        complaints.check_identity("张三", "138****5678")


@given(
    HAN_NAMES,
    st.lists(DIGITS, max_size=3, unique=True),
    st.just("") | MAILS,
    st.sampled_from([ContactKind.NAMED, ContactKind.CONFIDENTIAL]),
)
def test_a_contact_shown_is_read_as_the_same_contact(name, numbers, mail, kind):
    phones = complaints.parse_contact(f"某 {' '.join(numbers)}").phones
    contact = Contact(kind, name, phones, mail)

    assert complaints.parse_contact(contact.shown) == contact


@given(st.text(max_size=80))
def test_any_cell_is_understood_somehow(cell):
    contact = complaints.parse_contact(cell)

    assert contact.is_held or contact.kind is not ContactKind.NAMED
