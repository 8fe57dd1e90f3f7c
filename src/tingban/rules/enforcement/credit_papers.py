"""Papers of a credit push: 信用推送单, and 报告函 to 市场监管 (DOMAIN 7.2, 8.2)."""

from typing import Final

PUSH_SLIP: Final = "enforcement.credit_slip"
MARKET_LETTER: Final = "enforcement.market_letter"
