"""Friday: weeks, reports and their steps, and the editions that never change (DOMAIN 3.6)."""
