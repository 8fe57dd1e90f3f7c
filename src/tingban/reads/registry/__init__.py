"""Queries on the registers."""
