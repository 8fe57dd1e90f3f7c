"""What the complainant does with number and 查询码 (T-C01, T-C18, T-C20, 3.1.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import lock, once
from tingban.actions.complaints import codes
from tingban.actions.complaints.ending import withdraw
from tingban.actions.complaints.moving import Turn, settle, turn_on
from tingban.actions.documents import attachments
from tingban.actions.documents.intake import Examined
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseMaterial, CaseRating
from tingban.kit.text import clean
from tingban.rules.actors import Actor
from tingban.rules.complaints.flow import OWN_CASE
from tingban.rules.complaints.stages import RUNNING, Rating, Stage
from tingban.rules.documents.sharing import Sharing
from tingban.rules.errors import NotFound, NotNow, Refused

NOT_FOUND = "受理编号或查询码不对，请核对回执后再试。"
LONGEST_TEXT = 5000


def check_code(number: str, code: str) -> None:
    """Refuse a code that does not fit; an unknown number is told the same."""
    if not codes.fits(number, code):
        raise NotFound(NOT_FOUND, rule="DOMAIN 6.4")


def _own(number: str, code: str, actor: Actor, at: datetime) -> Turn:
    """The case of whoever holds its code. It is found by the code alone, not by a post."""
    check_code(number, code)
    case = lock(Case.objects.all(), NOT_FOUND, number=number)
    return turn_on(case, OWN_CASE, actor=actor, at=at)


@dataclass(frozen=True, slots=True)
class Material:
    """More words, files that were looked at, or both; `form` tells a second click."""

    text: str
    files: Sequence[Examined] = ()
    form: str = ""


@transaction.atomic
def add_material(*, number: str, code: str, material: Material, actor: Actor, at: datetime) -> None:
    """More words and files to a case that runs (3.1.2)."""
    act = "complaints.material_added"

    def write() -> str:
        turn = _own(number, code, actor, at)
        if turn.case.stage not in RUNNING:
            raise NotNow("这件已经办完，不能再补充。有新情况请重新反映。", rule="3.1.2")
        words = clean(material.text)
        if len(words) > LONGEST_TEXT or not (words or material.files):
            raise Refused(f"请写明要补充的内容，最多 {LONGEST_TEXT} 个字。", rule="3.1.2")
        told = {"files": [[it.name, it.digest] for it in material.files], "form": material.form}
        entry = log.record(actor=actor, at=at, act=act, subject=turn.subject, change=(None, told))
        if words:
            facts.append(CaseMaterial(case=turn.case, at=at, text=words), act=entry)
        keep_files(turn.subject, material.files, actor=actor, act=entry)
        settle(turn.case)
        return number

    once(material.form, act=act, actor=actor, at=at, write=write)


def keep_files(subject: str, files: Iterable[Examined], *, actor: Actor, act: Entry) -> None:
    """Files of a complainant: never shown to the company (3.1.3)."""
    for file in files:
        attachments.attach(
            subject=subject, upload=file, sharing=Sharing.INTERNAL, uploaded_by=actor.name, act=act
        )


@transaction.atomic
def withdraw_own(*, number: str, code: str, reason: str, actor: Actor, at: datetime) -> None:
    """The complainant takes the report back (T-C20)."""
    withdraw(_own(number, code, actor, at).told(reason=reason), reason)


@transaction.atomic
def rate(
    *, number: str, code: str, rating: Rating, reason: str, actor: Actor, at: datetime
) -> None:
    """满意 or not, once an answer is there; 不满意 says why and waits for a leader (T-C18)."""
    turn = _own(number, code, actor, at)
    if turn.case.stage not in (Stage.FBK, Stage.CLS):
        raise NotNow("还没有答复，暂时不能评价。", rule="T-C17")
    words = clean(reason)
    if rating is Rating.NOT_CONTENT and not words:
        raise Refused("请说说哪里不满意，有什么新情况，我们好接着办。", rule="T-C18")
    entry = log.record(
        actor=actor, at=at, act="complaints.case_rated", subject=turn.subject,
        change=(None, {"rating": rating.value}),
    )  # fmt: skip
    facts.append(
        CaseRating(case=turn.case, at=at, rating=rating.value, reason=words[:1000]), act=entry
    )
    settle(turn.case)
