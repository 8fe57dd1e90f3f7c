"""The virus scanner over both kinds of socket: an imitation, and Debian's clamd where it stands."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import sample_files as files
from tests import scanners
from tingban.gateways import clamd
from tingban.gateways.clamd import Address, Scanned, TooLarge, Unreachable

needs_clamd = pytest.mark.skipif(
    scanners.CLAMD is None,
    reason="CLAMD IS NOT INSTALLED: the real scanner was NOT asked (apt-get install clamav-daemon)",
)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short path: that of a socket may have 107 bytes."""
    made = Path(tempfile.mkdtemp(prefix="tb-clam-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture(
    params=[
        ("imitation", "unix"),
        ("imitation", "tcp"),
        pytest.param(("real", "unix"), marks=[needs_clamd, pytest.mark.slow]),
        pytest.param(("real", "tcp"), marks=[needs_clamd, pytest.mark.slow]),
    ],
    ids="-".join,
)
def scanner(request, folder, settings) -> Iterator[None]:
    who, way = request.param
    address = (
        Address(path=str(folder / "clamd.ctl"))
        if way == "unix"
        else Address(host="127.0.0.1", port=scanners.free_port())
    )
    settings.CLAMD = address
    with getattr(scanners, who)(folder, address):
        yield


def test_a_scanner_answers_as_clamd_does(scanner):
    """One start for all questions: the real one takes its time to wake up."""
    engine = clamd.version()
    assert engine.startswith("ClamAV ")
    assert clamd.scan(b"harmless") == Scanned("", engine)
    assert clamd.scan(b"") == Scanned("", engine)
    assert clamd.scan(files.photo()) == Scanned("", engine)
    assert clamd.scan(b"x" * 700_000 + scanners.MARK) == Scanned(scanners.NAME, engine)
    assert clamd.scan(b"x" * scanners.MOST) == Scanned("", engine)
    for length in (scanners.MOST + 1, 4 * scanners.MOST, 16 * scanners.MOST):
        with pytest.raises(TooLarge):
            clamd.scan(b"x" * length)
    assert clamd.scan(scanners.MARK).virus == scanners.NAME


@needs_clamd
@pytest.mark.slow
def test_the_real_one_looks_into_packages(folder, settings):
    settings.CLAMD = Address(path=str(folder / "clamd.ctl"))
    with scanners.real(folder, settings.CLAMD):
        hidden = files.with_part(files.paper(), "word/embeddings/a.bin", scanners.MARK)

        assert clamd.scan(hidden).virus == scanners.NAME


@pytest.mark.parametrize(
    "address",
    [Address(path="/nonexistent/clamd.ctl"), Address(host="127.0.0.1", port=1)],
    ids=["unix", "tcp"],
)
def test_a_scanner_that_is_away_is_told_as_such(address, settings):
    settings.CLAMD = address

    with pytest.raises(Unreachable):
        clamd.scan(b"x")


@pytest.mark.parametrize("answer", [b"", b"half a word", b"stream: what? ERROR\0", b"PONG\0"])
def test_an_answer_that_is_not_known_is_no_clean_bill(answer, folder, settings):
    settings.CLAMD = Address(path=str(folder / "clamd.ctl"))

    with scanners.saying(settings.CLAMD, answer), pytest.raises(Unreachable):
        clamd.scan(b"x")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("", None),
        ("unix:/run/clamav/clamd.ctl", Address(path="/run/clamav/clamd.ctl")),
        ("tcp:127.0.0.1:3310", Address(host="127.0.0.1", port=3310)),
        ("tcp:[::1]:3310", Address(host="::1", port=3310)),
    ],
)
def test_the_environment_names_the_scanner(text, address):
    assert clamd.parse(text) == address


@pytest.mark.parametrize(
    "text", ["clamd.ctl", "unix:clamd.ctl", "tcp:3310", "tcp:host:", "http://a"]
)
def test_an_address_of_another_form_is_an_error(text):
    with pytest.raises(ValueError, match=text):
        clamd.parse(text)
