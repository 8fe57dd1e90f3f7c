"""Names of owners under another key: nothing is lost, and nobody need look (DOMAIN 9.3)."""

import pytest
from django.conf import settings

from tests.people import NOW
from tests.votes import a_frozen_vote, owner, the_vote
from tingban.actions.complaints import vault
from tingban.actions.exits.roll_corrections import take_names
from tingban.actions.exits.roll_vault import head_mark, owner_keys_used, reseal_owners

pytestmark = pytest.mark.django_db


@pytest.fixture
def another_key(monkeypatch):
    """A second key that seals from now on."""

    def take():
        keys = settings.CONTACT_KEYS | {"k9": "7b" * 16}
        monkeypatch.setattr(settings, "CONTACT_KEYS", keys)
        monkeypatch.setattr(settings, "CONTACT_KEY_ID", "k9")
        vault._keyring.cache_clear()

    yield take
    vault._keyring.cache_clear()


def test_names_are_sealed_anew_and_read_as_before(another_key):
    vote_id = a_frozen_vote()
    old = settings.CONTACT_KEY_ID
    assert owner_keys_used() == {old: 3}

    another_key()

    assert reseal_owners() == 3
    assert reseal_owners() == 0
    assert owner_keys_used() == {"k9": 3}
    actor = owner(the_vote(vote_id).case)
    rows = take_names(vote_id=vote_id, reason="业委会存档", actor=actor, at=NOW)
    assert [it.owners for it in rows] == [("张某",), ("李某",), ("王某",)]


def test_a_mark_is_the_same_in_one_vote_and_another_in_the_next():
    assert head_mark(1, "names:张某") == head_mark(1, "names:张某")
    assert head_mark(1, "names:张某") != head_mark(2, "names:张某")
