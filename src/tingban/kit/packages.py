"""Office files are zip packages; made twice from the same they should be the same."""

import io
import zipfile
from typing import Final

# The oldest moment a zip can name; readers do not look at it.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def rewrite_package(data: bytes) -> bytes:
    """The same package without the moment at which it was written."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as fresh:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            fresh.writestr(info, source.read(name))
    return target.getvalue()


def zip_of(files: dict[str, bytes]) -> bytes:
    """A zip of these files, in this order, the same whenever it is made from the same."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            # 0o644, and the flag that says the name is UTF-8 is set by Python.
            info.external_attr = 0o644 << 16
            package.writestr(info, content)
    return target.getvalue()
