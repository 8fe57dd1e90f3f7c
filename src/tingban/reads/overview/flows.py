"""Every kind of proceeding, for pages and timers that look at all of them (ADR 0028)."""

from typing import Final

from tingban.reads.enforcement.credit import CREDIT
from tingban.reads.rectification.proceedings import Flow

FLOWS: Final[tuple[Flow, ...]] = (CREDIT,)
