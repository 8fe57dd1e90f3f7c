"""`make bench`: every budget of DESIGN 7 that stands so far, as one JSON object (README.md)."""

import json
import os
import platform
import sys

from benchmarks import installations, suggestion
from benchmarks.measuring import yardstick


def machine() -> dict[str, object]:
    """What it was measured on."""
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
        "yardstick_ms": yardstick(),
    }


def main(sizes: list[str]) -> None:
    """S and M by default; the import last, it is the longest."""
    told: dict[str, object] = {"machine": machine()}
    for size in sizes or ["S", "M"]:
        print(f"measuring {size} …", file=sys.stderr)
        told[size] = {"yardstick_ms": yardstick()} | installations.apart("counting", size)
        told[size]["report_sent"] = installations.apart("portal", size)
    if suggestion.LETTERS.exists():
        told["suggestion"] = suggestion.main()
    told["papers"] = installations.apart("papers")
    print("measuring the import of 13 workbooks …", file=sys.stderr)
    told["import"] = installations.apart("import_ledgers")
    print(json.dumps(told, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
