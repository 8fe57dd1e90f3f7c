"""Walking the chain of seals: is every entry still what it was, and in its place?

Bounded in memory: one batch at a time, and the unsealed tail as a stream.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import Exists, Max, OuterRef, QuerySet

from tingban.data.audit import proof
from tingban.data.audit.models import Entry, Seal, SealedEntry

_CHUNK: Final = 1000


class Harm(StrEnum):
    """What was done to the log."""

    ALTERED = "altered"
    REMOVED = "removed"
    INSERTED = "inserted"
    SEAL = "seal"


HARM_LABELS: Final = {
    Harm.ALTERED: "记录被改动",
    Harm.REMOVED: "记录被删除",
    Harm.INSERTED: "记录不是系统写入的，或写入后被改动",
    Harm.SEAL: "封存被改动或缺失",
}


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place where the log does not hold; `seal` is 0 in the unsealed tail."""

    harm: Harm
    entry: int
    seal: int

    @property
    def sentence(self) -> str:
        """第 3 批封存中的第 128 号记录被改动。"""
        where = f"第 {self.seal} 批封存" if self.seal else "尚未封存的部分"
        if self.harm is Harm.SEAL:
            return f"{where}（自第 {self.entry} 号记录起）被改动或缺失。"
        return f"第 {self.entry} 号{HARM_LABELS[self.harm]}（{where}）。"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk over the whole log found; `head` is the digest of the last seal."""

    seals: int
    sealed: int
    unsealed: int
    head: str
    broken: Broken | None

    @property
    def holds(self) -> bool:
        """Nothing was altered, removed or inserted."""
        return self.broken is None


def verify() -> Verdict:
    """Walk the whole log and tell the first entry altered, removed or inserted."""
    newest = Seal.objects.aggregate(last=Max("number"))["last"] or 0
    before, sealed, broken = "", 0, None
    for number in range(1, newest + 1):
        seal = Seal.objects.filter(number=number).first()
        broken = _gap(number) if seal is None else _check_batch(seal, before)
        if seal is None or broken is not None:
            break
        before, sealed = seal.digest, sealed + seal.count
    unsealed, stray = _check_tail()
    found = [fault for fault in (broken, stray) if fault is not None]
    first = min(found, key=lambda fault: fault.entry, default=None)
    return Verdict(newest, sealed, unsealed, before, first)


def _gap(number: int) -> Broken:
    """A seal that is not there, told with the first entry that it must have held."""
    last = Seal.objects.filter(number__lt=number).aggregate(last=Max("last_id"))["last"] or 0
    return Broken(Harm.SEAL, last + 1, number)


def _check_batch(seal: Seal, before: str) -> Broken | None:
    held = list(
        SealedEntry.objects.filter(seal=seal).order_by("entry_id").values_list("entry_id", "digest")
    )
    entries = Entry.objects.in_bulk([key for key, _ in held])
    for key, digest in held:
        harm = _harm(entries.get(key), digest)
        if harm is not None:
            return Broken(harm, key, seal.number)
    intact = proof.chained(before, seal, held) == seal.digest and proof.seal_mark(seal) == seal.mark
    return None if intact else Broken(Harm.SEAL, seal.first_id, seal.number)


def _harm(entry: Entry | None, digest: str) -> Harm | None:
    if entry is None:
        return Harm.REMOVED
    if proof.digest(entry) != digest:
        return Harm.ALTERED
    return None if proof.is_genuine(entry) else Harm.INSERTED


def _tail() -> QuerySet[Entry]:
    """Entries that no seal holds yet."""
    sealed = SealedEntry.objects.filter(entry_id=OuterRef("pk"))
    return Entry.objects.filter(~Exists(sealed)).order_by("id")


def _check_tail() -> tuple[int, Broken | None]:
    """How many are unsealed, and the first that the program did not write so."""
    count, stray = 0, None
    for entry in _streamed(_tail()):
        count += 1
        if stray is None and not proof.is_genuine(entry):
            stray = Broken(Harm.INSERTED, entry.pk, 0)
    return count, stray


def _streamed(entries: QuerySet[Entry]) -> Iterator[Entry]:
    return entries.iterator(chunk_size=_CHUNK)
