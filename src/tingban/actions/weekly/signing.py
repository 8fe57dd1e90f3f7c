"""T-R03: the head signs the content, part by part, so that a later change can be named."""

from datetime import datetime

from django.db import transaction

from tingban.actions.weekly.taking import Turn, allowed, locked, seen, take
from tingban.data.weekly.models import Signature
from tingban.reads.weekly import situations
from tingban.rules.actors import Actor
from tingban.rules.errors import NotNow
from tingban.rules.weekly.steps import Act


@transaction.atomic
def sign_report(
    *, number: str, version: int, digest: str, actor: Actor, at: datetime
) -> tuple[str, ...]:
    """Sign what the page showed; `digest` is the digest of that content.

    Signed anew, what has changed since the last signature is returned in words and kept.
    """
    report = locked(number, actor)
    seen(report, version)
    found = situations.live(report, actor=actor, at=at)
    situation = situations.situation(report, found, at=at)
    step = allowed(Act.SIGN, report, actor=actor, situation=situation)
    content = found.content
    if digest != content.digest:
        raise NotNow(
            "您打开页面之后，数据又有变化，签字没有生效。请核对现在的数字，再签字。", rule="T-R03"
        )
    turn = Turn(after={"digest": content.digest, "changed": list(situation.changed)})
    entry = take(report, step, turn, actor=actor, at=at)
    Signature.objects.create(
        report=report,
        entry=entry,
        at=at,
        signer_name=actor.name,
        digest=content.digest,
        parts={name: list(part) for name, part in content.parts.items()},
    )
    return situation.changed
