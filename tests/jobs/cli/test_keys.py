"""Another key for the vault: nothing is lost, and the old key is dropped only when idle."""

import pytest

from tests.jobs.cli.installation import Installation
from tests.jobs.cli.test_backup import FILL

pytestmark = pytest.mark.slow
KEPT = """
from tingban.gateways.files import ATTACHMENTS
print(ATTACHMENTS.keep(b'a photo'))
"""
SEEN = """
from tingban.actions.complaints.vault import open_contact
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import CaseContact
from tingban.gateways.files import ATTACHMENTS
row = CaseContact.objects.select_related('case').get()
held = open_contact(row, case_number=row.case.number)
print(held.name, row.key_id, ATTACHMENTS.read('{digest}').decode())
print(Entry.objects.filter(act='platform.vault_resealed').count())
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Installation:
    found = Installation(tmp_path_factory.mktemp("keys") / "home")
    found.python(FILL)
    return found


def test_a_new_key_seals_what_the_old_one_sealed_and_then_the_old_one_goes(place):
    digest = place.python(KEPT).strip()
    assert place.json("keys") == {"current": "k1", "used": {"k1": 2}}
    assert place.json("keys", "--new") == {"added": "k2"}
    assert place.json("keys") == {"current": "k2", "used": {"k1": 2}}

    told = place.json("keys", "--reseal")

    assert told == {"owners": 0, "contacts": 1, "factors": 0, "files": 1}
    assert place.python(SEEN.format(digest=digest)).split() == ["张某", "k2", "a", "photo", "1"]
    assert place.json("keys", "--drop-old") == {"dropped": ["k1"]}
    assert place.json("keys") == {"current": "k2", "used": {"k2": 2}}
    assert place.python(SEEN.format(digest=digest)).split()[0] == "张某"


def test_a_key_in_use_is_not_dropped(place):
    place.json("keys", "--new")

    refused = place.run("keys", "--drop-old")

    assert refused.returncode == 1
    assert "都还在用" in refused.stderr
