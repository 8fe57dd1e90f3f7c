"""`tingban export`: the whole exchange workbook (INTERCHANGE 2)."""

import os
import tempfile
from pathlib import Path

from tingban.actions.exchange.exports import export_workbook
from tingban.jobs.cli import command
from tingban.jobs.cli.command import Arguments, Commands
from tingban.kit import clock
from tingban.rules.actors import SYSTEM
from tingban.rules.errors import Refused


def register(commands: Commands) -> None:
    """Add it to the command line."""
    parser = command.add(commands, "export", run, about="把全部数据写成数据交换簿（xlsx）")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx", help="写到哪里")
    parser.add_argument("--area", metavar="CODE", help="只导出一个县(市、区)，如 140802")
    parser.add_argument(
        "--with-identities",
        metavar="REASON",
        help="投诉举报人身份不遮蔽；写明用途，记入操作记录",
    )


def run(args: Arguments) -> int:
    """Write it beside its place first, so that no half file ever stands there."""
    reason = args.with_identities
    if reason is not None and not reason.strip():
        raise Refused("请写明导出身份信息的用途，例如“迁移到新服务器”。", rule="DOMAIN 9.1")
    out: Path = args.out
    try:
        handle, draft = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    except OSError as error:
        raise Refused(f"不能写到 {out}：{error.strerror}。") from error
    try:
        with os.fdopen(handle, "wb") as target:
            counts = export_workbook(
                target=target, actor=SYSTEM, at=clock.now(), area=args.area, reason=reason or ""
            )
        Path(draft).replace(out)
    finally:
        Path(draft).unlink(missing_ok=True)
    facts = {"file": str(out), "rows": counts, "identities": bool(reason)}
    lines = [f"{title}　{count} 行" for title, count in counts.items()]
    return command.done(args, facts, *lines, f"已写出 {out}，共 {sum(counts.values())} 行。")
