"""How long the names in a roll of owners are kept (个人信息保护法 19; DOMAIN 9.1).

They serve the vote and whoever attacks it before the court. An owner may ask for the annulment
within a year of knowing (解释 12); what is asked on the last day needs time in two instances.
"""

from datetime import date
from typing import Final

from tingban.rules.deadlines.arithmetic import same_day_after_months
from tingban.rules.exits.vote_stages import annulment_until

# 个人信息保护法 19, 区分所有权解释 12: for a suit that begins on the last day, six months and
# three, and what is lost between them. A decision of ours [D], shown as 本市口径.
COURT_MONTHS: Final = 12


def names_until(*, ended_on: date | None, known_on: date | None) -> date | None:
    """The last day on which the names are kept; None as long as the exit is not at its end.

    `known_on`: when the result was posted, else counted; None where nothing was counted.
    """
    if ended_on is None:
        return None
    last = max(ended_on, annulment_until(known_on)) if known_on else ended_on
    return same_day_after_months(last, COURT_MONTHS)
