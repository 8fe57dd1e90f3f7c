"""Writes docs/guide/exits.md from `rules/exits/guidance.py`, the source of the page as well.

python tools/guide.py            writes it
python tools/guide.py --check    exits 1 where it is stale
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tingban.rules.exits.guidance import ADVICE, Advice, handover_items

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "guide" / "exits.md"

_HEAD: Final = (
    "# 更换物业企业，一步一步\n\n"
    "给街道和业委会。每一步说清：这是什么、谁来做、法律怎么要求、容易错在哪里、要多久。"
    "本页与系统里的“办理指南”出自同一份内容（`rules/exits/guidance.py`）。\n"
)


def as_markdown() -> str:
    """The whole guide as docs/guide/exits.md keeps it."""
    return "\n".join((_HEAD, *(part for it in ADVICE for part in _section(it)), *_items()))


def _section(advice: Advice) -> Iterator[str]:
    yield f"## {advice.title}\n\n{advice.means}\n"
    for head, lines in (
        ("谁来做", advice.who),
        ("怎样才对", advice.asks),
        ("容易错", advice.wrong),
    ):
        yield f"**{head}**\n\n" + "\n".join(f"- {line}" for line in lines) + "\n"
    if advice.law:
        yield f"依据：{advice.cited}。\n"
    if advice.span:
        yield f"时限：{advice.span}。\n"


def _items() -> Iterator[str]:
    yield "## 移交清单\n"
    rows = "\n".join(f"| {' | '.join(row)} |" for row in handover_items())
    yield f"| 序号 | 项目 | 要求 |\n|---|---|---|\n{rows}\n"


def main(arguments: list[str]) -> int:
    """Write the page, or tell that it is stale."""
    if "--check" in arguments:
        is_fresh = PAGE.exists() and PAGE.read_text("utf-8") == as_markdown()
        print("" if is_fresh else "docs/guide/exits.md is stale: run `make fix`", end="")
        return 0 if is_fresh else 1
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(as_markdown(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
