"""Writes docs/guide/exits.md from `rules/exits/guidance.py`, the source of the page as well.

python tools/guide.py            writes it
python tools/guide.py --check    exits 1 where it is stale
"""

import sys
from pathlib import Path
from typing import Final

from tingban.rules.exits.guidance import as_markdown

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "guide" / "exits.md"


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
