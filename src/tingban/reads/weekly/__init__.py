"""Figures: how the cells are counted, explained, compared and checked (DOMAIN 2.3–2.5)."""
