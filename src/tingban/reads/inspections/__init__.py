"""Queries on missions and visits."""
