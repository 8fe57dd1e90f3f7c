"""What may be uploaded, and the words for what may not."""

import pytest

from tingban.rules.documents import uploads
from tingban.rules.documents.uploads import MOST_BYTES, TYPES, FileKind
from tingban.rules.errors import Refused

MB = 1024 * 1024


@pytest.mark.parametrize("ending", TYPES)
def test_each_type_is_taken_up_to_its_limit(ending):
    most = MOST_BYTES[TYPES[ending].kind]

    assert uploads.check_type("材料", most, ending).ending == ending
    with pytest.raises(Refused, match=f"最大 {most // MB} MB"):
        uploads.check_type("材料", most + 1, ending)


def test_the_limits_are_those_that_were_agreed():
    assert MOST_BYTES[FileKind.IMAGE] == 15 * MB
    assert MOST_BYTES[FileKind.PAPER] == 30 * MB
    assert MOST_BYTES[FileKind.VIDEO] == 100 * MB


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("html", "网页"), ("svg", "PNG"), ("script", "脚本"), ("program", "程序"),
        ("archive", "解开"), ("ofd", "另存为 PDF"), ("heic", "兼容性最佳"), ("locked", "密码"),
        ("macro", "宏"), ("bomb", "过大"), ("double", "夹带"), ("broken", "重新选择"),
        ("gif", "JPG"), ("mkv", "MP4"), ("wav", "MP3"), ("odt", "Word"), ("", "请传图片"),
        ("dwg", "请传图片"),
    ],
)  # fmt: skip
def test_a_refusal_names_the_file_and_what_to_do(content, says):
    with pytest.raises(Refused, match=says) as caught:
        uploads.check_type("楼道.jpg", 10, content)

    assert caught.value.sentence.startswith("“楼道.jpg”")
    assert caught.value.sentence.endswith("。")
    assert caught.value.rule == "DOMAIN 9.2"


def test_an_empty_file_is_called_empty():
    with pytest.raises(Refused, match="空文件"):
        uploads.check_size("楼道.jpg", 0)


def test_what_is_larger_than_anything_may_be_is_not_even_read():
    uploads.check_size("楼道.mp4", 100 * MB)

    with pytest.raises(Refused, match=r"有 300\.0 MB，视频最大 100 MB"):
        uploads.check_size("楼道.mp4", 300 * MB)


def test_nine_at_once_and_no_more():
    uploads.check_batch([MB] * 9)

    with pytest.raises(Refused, match="您选了 10 个文件，一次最多 9 个"):
        uploads.check_batch([MB] * 10)


def test_nothing_chosen_is_said_so():
    with pytest.raises(Refused, match="请先选择"):
        uploads.check_batch([])


def test_together_they_are_no_larger_than_the_way_in():
    uploads.check_batch([100 * MB, 100 * MB])

    with pytest.raises(Refused, match="文件合计 201 MB，一次最多 200 MB"):
        uploads.check_batch([100 * MB, 101 * MB])


def test_a_refusal_never_shows_hidden_signs():
    told = uploads.refusal_broken("照片\u202egpj\x1b[2J" + "长" * 200).sentence

    assert "\u202e" not in told
    assert "\x1b" not in told
    assert len(told) < 120


def test_no_name_at_all_is_said_so():
    assert uploads.refusal_pixels("", 9000, 9000).sentence == (
        "“未命名”有 9000×9000 个点，超过 5200 万。请缩小后再传。"
    )


def test_the_file_input_offers_what_is_taken():
    offered = uploads.ACCEPT.split(",")

    assert {".jpg", ".pdf", "image/jpeg", "video/mp4"} <= set(offered)
    # Named without HEIC, a telephone turns its photos into JPEG by itself.
    assert not any("heic" in text or "*" in text for text in offered)
