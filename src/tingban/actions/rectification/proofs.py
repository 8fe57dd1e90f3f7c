"""A step of a problem with what proves it: photos and papers chosen there, or lying on paper.

    proofs.prove(
        number=number,
        chosen={Purpose.AFTER: Chosen(("纸质照片存档号 12",), uploads)},
        step=lambda named: answering.submit_answer(after=named.of(Purpose.AFTER), …),
        actor=actor, at=at,
    )

The files are looked at before the transaction begins: that may take long, and locks nothing. Then
the step is taken and its files are kept, all or nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import transaction

from tingban.actions.audit import log
from tingban.actions.audit.locking import find, once
from tingban.actions.documents import attachments, intake
from tingban.actions.documents.intake import Examined, Upload
from tingban.actions.rectification.moving import NOT_FOUND
from tingban.data.documents.models import Attachment
from tingban.data.rectification.models import Problem
from tingban.reads.rectification.proof_files import offered
from tingban.rules.actors import FIELD_WRITERS, Actor, check_writes
from tingban.rules.documents.purposes import (
    PICTURED,
    PURPOSE_LABELS,
    Purpose,
    purpose_of_evidence,
)
from tingban.rules.documents.sharing import Sharing
from tingban.rules.documents.uploads import FileKind
from tingban.rules.errors import NotFound, Refused

ADDED: Final = "rectification.proofs_kept"
# The proof of a confirmation or a rejection: pictures and papers together.
EVIDENCE: Final = "evidence"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was brought for one proof: new files, and files of the problem or of its visits."""

    uploads: tuple[Upload, ...] = ()
    ticked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """The names of the files by what they prove, as a step tells them."""

    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, proof: str) -> tuple[str, ...]:
        """Those of one proof."""
        return self.names.get(proof, ())


def prove(
    *,
    number: str,
    chosen: Mapping[str, Chosen],
    step: Callable[[Named], object],
    actor: Actor,
    at: datetime,
) -> object:
    """Take a step of a problem together with its files; what the step answers."""
    problem = _found(number, actor)
    examined = _examined(chosen)
    with transaction.atomic():
        kept = _kept(problem, chosen, actor)
        answer = step(_named(examined, kept))
        _keep(f"problem:{number}", examined, kept, actor=actor, at=at)
    return answer


def prove_new(
    *,
    chosen: Mapping[str, Chosen],
    step: Callable[[Named], str],
    actor: Actor,
    at: datetime,
    form: str = "",
) -> str:
    """Register a problem together with its files; the answer is its number.

    A form that is sent twice makes one problem with one set of files.
    """
    examined = _examined(chosen)
    with transaction.atomic():
        number = step(_named(examined, {}))
        _found(number, actor)

        def write() -> str:
            _keep(f"problem:{number}", examined, {}, actor=actor, at=at, form=form)
            return number

        if any(examined.values()):
            once(form, act=ADDED, actor=actor, at=at, write=write)
    return number


def _found(number: str, actor: Actor) -> Problem:
    """Nobody's files are looked at for a problem that is not his to work on."""
    problem = find(Problem.objects.visible_to(actor), NOT_FOUND, number=number)
    check_writes(actor, problem.county_id, by=FIELD_WRITERS)
    return problem


def _examined(chosen: Mapping[str, Chosen]) -> dict[str, list[Examined]]:
    """Each proof by itself; what is wrong with any file of any of them is told at once."""
    found: dict[str, list[Examined]] = {}
    faults: list[str] = []
    rule = ""
    for proof, one in chosen.items():
        try:
            found[proof] = intake.examine(one.uploads) if one.uploads else []
            _check_pictures(proof, found[proof])
        except Refused as refusal:
            faults.append(refusal.sentence)
            rule = refusal.rule
    if faults:
        raise Refused("\n".join(faults), rule=rule)
    return found


def _check_pictures(proof: str, files: Sequence[Examined]) -> None:
    strange = [it.name for it in files if it.type.kind is not FileKind.IMAGE]
    if proof in PICTURED and strange:
        label = PURPOSE_LABELS[Purpose(proof)]
        raise Refused(f"{label}须是照片，“{strange[0]}”不是。文件请放在“凭证”里。", rule="T-P08")


def _kept(
    problem: Problem, chosen: Mapping[str, Chosen], actor: Actor
) -> dict[str, list[Attachment]]:
    """The rows that were ticked, which must be among those that the page offered."""
    rows = {row.pk: row for row in offered(actor, problem.number)}
    missing = {pk for one in chosen.values() for pk in one.ticked} - rows.keys()
    if missing:
        raise NotFound("勾选的照片里有的已经撤回，请重新勾选。")
    return {proof: [rows[pk] for pk in one.ticked] for proof, one in chosen.items()}


def _named(examined: Mapping[str, list[Examined]], kept: Mapping[str, list[Attachment]]) -> Named:
    names: dict[str, tuple[str, ...]] = {}
    for proof, files in examined.items():
        there = tuple(row.name for row in kept.get(proof, []))
        names[proof] = there + tuple(it.name for it in files)
    return Named(names)


def _keep(
    subject: str,
    examined: Mapping[str, list[Examined]],
    kept: Mapping[str, list[Attachment]],
    *,
    actor: Actor,
    at: datetime,
    form: str = "",
) -> None:
    """One entry for all files of the step, and a row for each."""
    files = [(_purpose(proof, it.type.kind), it) for proof in examined for it in examined[proof]]
    again = [(_purpose(proof, FileKind(it.kind)), it) for proof in kept for it in kept[proof]]
    if not files and not again:
        return
    listed = [(it.name, purpose) for purpose, it in again]
    listed += [(it.name, purpose) for purpose, it in files]
    told = {
        "files": [[name, PURPOSE_LABELS[purpose]] for name, purpose in listed],
        "sharing": Sharing.INTERNAL.value,
    }
    entry = log.record(
        actor=actor, at=at, act=ADDED, subject=subject,
        change=(None, told | ({"form": form} if form else {})),
    )  # fmt: skip
    for purpose, row in again:
        attachments.attach_again(row, subject=subject, purpose=purpose, act=entry)
    for purpose, it in files:
        attachments.attach(
            subject=subject, upload=it.proving(purpose), sharing=Sharing.INTERNAL,
            uploaded_by=actor.name, act=entry,
        )  # fmt: skip


def _purpose(proof: str, kind: FileKind) -> Purpose:
    """What a file of this proof is kept as."""
    return purpose_of_evidence(kind) if proof == EVIDENCE else Purpose(proof)
