"""The signed zip: nothing in it can be changed unseen."""

import io
import json
import zipfile

from tests.reports.weekly.samples import EDITION, MADE_AT
from tingban.kit.digests import sm3
from tingban.kit.signing import Signature, is_genuine
from tingban.reports.weekly.package import LIST, SIGNATURE, weekly_package

FILES = {"附件2.xlsx": b"two", "附件3.xlsx": b"three", "周工作简报.pdf": b"brief"}


def made(secret: str = "secret") -> zipfile.ZipFile:
    data = weekly_package(FILES, edition=EDITION, signed_by="陈某某", at=MADE_AT, secret=secret)
    return zipfile.ZipFile(io.BytesIO(data))


def signature_of(package: zipfile.ZipFile) -> Signature:
    told = json.loads(package.read(SIGNATURE))
    return Signature(told["algorithm"], told["public_key"], told["value"])


def test_it_lists_each_file_with_its_digest_and_the_edition():
    package = made()

    told = json.loads(package.read(LIST))

    assert told["edition"] == EDITION.number
    assert told["edition_digest"] == EDITION.digest
    assert {name: it["sm3"] for name, it in told["files"].items()} == {
        name: sm3(data) for name, data in FILES.items()
    }
    assert [package.read(name) for name in FILES] == list(FILES.values())


def test_the_signature_holds_for_the_list_as_it_is():
    package = made()

    assert is_genuine(package.read(LIST), signature_of(package))


def test_one_changed_byte_or_another_key_is_told():
    package = made()
    signature = signature_of(package)

    assert not is_genuine(package.read(LIST) + b" ", signature)
    assert signature_of(made("other")).public_key != signature.public_key
