"""33 cells × 14 units + 合计 as of any day, duplicates proposed, and the pages, at S or M."""

import json
import sys
from datetime import date, datetime
from typing import Any

from benchmarks import installations
from benchmarks.measuring import timed

AS_OF = date(2024, 9, 6)


def main(name: str) -> dict[str, Any]:
    """Build the world of this size and measure on it."""
    with installations.opened():
        from benchmarks import duplicates, pages, worlds
        from tingban.jobs import assets
        from tingban.kit.clock import SHANGHAI
        from tingban.reads.weekly import counting
        from tingban.rules.actors import SYSTEM

        assets.collect()
        size = {"S": worlds.S, "M": worlds.M}[name]
        rows = worlds.build(size)
        known_at = datetime(2024, 9, 6, 12, tzinfo=SHANGHAI)
        moment = counting.Moment(AS_OF, known_at)
        count = timed(lambda: counting.count_values(actor=SYSTEM, moment=moment), runs=20)
        return {
            "rows": rows,
            "count": count.as_json(),
            "total": counting.count_values(actor=SYSTEM, moment=moment).total_row(),
            "duplicates": duplicates.measure(),
            "pages": pages.measure(),
        }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
