"""The event log of all acts, and the base of every fact."""
