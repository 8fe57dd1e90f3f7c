"""The whole installation in one file, and back."""

import pytest

from tests.jobs.cli.installation import Installation

pytestmark = pytest.mark.slow

FILL = """
from datetime import datetime
from pathlib import Path
from django.conf import settings
from tingban.actions.audit import staff
from tingban.actions.complaints import cases
from tingban.kit import clock
from tingban.rules.actors import SYSTEM, Actor, Role
from tingban.rules.complaints import Contact, ContactKind, Source
from tingban.rules.registry.contacts import Phone, PhoneKind
at = clock.now()
staff.add_unit(code='zj-140802', name='盐湖区住建局', kind='县局', area_code='140802',
    actor=SYSTEM, at=at)
user = staff.add_user(username='zhang.jia', name='张甲', password='Lake-side-2024', actor=SYSTEM,
    at=at)
clerk = Actor(user, '张甲', Role.C_OP, 'zj-140802', '盐湖区住建局', '140802')
told = cases.CaseStatement(source=Source.CALL, summary='锦绣花园电梯停运三天无人维修',
    received_at=at, category='CAT-1', duplicates_seen=True)
print(cases.register_case(statement=told,
    contact=Contact(ContactKind.NAMED, '张某', (Phone(PhoneKind.MOBILE, '+8613800005678'),)),
    actor=clerk, at=at))
folder = Path(settings.FILES_ROOT)
folder.mkdir(parents=True)
(folder / 'evidence.bin').write_bytes(b'photo')
"""
SEEN = """
from pathlib import Path
from django.conf import settings
from tingban.actions.complaints.vault import open_contact
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import CaseContact
row = CaseContact.objects.select_related('case').get()
held = open_contact(row, case_number=row.case.number)
photo = (Path(settings.FILES_ROOT) / 'evidence.bin').read_bytes().decode()
print(held.name, held.phones[0].shown, photo)
print(Entry.objects.filter(act__startswith='platform.').count())
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    place = Installation(folder / "home")
    place.python(FILL)
    place.json("backup", folder / "whole.tingban")
    return folder


def test_a_restored_installation_holds_the_facts_the_files_and_the_keys(kept):
    again = Installation(kept / "again")

    told = again.json("restore", kept / "whole.tingban")

    assert told["files"] == 1
    assert again.python(SEEN).split() == ["张某", "13800005678", "photo", "2"]
    assert (kept / "again" / "secrets.json").read_bytes() == (
        kept / "home" / "secrets.json"
    ).read_bytes()
    # The restore itself is noted under the restored keys.
    assert again.json("audit", "verify")["holds"] is True


def test_a_backup_is_for_its_owners_eyes_only_and_never_written_over(kept):
    place = Installation(kept / "home")

    done = place.run("backup", kept / "whole.tingban")

    assert done.returncode == 1
    assert "已经存在" in done.stderr
    assert (kept / "whole.tingban").stat().st_mode & 0o077 == 0


def test_where_anything_stands_nothing_is_restored(kept):
    done = Installation(kept / "home").run("restore", kept / "whole.tingban")

    assert done.returncode == 1
    assert "已经有数据" in done.stderr


@pytest.mark.parametrize("damage", ["cut", "turned", "other"])
def test_a_damaged_file_is_refused_and_leaves_the_place_empty(kept, tmp_path, damage):
    whole = (kept / "whole.tingban").read_bytes()
    middle = len(whole) // 2
    spoiled = {
        "cut": whole[:middle],
        "turned": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "other": b"PK\x03\x04 no backup",
    }[damage]
    (tmp_path / "file").write_bytes(spoiled)
    place = Installation(tmp_path / "home")

    done = place.run("restore", tmp_path / "file")

    assert done.returncode == 1
    assert "损坏" in done.stderr
    assert place.json("restore", kept / "whole.tingban")["files"] == 1
