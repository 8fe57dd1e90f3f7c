"""Files for the credit platform: whole or not at all, with a manifest that vouches (AMB-29)."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tingban.gateways.credit import Consignment, FilePlatform, NotTaken, platform_of
from tingban.kit.digests import sm3

PARCEL = Consignment(
    "XB-140802-2024-000001", "XB-140802-2024-000001.csv", "某".encode(),
    ("XY-140802-2024-000001",), "zj-140802", datetime(2024, 6, 18, tzinfo=UTC),
)  # fmt: skip


def test_the_file_lies_there_with_its_manifest(tmp_path: Path):
    folder = tmp_path / "credit"

    assert platform_of("file", folder).hand_over(PARCEL) == PARCEL.name

    assert (folder / PARCEL.name).read_bytes() == PARCEL.data
    told = json.loads((folder / f"{PARCEL.name}.manifest.json").read_text("utf-8"))
    assert (told["sm3"], told["bytes"], told["count"]) == (sm3(PARCEL.data), 3, 1)
    assert told["pushes"] == ["XY-140802-2024-000001"]
    assert "data" not in told
    assert {path.name for path in folder.iterdir()} == {
        PARCEL.name, f"{PARCEL.name}.manifest.json",
    }  # fmt: skip
    assert folder.stat().st_mode & 0o077 == 0


def test_a_second_time_changes_nothing(tmp_path: Path):
    platform = FilePlatform(tmp_path)
    platform.hand_over(PARCEL)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    platform.hand_over(PARCEL)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_that_cannot_be_is_told_in_words(tmp_path: Path):
    (tmp_path / "credit").write_text("")

    with pytest.raises(NotTaken, match="检查存放报送文件的磁盘和权限"):
        FilePlatform(tmp_path / "credit").hand_over(PARCEL)


@pytest.mark.parametrize(("way", "label"), [("sftp", "SFTP"), ("rest", "接口")])
def test_a_way_that_does_not_exist_says_so_and_what_to_do(tmp_path: Path, way, label):
    with pytest.raises(NotTaken, match=rf"没有公布{label}的技术说明.*由人工上传"):
        platform_of(way, tmp_path).hand_over(PARCEL)

    assert list(tmp_path.iterdir()) == []
