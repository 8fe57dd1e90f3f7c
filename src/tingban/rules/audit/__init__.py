"""Which acts are open to whom, told before they are tried."""
