"""Every write: one act, one function, one transaction."""
