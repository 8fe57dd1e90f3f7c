"""Every kind of proceeding, for pages and timers that look at all of them (ADR 0028)."""

from typing import Final

from tingban.reads.enforcement.credit import CREDIT
from tingban.reads.enforcement.exposure_cases import EXPOSURES
from tingban.reads.enforcement.level_cases import LEVELS
from tingban.reads.enforcement.penalty_cases import PENALTY
from tingban.reads.enforcement.transfers import TRANSFERS
from tingban.reads.exits.flows import EXIT
from tingban.reads.rectification.proceedings import Flow

FLOWS: Final[tuple[Flow, ...]] = (LEVELS, PENALTY, TRANSFERS, EXPOSURES, CREDIT, EXIT)
