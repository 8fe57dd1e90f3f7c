"""The company door: its orders, what was found, and its answers (DESIGN 5)."""
