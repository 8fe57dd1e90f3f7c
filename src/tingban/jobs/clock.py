"""The clock of an installation: a demo lives in its own time (`tingban.kit.clock`).

`clock.json` in the home folder holds the anchor. The shift is set once, when a server starts, so
time passes while the server runs, stands still while it does not, and never goes back behind
the last act.
"""

import json
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings

from tingban.kit import clock
from tingban.reads.audit.latest import last_act_at

_FILE: Final = "clock.json"


def anchor_path() -> Path:
    """Where the anchor stands."""
    return Path(settings.HOME) / _FILE


def set_anchor(moment: datetime) -> None:
    """Let this installation live from this moment on."""
    anchor_path().write_text(json.dumps({"anchor": moment.isoformat()}), encoding="utf-8")


def apply() -> None:
    """Shift the clock of this process and its children, unless that was done above us."""
    if clock.VARIABLE in os.environ or not anchor_path().exists():
        return
    anchor = datetime.fromisoformat(json.loads(anchor_path().read_text("utf-8"))["anchor"])
    last = last_act_at()
    now = max(anchor, last + timedelta(seconds=1)) if last else anchor
    os.environ[clock.VARIABLE] = clock.shift_to(now)
