"""Files that go to the browser by their Chinese names."""

import tempfile
from typing import BinaryIO, cast

from django.http import FileResponse

_IN_MEMORY = 8 * 1024 * 1024


def draft() -> BinaryIO:
    """A file to write into: in memory while it is small, else on disk."""
    return cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))


def sent(target: BinaryIO, name: str) -> FileResponse:
    """The file that was written."""
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=name)
