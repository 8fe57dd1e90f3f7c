"""`tingban audit verify`: are the event log and the editions whole? `audit seal`: seal it now."""

from tingban.actions.audit import sealing
from tingban.jobs.cli import command
from tingban.jobs.cli.command import Arguments, Commands
from tingban.kit import clock
from tingban.reads.audit import chain
from tingban.reads.audit.chain import Verdict
from tingban.reads.weekly import editions
from tingban.rules.actors import SYSTEM


def register(commands: Commands) -> None:
    """Add both to the command line."""
    parser = commands.add_parser("audit", help="核验、封存操作记录")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="动作")
    command.add(verbs, "verify", verify, about="逐条核验操作记录有没有被改动、删除或插入")
    command.add(verbs, "seal", seal, about="立即封存操作记录")


def verify(args: Arguments) -> int:
    """Exit code 1 and the first broken entry or edition, if anything was altered or removed."""
    verdict = chain.verify()
    if verdict.broken is not None:
        return command.refused(args, f"操作记录不完整：{verdict.broken.sentence}", _facts(verdict))
    spoiled = editions.first_fault(actor=SYSTEM)
    if spoiled is not None:
        code, fault = spoiled
        facts = _facts(verdict) | {"holds": False, "edition": {"week": code, "fault": fault}}
        return command.refused(args, f"操作记录完整，但 {code} 的报送版次被改动：{fault}", facts)
    head = f"，末批摘要 {verdict.head}" if verdict.head else ""
    return command.done(
        args,
        _facts(verdict),
        f"操作记录完整：已封存 {verdict.seals} 批、{verdict.sealed} 条，"
        f"待封存 {verdict.unsealed} 条{head}。报送版次与各自的摘要相符。",
    )


def _facts(verdict: Verdict) -> dict[str, object]:
    broken = verdict.broken
    return {
        "holds": verdict.holds,
        "seals": verdict.seals,
        "sealed": verdict.sealed,
        "unsealed": verdict.unsealed,
        "head": verdict.head,
        "broken": broken
        and {
            "entry": broken.entry,
            "harm": broken.harm.value,
            "seal": broken.seal or None,
            "sentence": broken.sentence,
        },
    }


def seal(args: Arguments) -> int:
    """For an installation without a worker, or before a backup."""
    sealed = sealing.seal(at=clock.now())
    return command.done(args, {"sealed": sealed}, f"已封存 {sealed} 条")
