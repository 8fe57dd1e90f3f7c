"""A notice is plain words and a place of our own; whatever looks like a contact is blanked."""

import pytest

from tingban.rules.notices import KIND_LABELS, Kind, Message, without_persons


def test_every_kind_has_a_word():
    assert set(KIND_LABELS) == set(Kind)


@pytest.mark.parametrize("told", [
    {"title": ""}, {"title": "  "}, {"title": "长" * 81}, {"title": "两\n行"}, {"text": " "},
    {"link": "https://evil.example/"}, {"link": "//evil.example/"}, {"link": "/\\evil.example"},
    {"link": "desk/"}, {"link": "/desk/ x"}, {"link": "javascript:alert(1)"},
])  # fmt: skip
def test_what_is_no_notice_is_a_fault_of_whoever_tells_it(told):
    with pytest.raises(ValueError, match="notice"):
        Message(**({"kind": Kind.TASK, "title": "请复核", "text": "请到场复核。"} | told))


def test_a_notice_may_lead_nowhere_or_into_the_house():
    links = ["", "/desk/cases/TS-140802-2024-000001/?tab=2#notes"]

    assert [Message(Kind.TASK, "请复核", "请到场。", link).link for link in links] == links


@pytest.mark.parametrize(("text", "kept"), [
    ("请回电 13935912345。", "请回电 ***。"),
    ("请回 wang@163.com", "请回 ***"),
    ("办公室 0359-8853634", "办公室 ***"),
    ("监督电话 0359-2222363，夜间 13935912345", "监督电话 0359-2222363，夜间 ***"),
    ("监督电话 03596388865，不是 0359-63888651", "监督电话 03596388865，不是 ***"),
    ("TS-140802-2024-000001 已受理", "TS-140802-2024-000001 已受理"),
])  # fmt: skip
def test_only_the_published_telephones_stay_in_a_text(text, kept):
    assert without_persons(text) == kept
