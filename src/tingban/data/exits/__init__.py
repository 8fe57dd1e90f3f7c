"""Exits of companies from communities as facts."""
