"""Friday: each T-R step is one act, one function, one transaction (DOMAIN 3.6)."""
