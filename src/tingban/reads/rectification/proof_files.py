"""Files that may prove a step of a problem: its own, and those of the visits of its community."""

from dataclasses import dataclass

from django.db.models import Q

from tingban.data.documents.models import Attachment
from tingban.data.inspections.models import Visit
from tingban.data.rectification.models import Problem
from tingban.rules.actors import Actor
from tingban.rules.documents.purposes import Purpose
from tingban.rules.documents.uploads import FileKind

_VISITS = 20
_OWN = "问题的材料"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that may be ticked; `place` tells where it lies."""

    id: int
    name: str
    kind: FileKind
    purpose: Purpose | None
    place: str


def kept_files(actor: Actor, number: str) -> list[KeptFile]:
    """Those that are offered, for the form."""
    return [_kept(row) for row in offered(actor, number)]


def _kept(row: Attachment) -> KeptFile:
    kind, _, key = row.subject.partition(":")
    place = f"检查 {key}" if kind == "visit" else _OWN
    purpose = Purpose(row.purpose) if row.purpose else None
    return KeptFile(row.pk, row.name, FileKind(row.kind), purpose, place)


def offered(actor: Actor, number: str) -> list[Attachment]:
    """Those that are kept already: the problem's own, then the newest visits'."""
    problem = Problem.objects.visible_to(actor).filter(number=number).first()
    if problem is None:
        return []
    subjects = [f"problem:{number}", *(f"visit:{it}" for it in _visits(actor, problem))]
    rows = list(Attachment.objects.standing().filter(subject__in=subjects).order_by("id"))
    # What belongs to the problem already is not offered once more from its visit.
    own = {row.digest for row in rows if row.subject == subjects[0]}
    places = {subject: place for place, subject in enumerate(subjects)}
    found = [row for row in rows if row.subject == subjects[0] or row.digest not in own]
    return sorted(found, key=lambda row: (places[row.subject], row.pk))


def _visits(actor: Actor, problem: Problem) -> list[str]:
    place = problem.community_id
    here = Q(community_id=place) | Q(community__merged_into_id=place)
    rows = Visit.objects.visible_to(actor).filter(here, is_void=False)
    return list(rows.order_by("-done_on", "-id").values_list("number", flat=True)[:_VISITS])
