"""Queries on level decisions, penalties and exposures."""
