"""Queries on problems and orders."""
