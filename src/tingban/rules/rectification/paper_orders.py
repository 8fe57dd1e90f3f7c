"""An order that was signed and served on paper, as the register asks for it (T-P05, DOMAIN 8.2).

A paper says what it says: what it does not name is written down as not named, never refused.
"""

from collections.abc import Iterable
from typing import Final

from tingban.kit.text import clean_line
from tingban.rules.documents.slots import Officer
from tingban.rules.errors import Refused

# What a scanner or a telephone makes of a sheet.
SCANNED: Final = frozenset({"pdf", "jpg", "png"})
_OFFICERS: Final = 2
_RULE: Final = "T-P05"


def named_officers(told: Iterable[Officer], *, names_fewer: bool) -> tuple[Officer, ...]:
    """The officers as the paper names them; `names_fewer` affirms that it does not name two."""
    found = tuple(
        Officer(clean_line(it.name), clean_line(it.certificate))
        for it in told
        if it.name.strip() or it.certificate.strip()
    )
    for it in found:
        if not it.name:
            raise Refused(f"执法证号 {it.certificate} 没有写是谁的，请填写执法人员。", rule=_RULE)
    if len(set(found)) < len(found):
        raise Refused("两名执法人员写的是同一个人，请与通知书核对。", rule=_RULE)
    is_whole = is_whole_pair(found)
    if not names_fewer and not is_whole and len(_whole(found)) >= _OFFICERS:
        raise Refused(
            "两名执法人员的执法证号相同，请与通知书核对。通知书上确实这样写的，"
            "再勾选“通知书上没有写全执法人员”。",
            rule=_RULE,
        )
    if not is_whole and not names_fewer:
        raise Refused(
            "请照通知书填写两名执法人员和执法证号。通知书上没有写全的，写了的照填，"
            "再勾选“通知书上没有写全执法人员”。",
            rule=_RULE,
        )
    if is_whole and names_fewer:
        raise Refused(
            "两名执法人员和执法证号都填了，请不要勾选“通知书上没有写全执法人员”，"
            "或者与通知书核对。",
            rule=_RULE,
        )
    return found


def is_whole_pair(officers: Iterable[Officer]) -> bool:
    """Whether these are two officers, each by a certificate of their own (DOMAIN 8.2); two may
    bear one name."""
    return len({it.certificate for it in _whole(officers)}) >= _OFFICERS


def _whole(officers: Iterable[Officer]) -> list[Officer]:
    return [it for it in officers if it.name and it.certificate]


def check_scans(files: Iterable[tuple[str, str]]) -> None:
    """Refuse what is no scan of a paper; `files` are names with their endings."""
    seen = tuple(files)
    if not seen:
        raise Refused("请上传已经签发、盖章的通知书的扫描件或者照片，补登以它为凭。", rule=_RULE)
    strange = next((name for name, ending in seen if ending not in SCANNED), "")
    if strange:
        raise Refused(f"“{strange}”不是扫描件。请上传通知书原件的 PDF、JPG 或者 PNG。", rule=_RULE)
