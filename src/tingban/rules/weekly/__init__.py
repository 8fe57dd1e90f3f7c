"""Friday: weeks, steps, cells and checks (DOMAIN 2.3–2.5, 3.6)."""
