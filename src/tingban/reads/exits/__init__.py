"""Queries on exits."""
