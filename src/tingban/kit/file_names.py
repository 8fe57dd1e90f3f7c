"""Names of files as people send them: made safe to show, to keep and to open."""

import re
import unicodedata
from typing import Final

from tingban.kit.text import shorten

LONGEST: Final = 80
# What may not stand in a name on some system, or would change what a shell or a table reads.
_FORBIDDEN: Final = re.compile(r"""[<>:"|?*'`;&$%{}\[\]\\/]+""")
# With a letter: the last part of 2024.6.18 is no ending.
_ENDING: Final = re.compile(r"\.(?=[a-z0-9]*[a-z])[a-z0-9]{1,5}$", re.IGNORECASE)
_DEVICES: Final = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
_NOTHING: Final = "材料"


def clean_file_name(name: str, ending: str) -> str:
    """The name without folders, hidden signs and endings, with the ending that is true.

    "../../合同.pdf.exe" of a pdf becomes "合同.pdf"; signs that turn the direction of reading
    ("照片[U+202E]gpj.exe") are left out, so the ending that is read is the one that is there.
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    stem = " ".join(_FORBIDDEN.sub(" ", seen).split())
    while _ENDING.search(stem):
        stem = _ENDING.sub("", stem)
    stem = stem.strip(" .~-=+@")
    if not stem or _DEVICES.match(stem):
        stem = f"{_NOTHING}{stem}"
    return f"{shorten(stem, LONGEST)}.{ending}"
